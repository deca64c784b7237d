"""Header blocks, by which a client says whose mail stands below: `From: …`, `Sent: …`, `Subject: …`.

All tests look at one line (or a few joined ones) of bounded length, so that a text costs time in its lines only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from chalicelib.domain.mail.wire import addresses
from chalicelib.domain.mail.words import quotes

LINE_CHARS: Final = 600
"""Longer lines are prose: no client prints such a header."""
_KINDS: Final = {
    label: kind
    for kind, labels in (
        ("other", quotes.OTHER), ("cc", quotes.CC), ("to", quotes.TO),
        ("sent", quotes.SENT), ("subject", quotes.SUBJECT), ("from", quotes.FROM),
    )
    for label in labels
}  # fmt: skip
_LABEL: Final = re.compile(
    r"[\s>|*_\u200e\u200f]{0,20}([^\W\d_][^:：\t\n*@<>\"]{0,28}?)\s?[*_]{0,2}\s?[:：]\s?[*_]{0,2}(?:\s+|(?=\S)|$)(.*)"
)
_UNSEEN: Final = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
ADDRESS: Final = re.compile(r"[^\s<>(\[]@[^\s>)\]]")


@dataclass(frozen=True, slots=True)
class Block:
    """A header block inside a text: its first line, the line after its last, and its fields by kind."""

    start: int
    end: int
    fields: dict[str, str]

    @property
    def sender(self) -> str:
        """The address in its From field, "" if there is none."""
        value = (
            re.sub(r"<mailto:[^<>]{0,300}>", "", self.fields.get("from", "")).replace("[mailto:", "<").replace("]", ">")
        )
        found = addresses.parse((value,))
        return next((one.address for one in found if one.address), "")


@lru_cache(maxsize=2_048)
def label(line: str) -> tuple[str, str]:
    """Kind and value of a header line in any of the languages; ("", "") for any other."""
    if len(line) > LINE_CHARS * 4 or (":" not in line and "：" not in line):
        return "", ""
    found = _LABEL.match(line[: LINE_CHARS * 4])
    if not found:
        return "", ""
    return _KINDS.get(found[1].strip(" *_").lower(), ""), found[2].strip(" *_\t")


def header(lines: Sequence[str], at: int) -> Block | None:
    """The header block that begins at a line: a sender and one more field, or a date, a subject and a receiver."""
    kind, value = label(lines[at])
    if kind not in ("from", "sent", "subject", "to"):
        return None
    fields = {kind: value}
    count, last = 1, at
    place = at + 1
    gaps = 0
    while place < len(lines) and place - at < 40:
        kind, value = label(lines[place])
        if kind:
            if kind not in fields or not fields[kind]:
                fields[kind] = value
            count, last = count + 1, place
        elif _foreign(lines, place):
            last = place
        elif not bare(lines[place]):
            gaps += 1
            if (gaps > 1 and count >= 3) or gaps > 3:
                break
            if count >= 2 and not label(lines[place + 1] if place + 1 < len(lines) else "")[0]:
                break
        elif not _continues(lines, place):
            break
        place += 1
    if "from" not in fields or count < 2 or not {"sent", "subject", "to"} & fields.keys():
        return None
    return Block(at, last + 1, fields) if _is_of_a_mail(fields) or _is_ruled(lines, at) else None


def _is_of_a_mail(fields: dict[str, str]) -> bool:
    """Whether fields tell of a mail: people also write `From: Oslo`, `To: Bergen`, `Date: …`."""
    return "subject" in fields or any(ADDRESS.search(fields.get(kind, "")) for kind in ("from", "to"))


def _is_ruled(lines: Sequence[str], at: int) -> bool:
    """Whether a rule of dashes stands above a line."""
    above = next((line for line in lines[max(0, at - 2) : at][::-1] if line.strip()), "")
    return len(above) < LINE_CHARS and len(above.strip()) >= 5 and not above.strip(" \t>*_-=—–")


def _foreign(lines: Sequence[str], place: int) -> bool:
    """Whether a line has a label of few words that no table knows, and a known one follows."""
    found = _LABEL.match(lines[place][: LINE_CHARS * 2])
    following = lines[place + 1] if place + 1 < len(lines) else ""
    return found is not None and len(found[1].split()) <= 3 and bool(found[2].strip()) and bool(label(following)[0])


def _continues(lines: Sequence[str], place: int) -> bool:
    """Whether a line goes on with a long list of receivers or a long subject."""
    line = bare(lines[place])
    before = lines[place - 1].rstrip()
    if len(line) > LINE_CHARS:
        return False
    if before.endswith((",", ";")) or line.startswith(("<", "[mailto:", "(")) or lines[place][:1] in " \t":
        return True
    return len(line) < 100 and place + 1 < len(lines) and bool(label(lines[place + 1])[0]) and bool(label(before)[0])


def bare(line: str) -> str:
    """A line without quote marks, space and marks of direction."""
    if not line.isascii():
        line = _UNSEEN.sub("", line)
    return line.lstrip(" \t>|\xa0").rstrip()


def is_quoted(line: str) -> bool:
    """Whether a line stands in a quote."""
    return line.lstrip(" \t")[:1] == ">"
