"""Runs of the month in the table, and their errands on a queue."""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import islice

from chalicelib.aws import book_keys, ranges
from chalicelib.aws.clients import Clients
from chalicelib.aws.items.schema import SCHEMA, must_be_known
from chalicelib.aws.table import IS_NEW, Put, Table
from chalicelib.desk.billing.data import plain, value
from chalicelib.desk.ports import Conflict, Errand
from chalicelib.domain.billing.run import Draft, Run, Standing

MOST_MESSAGES = 10
"""That SQS takes in one call."""


class DynamoRuns:
    """The port `Runs` on a table and a queue, by its address."""

    def __init__(self, table: Table, clients: Clients, queue: str) -> None:
        self._table = table
        self._clients = clients
        self._queue = queue

    def run(self, desk: str, month: str) -> Run | None:
        item = self._table.get(book_keys.run(desk, month))
        if item is None:
            return None
        must_be_known(item)
        return value(Run, item["run"])

    def keep_run(self, run: Run) -> None:
        item = {**book_keys.run(run.desk, run.month), "schema": SCHEMA, "run": plain(run), "version": run.version}
        if run.version == 1:
            self._table.write(Put(item, IS_NEW))
        else:
            self._table.write(Put(item, "#version = :before", {"before": run.version - 1}))

    def draft(self, desk: str, month: str, organisation: str) -> Draft | None:
        item = self._table.get(book_keys.draft(desk, month, organisation))
        return value(Draft, item["draft"]) if item else None

    def drafts(self, desk: str, month: str) -> tuple[Draft, ...]:
        items = self._table.query(ranges.drafts_of(desk, month), consistent=True)
        return tuple(value(Draft, item["draft"]) for item in items)

    def keep_draft(self, desk: str, month: str, draft: Draft) -> None:
        item = {
            **book_keys.draft(desk, month, draft.organisation),
            "schema": SCHEMA,
            "draft": plain(draft),
            "standing": draft.standing.value,
        }
        with suppress(Conflict):
            issued = {"issued": Standing.ISSUED.value}
            self._table.write(Put(item, f"{IS_NEW} OR #standing <> :issued", issued))

    def send(self, errands: Iterable[Errand]) -> None:
        """As the port says. Raises OSError for what the queue did not take: whoever sends sends all again."""
        sqs = self._clients.of("sqs")
        waiting = iter(errands)
        while several := tuple(islice(waiting, MOST_MESSAGES)):
            answer = sqs.send_message_batch(QueueUrl=self._queue, Entries=_entries(several))
            if answer.get("Failed"):
                raise OSError(f"the queue did not take {len(answer['Failed'])} errands")


def errand_of(body: str) -> Errand:
    """The errand that a message tells."""
    return value(Errand, json.loads(body))


def _entries(errands: Sequence[Errand]) -> list[dict[str, str]]:
    return [{"Id": str(place), "MessageBody": json.dumps(plain(one))} for place, one in enumerate(errands)]
