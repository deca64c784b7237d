"""Cursors: where a list goes on. Opaque, URL-safe, and bound to the list they came from.

The partition is never in the cursor: it comes from the question, so that no cursor can lead into another's rows. The
seal tells a mangled or misplaced one from a good one.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from hashlib import sha256

from chalicelib.aws.ranges import PARTITION, SORT, Range
from chalicelib.domain.refusal import Refusal

_SEAL_BYTES = 9
_MOST_CHARACTERS = 1024


def cursor_after(place: Range, item: Mapping[str, str]) -> str:
    """The cursor of the list that goes on after this item."""
    text = json.dumps([item[name] for name in _carried(place)], separators=(",", ":"))
    return base64.urlsafe_b64encode(_seal(place, text) + text.encode()).decode().rstrip("=")


def start_after(place: Range, cursor: str) -> dict[str, str]:
    """The whole key after which to go on. Raises Refusal `cursor_bad` for a cursor of another list, or none at all."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        text = raw[_SEAL_BYTES:].decode()
        values = json.loads(text)
    except (binascii.Error, ValueError) as error:
        raise Refusal("cursor_bad") from error
    if raw[:_SEAL_BYTES] != _seal(place, text) or not _are_keys(values, len(_carried(place))):
        raise Refusal("cursor_bad")
    return {place.names[0]: place.value, **dict(zip(_carried(place), values, strict=True))}


def _carried(place: Range) -> list[str]:
    """The names of the key's attributes, but for the partition that the question itself brings."""
    names = dict.fromkeys((*place.names, PARTITION, SORT))
    return [name for name in names if name != place.names[0]]


def _are_keys(values: object, count: int) -> bool:
    return (
        isinstance(values, list)
        and len(values) == count
        and all(isinstance(value, str) and 0 < len(value) <= _MOST_CHARACTERS for value in values)
    )


def _seal(place: Range, text: str) -> bytes:
    return sha256(f"{place.index}\n{place.value}\n{place.prefix}\n{text}".encode()).digest()[:_SEAL_BYTES]
