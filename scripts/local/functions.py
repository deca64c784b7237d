"""The Chalice application in this process: what API Gateway, the event source and the schedule call elsewhere.

The application is imported again when one of its files changes; a call under way ends on the code it began with.
"""

import base64
import importlib
import logging
import sys
import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalice.app import Chalice
from chalice.config import Config
from chalice.local import (
    LambdaContext,
    LambdaEventConverter,
    LocalChalice,
    LocalGateway,
    LocalGatewayException,
    RouteMatcher,
)

LONGEST_BODY_BYTES = 10 * 1024 * 1024  # API Gateway's own limit.
FUNCTION_SECONDS = 30
LOOK_SECONDS = 0.5

log = logging.getLogger("local.functions")


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer of the functions."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class _Loaded:
    module: Any
    gateway: LocalGateway
    read_at: tuple[tuple[str, int], ...]


class Functions:
    """The application in `folder/app.py`, loaded on first use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turn = threading.Lock()
        self._loaded: _Loaded | None = None
        self._looked_at = 0.0

    def load(self) -> None:
        """Import the application now, so that the first caller does not wait. Raises what its import raises."""
        self._current()

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Answer one HTTP call as API Gateway would; `target` is the path with its query."""
        if len(body) > LONGEST_BODY_BYTES:
            return _said(413, '{"message":"Request Too Long"}')
        gateway = self._current().gateway
        try:
            return _answer_of(gateway.handle_request(method, target, dict(headers), body or None))
        except LocalGatewayException as refused:
            return _said(refused.CODE, (refused.body or b"").decode(), refused.headers)

    def mail_in(self, event: Mapping[str, Any]) -> set[str]:
        """Hand a batch of queue records to the intake; the ids of those that failed, all of them when it broke off."""
        try:
            said = self._current().module.mail_in(event, _context("mail_in"))
        except Exception:
            log.exception("mail_in broke off")
            return {record["messageId"] for record in event["Records"]}
        return {failed["itemIdentifier"] for failed in (said or {}).get("batchItemFailures", [])}

    def tick(self, event: Mapping[str, Any]) -> None:
        """Let the schedule's minute pass."""
        self._current().module.tick(event, _context("tick"))

    def refresh(self, event: Mapping[str, Any]) -> None:
        """Let the schedule's five minutes pass."""
        self._current().module.refresh(event, _context("refresh"))

    def post(self) -> None:
        """Something may have been written: what the table's stream tells the post elsewhere."""
        self._current().module.post({"Records": []}, _context("post"))

    def world(self) -> Any:
        """The application's own World, for what else fills the desk on this machine."""
        self._current()
        return importlib.import_module("chalicelib.wiring").world()

    def _current(self) -> _Loaded:
        with self._turn:
            if self._loaded is not None and time.monotonic() - self._looked_at < LOOK_SECONDS:
                return self._loaded
            self._looked_at = time.monotonic()
            read_at = _read_at(self._folder)
            if self._loaded is None:
                self._loaded = self._load(read_at)
            elif self._loaded.read_at != read_at:
                self._loaded = self._load_again(self._loaded, read_at)
            return self._loaded

    def _load_again(self, before: _Loaded, read_at: tuple[tuple[str, int], ...]) -> _Loaded:
        """The changed application, or the one before where the change cannot be imported."""
        forgotten = {name: sys.modules.pop(name) for name in list(sys.modules) if _is_ours(name)}
        try:
            loaded = self._load(read_at)
        except Exception:
            log.exception("the changed functions cannot be imported: the ones before stay")
            sys.modules.update(forgotten)
            return _Loaded(before.module, before.gateway, read_at)
        log.warning("the functions have changed and are loaded again")
        return loaded

    def _load(self, read_at: tuple[tuple[str, int], ...]) -> _Loaded:
        if str(self._folder) not in sys.path:
            sys.path.insert(0, str(self._folder))
        importlib.invalidate_caches()
        module = importlib.import_module("app")
        app: Chalice = module.app
        for handler in list(app.log.handlers):  # It prints by itself; here all goes to one log.
            app.log.removeHandler(handler)
        app.log.propagate = True
        # Chalice keeps the request at hand on the application: here, one a thread.
        app.__class__ = type("LocalApplication", (LocalChalice, app.__class__), {})
        gateway = LocalGateway(app, Config.create(lambda_timeout=FUNCTION_SECONDS))
        gateway.event_converter = _Events(RouteMatcher(list(app.routes)), app.api.binary_types)
        return _Loaded(module, gateway, read_at)


class _Events(LambdaEventConverter):
    """The local gateway's events, with text as text and with the id of the request, which they lack."""

    def create_lambda_event(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None = None
    ) -> dict[str, Any]:
        event = super().create_lambda_event(method, path, headers, body)
        event["requestContext"]["requestId"] = str(uuid.uuid4())
        if isinstance(event["body"], bytes):  # Where it is no UTF-8, marks stand in its place.
            event["body"] = event["body"].decode("utf-8", "replace")
        return event


def _is_ours(name: str) -> bool:
    return name == "app" or name.partition(".")[0] == "chalicelib"


def _read_at(folder: Path) -> tuple[tuple[str, int], ...]:
    paths = [folder / "app.py", *(folder / "chalicelib").rglob("*.*")]
    kept = (path for path in paths if path.suffix in (".py", ".yaml", ".json", ".html", ".txt") and path.is_file())
    return tuple(sorted((str(path), path.stat().st_mtime_ns) for path in kept))


def _context(name: str) -> LambdaContext:
    return LambdaContext(function_name=name, memory_size=256, max_runtime_ms=FUNCTION_SECONDS * 1000)


def _said(status: int, body: str, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(status, (("Content-Type", "application/json"), *(headers or {}).items()), body.encode())


def _answer_of(response: Mapping[str, Any]) -> Answer:
    headers = [(name, str(value)) for name, value in (response.get("headers") or {}).items()]
    for name, values in (response.get("multiValueHeaders") or {}).items():
        headers += [(name, str(value)) for value in values]
    body = response.get("body") or ""
    if body and not any(name.lower() == "content-type" for name, _ in headers):
        headers.append(("Content-Type", "application/json"))
    if response.get("isBase64Encoded"):
        content = base64.b64decode(body)
    else:
        content = body if isinstance(body, bytes) else body.encode("utf-8")
    return Answer(int(response["statusCode"]), tuple(headers), content)
