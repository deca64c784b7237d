"""A step as it is kept: with the promise it owes, what it brought to an end judged, and what is due next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.desk.ports import World
from chalicelib.desk.watch.agenda import agenda, judged_keys
from chalicelib.desk.watch.deadlines import deadlines, next_due
from chalicelib.domain.instants import written
from chalicelib.domain.tally import Tally
from chalicelib.domain.ticket.deadline import Deadline, Matter
from chalicelib.domain.ticket.history import Act, Audience, Entry
from chalicelib.domain.ticket.promise import needs_promise, promises_of
from chalicelib.domain.ticket.record import Change, Ticket
from chalicelib.policies.desk import Desk


@dataclass(frozen=True, slots=True)
class Kept:
    """A step ready for its transaction: the ticket after it, its entry, and what it judged."""

    ticket: Ticket
    entry: Entry
    tallies: tuple[Tally, ...]


def kept(world: World, earlier: Sequence[Entry], change: Change) -> Kept:
    """A step on a ticket with this history."""
    ticket, entry = change
    desk = world.policies[ticket.desk]
    if earlier:  # Clocks of two machines differ, and a lost race is tried again late: time goes forward all the same.
        entry = replace(entry, at=max(entry.at, earlier[-1].at))
    entry = _with_promise(world, desk, ticket, earlier, entry)
    judged = tuple(_judged(world, desk, ticket, earlier, entry))
    if judged:
        keys = " ".join(deadline.key for deadline, _ in judged)
        entry = replace(entry, facts={**entry.facts, "judged": keys, "policy": world.policies.hash})
    tallies = tuple(_tally(desk, ticket, deadline, met) for deadline, met in judged)
    return Kept(derived(world, ticket, (*earlier, entry)), entry, tallies)


def derived(world: World, ticket: Ticket, entries: Sequence[Entry]) -> Ticket:
    """The ticket with what is due next and when to look, anew."""
    desk = world.policies[ticket.desk]
    promised = deadlines(desk, ticket, entries)
    due = next_due(promised)
    standing = [deadline for deadline in promised if deadline.matter is Matter.PROMISE and deadline.is_open]
    occasions = agenda(desk, ticket, entries)
    return replace(
        ticket,
        due_at=due.due_at if due else None,
        due_matter=due.matter.value if due else "",
        due_within=due.within if due else True,
        promise_at=standing[0].due_at if standing else None,
        look_at=occasions[0].at if occasions else None,
    )


def default_promise(desk: Desk, severity: int, at: datetime) -> datetime:
    """The next word that the desk promises by itself: the severity's interval of working time later (CI5)."""
    return desk.calendar.add(at, desk.levels.next_update_minutes[severity] * 60)


def _with_promise(world: World, desk: Desk, ticket: Ticket, earlier: Sequence[Entry], entry: Entry) -> Entry:
    """The entry with the default promise, where one must stand and none does."""
    if (
        entry.audience is not Audience.EVERYONE
        or not needs_promise(ticket)
        or any(promise.ended_at is None for promise in promises_of((*earlier, entry)))
    ):
        return entry
    until = default_promise(desk, ticket.severity, world.now)
    return replace(entry, facts={**entry.facts, "until": written(until)})


def _judged(
    world: World, desk: Desk, ticket: Ticket, earlier: Sequence[Entry], entry: Entry
) -> Iterator[tuple[Deadline, bool]]:
    """What this entry decides: a breach that is marked is missed, what ends in time is met. Each is judged once."""
    known = judged_keys(earlier)
    for deadline in deadlines(desk, ticket, (*earlier, entry)):
        if deadline.key in known:
            continue
        if entry.act is Act.BREACHED and entry.facts["key"] == deadline.key:
            yield deadline, False
        elif deadline.is_settled and not deadline.is_open and not deadline.is_missed(world.now):
            yield deadline, True


def _tally(desk: Desk, ticket: Ticket, deadline: Deadline, met: bool) -> Tally:
    """It counts in the month in which it was missed or done, however late that is found."""
    at = deadline.ended_at if met else deadline.missed_at
    assert at is not None
    month = desk.local(at).strftime("%Y-%m")
    return Tally(ticket.desk, month, ticket.organisation, deadline.severity, deadline.matter.value, met)
