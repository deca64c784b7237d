"""The time of a ticket as its page shows it: what was worked, and what more of it would cost (MP5 MP7)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.desk.ports import World
from chalicelib.desk.tickets import read
from chalicelib.domain.billing.agreement import Version
from chalicelib.domain.billing.beforehand import Proposal, included_minutes, minutes_left, proposal
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.worklog import TimeEntry
from chalicelib.domain.people import Agent
from chalicelib.domain.ticket.record import Kind, Ticket
from chalicelib.policies.desk import Desk


@dataclass(frozen=True, slots=True)
class TimeOfTicket:
    """A ticket's entries by their start, and what today's agreement says of each kind of work.

    `included` and `left` are minutes of this month, None where the agreement includes none. `warranty_months` count
    from delivery, where the case is about hardware (PM12).
    """

    ticket: Ticket
    entries: tuple[TimeEntry, ...]
    version: Version | None
    proposals: tuple[Proposal, ...]
    included: int | None
    left: int | None
    warranty_months: int | None


def time_of(world: World, agent: Agent, number: str) -> TimeOfTicket:
    """The time of a ticket, for an agent of its desk. Raises Refusal `not_found` for anybody else."""
    ticket = read(world, agent, number)
    desk = world.policies[ticket.desk]
    today = desk.local(world.now).date()
    agreements = world.books.agreements_of(ticket.organisation, ticket.desk)
    version = next((found for one in agreements if (found := one.in_force(today))), None)
    entries = sorted(world.worklog.of_ticket(number), key=_place)
    proposals = tuple(proposal(version, desk.billing.rates, work.id, today) for work in desk.billing.works)
    included, left = _included(world, ticket, desk, version, today)
    hardware = desk.offers.hardware if ticket.kind is Kind.HARDWARE else None
    months = hardware.warranty_months if hardware else None
    return TimeOfTicket(ticket, tuple(entries), version, proposals, included, left, months)


def _included(
    world: World, ticket: Ticket, desk: Desk, version: Version | None, today: date
) -> tuple[int | None, int | None]:
    """The month's entries are read only where they count; what is left is not told while the index lags behind."""
    if version is None or version.included is None:
        return None, None
    first = today.replace(day=1)
    month = Period(first, (first + timedelta(days=32)).replace(day=1))
    try:
        entries = world.worklog.of_month(ticket.organisation, ticket.desk, f"{first:%Y-%m}")
    except TimeoutError:
        return included_minutes(version, month), None
    left = minutes_left(version, desk.billing.rates, desk.calendar, month, entries)
    return included_minutes(version, month), left


def _place(entry: TimeEntry) -> tuple[datetime, datetime, int]:
    """By the start; of the same start what was entered first, then what takes it back, then what stands instead."""
    return entry.start, entry.noted_at, 1 if entry.corrects else 2 if entry.reason else 0
