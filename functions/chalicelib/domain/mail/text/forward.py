"""Mails passed on: who wrote the first one, under which subject, and what the sender added above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.text import blocks, reply
from chalicelib.domain.mail.wire import addresses, headers
from chalicelib.domain.mail.wire.parts import Part
from chalicelib.domain.mail.words import quotes, subjects

_LINES: Final = 2_000
_PREFIXED: Final = re.compile(
    r"\s*\[?(?:{})(?:\[\d+\])?\s*[:：]".format("|".join(map(re.escape, subjects.FORWARD))), re.IGNORECASE
)
_ANSWERED: Final = re.compile(
    r"\s*(?:{})(?:\[\d+\])?\s*[:：]".format("|".join(map(re.escape, subjects.REPLY))), re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Forward:
    """What a mail passes on: its first sender and subject, and the note above it; all empty where it passes on nothing.

    An answer (by its subject) that holds a passed-on mail and nothing else has that mail's text for its note.
    `end` is the line below the header block.
    """

    is_forward: bool = False
    address: str = ""
    subject: str = ""
    note: str = ""
    end: int = 0


def read(subject: str, marked: str, root: Part) -> Forward:
    """The mail that is passed on inside the text or as an attached one."""
    lines = marked[: limits.TEXT_CHARS].split("\n")[:_LINES]
    for at, line in enumerate(lines):
        kind, rest = blocks.separator(line)
        if kind == "forwarded" or (kind == "original" and _is_prefixed(subject)):
            if rest:
                return _glued(rest, lines[at + 1 :], _note(lines, at))
            found = _marked(lines, at)
            alone = not found.note and found.end and not _is_prefixed(subject)
            return replace(found, note="\n".join(lines[found.end :]).strip()) if alone else found
        if kind in ("original", "above"):
            break
        if _is_prefixed(subject):
            block = blocks.header(lines, at)
            if block:
                return Forward(True, block.sender, block.fields.get("subject", ""), _note(lines, at))
            count = blocks.attribution(lines, at)
            if count:
                return _attributed(subject, lines, at, count)
    return _attached(subject, root, marked)


def _is_prefixed(subject: str) -> bool:
    return bool(_PREFIXED.match(subject)) and not (_ANSWERED.match(subject) and not _PREFIXED.match(subject))


def _attributed(subject: str, lines: list[str], at: int, count: int) -> Forward:
    """Old Outlook passes on below a line such as `On …, Ana wrote:`; the subject is then that of the first mail."""
    found = addresses.parse(
        (" ".join(lines[at : at + count]).replace(":", " ").replace("[mailto ", "<").replace("]", ">"),)
    )
    sender = next((one.address for one in found if "@" in one.address), "")
    return Forward(True, sender, _PREFIXED.sub("", subject, count=1).strip(), _note(lines, at))


def _note(lines: list[str], at: int) -> str:
    return reply.read("\n".join(lines[:at])).with_signature


def _marked(lines: list[str], at: int) -> Forward:
    """A mail below a line that says so: its header block stands within the next lines."""
    for place in range(at + 1, min(at + 8, len(lines))):
        block = blocks.header(lines, place)
        if block:
            return Forward(True, block.sender, block.fields.get("subject", ""), _note(lines, at), block.end)
    return Forward(True, note=_note(lines, at))


def _glued(line: str, below: list[str], note: str) -> Forward:
    """Yahoo's plain text, which prints a whole header block on one line without anything between its fields."""
    found = _LABELS.split(line[:4_000])
    fields: dict[str, str] = {}
    for name, value in zip(found[1::2], found[2::2], strict=False):
        fields.setdefault(blocks.label(name + ": x")[0], value.strip())
    sender = next((one.address for one in addresses.parse((fields.get("from", ""),)) if one.address), "")
    return Forward(True, sender, fields.get("subject", ""), note)


_LABELS: Final = re.compile(
    "({})\\s?:\\s".format(
        "|".join(
            re.escape(word[:1].upper() + word[1:])
            for word in sorted(
                {*quotes.FROM, *quotes.SENT, *quotes.TO, *quotes.CC, *quotes.SUBJECT, "CC", "cC"}, key=len, reverse=True
            )
            if word.isalpha() or " " in word
        )
    )
)


def _attached(subject: str, root: Part, marked: str) -> Forward:
    """A mail passed on as an attachment: said by its subject, or by there being nothing else."""
    inner = [part for part in root.walk() if part.content_type == "message/rfc822"]
    if len(inner) != 1 or root.content_type == "multipart/report" or not _is_prefixed(subject):
        return Forward()
    block, _ = headers.split(inner[0].data.lstrip(b"\r\n"))
    fields = headers.parse(block)
    sender = next((one.address for one in addresses.parse(fields.all("from")) if one.address), "")
    return Forward(True, sender, fields.text("subject"), reply.read(marked).with_signature)
