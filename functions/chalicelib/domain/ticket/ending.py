"""The steps that end a ticket, and the one that takes it up again."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.people import Contact, Person
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.history import MACHINE, Act, Message, Via
from chalicelib.domain.ticket.record import Change, State, Ticket, must_be_open, step


def ask_closure(ticket: Ticket, contact: Contact, message: Message | None, at: datetime) -> Change:
    """The customer asks the desk to close (MP2 TC2)."""
    must_be_open(ticket)
    if ticket.closure_asked:
        raise Refusal("closure_already_asked", number=ticket.number)
    return step(replace(ticket, closure_asked=True), Act.CLOSURE_ASKED, contact.ref, at, via=Via.FORM, message=message)


def close(ticket: Ticket, person: Person, message: Message | None, at: datetime) -> Change:
    """The end: by the customer when satisfied (TC11), or by the desk where its policy lets it."""
    must_be_open(ticket)
    return step(_over(ticket), Act.CLOSED, person.ref, at, via=_via(person), message=message)


def close_unanswered(ticket: Ticket, at: datetime) -> Change:
    """The desk's rule ends a ticket whose question stayed without an answer."""
    must_be_open(ticket)
    return step(_over(ticket), Act.CLOSED, MACHINE, at, facts={"unanswered": "yes"})


def reopen(ticket: Ticket, person: Person, message: Message, at: datetime, via: Via | None = None) -> Change:
    """A ticket that was resolved or closed is taken up again (MP2)."""
    if not ticket.is_over:
        raise Refusal("not_closed", number=ticket.number)
    again = replace(ticket, state=State.OPEN, closure_asked=False)
    return step(again, Act.REOPENED, person.ref, at, via=via or _via(person), message=message)


def _over(ticket: Ticket) -> Ticket:
    return replace(ticket, state=State.CLOSED, closure_asked=False, escalation=None)


def _via(person: Person) -> Via:
    return Via.FORM if isinstance(person, Contact) else Via.DESK
