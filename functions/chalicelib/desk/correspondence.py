"""What people write on a ticket and how it ends, one function a command; each is one step (MP2 TC3 TC5 TC11)."""

from chalicelib.desk.ports import World
from chalicelib.desk.tickets import Files, message, step, words
from chalicelib.desk.until import until_of
from chalicelib.domain.people import Agent, Contact, Person
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket import correspondence as steps, ending
from chalicelib.domain.ticket.history import Message
from chalicelib.domain.ticket.record import Change, State, Ticket
from chalicelib.policies.conduct import CustomerCloses


def add(world: World, contact: Contact, number: str, text: str, files: Files, key: str) -> Ticket:
    """The customer's further word (MP2 TC5)."""
    said = message(world, contact, number, text, files, key)
    return step(world, contact, number, f"add:{key}", lambda ticket: steps.add(ticket, contact, said, world.now))


def answer(
    world: World, agent: Agent, number: str, text: str, files: Files, then: str, key: str, until: str = ""
) -> Ticket:
    """The desk's answer; `then` is the state it leaves the ticket in: open, awaiting_customer or resolved (TC11).

    `until` promises the next word, as `until_of` reads it (CI5).
    """
    state = _state(then)
    said = message(world, agent, number, text, files, key)

    def answered(ticket: Ticket) -> Change:
        next_word = until_of(world, ticket.desk, until) if until and state is not State.RESOLVED else None
        return steps.answer(ticket, agent, said, state, world.now, until=next_word)

    return step(world, agent, number, f"answer:{key}", answered)


def note(world: World, agent: Agent, number: str, text: str, files: Files, key: str) -> Ticket:
    """An internal note, for staff only."""
    said = message(world, agent, number, text, files, key)
    return step(world, agent, number, f"note:{key}", lambda ticket: steps.note(ticket, agent, said, world.now))


def end(world: World, person: Person, number: str, text: str, key: str) -> Ticket:
    """Closes the ticket, or asks the desk to, as the desk's policy says who may end it (MP2 TC11)."""
    said = words(text)
    return step(world, person, number, f"closure:{key}", lambda ticket: _ended(world, ticket, person, said))


def reopen(world: World, person: Person, number: str, text: str, key: str) -> Ticket:
    """Takes a resolved or closed ticket up again (MP2)."""
    said = message(world, person, number, text, (), key)
    return step(
        world, person, number, f"reopening:{key}", lambda ticket: ending.reopen(ticket, person, said, world.now)
    )


def _ended(world: World, ticket: Ticket, person: Person, said: Message | None) -> Change:
    closing = world.policies[ticket.desk].conduct.closing
    if isinstance(person, Contact):
        if closing.by_customer is CustomerCloses.ENDS:
            return ending.close(ticket, person, said, world.now)
        return ending.ask_closure(ticket, person, said, world.now)
    if not (closing.by_agent or ticket.closure_asked):
        raise Refusal("closure_not_yours", number=ticket.number)
    return ending.close(ticket, person, said, world.now)


def _state(then: str) -> State:
    try:
        return State(then)
    except ValueError:
        raise Refusal("state_unknown", state=then[:40]) from None
