"""The number of the schema that every item carries.

A field that comes later is read with its default. A change of meaning takes a new number, and a reader for the old one.
"""

from collections.abc import Mapping
from typing import Any

SCHEMA = 1


class UnknownSchema(Exception):
    """An item was written by a later release than the one that reads it."""


def must_be_known(item: Mapping[str, Any]) -> None:
    """Raises UnknownSchema, naming the item, for one that this release cannot read."""
    if item.get("schema") != SCHEMA:
        raise UnknownSchema(f"{item.get('pk')} / {item.get('sk')}: schema {item.get('schema')}")
