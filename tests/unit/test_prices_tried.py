"""Past months under other prices: they differ by prices alone, and by nothing that was agreed or paid (MP8 MP9 PM5)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from tests.unit.flat_accounts import Customer, account, day, flat, version
from tests.unit.test_billing_properties import flat_rates
from tests.unit.time_accounts import CALENDAR, entry

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import (
    Agreement,
    Every,
    FlatKind,
    FlatRate,
    Indexed,
    Rate,
    Rounding,
    Version,
    When,
)
from chalicelib.domain.billing.cycles import add_months
from chalicelib.domain.billing.prices import ListRate
from chalicelib.domain.billing.replay import Prices, Replayed, chained, replay, under
from chalicelib.domain.billing.statement import Carried, Drawn
from chalicelib.domain.payroll import Payroll

LIST = (
    ListRate("support", date(2020, 1, 1), Decimal("1200.00")),
    ListRate("travel", date(2020, 1, 1), Decimal("600.00"), Decimal("900.00")),
)
SAME = Prices(tuple(Rate(one.work, one.per_hour, one.out_of_hours) for one in LIST), Decimal("500.00"))
DEARER = Prices((Rate("support", Decimal("1500.00")),))

some = settings(max_examples=40, deadline=None, derandomize=True)


def months(first: str, count: int) -> list[str]:
    return [add_months(day(f"{first}-01"), number).isoformat()[:7] for number in range(count)]


def row(first: str, count: int, *versions: Version, entries: Any = (), **fields: Any) -> list[Account]:
    """A customer's months in a row, each with the time that is noted in it."""
    return [
        account(
            month,
            *versions,
            calendar=CALENDAR,
            list_rates=LIST,
            payroll_fee=Decimal("500.00"),
            entries=tuple(one for one in entries if one.month == month),
            **fields,
        )
        for month in months(first, count)
    ]


def nets(found: list[Replayed]) -> list[tuple[str, str]]:
    return [(str(one.was_net), str(one.would_net)) for one in found]


def by(percent: str) -> Prices:
    return Prices(flat_rate_percent=Decimal(percent))


@st.composite
def worked(draw: st.DrawFn) -> Any:
    """Up to eight entries in the four months from March 2025 on, noted in the month in which they were worked."""
    each = st.tuples(
        st.integers(3, 6), st.integers(1, 28), st.integers(0, 23), st.integers(1, 300),
        st.sampled_from(["PRO-1", "PRO-2"]), st.sampled_from(["support", "travel"]),
    )  # fmt: skip
    drawn = draw(st.lists(each, max_size=8, unique_by=lambda one: one[:5]))
    return [
        entry(f"2025-{month:02}-{on:02}T{hour:02}:00", minutes, ticket, work=work)
        for month, on, hour, minutes, ticket, work in drawn
    ]


agreed = st.builds(
    lambda rates, covered, step, discount: version(
        *(replace(one, id=f"rate-{place}") for place, one in enumerate(rates)),
        covered=("support",) if covered else (),
        rounding=Rounding(step_minutes=step),
        discount_percent=Decimal(discount),
        payroll=Payroll((15, 28)),
    ),
    st.lists(flat_rates(), max_size=3),
    st.booleans(),
    st.sampled_from([0, 15]),
    st.sampled_from([0, 7]),
)


@some
@given(agreed, worked())
def test_the_same_prices_come_to_the_same_whatever_was_agreed_and_worked(terms: Version, entries: Any) -> None:
    before, *window = row("2025-02", 5, terms, entries=entries)
    drawn = next(iter(chained([before]))).statement
    start = drawn.carried if drawn else Carried()
    accounts = [replace(one, carried=start) for one in window]
    assert under(accounts[0], SAME, "2025-03").agreements == accounts[0].agreements
    for one in replay(accounts, SAME):
        assert one.was == one.would


@some
@given(agreed, worked(), st.integers(1, 3))
def test_months_in_a_row_are_what_their_parts_are_in_turn(terms: Version, entries: Any, cut: int) -> None:
    accounts = row("2025-03", 4, terms, entries=entries)
    whole = list(chained(accounts))
    carried = next((one.statement.carried for one in reversed(whole[:cut]) if one.statement), accounts[0].carried)
    first, *rest = accounts[cut:]
    parts = [*chained(accounts[:cut]), *chained([replace(first, carried=carried), *rest])]
    assert [net_of(one) for one in parts] == [net_of(one) for one in whole]


def net_of(drawn: Drawn) -> Decimal:
    return drawn.statement.totals.net if drawn.statement else Decimal(0)


def test_what_was_is_what_would_have_been_issued_in_turn() -> None:
    rent = flat("1000.00", every=Every.QUARTER, when=When.ADVANCE)
    customer = Customer(version(rent), month="2025-03")
    issued = [sum((line.net for line in customer.is_billed(month)), Decimal(0)) for month in months("2025-03", 4)]
    found = replay(row("2025-03", 4, version(rent)), by("10"))
    assert [one.was_net for one in found] == issued


def test_a_list_rate_counts_where_the_agreement_has_none() -> None:
    entries = [entry("2025-03-03T09:00", 60)]
    assert nets(replay(row("2025-03", 1, version(), entries=entries), DEARER)) == [("1200.00", "1500.00")]


def test_an_agreed_rate_is_not_touched_by_the_list() -> None:
    terms = version(rates=(Rate("support", Decimal("1000.00")),))
    entries = [entry("2025-03-03T09:00", 60)]
    assert nets(replay(row("2025-03", 1, terms, entries=entries), DEARER)) == [("1000.00", "1000.00")]


def test_a_rate_out_of_hours_counts_out_of_hours_only() -> None:
    prices = Prices((Rate("travel", Decimal("600.00"), Decimal("1000.00")),))
    entries = [entry("2025-03-03T15:00", 120, work="travel")]
    assert nets(replay(row("2025-03", 1, version(), entries=entries), prices)) == [("1500.00", "1600.00")]


def test_other_prices_hold_from_the_first_day_and_override_what_the_list_had_from_then_on() -> None:
    listed = (*LIST[:1], ListRate("support", date(2025, 3, 10), Decimal("1300.00")))
    entries = [entry(f"2025-{on}T09:00", 60, f"PRO-{on}", month="2025-03") for on in ("02-28", "03-03", "03-11")]
    (one,) = row("2025-03", 1, version(), entries=entries)
    found = replay([replace(one, list_rates=listed)], DEARER)
    assert nets(found) == [("3700.00", "4200.00")]


def test_work_done_earlier_and_noted_late_keeps_its_rate() -> None:
    entries = [entry("2025-02-27T09:00", 60, month="2025-03")]
    assert nets(replay(row("2025-03", 1, version(), entries=entries), DEARER)) == [("1200.00", "1200.00")]


def test_a_flat_rate_paid_afterwards_changes_by_the_percentage() -> None:
    found = replay(row("2025-03", 2, version(flat("1000.00", first_day=day("2025-03-01")))), by("2.5"))
    assert nets(found) == [("1000.00", "1025.00")] * 2


def test_a_flat_rate_can_become_cheaper() -> None:
    found = replay(row("2025-03", 1, version(flat("1000.00", first_day=day("2025-03-01")))), by("-5"))
    assert nets(found) == [("1000.00", "950.00")]


def test_the_index_of_an_agreement_and_the_change_follow_one_another() -> None:
    rent = flat("1000.00", first_day=day("2025-03-01"), indexed=(Indexed(day("2025-04-01"), Decimal(10)),))
    assert nets(replay(row("2025-03", 2, version(rent)), by("10"))) == [("1000.00", "1100.00"), ("1100.00", "1210.00")]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (Every.MONTH, [("1000.00", "1100.00")] * 3),
        (Every.YEAR, [("0.00", "0.00")] * 3),
    ],
)
def test_what_was_paid_beforehand_stays_as_it_was_paid(every: Every, expected: list[tuple[str, str]]) -> None:
    rent = version(flat("1000.00", every=every, when=When.ADVANCE, first_day=day("2025-01-01")))
    assert nets(replay(paid_beforehand(rent), by("10"))) == expected


def test_what_was_paid_beforehand_is_given_back_as_it_was_paid() -> None:
    rent = flat("1200.00", every=Every.YEAR, when=When.ADVANCE, first_day=day("2025-01-01"))
    ended = version(replace(rent, last_day=day("2025-06-30")), valid_from="2025-02-01")
    accounts = [replace(one, agreements=(Agreement((version(rent), ended)),)) for one in paid_beforehand(version(rent))]
    found = replay(accounts, by("10"))
    assert found[0].was_net < 0
    assert all(one.was_net == one.would_net for one in found)


def test_what_was_paid_on_account_is_given_back_and_the_next_is_dearer() -> None:
    deposit: FlatRate = flat("1000.00", kind=FlatKind.ON_ACCOUNT, when=When.ADVANCE, first_day=day("2025-01-01"))
    assert nets(replay(paid_beforehand(version(deposit)), by("10")))[0] == ("0.00", "100.00")


def paid_beforehand(terms: Version) -> list[Account]:
    """January to March 2025, after December's statement, which billed January."""
    before, *window = row("2024-12", 4, replace(terms, billed_from=day("2025-01-01")))
    drawn = next(iter(chained([before]))).statement
    assert drawn is not None
    return [replace(one, carried=drawn.carried) for one in window]


def test_a_payroll_day_costs_the_fee_that_is_tried_unless_one_is_agreed() -> None:
    entries = [entry("2025-04-15T09:00", 60)]
    for agreed_fee, expected in ((None, ("1700.00", "1900.00")), (Decimal("450.00"), ("1650.00", "1650.00"))):
        terms = version(payroll=Payroll((15,)), payroll_fee=agreed_fee)
        found = replay(row("2025-04", 1, terms, entries=entries), Prices(payroll_fee=Decimal("700.00")))
        assert nets(found) == [expected]


def test_what_the_list_tried_bills_at_last_was_a_problem_before() -> None:
    entries = [entry("2025-03-03T09:00", 60, work="magic")]
    (found,) = replay(row("2025-03", 1, version(), entries=entries), Prices((Rate("magic", Decimal("100.00")),)))
    assert (str(found.was_net), str(found.would_net)) == ("0.00", "100.00")
    assert [one.code for one in found.problems] == ["no_rate"]


def test_a_problem_of_both_is_told_once() -> None:
    entries = [entry("2025-03-03T09:00", 60, work="magic")]
    (found,) = replay(row("2025-03", 1, version(), entries=entries), DEARER)
    assert [one.code for one in found.problems] == ["no_rate"]


def test_no_months_come_to_nothing() -> None:
    assert replay([], SAME) == []
