"""A price list to try on months that are over, as a lead filled it in; every mistake with its field (MP9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from chalicelib.desk.billing.running import MONTH
from chalicelib.desk.written_numbers import exact_numbers, in_words_of_a_form
from chalicelib.domain.billing.agreement import Rate
from chalicelib.domain.billing.cycles import add_months
from chalicelib.domain.billing.prices import ListRate, list_rate
from chalicelib.domain.billing.replay import Prices
from chalicelib.domain.refusal import Fault, Refusal
from chalicelib.policies.desk import Desk
from chalicelib.policies.mistakes import Mistake
from chalicelib.policies.section import Section

MOST_MONTHS: Final = 12
_PERCENT: Final = r"-?\d{1,2}(\.\d{1,2})?"


@dataclass(frozen=True, slots=True)
class Listed:
    """What a desk charges on a day where an agreement says nothing; no fee where it has no extended agreements."""

    rates: tuple[ListRate, ...]
    payroll_fee: Decimal | None


@dataclass(frozen=True, slots=True)
class Tried:
    """The prices, and the months to try them on, in a row, like `2026-10`."""

    months: tuple[str, ...]
    prices: Prices


def listed(desk: Desk, on: date, payroll_fee: Decimal | None) -> Listed:
    """The desk's list on a day, in the order of its works."""
    rates = (list_rate(desk.billing.rates, work.id, on) for work in desk.billing.works)
    return Listed(tuple(rate for rate in rates if rate), payroll_fee)


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What a lead filled in: the first and the last month, and prices as a tree of texts."""

    first: str
    last: str
    prices: Mapping[str, object]


def read_tried(filled_in: FilledIn, known: Listed, this_month: str) -> Tried:
    """What is to be tried, on months before this one.

    Raises Refusal `form_incomplete` with every mistake: months that are not over, or too many; prices that are none.
    """
    mistakes: list[Mistake] = []
    section = Section("prices", "", exact_numbers(filled_in.prices), mistakes)
    prices = _prices(section, known)
    section.close()
    faults = [Fault(one.key, one.code, {"found": one.found, **one.facts}) for one in map(in_words_of_a_form, mistakes)]
    months = _months(filled_in.first, filled_in.last, this_month, faults)
    if faults:
        raise Refusal("form_incomplete", tuple(faults))
    return Tried(months, prices)


def _prices(section: Section, known: Listed) -> Prices:
    given = section.section("rates")
    return Prices(
        rates=tuple(_rate(given.section(rate.work), rate) for rate in known.rates),
        payroll_fee=section.amount("payroll_fee") if known.payroll_fee is not None else None,
        flat_rate_percent=section.decimal(
            "flat_rate_percent", _PERCENT, "a percentage like 2.5", Decimal(0), "value_percent"
        ),
    )


def _rate(section: Section, known: ListRate) -> Rate:
    """Out of hours it needs a rate where the list has one."""
    has_two = section.has("out_of_hours") or known.out_of_hours is not None
    return Rate(known.work, section.amount("per_hour"), section.amount("out_of_hours") if has_two else None)


def _months(first: str, last: str, this_month: str, faults: list[Fault]) -> tuple[str, ...]:
    wrong = [name for name, month in (("first", first), ("last", last)) if not MONTH.fullmatch(month)]
    faults += [Fault(name, "month_bad", {}) for name in wrong]
    if wrong:
        return ()
    begins = date.fromisoformat(f"{first}-01")
    months = tuple(add_months(begins, number).isoformat()[:7] for number in range(MOST_MONTHS))
    if last not in months or last >= this_month:
        faults.append(Fault("last", "replay_months_bad", {"most": MOST_MONTHS}))
        return ()
    return months[: months.index(last) + 1]
