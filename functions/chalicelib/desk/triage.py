"""Triage, one function a command: handling begins, severity and terms are agreed, the error gets its class."""

from chalicelib.desk.intake import level_today
from chalicelib.desk.ports import World
from chalicelib.desk.tickets import step
from chalicelib.domain.people import Agent, Person
from chalicelib.domain.refusal import Fault, Refusal
from chalicelib.domain.ticket import triage as steps
from chalicelib.domain.ticket.record import Change, Ticket
from chalicelib.policies.levels import SEVERITIES


def start_handling(world: World, agent: Agent, number: str, key: str) -> Ticket:
    """Identification or handling begins: the act that ends the start clock (PM9 TC9)."""
    return step(world, agent, number, f"handling:{key}", lambda ticket: steps.start_handling(ticket, agent, world.now))


def set_severity(world: World, person: Person, number: str, severity: int, agreed: bool, key: str) -> Ticket:
    """Proposes a severity or takes the other side's (PM1 PM13). Only an agent may say that it is agreed already."""
    if severity not in SEVERITIES:
        raise Refusal("form_incomplete", (Fault("severity", "severity_unknown", {}),))
    is_agreed = agreed and isinstance(person, Agent)

    def changed(ticket: Ticket) -> Change:
        return steps.set_severity(ticket, person, severity, is_agreed, world.now)

    return step(world, person, number, f"severity:{key}", changed)


def identify(world: World, agent: Agent, number: str, error_class: str, key: str) -> Ticket:
    """The error is identified, and of which class (PM10)."""

    def identified(ticket: Ticket) -> Change:
        known = {one.id for one in world.policies[ticket.desk].levels.error_classes}
        if not known:
            raise Refusal("not_a_fault")
        if error_class not in known:
            raise Refusal("form_incomplete", (Fault("class", "class_unknown", {}),))
        return steps.identify(ticket, agent, error_class, world.now)

    return step(world, agent, number, f"class:{key}", identified)


def settle_agreement(world: World, agent: Agent, number: str, key: str) -> Ticket:
    """The terms are agreed on a ticket that had no agreement, or whose agreement has come into force since (PM3)."""

    def settled(ticket: Ticket) -> Change:
        desk = world.policies[ticket.desk]
        organisation = world.directory.organisation(ticket.organisation)
        today = desk.local(world.now).date()
        agreement = organisation.agreement(desk.id, today) if organisation else None
        return steps.settle_agreement(ticket, agent, level_today(world, desk, agreement), world.now)

    return step(world, agent, number, f"agreement:{key}", settled)
