"""The lookout: does what has come due on tickets, once, however often and however late it is started.

A ticket says only when to look. What there is to do is recomputed from its history, and all of it is one transaction
on the version that was read: a second lookout, or a person who was faster, makes it a conflict, and the next run sees
the ticket as it then is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from chalicelib.desk.letters.owed import letters_for
from chalicelib.desk.ports import Conflict, Step, World
from chalicelib.desk.watch.agenda import Occasion, What, agenda, closes_on
from chalicelib.desk.watch.keeping import Kept, derived, kept
from chalicelib.domain.letter import Letter
from chalicelib.domain.ticket import ending, marks
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Change, Ticket
from chalicelib.policies.desk import Desk

MOST_TICKETS = 500
"""Tickets of one run; the next minute's run goes on with the rest."""

MOST_OCCASIONS = 30
"""What one transaction does on one ticket, with room for its letters."""


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


def _look(world: World, number: str) -> Look:
    try:
        return look_at(world, number)
    except Conflict:
        return Look(number, Sight.LOST)
    except Exception as error:
        return Look(number, Sight.FAILED, reason=type(error).__name__)


def look_at(world: World, number: str) -> Look:
    """Does on one ticket what has come due. Raises Conflict when somebody else's step came first."""
    ticket = world.tickets.read(number)
    if ticket is None:
        return Look(number, Sight.NOTHING)
    earlier = world.tickets.course(ticket)
    done, occasions = _done(world, ticket, earlier)
    if not done:
        _set_right(world, ticket, earlier)
        return Look(number, Sight.NOTHING)
    letters = tuple(_letters(world, done, occasions))
    tallies = tuple(tally for one in done for tally in one.tallies)
    entries = tuple(one.entry for one in done)
    world.tickets.commit(Step(done[-1].ticket, entries, ticket.version, letters, tallies=tallies))
    return Look(number, Sight.ACTED, tuple(entry.act.value for entry in entries))


def _done(world: World, ticket: Ticket, earlier: tuple[Entry, ...]) -> tuple[list[Kept], list[Occasion]]:
    """What is due by now, one after the other, each on the ticket as the one before left it."""
    done: list[Kept] = []
    occasions: list[Occasion] = []
    desk = world.policies[ticket.desk]
    while len(done) < MOST_OCCASIONS:
        due = [occasion for occasion in agenda(desk, ticket, earlier) if occasion.at <= world.now]
        if not due:
            break
        one = kept(world, earlier, _change(world, desk, ticket, due[0], earlier))
        done.append(one)
        occasions.append(due[0])
        ticket, earlier = one.ticket, (*earlier, one.entry)
    return done, occasions


def _change(world: World, desk: Desk, ticket: Ticket, due: Occasion, earlier: tuple[Entry, ...]) -> Change:
    now, deadline = world.now, due.deadline
    if due.what is What.WARN and deadline and deadline.due_at:
        return marks.warn(ticket, deadline.matter, deadline.warn_key, deadline.due_at, now)
    if due.what is What.BREACH and deadline and deadline.due_at:
        return marks.breach(ticket, deadline.matter, deadline.key, deadline.due_at, now)
    if due.what is What.REMIND:
        asked = next(entry for entry in earlier if entry.sequence == due.question)
        closes = closes_on(desk, asked.at)
        return marks.remind(ticket, due.question, due.number, closes.isoformat() if closes else "", now)
    if due.what is What.IDLE and due.since:
        return marks.find_idle(ticket, due.since, due.at, due.number, now)
    return ending.close_unanswered(ticket, now)


def _letters(world: World, done: list[Kept], occasions: list[Occasion]) -> Iterable[Letter]:
    """The letters of a look, but for those that a later act of the same look, or the end, has overtaken."""
    for index, (one, occasion) in enumerate(zip(done, occasions, strict=True)):
        if not _is_overtaken(occasion, occasions[index + 1 :]):
            yield from letters_for(world, one.ticket, one.entry)


def _is_overtaken(occasion: Occasion, later: list[Occasion]) -> bool:
    if occasion.deadline:
        is_over = occasion.what is What.WARN and not occasion.deadline.is_open
        return is_over or any(one.deadline and one.deadline.key == occasion.deadline.key for one in later)
    return any(one.what is occasion.what or one.what is What.CLOSE for one in later)


def _set_right(world: World, ticket: Ticket, entries: tuple[Entry, ...]) -> None:
    """Nothing is due, though it seemed so: the instant to look is derived anew, so that the ticket is left in peace."""
    right = derived(world, ticket, entries)
    if right != ticket:
        world.tickets.commit(Step(replace(right, version=ticket.version + 1), (), ticket.version))
