"""HTML mails as they may be shown beside a ticket."""

from __future__ import annotations

import re
from typing import Final

import nh3

_TAGS: Final = frozenset(
    "a abbr b big blockquote br caption center code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i "
    "img ins li ol p pre q s small span strike strong sub sup table tbody td tfoot th thead tr tt u ul".split()
)
_SILENT: Final = frozenset(
    "script style title iframe frame frameset object embed applet svg math noscript noembed noframes template xmp "
    "plaintext textarea select datalist audio video canvas portal".split()
)
"""Elements that go with all that is in them; of any other the words stay."""
_CELL: Final = frozenset(("colspan", "rowspan", "align", "valign"))
_ATTRIBUTES: Final = {
    "a": frozenset(("href", "title")),
    "img": frozenset(("src", "alt", "width", "height")),
    "td": _CELL,
    "th": _CELL,
    "ol": frozenset(("start", "type")),
    "blockquote": frozenset(("type",)),
    "*": frozenset(("dir", "lang")),
}
_LINK: Final = re.compile(r"https?://[^\s/]|mailto:[^\s]|tel:[+\d]", re.IGNORECASE)
_PICTURE: Final = re.compile(r"cid:[^\s<>\"'`]{1,300}", re.IGNORECASE)
_PLAIN: Final = re.compile(r"[\w%+.-]{1,40}")
_TITLE_CHARS: Final = 300
_REL: Final = "noopener noreferrer nofollow"


def safe(source: str) -> str:
    """`tame` HTML to show beside a ticket, under a policy that allows no styles and nothing from elsewhere.

    No scripts, styles, forms or frames; links lead to http, https, mailto and tel alone and tell nobody where they
    were followed; of pictures those remain that the mail itself holds (`cid:`).
    """
    return nh3.clean(
        source.replace("\0", ""),
        tags=set(_TAGS),
        clean_content_tags=set(_SILENT),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_allowed,
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        strip_comments=True,
        link_rel=_REL,
    )


def _allowed(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute that may stay; None for one that may not."""
    if name == "href":
        return value.strip() if _LINK.match(value.strip()) else None
    if name == "src":
        return value.strip() if _PICTURE.fullmatch(value.strip()) else None
    if name == "rel":
        return _REL
    if name in ("title", "alt"):
        return value[:_TITLE_CHARS]
    return value if _PLAIN.fullmatch(value) else None
