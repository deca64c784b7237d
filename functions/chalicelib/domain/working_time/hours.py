"""Working time: a desk's opening hours and the questions asked of them (TC7, PM7, AD1).

Opening hours are wall-clock times of the desk's zone; working time is time that really passes, so it is counted in UTC.
Across a clock change a span is exactly as long as it lasts: an instant is open when its wall clock lies in a span.
All instants are aware datetimes, answers are in UTC, fractions of a second are dropped.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from chalicelib.domain.working_time.days import (
    CalendarError,
    Day,
    DayKind,
    Deviation,
    Rules,
    Spans,
    check_rules,
    check_spans,
)
from chalicelib.domain.working_time.timeline import Run, Timeline

Period = tuple[datetime, datetime]
"""Open from the first instant up to, not including, the second."""

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Calendar:
    """A desk's working time: its zone, the versions of its rules by `valid_from`, and announced deviations.

    The first version holds for all time before it, too. Raises CalendarError, with the key at fault, for a calendar
    that makes no sense.
    """

    zone: str
    rules: tuple[Rules, ...]
    deviations: Mapping[date, Deviation] = field(default_factory=dict)
    _tz: ZoneInfo = field(init=False, repr=False, compare=False)
    _timeline: Timeline = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check(self)
        object.__setattr__(self, "_tz", _zone(self.zone))
        object.__setattr__(self, "_timeline", Timeline(self._runs_of_year))

    def is_open(self, at: datetime) -> bool:
        """Whether the desk is open at this instant; at closing time it is not."""
        return self._timeline.is_open(_seconds(at))

    def next_open(self, at: datetime) -> datetime:
        """The first open instant at or after `at`. Raises NoSuchTime where the desk never opens again."""
        return _instant(self._timeline.next_open(_seconds(at)))

    def next_close(self, at: datetime) -> datetime:
        """The end of the first opening that ends after `at`. Raises NoSuchTime where there is none."""
        return _instant(self._timeline.next_close(_seconds(at)))

    def prev_close(self, at: datetime) -> datetime:
        """The last instant up to `at` that working time leads up to. Raises NoSuchTime where there is none."""
        return _instant(self._timeline.prev_close(_seconds(at)))

    def add(self, at: datetime, seconds: int) -> datetime:
        """The earliest instant after `seconds` of working time from `at`; exactly at closing time it stays there.

        Raises ValueError for negative seconds, NoSuchTime where the desk does not open for that long.
        """
        if seconds < 0:
            raise ValueError(f"{seconds} seconds of working time cannot be added: use subtract")
        return _instant(self._timeline.add(_seconds(at), seconds))

    def subtract(self, at: datetime, seconds: int) -> datetime:
        """The latest instant with `seconds` of working time from it until `at`. Raises as `add` does."""
        if seconds < 0:
            raise ValueError(f"{seconds} seconds of working time cannot be subtracted: use add")
        return _instant(self._timeline.subtract(_seconds(at), seconds))

    def between(self, start: datetime, end: datetime) -> int:
        """The working seconds in [start, end). Raises ValueError where `end` comes first."""
        first, last = _seconds(start), _seconds(end)
        if last < first:
            raise ValueError(f"{end.isoformat()} is before {start.isoformat()}")
        return self._timeline.between(first, last)

    def periods(self, at: datetime, count: int, direction: Literal["forward", "back"] = "forward") -> list[Period]:
        """The first `count` openings from `at` on, or the last ones before it (latest first), cut at `at`."""
        runs_of = self._timeline.runs_after if direction == "forward" else self._timeline.runs_before
        return [(_instant(start), _instant(end)) for start, end in runs_of(_seconds(at), count)]

    def day(self, on: date) -> Day:
        """What kind of day this date of the desk's is, its spans, and the reason in words."""
        deviation = self.deviations.get(on)
        if deviation is not None:
            return Day(on, deviation.spans, DayKind.DEVIATION, deviation.reason)
        rules = self.rules[0]
        for version in self.rules[1:]:
            if version.valid_from <= on:
                rules = version
        return rules.day(on)

    def exceptions(self, start: date, end: date) -> Iterator[Day]:
        """The days in [start, end) that are not as every week, in order."""
        for ordinal in range(start.toordinal(), end.toordinal()):
            day = self.day(date.fromordinal(ordinal))
            if day.is_exception:
                yield day

    def openings(self, on: date) -> list[Period]:
        """The spans of a date as instants: moved, split or empty where the clock changes on that date."""
        return [(_instant(start), _instant(end)) for start, end in self._runs(on, self.day(on).spans)]

    def local(self, at: datetime) -> datetime:
        """The instant as the desk's clock shows it."""
        return at.astimezone(self._tz)

    def _runs_of_year(self, year: int) -> Iterable[Run]:
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        days = (self.day(date.fromordinal(ordinal)) for ordinal in range(first, last + 1))
        return sorted(run for day in days for run in self._runs(day.date, day.spans))

    def _runs(self, on: date, spans: Spans) -> Iterator[Run]:
        if not spans:
            return
        midnight = int(datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp())
        for start, end, offset in self._offsets(midnight - 15 * _HOUR, midnight + 39 * _HOUR):
            for span in spans:
                opens = max(midnight + span.opens * 60 - offset, start)
                closes = min(midnight + span.closes * 60 - offset, end)
                if opens < closes:
                    yield opens, closes

    def _offsets(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The stretches of [start, end) with the seconds that the zone's clock is ahead of UTC in each."""
        before, after = self._offset(start), self._offset(end)
        if before == after:
            yield start, end, before
            return
        earlier, later = start, end
        while later - earlier > 1:
            middle = (earlier + later) // 2
            if self._offset(middle) == before:
                earlier = middle
            else:
                later = middle
        yield start, later, before
        yield later, end, after

    def _offset(self, at: int) -> int:
        offset = datetime.fromtimestamp(at, self._tz).utcoffset()
        return 0 if offset is None else int(offset.total_seconds())


def _check(calendar: Calendar) -> None:
    _zone(calendar.zone)
    if not calendar.rules:
        raise CalendarError("rules", "has no version: at least one is needed")
    for number, rules in enumerate(calendar.rules):
        check_rules(f"rules.{number}", rules)
        if number and rules.valid_from <= calendar.rules[number - 1].valid_from:
            raise CalendarError(f"rules.{number}.valid_from", f"{rules.valid_from} is not after the version before it")
    for on, deviation in calendar.deviations.items():
        check_spans(f"deviations.{on}", deviation.spans)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        raise CalendarError("zone", f"{name!r} is not a time zone of the IANA list, like Europe/Oslo") from None


def _seconds(at: datetime) -> int:
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} says no time zone: instants are aware datetimes")
    return int(at.timestamp() // 1)


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
