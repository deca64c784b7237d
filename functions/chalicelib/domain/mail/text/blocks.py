"""Where a client put the mail that is answered or passed on: header blocks, attribution lines, separators.

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
_DASHES: Final = re.compile(
    r"[\s>*]{0,20}(?:[-_=*#~—–+]\s?){2,60}\s?([^-_=*#~]{3,80}?)\s?:?(?:[-_=*#~—–+]\s?){2,60}(.*)"
)
_DECOR: Final = " \t>*_-=#~:：.—–+|"
_OPENER: Final = re.compile(
    r"[\s\W]{{0,6}}(?:(?:{})[\s,.]{{1,3}}(?:[^\W\d]{{1,14}}[\s,.]{{1,3}}){{0,2}}"
    r"|[^\W\d]{{2,4}}[.,]{{1,2}}\s(?:[^\W\d]{{1,12}}[\s,.]{{1,3}})?)?\d".format(
        "|".join(map(re.escape, sorted(quotes.OPENERS, key=len, reverse=True)))
    ),
    re.IGNORECASE,
)
_TIME: Final = re.compile(r"\d{1,2}\s?[:.hH]\s?\d{2}|\d{1,2}\s?[ap]\.?m\b|\d时|\d時", re.IGNORECASE)
_DATE: Final = re.compile(
    r"\b(?:19|20)\d\d\b|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}年|\d월"
    r"|\d{1,2}[.\s-]{1,2}[^\W\d]{3,12}\.?[\s,-]{0,2}|[^\W\d]{3,12}\.?\s\d{1,2}\b"
)
_WORDS: Final = re.compile(r"[^\s,:;.!?<>\"'“”„]+")
_SAID: Final = frozenset(word for word in quotes.WROTE if " " not in word)
_PHRASES: Final = tuple(word for word in quotes.WROTE if " " in word or ord(word[0]) > 0x2E80)


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
    if "from" in fields and count >= 2 and {"sent", "subject", "to"} & fields.keys():
        return Block(at, last + 1, fields)
    return None


def _foreign(lines: Sequence[str], place: int) -> bool:
    """Whether a line has a label of one word that no table knows, and a known one follows."""
    found = _LABEL.match(lines[place][: LINE_CHARS * 2])
    following = lines[place + 1] if place + 1 < len(lines) else ""
    return found is not None and " " not in found[1].strip() and bool(label(following)[0])


def _continues(lines: Sequence[str], place: int) -> bool:
    """Whether a line goes on with a long list of receivers or a long subject."""
    line = bare(lines[place])
    before = lines[place - 1].rstrip()
    if len(line) > LINE_CHARS:
        return False
    if before.endswith((",", ";")) or line.startswith(("<", "[mailto:", "(")) or lines[place][:1] in " \t":
        return True
    return len(before) > 60 and place + 1 < len(lines) and bool(label(lines[place + 1])[0])


def bare(line: str) -> str:
    """A line without quote marks and space."""
    return line.lstrip(" \t>|\xa0\u200b").rstrip()


def separator(line: str) -> tuple[str, str]:
    """Kind of a line of dashes and words, "original", "forwarded", "above" or "", and what follows on the line."""
    if len(line) > LINE_CHARS * 4:
        return "", ""
    low = " ".join(line[:LINE_CHARS].lower().strip(_DECOR).split())
    if not low:
        return "", ""
    if len(low) < 160 and any(words in low for words in quotes.REPLY_ABOVE):
        return "above", ""
    found = _DASHES.match(line)
    if found:
        words = " ".join(found[1].lower().split()).strip(_DECOR)
        if words in _ORIGINAL:
            return "original", found[2].strip()
        if words in _FORWARDED or words.startswith(("forwarded by ", "transféré par ")):
            return "forwarded", found[2].strip()
    if low in _FORWARDED and line.rstrip().endswith((":", "：", "-", "*")):
        return "forwarded", ""
    if low in _ORIGINAL and line.rstrip().endswith((":", "-", "_", "*")):
        return "original", ""
    return "", ""


_ORIGINAL: Final = frozenset(quotes.ORIGINAL)
_FORWARDED: Final = frozenset(quotes.FORWARDED)


def attribution(lines: Sequence[str], at: int) -> int:
    """How many lines from this one on say `On …, Ana wrote:`; 0 if they say something else."""
    first = bare(lines[at])
    if not first or len(first) > LINE_CHARS:
        return 0
    opens = _opens(first)
    joined = ""
    for count in range(1, 5 if opens else 2):
        piece = bare(lines[at + count - 1]) if at + count <= len(lines) else ""
        if not piece or len(joined) + len(piece) > LINE_CHARS:
            break
        joined = f"{joined} {piece}" if joined else piece
        ends = joined.rstrip(" *_>-").endswith((":", "：", "…")) or (joined.startswith("--") and joined.endswith("--"))
        quoted_next = _quoted_next(lines, at + count)
        if (ends or quoted_next) and (opens or quoted_next or "@" in first) and _attributes(joined, ends, quoted_next):
            return count
    return 0


def _quoted_next(lines: Sequence[str], at: int) -> bool:
    """Whether the next line with something on it is quoted."""
    for line in lines[at : at + 3]:
        if line.strip():
            return is_quoted(line)
    return False


def is_quoted(line: str) -> bool:
    """Whether a line stands in a quote."""
    return line.lstrip(" \t")[:1] == ">"


def _opens(first: str) -> bool:
    """Whether a line can be the first of an attribution that goes over several."""
    return bool(_OPENER.match(first)) or ("<" in first and (">" not in first or ("@" in first and _says(first))))


def _attributes(text: str, ends: bool, quoted_next: bool) -> bool:
    """Whether a line names who wrote and when. `ends`: it closes as such lines do; `quoted_next`: a quote follows."""
    said, who = _says(text), "@" in text
    dated, timed = bool(_DATE.search(text)), bool(_TIME.search(text))
    when = dated or timed
    if ends:
        return (said and (when or who or quoted_next)) or (who and when)
    if said:
        return when or who
    return who and dated and (timed or text.endswith(">")) and len(text) < 200


def _says(text: str) -> bool:
    """Whether a text has a verb of writing in any of the languages."""
    low = text.lower()
    return not _SAID.isdisjoint(_WORDS.findall(low)) or any(phrase in low for phrase in _PHRASES)
