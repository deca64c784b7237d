"""Money: what must hold for every amount, every day and every flat rate."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings, strategies as st
from tests.unit.flat_accounts import Customer, account, day, flat, total, version

from chalicelib.domain.billing.agreement import DayCount, Every, FlatKind, FlatRate, Indexed, PriceFor, Rounding, When
from chalicelib.domain.billing.cycles import Cycle, add_months, month_number
from chalicelib.domain.billing.flat import flat_lines
from chalicelib.domain.billing.flat_due import Key
from chalicelib.domain.billing.money import half_up, to_pay, vat_of
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.rounding import charge, charged_minutes
from chalicelib.domain.billing.shares import part, weighed_days, without
from chalicelib.domain.billing.totals import totals, vat_totals

DAY = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
ALL_DAYS = tuple(FIRST + number * DAY for number in range((LAST - FIRST).days + 1))
# Among them amounts whose halves are half cents, and a cent that many days share.
AMOUNTS = tuple(map(Decimal, ("1200.00", "99.99", "0.01", "1234.57", "0.31")))

many = settings(max_examples=200, deadline=None, derandomize=True)
some = settings(max_examples=60, deadline=None, derandomize=True)
cents = st.integers(-(10**9), 10**9).map(lambda cents: Decimal(cents) / 100)
prices = st.integers(0, 10**7).map(lambda cents: Decimal(cents) / 100)
days = st.sampled_from(ALL_DAYS)


@st.composite
def flat_rates(draw: st.DrawFn, id: str = "rent") -> FlatRate:
    first_day = draw(days)
    suspended_from = draw(days)
    return FlatRate(
        id=id,
        name="Najam",
        kind=draw(st.sampled_from(FlatKind)),
        price=draw(prices),
        every=draw(st.sampled_from(Every)),
        when=draw(st.sampled_from(When)),
        first_day=first_day,
        last_day=draw(st.none() | st.integers(0, 900).map(lambda after: first_day + after * DAY)),
        quantity=draw(st.sampled_from([Decimal(1), Decimal(3), Decimal("2.5"), Decimal("0.333")])),
        anchor_day=draw(st.integers(1, 31)),
        price_for=draw(st.sampled_from(PriceFor)),
        day_count=draw(st.sampled_from(DayCount)),
        indexed=tuple(
            Indexed(draw(days), Decimal(draw(st.integers(-99, 200))) / 10) for _ in range(draw(st.integers(0, 2)))
        ),
        suspended=(Period(suspended_from, suspended_from + 40 * DAY),) if draw(st.booleans()) else (),
        anchor_month=draw(st.none() | st.integers(1, 12)),
    )


@pytest.mark.parametrize("day_count", DayCount)
@pytest.mark.parametrize("every", Every)
def test_a_start_and_an_end_total_the_period_whatever_the_day(every: Every, day_count: DayCount) -> None:
    cycle = Cycle(every, 1, 0)
    for first in ALL_DAYS:
        period = next(cycle.periods(first))
        if first == period.first:
            continue
        for amount in AMOUNTS:
            end = part(amount, [Period(period.first, first)], period, day_count)
            start = part(amount, [Period(first, period.until)], period, day_count)
            assert end.net + start.net == amount, (first, amount)
            assert end.days + start.days == weighed_days(period, day_count)


def test_one_who_leaves_and_one_who_comes_the_day_after_pay_a_month_between_them_whatever_the_day() -> None:
    for comes in ALL_DAYS:
        if comes.day == 1:
            continue
        month = comes.isoformat()[:7]
        first = comes.replace(day=1)
        leaver = flat("1234.57", id="leaver", first_day=first, last_day=comes - DAY)
        comer = flat("1234.57", id="comer", first_day=comes, anchor_day=1)
        lines, _, _ = flat_lines(account(month, version(leaver, comer)))
        assert total(lines) == Decimal("1234.57"), comes


@pytest.mark.parametrize(
    ("first", "until", "days"),
    [
        ("2025-01-10", "2025-01-31", 21),
        ("2025-01-10", "2025-02-01", 21),
        ("2025-01-31", "2025-02-01", 0),
        ("2025-02-01", "2025-03-01", 30),
        ("2025-02-15", "2025-03-01", 16),
        ("2025-01-01", "2026-01-01", 360),
    ],
)
def test_where_every_month_has_thirty_days_a_31st_weighs_nothing(first: str, until: str, days: int) -> None:
    assert weighed_days(Period(day(first), day(until)), DayCount.THIRTY) == days


@many
@given(cents, st.integers(0, 9), st.integers(1, 10**30))
def test_halves_are_rounded_away_from_zero_and_mirrored(amount: Decimal, digits: int, parts: int) -> None:
    quotient = Fraction(amount) / parts
    found = half_up(quotient, digits)
    assert found == -half_up(-quotient, digits)
    assert -(found.as_tuple().exponent or 0) == digits
    away = Fraction(abs(found)) - abs(quotient)
    assert -Fraction(1, 2 * 10**digits) < away <= Fraction(1, 2 * 10**digits)


@many
@given(cents)
def test_only_the_amount_to_pay_is_rounded_to_whole_units(amount: Decimal) -> None:
    payable, rounding = to_pay(amount)
    assert payable == int(payable)
    assert amount + rounding == payable
    assert abs(rounding) <= Decimal("0.50")


@many
@given(days, st.sampled_from(Every), st.integers(1, 31))
def test_periods_follow_one_another_and_keep_their_anchor_day(first: date, every: Every, anchor_day: int) -> None:
    periods = list(islice(Cycle(every, anchor_day, month_number(first)).periods(first), 40))
    assert periods[0].first <= first < periods[0].until
    assert all(one.until == other.first for one, other in pairwise(periods))
    for period in periods:
        assert period.first.day == min(anchor_day, monthrange(period.first.year, period.first.month)[1])
        assert month_number(period.until) - month_number(period.first) == every


@some
@given(st.lists(days, min_size=4, max_size=4, unique=True))
def test_days_without_a_gap_are_the_days_that_are_not_in_it(edges: list[date]) -> None:
    first, second, third, fourth = sorted(edges)
    left = without([Period(first, fourth)], [Period(second, third)])
    assert left == [Period(first, second), Period(third, fourth)]


@many
@given(prices, st.integers(-(10**6), 10**6))
def test_exact_time_is_charged_to_the_second_although_minutes_have_no_end(per_hour: Decimal, seconds: int) -> None:
    minutes = charged_minutes(seconds, Rounding())
    assert charge(per_hour, minutes) == half_up(Fraction(per_hour) * seconds / 3600)


@many
@given(st.integers(0, 10**6), st.integers(0, 60), st.integers(0, 90))
def test_charged_time_is_never_less_than_was_worked_nor_a_step_more(seconds: int, step: int, minimum: int) -> None:
    rounding = Rounding(step_minutes=step, minimum_minutes=minimum)
    charged = charged_minutes(seconds, rounding) * 60
    assert charged_minutes(-seconds, rounding) * 60 == -charged
    if seconds and step:
        assert seconds <= charged < max(minimum * 60 + 1, seconds + step * 60)
    assert bool(charged) == bool(seconds)


@some
@given(flat_rates(), st.integers(0, 40))
def test_what_is_billed_is_billed_once(rate: FlatRate, months: int) -> None:
    month = add_months(FIRST, months).isoformat()[:7]
    customer = Customer(version(rate))
    customer.is_billed(month)
    carried = customer.carried
    assert customer.is_billed(month) == []
    assert customer.carried == carried


@some
@given(flat_rates(), st.integers(0, 40), st.integers(1, 6))
def test_an_agreement_that_never_was_gives_all_back_in_net_vat_and_total(
    rate: FlatRate, months: int, billed: int
) -> None:
    first = add_months(FIRST, months)
    agreed = version(rate, billed_from=first)
    customer = Customer(agreed, month=first.isoformat()[:7])
    charged = customer.is_billed_for(billed)
    customer.amends(agreed, version(valid_from="2020-01-02", last_day=day("2019-12-31")))
    given_back = customer.is_billed(customer.month)
    sums = totals(vat_totals([*charged, *given_back], Decimal(0)), whole_units=False)
    assert (sums.net, sums.vat, sums.total) == (0, 0, 0)


@some
@given(flat_rates("a"), flat_rates("b"), flat_rates("c"), st.integers(0, 60))
def test_the_order_of_flat_rates_does_not_matter(a: FlatRate, b: FlatRate, c: FlatRate, months: int) -> None:
    month = add_months(FIRST, months).isoformat()[:7]
    assert flat_lines(account(month, version(a, b, c))) == flat_lines(account(month, version(c, a, b)))


@some
@given(flat_rates(), flat_rates(), st.integers(0, 40), days)
def test_a_line_says_how_its_net_amount_comes_about(
    rate: FlatRate, later: FlatRate, months: int, changes: date
) -> None:
    customer = Customer(version(rate), month=add_months(FIRST, months).isoformat()[:7])
    lines = customer.is_billed_for(3)
    customer.amends(version(rate), version(later, valid_from=changes.isoformat()))
    lines += customer.is_billed_for(3)
    for line in lines:
        assert half_up(line.quantity * line.price / line.per) == line.net
        assert line.price >= 0
        key = Key.read(line.key)
        assert key
        assert str(key) == line.key
        assert key.period.overlap(line.period) == line.period


@some
@given(flat_rates(), st.integers(0, 12), st.integers(1, 30))
def test_month_by_month_or_all_at_once_comes_to_the_same(rate: FlatRate, begins: int, months: int) -> None:
    """Nothing is lost between months: what was billed in turn is what a first statement at their end would bill."""
    first = add_months(FIRST, begins)
    agreed = version(rate, billed_from=first)
    in_turn = Customer(agreed, month=first.isoformat()[:7])
    billed = in_turn.is_billed_for(min(months, 12))
    at_once = Customer(agreed)
    last = add_months(first, min(months, 12) - 1).isoformat()[:7]
    assert total(at_once.is_billed(last)) == total(billed)


@many
@given(cents, st.sampled_from(["25", "25.5", "24", "0", "23.33"]))
def test_a_credit_note_takes_back_the_very_tax_of_its_invoice(net: Decimal, percent: str) -> None:
    assert vat_of(net, Decimal(percent)) + vat_of(-net, Decimal(percent)) == 0
