"""Headers with parameters, such as Content-Type, and the four ways (RFC 2231 and habits) to write a name in them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote_to_bytes

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire import charsets, encoded

_PIECE: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|[^;"]+|;', re.DOTALL)
_UNPARTED: Final = re.compile(r"([^\s\"]{1,200})\s+(?=[A-Za-z-]{2,30}(?:\*\d{0,3}\*?)?\s?=\s?[\"\w])")
_COMMENT: Final = re.compile(r"\([^()]{0,200}\)")
_MARKED: Final = re.compile(r"([\w.:+-]{2,30})'[\w-]{0,20}'(.*%[0-9A-Fa-f]{2}.*)", re.DOTALL)
_NAMES: Final = frozenset(("name", "filename"))
_Slots = dict[int, tuple[str, bool]]


def parse(value: str) -> tuple[str, dict[str, str]]:
    """The value of a structured header in lower case, and its parameters by lower-case name, joined and decoded."""
    head, *rest = _split(value[: limits.PARAMETER_CHARS])
    unparted = _UNPARTED.match(head.strip())
    if unparted:
        rest.insert(0, head.strip()[unparted.end() :])
        head = unparted[1]
    whole: dict[str, str] = {}
    pieces: dict[str, _Slots] = {}
    for item in rest:
        name, equals, content = item.partition("=")
        name = _COMMENT.sub("", name).strip().lower()
        if not equals or not name:
            continue
        base, star, tail = name.partition("*")
        base = base.strip()
        if star:
            _place(pieces.setdefault(base, {}), tail, _unquoted(content, base))
        else:
            whole.setdefault(base, _unquoted(content, base))
    told = {name: _whole(text) for name, text in whole.items()}
    return _COMMENT.sub("", head).strip().lower(), told | {name: _joined(slots) for name, slots in pieces.items()}


def _place(slots: _Slots, tail: str, text: str) -> None:
    """Puts a piece where its number says; of two at one place the one that is encoded counts."""
    number = tail.rstrip("*")
    place = int(number) if number.isdecimal() and len(number) < 4 else 0
    is_encoded = tail.endswith("*") or not tail
    if place not in slots or (is_encoded and not slots[place][1]):
        slots[place] = (text, is_encoded)


def _whole(text: str) -> str:
    """A parameter in one piece: with encoded words in it, or with the marks of RFC 2231 but without its star."""
    if "=?" in text:
        return encoded.words(text.replace('"', ""))
    marked = _MARKED.fullmatch(text)
    if marked and charsets.codec_of(marked[1]):
        return charsets.decode(unquote_to_bytes(marked[2]), marked[1])
    return text


def _joined(slots: _Slots) -> str:
    """One parameter from its numbered pieces, or from encoded words where a sender put those."""
    places = sorted(slots)
    if not any(is_encoded for _, is_encoded in slots.values()):
        return _whole("".join(slots[place][0] for place in places))
    charset, data = "", b""
    for place in places:
        text, is_encoded = slots[place]
        if is_encoded and place == places[0]:
            charset, text = _charset(text)
        data += unquote_to_bytes(text) if is_encoded else text.encode("utf-8", "surrogateescape")
    text = charsets.decode(data, charset)
    return encoded.words(text) if "=?" in text else text


def _charset(text: str) -> tuple[str, str]:
    """Charset and rest of a first piece `utf-8'en'text`; some leave out the language with its mark, or all of it."""
    first, mark, rest = text.partition("'")
    if not mark or (first and not charsets.codec_of(first) and "%" in first):
        return "", text
    _, second, after = rest.partition("'")
    if second:
        return first, after
    return (first, rest) if charsets.codec_of(first) else ("", text)


def _split(value: str) -> list[str]:
    """Pieces between semicolons that are not in quotes."""
    items = [""]
    for piece in _PIECE.findall(value):
        if piece == ";":
            items.append("")
        else:
            items[-1] += piece
    return items


def _unquoted(text: str, name: str) -> str:
    """A parameter's value without its quotes; what stands after it (a comment, a lost semicolon) falls away."""
    text = text.strip()
    if "=?" in text:
        return text
    if text.startswith('"'):
        closing = text.rfind('"')
        text = text[1:closing] if closing > 0 else text[1:]
        return re.sub(r'\\([\\"])', r"\1", text)
    if name not in _NAMES:
        return _COMMENT.sub("", text).strip().partition(" ")[0]
    unparted = _UNPARTED.match(text)
    text = unparted[1] if unparted else text
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == "'" else text
