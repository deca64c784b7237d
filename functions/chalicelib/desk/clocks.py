"""When the desk's first word is due: the start clock of the service levels (PM9 TC9)."""

from dataclasses import replace

from chalicelib.desk.ports import World
from chalicelib.domain.clock import Clock
from chalicelib.domain.ticket import Ticket


def timed(world: World, ticket: Ticket) -> Ticket:
    """The ticket with its due instant derived anew: none once started or over, or without an agreement (PM3)."""
    desk = world.policies[ticket.desk]
    kind = desk.kind(ticket.kind)
    due_at = None
    if kind and kind.has_clock and ticket.under_agreement and not ticket.started_at and not ticket.is_closed:
        target = desk.target(ticket.severity, ticket.opened_at)
        due_at = Clock(ticket.opened_at).due(desk.calendar, target.seconds)
    return replace(ticket, due_at=due_at, policy=world.policies.hash)
