"""Units as DynamoDB counts them, whatever an emulator says."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from chalicelib.aws.meter import Meter, item_bytes


def _did(
    meter: Meter, operation: str, asked: dict[str, Any], answer: dict[str, Any] | None = None, service: str = "dynamodb"
) -> None:
    """One call, as boto3's events show it."""
    handlers: dict[str, Callable[..., None]] = {}
    events = SimpleNamespace(register=lambda name, handler: handlers.__setitem__(name.split(".")[0], handler))
    meter.watch(SimpleNamespace(meta=SimpleNamespace(events=events)))
    context: dict[str, Any] = {}
    model = SimpleNamespace(name=operation, service_model=SimpleNamespace(service_name=service))
    handlers["provide-client-params"](params=asked, model=model, context=context)
    handlers["after-call"](http_response=None, parsed=answer or {}, model=model, context=context)


def _item(size: int, **more: str) -> dict[str, Any]:
    item = {"pk": {"S": ""}, **{name: {"S": value} for name, value in more.items()}}
    item["pk"]["S"] = "x" * (size - item_bytes(item))
    return item


def test_an_items_size_is_its_names_and_values() -> None:
    item = {
        "pk": {"S": "æ"},
        "n": {"N": "1234"},
        "b": {"BOOL": True},
        "m": {"M": {"a": {"S": "b"}}},
        "l": {"L": [{"S": "c"}]},
    }
    assert item_bytes(item) == (2 + 2) + (1 + 3) + (1 + 1) + (1 + 3 + 1 + 1 + 1) + (1 + 3 + 1 + 1)


def test_a_read_counts_each_4_kb_and_half_of_it_when_it_need_not_be_the_latest() -> None:
    meter = Meter()
    _did(meter, "GetItem", {"ConsistentRead": True}, {"Item": _item(4096)})
    _did(meter, "GetItem", {"ConsistentRead": True}, {"Item": _item(4097)})
    _did(meter, "GetItem", {}, {"Item": _item(100)})
    _did(meter, "GetItem", {}, {})
    assert meter.read_units == 1 + 2 + 0.5 + 0.5


def test_a_query_adds_its_items_up_before_it_rounds() -> None:
    meter = Meter()
    _did(meter, "Query", {}, {"Items": [_item(1000)] * 5})
    assert meter.read_units == 1.0


def test_many_items_at_once_are_rounded_one_by_one_and_missing_ones_count() -> None:
    meter = Meter()
    asked = {"RequestItems": {"t": {"Keys": [{}, {}, {}], "ConsistentRead": False}}}
    _did(meter, "BatchGetItem", asked, {"Responses": {"t": [_item(10), _item(5000)]}})
    assert meter.read_units == 0.5 + 1.0 + 0.5


def test_a_new_item_is_written_once_more_for_each_index_it_stands_in() -> None:
    meter = Meter()
    item = _item(1500, queue_pk="q", customer_pk="c")
    _did(meter, "PutItem", {"Item": item, "ConditionExpression": "attribute_not_exists(#pk)"})
    assert meter.write_units == 2 * (1 + 2)


def test_a_transaction_writes_twice_and_a_replaced_item_moves_in_its_indexes() -> None:
    meter = Meter()
    put = {"Put": {"Item": _item(800, queue_pk="q"), "ConditionExpression": "#version = :expected"}}
    _did(meter, "TransactWriteItems", {"TransactItems": [put, {"Update": {"UpdateExpression": "SET #a = :a"}}]})
    assert meter.write_units == (2 + 2) + 2


def test_calls_are_counted_by_service_and_operation_until_reset() -> None:
    meter = Meter()
    _did(meter, "PutObject", {}, service="s3")
    _did(meter, "GetItem", {})
    _did(meter, "GetItem", {})
    assert meter.calls == {"s3.PutObject": 1, "dynamodb.GetItem": 2}
    meter.reset()
    assert (meter.calls, meter.read_units, meter.write_units) == ({}, 0, 0)
