"""Time worked and running stopwatches in the table."""

import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from chalicelib.aws import book_keys, ranges
from chalicelib.aws.items.books import month_of
from chalicelib.aws.items.schema import SCHEMA
from chalicelib.aws.items.worklog import stopwatch_item, stopwatch_of, worked_copy, worked_item, worked_of
from chalicelib.aws.table import IS_NEW, ConditionCheck, Delete, Put, Table, Update, Write
from chalicelib.desk.ports import Conflict, MonthClosed, Once
from chalicelib.domain.billing.worklog import Stopwatch, TimeEntry
from chalicelib.domain.instants import written

_MOST_READS: Final = 8
_IS_OPEN: Final = "attribute_not_exists(#statement)"
_IS_SAME: Final = "#ticket = :ticket AND #started_at = :started_at"

Account = tuple[str, str, str]
"""A customer's month at a desk: organisation, desk, month."""


class DynamoWorklog:
    """The port `Worklog` on a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of_ticket(self, number: str) -> tuple[TimeEntry, ...]:
        return tuple(map(worked_of, self._table.query(ranges.worked_on(number), consistent=True)))

    def of_agent(self, agent: str, since: datetime, until: datetime) -> tuple[TimeEntry, ...]:
        return tuple(map(worked_of, self._table.query(ranges.worked_by(agent, since, until), consistent=True)))

    def of_month(self, organisation: str, desk: str, month: str) -> tuple[TimeEntry, ...]:
        """As the port says. The index may lag behind the table: where it shows fewer, it is asked again."""
        item = self._table.get(book_keys.month(organisation, desk, month))
        expected = month_of(item).entries if item else 0
        for tried in range(_MOST_READS):
            found = self._table.query(ranges.worked_in(organisation, desk, month)) if expected else []
            if len(found) >= expected:
                return tuple(map(worked_of, found))
            time.sleep(0.02 * 2**tried)
        raise TimeoutError(f"{organisation} {desk} {month}: the index shows {len(found)} of {expected} entries")

    def some_of_month(self, organisation: str, desk: str, month: str, most: int) -> tuple[TimeEntry, ...]:
        return tuple(map(worked_of, self._table.query(ranges.worked_in(organisation, desk, month), limit=most)))

    def counts_in(self, desk: str, month: str) -> dict[str, int]:
        months = self._table.query(ranges.months_with_time(desk, month))
        return {item[ranges.INDEXES[ranges.BILL][1]]: month_of(item).entries for item in months}

    def running(self, agent: str) -> Stopwatch | None:
        item = self._table.get(book_keys.stopwatch(agent))
        return stopwatch_of(item) if item else None

    def start(self, watch: Stopwatch, stopped: Stopwatch | None, entries: tuple[TimeEntry, ...], once: Once) -> None:
        put = Put(stopwatch_item(watch), IS_NEW)
        if stopped:
            put = Put(stopwatch_item(watch), _IS_SAME, _named(stopped))
        self._transact([put], entries, once, watch.started_at)

    def stop(self, watch: Stopwatch, entries: tuple[TimeEntry, ...], once: Once | None = None) -> None:
        at = entries[0].noted_at if entries else watch.started_at
        self._transact([Delete(book_keys.stopwatch(watch.agent), _IS_SAME, _named(watch))], entries, once, at)

    def write(self, entries: tuple[TimeEntry, ...], once: Once) -> None:
        self._transact([], entries, once, entries[0].noted_at)

    def _transact(
        self, writes: Sequence[Write], entries: tuple[TimeEntry, ...], once: Once | None, at: datetime
    ) -> None:
        counts = Counter((entry.organisation, entry.desk, entry.month) for entry in entries)
        worked = [Put(make(entry), IS_NEW) for entry in entries for make in (worked_item, worked_copy)]
        counted = [_counted(account, count) for account, count in counts.items()]
        passed = [_not_passed(account) for account in counts if account[2] < written(at)[:7]]
        try:
            self._table.transact([*writes, *worked, *counted, *passed], once=once, at=at)
        except Conflict:
            self._must_be_open(counts)
            raise

    def _must_be_open(self, accounts: Counter[Account]) -> None:
        for organisation, desk, month in accounts:
            item = self._table.get(book_keys.month(organisation, desk, month))
            last = self._table.get(book_keys.handed_on(organisation, desk))
            if (item and month_of(item).is_closed) or (last and last["month"] >= month):
                raise MonthClosed(month)


def _counted(account: Account, count: int) -> Update:
    """So many entries more, in a month that is open: who closes it knows by its version that it has them all."""
    organisation, desk, month = account
    place = {"place": ranges.months_with_time(desk, month).value, "customer": organisation}
    change = "SET #schema = :schema, #bill_pk = :place, #bill_sk = :customer ADD #entries :count, #version :one"
    return Update(book_keys.month(*account), change, {"schema": SCHEMA, "count": count, "one": 1, **place}, _IS_OPEN)


def _not_passed(account: Account) -> ConditionCheck:
    """No later month was issued: one that was passed over would keep its time for ever."""
    organisation, desk, month = account
    only_if = f"{IS_NEW} OR #month < :month"
    return ConditionCheck(book_keys.handed_on(organisation, desk), only_if, {"month": month})


def _named(watch: Stopwatch) -> dict[str, str]:
    return {"ticket": watch.ticket, "started_at": written(watch.started_at)}
