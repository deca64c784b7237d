"""Lines that stand between a new text and the mail that is answered or passed on: dashes around a few words."""

from __future__ import annotations

import re
from typing import Final

from chalicelib.domain.mail.words import separators as words

_CHARS: Final = 2_400
_SAID_CHARS: Final = 160
_DASH: Final = "-_=*#~\u2010-\u2015\u2212\u2500-\u2503"
_RUN: Final = re.compile(rf"[{_DASH}+][{_DASH}+ ]{{0,200}}[{_DASH}+]")
_LEAD: Final = re.compile(r"[\s>|*_\ufeff\u200b]{0,40}")
_TAIL: Final = re.compile(r"[\s*_:>]{0,10}")
_DECOR: Final = " \t>*_-=#~:：.+|^\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\u2502\u2503"
_WORD: Final = re.compile(r"[^\s()\[\],;:/]+")
_ORIGINAL: Final = frozenset(words.ORIGINAL)
_FORWARDED: Final = frozenset(words.FORWARDED)


def separator(line: str) -> tuple[str, str]:
    """Kind of a line of dashes and words, "original", "forwarded", "above" or "", and what follows on the line."""
    if len(line) > _CHARS:
        return "", ""
    low = _plain(line[:600])
    if not low:
        return "", ""
    if len(low) < _SAID_CHARS and _is_above(line, low):
        return "above", ""
    if low.startswith(words.NOTES):
        return "original", ""
    said, rest = dashed(line)
    if said:
        return _kind(said), rest
    ends = line.rstrip().endswith((":", "：", "-", "*"))
    if ends and low in _FORWARDED:
        return "forwarded", ""
    if ends and low in _ORIGINAL:
        return "original", ""
    return "", ""


def dashed(line: str) -> tuple[str, str]:
    """The words between two runs of dashes, in lower case, and what follows those; "" for any other line."""
    if len(line) > _CHARS:
        return "", ""
    lead = _LEAD.match(line)
    at = lead.end() if lead else 0
    first = _RUN.match(line, at) or _RUN.match(line)
    second = _RUN.search(line, first.end()) if first else None
    if first is None or second is None:
        return "", ""
    said = _plain(line[first.end() : second.start()])
    if not 2 <= len(said) <= _SAID_CHARS:
        return "", ""
    tail = _TAIL.match(line, second.end())
    return said, line[tail.end() if tail else second.end() :].strip()


def is_title(line: str) -> bool:
    """Whether a line that stands on top of a header block says so, in any language: between dashes, or with a colon."""
    if dashed(line)[0]:
        return True
    found = _WORD.findall(_plain(line[:600]))
    if not line.rstrip(" \t*_\xa0").endswith((":", "：")) or not 0 < len(found) <= 5:
        return False
    return any(word.startswith((*words.PASSED_ON, *words.ORIGIN)) for word in found)


def _plain(text: str) -> str:
    """Words in lower case, one space apart, without what is drawn around them."""
    return " ".join(text.lower().replace("\u2019", "'").replace("\u2011", "-").strip(_DECOR).split()).strip(_DECOR)


def _is_above(line: str, low: str) -> bool:
    drawn = line.strip(" \t>*\xa0")
    if drawn.startswith("##-") and drawn.endswith("-##"):
        return True
    if any(said in low for said in words.REPLY_ABOVE):
        return True
    around = drawn[:2].strip(_DECOR) == "" or drawn[-2:].strip(_DECOR) == ""
    return around and len(drawn) > len(low) + 2 and any(said in low for said in words.LINE_ABOVE)


def _kind(said: str) -> str:
    """What words between dashes tell of the mail below them; "" if they tell of anything else."""
    if said in _FORWARDED or said in _ORIGINAL:
        return "forwarded" if said in _FORWARDED else "original"
    found = _WORD.findall(said)
    mail = any(word.startswith(words.MAIL) for word in found) or _spaceless(said, words.MAIL)
    if any(word.startswith(words.PASSED_ON) for word in found) or _spaceless(said, words.PASSED_ON):
        by = found[0].startswith(words.PASSED_ON) and any(map(str.isdigit, said))
        return "forwarded" if mail or by else ""
    origin = any(word.startswith(words.ORIGIN) for word in found) or _spaceless(said, words.ORIGIN)
    if origin and len(found) <= 4 and (mail or said in ("original", "reply")):
        return "original"
    return ""


def _spaceless(said: str, stems: tuple[str, ...]) -> bool:
    """Whether a stem of a script that writes without spaces, or of more than one word, stands anywhere."""
    return any(stem in said for stem in stems if " " in stem or ord(stem[0]) > 0x0590)
