"""Who is told of what (TC5): the letters that a step owes, written in its transaction."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from ulid import ULID

from chalicelib.desk.ports import World
from chalicelib.domain.instants import written
from chalicelib.domain.letter import Letter, LetterKind
from chalicelib.domain.people import Agent, Role
from chalicelib.domain.set_aside import SetAside
from chalicelib.domain.ticket.deadline import Matter
from chalicelib.domain.ticket.history import MACHINE, Act, Entry
from chalicelib.domain.ticket.record import State, Ticket
from chalicelib.domain.working_time.timeline import NoSuchTime

MOST_TOLD = 60
"""Letters that one step owes at most: they share its transaction, which holds a hundred writes."""

_TO_CUSTOMER = {
    Act.OPENED: LetterKind.RECEIPT,
    Act.HANDLING_STARTED: LetterKind.HANDLING,
    Act.ADDED: LetterKind.ADDITION,
    Act.ACCEPTED: LetterKind.ADDITION,
    Act.CLOSED: LetterKind.CLOSED,
    Act.REOPENED: LetterKind.REOPENED,
    Act.SEVERITY_PROPOSED: LetterKind.SEVERITY_PROPOSED,
    Act.SEVERITY_AGREED: LetterKind.SEVERITY_AGREED,
    Act.AGREEMENT_SETTLED: LetterKind.AGREEMENT_SETTLED,
    Act.IDENTIFIED: LetterKind.IDENTIFIED,
    Act.PROMISED: LetterKind.PROMISE,
    Act.ESCALATED: LetterKind.ESCALATED,
    Act.RETURNED: LetterKind.RETURNED,
    Act.REMINDED: LetterKind.QUESTION_REMINDER,
}
_TO_STAFF_OF_CUSTOMER = {
    Act.OPENED: LetterKind.NEW_TICKET,
    Act.ADDED: LetterKind.ADDITION,
    Act.HELD: LetterKind.HELD,
    Act.CLOSURE_ASKED: LetterKind.CLOSURE_ASKED,
    Act.CLOSED: LetterKind.CLOSED,
    Act.REOPENED: LetterKind.REOPENED,
    Act.SEVERITY_PROPOSED: LetterKind.SEVERITY_PROPOSED,
    Act.SEVERITY_AGREED: LetterKind.SEVERITY_AGREED,
}
_TO_STAFF_ALWAYS = {Act.OPENED, Act.ADDED, Act.HELD, Act.CLOSURE_ASKED, Act.CLOSED, Act.REOPENED}
_ANSWERS = {
    State.OPEN.value: LetterKind.ANSWER,
    State.ESCALATED.value: LetterKind.ANSWER,
    State.AWAITING_CUSTOMER.value: LetterKind.QUESTION,
    State.RESOLVED.value: LetterKind.RESOLVED,
}

_HOUR = timedelta(hours=1)

Told = tuple[LetterKind, str]


def letters_for(world: World, ticket: Ticket, entry: Entry, earlier: Sequence[Entry] = ()) -> tuple[Letter, ...]:
    """What is owed for a step: the customer is told of every update, the desk of everything the customer adds.

    Nobody is told of what they did themselves, but for the receipt of a new ticket. What the machine has to say waits
    for the desk's hours; word of what is held, of which `earlier` entries tell, goes at most once an hour.
    """
    told = dict.fromkeys(_told(world, ticket, entry))
    owed_at = within_hours(world, ticket.desk) if entry.by == MACHINE else world.now
    if entry.act is Act.HELD:
        word_at = _word_of_held(earlier, entry.at)
        if word_at is None:
            return ()
        owed_at = word_at
    return tuple([_letter(world, ticket, entry, owed_at, *one) for one in told][:MOST_TOLD])


def letter_to_stranger(world: World, kind: LetterKind, id: str, desk: str, address: str, mail_id: str) -> Letter:
    """A letter to an address that is nobody of ours, e.g. the way in to a desk that takes no mail (TC2)."""
    return Letter(id, kind, f"address:{address}", desk, world.now, answers_mail=mail_id)


def word_of_mail_aside(world: World, mail: SetAside, next_hour: bool = False) -> tuple[Letter, ...]:
    """Word to the desk's agents of a mail that waits for them. Its hour is in the ids: a second one is a Conflict."""
    agents = world.directory.agents_of(mail.desk)[:MOST_TOLD]
    owed_at = _hour(world.now) + _HOUR if next_hour else world.now
    hour = f"{owed_at:%Y%m%d%H}"
    return tuple(
        Letter(
            id=f"aside-{mail.desk}-{agent.id}-{hour}",
            kind=LetterKind.SET_ASIDE,
            reader=agent.ref,
            desk=mail.desk,
            owed_at=owed_at,
        )
        for agent in agents
    )


def _word_of_held(earlier: Sequence[Entry], at: datetime) -> datetime | None:
    """When staff get word of a mail held now: at once, when the next hour begins, or with the word owed for it."""
    last: datetime | None = None
    for held in (*(entry.at for entry in earlier if entry.act is Act.HELD), at):
        hour = _hour(held)
        word_at = held if last is None or last < hour else hour + _HOUR if last < hour + _HOUR else None
        last = word_at or last
    return word_at


def _hour(instant: datetime) -> datetime:
    return instant.replace(minute=0, second=0, microsecond=0)


def _told(world: World, ticket: Ticket, entry: Entry) -> Iterator[Told]:
    if entry.act in (Act.WARNED, Act.BREACHED, Act.IDLE):
        yield from _of_lookout(world, ticket, entry)
    elif entry.facts.get("unanswered"):
        yield LetterKind.CLOSED_UNANSWERED, ticket.contact
    elif entry.act is Act.HANDLING_STARTED and "from" in entry.facts:
        yield LetterKind.TAKEN_OVER, entry.facts["from"]
        yield LetterKind.TAKEN_OVER, ticket.contact
    else:
        yield from _of_step(world, ticket, entry)


def _of_step(world: World, ticket: Ticket, entry: Entry) -> Iterator[Told]:
    to_customer = _ANSWERS[entry.facts["state"]] if entry.act is Act.ANSWERED else _TO_CUSTOMER.get(entry.act)
    if to_customer and (entry.by != ticket.contact or entry.act is Act.OPENED):
        yield to_customer, ticket.contact
    to_staff = _TO_STAFF_OF_CUSTOMER.get(entry.act)
    if to_staff and (entry.act in _TO_STAFF_ALWAYS or entry.by.startswith("contact:")):
        yield from ((to_staff, reader) for reader in _staff(world, ticket) if reader != entry.by)


def _of_lookout(world: World, ticket: Ticket, entry: Entry) -> Iterator[Told]:
    """A warning is for the agent; a breach, and work that goes on standing idle, for the desk's leads too."""
    is_promise = entry.facts.get("matter") == Matter.PROMISE
    kind = LetterKind.IDLE
    if entry.act is Act.WARNED:
        kind = LetterKind.PROMISE_SOON if is_promise else LetterKind.DUE_SOON
    elif entry.act is Act.BREACHED:
        kind = LetterKind.PROMISE_MISSED if is_promise else LetterKind.BREACHED
    yield from ((kind, reader) for reader in _staff(world, ticket))
    if entry.act is Act.BREACHED or entry.facts.get("round", "1") != "1":
        yield from ((kind, agent.ref) for agent in world.directory.agents_of(ticket.desk) if agent.role is Role.LEAD)


def _staff(world: World, ticket: Ticket) -> Iterable[str]:
    """Whose ticket it is; everyone at the desk while it is nobody's, or its agent works there no more."""
    agent = world.directory.person(ticket.agent) if ticket.agent else None
    if isinstance(agent, Agent) and ticket.desk in agent.desks:
        return [agent.ref]
    return [one.ref for one in world.directory.agents_of(ticket.desk)]


def _letter(world: World, ticket: Ticket, entry: Entry, owed_at: datetime, kind: LetterKind, reader: str) -> Letter:
    answers = entry.message.mail_id if entry.message and reader == entry.by else None
    as_it_stands = {
        "state": ticket.state.value,
        "due_at": written(ticket.due_at) if ticket.due_at else "",
        "due_matter": ticket.due_matter,
        "due_within": "yes" if ticket.due_within else "",
    }
    return Letter(
        id=str(ULID.from_datetime(world.now)),
        kind=kind,
        reader=reader,
        desk=ticket.desk,
        owed_at=owed_at,
        ticket=ticket.number,
        sequence=entry.sequence,
        answers_mail=answers,
        facts=as_it_stands,
    )


def within_hours(world: World, desk: str) -> datetime:
    """Now while the desk is open, else when it opens next: nothing that can wait disturbs a night."""
    try:
        return world.policies[desk].calendar.next_open(world.now)
    except NoSuchTime:
        return world.now
