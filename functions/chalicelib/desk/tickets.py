"""A ticket read, and a step taken on it: read, pure change, one transaction.

A repeated request (same key) changes nothing and shows the ticket; a lost race is tried again on the ticket as it is.
"""

from collections.abc import Callable

from chalicelib.desk.intake import MOST_RACES, MOST_TEXT_CHARACTERS, text_faults
from chalicelib.desk.letters.owed import letters_for
from chalicelib.desk.ports import AlreadyDone, Conflict, Once, Step, World
from chalicelib.desk.uploads import attach
from chalicelib.desk.watch.keeping import kept
from chalicelib.desk.watch.lookout import judge
from chalicelib.domain.people import Agent, Person, may_read
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.history import Act, Entry, Message
from chalicelib.domain.ticket.record import Change, Ticket

Files = tuple[tuple[str, str], ...]
"""Uploads as (id, name)."""


def read(world: World, person: Person, number: str) -> Ticket:
    """The ticket, for one who may see it; to a stranger it does not exist (MP2)."""
    ticket = world.tickets.read(number)
    if ticket is None or not may_read(person, ticket.organisation, ticket.desk):
        raise Refusal("not_found")
    return ticket


def history(world: World, person: Person, number: str) -> tuple[Ticket, tuple[Entry, ...]]:
    """The ticket with the entries that are for this reader's eyes. Raises Refusal as `read` does."""
    ticket, entries = whole_history(world, person, number)
    if isinstance(person, Agent):
        return ticket, entries
    return ticket, tuple(entry for entry in entries if entry.audience == "everyone")


def whole_history(world: World, person: Person, number: str) -> tuple[Ticket, tuple[Entry, ...]]:
    """The ticket with all its entries, to reckon with, not to show. Raises Refusal as `read` does."""
    found = world.tickets.history(number)
    if found is None or not may_read(person, found[0].organisation, found[0].desk):
        raise Refusal("not_found")
    return found


def message(world: World, person: Person, number: str, text: str, files: Files, key: str) -> Message:
    """What somebody writes on a ticket, its files kept. Raises Refusal for an empty text or a bad file."""
    faults = text_faults("text", text, MOST_TEXT_CHARACTERS)
    if faults:
        raise Refusal("form_incomplete", tuple(faults))
    desk = read(world, person, number).desk
    return Message(text.strip(), attach(world, person, desk, files, f"{number}:{key}"))


def words(text: str) -> Message | None:
    """What may be said with a step that needs no words. Raises Refusal for too long a text."""
    if not text.strip():
        return None
    faults = text_faults("text", text, MOST_TEXT_CHARACTERS)
    if faults:
        raise Refusal("form_incomplete", tuple(faults))
    return Message(text.strip())


def step(world: World, person: Person, number: str, key: str, change: Callable[[Ticket], Change]) -> Ticket:
    """Takes one step for someone who may see the ticket, once for this key."""
    ticket = read(world, person, number)
    return take(world, ticket, f"{person.ref}:{number}:{key}", change)


def take(world: World, ticket: Ticket, key: str, change: Callable[[Ticket], Change]) -> Ticket:
    """Takes one step on a ticket already read, again from its latest state where somebody else came first.

    A repeated request may find its own step in the way (closing what it closed): then it is done, not refused. What
    was missed by now is marked before.
    """
    for _ in range(MOST_RACES):
        try:
            changed = change(ticket)
        except Refusal:
            if world.tickets.outcome_of(key) is not None:
                return ticket
            raise
        try:
            judged = judge(world, ticket)
            return _commit(world, judged, change(judged) if judged is not ticket else changed, key)
        except AlreadyDone:
            return world.tickets.read(ticket.number) or ticket
        except Conflict:
            ticket = world.tickets.read(ticket.number) or ticket
    raise Refusal("conflict", number=ticket.number)


def _commit(world: World, before: Ticket, change: Change, key: str) -> Ticket:
    course = world.tickets.course(before)
    done = kept(world, course, change)
    entry = done.entry
    # What is held may belong elsewhere: its Message-ID leads here once staff have vouched for it.
    is_here = entry.act is not Act.HELD
    mail_ids = (entry.message.mail_id,) if is_here and entry.message and entry.message.mail_id else ()
    letters = letters_for(world, done.ticket, entry, course)
    once = Once(key, before.number)
    world.tickets.commit(Step(done.ticket, (entry,), before.version, letters, once, mail_ids, done.tallies))
    return done.ticket
