"""Stretches of days, half open: kept as [first, until), printed with their last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Local dates of the desk, from `first` up to `until`, the day after the last one. Raises ValueError if empty."""

    first: date
    until: date

    def __post_init__(self) -> None:
        if self.until <= self.first:
            raise ValueError(f"a period ends after it begins, not {self.first} to {self.until}")

    @property
    def days(self) -> int:
        return (self.until - self.first).days

    @property
    def last(self) -> date:
        """The last day, as it is printed."""
        return self.until - _DAY

    def overlap(self, other: Period) -> Period | None:
        """The days that both have; None where they have none."""
        first, until = max(self.first, other.first), min(self.until, other.until)
        return Period(first, until) if first < until else None
