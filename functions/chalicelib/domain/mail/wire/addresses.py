"""Addresses in headers: lists with names, groups, comments and every mistake that senders make in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire import encoded

_BARE: Final = re.compile(r"(?<![^\s<>,;:\"()\[\]])[^\s<>,;:\"()\[\]]{1,319}@[^\s<>,;:\"()]{1,319}")
_UNSEEN: Final = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
_JOINERS: Final = re.compile("[\u200c\u200d]")
"""They belong to names in some scripts, and to no address."""
_ATS: Final = re.compile(r"\s?[@＠﹫]\s?")
_OTHERS: Final = re.compile(
    r"[^\s<>()\[\]\"',;:@＠﹫]{1,64}\s?[@＠﹫]\s?[^\s<>()\[\]\"',;:@＠﹫]{1,255}?\.[^\s<>()\[\]\"',;:@＠﹫]{1,63}"
)


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox: its address ("" if there is none; a local one has no `@`), domain in lower case, and its name."""

    address: str
    name: str = ""


def parse(values: Iterable[str]) -> tuple[Address, ...]:
    """The mailboxes of header values in their order; at most `limits.ADDRESSES`."""
    found: list[Address] = []
    for value in values:
        for item in _split(value[: limits.HEADER_VALUE_CHARS * 4]):
            one = _read(item)
            if found and "<" in item and "@" in one.address and "@" not in found[-1].address:
                before = found.pop()  # a name with a bare comma: `Horvat, Ana <ana@firm.example>`
                one = Address(one.address, ", ".join(filter(None, (before.address or before.name, one.name))))
            if one.address or one.name:
                found.append(one)
            if len(found) >= limits.ADDRESSES:
                return tuple(found)
    return tuple(found)


def count(values: Iterable[str]) -> int:
    """How many mailboxes the values may hold: cheap, and never too few."""
    return sum(value.count(",") + value.count(";") + 1 for value in values)


def normal(address: str) -> str:
    """An address with its domain in lower case, without the marks that hide in copied ones."""
    local, at, domain = (
        _JOINERS.sub("", _UNSEEN.sub("", encoded.printable(address))).strip().strip("<>").strip().rpartition("@")
    )
    whole = f"{local}@{domain.strip().rstrip('.').lower()}"
    return whole if at and local and domain and len(whole) <= limits.ADDRESS_CHARS else ""


def is_pretence(one: Address) -> bool:
    """Whether a mailbox has another's address for its name: people read the name."""
    told = [normal(_ATS.sub("@", found)) for found in _OTHERS.findall(one.name)]
    return any(address and address.lower() != one.address.lower() for address in told)


def _split(value: str) -> list[str]:
    """Items between commas (or semicolons) outside quotes, angles and comments; a group's name falls away."""
    items: list[str] = []
    start, depth = 0, 0
    quoted = angled = skip = False
    for place, char in enumerate(value):
        if skip:
            skip = False
        elif char == "\\":
            skip = quoted or depth > 0
        elif quoted:
            quoted = char != '"'
        elif char == '"':
            quoted = True
        elif char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif char == "<":
            angled = True
        elif char == ">":
            angled = False
        elif char in ",;" and not angled:
            items.append(value[start:place])
            start = place + 1
        elif char == ":" and not angled and "@" not in value[start:place]:
            start = place + 1
    return [*items, value[start:]]


def _read(item: str) -> Address:
    item = item.strip()
    if not item:
        return Address("")
    opened = item.rfind("<")
    if opened >= 0:
        inside, _, after = item[opened + 1 :].partition(">")
        inside, aside = _comments(encoded.words(inside)) if "(" in inside else (encoded.words(inside), "")
        address = normal("".join(inside.split()).removeprefix("mailto:"))
        name = _name(_named(item[:opened])) or _name(after.strip("() ")) or _name(aside)
        if address:
            return Address(_first_bare(address) or address, name)
        if inside and not inside.isspace() and re.fullmatch(r"[\w.+-]{1,64}", inside.strip()):
            return Address(inside.strip(), name)
        return Address("", name)
    plain, comments = _comments(item)
    address = _first_bare(encoded.words(plain) if "=?" in plain else plain)
    if not address:
        local = re.fullmatch(r"[\w.+-]{1,64}", plain.strip(), re.ASCII) if not comments else None
        return Address(local[0], "") if local else Address("", _name(item))
    before = encoded.words(plain).partition(address.rpartition("@")[0] + "@")[0]
    return Address(address, _name(comments) or _name(before.rstrip("<[( ")))


def _first_bare(text: str) -> str:
    """The first thing that looks like an address; with spaces in it, the text as it stands."""
    found = _BARE.search(text)
    if found:
        return normal(found[0].strip("'.,"))
    quoted = re.fullmatch(r'\s*("[^"]{1,64}"@[^\s<>,;]{1,255})\s*', text)
    return normal(quoted[1]) if quoted else ""


def _named(text: str) -> str:
    """A name with the comment inside it, if it stands in one."""
    plain, comments = _comments(text) if "(" in text and '"' not in text else (text, "")
    return text if plain.strip() or not comments else comments


def _comments(item: str) -> tuple[str, str]:
    """The item without its comments, and the comments."""
    plain: list[str] = []
    inside: list[str] = []
    depth = 0
    for char in item:
        if char == "(":
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        elif depth:
            inside.append(char)
        else:
            plain.append(char)
    return "".join(plain), "".join(inside)


def _name(text: str) -> str:
    """A display name without its quotes and escapes, encoded words decoded."""
    text = text.strip()
    text = re.sub(r"\\(.)", r"\1", text.replace('"', "") if '\\"' not in text else text.strip('"'))
    name = encoded.words(text)
    name = encoded.printable(" ".join(_UNSEEN.sub("", name).split())).strip('"').strip()
    return name[1:-1].strip() if len(name) > 2 and name[0] == name[-1] == "'" else name
