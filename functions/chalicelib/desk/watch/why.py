"""Why a thing is due when it is: each clock of a ticket, each stretch counted or left out (CI8 PM9 TC9)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.desk.ports import World
from chalicelib.desk.watch.deadlines import deadlines
from chalicelib.desk.watch.reckoning import Reckoning, error_class, reckonings
from chalicelib.domain.ticket.course import Course, course_of
from chalicelib.domain.ticket.deadline import Deadline, Matter
from chalicelib.domain.ticket.history import Act, Entry
from chalicelib.domain.ticket.record import Ticket
from chalicelib.domain.working_time.account import Stretch, account
from chalicelib.policies.book import Policies
from chalicelib.policies.desk import Desk
from chalicelib.policies.mistakes import PolicyError

MOST_STRETCHES = 60


class ClockState(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    STANDING = "standing"
    LATE = "late"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Explained:
    """A clock, or the fix of an error, with its account. `seconds` are the target's, 0 where none is counted."""

    matter: Matter
    stopped_by: str
    severity: int
    seconds: int
    within: bool
    due_at: datetime | None
    state: ClockState
    used_seconds: int
    stopped_at: datetime | None
    stretches: tuple[Stretch, ...] = ()
    is_cut: bool = False


def explained(world: World, ticket: Ticket, entries: Sequence[Entry]) -> tuple[Explained, ...]:
    """The clocks of a ticket. One that has stopped is told under the policy in force when it was judged."""
    course = course_of(entries)
    clocks = []
    for reckoning in reckonings(world.policies[ticket.desk], ticket, course):
        has_stopped = reckoning.clock.stop is not None
        desk = _desk_then(world, ticket, entries, reckoning.matter) if has_stopped else world.policies[ticket.desk]
        then = next((one for one in reckonings(desk, ticket, course) if one.matter is reckoning.matter), reckoning)
        known = {one.matter: one for one in deadlines(desk, ticket, entries)}
        clocks.append(_as_marked(_clock(world, desk, then, known[then.matter]), entries))
    fix = _fix(world, ticket, entries, course)
    return (*clocks, *((fix,) if fix else ()))


def _desk_then(world: World, ticket: Ticket, entries: Sequence[Entry], matter: Matter) -> Desk:
    """The desk's policy under which the matter was judged; the one in force while it was not."""
    judged = (entry.facts["policy"] for entry in reversed(entries) if _judges(entry, matter))
    return _policies(world, next(judged, world.policies.hash))[ticket.desk]


def _as_marked(clock: Explained, entries: Sequence[Entry]) -> Explained:
    """What was marked as missed stays missed, whatever was agreed afterwards."""
    missed = any(entry.act is Act.BREACHED and entry.facts["key"] == clock.matter for entry in entries)
    return replace(clock, state=ClockState.MISSED) if missed and clock.state is not ClockState.LATE else clock


def _judges(entry: Entry, matter: Matter) -> bool:
    return any(key.partition(":")[0] == matter for key in entry.facts.get("judged", "").split())


def _policies(world: World, hash: str) -> Policies:
    """Those of a hash; the ones in force where these were never kept, or cannot be read any more."""
    if hash == world.policies.hash:
        return world.policies
    try:
        return world.archive.of(hash) or world.policies
    except PolicyError:
        return world.policies


def _clock(world: World, desk: Desk, it: Reckoning, deadline: Deadline) -> Explained:
    ends = it.clock.stop or deadline.due_at or world.now
    stretches = account(desk.calendar, it.clock, max(ends, it.clock.start), it.why)
    return Explained(
        matter=it.matter,
        stopped_by=it.stopped_by,
        severity=it.severity,
        seconds=it.seconds,
        within=it.within,
        due_at=deadline.due_at,
        state=_state(deadline, world.now),
        used_seconds=it.clock.consumed(desk.calendar, world.now),
        stopped_at=it.clock.stop,
        stretches=stretches[:MOST_STRETCHES],
        is_cut=len(stretches) > MOST_STRETCHES,
    )


def _fix(world: World, ticket: Ticket, entries: Sequence[Entry], course: Course) -> Explained | None:
    """The fix clock that an identified error's class brings (PM10): worked on at once, by date, or listed."""
    stopped_at = course.clock(None)[0].stop
    desk = _desk_then(world, ticket, entries, Matter.FIX) if stopped_at else world.policies[ticket.desk]
    known = error_class(desk, course)
    if known is None:
        return None
    by_date = next((one for one in deadlines(desk, ticket, entries) if one.matter is Matter.FIX), None)
    state = ClockState.MET if stopped_at else ClockState.RUNNING
    return Explained(
        matter=Matter.FIX,
        stopped_by="fix",
        severity=course.at(stopped_at).severity,
        seconds=0,
        within=True,
        due_at=by_date.due_at if by_date else None,
        state=_state(by_date, world.now) if by_date else state,
        used_seconds=0,
        stopped_at=stopped_at,
    )


def _state(deadline: Deadline, now: datetime) -> ClockState:
    if deadline.is_missed(now):
        return ClockState.LATE if deadline.is_open else ClockState.MISSED
    if not deadline.is_open:
        return ClockState.MET
    return ClockState.RUNNING if deadline.due_at else ClockState.STANDING
