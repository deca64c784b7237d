"""Periods that are paid for: all are counted from one anchor day, never from the period before (B17-B19)."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile

from chalicelib.domain.billing.periods import Period


def month_number(day: date) -> int:
    """The months of a day's calendar since year 0, so that months can be counted on over the turn of a year."""
    return day.year * 12 + day.month - 1


def day_in_month(number: int, anchor_day: int) -> date:
    """The anchor day of a month, or the month's last day where it is shorter."""
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(anchor_day, monthrange(year, month)[1]))


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or back where negative; the last day of a month that lacks it."""
    return day_in_month(month_number(day) + months, day.day)


def days_of(month: str) -> Period:
    """The days of a month like `2026-11`."""
    first = date.fromisoformat(f"{month}-01")
    return Period(first, add_months(first, 1))


@dataclass(frozen=True, slots=True)
class Cycle:
    """Periods of so many months, one of which begins on the anchor day of `month`, a month's number."""

    months: int
    anchor_day: int
    month: int

    def periods(self, day: date) -> Iterator[Period]:
        """All periods on from the one in which a day lies: a short first part is a part of that one (B13)."""
        number = month_number(day)
        begun = number if day_in_month(number, self.anchor_day) <= day else number - 1
        for position in count((begun - self.month) // self.months):
            yield self._numbered(position)

    def over(self, days: Period) -> Iterator[Period]:
        """The periods that have some of these days."""
        return takewhile(lambda period: period.first < days.until, self.periods(days.first))

    def _numbered(self, position: int) -> Period:
        first = self.month + position * self.months
        return Period(day_in_month(first, self.anchor_day), day_in_month(first + self.months, self.anchor_day))
