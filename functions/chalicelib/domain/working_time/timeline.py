"""Open time as whole seconds since 1970, laid out year by year as it is asked for.

The runs of the years seen so far stand in sorted lists beside running totals, so that each question is one or two
bisections however far apart the instants are. Runs that touch, as over midnight, are one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

Run = tuple[int, int]
"""Open from the first second up to, not including, the second."""

HORIZON_YEARS = 40
"""How far from the instant of a question its answer is looked for: a calendar that never opens must not loop."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_DAY_SECONDS = 86_400


class NoSuchTime(LookupError):
    """The calendar has no such instant within `HORIZON_YEARS`: it never opens, or never closes."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """The runs of some years on end. Never changed, only replaced, so that threads may share a calendar."""

    first_year: int
    last_year: int
    begins: int  # instants from here until `until` are inside these years in every zone
    until: int
    starts: list[int]
    ends: list[int]
    totals: list[int]  # open seconds before each run

    def worked(self, at: int) -> int:
        """The open seconds before `at`, counted from the first run."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        end = self.ends[index]
        return self.totals[index] + min(at, end) - self.starts[index]


class Timeline:
    """Working seconds over all time. `runs_of_year` gives the runs of the local dates of one year, in order."""

    __slots__ = ("_laid", "_runs_of_year")

    def __init__(self, runs_of_year: Callable[[int], Iterable[Run]]) -> None:
        self._runs_of_year = runs_of_year
        self._laid = _Laid(-HORIZON_YEARS, -HORIZON_YEARS, 0, 0, [], [], [])

    def is_open(self, at: int) -> bool:
        """Whether `at` lies in a run."""
        laid = self._covering(at)
        index = bisect_right(laid.starts, at) - 1
        return index >= 0 and at < laid.ends[index]

    def next_open(self, at: int) -> int:
        """The first open second at or after `at`."""
        laid = self._covering(at)
        while (index := bisect_right(laid.ends, at)) == len(laid.ends):
            laid = self._lengthen(laid, at)
        return max(laid.starts[index], at)

    def next_close(self, at: int) -> int:
        """The end of the first run that ends after `at`."""
        laid = self._covering(at)
        # The last run laid out may go on in the next year.
        while (index := bisect_right(laid.ends, at)) >= len(laid.ends) - 1:
            laid = self._lengthen(laid, at)
        return laid.ends[index]

    def prev_close(self, at: int) -> int:
        """The last second at or before `at` whose preceding second is open."""
        laid = self._covering(at)
        while (index := bisect_left(laid.starts, at) - 1) < 0:
            laid = self._lengthen_back(laid, at)
        return min(laid.ends[index], at)

    def add(self, at: int, seconds: int) -> int:
        """The earliest second t with exactly `seconds` open ones in [at, t); on closing time it stays there."""
        if seconds == 0:
            return at
        laid = self._covering(at)
        wanted = laid.worked(at) + seconds
        while True:
            index = bisect_left(laid.totals, wanted) - 1
            if index >= 0:
                reached = laid.starts[index] + wanted - laid.totals[index]
                if reached <= laid.ends[index]:
                    return reached
            laid = self._lengthen(laid, at)

    def subtract(self, at: int, seconds: int) -> int:
        """The latest second t with exactly `seconds` open ones in [t, at); on opening time it stays there."""
        if seconds == 0:
            return at
        laid = self._covering(at)
        while (wanted := laid.worked(at) - seconds) < 0:
            laid = self._lengthen_back(laid, at)
        index = bisect_right(laid.totals, wanted) - 1
        return laid.starts[index] + wanted - laid.totals[index]

    def between(self, start: int, end: int) -> int:
        """The open seconds in [start, end)."""
        laid = self._covering(start)
        if end >= laid.until:
            laid = self._lay(laid, laid.first_year, _year_within_bounds(end + _DAY_SECONDS))
        return laid.worked(end) - laid.worked(start)

    def runs_after(self, at: int, count: int) -> list[Run]:
        """The first `count` runs that end after `at`, cut at `at`."""
        runs: list[Run] = []
        for _ in range(count):
            start = self.next_open(at)
            at = self.next_close(start)
            runs.append((start, at))
        return runs

    def runs_before(self, at: int, count: int) -> list[Run]:
        """The last `count` runs that start before `at`, latest first, cut at `at`."""
        laid = self._covering(at)
        # One more than asked for, since the first run laid out may have begun in the year before.
        while (last := bisect_left(laid.starts, at)) <= count:
            laid = self._lengthen_back(laid, at)
        return [(laid.starts[i], min(laid.ends[i], at)) for i in range(last - 1, last - 1 - count, -1)]

    def _covering(self, at: int) -> _Laid:
        laid = self._laid
        if laid.begins <= at < laid.until:
            return laid
        first, last = _year_within_bounds(at - _DAY_SECONDS), _year_within_bounds(at + _DAY_SECONDS)
        if first < laid.first_year - HORIZON_YEARS or last > laid.last_year + HORIZON_YEARS:
            return self._lay(_Laid(first, first - 1, 0, 0, [], [], []), first, last)
        return self._lay(laid, min(first, laid.first_year), max(last, laid.last_year))

    def _lengthen(self, laid: _Laid, at: int) -> _Laid:
        if laid.last_year >= min(_year(at) + HORIZON_YEARS, _LAST_YEAR):
            raise NoSuchTime(f"the calendar has no such time from {_year(at)} to {laid.last_year}")
        return self._lay(laid, laid.first_year, laid.last_year + 1)

    def _lengthen_back(self, laid: _Laid, at: int) -> _Laid:
        if laid.first_year <= max(_year(at) - HORIZON_YEARS, _FIRST_YEAR):
            raise NoSuchTime(f"the calendar has no such time from {laid.first_year} to {_year(at)}")
        return self._lay(laid, laid.first_year - 1, laid.last_year)

    def _lay(self, laid: _Laid, first_year: int, last_year: int) -> _Laid:
        """What is laid, and the years before and after it up to these, as the new state."""
        earlier = (run for year in range(first_year, laid.first_year) for run in self._runs_of_year(year))
        later = (run for year in range(laid.last_year + 1, last_year + 1) for run in self._runs_of_year(year))
        starts: list[int] = []
        ends: list[int] = []
        totals: list[int] = []
        total = 0
        for start, end in chain(earlier, zip(laid.starts, laid.ends, strict=True), later):
            if ends and start <= ends[-1]:
                total += end - ends[-1]
                ends[-1] = end
            else:
                starts.append(start)
                ends.append(end)
                totals.append(total)
                total += end - start
        # Local dates run up to 14 hours ahead of or behind UTC; a day's margin keeps clear of the edges.
        begins = _first_second(first_year) + _DAY_SECONDS
        until = _first_second(last_year + 1) - _DAY_SECONDS
        self._laid = _Laid(first_year, last_year, begins, until, starts, ends, totals)
        return self._laid


def _year(at: int) -> int:
    return datetime.fromtimestamp(at, UTC).year


def _year_within_bounds(at: int) -> int:
    if not _FIRST_SECOND <= at < _LAST_SECOND:
        raise NoSuchTime(f"calendars are kept from the year {_FIRST_YEAR} to {_LAST_YEAR}")
    return _year(at)


def _first_second(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())


_FIRST_SECOND, _LAST_SECOND = _first_second(_FIRST_YEAR), _first_second(_LAST_YEAR)
