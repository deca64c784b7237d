"""Plain values as DynamoDB spells them, and back: text, whole numbers, yes or no, lists and maps of these.

boto3's own serializer would import its resources, at some 100 ms a cold start; and it takes what we never store.
"""

from collections.abc import Mapping
from typing import Any

Item = dict[str, Any]


def packed(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item for the wire, without the attributes that are None. Raises TypeError for a value that we never store."""
    return {name: _packed(value) for name, value in item.items() if value is not None}


def unpacked(item: Mapping[str, Any]) -> Item:
    """An item off the wire."""
    return {name: _unpacked(value) for name, value in item.items()}


def _packed(value: Any) -> dict[str, Any]:
    match value:
        case bool():
            return {"BOOL": value}
        case str():
            return {"S": str(value)}
        case int():
            return {"N": str(value)}
        case None:
            return {"NULL": True}
        case Mapping():
            return {"M": {str(name): _packed(inner) for name, inner in value.items()}}
        case list() | tuple():
            return {"L": [_packed(inner) for inner in value]}
    raise TypeError(f"{type(value).__name__} is not kept in the table")


def _unpacked(value: Mapping[str, Any]) -> Any:
    ((kind, inner),) = value.items()
    match kind:
        case "S" | "BOOL":
            return inner
        case "N":
            return int(inner)
        case "NULL":
            return None
        case "M":
            return {name: _unpacked(one) for name, one in inner.items()}
        case "L":
            return [_unpacked(one) for one in inner]
    raise TypeError(f"{kind} is not kept in the table")
