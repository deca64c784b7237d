"""What people do on a ticket, one function a command. Each is one step: read, pure change, one transaction.

A repeated request (same key) changes nothing and shows the ticket; a lost race is tried again on the ticket as it is.
"""

from collections.abc import Callable

from chalicelib.desk.intake import MOST_RACES, MOST_TEXT_CHARACTERS, text_faults
from chalicelib.desk.letters.owed import letters_for
from chalicelib.desk.ports import AlreadyDone, Conflict, Once, Step, World
from chalicelib.desk.uploads import attach
from chalicelib.desk.watch.deadlines import timed
from chalicelib.domain.people import Agent, Contact, Person, may_read
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket import record as steps
from chalicelib.domain.ticket.history import Entry, Message
from chalicelib.domain.ticket.record import Change, State, Ticket
from chalicelib.policies.conduct import CustomerCloses


def read(world: World, person: Person, number: str) -> Ticket:
    """The ticket, for one who may see it; to a stranger it does not exist (MP2)."""
    ticket = world.tickets.read(number)
    if ticket is None or not may_read(person, ticket.organisation, ticket.desk):
        raise Refusal("not_found")
    return ticket


def history(world: World, person: Person, number: str) -> tuple[Ticket, tuple[Entry, ...]]:
    """The ticket with the entries that are for this reader's eyes. Raises Refusal as `read` does."""
    found = world.tickets.history(number)
    if found is None or not may_read(person, found[0].organisation, found[0].desk):
        raise Refusal("not_found")
    ticket, entries = found
    if isinstance(person, Agent):
        return found
    return ticket, tuple(entry for entry in entries if entry.audience == "everyone")


def add(world: World, contact: Contact, number: str, text: str, files: tuple[tuple[str, str], ...], key: str) -> Ticket:
    """The customer's further word (MP2 TC5)."""
    message = _message(world, contact, number, text, files, key)
    return step(world, contact, number, f"add:{key}", lambda ticket: steps.add(ticket, contact, message, world.now))


def answer(
    world: World, agent: Agent, number: str, text: str, files: tuple[tuple[str, str], ...], then: str, key: str
) -> Ticket:
    """The desk's answer; `then` is the state it leaves the ticket in: open, awaiting_customer or resolved (TC11)."""
    state = _state(then)
    message = _message(world, agent, number, text, files, key)
    return step(
        world, agent, number, f"answer:{key}", lambda ticket: steps.answer(ticket, agent, message, state, world.now)
    )


def note(world: World, agent: Agent, number: str, text: str, files: tuple[tuple[str, str], ...], key: str) -> Ticket:
    """An internal note, for staff only."""
    message = _message(world, agent, number, text, files, key)
    return step(world, agent, number, f"note:{key}", lambda ticket: steps.note(ticket, agent, message, world.now))


def start_handling(world: World, agent: Agent, number: str, key: str) -> Ticket:
    """Identification or handling begins: the act that ends the start clock (PM9 TC9)."""
    return step(world, agent, number, f"handling:{key}", lambda ticket: steps.start_handling(ticket, agent, world.now))


def accept(world: World, agent: Agent, number: str, sequence: int) -> Ticket:
    """Staff vouch for a held mail, whoever of them comes first; from then on the customer sees it."""
    _, entries = history(world, agent, number)
    held = next((entry for entry in entries if entry.sequence == sequence), None)
    if held is None:
        raise Refusal("nothing_held", number=number)
    ticket = read(world, agent, number)
    return take(world, ticket, f"accept:{number}:{sequence}", lambda now: steps.accept(now, held, agent, world.now))


def end(world: World, person: Person, number: str, text: str, key: str) -> Ticket:
    """Closes the ticket, or asks the desk to, as the desk's policy says who may end it (MP2 TC11)."""
    message = Message(text.strip()) if text.strip() else None
    return step(world, person, number, f"closure:{key}", lambda ticket: _ended(world, ticket, person, message))


def reopen(world: World, person: Person, number: str, text: str, key: str) -> Ticket:
    """Takes a resolved or closed ticket up again (MP2)."""
    message = _message(world, person, number, text, (), key)
    return step(
        world, person, number, f"reopening:{key}", lambda ticket: steps.reopen(ticket, person, message, world.now)
    )


def step(world: World, person: Person, number: str, key: str, change: Callable[[Ticket], Change]) -> Ticket:
    """Takes one step for someone who may see the ticket, once for this key."""
    ticket = read(world, person, number)
    return take(world, ticket, f"{person.ref}:{number}:{key}", change)


def take(world: World, ticket: Ticket, key: str, change: Callable[[Ticket], Change]) -> Ticket:
    """Takes one step on a ticket already read, again from its latest state where somebody else came first.

    A repeated request may find its own step in the way (closing what it closed): then it is done, not refused.
    """
    for _ in range(MOST_RACES):
        try:
            changed, entry = change(ticket)
        except Refusal:
            if world.tickets.is_done(key):
                return ticket
            raise
        changed = timed(world, changed)
        mail_ids = (entry.message.mail_id,) if entry.message and entry.message.mail_id else ()
        letters = letters_for(world, changed, entry)
        try:
            world.tickets.commit(Step(changed, (entry,), ticket.version, letters, Once(key, ticket.number), mail_ids))
        except AlreadyDone:
            return world.tickets.read(ticket.number) or ticket
        except Conflict:
            ticket = world.tickets.read(ticket.number) or ticket
        else:
            return changed
    raise Refusal("conflict", number=ticket.number)


def may_do(world: World, person: Person, ticket: Ticket) -> tuple[str, ...]:
    """The names of what this reader may do now, for the page to offer."""
    closing = world.policies[ticket.desk].conduct.closing
    if isinstance(person, Contact):
        if ticket.is_closed:
            return ("reopening",)
        ends = "closure" if closing.by_customer is CustomerCloses.ENDS else "closure_request"
        asked = ticket.closure_asked and ends == "closure_request"
        reopens = ("reopening",) if ticket.state is State.RESOLVED else ()
        return ("additions", *(() if asked else (ends,)), *reopens)
    if ticket.is_closed:
        return ("notes", "reopening")
    starts = ticket.under_agreement and not (ticket.started_at and ticket.agent == person.ref)
    closes = closing.by_agent or ticket.closure_asked
    return ("answers", "notes", *(("handling",) if starts else ()), *(("closure",) if closes else ()))


def _ended(world: World, ticket: Ticket, person: Person, message: Message | None) -> Change:
    closing = world.policies[ticket.desk].conduct.closing
    if isinstance(person, Contact):
        if closing.by_customer is CustomerCloses.ENDS:
            return steps.close(ticket, person, message, world.now)
        return steps.ask_closure(ticket, person, message, world.now)
    if not (closing.by_agent or ticket.closure_asked):
        raise Refusal("closure_not_yours", number=ticket.number)
    return steps.close(ticket, person, message, world.now)


def _state(then: str) -> State:
    try:
        return State(then)
    except ValueError:
        raise Refusal("state_unknown", state=then[:40]) from None


def _message(
    world: World, person: Person, number: str, text: str, files: tuple[tuple[str, str], ...], key: str
) -> Message:
    faults = text_faults("text", text, MOST_TEXT_CHARACTERS)
    if faults:
        raise Refusal("form_incomplete", tuple(faults))
    desk = read(world, person, number).desk
    return Message(text.strip(), attach(world, person, desk, files, f"{number}:{key}"))
