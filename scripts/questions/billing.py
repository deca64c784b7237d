"""Questions about money: parts of periods, periods, rounded time, prices of time, and VAT."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from chalicelib.domain.billing.cycles import Cycle, add_months, month_number
from chalicelib.domain.billing.money import half_up, vat_of
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.rounding import charge
from chalicelib.domain.billing.shares import share

Case = dict[str, Any]

DAY = timedelta(days=1)
MODES = {"default": ("floor", "ceil", "ceil")}
DAYS = {"day": 1, "week": 7, "thirty_days": 30}
MONTHS = {"month": 1, "month_end": 1, "quarter": 3, "year": 12}


def billing_answer(case: Case) -> object:
    """The answer to a question about money."""
    answer = ANSWERS.get(case["op"])
    if answer is None:
        raise ValueError(f"{case['op']!r} is no question about money")
    return answer(case)


def prorate(case: Case) -> str:
    """The price of a part: of its period's days, or of a fixed number of days."""
    whole = case["fixed_days"] if case["method"] == "fixed" else days(case["period"])
    return str(share(Decimal(case["amount"]), days(case["used"]), whole, case["digits"]))


def cycles(case: Case) -> str:
    """How many periods are billed in advance up to a day, parts of them at nine digits."""
    start, target = day(case["start"]), day(case["target"])
    end = day(case["end"]) if case["end"] else date.max
    total = half_up(Decimal(0), 9)
    for period in Cycle(case["months"], case["billing_day"], month_number(start)).periods(start):
        first, until = max(period.first, start), min(period.until, end)
        if first > target or until <= first:
            break
        total += share(Decimal(1), (until - first).days, period.days, 9)
    return str(total)


def round_time(case: Case) -> list[int]:
    """Begin, end and duration, each rounded to its own steps; halves go down to the closest one."""
    of_begin, of_end, of_duration = MODES.get(case["mode"], (case["mode"],) * 3)
    begin = stepped(case["begin"], case["begin_step"], of_begin)
    end = stepped(case["end"], case["end_step"], of_end)
    return [begin, end, stepped(end - begin, case["duration_step"], of_duration)]


def price_of_time(case: Case) -> str:
    """The price of exact seconds, or of hours that were rounded first."""
    rate, seconds = Decimal(case["rate"]), case["seconds"]
    if "hours_digits" in case:
        return str(half_up(rate * share(Decimal(1), seconds, 3600, case["hours_digits"]), case["digits"]))
    return str(charge(rate, Decimal(seconds) / 60, case["digits"]))


def vat(case: Case) -> list[str]:
    """The tax and the total."""
    net = Decimal(case["net"])
    tax = vat_of(net, Decimal(case["rate"]))
    return [str(tax), str(net + tax)]


def invoice_date(case: Case) -> str | None:
    """The day of the invoice of the period that begins on a day; None where there is no such period."""
    last = day(case["max_end"]) if case["max_end"] else None
    first = day(case["period_start"])
    period = next(periods_of(first, last, case["unit"], case["interval"]), None)
    if period is None:
        return None
    invoiced = period.first if case["when"] == "advance" else period.last
    return str(invoiced + case["offset"] * DAY)


def periods(case: Case) -> list[list[str]]:
    """The first periods, with their last days."""
    end = day(case["end"]) if case["end"] else None
    found = periods_of(day(case["start"]), end, case["unit"], case["interval"])
    return [[str(period.first), str(period.last)] for period in islice(found, case["count"])]


def add_periods(case: Case) -> str:
    """A day so many periods on or back."""
    return str(moved(day(case["from"]), case["unit"], case["n"]))


def periods_of(start: date, last: date | None, unit: str, interval: int) -> Iterator[Period]:
    """Periods from a day on, up to a last day, all counted from the first; `month_end` ends them with a month."""
    number, first = 0, start
    while last is None or first <= last:
        number += interval
        until = moved(start.replace(day=1) if unit == "month_end" else start, unit, number)
        yield Period(first, until if last is None else min(until, last + DAY))
        first = until


def moved(start: date, unit: str, count: int) -> date:
    """A day so many units on; of months the same day, or the last one."""
    if unit in DAYS:
        return start + count * DAYS[unit] * DAY
    if unit in MONTHS:
        return add_months(start, count * MONTHS[unit])
    raise ValueError(f"{unit!r} is no unit of time")


def stepped(seconds: int, step_minutes: int, mode: str) -> int:
    """Seconds in whole steps: down, up, or to the closest."""
    if step_minutes == 0:
        return seconds
    step = step_minutes * 60
    steps, over = divmod(seconds, step)
    up = {"floor": False, "ceil": over > 0, "closest": 2 * over > step}
    return (steps + up[mode]) * step


def days(pair: list[str]) -> int:
    """The days of a half-open stretch."""
    first, until = map(day, pair)
    return (until - first).days


def day(written: str) -> date:
    """A day as the cases write it."""
    return date.fromisoformat(written)


ANSWERS: dict[str, Callable[[Case], object]] = {
    "prorate": prorate,
    "cycles": cycles,
    "round_time": round_time,
    "charge": price_of_time,
    "vat": vat,
    "invoice_date": invoice_date,
    "periods": periods,
    "add_periods": add_periods,
}
