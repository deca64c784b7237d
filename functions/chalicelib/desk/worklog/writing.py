"""Entries of time made and written: in the first month that still takes them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from chalicelib.desk.ports import MonthClosed, World
from chalicelib.desk.worklog.said import Task
from chalicelib.domain.billing.stopwatch import LONGEST
from chalicelib.domain.billing.timesheet import entry_id, overlapping
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.domain.people import Agent
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.record import Ticket

_MOST_MONTHS: Final = 36

Entries = tuple[TimeEntry, ...]


def entry_of(
    world: World, ticket: Ticket, agent: str, by: Agent, start: datetime, seconds: int, task: Task, trigger: str
) -> TimeEntry:
    """Time of an agent on a ticket, noted now, for the statement of its own month; `trigger` makes its id."""
    return TimeEntry(
        id=entry_id(start, trigger),
        ticket=ticket.number,
        desk=ticket.desk,
        organisation=ticket.organisation,
        agent=agent,
        start=start,
        seconds=seconds,
        work=task.work,
        charging=Charging(task.charging),
        month=f"{world.policies[ticket.desk].local(start):%Y-%m}",
        noted_at=world.now,
        noted_by=by.ref,
        note=task.note.strip(),
    )


def in_open_month(entries: Entries, write: Callable[[Entries], None]) -> Entries:
    """Writes entries; those of a month that was issued already with the next open one, keeping their own days (MP9)."""
    for _ in range(_MOST_MONTHS):
        try:
            write(entries)
            return entries
        except MonthClosed as closed:
            later = _after(closed.month)
            entries = tuple(replace(one, month=later) if one.month == closed.month else one for one in entries)
    raise Refusal("conflict")


def overlaps(world: World, entry: TimeEntry) -> Entries:
    """What else its agent has noted for the same time, on whatever ticket: told, not refused."""
    near = world.worklog.of_agent(entry.agent, entry.start - LONGEST, entry.end + timedelta(seconds=1))
    return overlapping(entry, near)


def _after(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"
