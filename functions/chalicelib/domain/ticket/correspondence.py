"""The steps of the correspondence: what customer and desk write, and the mails that wait to be vouched for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.instants import written
from chalicelib.domain.people import Agent, Contact
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.history import MACHINE, STRANGER, Act, Audience, Entry, Message, Via
from chalicelib.domain.ticket.record import Change, State, Ticket, must_be_open, step

_LEFT_BY_ANSWER = (State.OPEN, State.AWAITING_CUSTOMER, State.RESOLVED)


def answer(
    ticket: Ticket,
    agent: Agent,
    message: Message,
    then: State,
    at: datetime,
    via: Via = Via.DESK,
    until: datetime | None = None,
) -> Change:
    """The desk's public word, leaving the ticket open, awaiting the customer, or resolved (TC11 CI8).

    It starts the handling too, but not where no agreement is in force (PM3). `until` promises the next word (CI5).
    """
    must_be_open(ticket)
    if then not in _LEFT_BY_ANSWER:
        raise Refusal("state_unknown", state=then)
    answered = replace(
        ticket,
        agent=ticket.agent or agent.ref,
        state=ticket.working_state if then is State.OPEN else then,
        escalation=None if then is State.RESOLVED else ticket.escalation,
        started_at=ticket.started_at or (at if ticket.under_agreement else None),
    )
    facts = {"until": written(until)} if until and then is not State.RESOLVED else {}
    return step(answered, Act.ANSWERED, agent.ref, at, via=via, message=message, facts=facts)


def note(ticket: Ticket, agent: Agent, message: Message, at: datetime, via: Via = Via.DESK) -> Change:
    """An internal note: for staff only, keeps no promise and answers nobody."""
    return step(ticket, Act.NOTED, agent.ref, at, audience=Audience.STAFF, via=via, message=message)


def add(ticket: Ticket, contact: Contact, message: Message, at: datetime, via: Via = Via.FORM) -> Change:
    """The customer's further word (MP2 TC5). It wakes a ticket that waited, and reopens one that was over."""
    act = Act.REOPENED if ticket.is_closed else Act.ADDED
    state = State.NEW if ticket.state is State.NEW else ticket.working_state
    return step(replace(ticket, state=state, closure_asked=False), act, contact.ref, at, via=via, message=message)


def hold(ticket: Ticket, message: Message, by: str, reason: str, at: datetime) -> Change:
    """A mail that may not be from whom it says: kept for staff until one of them accepts it (trust ladder, rung 2)."""
    facts = {"reason": reason, "from": by}
    waiting = replace(ticket, held=ticket.held + 1)
    return step(waiting, Act.HELD, STRANGER, at, audience=Audience.STAFF, via=Via.MAIL, message=message, facts=facts)


def accept(ticket: Ticket, held: Entry, agent: Agent, at: datetime) -> Change:
    """Staff vouch for a held mail: its words join the correspondence, the entry names the one it accepts."""
    _must_be_held(ticket, held)
    waiting = replace(ticket, held=max(0, ticket.held - 1))
    return _accepted(waiting, held.message, {"accepts": str(held.sequence)}, agent, at)


def accept_dismissed(ticket: Ticket, held: Entry, agent: Agent, at: datetime) -> Change:
    """Staff vouch after all for a held mail that they had dismissed."""
    _must_be_held(ticket, held)
    return _accepted(ticket, held.message, {"accepts": str(held.sequence)}, agent, at)


def accept_from_aside(ticket: Ticket, message: Message, aside: str, agent: Agent, at: datetime) -> Change:
    """Staff put a mail that was set aside on the ticket that it belongs to."""
    return _accepted(ticket, message, {"aside": aside}, agent, at)


def dismiss(ticket: Ticket, held: Entry, agent: Agent, at: datetime) -> Change:
    """Staff do not vouch for a held mail: it stays theirs to read and waits no more."""
    _must_be_held(ticket, held)
    facts = {"dismisses": str(held.sequence)}
    settled = replace(ticket, held=max(0, ticket.held - 1))
    return step(settled, Act.DISMISSED, agent.ref, at, audience=Audience.STAFF, facts=facts)


def _accepted(ticket: Ticket, message: Message | None, facts: Mapping[str, str], agent: Agent, at: datetime) -> Change:
    """A mail that an agent vouches for is the customer's word: it wakes the ticket as that does."""
    state = ticket.working_state if ticket.is_over or ticket.state is State.AWAITING_CUSTOMER else ticket.state
    woken = replace(ticket, state=state, closure_asked=False)
    return step(woken, Act.ACCEPTED, agent.ref, at, via=Via.MAIL, message=message, facts=facts)


def _must_be_held(ticket: Ticket, entry: Entry) -> None:
    if entry.act is not Act.HELD:
        raise Refusal("nothing_held", number=ticket.number)


def file(ticket: Ticket, message: Message | None, facts: Mapping[str, str], at: datetime) -> Change:
    """An automatic mail or a bounce: filed for staff, changes nothing, answers nothing (trust ladder, rung 5).

    `facts` give the reason; of a letter that came back also whether for good, and the code.
    """
    return step(ticket, Act.FILED, MACHINE, at, audience=Audience.STAFF, via=Via.MAIL, message=message, facts=facts)
