"""Lists in pages, with cursors that belong to one list only."""

import base64
import json
from collections.abc import Mapping
from typing import TypeVar

from chalicelib.desk.ports import Page
from chalicelib.domain.refusal import Refusal

T = TypeVar("T")


def page_of(name: str, rows: Mapping[str, T], cursor: str, limit: int, backwards: bool = False) -> Page[T]:
    """A stretch of the rows in the order of their keys. Raises Refusal `cursor_bad` for a cursor of another list."""
    after = _read(name, cursor) if cursor else None
    places = sorted(rows, reverse=backwards)
    if after is not None:
        places = [place for place in places if (place < after if backwards else place > after)]
    shown = places[:limit]
    onward = _written(name, shown[-1]) if len(places) > limit else ""
    return Page(tuple(rows[place] for place in shown), onward)


def _written(name: str, place: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([name, place]).encode()).decode()


def _read(name: str, cursor: str) -> str:
    try:
        of, place = json.loads(base64.urlsafe_b64decode(cursor))
    except (ValueError, TypeError) as error:
        raise Refusal("cursor_bad") from error
    if of != name:
        raise Refusal("cursor_bad")
    return str(place)
