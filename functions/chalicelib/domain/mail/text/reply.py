"""What is new in a reply: quoted history and signature left out, answers above, below and between quotes kept.

A walk over the lines with a small state, not a search over the text: time grows with the length alone. In doubt a
line is kept, for people forgive a quote too many and never a lost sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.text import blocks, markup, signature

_INLINE: Final = re.compile(r"\s?-{2,3} ?(?=(?:On|Le|Am|Den|El|Il|Op|Em) .{5,200}:\s*$)")
_RULE: Final = re.compile(r"[\s_*=-]*[_=*-]{5,}[\s_*=-]*")
_SIGNATURE_LINES: Final = 30


@dataclass(frozen=True, slots=True)
class Reply:
    """What is new in a mail, without the sender's signature and with it."""

    text: str
    with_signature: str


def read(marked: str) -> Reply:
    """The new text of a mail whose whole text is `marked`; what lies beyond limits.TEXT_CHARS is kept unread."""
    head, rest = marked[: limits.TEXT_CHARS], marked[limits.TEXT_CHARS :]
    lines = head.split("\n")
    if len(lines) > limits.TEXT_LINES:
        rest = "\n".join(lines[limits.TEXT_LINES :]) + rest
        lines = lines[: limits.TEXT_LINES]
    walk = _Walk([_plain(line) for line in lines])
    walk.run()
    beyond = "" if walk.cut or not rest else "\n" + rest
    return Reply(*(markup.unmarked(_trimmed(kept)) + beyond for kept in (walk.kept, walk.signed)))


def _plain(line: str) -> str:
    """A line as the rules know it: quote marks as `>`, odd spaces as spaces."""
    depth = len(line) - len(line.lstrip(markup.QUOTED))
    return "> " * depth + line.lstrip(markup.QUOTED).replace("\xa0", " ").rstrip()


class _Walk:
    """Goes through the lines once and keeps what is new."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.kept: list[str] = []
        self.signed: list[str] = []
        self.at = 0
        self.cut = False
        self.headed = False

    def run(self) -> None:
        while self.at < len(self.lines) and not self.cut:
            line = self.lines[self.at]
            if not line.strip():
                self._keep(line)
            elif blocks.separator(line)[0] == "above":
                self.cut = True
            elif not (self._quote(line) or self._shared(line) or self._history(line) or self._signed(line)):
                self._keep(line)
        if not any(line.strip() for line in self.kept) and not self.headed:
            self.kept = self.signed = self.lines

    def _keep(self, line: str) -> None:
        self._add(line)
        self.at += 1

    def _add(self, line: str) -> None:
        self.kept.append(line)
        self.signed.append(line)

    def _shared(self, line: str) -> bool:
        """A line whose end is the attribution of what follows."""
        inline = _INLINE.search(line) if "--" in line and len(line) < blocks.LINE_CHARS else None
        if not inline or not line[: inline.start()].strip():
            return False
        self._add(line[: inline.start()])
        self._below(self.at + 1)
        return True

    def _quote(self, line: str) -> bool:
        """Quoted lines, and the ends of them that a client broke off."""
        if not blocks.is_quoted(line):
            return False
        self.headed = self.headed or (not self.kept and bool(blocks.attribution(self.lines, self.at)))
        self.at += 1
        if self.at + 1 < len(self.lines):
            broken, after = self.lines[self.at], self.lines[self.at + 1]
            if (
                0 < len(broken.strip()) <= 30
                and len(line) >= 60
                and blocks.is_quoted(after)
                and not blocks.is_quoted(broken)
            ):
                self.at += 1
        return True

    def _history(self, line: str) -> bool:
        """The point from which the answered mail stands."""
        if line == markup.CUT:
            self._below(self.at + 1, certain=True)
            return True
        if blocks.separator(line)[0]:
            self._below(self.at + 1, certain=True)
            return True
        block = blocks.header(self.lines, self.at)
        if block:
            self._below(block.end)
            return True
        count = blocks.attribution(self.lines, self.at)
        if count:
            self._below(self.at + count)
            return True
        return False

    def _below(self, at: int, *, certain: bool = False) -> None:
        """Goes on below the head of an answered mail: past its quoted lines; nowhere, if none are marked as such."""
        self.headed = True
        following = next((line for line in self.lines[at : at + 6] if line.strip() and not blocks.label(line)[0]), "")
        if blocks.is_quoted(following):
            self.at = at
        elif certain or any(line.strip() for line in self.kept):
            self.cut = True
        else:
            self.at = at

    def _signed(self, line: str) -> bool:
        """A signature or the line that a phone adds, up to the next quote."""
        if not signature.begins(line):
            return False
        start, self.at, words = self.at, self.at + 1, 0
        while self.at < len(self.lines) and not self._ends_signature():
            words += bool(self.lines[self.at].strip()) and not signature.is_device(self.lines[self.at])
            self.at += 1
        block = self.lines[start : self.at]
        self.signed += block
        if words > _SIGNATURE_LINES:
            self.kept += block
        return True

    def _ends_signature(self) -> bool:
        line = self.lines[self.at]
        if not line.strip():
            return False
        if blocks.is_quoted(line) or line == markup.CUT or blocks.separator(line)[0]:
            return True
        return bool(blocks.header(self.lines, self.at) or blocks.attribution(self.lines, self.at))


def _trimmed(kept: list[str]) -> str:
    """Lines as text, without the rules and empty lines that stood before a quote."""
    lines = list(kept)
    while lines and (not lines[-1].strip() or _RULE.fullmatch(lines[-1])):
        lines.pop()
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    out: list[str] = []
    for line in lines[first:]:
        if line.strip() or len(out) < 2 or out[-1].strip() or out[-2].strip():
            out.append(line)
    return "\n".join(out)
