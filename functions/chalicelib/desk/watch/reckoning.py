"""The clocks of a ticket under a desk's policy: which run, how long they may, and since when (PM9 PM10 PM11 TC9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.payroll import Level
from chalicelib.domain.ticket.course import Course
from chalicelib.domain.ticket.deadline import Matter
from chalicelib.domain.ticket.record import Ticket
from chalicelib.domain.working_time.clock import Clock, Pause
from chalicelib.policies.desk import Desk
from chalicelib.policies.levels import ClockKind, ErrorClass

_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A clock with its target. `why` says of each pause why the clock stood still.

    `is_settled`: it was stopped for good by what it waits for, not by a ticket that ended otherwise or may come back.
    """

    matter: Matter
    stopped_by: str
    severity: int
    level: Level
    seconds: int
    within: bool
    clock: Clock
    why: Mapping[Pause, str]
    is_settled: bool


def reckonings(desk: Desk, ticket: Ticket, course: Course) -> tuple[Reckoning, ...]:
    """The clocks that count working time on this ticket; none without an agreement (PM3), nor for proposals (AD6)."""
    kind = desk.kind(ticket.kind)
    if kind is None or not kind.has_clock or not course.was_under_agreement:
        return ()
    solution = _solution(desk, course)
    return (_start(desk, course), *((solution,) if solution else ()))


def error_class(desk: Desk, course: Course) -> ErrorClass | None:
    """The class of the identified error, as the desk's policy has it (PM10)."""
    found = course.identified[1] if course.identified else ""
    return next((known for known in desk.levels.error_classes if known.id == found), None)


def fix_due(desk: Desk, course: Course) -> datetime | None:
    """When an error that is fixed by date must be: the desk's last open instant of that day."""
    known = error_class(desk, course)
    if known is None or known.months_to is None or course.identified is None:
        return None
    day = _months_after(desk.local(course.identified[0]).date(), known.months_to)
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(desk.zone))
    return desk.calendar.prev_close(midnight.astimezone(UTC))


def _start(desk: Desk, course: Course) -> Reckoning:
    """The clock that the desk's beginning stops. It takes the target in force when its terms were last changed."""
    kind = desk.target(course.standings[0].severity, course.opened_at).clock
    stopped_at = course.answered_at if kind is ClockKind.FIRST_ANSWER else course.started_at
    clock, why = course.clock(stopped_at)
    standing, since = course.at(clock.stop), course.terms_since(clock.stop)
    target = desk.target(standing.severity, since)
    seconds, within = target.seconds, target.inclusive
    extended = desk.extended(since)
    if extended and standing.level is not Level.STANDARD and extended.start_minutes * 60 < seconds:
        seconds, within = extended.start_minutes * 60, True
    is_settled = stopped_at is not None
    return Reckoning(
        Matter.START, kind.value, standing.severity, standing.level, seconds, within, clock, why, is_settled
    )


def _solution(desk: Desk, course: Course) -> Reckoning | None:
    """The solution that an extended agreement promises for a fault filed on a payroll day (PM11).

    It counts from when the ticket is known for a fault. A solution is one for good once the ticket is closed.
    """
    since_fault = course.fault_since()
    if since_fault is None:
        return None
    clock, why = course.clock(None, since_fault)
    standing, since = course.at(clock.stop), course.terms_since(clock.stop)
    extended = desk.extended(since)
    if extended is None or standing.level is not Level.PAYROLL_DAY:
        return None
    seconds = extended.solution_minutes * 60
    level, word = standing.level, Matter.SOLUTION.value
    return Reckoning(Matter.SOLUTION, word, standing.severity, level, seconds, True, clock, why, course.is_closed)


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * _LAST_MONTH + day.month - 1 + months, _LAST_MONTH)
    first_of_next = date(year + (month + 1) // _LAST_MONTH, (month + 1) % _LAST_MONTH + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))
