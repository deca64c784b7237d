"""Where a signature begins: the line of dashes that the standard knows, or the advertisement of a phone."""

from __future__ import annotations

import re
from typing import Final

from chalicelib.domain.mail.words import quotes

_DASHES: Final = re.compile(r"\s{0,8}(?:--|—|–|__|-- ?\*?|\u2014{1,2}|-{2} )\s*")
_DEVICE_CHARS: Final = 110
_VERBS: Final = re.compile(r"\b(?:is|are|was|were|er|är|on|je|ist|sind|est|and i|but|because)\b", re.IGNORECASE)


def begins(line: str) -> bool:
    """Whether a line opens a signature."""
    return len(line) <= _DEVICE_CHARS * 3 and (_DASHES.fullmatch(line) is not None or is_device(line))


def is_device(line: str) -> bool:
    """Whether a line is what a phone or mail program adds below a text: `Sent from my phone`."""
    words = line.strip(" \t<>()[]*_.-").lower()
    if not words.startswith(quotes.DEVICES) and not words.endswith(("から送信", "gönderildi", "보냄", "傳送")):
        return False
    shown = re.sub(r"<[^<>]{0,300}>|\([^()]{0,300}\)|https?:\S{0,300}", "", words)
    return len(shown) <= _DEVICE_CHARS and not _VERBS.search(shown)
