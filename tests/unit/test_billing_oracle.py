"""Examples worked by hand, B01 to B47: flat rates, periods, VAT and documents; those of time stand with time."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, islice, pairwise
from typing import Any

import pytest
from tests.unit.flat_accounts import Customer, account, day, flat, nets, total, version

from chalicelib.domain.billing.agreement import DayCount, Every, FlatRate, Indexed, PriceFor, Rate, When
from chalicelib.domain.billing.cycles import Cycle, month_number
from chalicelib.domain.billing.drawing import draw_up
from chalicelib.domain.billing.flat_due import price_on
from chalicelib.domain.billing.line import Line, LineKind, LineVat, Unit
from chalicelib.domain.billing.money import half_up, to_pay, vat_of
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.shares import share
from chalicelib.domain.billing.totals import totals, vat_totals
from chalicelib.domain.billing.vat import Category, VatRate, percent_on
from chalicelib.domain.billing.worklog import Charging, TimeEntry

JANUARY = Period(day("2025-01-01"), day("2025-02-01"))
FINLAND = (VatRate(day("2013-01-01"), Decimal(24)), VatRate(day("2024-09-01"), Decimal("25.5")))


def in_parts(amount: str, *weights: int) -> list[Decimal]:
    """An amount as it is billed part by part: what is due so far, less what was billed of it."""
    reached = [share(Decimal(amount), so_far, sum(weights)) for so_far in accumulate(weights, initial=0)]
    return [until - first for first, until in pairwise(reached)]


def month_of(one: FlatRate, month: str = "2025-01") -> list[str]:
    """The amounts of a month's lines."""
    return nets(Customer(version(one)).is_billed(month))


def credit(price: str, every: Every, last_day: str, prepaid_in: str, **fields: Any) -> list[str]:
    """What of a prepaid period was used until it ended, and what is given back."""
    paid = flat(price, every, when=When.ADVANCE, first_day=day(f"{prepaid_in}-01"), **fields)
    customer = Customer(version(paid))
    prepaid = total(customer.is_billed(prepaid_in))
    customer.amends(version(paid, last_day=day(last_day)))
    given_back = total(customer.is_billed(last_day[:7]))
    return [str(prepaid + given_back), str(-given_back)]


def begins(anchor: str, months: int) -> list[str]:
    """The days on which six periods begin."""
    first = day(anchor)
    cycle = Cycle(months, first.day, month_number(first))
    return [str(period.first) for period in islice(cycle.periods(first), 6)]


def document(*amounts: str, discount: str = "0") -> list[str]:
    """Net, VAT at 25 % and total of a document with a line for each amount."""
    vat = LineVat(Category.STANDARD, Decimal(25), "", JANUARY.last)
    lines = [
        Line(
            str(place), LineKind.FLAT_RATE, "U-0187", JANUARY, Decimal(1), Unit.PIECE, Decimal(net), Decimal(1),
            Decimal(net), vat,
        )
        for place, net in enumerate(amounts)
    ]  # fmt: skip
    sums = totals(vat_totals(lines, Decimal(discount)), whole_units=False)
    return [str(sums.net), str(sums.vat), str(sums.total)]


def tax(net: str, percent: str) -> str:
    return str(vat_of(Decimal(net), Decimal(percent)))


def b06() -> list[str]:
    begun = day("2025-01-01")
    raised = version(flat("990.00", first_day=begun), valid_from="2025-01-11")
    customer = Customer(version(flat("900.00", first_day=begun)), raised)
    lines = customer.is_billed("2025-01")
    return [*nets(lines), str(total(lines))]


def b08() -> list[str]:
    naive = 31 * half_up(Fraction(1000, 31))
    days = in_parts("1000.00", *[1] * 31)
    counted = Counter(days)
    return [str(naive), str(counted[Decimal("32.26")]), str(counted[Decimal("32.25")]), str(sum(days))]


def b12() -> list[str]:
    by_days = credit("12000.00", Every.YEAR, "2025-06-30", "2025-01")
    by_months = credit("1000.00", Every.YEAR, "2025-06-30", "2025-01", price_for=PriceFor.MONTH)
    return [by_days[1], by_months[1]]


def b13() -> list[str]:
    begins: dict[str, Any] = {"first_day": day("2025-02-15"), "anchor_day": 1, "anchor_month": 1}
    half_year = flat("6000.00", Every.HALF_YEAR, **begins)
    months = flat("1000.00", Every.HALF_YEAR, **begins, price_for=PriceFor.MONTH)
    return [str(total(Customer(version(one)).is_billed("2025-06"))) for one in (half_year, months)]


def b15() -> list[str]:
    before = version(flat("2700.00", Every.QUARTER, when=When.ADVANCE, first_day=day("2025-01-01")))
    customer = Customer(before)
    customer.is_billed("2024-12")
    raised = flat("3600.00", Every.QUARTER, when=When.ADVANCE, first_day=day("2025-01-01"))
    customer.amends(before, version(raised, valid_from="2025-03-01"))
    lines = customer.is_billed("2025-01")
    return [str(-lines[0].net), str(lines[1].net), str(total(lines))]


def b32() -> list[str]:
    days = day("2024-09-01"), day("2024-08-31")
    return [str(vat_of(Decimal("33.33"), percent_on(FINLAND, Category.STANDARD, on))) for on in days]


def b37() -> list[str]:
    net = Decimal("851.61")
    vat = vat_of(net, percent_on(FINLAND, Category.REVERSE_CHARGE, JANUARY.last))
    return [str(vat), str(net + vat)]


def b39() -> list[str]:
    at = datetime(2025, 1, 15, 8, tzinfo=UTC)

    def entry(id: str, minutes: int, charging: Charging) -> TimeEntry:
        who = "EVI-1", "evidencija", "bura", "ana"
        return TimeEntry(id, *who, at, minutes * 60, "support", charging, "2025-01", at, "ana")

    rent = flat("250.00", when=When.ADVANCE, first_day=day("2025-02-01"))
    entries = (entry("e1", 90, Charging.BILLABLE), entry("e2", 45, Charging.WARRANTY))
    agreed = version(rent, rates=(Rate("support", Decimal("60.00")),))
    drawn = draw_up(account("2025-01", agreed, entries=entries)).statement
    assert drawn
    worked = sum((line.net for line in drawn.lines if line.kind is LineKind.TIME), Decimal(0))
    return [str(worked), str(drawn.totals.net), str(drawn.totals.vat), str(drawn.totals.total)]


def b43() -> list[str]:
    tenths = sum([Decimal("0.10")] * 10, Decimal(0))
    return [str(half_up(Decimal("1.005"))), str(tenths), str(half_up(Decimal("0.29") * 100))]


def b44() -> list[str]:
    raised = version(flat("990.00", **STARTED), valid_from="2025-01-21")
    return nets(Customer(version(flat("900.00", **STARTED)), raised).is_billed("2025-01"))


def b45() -> list[str]:
    years = [("2023-03-01", "2023-12-31"), ("2024-03-01", "2024-12-31")]
    cancelled = [flat("1461.00", Every.YEAR, first_day=day(first), last_day=day(last)) for first, last in years]
    return [month_of(one, month=f"{one.first_day.year}-12")[0] for one in cancelled]


STARTED: dict[str, Any] = {"first_day": day("2025-01-10"), "anchor_day": 1}
ENDED: dict[str, Any] = {"first_day": day("2025-01-01"), "last_day": day("2025-01-09")}

EXAMPLES: dict[str, tuple[Callable[[], object], object]] = {
    "B01 start inside the month": (lambda: month_of(flat("1200.00", **STARTED)), ["851.61"]),
    "B02 end inside the month": (lambda: month_of(flat("1200.00", **ENDED)), ["348.39"]),
    "B03 leap February": (
        lambda: month_of(flat("580.00", first_day=day("2024-02-10"), anchor_day=1), month="2024-02"),
        ["400.00"],
    ),
    "B04 ordinary February": (
        lambda: month_of(flat("580.00", first_day=day("2025-02-10"), anchor_day=1), month="2025-02"),
        ["393.57"],
    ),
    "B05 months of 30 days": (lambda: month_of(flat("1200.00", **STARTED, day_count=DayCount.THIRTY)), ["840.00"]),
    "B06 price change inside the month": (b06, ["290.32", "670.65", "960.97"]),
    "B07 one amount over three parts": (
        lambda: [str(one) for one in in_parts("100.00", 10, 10, 10)],
        ["33.33", "33.34", "33.33"],
    ),
    "B08 a month split into days": (b08, ["1000.06", "25", "6", "1000.00"]),
    "B09 prepaid quarter ended early": (
        lambda: credit("2700.00", Every.QUARTER, "2025-02-14", "2025-01"),
        ["1350.00", "1350.00"],
    ),
    "B10 in a leap year, by days": (
        lambda: credit("2700.00", Every.QUARTER, "2024-02-14", "2024-01"),
        ["1335.16", "1364.84"],
    ),
    "B11 in a leap year, by months": (
        lambda: credit("900.00", Every.QUARTER, "2024-02-14", "2024-01", price_for=PriceFor.MONTH),
        ["1334.48", "1365.52"],
    ),
    "B12 prepaid year cancelled after June": (b12, ["6049.32", "6000.00"]),
    "B13 first half-year short": (b13, ["4508.29", "4500.00"]),
    "B14 rent of days": (
        lambda: month_of(
            flat("93.00", first_day=day("2025-01-20"), last_day=day("2025-02-12"), anchor_day=1), month="2025-02"
        ),
        ["36.00", "39.86"],
    ),
    "B15 raised inside a prepaid quarter": (b15, ["930.00", "1240.00", "310.00"]),
    "B16 suspended days": (
        lambda: month_of(
            flat("1200.00", first_day=day("2025-01-01"), suspended=(Period(day("2025-01-10"), day("2025-01-17")),))
        ),
        ["929.03"],
    ),
    "B17 the anchor day is kept": (
        lambda: begins("2025-01-31", 1),
        ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31", "2025-06-30"],
    ),
    "B18 half-yearly from 31 August": (
        lambda: begins("2025-08-31", 6),
        ["2025-08-31", "2026-02-28", "2026-08-31", "2027-02-28", "2027-08-31", "2028-02-29"],
    ),
    "B19 quarterly from 30 November": (
        lambda: begins("2025-11-30", 3),
        ["2025-11-30", "2026-02-28", "2026-05-30", "2026-08-30", "2026-11-30", "2027-02-28"],
    ),
    "B29 VAT once per rate and document": (
        lambda: [str(3 * vat_of(Decimal("333.33"), Decimal(25))), document("333.33", "333.33", "333.33")[1]],
        ["249.99", "250.00"],
    ),
    "B30 half a cent": (lambda: tax("10.10", "25"), "2.53"),
    "B31 half a cent, negative": (lambda: tax("-10.10", "25"), "-2.53"),
    "B32 Finland before and after its rise": (b32, ["8.50", "8.00"]),
    "B33 Finland, half a cent": (lambda: tax("1.00", "25.5"), "0.26"),
    "B34 net, VAT, total": (lambda: document("851.61")[1:], ["212.90", "1064.51"]),
    "B35 whole crowns": (
        lambda: [str(to_pay(Decimal(amount))[1]) for amount in ("1249.99", "1064.49", "1064.50")],
        ["0.01", "-0.49", "0.50"],
    ),
    "B36 discount on the document": (lambda: document("1000.00", discount="10"), ["900.00", "225.00", "1125.00"]),
    "B37 reverse charge": (b37, ["0.00", "851.61"]),
    "B38 credited line by line": (
        lambda: [str(one) for one in in_parts(str(vat_of(Decimal("999.99"), Decimal(25))), 33333, 33333, 33333)],
        ["83.33", "83.34", "83.33"],
    ),
    "B39 a Croatian month end": (b39, ["90.00", "340.00", "85.00", "425.00"]),
    "B41 index clause": (
        lambda: str(price_on(flat("1234.50", indexed=(Indexed(JANUARY.first, Decimal("3.4")),)), JANUARY.last)),
        "1276.47",
    ),
    "B43 no binary floats": (b43, ["1.01", "1.00", "29.00"]),
    "B44 two prices and a late start": (b44, ["319.35", "351.29"]),
    "B45 a year across 29 February": (b45, ["1221.49", "1224.84"]),
    "B47 the Swedish tax agency's example": (
        lambda: document("3500.00", "720.00", "247.75"),
        ["4467.75", "1116.94", "5584.69"],
    ),
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_worked_by_hand_comes_out_to_the_cent(example: str) -> None:
    found, expected = EXAMPLES[example]
    assert found() == expected
