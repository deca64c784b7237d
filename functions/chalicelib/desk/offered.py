"""What a reader may do on a ticket now, by the names of the calls, for the page to offer."""

from collections.abc import Iterator

from chalicelib.desk.ports import World
from chalicelib.domain.people import Agent, Contact, Person, returned_since
from chalicelib.domain.ticket.record import State, Ticket
from chalicelib.domain.ticket.triage import MAY_BE_FAULTS
from chalicelib.policies.conduct import Closing, CustomerCloses
from chalicelib.policies.desk import Desk


def may_do(world: World, person: Person, ticket: Ticket) -> tuple[str, ...]:
    """The names of what this reader may do now."""
    desk = world.policies[ticket.desk]
    if isinstance(person, Contact):
        return tuple(_for_contact(desk.conduct.closing, ticket))
    contact = world.directory.person(ticket.contact)
    trials = ("trials",) if contact and returned_since(contact) else ()
    return (*_for_agent(desk, person, ticket), *trials)


def _for_contact(closing: Closing, ticket: Ticket) -> Iterator[str]:
    if ticket.is_closed:
        yield "reopening"
        return
    yield "additions"
    ends = "closure" if closing.by_customer is CustomerCloses.ENDS else "closure_request"
    if not (ticket.closure_asked and ends == "closure_request"):
        yield ends
    if ticket.state is State.RESOLVED:
        yield "reopening"
    else:
        yield "severity"


def _for_agent(desk: Desk, agent: Agent, ticket: Ticket) -> Iterator[str]:
    if ticket.is_closed:
        yield from ("notes", "reopening")
        return
    yield from ("answers", "notes", "severity")
    if desk.conduct.closing.by_agent or ticket.closure_asked:
        yield "closure"
    if ticket.is_over:
        yield "reopening"
        return
    yield "promises"
    if ticket.escalation:
        yield "returns"
    if not ticket.under_agreement:
        yield "agreement"
        return
    if not (ticket.started_at and ticket.agent == agent.ref):
        yield "handling"
    if not ticket.escalation:
        yield "escalations"
    if ticket.kind in MAY_BE_FAULTS and desk.levels.error_classes:
        yield "error_class"
