"""What holds for the edges as a whole."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.contract.samples import NOW, after, full_ticket, ticket

from chalicelib.aws import keys
from chalicelib.aws.files import disposition
from chalicelib.aws.secrets import SecretKey
from chalicelib.domain.ticket.record import State

FUNCTIONS = Path(__file__).parents[3] / "functions"
MODULES = sorted(path.stem for path in (FUNCTIONS / "chalicelib" / "aws").glob("[a-z]*.py"))


def test_importing_the_edges_imports_no_boto3() -> None:
    imports = "; ".join(f"import chalicelib.aws.{name}" for name in MODULES)
    script = f"import sys; {imports}; print([name for name in sys.modules if name.startswith(('boto', 's3transfer'))])"
    environment = {**os.environ, "PYTHONPATH": str(FUNCTIONS)}
    answer = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60)
    assert answer.stdout.strip() == "[]", answer.stderr


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("report.pdf", "attachment; filename=\"report.pdf\"; filename*=UTF-8''report.pdf"),
        ("pöytäkirja.pdf", "attachment; filename=\"p_yt_kirja.pdf\"; filename*=UTF-8''p%C3%B6yt%C3%A4kirja.pdf"),
        ('a"b\\c%20.txt', "attachment; filename=\"a_b_c_20.txt\"; filename*=UTF-8''a%22b%5Cc%2520.txt"),
        ("a\r\nX: y", "attachment; filename=\"a__X: y\"; filename*=UTF-8''a%0D%0AX%3A%20y"),
        ("it's (1)*.txt", "attachment; filename=\"it's (1)*.txt\"; filename*=UTF-8''it%27s%20%281%29%2A.txt"),
    ],
)
def test_a_download_has_its_name_in_any_script(name: str, header: str) -> None:
    assert disposition(name) == header


def test_the_secret_key_is_fetched_when_first_needed_and_once() -> None:
    parameters = _Parameters("k" * 32 + "\n")
    secret = SecretKey("/tuki/key", parameters)  # type: ignore[arg-type]
    assert parameters.asked == []
    assert (secret.read(), secret.read()) == (b"k" * 32, b"k" * 32)
    assert parameters.asked == [{"Name": "/tuki/key", "WithDecryption": True}]


def test_a_key_that_is_too_short_is_refused_without_being_shown() -> None:
    with pytest.raises(ValueError, match="/tuki/key holds 6 bytes") as refused:
        SecretKey("/tuki/key", _Parameters("secret")).read()  # type: ignore[arg-type]
    assert "secret" not in str(refused.value)


def test_a_ticket_with_nothing_due_stands_after_all_that_have() -> None:
    due = keys.ticket_indexes(ticket(due_at=after(10**6)))["queue_sk"]
    assert due < keys.ticket_indexes(ticket(changed_at=after(-(10**6))))["queue_sk"]


def test_a_closed_ticket_stands_by_its_last_change_even_when_it_was_due() -> None:
    places = keys.ticket_indexes(ticket(state=State.CLOSED, due_at=after(5), changed_at=NOW))
    assert places["queue_pk"] == "Q#promark#closed"
    assert places["queue_sk"] == "2026-03-02T09:30:15.250Z#PRO-1001"


def test_letters_and_tickets_share_the_lookout_but_no_partition() -> None:
    assert keys.ticket_indexes(full_ticket())["look_pk"] != keys.letter_turn("01L1", NOW)["look_pk"]


def test_an_item_is_never_forgotten_before_its_end() -> None:
    assert keys.expiry(NOW) == int(NOW.timestamp()) + 1
    assert keys.expiry(NOW.replace(microsecond=0)) == int(NOW.timestamp())


class _Parameters:
    """A parameter store with one value."""

    def __init__(self, value: str) -> None:
        self.value = value
        self.asked: list[dict[str, Any]] = []

    def of(self, service: str) -> SimpleNamespace:
        assert service == "ssm"
        return SimpleNamespace(get_parameter=self._get)

    def _get(self, **asked: Any) -> dict[str, Any]:
        self.asked.append(asked)
        return {"Parameter": {"Value": self.value}}
