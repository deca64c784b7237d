"""Files kept with a message, as a part of its item, and back."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.aws.items.attributes import Item
from chalicelib.domain.ticket.history import Attached


def attached_maps(attachments: Iterable[Attached]) -> list[Item]:
    return [_attached_map(one) for one in attachments]


def attached_of(kept: Iterable[Mapping[str, Any]]) -> tuple[Attached, ...]:
    return tuple(Attached(one["id"], one["name"], one["type"], one["size"], one.get("content_id", "")) for one in kept)


def _attached_map(one: Attached) -> Item:
    kept: Item = {"id": one.id, "name": one.name, "type": one.content_type, "size": one.size}
    return kept | ({"content_id": one.content_id} if one.content_id else {})
