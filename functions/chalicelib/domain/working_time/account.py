"""Why this due time: a clock's whole time, stretch by stretch, counted or left out and why (TC7, PM9, CI8).

What is left out is told by what took it away. Closed time is closed time, whoever was waiting; a pause is a reason only
where the desk was open. A shortened or announced day is a reason where it took hours that its weekday would have had.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain, groupby, pairwise

from chalicelib.domain.languages import Wording
from chalicelib.domain.working_time.clock import Clock, Pause
from chalicelib.domain.working_time.days import DayKind, Rules
from chalicelib.domain.working_time.hours import Calendar


class LeftOut(StrEnum):
    """Why time was not counted."""

    LUNCH = "lunch"
    """Between two spans of one date."""
    CLOSED = "closed"
    """Outside the hours of a working day: the night, the early morning."""
    WEEKEND = "weekend"
    """A date without weekly hours."""
    SHORT = "short"
    BRIDGE = "bridge"
    EVE = "eve"
    HOLIDAY = "holiday"
    DEVIATION = "deviation"
    PAUSED = "paused"
    """The clock stood still while the desk was open."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why time was left out.

    `date` is the first local date that it holds on, None for a pause; `name` is the day's, as in Day; `pause` is the
    caller's word for the pause.
    """

    kind: LeftOut
    date: date | None
    name: Wording = field(default_factory=dict)
    pause: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time from `begin` up to, not including, `end`: counted, or left out for its reasons in the order of time.

    `seconds` are the working seconds counted in it, 0 where it is left out, for its `reasons`.
    """

    begin: datetime
    end: datetime
    seconds: int
    reasons: tuple[Reason, ...] = ()


_SHUT = Reason(LeftOut.CLOSED, None)


def account(calendar: Calendar, clock: Clock, until: datetime, pauses: Mapping[Pause, str]) -> tuple[Stretch, ...]:
    """The stretches from the clock's start until `until`, or until its stop if that came first, without gap or overlap.

    Their seconds add up to what the clock has consumed. Neighbours differ: closed time on end is one stretch, and so
    are pauses of one word. `pauses` has the caller's word for each of the clock's; where some overlap, the one that
    began first is told. The work follows the number of dates: bound it where `until` may be far.
    """
    end = until if clock.stop is None else min(until, clock.stop)
    weekly = Calendar(calendar.zone, tuple(Rules(rules.valid_from, rules.weekly) for rules in calendar.rules))
    pieces = pairwise(_edges(calendar, clock, end))
    stretches = []
    for reason, alike in groupby(pieces, key=lambda piece: _left_out(calendar, clock, pauses, piece[0])):
        first, *_, last = chain.from_iterable(alike)
        if reason is None:
            stretches.append(Stretch(first, last, calendar.between(first, last)))
        elif reason == _SHUT:
            stretches.append(Stretch(first, last, 0, _of_closed(calendar, weekly, first, last)))
        else:
            stretches.append(Stretch(first, last, 0, (reason,)))
    return tuple(stretches)


def _edges(calendar: Calendar, clock: Clock, end: datetime) -> list[datetime]:
    """The clock's start, the end, and every instant between them at which it may have stood still or gone on."""
    edges = {clock.start, end}
    edges.update(edge for pause in clock.pauses for edge in pause if edge is not None)
    for on in _dates(calendar, clock.start, end):
        edges.update(chain.from_iterable(calendar.openings(on)))
    return sorted(edge for edge in edges if clock.start <= edge <= end)


def _dates(calendar: Calendar, begin: datetime, end: datetime) -> Iterator[date]:
    """The local dates of [begin, end)."""
    first, last = calendar.local(begin), calendar.local(end - timedelta.resolution)
    return (date.fromordinal(ordinal) for ordinal in range(first.toordinal(), last.toordinal() + 1))


def _left_out(calendar: Calendar, clock: Clock, pauses: Mapping[Pause, str], at: datetime) -> Reason | None:
    """None where the clock runs, `_SHUT` where the desk is closed, else the pause."""
    if not calendar.is_open(at):
        return _SHUT
    standing = [(begin, end) for begin, end in clock.pauses if begin <= at and (end is None or at < end)]
    if not standing:
        return None
    return Reason(LeftOut.PAUSED, None, pause=pauses.get(min(standing, key=lambda pause: pause[0]), ""))


def _of_closed(calendar: Calendar, weekly: Calendar, begin: datetime, end: datetime) -> tuple[Reason, ...]:
    """Why the desk is closed all of [begin, end): each reason once, a plain night only where nothing else tells."""
    told: list[Reason] = []
    for on in _dates(calendar, begin, end):
        reason = _of_date(calendar, weekly, on, begin, end)
        if all((reason.kind, reason.name) != (other.kind, other.name) for other in told):
            told.append(reason)
    return tuple([reason for reason in told if reason.kind is not LeftOut.CLOSED] or told)


def _of_date(calendar: Calendar, weekly: Calendar, on: date, begin: datetime, end: datetime) -> Reason:
    """Why the desk is closed on that part of the date that lies in [begin, end)."""
    day = calendar.day(on)
    if not day.spans and day.kind is DayKind.WEEKLY:
        return Reason(LeftOut.WEEKEND, on)
    if not day.spans or any(opens < end and begin < closes for opens, closes in weekly.openings(on)):
        return Reason(LeftOut(day.kind.value), on, day.name)
    openings = calendar.openings(on)
    is_between = any(closes <= begin for _, closes in openings) and any(end <= opens for opens, _ in openings)
    return Reason(LeftOut.LUNCH if is_between else LeftOut.CLOSED, on)
