"""Everything promised on a ticket, recomputed from its history and the desk's policy (PM9 PM10 PM11 TC9 CI5)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.desk.watch.reckoning import Reckoning, error_class, fix_due, reckonings
from chalicelib.domain.instants import written
from chalicelib.domain.ticket.course import Course, course_of
from chalicelib.domain.ticket.deadline import Deadline, Matter
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.promise import Promise, promises_of
from chalicelib.domain.ticket.record import Ticket
from chalicelib.policies.desk import Desk
from chalicelib.policies.levels import FixPromise


def deadlines(desk: Desk, ticket: Ticket, entries: Sequence[Entry]) -> tuple[Deadline, ...]:
    """All of them, done or not: clocks, the fix, and each promise of a next word."""
    course = course_of(entries)
    clocks = [_of_clock(desk, reckoning) for reckoning in reckonings(desk, ticket, course)]
    fix = _of_fix(desk, course)
    promises = [_of_promise(desk, promise) for promise in promises_of(entries)]
    return (*clocks, *((fix,) if fix else ()), *promises)


def next_due(all_of_them: Sequence[Deadline]) -> Deadline | None:
    """The first that is not done and has an instant."""
    open_ones = [deadline for deadline in all_of_them if deadline.is_open and deadline.due_at]
    return min(open_ones, key=_due_at, default=None)


def _of_clock(desk: Desk, it: Reckoning) -> Deadline:
    calendar, clock = desk.calendar, it.clock
    early = it.seconds * desk.levels.warning_percent // 100
    return Deadline(
        matter=it.matter,
        key=it.matter.value,
        warn_key=f"{it.matter}:{it.seconds}",
        severity=it.severity,
        due_at=clock.run_on().due(calendar, it.seconds),
        missed_at=clock.missed_at(calendar, it.seconds, inclusive=it.within),
        warn_at=clock.due(calendar, early) if early else None,
        within=it.within,
        ended_at=clock.stop,
        is_settled=it.is_settled,
    )


def _of_fix(desk: Desk, course: Course) -> Deadline | None:
    known, due_at = error_class(desk, course), fix_due(desk, course)
    if known is None or known.promise is not FixPromise.NEXT_RELEASE or due_at is None or course.identified is None:
        return None
    identified_at = course.identified[0]
    key = f"{Matter.FIX}:{known.id}:{written(identified_at)}"
    ended_at = course.clock(None)[0].stop
    by_date = Promise(0, identified_at, due_at, course.at(ended_at).severity, ended_at)
    fix = _of_promise(desk, by_date)
    return replace(fix, matter=Matter.FIX, key=key, warn_key=key, is_settled=course.is_closed)


def _of_promise(desk: Desk, it: Promise) -> Deadline:
    key = f"{Matter.PROMISE}:{it.sequence}"
    return Deadline(
        matter=Matter.PROMISE,
        key=key,
        warn_key=key,
        severity=it.severity,
        due_at=it.until,
        missed_at=it.missed_at,
        warn_at=_warn_at(desk, it.made_at, it.until),
        ended_at=it.ended_at,
        is_settled=it.ended_at is not None and not it.was_closed,
    )


def _warn_at(desk: Desk, made_at: datetime, until: datetime) -> datetime | None:
    """When so much of the working time up to a promise has run that a warning is in place."""
    seconds = desk.calendar.between(made_at, until) if made_at < until else 0
    early = seconds * desk.levels.warning_percent // 100
    return desk.calendar.add(made_at, early) if early else None


def _due_at(deadline: Deadline) -> datetime:
    assert deadline.due_at is not None
    return deadline.due_at
