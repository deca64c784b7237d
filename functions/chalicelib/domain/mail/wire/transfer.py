"""Transfer encodings: the bytes that a part carries."""

from __future__ import annotations

import binascii
import quopri
import re
from typing import Final

_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_DIRT: Final = bytes(range(256)).translate(None, _LETTERS)
_SAMPLE: Final = 4_000
_SOLID: Final = 40
_BEGIN: Final = re.compile(rb"(?m)begin [0-7]{3,4} ([^\r\n]{1,200})\r?$")
_UU_LINE: Final = 200
_UU_BEGINS: Final = 1_000
_UU_FILES: Final = 50
_MOST_PIECES: Final = 200_000
_LINE_END: Final = re.compile(rb"[\r\n]+")


def decode(body: bytes, encoding: str) -> bytes:
    """The bytes behind a Content-Transfer-Encoding; a body that breaks it is kept as far as it can be read."""
    kind = encoding.partition(";")[0].partition("(")[0].strip().strip("'\"").lower()
    if kind == "base64":
        return _base64(body) if _is_base64(body[:_SAMPLE]) else body
    if kind in ("quoted-printable", "quopri", "quoted printable"):
        return quopri.decodestring(body)
    if kind in ("x-uuencode", "uuencode", "x-uue", "uue"):
        found = _BEGIN.search(body)
        return uudecode(body, found.end() + 1)[0] if found else body
    return body


def _is_base64(sample: bytes) -> bool:
    """Whether a body that says so looks like base64, dirt and all: plain text under a wrong label must not be lost."""
    words = sample.split()
    if any(len(word) >= _SOLID and not word.translate(None, _LETTERS) for word in words):
        return True
    dirt = len(b"".join(words).translate(None, _LETTERS))
    return dirt * 25 <= len(sample) and len(words) - sample.count(b"\n") - 1 <= len(sample) // 15


def _padded(body: bytes) -> list[bytes]:
    """A body cut where a line has padding, without the rest of that line; at most so many pieces."""
    pieces: list[bytes] = []
    at = 0
    while at < len(body) and len(pieces) < _MOST_PIECES:
        padding = body.find(b"=", at)
        if padding < 0:
            return [*pieces, body[at:]]
        pieces.append(body[at:padding])
        end = _LINE_END.search(body, padding)
        at = end.end() if end else len(body)
    return pieces


def _base64(body: bytes) -> bytes:
    stop = body.find(b"=")
    data = body.translate(None, _DIRT)
    if stop < 0 or data.find(b"=") >= len(data) - 2:
        return _groups(data)
    # Padding inside: several base64 texts one below the other, each read on its own; the rest of a line is dirt, and
    # so is what a mailing list put below.
    first, *more = _padded(body)
    pieces = [first, *(piece for piece in more if _is_base64(piece[:_SAMPLE]))]
    return b"".join(_groups(piece.translate(None, _DIRT)) for piece in pieces)


def _groups(data: bytes) -> bytes:
    data = data.rstrip(b"=")
    if len(data) % 4 == 1:
        data = data[:-1]
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except (binascii.Error, ValueError):
        return b""


def uudecode(body: bytes, start: int = 0) -> tuple[bytes, int]:
    """Bytes of a uuencoded block whose first line begins at `start`, and where the block ends."""
    out: list[bytes] = []
    at = start
    while at < len(body):
        stop = body.find(b"\n", at)
        stop = len(body) if stop < 0 else stop
        line = body[at : min(stop, at + _UU_LINE)].rstrip(b"\r")
        if line == b"end":
            return b"".join(out), min(stop + 1, len(body))
        if stop - at > _UU_LINE or (line and not b" " <= line[:1] <= b"`"):
            break
        out.append(_uu_line(line))
        at = stop + 1
    return b"".join(out), min(at, len(body))


def _uu_line(line: bytes) -> bytes:
    """The bytes of one line; some programs add a check character that does not belong to them."""
    wanted = (((line[0] - 32) & 63) * 4 + 5) // 3 + 1 if line else 0
    for candidate in (line, line[:wanted]):
        try:
            return binascii.a2b_uu(candidate)
        except binascii.Error:
            continue
    return b""


def uuencoded(body: bytes) -> list[tuple[str, bytes, int, int]]:
    """Files uuencoded inside a text: name, bytes, start and end of each block."""
    found: list[tuple[str, bytes, int, int]] = []
    at = 0
    for _ in range(_UU_BEGINS):
        place = body.find(b"begin ", at)
        if place < 0 or len(found) >= _UU_FILES:
            break
        begin = _BEGIN.match(body, place) if place == 0 or body[place - 1] in b"\r\n" else None
        at = place + 6
        if begin:
            data, at = uudecode(body, begin.end() + 1)
            if data:
                found.append((begin[1].decode("utf-8", "replace"), data, place, at))
    return found
