"""The time of a ticket as its page shows it: what was worked, and what more of it would cost (MP5 MP7)."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.desk.ports import World
from chalicelib.desk.tickets import read
from chalicelib.desk.worklog.costs import included_left
from chalicelib.domain.billing.agreement import Version
from chalicelib.domain.billing.beforehand import Proposal, proposal
from chalicelib.domain.billing.statement import IncludedTime
from chalicelib.domain.billing.worklog import TimeEntry
from chalicelib.domain.people import Agent
from chalicelib.domain.ticket.record import Kind, Ticket


@dataclass(frozen=True, slots=True)
class TimeOfTicket:
    """A ticket's entries by their start, and what today's agreement says of each kind of work.

    `included` is of this month, None where the agreement includes no time; `left` of it are whole minutes, None where
    nobody knows yet. `warranty_months` count from delivery, where the case is about hardware (PM12).
    """

    ticket: Ticket
    entries: tuple[TimeEntry, ...]
    version: Version | None
    proposals: tuple[Proposal, ...]
    included: IncludedTime | None
    left: int | None
    warranty_months: int | None


def time_of(world: World, agent: Agent, number: str) -> TimeOfTicket:
    """The time of a ticket, for an agent of its desk. Raises Refusal `not_found` for anybody else."""
    ticket = read(world, agent, number)
    desk = world.policies[ticket.desk]
    today = desk.local(world.now).date()
    agreements = world.books.agreements_of(ticket.organisation, ticket.desk)
    agreement = next((one for one in agreements if one.in_force(today)), None)
    version = agreement.in_force(today) if agreement else None
    entries = sorted(world.worklog.of_ticket(number), key=_place)
    proposals = tuple(proposal(version, desk.billing.rates, work.id, today) for work in desk.billing.works)
    included, left = included_left(world, desk, agreement, entries) if agreement else (None, None)
    hardware = desk.offers.hardware if ticket.kind is Kind.HARDWARE else None
    months = hardware.warranty_months if hardware else None
    return TimeOfTicket(ticket, tuple(entries), version, proposals, included, left, months)


def _place(entry: TimeEntry) -> tuple[datetime, datetime, int]:
    """By the start; of the same start what was entered first, then what takes it back, then what stands instead."""
    return entry.start, entry.noted_at, 1 if entry.corrects else 2 if entry.reason else 0
