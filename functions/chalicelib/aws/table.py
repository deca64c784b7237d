"""The one table: get, query, update and transact in plain values. What lies where stands in `keys`."""

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chalicelib.aws import keys
from chalicelib.aws.clients import Clients
from chalicelib.aws.cursors import cursor_after, start_after
from chalicelib.aws.items.attributes import Item, packed, unpacked
from chalicelib.aws.items.schema import SCHEMA
from chalicelib.aws.keys import Key
from chalicelib.aws.ranges import Range
from chalicelib.desk.ports import AlreadyDone, Conflict, Once

MOST_WRITES = 100
ONCE_KEPT = timedelta(days=400)
IS_NEW = "attribute_not_exists(#pk)"
IS_THERE = "attribute_exists(#pk)"
_MOST_KEYS = 100
_MOST_ROUNDS = 8
_MOST_MEETINGS = 4
_NAME = re.compile(r"#(\w+)")


@dataclass(frozen=True, slots=True)
class Put:
    """An item to write whole. In `only_if`, `#name` stands for the attribute, `:value` for one of `values`."""

    item: Item
    only_if: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Update:
    """A change to one item, as an update expression; names and values as in Put."""

    key: Key
    change: str
    values: Mapping[str, Any]
    only_if: str = ""


@dataclass(frozen=True, slots=True)
class Delete:
    """An item to remove."""

    key: Key
    only_if: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConditionCheck:
    """An item that must be so for the other writes of its transaction; nothing of it is written."""

    key: Key
    only_if: str
    values: Mapping[str, Any] = field(default_factory=dict)


Write = Put | Update | Delete | ConditionCheck


class Table:
    """The table by its name. A condition that does not hold is a Conflict."""

    def __init__(self, name: str, clients: Clients) -> None:
        self._name = name
        self._clients = clients

    def get(self, key: Key) -> Item | None:
        """One item, as the last write left it."""
        answer = self._client.get_item(TableName=self._name, Key=packed(key), ConsistentRead=True)
        return unpacked(answer["Item"]) if "Item" in answer else None

    def get_many(self, wanted: Iterable[Key], consistent: bool = False) -> list[Item]:
        """Those of the items that are there, in no order."""
        distinct = list({tuple(key.items()): packed(key) for key in wanted}.values())
        found: list[Item] = []
        for start in range(0, len(distinct), _MOST_KEYS):
            found += self._get_batch(distinct[start : start + _MOST_KEYS], consistent)
        return found

    def query(
        self,
        place: Range,
        *,
        limit: int = 0,
        backwards: bool = False,
        after: Key | None = None,
        consistent: bool = False,
    ) -> list[Item]:
        """The items of a range in order, over as many pages as it takes; at most `limit` of them, 0 for all."""
        found: list[Item] = []
        for page in self._pages(place, limit, backwards, after, consistent):
            found += [unpacked(item) for item in page]
            if limit and len(found) >= limit:
                return found[:limit]
        return found

    def page(self, place: Range, cursor: str, limit: int, backwards: bool = False) -> tuple[list[Item], str]:
        """A stretch of a range and the cursor of the next, empty at the end. Raises Refusal `cursor_bad`."""
        after = start_after(place, cursor) if cursor else None
        found = self.query(place, limit=limit + 1, backwards=backwards, after=after)
        return found[:limit], cursor_after(place, found[limit - 1]) if len(found) > limit else ""

    def write(self, write: Write) -> Item:
        """One write by itself; the item as an update left it. Raises Conflict."""
        call = self._call(write)
        try:
            match write:
                case Put():
                    self._client.put_item(**call)
                case Delete():
                    self._client.delete_item(**call)
                case Update():
                    answer = self._client.update_item(**call, ReturnValues="ALL_NEW")
                    return unpacked(answer.get("Attributes", {}))
        except self._client.exceptions.ConditionalCheckFailedException as error:
            raise Conflict from error
        except self._client.exceptions.TransactionConflictException as error:
            raise Conflict from error
        return {}

    def transact(self, writes: Sequence[Write], *, once: Once | None = None, at: datetime | None = None) -> None:
        """All writes, or none. With `once` and its instant `at`, the trigger is marked as handled in the same stroke.

        boto3 sends the same request token with each of its own retries, so that none writes twice. Raises Conflict,
        AlreadyDone; ValueError for more than 100 writes.
        """
        calls = [{type(write).__name__: self._call(write)} for write in writes]
        if once and at:
            calls.insert(0, {"Put": self._once_call(once, at)})
        if len(calls) > MOST_WRITES:
            raise ValueError(f"{len(calls)} writes in one step, at most {MOST_WRITES} can be")
        for tried in range(_MOST_MEETINGS):
            try:
                self._client.transact_write_items(TransactItems=calls)
                return
            except self._client.exceptions.TransactionInProgressException as error:
                raise Conflict from error
            except self._client.exceptions.TransactionCanceledException as error:
                reasons = error.response.get("CancellationReasons", [])
                if not _only_met(reasons) or tried == _MOST_MEETINGS - 1:
                    raise _meaning(reasons, once) or error from error
            time.sleep(0.02 * 2**tried)

    @property
    def _client(self) -> Any:
        return self._clients.of("dynamodb")

    def _call(self, write: Write) -> dict[str, Any]:
        call: dict[str, Any] = {"TableName": self._name}
        if isinstance(write, Put):
            call["Item"] = packed(write.item)
        else:
            call["Key"] = packed(write.key)
        if isinstance(write, Update):
            call["UpdateExpression"] = write.change
        if write.only_if:
            call["ConditionExpression"] = write.only_if
        return call | _placeholders(f"{write.only_if} {call.get('UpdateExpression', '')}", write.values)

    def _once_call(self, once: Once, at: datetime) -> dict[str, Any]:
        marker = {**keys.once(once.key), "schema": SCHEMA, "outcome": once.outcome}
        marker[keys.EXPIRES_AT] = keys.expiry(at + ONCE_KEPT)
        return self._call(Put(marker, IS_NEW)) | {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}

    def _get_batch(self, wanted: list[dict[str, Any]], consistent: bool) -> list[Item]:
        found: list[Item] = []
        request = {self._name: {"Keys": wanted, "ConsistentRead": consistent}}
        for tried in range(_MOST_ROUNDS):
            answer = self._client.batch_get_item(RequestItems=request)
            found += [unpacked(item) for item in answer["Responses"].get(self._name, [])]
            request = answer.get("UnprocessedKeys") or {}
            if not request:
                return found
            time.sleep(0.02 * 2**tried)
        raise TimeoutError("the table answered only a part of what was asked")

    def _pages(
        self, place: Range, limit: int, backwards: bool, after: Key | None, consistent: bool
    ) -> Iterator[list[Mapping[str, Any]]]:
        call = {"TableName": self._name, "ScanIndexForward": not backwards, **_range_call(place)}
        call |= {"Limit": limit} if limit else {}
        call |= {"ConsistentRead": True} if consistent else {}
        start = packed(after) if after else None
        while True:
            answer = self._client.query(**call, **({"ExclusiveStartKey": start} if start else {}))
            yield answer["Items"]
            start = answer.get("LastEvaluatedKey")
            if not start:
                return


def _range_call(place: Range) -> dict[str, Any]:
    partition, sort = place.names
    where, values = f"#{partition} = :value", {"value": place.value}
    if place.prefix:
        where, values = f"{where} AND begins_with(#{sort}, :prefix)", values | {"prefix": place.prefix}
    elif place.since:
        where = f"{where} AND #{sort} BETWEEN :since AND :until"
        values |= {"since": place.since, "until": place.until}
    elif place.until:
        where, values = f"{where} AND #{sort} <= :until", values | {"until": place.until}
    index = {"IndexName": place.index} if place.index else {}
    return {**index, "KeyConditionExpression": where, **_placeholders(where, values)}


def _placeholders(expressions: str, values: Mapping[str, Any]) -> dict[str, Any]:
    names = {f"#{name}": name for name in _NAME.findall(expressions)}
    call: dict[str, Any] = {"ExpressionAttributeNames": names} if names else {}
    if values:
        call["ExpressionAttributeValues"] = {f":{name}": value for name, value in packed(values).items()}
    return call


def _only_met(reasons: Sequence[Mapping[str, Any]]) -> bool:
    """Whether nothing but another transaction on one of the items, e.g. a counter that many share, was in the way."""
    codes = {reason.get("Code") for reason in reasons} - {None, "None"}
    return codes == {"TransactionConflict"}


def _meaning(reasons: Sequence[Mapping[str, Any]], once: Once | None) -> Exception | None:
    """What a cancelled transaction means to the desk; None when it is a fault of ours, or of the table."""
    codes = [reason.get("Code") for reason in reasons]
    if once and codes and codes[0] == "ConditionalCheckFailed":
        return AlreadyDone(unpacked(reasons[0].get("Item", {})).get("outcome", ""))
    if {"ConditionalCheckFailed", "TransactionConflict"} & set(codes):
        return Conflict()
    return None
