"""What the functions fetch from the portal: one HTTP GET, with a limit on everything."""

from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

WAIT_SECONDS = 10.0
_CONNECTIONS = {"http": HTTPConnection, "https": HTTPSConnection}


class NotFetched(Exception):
    """Nothing came that could be used; the message says why and holds nothing of what came."""


def fetch(address: str, most_bytes: int, wait_seconds: float = WAIT_SECONDS) -> bytes:
    """What lies at an http or https address. It is asked nowhere else: a redirect is no answer.

    `wait_seconds` is for each wait, to connect and for the next bytes. Raises NotFetched.
    """
    parts = urlsplit(address)
    if parts.scheme not in _CONNECTIONS:
        raise NotFetched(f"{address} is neither http nor https")
    connection = _CONNECTIONS[parts.scheme](parts.netloc, timeout=wait_seconds)
    try:
        connection.request("GET", parts.path or "/", headers={"Accept": "application/json", "User-Agent": "Tuki"})
        answer = connection.getresponse()
        if answer.status != 200:
            raise NotFetched(f"{address} answers {answer.status}")
        found: bytes = answer.read(most_bytes + 1)
    except (OSError, HTTPException) as error:
        raise NotFetched(f"{address} does not answer: {type(error).__name__}") from error
    finally:
        connection.close()
    if len(found) > most_bytes:
        raise NotFetched(f"{address} is longer than {most_bytes} bytes")
    return found
