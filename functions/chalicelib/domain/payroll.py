"""Payroll days of a customer with an extended agreement: when more is promised (PM11)."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from chalicelib.domain.working_time.hours import Calendar

LAST_DAY = 31
MOST_PREPARING_DAYS = 15
_DAY = timedelta(days=1)
_LONGEST_CLOSED_DAYS = 62


class Level(StrEnum):
    """What is promised on a day: the desk's targets, a shorter start, or a solution as well."""

    STANDARD = "standard"
    PREPARING = "preparing"
    PAYROLL_DAY = "payroll_day"


@dataclass(frozen=True, slots=True)
class Payroll:
    """The days of the month on which a customer runs payroll, and the open days before each on which it prepares.

    A day that the month lacks is its last one; a day on which the desk is closed is the last open one before it.
    """

    days_of_month: tuple[int, ...]
    prepares_days: int = 0

    def __post_init__(self) -> None:
        if not self.days_of_month or not all(1 <= day <= LAST_DAY for day in self.days_of_month):
            raise ValueError(f"payroll days are days of a month, 1 to {LAST_DAY}, not {self.days_of_month}")
        if not 0 <= self.prepares_days <= MOST_PREPARING_DAYS:
            raise ValueError(f"payroll is prepared for 0 to {MOST_PREPARING_DAYS} days, not {self.prepares_days}")

    def level(self, calendar: Calendar, on: date) -> Level:
        """What holds on a date of the desk's."""
        level = Level.STANDARD
        for payroll_day in self._days_near(calendar, on):
            if on == payroll_day:
                return Level.PAYROLL_DAY
            prepares = list(islice(_open_days_back(calendar, payroll_day - _DAY), self.prepares_days))
            if prepares and prepares[-1] <= on < payroll_day:
                level = Level.PREPARING
        return level

    def _days_near(self, calendar: Calendar, on: date) -> list[date]:
        """The payroll days of this month and the next, as far as the desk opens before them."""
        first = on.replace(day=1)
        months = (first, (first + timedelta(days=32)).replace(day=1))
        days = [month.replace(day=min(day, _length(month))) for month in months for day in self.days_of_month]
        moved = (next(_open_days_back(calendar, day), None) for day in days)
        return [day for day in moved if day is not None]


def _open_days_back(calendar: Calendar, from_day: date) -> Iterator[date]:
    days = (from_day - _DAY * back for back in range(_LONGEST_CLOSED_DAYS))
    return (day for day in days if calendar.day(day).spans)


def _length(month: date) -> int:
    return monthrange(month.year, month.month)[1]
