"""The header block of a mail or a part: split, unfolded and decoded without trust in its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire import charsets, encoded

_END: Final = re.compile(rb"\n([ \t]*)\r?\n|\r([ \t]*)\r(?!\n)")
_FIELD: Final = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_ENCODED: Final = re.compile(rb"=\?[^?\s]{1,80}\?[qQ]\?[^?]{0,8000}\?=")
_LINE: Final = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Headers:
    """Fields in the order they came: lower-case names, values unfolded, encoded words not yet decoded."""

    fields: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """First value of a field as it stands, "" if it is missing."""
        return next(self._values(name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field."""
        return tuple(self._values(name))

    def text(self, name: str) -> str:
        """First value of a field for people: encoded words decoded, control characters gone."""
        return readable(self.get(name))

    def structured(self, name: str) -> tuple[str, dict[str, str]]:
        """A field such as Content-Type: its value in lower case, and its parameters."""
        return encoded.parameters(self.get(name))

    def _values(self, name: str) -> Iterator[str]:
        return (value for field, value in self.fields if field == name)


def readable(value: str) -> str:
    """A header's value as a person reads it, on one line."""
    text = encoded.words(value)
    return "".join(" " if char in "\r\n\t" else char for char in text if char >= " " or char in "\r\n\t").strip()


def split(block: bytes) -> tuple[bytes, bytes]:
    """The header block and the body of a mail or part. A block that begins with no field is all body."""
    start = len(block) - len(block.lstrip(b"\r\n")) if block[:1] in b"\r\n" else 0
    if start:
        return b"", block[1 if block[:2] != b"\r\n" else 2 :]
    first, *more = _LINE.split(block[:2_000], maxsplit=2)
    if not _FIELD.match(first) and not first.startswith((b"From ", b">From ")) and not (more and _telling(more[0])):
        return b"", block
    for end in _END.finditer(block[: limits.HEADER_BYTES + 2]):
        following = block[end.end() : end.end() + 300]
        if not (end[1] or end[2]) or not (following[:1] in (b" ", b"\t") or _FIELD.match(following)):
            return block[: end.start()].rstrip(b"\r"), block[end.end() :]
    end_at = block.find(b"\n\n", limits.HEADER_BYTES)
    return (block[:end_at], block[end_at + 2 :]) if end_at >= 0 else (block, b"")


def _telling(line: bytes) -> bool:
    """A field that shows a line of dirt before it to be no text."""
    return line.lower().startswith(
        (b"return-path:", b"received:", b"from:", b"to:", b"subject:", b"date:", b"message-id:", b"mime-version:")
    )


def parse(block: bytes) -> Headers:
    """The fields of a header block. A line that is no field continues the one before, as broken folding needs."""
    fields: list[tuple[str, bytes]] = []
    for line in _LINE.split(block[: limits.HEADER_BYTES]):
        found = _FIELD.match(line)
        if found and line[:1] not in b" \t":
            if len(fields) >= limits.HEADER_COUNT:
                break
            fields.append((found[1].decode("ascii").lower(), line[found.end() :]))
        elif fields and line.strip() and not line.startswith((b"From ", b">From ")):
            name, value = fields[-1]
            if len(value) < limits.HEADER_VALUE_CHARS:
                fields[-1] = (name, value + b"\n" + line)
    return Headers(tuple((name, _text(value)) for name, value in fields))


def count(block: bytes) -> int:
    """Lines of a header block, an upper bound of its fields."""
    return block.count(b"\n") + block.count(b"\r")


def _text(value: bytes) -> str:
    value = value[: limits.HEADER_VALUE_CHARS]
    if not value.isascii():
        value = _ENCODED.sub(_spelled, value)
    text = value.decode("ascii") if value.isascii() else charsets.decode(value)
    return encoded.unfold(text)


def _spelled(word: re.Match[bytes]) -> bytes:
    """An encoded word with the bytes spelled out that its sender left bare: they are in the word's charset."""
    return b"".join(bytes((byte,)) if byte < 128 else b"=%02X" % byte for byte in word[0])
