"""One origin for everything a browser sees: the portal's pages, the functions under /v1, the outbox."""

import logging
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from local.functions import LONGEST_BODY_BYTES, Answer, Functions
from local.outbox import Outbox
from local.pages import Pages

IDLE_SECONDS = 75

log = logging.getLogger("local.http")


class Origin:
    """Which of the three answers a call; none is handed on anywhere else.

    `changed` hears of calls that may have changed something.
    """

    def __init__(self, pages: Pages, functions: Functions, outbox: Outbox, changed: Callable[[], None]) -> None:
        self._pages = pages
        self._functions = functions
        self._outbox = outbox
        self._changed = changed

    def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Answer:
        """Answer one call; header names come in lower case."""
        path = target.partition("?")[0]
        if path == "/v1" or path.startswith("/v1/"):
            answer = self._functions.answer(method, target, headers, body)
            if method != "GET":
                self._changed()
            return answer
        if method not in ("GET", "HEAD"):
            return Answer(405, (("Allow", "GET, HEAD"),), b"")
        if path == "/outbox" or path.startswith("/outbox/"):
            return self._outbox.answer(target)
        return self._pages.answer(target, headers.get("if-none-match"))


class _Call(BaseHTTPRequestHandler):
    """One connection of a browser."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # Else each answer on a kept connection waits 40 ms.
    wbufsize = -1
    timeout = IDLE_SECONDS
    origin: Origin
    host: str

    def _answer(self) -> None:
        begun = time.perf_counter()
        body = self._body()
        if body is None:
            answer = _said(413, "This is longer than any call may be.")
        elif self.headers.get("Host") != self.host:
            answer = self._elsewhere()
        else:
            answer = self._ask(body)
        self._write(answer)
        taken = (time.perf_counter() - begun) * 1000
        log.info("%s %s %d %.1f ms", self.command, self.path, answer.status, taken)

    def _ask(self, body: bytes) -> Answer:
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            return self.origin.answer(self.command, self.path, headers, body)
        except Exception:
            log.exception("%s %s", self.command, self.path)
            return Answer(502, (("Content-Type", "application/json"),), b'{"message":"Internal server error"}')

    def _elsewhere(self) -> Answer:
        """One origin only: a page elsewhere that has its name resolved to this machine must not read the desk."""
        if self.headers.get("Host", "").partition(":")[0] == "localhost":
            return Answer(308, (("Location", f"http://{self.host}{self.path}"),), b"")
        return _said(421, f"Open it as http://{self.host}, please.")

    def _body(self) -> bytes | None:
        """What was sent; None when it is longer than any call may be, or of unknown length."""
        said = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not said.isdigit() or int(said) > LONGEST_BODY_BYTES:
            self.close_connection = True
            return None
        return self.rfile.read(int(said))

    def _write(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if not any(name.lower() == "x-content-type-options" for name, _ in answer.headers):
            self.send_header("X-Content-Type-Options", "nosniff")
        if answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD" and answer.status not in (204, 304):
            self.wfile.write(answer.body)
        self.wfile.flush()

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _answer

    def version_string(self) -> str:
        """What the Server header says."""
        return "Tuki"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: `_answer` logs each call once, with its time."""


def _said(status: int, text: str) -> Answer:
    return Answer(status, (("Content-Type", "text/plain; charset=utf-8"),), f"{text}\n".encode())


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away is no news; anything else is."""
        log.debug("a connection broke off: %r", sys.exc_info()[1])


def listen(origin: Origin, port: int) -> tuple[ThreadingHTTPServer, Callable[[], None]]:
    """Bind 127.0.0.1; the server and what runs it until its `shutdown`. Raises OSError when the port is taken."""
    call = type("Call", (_Call,), {"origin": origin, "host": f"127.0.0.1:{port}"})
    server = _Server(("127.0.0.1", port), call)
    return server, lambda: server.serve_forever(poll_interval=0.2)
