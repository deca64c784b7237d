"""winmail.dat (TNEF, MS-OXTNEF): the files and the text that Outlook packs into one file for those without Outlook.

Read here and by no library: the known ones believe the counts that the file states, and hang on a forged one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire import charsets, rtf

_SIGNATURE: Final = b"\x78\x9f\x3e\x22"
_NESTED: Final = bytes.fromhex("0703020000000000c000000000000046")
_BODY, _TITLE, _DATA, _NEW_FILE, _PROPERTIES, _FILE_PROPERTIES, _CODEPAGE = (
    0x800C, 0x8010, 0x800F, 0x9002, 0x9003, 0x9005, 0x9007,
)  # fmt: skip
_P_BODY, _P_RTF, _P_HTML, _P_CODEPAGE = 0x1000, 0x1009, 0x1013, 0x3FDE
_P_FILE_DATA, _P_SHORT_NAME, _P_LONG_NAME, _P_KIND, _P_CONTENT_ID = 0x3701, 0x3704, 0x3707, 0x370E, 0x3712
_FIXED: Final = {0x02: 2, 0x0B: 2, 0x03: 4, 0x04: 4, 0x0A: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16}
_VARIABLE: Final = frozenset((0x00, 0x0D, 0x1E, 0x1F, 0x102))
_UNICODE: Final = 0x1F
_SEVERAL: Final = 0x1000
_NAMED: Final = 0x8000
_LEVELS: Final = 3
_Property = tuple[int, int, bytes]


@dataclass(slots=True)
class Member:
    """One file in a winmail.dat, its name as it stands there."""

    name: str = ""
    content_type: str = ""
    content_id: str = ""
    data: bytes = b""


@dataclass(slots=True)
class Winmail:
    """What a winmail.dat holds; `plain` and `html` are "" where it has no text of that kind."""

    members: list[Member] = field(default_factory=list)
    plain: str = ""
    html: str = ""


def read(data: bytes, level: int = 0) -> Winmail | None:
    """The contents of a winmail.dat; None for what is none, is empty, or passes a limit."""
    if not data.startswith(_SIGNATURE) or len(data) > limits.TNEF_BYTES or level >= _LEVELS:
        return None
    found = Winmail()
    steps = iter(range(limits.TNEF_STEPS))
    codepage = "cp1252"
    compressed = b""
    for name, content in _objects(data):
        if name == _CODEPAGE:
            codepage = charsets.codec_of(f"cp{_number(content, 0, 4)}") or codepage
        elif name == _NEW_FILE:
            found.members.append(Member())
            if len(found.members) > limits.TNEF_FILES:
                return None
        elif name == _BODY:
            found.plain = found.plain or charsets.decode(content, codepage).rstrip("\0")
        elif name == _PROPERTIES and not compressed:
            compressed = _texts(found, _properties(content, steps), codepage) or compressed
        elif found.members and name == _TITLE:
            found.members[-1].name = found.members[-1].name or charsets.decode(content, codepage).rstrip("\0")
        elif found.members and name == _DATA:
            found.members[-1].data = content
        elif found.members and name == _FILE_PROPERTIES:
            _describe(found.members[-1], _properties(content, steps), codepage)
    if compressed and not (found.plain.strip() or found.html.strip()):
        found.plain, found.html = rtf.read(compressed)
    found.members = [one for member in found.members for one in _opened(member, level)]
    return found if found.members or found.plain or found.html else None


def _objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Name and content of each object.

    In bytes: 1 of level, 2 of name, 2 of type, 4 of length, the content, 2 of checksum.
    """
    at = 6
    for _ in range(limits.TNEF_OBJECTS):
        if at + 9 > len(data):
            return
        length = _number(data, at + 5, 4)
        yield _number(data, at + 1, 2), data[at + 9 : at + 9 + length]
        at += 11 + length


def _texts(found: Winmail, properties: Iterator[_Property], codepage: str) -> bytes:
    """Fills in plain and HTML text from the properties of the message; returns its compressed RTF."""
    values = {number: (kind, value) for number, kind, value in properties}
    named = charsets.codec_of(f"cp{_number(values[_P_CODEPAGE][1], 0, 4)}") if _P_CODEPAGE in values else ""
    for number in (_P_BODY, _P_HTML):
        if number in values:
            text = _string(*values[number], named or codepage)
            if number == _P_BODY:
                found.plain = text
            else:
                found.html = text
    return values.get(_P_RTF, (0, b""))[1]


def _describe(member: Member, properties: Iterator[_Property], codepage: str) -> None:
    for number, kind, value in properties:
        if number == _P_LONG_NAME or (number == _P_SHORT_NAME and not member.name):
            member.name = _string(kind, value, codepage) or member.name
        elif number == _P_KIND:
            member.content_type = _string(kind, value, codepage).lower()
        elif number == _P_CONTENT_ID:
            member.content_id = _string(kind, value, codepage).strip("<>")
        elif number == _P_FILE_DATA:
            member.data = value


def _opened(member: Member, level: int) -> Iterator[Member]:
    """The member; of a mail inside the mail its text and its files."""
    if not member.data.startswith(_NESTED):
        yield member
        return
    inside = read(member.data[len(_NESTED) :], level + 1)
    if inside is None:
        yield Member(member.name, member.content_type, "", member.data[len(_NESTED) :])
        return
    name = member.name or "message"
    if inside.html.strip():
        yield Member(f"{name}.html", "text/html", "", inside.html.encode("utf-8", "replace"))
    elif inside.plain.strip():
        yield Member(f"{name}.txt", "text/plain", "", inside.plain.encode("utf-8", "replace"))
    yield from inside.members


def _properties(data: bytes, steps: Iterator[int]) -> Iterator[_Property]:
    """Number, type and first value of each MAPI property; ends where the data makes no sense, or the steps are used."""
    at = 4
    for _ in zip(range(_number(data, 0, 4)), steps, strict=False):
        if at + 4 > len(data):
            return
        kind, number = _number(data, at, 2), _number(data, at + 2, 2)
        at += 4
        if number >= _NAMED:
            length = _number(data, at + 20, 4) if _number(data, at + 16, 4) else 0
            at += 24 + length + -length % 4
        several, kind = kind & _SEVERAL, kind & ~_SEVERAL
        if kind in _VARIABLE:
            count = _number(data, at, 4)
            at += 4
            first, at = _values(data, at, count, steps)
        elif kind in _FIXED:
            count = _number(data, at, 4) if several else 1
            at += 4 if several else 0
            first = data[at : at + _FIXED[kind]]
            size = _FIXED[kind] * count
            at += size + -size % 4
        else:
            return
        yield number, kind, first


def _values(data: bytes, at: int, count: int, steps: Iterator[int]) -> tuple[bytes, int]:
    """The first of so many values that each tell their length, and where they end."""
    first = b""
    for place, _ in zip(range(count), steps, strict=False):
        if at + 4 > len(data):
            break
        length = _number(data, at, 4)
        if place == 0:
            first = data[at + 4 : at + 4 + length]
        at += 4 + length + -length % 4
    return first, at


def _string(kind: int, value: bytes, codepage: str) -> str:
    text = value.decode("utf-16-le", "replace") if kind == _UNICODE else charsets.decode(value, codepage)
    return text.rstrip("\0")


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "little")
