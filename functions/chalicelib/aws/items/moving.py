"""How far a desk's tickets have been moved, as an item, and back."""

from collections.abc import Mapping
from typing import Any

from chalicelib.aws import keys
from chalicelib.aws.items.attributes import Item
from chalicelib.aws.items.schema import SCHEMA, must_be_known
from chalicelib.desk.ports import Moving
from chalicelib.domain.instants import read, written


def moving_item(desk: str, moving: Moving) -> Item:
    return {
        **keys.moving(desk),
        "schema": SCHEMA,
        "clockwork": moving.clockwork,
        "begins_at": written(moving.begins_at),
        "cursor": moving.cursor,
        "is_done": moving.is_done,
    }


def moving_of(item: Mapping[str, Any]) -> Moving:
    must_be_known(item)
    return Moving(item["clockwork"], read(item["begins_at"]), item["cursor"], item["is_done"])
