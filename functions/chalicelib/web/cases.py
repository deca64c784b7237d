"""The calls that steer a case: severity, terms, class, promises, escalations; each answers with the ticket as it is."""

from chalicelib.desk import escalations, tickets, triage
from chalicelib.desk.escalations import PassingOn
from chalicelib.domain.people import Agent
from chalicelib.web.call import Call, Reply
from chalicelib.web.clock_shapes import clocks_shape
from chalicelib.web.shapes import case_shape


def case(call: Call, number: str, status: int) -> Reply:
    """A ticket as its page shows it. The clocks are reckoned from the whole history, whoever reads."""
    world, person = call.world, call.person
    ticket, entries = tickets.whole_history(world, person, number)
    shown = tuple(entry for entry in entries if entry.audience == "everyone" or isinstance(person, Agent))
    clocks = clocks_shape(world, person, ticket, entries, call.language)
    return Reply({**case_shape(world, person, ticket, shown), **clocks}, status)


def set_severity(call: Call, number: str) -> Reply:
    severity, agreed = call.body.integer("severity"), call.body.flag("agreed")
    triage.set_severity(call.world, call.person, number, severity, agreed, call.key)
    return case(call, number, 201)


def identify(call: Call, number: str) -> Reply:
    triage.identify(call.world, call.agent, number, call.body.text("class"), call.key)
    return case(call, number, 201)


def settle_agreement(call: Call, number: str) -> Reply:
    triage.settle_agreement(call.world, call.agent, number, call.key)
    return case(call, number, 201)


def promise(call: Call, number: str) -> Reply:
    until, text = call.body.text("until"), call.body.text("text")
    escalations.promise(call.world, call.agent, number, until, text, call.key)
    return case(call, number, 201)


def escalate(call: Call, number: str) -> Reply:
    to, party, customer, text, until = (call.body.text(key) for key in ("to", "party", "customer", "text", "until"))
    passing = PassingOn(to, party, customer, text, until)
    escalations.escalate(call.world, call.agent, number, passing, call.key)
    return case(call, number, 201)


def take_back(call: Call, number: str) -> Reply:
    escalations.take_back(call.world, call.agent, number, call.body.text("text"), call.key)
    return case(call, number, 201)
