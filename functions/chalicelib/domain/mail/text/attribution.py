"""The line by which a client says whose mail stands below: `On …, Ana wrote:`, in one line or broken over a few.

All tests look at one line (or a few joined ones) of bounded length, so that a text costs time in its lines only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from chalicelib.domain.mail.text import blocks
from chalicelib.domain.mail.words import quotes

_OPENER: Final = re.compile(
    r"[\s\W]{{0,6}}(?:(?:{})[\s,.]{{1,3}}(?:[^\W\d]{{1,14}}[\s,.]{{1,3}}){{0,2}}"
    r"|[^\W\d]{{2,4}}[.,]{{1,2}}\s(?:[^\W\d]{{1,12}}[\s,.]{{1,3}})?)?\d".format(
        "|".join(map(re.escape, sorted(quotes.OPENERS, key=len, reverse=True)))
    ),
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(
    r"(?:(?<=\s)|(?<=--))(?:On|Le|Am|Den|El|Il|Op|Em|Dana|Dne|Dňa|Dnia|W dniu|Pe|În|Στις)\s(?=[^\n:]{0,30}\d)"
)
"""Such a line that begins in the middle of another, as texts without line ends have it."""
_TIME: Final = re.compile(
    r"(?<![\d./])\d{1,2}\s?[:hH]\s?\d{2}(?!\d)|(?<![\d./-])\d{1,2}\.\d{2}(?![\d.])|\b\d{1,2}\.(?:1[3-9]|[2-5]\d)\.\d{2}\b"
    r"|\d{1,2}\s?[ap]\.?m\b|\b(?:kl|klo|kello)\b\.?\s\d|\d时|\d時|\d시",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"\b(?:19|20)\d\d\b|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}年|\d월"
    r"|\d{1,2}[.\s-]{1,2}[^\W\d]{3,12}\.?[\s,-]{0,2}|[^\W\d]{3,12}\.?\s\d{1,2}\b"
)
_UNSEEN: Final = dict.fromkeys([0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_BRACKETED: Final = re.compile(r"[<(\[][^<>()\[\]]{0,80}@[^<>()\[\]]{1,80}[>)\]]")
_WORDS: Final = re.compile(r"[^\s,:;.!?<>\"'“”„]+")
_SAID: Final = frozenset(word for word in quotes.WROTE if " " not in word)
_AROUND: Final = frozenset(quotes.AROUND)
_ASIDE: Final = _AROUND.union(*(phrase.split() for phrase in quotes.WROTE))
_PHRASES: Final = tuple(word for word in quotes.WROTE if " " in word or ord(word[0]) > 0x058F)


_WRAPPED_CHARS: Final = 120
"""Clients break such lines well before this."""


def inside(lines: Sequence[str], at: int) -> int:
    """Where in a line an attribution begins behind a text that shares the line; 0 if none does."""
    line = lines[at]
    if len(line) > blocks.LINE_CHARS or not (line.rstrip(" *_>-").endswith((":", "：")) or quoted_next(lines, at + 1)):
        return 0
    for found in list(_WITHIN.finditer(line))[:3]:
        if line[: found.start()].strip(" \t>|-*") and length([line[found.start() :], *lines[at + 1 : at + 8]], 0):
            return found.start()
    return 0


def length(lines: Sequence[str], at: int) -> int:
    """How many lines from this one on say `On …, Ana wrote:`; 0 if they say something else."""
    first = blocks.bare(lines[at])
    if not first or len(first) > blocks.LINE_CHARS:
        return 0
    opens = _opens(first)
    dated = opens or (len(first) < _WRAPPED_CHARS and bool(_DATE.search(first)))
    gaps = 2 if opens and _DATE.search(first) and _TIME.search(first) else 0
    joined = ""
    for count in range(1, (5 + 2 * bool(gaps)) if opens else 4 if dated else 2):
        piece = first if count == 1 else blocks.bare(lines[at + count - 1]) if at + count <= len(lines) else ""
        if not piece and gaps and not joined.endswith((".", "!", "?", ":")):
            gaps -= 1
            continue
        if not piece or len(joined) + len(piece) > blocks.LINE_CHARS:
            break
        joined = f"{joined} {piece}" if joined else piece
        ends = joined.rstrip(" *_>-").endswith((":", "：", "…")) or (joined.startswith("--") and joined.endswith("--"))
        quoted = quoted_next(lines, at + count)
        if not (ends or quoted) or (count > 1 and not opens and not (ends and blocks.ADDRESS.search(joined))):
            continue
        if (opens or quoted or blocks.ADDRESS.search(joined) or _is_named(first)) and _attributes(joined, ends, quoted):
            return 0 if _begins_later(lines, at, count) else count
        if ends and opens and joined.endswith(":") and _says(joined):
            break
    return 0


def _begins_later(lines: Sequence[str], at: int, count: int) -> bool:
    """Whether only a later one of the lines begins with a whole date: those above it are the text's last ones."""
    if _TIME.search(lines[at]) or _YEAR.search(lines[at]) or blocks.ADDRESS.search(lines[at]):
        return False
    later = (blocks.bare(line) for line in lines[at + 1 : at + count])
    return any(_OPENER.match(line) and _YEAR.search(line, 1) and _DATE.search(line) for line in later)


def _is_named(text: str) -> bool:
    """Whether a line is a name, a verb of writing, a day and a time, and nothing else."""
    if len(text) > _WRAPPED_CHARS or not (_DATE.search(text) and _TIME.search(text) and _says(text)):
        return False
    found = _WORDS.findall(text)
    before = next((place for place, word in enumerate(found) if word.lower() in _SAID or word[0].isdigit()), len(found))
    closed = bool(found) and (any(map(str.isdigit, found[-1])) or found[-1].lower() in _SAID)
    return closed and 0 < before <= 4 and _are_names(found[:before])


def _are_names(found: Sequence[str]) -> bool:
    """Whether words are a name, not a sentence: most of them begin as names do, those around a name set aside."""
    rest = [word for word in found if len(word) > 1 and word.lower() not in _ASIDE]
    lower = sum(word[0].islower() and "@" not in word for word in rest)
    return len(rest) <= 8 and (2 * lower < len(rest) or not rest)


def _is_by_someone(text: str) -> bool:
    """Whether what stands after the day and time (or before them) is who wrote."""
    if _BRACKETED.search(text):
        return True
    found = _WORDS.findall(text)
    digits = [place for place, word in enumerate(found) if any(map(str.isdigit, word)) and "@" not in word]
    if not digits:
        return False
    after = found[digits[-1] + 1 :]
    return _are_names(after) if any(len(word) > 2 for word in after) else _are_names(found[: digits[0]])


def _ends_with_sender(text: str) -> bool:
    """Whether the last word is an address in brackets, or one after a word such as `by`."""
    closed = text.rstrip(" :：*_")
    return closed.endswith((">", ")", "]")) or ("@" in closed.split()[-1] and closed.split()[-2].lower() in _AROUND)


def quoted_next(lines: Sequence[str], at: int) -> bool:
    """Whether the next line with something on it is quoted; `> wrote:` alone is the end of what stands above it."""
    for line in lines[at : at + 3]:
        if line.strip():
            return blocks.is_quoted(line) and blocks.bare(line).rstrip(" :").lower() not in _SAID
    return False


def _opens(first: str) -> bool:
    """Whether a line can be the first of an attribution that goes over several."""
    return bool(_OPENER.match(first)) or ("<" in first and (">" not in first or ("@" in first and _says(first))))


def _attributes(text: str, ends: bool, quoted_next: bool) -> bool:
    """Whether a line names who wrote and when. `ends`: it closes as such lines do; `quoted_next`: a quote follows.

    Where no quote follows, people's own words ("On Monday you wrote:") are told apart by what only clients print.
    """
    said, who = _says(text), bool(blocks.ADDRESS.search(text))
    dated, timed = bool(_DATE.search(text)), bool(_TIME.search(text))
    when = dated or timed
    if quoted_next and not said and len(text) < _WRAPPED_CHARS:
        said = text.lower().startswith(quotes.QUOTING)
    if ends and quoted_next:
        return said or (who and when)
    if ends and said:
        return (who or (dated and timed)) and _is_by_someone(text)
    if ends:
        return who and dated and timed and (_opens(text) or _ends_with_sender(text))
    if said:
        return when or who
    return who and dated and (timed or text.endswith(">")) and len(text) < 200


def _says(text: str) -> bool:
    """Whether a text has a verb of writing in any of the languages."""
    low = text.lower()
    if low.rstrip(" :*_-").endswith(quotes.WROTE_LAST):
        return True
    return not _SAID.isdisjoint(_WORDS.findall(low)) or any(phrase in low for phrase in _PHRASES)
