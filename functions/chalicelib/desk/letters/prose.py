"""What people wrote, as HTML for a letter: always bounded, always harmless.

Staff write Markdown. Its reader takes minutes over some texts and gives up on others, so that it sees only short and
plain ones; every other text, and all that customers write, is shown as it was written, in paragraphs with its links.
"""

import re
import textwrap
from html import unescape

import markdown
import nh3
from markupsafe import Markup, escape

MOST_CHARACTERS = 20_000
"""Characters of a text that a letter shows; the rest is on the ticket."""

MOST_MARKDOWN_CHARACTERS = 6_000
MOST_MARKS = 200
"""Brackets, stars and their like in a text that is read as Markdown."""

MOST_INDENT = 24
"""Characters of indents and marks of lists and quotes before a line's words: how deep Markdown may nest."""

LINE_COLUMNS = 72
"""How wide a line of ours is in a letter as text. What people wrote, and links, stay as they are."""

_MARK = re.compile(r"[\[\]()<>*_`!&\\|]")
_TOO_DEEP = re.compile(rf"^[ \t>*+\-]{{{MOST_INDENT + 1}}}", re.MULTILINE)
_LINE_END = re.compile(r"\r\n?")
_GAP = re.compile(r"\n(?:[ \t]*\n)+")
_LINK = re.compile(r"https?://[^\s<>\"']{1,2000}")
_TAG = re.compile(r"""(</?[a-z](?:[^<>"]|"[^"]*")*>)""")
_NO_LINKS_IN = re.compile(r"</?(?:a|code|pre)\b")
_AFTER_LINK = ".,;:!?)]}"
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "code", "pre", "blockquote", "a", "h1", "h2", "h3", "hr"}
_SCHEMES = {"http", "https", "mailto"}


def beginning(text: str) -> str:
    """As much of a text as a letter shows."""
    return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS].rstrip()


def in_lines(sentence: str) -> str:
    """Our own words in lines that fit a terminal; no word is broken."""
    return textwrap.fill(sentence, LINE_COLUMNS, break_long_words=False, break_on_hyphens=False)


def from_markdown(text: str) -> Markup:
    """Staff's words as HTML: read as Markdown where that is safe, else in paragraphs. Pictures are left out."""
    if not is_plain_markdown(text):
        return in_paragraphs(text)
    try:
        made = markdown.markdown(text, extensions=["nl2br", "sane_lists"])
    except Exception:  # Whatever the reader stumbles over, the words must arrive.
        return in_paragraphs(text)
    return _harmless(_with_links(_harmless(made)))


def in_paragraphs(text: str) -> Markup:
    """Anybody's words as HTML, as they were written: paragraphs, line breaks and links to web pages."""
    blocks = _GAP.split(_LINE_END.sub("\n", beginning(text)).strip("\n"))
    return _harmless("\n".join(f"<p>{_lines(block)}</p>" for block in blocks))


def is_plain_markdown(text: str) -> bool:
    """Whether a text is so short, and has so few marks and so little nesting, that Markdown's reader is quick."""
    is_short = len(text) <= MOST_MARKDOWN_CHARACTERS
    return is_short and len(_MARK.findall(text)) <= MOST_MARKS and not _TOO_DEEP.search(text)


def _lines(block: str) -> str:
    return _linked(block).replace("\n", "<br>\n")


def _linked(block: str) -> str:
    """A block escaped, its addresses of web pages made links."""
    parts: list[str] = []
    shown = 0
    for found in _LINK.finditer(block):
        link = found[0].rstrip(_AFTER_LINK)
        parts += [escape(block[shown : found.start()]), f'<a href="{escape(link)}">{escape(link)}</a>']
        shown = found.start() + len(link)
    return "".join([*parts, escape(block[shown:])])


def _with_links(html: str) -> str:
    """Sanitised HTML whose addresses of web pages are links: Markdown leaves bare ones as text."""
    parts, depth = [], 0
    for part in _TAG.split(html):
        if _NO_LINKS_IN.match(part):
            depth += -1 if part.startswith("</") else 1
        parts.append(part if depth or part.startswith("<") else _linked(unescape(part)))
    return "".join(parts)


def _harmless(html: str) -> Markup:
    return Markup(nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES))
