"""Plain text parts as text: line ends alike, soft line breaks taken out."""

from __future__ import annotations

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire import charsets
from chalicelib.domain.mail.wire.parts import Part


def read(data: bytes, part: Part) -> str:
    """The text of a plain part, given the bytes of it that are text."""
    text = charsets.decode(data, part.charset)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").lstrip("\ufeff")
    if part.parameters.get("format", "").lower() == "flowed" and len(text) <= limits.TEXT_CHARS:
        text = _unflowed(text, part.parameters.get("delsp", "").lower() == "yes")
    return text


def _unflowed(text: str, drop_space: bool) -> str:
    """Text whose soft line breaks (RFC 3676) are taken out; quoted lines stay as they are."""
    out: list[list[str]] = []
    soft = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        bare = line[1:] if line.startswith(" ") else line
        continued = soft and not quoted and bool(out)
        soft = bare.endswith(" ") and bare != "-- " and not quoted
        piece = bare[:-1] if soft and drop_space else bare
        if continued:
            out[-1].append(piece)
        else:
            out.append([piece])
    return "\n".join(map("".join, out))
