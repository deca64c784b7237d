"""The application in process: called as API Gateway and Lambda would call it, and loaded again when it changes."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local import functions
from local.functions import Functions

APP = """
from chalice import Chalice, Response
app = Chalice(app_name="trial")
@app.route("/v1/echo/{word}", methods=["GET", "POST"])
def echo(word):
    request = app.current_request
    return Response({"word": word, "body": request.json_body, "id": bool(request.context["requestId"])},
                    headers={"Set-Cookie": ["a=1", "b=2"]})
@app.lambda_function(name="mail_in")
def mail_in(event, context):
    if event.get("break"):
        raise RuntimeError("broken")
    return {"batchItemFailures": [{"itemIdentifier": "two"}]}
"""
JSON = {"content-type": "application/json"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    ours = {name: module for name, module in sys.modules.items() if functions._is_ours(name)}
    monkeypatch.setattr(functions, "LOOK_SECONDS", 0)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    sys.modules.pop("app", None)
    (tmp_path / "chalicelib").mkdir()
    (tmp_path / "app.py").write_text(APP)
    yield tmp_path
    sys.modules.pop("app", None)
    sys.modules.update(ours)


def test_a_call_reaches_its_view_with_path_and_body(folder: Path) -> None:
    answer = Functions(folder).answer("POST", "/v1/echo/hei?x=1", JSON, '{"æ": 1}'.encode())
    assert answer.status == 200
    assert json.loads(answer.body) == {"word": "hei", "body": {"æ": 1}, "id": True}


def test_every_cookie_has_its_own_line(folder: Path) -> None:
    answer = Functions(folder).answer("GET", "/v1/echo/hei", {}, b"")
    assert [value for name, value in answer.headers if name == "Set-Cookie"] == ["a=1", "b=2"]


def test_an_unknown_path_is_refused_as_the_gateway_refuses_it(folder: Path) -> None:
    assert Functions(folder).answer("GET", "/v1/nothing", {}, b"").status == 403


def test_a_body_over_the_gateways_limit_is_refused(folder: Path) -> None:
    assert Functions(folder).answer("POST", "/v1/echo/a", JSON, bytes(10 * 1024 * 1024 + 1)).status == 413


def test_mails_that_failed_are_named(folder: Path) -> None:
    assert Functions(folder).mail_in({"Records": [{"messageId": "one"}, {"messageId": "two"}]}) == {"two"}


def test_when_the_intake_breaks_off_every_mail_has_failed(folder: Path) -> None:
    assert Functions(folder).mail_in({"break": True, "Records": [{"messageId": "one"}]}) == {"one"}


def test_a_changed_application_answers_the_next_call(folder: Path) -> None:
    running = Functions(folder)
    running.load()
    (folder / "app.py").write_text(APP.replace('"word": word', '"word": "changed"'))
    assert b"changed" in running.answer("GET", "/v1/echo/hei", {}, b"").body


def test_a_change_that_cannot_be_imported_leaves_the_one_before(folder: Path) -> None:
    running = Functions(folder)
    running.load()
    (folder / "app.py").write_text("import nothing_of_that_name")
    assert b"hei" in running.answer("GET", "/v1/echo/hei", {}, b"").body
