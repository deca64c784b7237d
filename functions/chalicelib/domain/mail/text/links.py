"""Where the links of an HTML mail lead, for readers of its text."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

ADDRESS_CHARS: Final = 200
"""Longer addresses only track who clicked: of them the host alone is told."""
_UNSEEN: Final = re.compile(r"[\x00-\x20\x7f-\xa0<>\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def told(words: str, href: str) -> str:
    """What to write behind the words of a link: its address, "" if they are that themselves or it leads nowhere."""
    address = _UNSEEN.sub("", href[: 4 * ADDRESS_CHARS])
    scheme = address[:8].lower().partition(":")[0]
    if scheme == "mailto":
        address = address[7:].partition("?")[0]
        if "@" not in address:
            return ""
    elif scheme not in ("http", "https") or not (host := _host(address)):
        return ""
    shown = _key(words[: 4 * ADDRESS_CHARS])
    if not shown or _key(address) in shown:
        return ""
    if len(address) <= ADDRESS_CHARS:
        return address
    return "" if scheme == "mailto" else f"{scheme}://{host}/…"


def _key(text: str) -> str:
    """An address without what people leave out when they write it."""
    bare = _UNSEEN.sub("", text).lower().rstrip("/")
    return bare.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").removeprefix("www.")


def _host(address: str) -> str:
    """The host of an address, "" if it is not one."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host if len(host) <= ADDRESS_CHARS else ""
