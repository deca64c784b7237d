"""The lookout: does what has come due on tickets, once, however often and however late it is started.

A ticket says only when to look. What there is to do is recomputed from its history, and all of it is one transaction
on the version that was read: a second lookout, or a person who was faster, makes it a conflict, and the next run sees
the ticket as it then is.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from chalicelib.desk.letters.owed import letters_for
from chalicelib.desk.ports import Conflict, Step, World
from chalicelib.desk.watch.agenda import Occasion, What, agenda
from chalicelib.desk.watch.keeping import Kept, derived, kept
from chalicelib.desk.watch.questions import closes_on
from chalicelib.domain.letter import Letter
from chalicelib.domain.ticket import ending, marks
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Change, Ticket
from chalicelib.policies.desk import Desk

MOST_TICKETS = 500
"""Tickets of one run; the next minute's run goes on with the rest."""

MOST_WRITES = 90
"""What one look writes at most: a transaction holds a hundred. The next one goes on with the rest."""

LATER = timedelta(hours=1)
"""When a ticket that failed is looked at again, so that it stands in nobody's way."""


class Sight(StrEnum):
    """What a look at one ticket came to."""

    ACTED = "acted"
    NOTHING = "nothing"
    LOST = "lost"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Look:
    """One ticket looked at, the acts written on it, and why it failed if it did: the error's type."""

    number: str
    sight: Sight
    acts: tuple[str, ...] = ()
    reason: str = ""


def look_out(world: World, limit: int = MOST_TICKETS) -> tuple[Look, ...]:
    """Looks at every ticket whose instant has come. One that fails stops none of the others."""
    return tuple(_look(world, number) for number in world.tickets.to_look_at(world.now, limit))


def judge(world: World, ticket: Ticket) -> Ticket:
    """Marks what was missed on a ticket before it changes, so that no later step makes it look kept.

    Raises Conflict when somebody else's step came first.
    """
    earlier = world.tickets.course(ticket)
    return _act(world, ticket, earlier, lambda occasion: occasion.what is What.BREACH)[0]


def look_at(world: World, number: str) -> Look:
    """Does on one ticket what has come due. Raises Conflict when somebody else's step came first."""
    ticket = world.tickets.read(number)
    if ticket is None:
        return Look(number, Sight.NOTHING)
    earlier = world.tickets.course(ticket)
    _, entries = _act(world, ticket, earlier, lambda _: True)
    if not entries:
        _set_right(world, ticket, earlier)
        return Look(number, Sight.NOTHING)
    return Look(number, Sight.ACTED, tuple(entry.act.value for entry in entries))


def _look(world: World, number: str) -> Look:
    try:
        return look_at(world, number)
    except Conflict:
        return Look(number, Sight.LOST)
    except Exception as error:
        with suppress(Exception):
            world.tickets.look_later(number, world.now + LATER)
        return Look(number, Sight.FAILED, reason=type(error).__name__)


def _act(
    world: World, ticket: Ticket, earlier: tuple[Entry, ...], is_wanted: Callable[[Occasion], bool]
) -> tuple[Ticket, tuple[Entry, ...]]:
    """What is due and wanted, one after the other, each on the ticket as the one before left it; in one transaction."""
    desk, now = world.policies[ticket.desk], ticket
    done: list[Kept] = []
    letters: list[Letter] = []

    def due() -> list[Occasion]:
        return [it for it in agenda(desk, now, earlier) if it.at <= world.now and is_wanted(it)]

    waiting = due()
    while waiting:
        occasion, before = waiting[0], (now, earlier)
        one = kept(world, earlier, _change(world, desk, now, occasion, earlier))
        now, earlier = one.ticket, (*earlier, one.entry)
        waiting = due()
        told = () if any(_overtakes(later, occasion) for later in waiting) else letters_for(world, now, one.entry)
        if done and _writes(done, letters) + 1 + len(told) + len(one.tallies) > MOST_WRITES:
            now, earlier = before
            break
        done.append(one)
        letters += told
    if done:
        tallies = tuple(tally for one in done for tally in one.tallies)
        entries = tuple(one.entry for one in done)
        world.tickets.commit(Step(now, entries, ticket.version, tuple(letters), tallies=tallies))
    return now, tuple(one.entry for one in done)


def _writes(done: list[Kept], letters: list[Letter]) -> int:
    return 1 + len(letters) + sum(1 + len(one.tallies) for one in done)


def _change(world: World, desk: Desk, ticket: Ticket, due: Occasion, earlier: tuple[Entry, ...]) -> Change:
    now = world.now
    match due:
        case Occasion(what=What.WARN, deadline=deadline) if deadline and deadline.due_at:
            return marks.warn(ticket, deadline.matter, deadline.warn_key, deadline.due_at, now)
        case Occasion(what=What.BREACH, deadline=deadline) if deadline and deadline.due_at:
            return marks.breach(ticket, deadline.matter, deadline.key, deadline.due_at, now)
        case Occasion(what=What.REMIND):
            asked = next(entry for entry in earlier if entry.sequence == due.question)
            closes = closes_on(desk, asked.at, now)
            return marks.remind(ticket, due.question, due.number, closes.isoformat() if closes else "", now)
        case Occasion(what=What.IDLE, since=since) if since:
            return marks.find_idle(ticket, since, due.at, due.number, now)
        case Occasion(what=What.CLOSE):
            return ending.close_unanswered(ticket, now)
    raise ValueError(f"nothing can be done about {due.what} without its instant")


def _overtakes(later: Occasion, occasion: Occasion) -> bool:
    """Whether something that is due by now, too, tells all that this one would: a breach after its warning."""
    if occasion.deadline and later.deadline:
        return later.deadline.key == occasion.deadline.key
    return later.what is occasion.what is What.IDLE


def _set_right(world: World, ticket: Ticket, entries: tuple[Entry, ...]) -> None:
    """Nothing is due, though it seemed so: the instant to look is derived anew, so that the ticket is left in peace."""
    right = derived(world, ticket, entries)
    if right != ticket:
        world.tickets.commit(Step(replace(right, version=ticket.version + 1), (), ticket.version))
