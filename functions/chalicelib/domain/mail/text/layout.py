"""How the lines of a mail are laid out: marks of quotes, broken ends, rules and empty lines around a text."""

from __future__ import annotations

import re
from typing import Final

from chalicelib.domain.mail.text import blocks, markup

_INITIALS: Final = re.compile(r"\s{0,4}([A-Z]{1,3})>(?:\s|>|$)")
_BROKEN_CHARS: Final = 30
_WRAPPED_CHARS: Final = 80
_DRAWN: Final = re.compile(r"[\s_*=-]*")
_RUN: Final = re.compile(r"[_=*-]{5}")


def is_rule(line: str) -> bool:
    """Whether a line is drawn across, of nothing but dashes and their like."""
    return _RUN.search(line) is not None and _DRAWN.fullmatch(line) is not None


def plain(line: str) -> str:
    """A line as the rules know it: quote marks as `>`, odd spaces as spaces, nothing where nothing is seen."""
    depth = len(line) - len(line.lstrip(markup.QUOTED))
    rest = line.lstrip(markup.QUOTED).replace("\xa0", " ").rstrip()
    return "> " * depth + ("" if not rest.strip(" \u200b\u200c\u200d\u2060\ufeff") else rest)


def without_initials(lines: list[str]) -> list[str]:
    """Lines where `AH>` before neighbouring ones, as old programs quote, is a plain mark."""
    initials = [found[1] if (found := _INITIALS.match(line)) else "" for line in lines]
    for n, name in enumerate(initials):
        if name and name in (*initials[max(0, n - 1) : n], *initials[n + 1 : n + 2]):
            lines[n] = lines[n].lstrip()[len(name) :]
    return lines


def is_broken(line: str, broken: str, after: str) -> bool:
    """Whether a line between two quoted ones is the end of the first, that a client wrapped."""
    piece = broken.strip()
    if not piece or len(line) < 60 or not blocks.is_quoted(after) or blocks.is_quoted(broken):
        return False
    ended = line.rstrip().endswith((".", "?", "!", ":"))
    if piece[0].islower() and not ended:
        return len(piece) <= _WRAPPED_CHARS
    return len(piece) <= _BROKEN_CHARS and not (ended and piece[0].isupper())


def trimmed(kept: list[str]) -> str:
    """Lines as text, without the rules and empty lines that stood before a quote."""
    lines = list(kept)
    while lines and (not lines[-1].strip() or is_rule(lines[-1])):
        lines.pop()
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    out: list[str] = []
    for line in lines[first:]:
        if line.strip() or len(out) < 2 or out[-1].strip() or out[-2].strip():
            out.append(line)
    return "\n".join(out)
