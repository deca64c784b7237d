"""HTML mails as plain text, with the parts marked that a client quotes."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from chalicelib.domain.mail.text import attribution, links

QUOTED: Final = "\ue0f1"
"""At the start of a marked line, once a level: a client quotes here."""
CUT: Final = "\ue0f2"
"""A marked line of its own: below this point the client put the mail that was answered."""

_DEEPEST: Final = 12
"""Quotes deeper than this are marked no further, lest the marks outgrow the text."""
_SILENT: Final = frozenset("script style head title template noscript object iframe svg math textarea select".split())
_BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_SPACED: Final = frozenset("p h1 h2 h3 h4 h5 h6 ul ol blockquote pre table dl".split())
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_CUT_IDS: Final = frozenset(
    ("divrplyfwdmsg", "stopspelling", "appendonsend", "replysplit", "isforwardcontent", "olk_src_body_section")
)
_CUT_CLASSES: Final = frozenset(
    ("yahoo_quoted", "moz-email-headers-table", "protonmail_quote", "zmail_extra", "gmail_quote_attribution")
)


def marked(source: str) -> str:
    """Text of `tame` HTML, its lines marked with `QUOTED` and `CUT` for the search of what is new."""
    source = source.replace(QUOTED, "").replace(CUT, "").replace("\0", "")
    root = LexborHTMLParser(source).root
    return _Writer().write(root) if root is not None else ""


def unmarked(text: str) -> str:
    """Marked text as people read it."""
    if CUT not in text and QUOTED not in text:
        return text
    lines = (line.replace(QUOTED, "> ") if QUOTED in line else line for line in text.split("\n") if line != CUT)
    return "\n".join(lines).strip()


class _Writer:
    """Walks a parsed tree without recursion and writes its text."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quoting: list[bool] = []
        self.link: list[str] | None = None
        self.link_lines = 0
        self.depth = 0
        self.pre = 0

    def write(self, root: LexborNode) -> str:
        node: LexborNode | None = root
        stack: list[LexborNode] = []
        while node is not None:
            below = self._enter(node)
            if below is not None:
                stack.append(node)
                node = below
                continue
            self._leave(node)
            following = node.next
            while following is None and stack:
                node = stack.pop()
                self._leave(node)
                following = node.next if stack else None
            node = following
        self._end_line()
        return _tidy(self.lines)

    def _enter(self, node: LexborNode) -> LexborNode | None:
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
            return None
        if tag in _SILENT or tag.startswith(("-", "!", "_")) or _hidden(node):
            return None
        if tag == "br":
            self._end_line(force=True)
        elif tag == "hr":
            self._end_line()
            self._cut_if(node)
            self.lines.append(QUOTED * min(self.depth, _DEEPEST) + "________________________________")
        elif tag == "img":
            self._text(node.attributes.get("alt") or "")
        elif tag == "a":
            self.link, self.link_lines = [], len(self.lines)
        elif tag in _BLOCKS:
            self._open(tag, node)
        return node.child

    def _open(self, tag: str, node: LexborNode) -> None:
        if tag in ("td", "th"):
            if any(piece.strip() for piece in self.line):
                self.line.append(" ")
            return
        self._end_line()
        if tag in _SPACED:
            self._space()
        self._cut_if(node)
        if tag == "blockquote":
            self.quoting.append(_is_quote(node) or self._is_attributed())
            self.depth += self.quoting[-1]
        if tag == "pre":
            self.pre += 1
        if tag == "li":
            self.line.append("- ")

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "a":
            self._end_link(node)
        if tag not in _BLOCKS or tag in ("td", "th", "hr") or _hidden(node):
            return
        self._end_line()
        if tag == "blockquote" and self.quoting:
            self.depth -= self.quoting.pop()
        if tag == "pre":
            self.pre -= 1
        if tag in _SPACED:
            self._space()

    def _is_attributed(self) -> bool:
        """Whether the lines just above say whose words follow: then even a bare blockquote is a quote."""
        last = [line.lstrip(QUOTED) for line in self.lines[-5:] if line.strip(QUOTED)]
        return any(attribution.length(last[-count:], 0) == count for count in range(1, 1 + min(3, len(last))))

    def _end_link(self, node: LexborNode) -> None:
        """Writes where a link leads, behind its words, where they do not tell."""
        words, self.link = "".join(self.link or ()), None
        address = links.told(words, node.attributes.get("href") or "")
        if not address:
            return
        written = [n for n in range(self.link_lines, len(self.lines)) if self.lines[n].strip(QUOTED)]
        if written and not any(piece.strip() for piece in self.line):
            self.lines[written[-1]] += f" <{address}>"
        else:
            self.line[-1:] = [self.line[-1].rstrip() if self.line else "", f" <{address}>"]

    def _text(self, text: str) -> None:
        if self.link is not None:
            self.link.append(text)
        if self.pre:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self.line.append(first)
            for other in others:
                self._end_line(force=True)
                self.line.append(other)
        else:
            self.line.append(_SPACE.sub(" ", text))

    def _end_line(self, *, force: bool = False) -> None:
        text = "".join(self.line)
        self.line.clear()
        if not self.pre:
            text = re.sub(" {2,}", " ", text).strip(" ")
        if text or force:
            self.lines.append(QUOTED * min(self.depth, _DEEPEST) + text)

    def _space(self) -> None:
        if self.lines and self.lines[-1].strip(QUOTED) and self.lines[-1] != CUT:
            self.lines.append(QUOTED * min(self.depth, _DEEPEST))

    def _cut_if(self, node: LexborNode) -> None:
        if self.depth == 0 and _is_cut(node):
            self.lines.append(CUT)


def _is_quote(node: LexborNode) -> bool:
    given = node.attributes
    if (given.get("type") or "").lower() == "cite" or "protonmail_quote" in _classes(node):
        return True
    return "gmail_quote" in _classes(node) and _in_gmail_quote(node)


def _in_gmail_quote(node: LexborNode) -> bool:
    """Gmail gives the class to blockquotes of people's own, too: a real quote stands in a box of that class."""
    above = node.parent
    for _ in range(4):
        if above is None:
            return False
        if "gmail_quote" in _classes(above):
            return True
        above = above.parent
    return False


def _is_cut(node: LexborNode) -> bool:
    """The places where Outlook, Yahoo, Hotmail and Proton put the mail they answer."""
    ident = (node.attributes.get("id") or "").lower().removeprefix("x_").removeprefix("ms-outlook-mobile-")
    if ident in _CUT_IDS or bool(_CUT_CLASSES & _classes(node)):
        return True
    style = re.sub(r"\s", "", (node.attributes.get("style") or "").lower()) if node.tag == "div" else ""
    return "border:none;border-top:solid#" in style and "padding:3.0pt0" in style


def _classes(node: LexborNode) -> set[str]:
    return set((node.attributes.get("class") or "").lower().replace("x_", "").split())


def _hidden(node: LexborNode) -> bool:
    style = node.attributes.get("style") if node.tag not in ("-text", None) else None
    return bool(style) and re.sub(r"\s", "", str(style).lower()).find("display:none") >= 0


def _tidy(lines: list[str]) -> str:
    """Lines without space at their ends, at most two empty ones together."""
    out: list[str] = []
    empty = 0
    for line in lines:
        line = line.replace("\xa0", " ").rstrip()
        empty = 0 if line.strip(QUOTED) else empty + 1
        if empty <= 2:
            out.append(line)
    return "\n".join(out).strip("\n")
