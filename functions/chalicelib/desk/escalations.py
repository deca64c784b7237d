"""Passing a case on and taking it back, and promising the next word; one function a command (CI2 CI3 CI4 CI5)."""

from dataclasses import dataclass

from chalicelib.desk.ports import World
from chalicelib.desk.tickets import message, step, words
from chalicelib.desk.until import until_of
from chalicelib.domain.people import Agent
from chalicelib.domain.refusal import Fault, Refusal
from chalicelib.domain.ticket import escalation as steps
from chalicelib.domain.ticket.record import Change, CustomerRole, EscalatedTo, Escalation, Ticket

MOST_PARTY_CHARACTERS = 100


@dataclass(frozen=True, slots=True)
class PassingOn:
    """What an agent fills in. `party` and `customer` are for those outside; `until` may be left to the severity."""

    to: str
    party: str = ""
    customer: str = ""
    text: str = ""
    until: str = ""


def escalate(world: World, agent: Agent, number: str, passing: PassingOn, key: str) -> Ticket:
    """The case is passed on, with a promise of the next word. Raises Refusal with every fault found."""
    escalation = _escalation(passing)
    said = words(passing.text)

    def passed(ticket: Ticket) -> Change:
        until = until_of(world, ticket.desk, passing.until) if passing.until else None
        return steps.escalate(ticket, agent, escalation, said, until, world.now)

    return step(world, agent, number, f"escalation:{key}", passed)


def take_back(world: World, agent: Agent, number: str, text: str, key: str) -> Ticket:
    """The case is with the desk again."""
    said = words(text)
    return step(world, agent, number, f"return:{key}", lambda ticket: steps.take_back(ticket, agent, said, world.now))


def promise(world: World, agent: Agent, number: str, until: str, text: str, key: str) -> Ticket:
    """An agent tells the customer when the next word comes, in words of her own."""
    said = message(world, agent, number, text, (), key)

    def promised(ticket: Ticket) -> Change:
        return steps.promise(ticket, agent, said, until_of(world, ticket.desk, until), world.now)

    return step(world, agent, number, f"promise:{key}", promised)


def _escalation(passing: PassingOn) -> Escalation:
    to, customer, party = passing.to, passing.customer, " ".join(passing.party.split())
    if to not in tuple(EscalatedTo):
        raise _refused(("to", "escalation_unknown"))
    if not EscalatedTo(to).is_external:
        return Escalation(EscalatedTo(to))
    faults = [] if 0 < len(party) <= MOST_PARTY_CHARACTERS else [("party", "party_missing")]
    faults += [] if customer in tuple(CustomerRole) else [("customer", "customer_role_unknown")]
    if faults:
        raise _refused(*faults)
    return Escalation(EscalatedTo(to), party, CustomerRole(customer))


def _refused(*faults: tuple[str, str]) -> Refusal:
    return Refusal("form_incomplete", tuple(Fault(field, code, {}) for field, code in faults))
