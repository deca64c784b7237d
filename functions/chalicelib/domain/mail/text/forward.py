"""Mails passed on: who wrote the first one, under which subject, and what the sender added above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.text import attribution, blocks, body, layout, reply, separators
from chalicelib.domain.mail.wire import addresses, headers, parts
from chalicelib.domain.mail.wire.parts import Part
from chalicelib.domain.mail.words import quotes, subjects

_LINES: Final = 2_000
_PREFIXED: Final = re.compile(
    r"\s*\[?(?:{})(?:\[\d+\])?\s*[:：]".format("|".join(map(re.escape, subjects.FORWARD))), re.IGNORECASE
)
_ANSWERED: Final = re.compile(
    r"\s*(?:{})(?:\[\d+\])?\s*[:：]".format("|".join(map(re.escape, subjects.REPLY))), re.IGNORECASE
)


_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Forward:
    """What a mail passes on: its first sender, subject and text, and the note above it; all empty where it does not.

    An answer (by its subject) that holds a passed-on mail and nothing else has that mail's text for its note.
    `text` is "" where it cannot be told from the note.
    """

    is_forward: bool = False
    address: str = ""
    subject: str = ""
    note: str = ""
    text: str = ""


def read(subject: str, marked: str, root: Part) -> Forward:
    """The mail that is passed on inside the text or as an attached one. Its subject is one printable line."""
    found = _found(subject, marked, root)
    return replace(found, subject=" ".join(_CONTROL.sub(" ", found.subject).split()))


def _found(subject: str, marked: str, root: Part) -> Forward:
    lines = [layout.plain(line) for line in marked[: limits.TEXT_CHARS].split("\n")[:_LINES]]
    for at, line in enumerate(lines):
        kind, rest = separators.separator(line)
        if kind == "forwarded" or (kind == "original" and _is_prefixed(subject)):
            if rest:
                return _glued(rest, lines[at + 1 :], _note(lines, at))
            found = _marked(lines, at)
            alone = not found.note and found.text and not _is_prefixed(subject)
            return replace(found, note=found.text) if alone else found
        if kind in ("original", "above"):
            break
        if _is_prefixed(subject):
            block = blocks.header(lines, at)
            if block and _is_answer(subject, lines[block.start]):
                break
            if block:
                return _below(lines, block, _top(lines, at))
            count = attribution.length(lines, at)
            if count and (_is_answer(subject, line) or attribution.quoted_next(lines, at + count)):
                break
            if count:
                return _attributed(subject, lines, at, count)
    return _attached(subject, root, marked)


def _is_prefixed(subject: str) -> bool:
    return bool(_PREFIXED.match(subject)) and not (_ANSWERED.match(subject) and not _PREFIXED.match(subject))


def _is_answer(subject: str, heading: str) -> bool:
    """Whether a prefix that Norwegians and Danes forward with (`VS:`) is here the one that Finns answer with."""
    low = heading.lower()
    return bool(_ANSWERED.match(subject)) and any(word in low for word in quotes.FINNISH)


def _attributed(subject: str, lines: list[str], at: int, count: int) -> Forward:
    """Old Outlook passes on below a line such as `On …, Ana wrote:`; the subject is then that of the first mail."""
    found = addresses.parse(
        (" ".join(lines[at : at + count]).replace(":", " ").replace("[mailto ", "<").replace("]", ">"),)
    )
    sender = next((one.address for one in found if "@" in one.address), "")
    prefix = _PREFIXED.match(subject)
    subject_of_first = subject[prefix.end() if prefix else 0 :].strip()
    return Forward(True, sender, subject_of_first, _note(lines, at), _text(lines[at + count :]))


def _top(lines: list[str], at: int) -> int:
    """Where a header block begins, with the line on top of it that says that a mail follows."""
    above = next(
        (place for place in range(at - 1, max(-1, at - 3), -1) if blocks.bare(lines[place])),
        -1,
    )
    return above if above >= 0 and separators.is_title(lines[above]) else at


def _note(lines: list[str], at: int) -> str:
    return reply.read("\n".join(lines[:at])).with_signature


def _marked(lines: list[str], at: int) -> Forward:
    """A mail below a line that says so: its header block stands within the next lines."""
    for place in range(at + 1, min(at + 8, len(lines))):
        block = blocks.header(lines, place)
        if block:
            return _below(lines, block, at)
    return Forward(True, note=_note(lines, at))


def _below(lines: list[str], block: blocks.Block, top: int) -> Forward:
    """The mail below a header block; what stands above the line `top` is the note."""
    subject = block.fields.get("subject", "")
    return Forward(True, block.sender, subject, _note(lines, top), _text(lines[block.end :]))


def _text(lines: list[str]) -> str:
    return "\n".join(lines).strip()


def _glued(line: str, below: list[str], note: str) -> Forward:
    """Yahoo's plain text, which prints a whole header block on one line without anything between its fields."""
    found = _LABELS.split(line[:4_000])
    fields: dict[str, str] = {}
    for name, value in zip(found[1::2], found[2::2], strict=False):
        fields.setdefault(blocks.label(name + ": x")[0], value.strip())
    sender = next((one.address for one in addresses.parse((fields.get("from", ""),)) if one.address), "")
    return Forward(True, sender, fields.get("subject", ""), note, _text(below))


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
    return Forward(True, sender, fields.text("subject"), reply.read(marked).with_signature, _whole(inner[0].data))


def _whole(raw: bytes) -> str:
    """The text of an attached mail."""
    try:
        return body.read(parts.read(*headers.split(raw.lstrip(b"\r\n")))).text.strip()
    except parts.TooMuch:
        return ""
