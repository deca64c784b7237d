"""What the store is asked for, counted at the edge of boto3 in DynamoDB's own units: for the bench, and for bills.

An emulator's own figures cannot be trusted, nor its time at size; bytes can. Reads count every item evaluated, rounded
up to 4 KB, half when they need not be the latest. Writes count each KB of the item, twice in a transaction, once more
for each index it stands in and twice for one in which it moves; updates and deletions are only of items under 1 KB.

Use: `meter = Meter(); Clients(watch=meter.watch)`.
"""

from collections import Counter
from collections.abc import Mapping
from math import ceil
from typing import Any

from chalicelib.aws.ranges import INDEXES

_READ_BYTES = 4096
_WRITE_BYTES = 1024


class Meter:
    """Calls by service and operation, and units read and written, since it was made or reset."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.read_units = 0.0
        self.write_units = 0.0

    def reset(self) -> None:
        self.calls.clear()
        self.read_units = self.write_units = 0.0

    def watch(self, client: Any) -> None:
        """Counts what this client does from now on."""
        client.meta.events.register("provide-client-params.*.*", self._asked)
        client.meta.events.register("after-call.*.*", self._answered)

    def _asked(self, params: Mapping[str, Any], context: dict[str, Any], **_: Any) -> None:
        context["asked"] = params

    def _answered(self, parsed: Mapping[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        service = model.service_model.service_name
        self.calls[f"{service}.{model.name}"] += 1
        if service != "dynamodb":
            return
        asked = context.get("asked", {})
        self.read_units += _read_units(model.name, asked, parsed)
        if model.name == "TransactWriteItems":
            self.write_units += sum(map(_transacted_units, asked["TransactItems"]))
        elif model.name in ("PutItem", "UpdateItem", "DeleteItem"):
            self.write_units += _write_units(model.name.removesuffix("Item"), asked)


def item_bytes(item: Mapping[str, Any]) -> int:
    """The size of an item as DynamoDB counts it: names and values."""
    return sum(len(name.encode()) + _value_bytes(value) for name, value in item.items())


def _value_bytes(value: Mapping[str, Any]) -> int:
    ((kind, inner),) = value.items()
    match kind:
        case "S":
            return len(inner.encode())
        case "N":
            return (len(inner.lstrip("-")) + 1) // 2 + 1
        case "M":
            return 3 + len(inner) + item_bytes(inner)
        case "L":
            return 3 + len(inner) + sum(map(_value_bytes, inner))
    return 1


def _read_units(operation: str, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> float:
    match operation:
        case "GetItem":
            return _read(item_bytes(answer.get("Item", {})), asked)
        case "Query":
            return _read(sum(map(item_bytes, answer.get("Items", []))), asked)
        case "BatchGetItem":
            tables = answer.get("Responses", {})
            return sum(_batch_read(asked["RequestItems"][name], found) for name, found in tables.items())
    return 0.0


def _batch_read(asked: Mapping[str, Any], found: list[Mapping[str, Any]]) -> float:
    missing = len(asked["Keys"]) - len(found)
    return sum(_read(item_bytes(item), asked) for item in found) + missing * _read(0, asked)


def _read(size: int, asked: Mapping[str, Any]) -> float:
    return max(1, ceil(size / _READ_BYTES)) * (1.0 if asked.get("ConsistentRead") else 0.5)


def _transacted_units(part: Mapping[str, Any]) -> float:
    ((operation, asked),) = part.items()
    return _write_units(operation, asked, transacted=True)


def _write_units(operation: str, asked: Mapping[str, Any], transacted: bool = False) -> float:
    item = asked.get("Item", {})
    units = max(1, ceil(item_bytes(item) / _WRITE_BYTES))
    if operation == "Put":
        moves = 1 if "attribute_not_exists" in asked.get("ConditionExpression", "") else 2
        indexes = sum(partition in item for partition, _ in INDEXES.values()) * moves
    else:
        names = asked.get("ExpressionAttributeNames", {}).values()
        change = asked.get("UpdateExpression", "")
        indexes = sum(sort in names for _, sort in INDEXES.values()) * (1 if "REMOVE" in change else 2)
    return units * ((2 if transacted else 1) + indexes)
