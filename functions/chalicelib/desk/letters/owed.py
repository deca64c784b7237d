"""Who is told of what (TC5): the letters that a step owes, written in its transaction."""

from collections.abc import Iterable

from ulid import ULID

from chalicelib.desk.ports import World
from chalicelib.domain.instants import written
from chalicelib.domain.letter import Letter, LetterKind
from chalicelib.domain.ticket.history import Act, Entry
from chalicelib.domain.ticket.record import State, Ticket

MOST_TOLD = 60
"""Letters that one step owes at most: they share its transaction, which holds a hundred writes."""

_TO_CUSTOMER = {
    Act.OPENED: LetterKind.RECEIPT,
    Act.HANDLING_STARTED: LetterKind.HANDLING,
    Act.ADDED: LetterKind.ADDITION,
    Act.ACCEPTED: LetterKind.ADDITION,
    Act.CLOSED: LetterKind.CLOSED,
    Act.REOPENED: LetterKind.REOPENED,
}
_TO_STAFF = {
    Act.OPENED: LetterKind.NEW_TICKET,
    Act.ADDED: LetterKind.ADDITION,
    Act.HELD: LetterKind.HELD,
    Act.CLOSURE_ASKED: LetterKind.CLOSURE_ASKED,
    Act.CLOSED: LetterKind.CLOSED,
    Act.REOPENED: LetterKind.REOPENED,
}
_ANSWERS = {
    State.OPEN.value: LetterKind.ANSWER,
    State.AWAITING_CUSTOMER.value: LetterKind.QUESTION,
    State.RESOLVED.value: LetterKind.RESOLVED,
}


def letters_for(world: World, ticket: Ticket, entry: Entry) -> tuple[Letter, ...]:
    """What is owed for a step: the customer is told of every update, the desk of everything the customer adds.

    Nobody is told of what they did themselves, but for the receipt of a new ticket.
    """
    owed = [_letter(world, ticket, entry, kind, reader) for kind, reader in _told(world, ticket, entry)]
    return tuple(owed[:MOST_TOLD])


def letter_to_stranger(world: World, kind: LetterKind, id: str, desk: str, address: str, mail_id: str) -> Letter:
    """A letter to an address that is nobody of ours, e.g. the way in to a desk that takes no mail (TC2)."""
    return Letter(id, kind, f"address:{address}", desk, world.now, answers_mail=mail_id)


def _told(world: World, ticket: Ticket, entry: Entry) -> Iterable[tuple[LetterKind, str]]:
    to_customer = _ANSWERS[entry.facts["state"]] if entry.act is Act.ANSWERED else _TO_CUSTOMER.get(entry.act)
    if entry.act is Act.HANDLING_STARTED and "from" in entry.facts:
        to_customer = LetterKind.TAKEN_OVER
        yield LetterKind.TAKEN_OVER, entry.facts["from"]
    if to_customer and (entry.by != ticket.contact or entry.act is Act.OPENED):
        yield to_customer, ticket.contact
    to_staff = _TO_STAFF.get(entry.act)
    if to_staff:
        readers = [ticket.agent] if ticket.agent else [agent.ref for agent in world.directory.agents_of(ticket.desk)]
        yield from ((to_staff, reader) for reader in readers if reader != entry.by)


def _letter(world: World, ticket: Ticket, entry: Entry, kind: LetterKind, reader: str) -> Letter:
    answers = entry.message.mail_id if entry.message and reader == entry.by else None
    as_it_stands = {"state": ticket.state.value, "due_at": written(ticket.due_at) if ticket.due_at else ""}
    return Letter(
        id=_new_id(world),
        kind=kind,
        reader=reader,
        desk=ticket.desk,
        owed_at=world.now,
        ticket=ticket.number,
        sequence=entry.sequence,
        answers_mail=answers,
        facts=as_it_stands,
    )


def _new_id(world: World) -> str:
    return str(ULID.from_datetime(world.now))
