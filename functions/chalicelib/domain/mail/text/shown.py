"""HTML mails as they may be shown beside a ticket."""

from __future__ import annotations

from typing import Final

import nh3

_TAGS: Final = frozenset(
    "a abbr b big blockquote br caption center code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i "
    "img ins li ol p pre q s small span strike strong sub sup table tbody td tfoot th thead tr tt u ul".split()
)
_CELL: Final = frozenset(("colspan", "rowspan", "align", "valign"))
_ATTRIBUTES: Final = {
    "a": frozenset(("href", "title")),
    "img": frozenset(("src", "alt", "width", "height")),
    "td": _CELL,
    "th": _CELL,
    "ol": frozenset(("start", "type")),
    "blockquote": frozenset(("type",)),
    "*": frozenset(("style", "dir", "lang")),
}
_STYLES: Final = frozenset(
    ("font-weight", "font-style", "text-align", "text-decoration", "list-style-type", "white-space")
)


def safe(source: str) -> str:
    """`tame` HTML to show beside a ticket: no scripts, no styles that hide, no pictures but the mail's own (`cid:`)."""
    return nh3.clean(
        source.replace("\0", ""),
        tags=set(_TAGS),
        clean_content_tags={"script", "style", "title", "head", "iframe", "object", "svg", "math", "noscript"}
        - {"head"},
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_allowed,
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        filter_style_properties=set(_STYLES),
        link_rel="noopener noreferrer nofollow",
    )


def _allowed(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return value if value.strip().lower().startswith("cid:") else None
    if tag == "a" and name == "href" and value.strip().lower().startswith("cid:"):
        return None
    return value
