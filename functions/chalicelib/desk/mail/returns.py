"""Letters that come back: filed on their ticket, and the address marked, so that staff know whom no letter reaches.

A mark is set only by a report on a letter of ours to that very person, which a signed reply address proves, or by the
service that sends our letters; it is lifted by an agent, or when the person is heard from again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.desk import tickets
from chalicelib.desk.mail.case import MailCase, readers_of
from chalicelib.desk.ports import World
from chalicelib.domain.people import Agent, Person, ReturnMark, normalised, returned_since
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.reply_address import is_signed_for, tag_in
from chalicelib.domain.returned import Returned
from chalicelib.domain.ticket import correspondence as steps
from chalicelib.domain.ticket.record import Ticket


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The ticket whose letter came back, "" if none is known by it, and whether an address was marked."""

    number: str = ""
    is_marked: bool = False


def learn(world: World, case: MailCase) -> None:
    """What a mail says of addresses: a report that one is dead, or its owner's own word that it lives."""
    bounce, sender = case.mail.bounce, case.sender
    if bounce:
        reader = _reader(world, case.ticket, case.quoted) if case.ticket else None
        if reader and bounce.hard and normalised(bounce.recipient) == normalised(reader.address):
            _mark(world, reader, next(iter(bounce.codes), ""))
    elif sender and case.is_proven and not case.mail.is_auto_reply:
        heard_from(world, sender)


def take_back(world: World, returned: Returned) -> TakenBack:
    """A letter of ours came back, by the word of the service that sent it. Filed once, however often it is told."""
    kind = "complaint" if returned.is_complaint else "hard" if returned.is_hard else "soft"
    key = f"returned:{'|'.join(returned.mail_ids)}:{normalised(returned.recipient)}:{kind}"
    done = world.tickets.outcome_of(key)
    if done is not None:
        return TakenBack(done)
    ticket = _ticket_of(world, returned)
    person = world.directory.by_address(returned.recipient)
    is_marked = person is not None and returned.is_hard and not returned.is_complaint
    if person and is_marked:
        _mark(world, person, returned.code, returned.at)
    if ticket is None:
        return TakenBack(is_marked=is_marked)
    facts = {"reason": "automatic", **_facts(kind, returned.code, person)}
    tickets.take(world, ticket, key, lambda now: steps.file(now, None, facts, world.now))
    return TakenBack(ticket.number, is_marked)


def facts_of(world: World, case: MailCase) -> dict[str, str]:
    """What the entry of a filed report tells: how the letter came back, and whose it was."""
    bounce = case.mail.bounce
    if bounce is None:
        return {}
    reader = _reader(world, case.ticket, case.quoted) if case.ticket else None
    return _facts("hard" if bounce.hard else "soft", next(iter(bounce.codes), ""), reader)


def heard_from(world: World, person: Person) -> None:
    """Lifts the mark on the address of one who has just used it."""
    if person.returned:
        world.directory.mark_returned(person.ref, None)


def try_again(world: World, agent: Agent, number: str) -> Ticket:
    """Letters to the ticket's contact are tried again. Raises Refusal `not_returned` where they never came back."""
    ticket = tickets.read(world, agent, number)
    contact = world.directory.person(ticket.contact)
    if contact is None or contact.returned is None:
        raise Refusal("not_returned", number=number)
    heard_from(world, contact)
    return ticket


def agents_unreached(world: World, desk: str) -> tuple[Agent, ...]:
    """The agents of a desk to whom no letter gets through."""
    people = world.directory.people(agent.ref for agent in world.directory.agents_of(desk)).values()
    found = [one for one in people if isinstance(one, Agent) and desk in one.desks and returned_since(one)]
    return tuple(sorted(found, key=lambda agent: agent.id))


def try_agent_again(world: World, desk: str, id: str) -> tuple[Agent, ...]:
    """Letters to an agent of the desk are tried again, if they came back; who is left."""
    left = agents_unreached(world, desk)
    for agent in left:
        if agent.id == id:
            heard_from(world, agent)
    return tuple(agent for agent in left if agent.id != id)


def _mark(world: World, person: Person, code: str, at: datetime | None = None) -> None:
    if person.returned is None or normalised(person.returned.address) != normalised(person.address):
        world.directory.mark_returned(person.ref, ReturnMark(at or world.now, person.address, code))


def _facts(kind: str, code: str, person: Person | None) -> dict[str, str]:
    return {"bounce": kind, "code": code[:20], "reader": person.ref if person else ""}


def _reader(world: World, ticket: Ticket, addresses: Iterable[str]) -> Person | None:
    """For whom one of the addresses was signed: to whom the letter went that carried it."""
    tags = [tag for tag in map(tag_in, addresses) if tag and tag.number == ticket.number]
    for ref in readers_of(world, ticket):
        if any(is_signed_for(world.settings.key, tag, ref) for tag in tags):
            return world.directory.person(ref)
    return None


def _ticket_of(world: World, returned: Returned) -> Ticket | None:
    for number in world.tickets.of_mails(returned.mail_ids):
        ticket = world.tickets.read(number)
        if ticket:
            return ticket
    for tag in filter(None, map(tag_in, returned.addresses)):
        ticket = world.tickets.read(tag.number)
        if ticket and any(is_signed_for(world.settings.key, tag, ref) for ref in readers_of(world, ticket)):
            return ticket
    return None
