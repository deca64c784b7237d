"""What the functions fetch from the portal: one HTTP GET, with a limit on everything."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import SHUT_RDWR, socket
from threading import Event, Timer
from urllib.parse import urlsplit

WAIT_SECONDS = 10.0
MOST_SECONDS = 30.0
_CONNECTIONS = {"http": HTTPConnection, "https": HTTPSConnection}


class NotFetched(Exception):
    """Nothing came that could be used; the message says why and holds nothing of what came."""


def fetch(
    address: str, most_bytes: int, wait_seconds: float = WAIT_SECONDS, most_seconds: float = MOST_SECONDS
) -> bytes:
    """What lies at an http or https address. It is asked nowhere else: a redirect is no answer.

    `wait_seconds` is for each wait, to connect and for the next bytes; `most_seconds` for the whole answer once
    connected. Raises NotFetched.
    """
    parts = urlsplit(address)
    if parts.scheme not in _CONNECTIONS:
        raise NotFetched(f"{address} is neither http nor https")
    connection = _CONNECTIONS[parts.scheme](parts.netloc, timeout=wait_seconds)
    try:
        connection.connect()
        with _hung_up_after(most_seconds, connection.sock):
            found = _answer(connection, address, most_bytes)
    except (OSError, HTTPException) as error:
        raise NotFetched(f"{address} does not answer: {type(error).__name__}") from error
    finally:
        connection.close()
    if len(found) > most_bytes:
        raise NotFetched(f"{address} is longer than {most_bytes} bytes")
    return found


def _answer(connection: HTTPConnection, address: str, most_bytes: int) -> bytes:
    path = urlsplit(address).path or "/"
    connection.request("GET", path, headers={"Accept": "application/json", "User-Agent": "Tuki"})
    answer = connection.getresponse()
    if answer.status != 200:
        raise NotFetched(f"{address} answers {answer.status}")
    found: bytes = answer.read(most_bytes + 1)
    return found


@contextmanager
def _hung_up_after(seconds: float, line: socket) -> Iterator[None]:
    """Ends the talk after so many seconds, however short each wait in it is. Raises TimeoutError then."""
    is_over = Event()

    def hang_up() -> None:
        is_over.set()
        with suppress(OSError):
            socket.shutdown(line, SHUT_RDWR)  # Not TLS's own, which takes the session from under who reads.

    timer = Timer(seconds, hang_up)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if is_over.is_set():
            raise TimeoutError(f"{seconds} seconds were not enough")
