"""What is fetched from the portal: an answer from there, whole and not too long, or nothing."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread

import pytest

from chalicelib.fetching import NotFetched, fetch

MOST = 1000


class _Portal(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/policies.json")
            self.end_headers()
            return
        self.send_response(200 if self.path in ("/policies.json", "/endless") else 404)
        self.end_headers()
        self.wfile.write(b"x" * (MOST if self.path == "/policies.json" else MOST + 1))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests look at what was fetched."""


@pytest.fixture
def portal() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Portal) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_what_lies_there_comes_whole(portal: str) -> None:
    assert fetch(f"{portal}/policies.json", MOST) == b"x" * MOST


def test_what_is_too_long_does_not_come(portal: str) -> None:
    with pytest.raises(NotFetched, match="longer than 1000 bytes"):
        fetch(f"{portal}/endless", MOST)


def test_what_is_not_there_does_not_come(portal: str) -> None:
    with pytest.raises(NotFetched, match="answers 404"):
        fetch(f"{portal}/nothing", MOST)


def test_nobody_is_followed_elsewhere(portal: str) -> None:
    with pytest.raises(NotFetched, match="answers 302"):
        fetch(f"{portal}/moved", MOST)


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://127.0.0.1/policies.json", "/policies.json"])
def test_only_the_web_is_asked(address: str) -> None:
    with pytest.raises(NotFetched, match="neither http nor https"):
        fetch(address, MOST)


def test_where_nobody_listens_nothing_comes() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(NotFetched, match="ConnectionRefusedError"):
            fetch(f"http://127.0.0.1:{closed.getsockname()[1]}/policies.json", MOST)


def test_nobody_is_waited_for_too_long() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/policies.json"
        with pytest.raises(NotFetched, match="TimeoutError"):
            fetch(address, MOST, wait_seconds=0.05)


DRIPS = 400
HEAD = b"HTTP/1.0 200 OK\r\n"


@pytest.mark.parametrize(
    ("head", "drop"), [(HEAD, b"X-Drop: 1\r\n"), (HEAD + b"\r\n", b"x")], ids=["in its head", "in its body"]
)
def test_who_drips_is_not_listened_to_for_ever(head: bytes, drop: bytes) -> None:
    """Each wait is short; all together are too long."""

    def drip(server: socket.socket) -> None:
        caller, _ = server.accept()
        with caller, suppress(OSError):
            caller.recv(4096)
            caller.sendall(head)
            for _ in range(DRIPS):
                caller.sendall(drop)
                hung_up.wait(0.005)

    hung_up = Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=drip, args=(server,))
        thread.start()
        with pytest.raises(NotFetched, match="TimeoutError"):
            fetch(f"http://127.0.0.1:{server.getsockname()[1]}/policies.json", MOST, most_seconds=0.1)
        hung_up.set()
        thread.join()


def test_what_is_no_http_does_not_come() -> None:
    def say(server: socket.socket) -> None:
        caller, _ = server.accept()
        with caller:
            caller.recv(4096)
            caller.sendall(b"220 mail.example ESMTP\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=say, args=(server,))
        thread.start()
        with pytest.raises(NotFetched, match="BadStatusLine"):
            fetch(f"http://127.0.0.1:{server.getsockname()[1]}/policies.json", MOST)
        thread.join()
