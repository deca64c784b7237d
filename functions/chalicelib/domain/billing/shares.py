"""A part of a period and what it costs: by its days, or by months of 30 days (B01-B16)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from chalicelib.domain.billing.agreement import DayCount
from chalicelib.domain.billing.money import half_up
from chalicelib.domain.billing.periods import Period


@dataclass(frozen=True, slots=True)
class Part:
    """So many weighed days of a period, and their price."""

    days: int
    net: Decimal


def share(amount: Decimal, used: int, whole: int, digits: int = 2) -> Decimal:
    """The price of `used` days of a period of `whole` days that costs the amount, rounded once."""
    return half_up(Fraction(amount) * used / whole, digits)


def part(amount: Decimal, used: Sequence[Period], period: Period, day_count: DayCount = DayCount.ACTUAL) -> Part:
    """What the used days of a period cost; all of `used` lies within it, and no day twice.

    The part that has the period's end is the whole less the rest: so a start and an end always total the whole (B02).
    """
    whole = weighed_days(period, day_count)
    days = sum(weighed_days(one, day_count) for one in used)
    if any(one.until == period.until for one in used):
        return Part(days, amount - share(amount, whole - days, whole))
    return Part(days, share(amount, days, whole))


def weighed_days(period: Period, day_count: DayCount) -> int:
    """The days of a period as they weigh: as they are, or with 30 in every month, where a 31st weighs nothing."""
    if day_count is DayCount.ACTUAL:
        return period.days
    return _days_of_30(period.until) - _days_of_30(period.first)


def without(periods: Iterable[Period], gaps: Iterable[Period]) -> list[Period]:
    """What is left of periods without the days of the gaps (B16)."""
    left = list(periods)
    for gap in gaps:
        left = [rest for one in left for rest in _less(one, gap)]
    return left


def extent(periods: Sequence[Period]) -> Period:
    """From the first day of all to the last one. Raises ValueError where there are none."""
    return Period(min(one.first for one in periods), max(one.until for one in periods))


def _less(period: Period, gap: Period) -> list[Period]:
    shared = period.overlap(gap)
    if shared is None:
        return [period]
    edges = ((period.first, shared.first), (shared.until, period.until))
    return [Period(first, until) for first, until in edges if first < until]


def _days_of_30(day: date) -> int:
    """Days before a day where every month has 30."""
    return (day.year * 12 + day.month) * 30 + min(day.day - 1, 30)
