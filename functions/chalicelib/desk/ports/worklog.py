"""The time that agents worked, and the stopwatches that run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from chalicelib.desk.ports.steps import Once
from chalicelib.domain.billing.worklog import Stopwatch, TimeEntry


class MonthClosed(Exception):
    """The month, like `2026-10`, of a customer at a desk was issued, or a later one; nothing was written."""

    def __init__(self, month: str) -> None:
        super().__init__(month)
        self.month = month


class Worklog(Protocol):
    """Entries of time, which never change, and at most one running stopwatch for each agent, by her ref.

    Whatever writes raises AlreadyDone for a trigger handled before, MonthClosed, or Conflict, having written nothing.
    """

    def of_ticket(self, number: str) -> tuple[TimeEntry, ...]:
        """All entries of a ticket, corrections included, in the order of their ids."""

    def of_agent(self, agent: str, since: datetime, until: datetime) -> tuple[TimeEntry, ...]:
        """An agent's entries on all tickets that start within [since, until), corrections included."""

    def of_month(self, organisation: str, desk: str, month: str) -> tuple[TimeEntry, ...]:
        """All entries that a customer's month takes, by ticket and id, as many as its record counts.

        Raises TimeoutError where they do not come to light in time.
        """

    def some_of_month(self, organisation: str, desk: str, month: str, most: int) -> tuple[TimeEntry, ...]:
        """At most so many of them, by ticket and id, without waiting: it may be a moment late with the last ones."""

    def counts_in(self, desk: str, month: str) -> Mapping[str, int]:
        """How many entries the month of each customer has, by their ids, without those that have none.

        It may be a moment late with the last of them.
        """

    def running(self, agent: str) -> Stopwatch | None: ...

    def start(self, watch: Stopwatch, stopped: Stopwatch | None, entries: tuple[TimeEntry, ...], once: Once) -> None:
        """Has a watch run, in place of the one `stopped`, whose time is in the entries. Conflict if another runs."""

    def stop(self, watch: Stopwatch, entries: tuple[TimeEntry, ...], once: Once | None = None) -> None:
        """Removes the watch and writes its time. Conflict if it runs no more."""

    def write(self, entries: tuple[TimeEntry, ...], once: Once) -> None:
        """Writes entries. Conflict if one of these ids is there already."""
