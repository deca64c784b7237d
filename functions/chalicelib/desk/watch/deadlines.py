"""When the desk's first word is due: the start clock of the service levels (PM9 TC9)."""

from dataclasses import replace
from datetime import datetime

from chalicelib.desk.ports import World
from chalicelib.domain.ticket.record import Ticket
from chalicelib.domain.working_time.clock import Clock
from chalicelib.policies.levels import ClockKind, Target


def timed(world: World, ticket: Ticket) -> Ticket:
    """The ticket with its due instant derived anew: none once its clock has stopped, nor without an agreement (PM3).

    The policy under which it runs is noted while it runs, and stays as it was when it stops.
    """
    target = _target(world, ticket)
    if target is None or _stopped_at(ticket, target.clock) or ticket.is_closed:
        return replace(ticket, due_at=None, policy=ticket.policy or world.policies.hash)
    due_at = Clock(ticket.opened_at).due(world.policies[ticket.desk].calendar, target.seconds)
    return replace(ticket, due_at=due_at, policy=world.policies.hash)


def is_late(world: World, ticket: Ticket) -> bool:
    """Whether the running clock is past its target: *within* may use the last instant, *less than* may not."""
    target = _target(world, ticket)
    if target is None or ticket.due_at is None:
        return False
    return world.now > ticket.due_at if target.inclusive else world.now >= ticket.due_at


def is_due_within(world: World, ticket: Ticket) -> bool:
    """Whether the running clock may use its last instant: *within* may, *less than* may not (PM9)."""
    target = _target(world, ticket)
    return target is not None and target.inclusive


def _target(world: World, ticket: Ticket) -> Target | None:
    desk = world.policies[ticket.desk]
    kind = desk.kind(ticket.kind)
    if kind is None or not kind.has_clock or not ticket.under_agreement:
        return None
    return desk.target(ticket.severity, ticket.opened_at)


def _stopped_at(ticket: Ticket, clock: ClockKind) -> datetime | None:
    return ticket.answered_at if clock is ClockKind.FIRST_ANSWER else ticket.started_at
