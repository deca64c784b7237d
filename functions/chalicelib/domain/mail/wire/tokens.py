"""The secret in a reply address: what it claims, not whether it is ours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_OURS: Final = re.compile(r"[^@+\s]{1,64}\+(\d{1,9}\.[a-z2-7]{20})@", re.IGNORECASE)
_OTHERS: Final = re.compile(r"(?<![0-9a-f])([0-9a-f]{32})(?![0-9a-f])", re.IGNORECASE)


def find(addresses: Iterable[str]) -> str:
    """The token of the first address that carries one: `<number>.<mac>` of ours, or 32 hex digits; "" if none does."""
    kept = tuple(address[:320] for address in addresses)
    for pattern in (_OURS, _OTHERS):
        for address in kept:
            found = pattern.search(address if pattern is _OURS else address.rpartition("@")[0])
            if found:
                return found[1].lower()
    return ""
