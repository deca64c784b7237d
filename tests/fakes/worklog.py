"""Time worked and running stopwatches, without a table."""

from collections import Counter
from datetime import datetime

from chalicelib.desk.ports import Conflict, Month, MonthClosed, Once
from chalicelib.domain.billing.worklog import Stopwatch, TimeEntry
from tests.fakes.store import FakeStore


class FakeWorklog:
    """The port `Worklog`. Months are the store's, as issuing them touches them too."""

    def __init__(self, store: FakeStore) -> None:
        self._store = store

    def of_ticket(self, number: str) -> tuple[TimeEntry, ...]:
        return tuple(entry for (ticket, _), entry in sorted(self._store.worked.items()) if ticket == number)

    def of_agent(self, agent: str, since: datetime, until: datetime) -> tuple[TimeEntry, ...]:
        found = [one for one in self._store.worked.values() if one.agent == agent and since <= one.start < until]
        return tuple(sorted(found, key=lambda one: (one.start, one.id)))

    def of_month(self, organisation: str, desk: str, month: str) -> tuple[TimeEntry, ...]:
        account = organisation, desk, month
        return tuple(entry for _, entry in sorted(self._store.worked.items()) if _account(entry) == account)

    def some_of_month(self, organisation: str, desk: str, month: str, most: int) -> tuple[TimeEntry, ...]:
        return self.of_month(organisation, desk, month)[:most]

    def counts_in(self, desk: str, month: str) -> dict[str, int]:
        found = (one for one in self._store.worked.values() if (one.desk, one.month) == (desk, month))
        return dict(Counter(one.organisation for one in found))

    def running(self, agent: str) -> Stopwatch | None:
        return self._store.watches.get(agent)

    def start(self, watch: Stopwatch, stopped: Stopwatch | None, entries: tuple[TimeEntry, ...], once: Once) -> None:
        self._write(entries, once, (watch.agent, stopped))
        self._store.watches[watch.agent] = watch

    def stop(self, watch: Stopwatch, entries: tuple[TimeEntry, ...], once: Once | None = None) -> None:
        self._write(entries, once, (watch.agent, watch))
        del self._store.watches[watch.agent]

    def write(self, entries: tuple[TimeEntry, ...], once: Once) -> None:
        self._write(entries, once)

    def _write(
        self, entries: tuple[TimeEntry, ...], once: Once | None, runs: tuple[str, Stopwatch | None] | None = None
    ) -> None:
        store = self._store
        store.must_be_new(once)
        counts = Counter(map(_account, entries))
        for account in counts:
            last = store.handed_on.get(account[:2])
            if store.months.get(account, Month()).is_closed or (last and last.month >= account[2]):
                raise MonthClosed(account[2])
        if any((entry.ticket, entry.id) in store.worked for entry in entries):
            raise Conflict
        if runs and _place(store.watches.get(runs[0])) != _place(runs[1]):
            raise Conflict
        for account, count in counts.items():
            month = store.months.get(account, Month())
            store.months[account] = Month(month.entries + count, month.version + 1)
        for entry in entries:
            store.worked[entry.ticket, entry.id] = entry
        store.mark_done(once)


def _account(entry: TimeEntry) -> tuple[str, str, str]:
    return entry.organisation, entry.desk, entry.month


def _place(watch: Stopwatch | None) -> tuple[str, datetime] | None:
    return (watch.ticket, watch.started_at) if watch else None
