"""HTML that parsers must not be given: how it is known, and how it becomes text all the same."""

from __future__ import annotations

import html
import re
from typing import Final

from chalicelib.domain.mail import limits

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})([^<>]*)")
_ANY_TAG: Final = re.compile(r"<[^<>]*>?")
_BREAKING: Final = re.compile(r"<(?=/?(?:br|p|div|tr|li|h\d)\b)", re.IGNORECASE)
_FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_SELF_CLOSING: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td tr th option".split()
)


def tame(source: str) -> bool:
    """Whether parsers, all of them quadratic in some corner, may be given this HTML."""
    if (
        len(source) > limits.HTML_CHARS
        or source.count("<") > limits.HTML_TAGS
        or source.count("&") > limits.HTML_ENTITIES
    ):
        return False
    depth = deepest = tags = open_formats = most_open = 0
    for found in _TAG.finditer(source):
        tags += 1
        name = found[2].lower()
        if name in _SELF_CLOSING:
            pass
        elif found[1]:
            depth = max(0, depth - 1)
            open_formats = max(0, open_formats - (name in _FORMATTING))
        else:
            depth += 1
            open_formats += name in _FORMATTING
            deepest, most_open = max(deepest, depth), max(most_open, open_formats)
        if len(found[3]) > limits.HTML_ATTRIBUTES and len(found[3].split()) > limits.HTML_ATTRIBUTES:
            return False
    if deepest > limits.HTML_DEPTH or deepest * tags > limits.HTML_NESTING:
        return False
    return most_open * tags <= limits.HTML_REOPENED


def stripped(source: str, share: int = 1) -> str:
    """Text of HTML that is too wild to parse, its tags cut out in one pass; the limit is divided by `share`."""
    source = source[: limits.HTML_STRIPPED_CHARS // share]
    for tag in ("style", "script"):
        source = _without(source, tag)
    return html.unescape(_ANY_TAG.sub("", _BREAKING.sub("\n<", source))).strip()


def _without(source: str, tag: str) -> str:
    """HTML without the elements of one kind and what is in them."""
    kept: list[str] = []
    at = 0
    low = source.lower() if len(source) == len(source.lower()) else source
    while (start := low.find("<" + tag, at)) >= 0:
        kept.append(source[at:start])
        end = low.find("</" + tag, start)
        at = end if end >= 0 else len(source)
    return "".join((*kept, source[at:]))
