"""The header block of a mail or a part: split, unfolded and decoded without trust in its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire import charsets, encoded, parameters

_END: Final = re.compile(rb"\n([ \t]*)\r?\n|\r([ \t]*)\r(?!\n)")
_FIELD: Final = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_ENCODED: Final = re.compile(rb"=\?[^?\s]{1,80}\?[qQ]\?[^?]{0,8000}\?=")
_PARAMETER: Final = re.compile(rb"[A-Za-z][A-Za-z0-9*-]{1,30}=[^=\s]")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_MOST_LINES: Final = 400
"""How many lines are searched for a body that begins without a blank line."""
_BREAK: Final = re.compile(r"[\t-\r\x1c-\x1e\x85\u2028\u2029]")
_MOST_FIELDS: Final = 20
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
        return parameters.parse(self.get(name))

    def _values(self, name: str) -> Iterator[str]:
        return (value for field, value in self.fields if field == name)


def readable(value: str) -> str:
    """A header's value as a person reads it, on one line."""
    return encoded.printable(_BREAK.sub(" ", encoded.words(value))).strip()


def split(block: bytes) -> tuple[bytes, bytes]:
    """The header block and the body of a mail or part. A block that begins with no field is all body."""
    if block[:1] in (b"\r", b"\n"):
        return b"", block[1 if block[:2] != b"\r\n" else 2 :]
    first, *more = _LINE.split(block[:2_000], maxsplit=2)
    if not _FIELD.match(first) and not first.startswith((b"From ", b">From ")) and not (more and _telling(more[0])):
        return b"", block
    for end in _END.finditer(block[: limits.HEADER_BYTES + 2]):
        following = block[end.end() : end.end() + 300]
        if not (end[1] or end[2]) or not (following[:1] in (b" ", b"\t") or _FIELD.match(following)):
            return _run_on(block, end.start(), end.end())
    end_at = block.find(b"\n\n", limits.HEADER_BYTES)
    return (block[:end_at], block[end_at + 2 :]) if end_at >= 0 else _run_on(block, len(block), len(block))


def _run_on(block: bytes, end: int, begin: int) -> tuple[bytes, bytes]:
    """Head and body of a block whose blank line lies at `end`; a body that begins without one begins earlier.

    A line that is no field may be badly folded: then a field follows it, or it goes on with what came before.
    """
    loose, open_ended, at = -1, False, 0
    for line in _LINE.split(block[: min(end, limits.HEADER_BYTES)], maxsplit=_MOST_LINES)[:_MOST_LINES]:
        if line.startswith(b"--") and at:
            loose = at if loose < 0 else loose
            break
        if line[:1] not in (b" ", b"\t", b"\r", b""):
            if _FIELD.match(line):
                loose = -1
            elif loose < 0 and at and not (open_ended or _goes_on(line)):
                loose = at
        open_ended = line.rstrip().endswith((b";", b",", b"=", b":"))
        at += len(line)
        at += 2 if block[at : at + 2] == b"\r\n" else 1
    if loose < 0:
        return block[:end].rstrip(b"\r"), block[begin:]
    return block[:loose].rstrip(b"\r\n"), block[loose:]


def _goes_on(line: bytes) -> bool:
    """Whether a line that was folded without a space goes on with a field: an encoded word or a parameter."""
    return line.startswith((b"=?", b"From ", b">From ")) or bool(_PARAMETER.match(line))


def _telling(line: bytes) -> bool:
    """A field that shows a line of dirt before it to be no text."""
    return line.lower().startswith(
        (b"return-path:", b"received:", b"from:", b"to:", b"subject:", b"date:", b"message-id:", b"mime-version:")
    )


def parse(block: bytes, charset: str = "") -> Headers:
    """The fields of a header block. A line that is no field continues the one before, as broken folding needs.

    Bytes that stand bare in it are in the charset that the block itself names, else in the one given.
    """
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
    declared = _declared(fields) or charset
    return Headers(tuple((name, _text(value, declared)) for name, value in fields))


def only(block: bytes, *names: str) -> Headers:
    """Those fields of a header block, without the cost of all the others."""
    wanted = "|".join(map(re.escape, names)).encode("ascii")
    field = rb"(?im)^(?:%b)[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*){0,%d}" % (wanted, _MOST_LINES)
    found = (one[0] for one in re.finditer(field, block[: limits.HEADER_BYTES]))
    return parse(b"\n".join(islice(found, _MOST_FIELDS)))


def _declared(fields: list[tuple[str, bytes]]) -> str:
    """The charset that the body is said to have: what stands bare in the header is mostly in the same."""
    for name, value in fields:
        if name == "content-type":
            found = _CHARSET.search(value[:1_000].decode("latin-1"))
            return found[1] if found else ""
    return ""


def count(block: bytes) -> int:
    """Lines of a header block, an upper bound of its fields."""
    return block.count(b"\n") + block.count(b"\r")


def _text(value: bytes, declared: str) -> str:
    value = value[: limits.HEADER_VALUE_CHARS]
    if not value.isascii():
        value = _ENCODED.sub(_spelled, value)
    is_plain = value.isascii() and b"\x1b$" not in value
    return encoded.unfold(value.decode("ascii") if is_plain else charsets.bare(value, declared))


def _spelled(word: re.Match[bytes]) -> bytes:
    """An encoded word with the bytes spelled out that its sender left bare: they are in the word's charset."""
    return b"".join(bytes((byte,)) if byte < 128 else b"=%02X" % byte for byte in word[0])
