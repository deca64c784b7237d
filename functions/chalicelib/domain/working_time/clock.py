"""A service-level clock: working time from a start, paused while the customer's answer is awaited (TC9, PM9, CI8).

A clock is drawn up from the history each time and never stored. Pauses may overlap, lie outside opening hours or still
be open; what they take away is their working time, once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.working_time.hours import Calendar

Pause = tuple[datetime, datetime | None]
"""The clock stands still from the first instant up to the second; None while the pause lasts."""

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that started, may have paused, and may have stopped."""

    start: datetime
    pauses: tuple[Pause, ...] = ()
    stop: datetime | None = None

    def __post_init__(self) -> None:
        if self.stop is not None and self.stop < self.start:
            raise ValueError(f"the clock stops at {self.stop.isoformat()}, before it starts")
        for begin, end in self.pauses:
            if end is not None and end < begin:
                raise ValueError(f"the pause from {begin.isoformat()} ends before it begins")

    def running(self) -> Iterator[tuple[datetime, datetime | None]]:
        """The stretches between the pauses, in order, up to the stop; an end of None has not come yet."""
        at = self.start
        for begin, end in sorted(self.pauses, key=lambda pause: pause[0]):
            if self.stop is not None and begin >= self.stop:
                break
            if begin > at:
                yield at, begin
            if end is None:
                return
            at = max(at, end)
        if self.stop is None or at < self.stop:
            yield at, self.stop

    def consumed(self, calendar: Calendar, at: datetime) -> int:
        """The working seconds that have run by `at`, or by the stop if that came first."""
        seconds = 0
        for begin, end in self.running():
            if begin >= at:
                break
            seconds += calendar.between(begin, at if end is None else min(end, at))
        return seconds

    def remaining(self, calendar: Calendar, target_seconds: int, at: datetime) -> int:
        """The working seconds left of the target by `at`; negative when late."""
        return target_seconds - self.consumed(calendar, at)

    def due(self, calendar: Calendar, target_seconds: int) -> datetime | None:
        """The earliest instant at which the target has run; None when it never does, stopped or paused before.

        Raises NoSuchTime where the desk does not open for that long, ValueError for a target of no seconds.
        """
        if target_seconds <= 0:
            raise ValueError(f"a target is at least one second, not {target_seconds}")
        left = target_seconds
        for begin, end in self.running():
            if end is None:
                return calendar.add(begin, left)
            seconds = calendar.between(begin, end)
            if seconds >= left:
                return calendar.add(begin, left)
            left -= seconds
        return None

    def run_on(self) -> "Clock":
        """The clock as though it had not been stopped: what it would have shown."""
        if self.stop is None:
            return self
        stop = self.stop
        pauses = tuple((begin, min(end or stop, stop)) for begin, end in self.pauses if begin < stop)
        return Clock(self.start, pauses)

    def missed_at(self, calendar: Calendar, target_seconds: int, *, inclusive: bool) -> datetime | None:
        """The first instant at which the target is missed unless the clock stops before; None as long as there is none.

        *Within* the target (`inclusive`) may use its last instant: missed when the clock has run past it, or still runs
        at the due instant and after. *Less than* may not: missed at the due instant.
        """
        due = self.due(calendar, target_seconds)
        if due is None or not inclusive:
            return due
        return due + _SECOND if self._runs_at(due) else self.due(calendar, target_seconds + 1)

    def _runs_at(self, at: datetime) -> bool:
        return any(begin <= at and (end is None or at < end) for begin, end in self.running())
