"""What is due of flat rates by the day on which a month is issued, whatever has been billed before (MP8)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import Agreement, DayCount, FlatKind, FlatRate, PriceFor, When
from chalicelib.domain.billing.cycles import Cycle, add_months, days_of, month_number
from chalicelib.domain.billing.money import half_up
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.shares import Part, extent, part, without
from chalicelib.domain.billing.vat import Category

LOOKED_BACK_MONTHS = 13
_LONGEST_PERIOD_MONTHS = 12
_DAY = timedelta(days=1)
_WRITTEN = re.compile(r"(.+)/(.+)/([\d-]{10})/([\d-]{10})/([\d.]+)x([\d.]+)(?:/([A-Z]+))?(?:/([\d-]{10})/([\d-]{10}))?")


@dataclass(frozen=True, slots=True)
class Key:
    """What is billed once: a flat rate's period at a quantity and a price, taxed one way; or a broken month of it."""

    agreement: str
    flat_rate: str
    period: Period
    quantity: Decimal
    price: Decimal
    month: Period | None = None
    category: Category = Category.STANDARD

    def __str__(self) -> str:
        days = [self.period.first, self.period.until]
        month = [self.month.first, self.month.until] if self.month else []
        sold = f"{_plain(self.quantity)}x{_plain(self.price)}"
        taxed = [] if self.category is Category.STANDARD else [self.category]
        return "/".join([self.agreement, self.flat_rate, *map(str, days), sold, *taxed, *map(str, month)])

    @classmethod
    def read(cls, written: str) -> Key | None:
        """The key as it was written; None where it is of something else, such as a payroll day."""
        found = _WRITTEN.fullmatch(written)
        if found is None:
            return None
        agreement, flat_rate, first, until, quantity, price, category, *month = found.groups()
        broken = Period(*map(date.fromisoformat, month)) if all(month) else None
        period = Period(date.fromisoformat(first), date.fromisoformat(until))
        taxed = Category(category or Category.STANDARD)
        return cls(agreement, flat_rate, period, Decimal(quantity), Decimal(price), broken, taxed)

    @property
    def whole(self) -> Decimal:
        """The price of a whole period, or month."""
        return half_up(self.quantity * self.price)


@dataclass(frozen=True, slots=True)
class Due:
    """What is due under a key: weighed days and their price, and which days they are, in order."""

    days: int
    net: Decimal
    used: tuple[Period, ...]

    def and_also(self, more: Due) -> Due:
        """Both, as one."""
        return Due(self.days + more.days, self.net + more.net, tuple(sorted({*self.used, *more.used})))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days of a period in which a flat rate is in force at one price and taxed in one way."""

    flat: FlatRate
    period: Period
    days: Period
    price: Decimal
    category: Category


@dataclass(frozen=True, slots=True)
class _Parts:
    """How parts of a flat rate's periods are counted."""

    price_for: PriceFor
    day_count: DayCount
    anchor_day: int


def looked_back_to(account: Account) -> date:
    """Periods that were over by this day are settled for good: never one that ended since the last statement."""
    usual = add_months(account.days.first, -LOOKED_BACK_MONTHS)
    return min(usual, days_of(account.last_issued).until) if account.last_issued else usual


def due(account: Account, agreement: Agreement, left_out: Collection[str] = ()) -> dict[Key, Due]:
    """All that is due of an agreement's flat rates in the periods that are looked at, but for some by their ids."""
    issue_day, settled = account.issue_day, looked_back_to(account)
    window = Period(add_months(settled, -_LONGEST_PERIOD_MONTHS - 1), add_months(issue_day, _LONGEST_PERIOD_MONTHS + 2))
    stretches = [one for one in _stretches(agreement, window, left_out) if one.period.until > settled]
    in_force: dict[tuple[str, Period], list[Period]] = {}
    for one in stretches:
        in_force.setdefault((one.flat.id, one.period), []).append(one.days)
    used: dict[tuple[Key, _Parts], list[Period]] = {}
    for one in stretches:
        if _is_due(one.flat, extent(in_force[one.flat.id, one.period]), issue_day):
            key = Key(agreement.id, one.flat.id, one.period, one.flat.quantity, one.price, category=one.category)
            parts = _Parts(one.flat.price_for, one.flat.day_count, one.flat.anchor_day)
            days = used.setdefault((key, parts), [])
            days += without([one.days], _suspended(agreement, one.flat))
    found: dict[Key, Due] = {}
    for (key, parts), days in used.items():
        for priced, due_now in _priced(key, parts, days):
            found[priced] = found[priced].and_also(due_now) if priced in found else due_now
    return found


def price_on(flat: FlatRate, day: date) -> Decimal:
    """The price with all that the index clause has added by a day, one after the other (B41)."""
    price = flat.price
    for step in sorted(flat.indexed, key=lambda step: step.valid_from):
        if step.valid_from <= day:
            price = half_up(price * (100 + step.percent) / 100)
    return price


def flat_rate_on(agreement: Agreement, id: str, day: date) -> FlatRate | None:
    """The flat rate in the words of a day; where it was none of that day's, in its latest words."""
    versions = (agreement.version_on(day), *reversed(agreement.versions))
    return next((flat for one in versions for flat in one.flat_rates if flat.id == id), None)


def _stretches(agreement: Agreement, window: Period, left_out: Collection[str]) -> Iterator[_Stretch]:
    for stretch, version in agreement.stretches(window):
        for flat in version.flat_rates:
            if flat.id not in left_out and (days := _in_force(agreement, flat, stretch)):
                yield from _at_one_price(flat, days, version.treatment.category)


def _at_one_price(flat: FlatRate, days: Period, category: Category) -> Iterator[_Stretch]:
    month = flat.anchor_month - 1 if flat.anchor_month else month_number(flat.first_day)
    cycle = Cycle(flat.every, flat.anchor_day, month)
    steps = sorted({one.valid_from for one in flat.indexed if days.first < one.valid_from < days.until})
    for first, until in pairwise([days.first, *steps, days.until]):
        stretch, price = Period(first, until), price_on(flat, first)
        for period in cycle.over(stretch):
            if shared := period.overlap(stretch):
                yield _Stretch(flat, period, shared, price, category)


def _in_force(agreement: Agreement, flat: FlatRate, stretch: Period) -> Period | None:
    """The days of a stretch on which a flat rate is billed here; the latest version may know of an earlier end."""
    latest = agreement.latest
    known = flat_rate_on(agreement, flat.id, date.max)
    last_days = (latest.last_day, flat.last_day, known.last_day if known else None)
    first = max(stretch.first, latest.first_day, latest.billed_from or latest.first_day, flat.first_day)
    until = min([stretch.until, *(day + _DAY for day in last_days if day)])
    return Period(first, until) if first < until else None


def _suspended(agreement: Agreement, flat: FlatRate) -> tuple[Period, ...]:
    """The days without a price; the latest version may have learnt of them late."""
    known = flat_rate_on(agreement, flat.id, date.max)
    return (*flat.suspended, *(known.suspended if known else ()))


def _is_due(flat: FlatRate, in_force: Period, issue_day: date) -> bool:
    """In advance with the month that begins on the issue day, in arrears once it is over.

    What was paid on account is due only until its period is over: so it is given back then.
    """
    if flat.kind is FlatKind.ON_ACCOUNT:
        return issue_day < in_force.until and in_force.first < add_months(issue_day, 1)
    if flat.when is When.ADVANCE:
        return in_force.first < add_months(issue_day, 1)
    return in_force.until <= issue_day


def _priced(key: Key, parts: _Parts, used: list[Period]) -> Iterator[tuple[Key, Due]]:
    """The period at its price; or month by month at the price of a month, whole months under the period's own key."""
    if parts.price_for is PriceFor.PERIOD:
        if used:
            yield key, _due(part(key.whole, used, key.period, parts.day_count), used)
        return
    for month in Cycle(1, parts.anchor_day, 0).over(key.period):
        days = [shared for one in used if (shared := one.overlap(month))]
        if days:
            is_whole = sum(one.days for one in days) == month.days
            yield (
                key if is_whole else replace(key, month=month),
                _due(part(key.whole, days, month, parts.day_count), days),
            )


def _due(priced: Part, used: list[Period]) -> Due:
    return Due(priced.days, priced.net, tuple(sorted(used)))


def _plain(number: Decimal) -> str:
    """A number without idle zeros, so that 250 and 250.00 are one price."""
    return f"{number.normalize():f}"
