"""Answers of DynamoDB that no emulator gives: half a step, half a batch, two transactions at once."""

from typing import Any

import pytest
from tests.contract.samples import entry, ticket
from tests.fakes import FakeFiles

from chalicelib.aws.items.attributes import packed
from chalicelib.aws.items.tickets import entry_item, ticket_item
from chalicelib.aws.table import Put, Table
from chalicelib.aws.tickets import DynamoTickets
from chalicelib.desk.ports import Conflict


class _Cancelled(Exception):
    def __init__(self, *codes: str) -> None:
        self.response = {"CancellationReasons": [{"Code": code} for code in codes]}


class _Database:
    """A client that answers what it was told to, in order; an exception is raised."""

    class exceptions:  # noqa: N801 as boto3 spells it
        TransactionCanceledException = _Cancelled

        class TransactionInProgressException(Exception):
            pass

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []

    def of(self, service: str) -> "_Database":
        assert service == "dynamodb"
        return self

    def _answer(self, **asked: Any) -> Any:
        self.asked.append(asked)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    query = batch_get_item = transact_write_items = _answer


def _tickets(database: _Database) -> DynamoTickets:
    return DynamoTickets(Table("t", database), FakeFiles())  # type: ignore[arg-type]


def test_a_history_that_was_read_in_the_middle_of_a_step_is_read_again() -> None:
    told = [packed(entry_item("PRO-1001", entry(sequence))) for sequence in (1, 2)]
    kept = packed(ticket_item(ticket(entries=2)))
    database = _Database({"Items": [told[0], kept]}, {"Items": [*told, kept]})
    assert _tickets(database).history("PRO-1001") == (ticket(entries=2), (entry(1), entry(2)))


def test_items_that_a_batch_left_out_are_asked_for_again() -> None:
    left = {"t": {"Keys": [{"pk": {"S": "M#b"}}]}}
    database = _Database(
        {"Responses": {"t": [{"pk": {"S": "a"}}]}, "UnprocessedKeys": left}, {"Responses": {"t": [{"pk": {"S": "b"}}]}}
    )
    found = Table("t", database).get_many([{"pk": "a"}, {"pk": "b"}])  # type: ignore[arg-type]
    assert [item["pk"] for item in found] == ["a", "b"]
    assert database.asked[1]["RequestItems"] == left


MET = _Cancelled("None", "TransactionConflict")


@pytest.mark.parametrize("errors", [(MET,) * 4, (_Database.exceptions.TransactionInProgressException(),)])
def test_two_transactions_that_go_on_meeting_are_a_conflict(errors: tuple[Exception, ...]) -> None:
    with pytest.raises(Conflict):
        Table("t", _Database(*errors)).transact([Put({"pk": "a"})])  # type: ignore[arg-type]


def test_a_counter_that_another_ticket_had_in_hand_is_waited_for() -> None:
    database = _Database(MET, MET, {})
    Table("t", database).transact([Put({"pk": "a"})])  # type: ignore[arg-type]
    assert len(database.asked) == 3


def test_a_cancellation_that_is_nobodys_race_is_not_taken_for_one() -> None:
    with pytest.raises(_Cancelled):
        Table("t", _Database(_Cancelled("ValidationError"))).transact([Put({"pk": "a"})])  # type: ignore[arg-type]
