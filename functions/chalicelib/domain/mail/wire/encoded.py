"""Words in headers that carry another charset (RFC 2047) and parameters that do (RFC 2231), as found in the wild."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from typing import Final
from urllib.parse import unquote_to_bytes

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire import charsets

_WORD: Final = re.compile(r"=\?([A-Za-z0-9_.:+-]{1,60})(?:\*[A-Za-z-]{0,20})?\?([bBqQ])\?((?:[^?]|\?(?!=)){0,8000})\?=")
_PIECE: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|[^;"]+|;', re.DOTALL)
_BETWEEN: Final = re.compile(r"[ \t\r\n]*\Z")
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


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """The value of a structured header, and its parameters by lower-case name, joined and decoded."""
    head, *rest = _split(value[: limits.PARAMETER_CHARS])
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for item in rest:
        name, equals, content = item.partition("=")
        name = name.strip().lower()
        if not equals or not name:
            continue
        base, _, tail = name.partition("*")
        encoded = name.endswith("*")
        number = tail.rstrip("*")
        place = int(number) if number.isdecimal() and len(number) < 4 else 0
        slot = pieces.setdefault(base.strip(), {})
        if place not in slot or (encoded and not slot[place][1]):
            slot[place] = (_unquote(content.strip()), encoded)
    return head.strip().lower(), {name: _joined(slot) for name, slot in pieces.items()}


def _joined(slot: dict[int, tuple[str, bool]]) -> str:
    """One parameter from its numbered pieces (RFC 2231), or from encoded words where a sender put those."""
    if not any(encoded for _, encoded in slot.values()):
        return words("".join(slot[place][0] for place in sorted(slot)))
    charset, data = "", b""
    for place in sorted(slot):
        text, encoded = slot[place]
        if encoded and place == min(slot) and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data += unquote_to_bytes(text) if encoded else text.encode("utf-8", "surrogateescape")
    return charsets.decode(data, charset)


def _split(value: str) -> list[str]:
    """Pieces between semicolons that are not in quotes."""
    items = [""]
    for piece in _PIECE.findall(value):
        if piece == ";":
            items.append("")
        else:
            items[-1] += piece
    return items


def _unquote(text: str) -> str:
    if text.startswith('"'):
        closing = text.rfind('"')
        text = text[1:closing] if closing > 0 else text[1:]
        return re.sub(r'\\([\\"])', r"\1", text)
    return text
