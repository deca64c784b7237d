"""The subject: without what programs put before it, and the ticket number that it names."""

from __future__ import annotations

import re
from typing import Final

from chalicelib.domain.mail.words import subjects

_PREFIX: Final = re.compile(
    r"\s*(?:{})\s*(?:(?:\[\d{{1,3}}\]|\(\d{{1,3}}\)|\^\d{{1,3}})\s*)?[:：]\s*".format(
        "|".join(sorted((re.escape(word) for word in {*subjects.REPLY, *subjects.FORWARD}), key=len, reverse=True))
    ),
    re.IGNORECASE,
)
_SUFFIX: Final = re.compile(r"\s*\((?:fwd?|forwarded)\)\s*$", re.IGNORECASE)
_LOOSE: Final = re.compile(r"\s*(?:\((?:re|fwd?)\)\s*|(?:re|fwd?)\s*(?:$|[-:.]+\s*$|-{1,3}\s+|-{2,}))", re.IGNORECASE)
_WRAPPED: Final = re.compile(r"\[((?:re|fwd?)\s*:.{0,900})\]", re.IGNORECASE)
_LIST_TAG: Final = re.compile(r"\s*\[[^\[\]]{1,80}\]\s*")
_NUMBER: Final = re.compile(r"(?<![A-Za-z0-9-])([A-Z]{2,5}-[1-9]\d{0,8})(?![A-Za-z0-9-])")
_BRACKETED: Final = re.compile(r"\[\s*(?:[^\[\]]{0,40}[\s#])?(?:([A-Z]{2,5}-[1-9]\d{0,8})|(?<=#)(\d{1,9}))\s*\]")
_ROUNDS: Final = 20


def clean(subject: str) -> str:
    """The subject without reply and forward prefixes and list tags; "" where it is made of nothing else."""
    rest = subject.strip()
    for _ in range(_ROUNDS):
        found = _PREFIX.match(rest) or _LOOSE.match(rest)
        if found and found.end():
            rest = rest[found.end() :]
            continue
        wrapped = _WRAPPED.fullmatch(rest.strip())
        if wrapped:
            rest = wrapped[1]
            continue
        if _SUFFIX.search(rest[-20:]):
            rest = rest[: rest.rstrip().rfind("(")]
            continue
        tag = _LIST_TAG.match(rest)
        if tag and tag.end() < len(rest) and not _BRACKETED.search(tag[0]):
            rest = rest[tag.end() :]
            continue
        break
    return rest.strip()


def named_ticket(subject: str) -> str:
    """The ticket number that a subject names (`PRO-1042`), "" if none: a hint for people, never a grant."""
    found = _BRACKETED.search(subject) or _NUMBER.search(subject)
    return (found[1] or found[found.lastindex or 1]) if found else ""
