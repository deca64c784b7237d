"""Words in headers that carry another charset (RFC 2047), as found in the wild."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire import charsets

_WORD: Final = re.compile(
    r"=\?[\"' ]?([A-Za-z0-9_.:+-]{1,60})(?:\*[A-Za-z-]{0,20})?[\"' ]?\?([bBqQ])\?((?:[^?]|\?(?!=)){0,8000})\?="
)
_BETWEEN: Final = re.compile(r"[ \t\r\n]*\Z")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_FOLD: Final = re.compile(r"[\r\n]+[ \t]*")


def words(text: str) -> str:
    """Header text with its encoded words decoded; neighbours are joined first, as senders cut characters in two."""
    if "=?" not in text:
        return text
    text = text[: limits.HEADER_VALUE_CHARS]
    out: list[str] = []
    pending = b""
    charset = ""
    end = 0
    for found in _WORD.finditer(text):
        between = text[end : found.start()]
        label, data = found[1].lower(), _bytes_of(found[2], found[3])
        if not pending or label != charset or not _BETWEEN.match(between):
            out.append(charsets.decode(pending, charset))
            if not (end and _BETWEEN.match(between)):
                out.append(between)
            pending, charset = b"", label
        pending += data
        end = found.end()
    out += [charsets.decode(pending, charset), text[end:]]
    return "".join(out)


def _bytes_of(kind: str, body: str) -> bytes:
    raw = body.encode("utf-8", "surrogateescape")
    if kind in "bB":
        return base64_bytes(raw)
    return quopri.decodestring(raw.replace(b"\n", b"").replace(b"\r", b""), header=True)


def base64_bytes(raw: bytes) -> bytes:
    """Base64 with whatever padding and dirt it came with; b"" if nothing can be read."""
    try:
        return base64.b64decode(raw, validate=True)
    except (binascii.Error, ValueError):
        pass
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", raw.partition(b"=")[0] if b"=" in raw[:-4].rstrip() else raw)
    if len(kept) % 4 == 1:
        kept = kept[:-1]
    try:
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
    except (binascii.Error, ValueError):
        return b""


def unfold(value: str) -> str:
    """One line of a header that came in several."""
    return _FOLD.sub(" ", value).strip()


def printable(text: str) -> str:
    """Text without control characters and marks that turn the direction of what follows, whatever was encoded."""
    return _CONTROL.sub("", text)
