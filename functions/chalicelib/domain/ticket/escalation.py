"""The steps that pass a case on and take it back, and the promise of the next word (CI2 CI3 CI4 CI5)."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.instants import written
from chalicelib.domain.people import Agent
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.history import Act, Message
from chalicelib.domain.ticket.record import Change, Escalation, State, Ticket, must_go_on, step


def escalate(
    ticket: Ticket,
    agent: Agent,
    escalation: Escalation,
    message: Message | None,
    until: datetime | None,
    at: datetime,
) -> Change:
    """The case is passed on; the desk stays the customer's voice, and says when the next word comes."""
    must_go_on(ticket)
    if ticket.escalation:
        raise Refusal("already_escalated", number=ticket.number)
    if not ticket.under_agreement:
        raise Refusal("no_agreement", number=ticket.number)
    passed = replace(
        ticket,
        escalation=escalation,
        state=State.ESCALATED,
        agent=ticket.agent or agent.ref,
        started_at=ticket.started_at or at,
    )
    facts = {"to": escalation.to.value, "party": escalation.party}
    facts |= {"customer": escalation.customer.value} if escalation.customer else {}
    facts |= {"until": written(until)} if until else {}
    return step(passed, Act.ESCALATED, agent.ref, at, message=message, facts=facts)


def take_back(ticket: Ticket, agent: Agent, message: Message | None, at: datetime) -> Change:
    """The case is with the desk again."""
    if not ticket.escalation:
        raise Refusal("not_escalated", number=ticket.number)
    state = State.OPEN if ticket.state is State.ESCALATED else ticket.state
    back = replace(ticket, escalation=None, state=state)
    return step(back, Act.RETURNED, agent.ref, at, message=message)


def promise(ticket: Ticket, agent: Agent, message: Message, until: datetime, at: datetime) -> Change:
    """An agent says when the next word comes, and why then."""
    must_go_on(ticket)
    promised = replace(ticket, agent=ticket.agent or agent.ref)
    return step(promised, Act.PROMISED, agent.ref, at, message=message, facts={"until": written(until)})
