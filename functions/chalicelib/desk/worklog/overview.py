"""The time of a ticket as its page shows it: what was worked, and what more of it would cost (MP5 MP7)."""

from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.desk.ports import World
from chalicelib.desk.tickets import read
from chalicelib.domain.billing.agreement import Agreement, Rounding, Version
from chalicelib.domain.billing.beforehand import Added, Proposal, added, minutes_left, proposal
from chalicelib.domain.billing.cycles import days_of
from chalicelib.domain.billing.quota import Allotment
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
    agreement = _agreement(world, ticket, today)
    version = agreement.in_force(today) if agreement else None
    entries = sorted(world.worklog.of_ticket(number), key=_place)
    proposals = tuple(proposal(version, desk.billing.rates, work.id, today) for work in desk.billing.works)
    included, left = _included(world, desk, agreement, version, entries)
    hardware = desk.offers.hardware if ticket.kind is Kind.HARDWARE else None
    months = hardware.warranty_months if hardware else None
    return TimeOfTicket(ticket, tuple(entries), version, proposals, included, left, months)


def added_by(world: World, entry: TimeEntry) -> Added | None:
    """What an entry that was made just now adds to its statement, before included time; None where it has no price."""
    ticket = world.tickets.read(entry.ticket)
    if ticket is None:
        return None
    desk = world.policies[entry.desk]
    on = desk.local(entry.start).date()
    agreement = _agreement(world, ticket, on)
    version = agreement.version_on(on) if agreement else None
    known = proposal(version, desk.billing.rates, entry.work, on)
    rounding = version.rounding if version else Rounding()
    return added(entry, world.worklog.of_ticket(entry.ticket), rounding, known, desk.calendar)


def _agreement(world: World, ticket: Ticket, on: date) -> Agreement | None:
    known = world.books.agreements_of(ticket.organisation, ticket.desk)
    return next((one for one in known if one.in_force(on)), None)


def _included(
    world: World, desk: Desk, agreement: Agreement | None, version: Version | None, here: list[TimeEntry]
) -> tuple[int | None, int | None]:
    """The month's entries are read only where they count: those of this ticket as they are, others as the index has
    them."""
    if agreement is None or version is None or version.included is None:
        return None, None
    month = f"{desk.local(world.now):%Y-%m}"
    included = Allotment.of(agreement, days_of(month)).minutes
    seen = world.worklog.of_month(version.organisation, version.desk, month, waits=False)
    of_month = {(one.ticket, one.id): one for one in (*seen, *here) if one.month == month}
    return included, minutes_left(version, included, desk.billing.rates, desk.calendar, of_month.values())


def _place(entry: TimeEntry) -> tuple[datetime, datetime, int]:
    """By the start; of the same start what was entered first, then what takes it back, then what stands instead."""
    return entry.start, entry.noted_at, 1 if entry.corrects else 2 if entry.reason else 0
