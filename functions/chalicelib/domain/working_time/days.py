"""What kind of day a date is at a desk, and when the desk is open on it (TC7, PM7, AD1).

In order of precedence: announced deviation, public holiday or closed eve, bridge day, short day, weekly hours.
Everything here is local wall-clock time; `hours` turns it into instants.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from chalicelib.domain.languages import Wording

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MINUTES_OF_DAY = 24 * 60

_DAY = timedelta(days=1)
_FRIDAY = 4
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


class CalendarError(ValueError):
    """A calendar that makes no sense. `key` is the dotted path of the value at fault, `problem` says what is wrong."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}")
        self.key = key
        self.problem = problem


class DayKind(StrEnum):
    """Why a day has the hours it has."""

    WEEKLY = "weekly"
    SHORT = "short"
    BRIDGE = "bridge"
    EVE = "eve"
    HOLIDAY = "holiday"
    DEVIATION = "deviation"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from `opens` up to, not including, `closes`: minutes after local midnight, 0 to 1440."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return f"{self.opens // 60:02}:{self.opens % 60:02}-{self.closes // 60:02}:{self.closes % 60:02}"

    @classmethod
    def parse(cls, text: str) -> "Span":
        """`09:00-12:00` as a span; 24:00 may end it. Raises ValueError for anything else."""
        match = _SPAN.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a span like 09:00-12:00")
        opens, opens_minute, closes, closes_minute = map(int, match.groups())
        return cls(opens * 60 + opens_minute, closes * 60 + closes_minute)


Spans = tuple[Span, ...]
Week = tuple[Spans, Spans, Spans, Spans, Spans, Spans, Spans]
"""The spans of Monday to Sunday."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """Hours announced for one date, and the reason given; no spans means closed."""

    spans: Spans
    reason: Wording


@dataclass(frozen=True, slots=True)
class Rules:
    """How a desk's days follow from the date, from `valid_from` on.

    `before_holiday` are the spans of a weekday before a public holiday (None: as usual). Eves in `closed_eves` are
    closed; the others are ordinary days. With `bridge_days` a working day between two closed ones is closed.
    """

    valid_from: date
    weekly: Week
    before_holiday: Spans | None = None
    bridge_days: bool = False
    holidays: Mapping[date, Wording] = field(default_factory=dict)
    closed_eves: Mapping[date, Wording] = field(default_factory=dict)

    def day(self, on: date) -> "Day":
        """The date by rule, announced deviations left out."""
        if on in self.holidays:
            return Day(on, (), DayKind.HOLIDAY, self.holidays[on])
        if on in self.closed_eves:
            return Day(on, (), DayKind.EVE, self.closed_eves[on])
        usual = self.weekly[on.weekday()]
        if not usual or on.weekday() > _FRIDAY:
            return Day(on, usual, DayKind.WEEKLY)
        # Neighbours are judged without bridge days and short days, so that no rule feeds on itself.
        if self.bridge_days and self._closed(on - _DAY) and self._closed(on + _DAY):
            return Day(on, (), DayKind.BRIDGE)
        if self.before_holiday is not None and on + _DAY in self.holidays:
            return Day(on, self.before_holiday, DayKind.SHORT, self.holidays[on + _DAY])
        return Day(on, usual, DayKind.WEEKLY)

    def _closed(self, on: date) -> bool:
        return not self.weekly[on.weekday()] or on in self.holidays or on in self.closed_eves


@dataclass(frozen=True, slots=True)
class Day:
    """A date as the desk keeps it: its spans, why, and in words.

    `name` is the name of the holiday or eve, of the holiday that follows a short day, or the reason of a deviation;
    empty for bridge days and weekly hours.
    """

    date: date
    spans: Spans
    kind: DayKind
    name: Wording = field(default_factory=dict)

    @property
    def is_exception(self) -> bool:
        """Not as every week: worth a line on the page."""
        return self.kind is not DayKind.WEEKLY


def check_spans(key: str, spans: Spans) -> None:
    """Raise CalendarError unless the spans are within the day, each of some length, in order and apart."""
    earlier = None
    for span in spans:
        if not 0 <= span.opens < MINUTES_OF_DAY or not 0 < span.closes <= MINUTES_OF_DAY:
            raise CalendarError(key, f"{span} is not within 00:00-24:00")
        if span.closes <= span.opens:
            raise CalendarError(key, f"{span} closes before it opens")
        if earlier and span.opens < earlier.closes:
            raise CalendarError(key, f"{span} overlaps {earlier} or stands before it")
        earlier = span


def check_rules(key: str, rules: Rules) -> None:
    """Raise CalendarError where the rules make no sense."""
    if len(rules.weekly) != len(WEEKDAYS):
        raise CalendarError(f"{key}.weekly", f"has {len(rules.weekly)} days, a week has {len(WEEKDAYS)}")
    for weekday, spans in zip(WEEKDAYS, rules.weekly, strict=True):
        check_spans(f"{key}.weekly.{weekday}", spans)
    check_spans(f"{key}.before_holiday", rules.before_holiday or ())
