"""Time that the agents of the samples worked. kb/samples/billing/promark.yaml says how it is written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from chalicelib.desk.ports import World
from chalicelib.domain.billing.timesheet import entry_id, taken_back
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.domain.ticket.record import Ticket
from chalicelib.policies.section import Section
from local.samples.instants import AT_ALLOWED, instant, is_instant
from local.samples.months import IN_A_MONTH_ALLOWED, instant_in_a_month, is_in_a_month

_TOOK: Final = re.compile(r"(?=\d)(?:(\d{1,2})h)?(?:(\d{1,2})m)?(?:(\d{1,2})s)?")
_TOOK_ALLOWED: Final = "a time like 27m14s by the stopwatch, or 1h05m, 20m by hand"
_NOTICED_LATER: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Worked:
    """Time of one agent on one ticket. `right_seconds` and `reason` are of the correction, where it was corrected."""

    desk: str
    ticket: str
    number: int
    at: str
    by: str
    seconds: int
    by_hand: bool
    work: str
    charging: Charging
    note: str
    right_seconds: int = 0
    reason: str = ""

    @property
    def key(self) -> str:
        """The same at every loading."""
        return f"sample-{self.desk}-{self.ticket}-time-{self.number}"


def read_worked(
    file: Section, desk: str, tickets: Mapping[str, str], agents: tuple[str, ...], works: tuple[str, ...]
) -> Iterator[Worked]:
    """The list at `time`: each ticket, of those at the desk with their agents, with its entries."""
    for part in file.sections("time", needed=False):
        ticket = part.choice("ticket", tuple(tickets))
        for number, entry in enumerate(part.sections("entries"), 1):
            correction = entry.section("correction") if entry.has("correction") else None
            yield Worked(
                desk,
                ticket,
                number,
                _at(entry),
                entry.choice("by", agents, default=tickets[ticket] or None),
                _seconds(entry),
                not _took(entry).endswith("s"),
                entry.choice("work", works),
                Charging(entry.choice("charging", tuple(Charging), default=Charging.BILLABLE)),
                entry.text("note"),
                _seconds(correction) if correction else 0,
                correction.text("reason") if correction else "",
            )


def entries_of(world: World, worked: Worked, ticket: Ticket) -> tuple[TimeEntry, ...]:
    """The entry, noted when the work was done; where it was corrected, an hour later, what takes it back and is right.

    Each counts in the month of its local day.
    """
    calendar = world.policies[worked.desk].calendar
    start, by = start_of(world, worked), f"agent:{worked.by}"
    entry = TimeEntry(
        id=entry_id(start, worked.key),
        ticket=ticket.number,
        desk=ticket.desk,
        organisation=ticket.organisation,
        agent=by,
        start=start,
        seconds=worked.seconds,
        work=worked.work,
        charging=worked.charging,
        month=f"{calendar.local(start):%Y-%m}",
        noted_at=start + timedelta(seconds=worked.seconds),
        noted_by=by,
        note=worked.note,
        by_hand=worked.by_hand,
    )
    if not worked.reason:
        return (entry,)
    at = entry.noted_at + _NOTICED_LATER
    right = replace(
        entry,
        id=entry_id(start, f"{worked.key}-right"),
        seconds=worked.right_seconds,
        noted_at=at,
        reason=worked.reason,
        by_hand=True,
    )
    return entry, taken_back(entry, by, at, worked.reason), right


def start_of(world: World, worked: Worked) -> datetime:
    """When the work began."""
    read = instant_in_a_month if is_in_a_month(worked.at) else instant
    return read(world.policies[worked.desk].calendar, world.now, worked.at)


def _at(part: Section) -> str:
    text = part.text("at", allowed=AT_ALLOWED)
    if text and not is_instant(text) and not is_in_a_month(text):
        part.mistake("at", repr(text), f"{AT_ALLOWED}; {IN_A_MONTH_ALLOWED}")
    return text


def _took(part: Section) -> str:
    return part.text("took", _TOOK.pattern, _TOOK_ALLOWED)


def _seconds(part: Section) -> int:
    found = _TOOK.fullmatch(_took(part))
    hours, minutes, seconds = (int(one or 0) for one in found.groups()) if found else (0, 0, 0)
    return (hours * 60 + minutes) * 60 + seconds
