"""The steps of triage: who begins, how severe it is, under which terms, and what kind of error it proved to be."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.payroll import Level
from chalicelib.domain.people import Agent, Contact, Person
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.history import Act, Via
from chalicelib.domain.ticket.record import Change, Kind, Side, State, Ticket, must_be_open, must_go_on, step

MAY_BE_FAULTS = (Kind.FAULT, Kind.QUESTION)


def start_handling(ticket: Ticket, agent: Agent, at: datetime) -> Change:
    """An agent begins: the act that ends the start clock (PM9 TC9). Another agent may take over."""
    must_be_open(ticket)
    if not ticket.under_agreement:
        raise Refusal("no_agreement", number=ticket.number)
    if ticket.agent == agent.ref and ticket.started_at:
        raise Refusal("already_handled", number=ticket.number)
    state = State.OPEN if ticket.state is State.NEW else ticket.state
    taken = replace(ticket, agent=agent.ref, state=state, started_at=ticket.started_at or at)
    before = {"from": ticket.agent} if ticket.agent and ticket.agent != agent.ref else {}
    return step(taken, Act.HANDLING_STARTED, agent.ref, at, facts=before)


def set_severity(ticket: Ticket, person: Person, severity: int, agreed: bool, at: datetime) -> Change:
    """One side proposes a severity, or takes the other side's proposal (PM1 PM13 TC9).

    What is agreed counts; before anything is, what the customer proposes does. Naming what is agreed takes a proposal
    back, or declines the other side's. `agreed` is an agent's word that the customer has said yes elsewhere.
    """
    must_be_open(ticket)
    side = Side.CUSTOMER if isinstance(person, Contact) else Side.DESK
    via = Via.FORM if side is Side.CUSTOMER else Via.DESK
    if _is_said_already(ticket, side, severity, agreed):
        raise Refusal("severity_unchanged")
    if (agreed and side is Side.DESK) or _proposed_by(ticket, _other(side)) == severity or _stays(ticket, severity):
        taken = replace(ticket, severity=severity, severity_agreed=True, severity_proposed=0, severity_proposed_by=None)
        return step(taken, Act.SEVERITY_AGREED, person.ref, at, via=via)
    counts = severity if side is Side.CUSTOMER and not ticket.severity_agreed else ticket.severity
    proposed = replace(ticket, severity=counts, severity_proposed=severity, severity_proposed_by=side)
    return step(proposed, Act.SEVERITY_PROPOSED, person.ref, at, via=via, facts={"proposed": str(severity)})


def settle_agreement(ticket: Ticket, agent: Agent, level: Level, at: datetime) -> Change:
    """The terms are agreed on a ticket that had none (PM3): from here on its clocks run."""
    must_be_open(ticket)
    if ticket.under_agreement:
        raise Refusal("agreement_in_force", number=ticket.number)
    settled = replace(ticket, under_agreement=True, level=level)
    return step(settled, Act.AGREEMENT_SETTLED, agent.ref, at)


def identify(ticket: Ticket, agent: Agent, error_class: str, at: datetime) -> Change:
    """The error is identified, and of which class it is (PM10). A later judgement takes the place of an earlier.

    What was asked as a question, as every mail is, proves to be a fault by this.
    """
    must_go_on(ticket)
    if ticket.error_class == error_class:
        raise Refusal("class_unchanged")
    if ticket.kind not in MAY_BE_FAULTS:
        raise Refusal("not_a_fault")
    if not ticket.under_agreement:
        raise Refusal("no_agreement", number=ticket.number)
    state = State.OPEN if ticket.state is State.NEW else ticket.state
    started_at = ticket.started_at or at
    known = replace(
        ticket,
        kind=Kind.FAULT,
        error_class=error_class,
        agent=ticket.agent or agent.ref,
        state=state,
        started_at=started_at,
    )
    return step(known, Act.IDENTIFIED, agent.ref, at, facts={"class": error_class})


def _is_said_already(ticket: Ticket, side: Side, severity: int, agreed: bool) -> bool:
    if ticket.severity_proposed:
        return _proposed_by(ticket, side) == severity and not agreed
    return ticket.severity_agreed and ticket.severity == severity


def _stays(ticket: Ticket, severity: int) -> bool:
    return ticket.severity_agreed and ticket.severity == severity


def _proposed_by(ticket: Ticket, side: Side) -> int:
    return ticket.severity_proposed if ticket.severity_proposed_by is side else 0


def _other(side: Side) -> Side:
    return Side.DESK if side is Side.CUSTOMER else Side.CUSTOMER
