"""What is new in a reply: quoted history and signature left out, answers above, below and between quotes kept.

A walk over the lines with a small state, not a search over the text: time grows with the length alone. In doubt a
line is kept, for people forgive a quote too many and never a lost sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.text import attribution, blocks, layout, markup, separators, signature

_SIGNATURE_LINES: Final = 30
_FOOTER_LINES: Final = 8


@dataclass(frozen=True, slots=True)
class Reply:
    """What is new in a mail, without the sender's signature and with it."""

    text: str
    with_signature: str


def read(marked: str) -> Reply:
    """The new text of a mail whose whole text is `marked`; what lies beyond limits.TEXT_CHARS is kept unread."""
    end = len(marked) if len(marked) <= limits.TEXT_CHARS else marked.rfind("\n", 0, limits.TEXT_CHARS)
    if end < 0:
        return Reply(markup.unmarked(marked), markup.unmarked(marked))
    head, rest = marked[:end], marked[end + 1 :]
    lines = head.split("\n")
    if len(lines) > limits.TEXT_LINES:
        rest = "\n".join((*lines[limits.TEXT_LINES :], rest)) if rest else "\n".join(lines[limits.TEXT_LINES :])
        lines = lines[: limits.TEXT_LINES]
    walk = _Walk(layout.without_initials([layout.plain(line) for line in lines]))
    walk.run()
    beyond = "" if walk.cut or not rest else "\n" + rest
    return Reply(*(markup.unmarked(layout.trimmed(kept)) + beyond for kept in (walk.kept, walk.signed)))


@dataclass(slots=True)
class _Quote:
    """Quoted lines that stand together, and how many kept and signed lines were before them."""

    kept: int
    signed: int
    headed: bool
    lines: list[str] = field(default_factory=list)


class _Walk:
    """Goes through the lines once and keeps what is new."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.kept: list[str] = []
        self.signed: list[str] = []
        self.quotes: list[_Quote] = []
        self.at = 0
        self.cut = False
        self.headed = False
        self.fresh_head = False
        self.told = False

    def run(self) -> None:
        while self.at < len(self.lines) and not self.cut:
            line = self.lines[self.at]
            if not line.strip():
                self._keep(line)
            elif separators.separator(line)[0] == "above" and not self._is_in_quote(line):
                self.cut = True
            elif not (
                self._quote(line)
                or self._shared(line)
                or self._history(line)
                or self._signed(line)
                or self._footer(line)
            ):
                self._keep(line)
        if not any(line.strip() for line in self.kept) and not self.headed:
            self.kept = self.signed = self.lines
        elif self.quotes:
            self._answered()

    def _is_in_quote(self, line: str) -> bool:
        """Whether a line is quoted together with what follows it: then an answer may stand below all of it."""
        follows = next((later for later in self.lines[self.at + 1 : self.at + 4] if later.strip()), "")
        return blocks.is_quoted(line) and blocks.is_quoted(follows)

    def _keep(self, line: str) -> None:
        self._add(line)
        self.at += 1

    def _add(self, line: str) -> None:
        self.told = self.told or bool(line.strip())
        self.kept.append(line)
        self.signed.append(line)

    def _shared(self, line: str) -> bool:
        """A line whose end is the attribution of what follows."""
        at = attribution.inside(self.lines, self.at)
        if not at:
            return False
        self._add(line[:at].rstrip(" -"))
        self._below(self.at + attribution.length([line[at:], *self.lines[self.at + 1 : self.at + 8]], 0))
        return True

    def _quote(self, line: str) -> bool:
        """Quoted lines, and the ends of them that a client broke off."""
        if not blocks.is_quoted(line):
            return False
        attributed = bool(attribution.length(self.lines, self.at)) if ":" in line else False
        self.headed = self.headed or (not self.kept and attributed)
        last = self.quotes[-1] if self.quotes else None
        if last is None or self.told or self.fresh_head:
            headed = self.fresh_head or attributed or bool(blocks.header(self.lines, self.at))
            last = _Quote(len(self.kept), len(self.signed), headed)
            self.quotes.append(last)
        self.fresh_head = self.told = False
        last.headed = last.headed or attributed
        last.lines.append(line)
        self.at += 1
        if self.at + 1 < len(self.lines) and layout.is_broken(line, self.lines[self.at], self.lines[self.at + 1]):
            self.at += 1
        return True

    def _answered(self) -> None:
        """Puts back the quoted lines that belong to the text: those answered between others, and people's own."""
        ends = [*(quote.kept for quote in self.quotes[1:]), len(self.kept)]
        told = [any(line.strip() for line in self.kept[q.kept : end]) for q, end in zip(self.quotes, ends, strict=True)]
        followed = [not quote.headed for quote in self.quotes[1:]] + [False]
        first = next((n for n, answer in enumerate(told) if answer and followed[n]), len(told))
        for n in range(len(self.quotes) - 1, -1, -1):
            quote = self.quotes[n]
            if (told[n] and n >= first) or (not quote.headed and self._is_own(quote, told[n])):
                self.kept[quote.kept : quote.kept] = quote.lines
                self.signed[quote.signed : quote.signed] = quote.lines

    def _is_own(self, quote: _Quote, told: bool) -> bool:
        """Whether a text says what the lines are that it quotes by hand, or goes on below them."""
        before = next((line for line in reversed(self.kept[: quote.kept]) if line.strip()), "")
        named = before.rstrip().endswith(":") and not any(map(str.isdigit, before)) and "@" not in before
        return bool(before) and (told or named)

    def _footer(self, line: str) -> bool:
        """What stands below a long rule at the very end: of a mailing list, or after a quote of a company as well."""
        if len(self.lines) - self.at > 2 * _FOOTER_LINES or not layout.is_rule(line):
            return False
        below = self.lines[self.at :]
        if not self.quotes and not (len(line.strip()) > 30 and any("list" in one.lower() for one in below)):
            return False
        if sum(bool(one.strip()) for one in below) > _FOOTER_LINES or any(blocks.is_quoted(one) for one in below):
            return False
        self.signed += below
        self.at = len(self.lines)
        return True

    def _history(self, line: str) -> bool:
        """The point from which the answered mail stands."""
        if line == markup.CUT:
            self._below(self.at + 1, certain=True)
            return True
        if separators.separator(line)[0]:
            self._below(self.at + 1, certain=True)
            return True
        block = blocks.header(self.lines, self.at)
        if block:
            self._drop_title()
            self._below(block.end)
            return True
        count = attribution.length(self.lines, self.at)
        if count:
            self._below(self.at + count)
            return True
        return False

    def _drop_title(self) -> None:
        """Takes back the line above a header block, in whatever language it says that a mail follows."""
        for lines in (self.kept, self.signed):
            last = next((place for place in range(len(lines) - 1, -1, -1) if lines[place].strip()), -1)
            if last >= 0 and len(lines) - last <= 3 and separators.is_title(lines[last]):
                del lines[last:]

    def _below(self, at: int, *, certain: bool = False) -> None:
        """Goes on below the head of an answered mail: past its quoted lines; nowhere, if none are marked as such."""
        self.headed = True
        following = next((line for line in self.lines[at : at + 6] if line.strip() and not blocks.label(line)[0]), "")
        if blocks.is_quoted(following):
            self.at, self.fresh_head = at, True
        elif certain or any(line.strip() for line in self.kept):
            self.cut = True
        else:
            self.at = at

    def _signed(self, line: str) -> bool:
        """A signature or the line that a phone adds, up to the next quote."""
        if not signature.begins(line) and not self._named(line):
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

    def _named(self, line: str) -> bool:
        """Whether a line is `-Ana` below the text and above nothing but history, and not an item of a list."""
        if not signature.is_name(line) or not self.kept or self.kept[-1].strip():
            return False
        before = next((kept for kept in reversed(self.kept) if kept.strip()), "-")
        if before.lstrip().startswith("-") or before.rstrip().endswith(":"):
            return False
        start, self.at = self.at, self.at + 1
        while self.at < len(self.lines) and not self.lines[self.at].strip():
            self.at += 1
        alone = self.at == len(self.lines) or self._ends_signature() or bool(layout.is_rule(self.lines[self.at]))
        self.at = start
        return alone

    def _ends_signature(self) -> bool:
        line = self.lines[self.at]
        if not line.strip():
            return False
        if blocks.is_quoted(line) or line == markup.CUT or separators.separator(line)[0]:
            return True
        return bool(blocks.header(self.lines, self.at) or attribution.length(self.lines, self.at))
