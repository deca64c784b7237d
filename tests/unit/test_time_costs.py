"""What time costs as soon as it is worked, and what is left of included time: counted as the statement will (MP7)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.unit.time_accounts import QUARTERS, RATED, Customer, customer, entry, version

from chalicelib.domain.billing.agreement import Agreement, Counted, Included, Rate, RoundedBy, Rounding
from chalicelib.domain.billing.beforehand import Cost, cost_of, included_time
from chalicelib.domain.billing.quota import Allotment
from chalicelib.domain.billing.timesheet import taken_back
from chalicelib.domain.billing.worklog import Charging, TimeEntry

BOTH = (Rate("support", Decimal("1190.00"), Decimal("1750.00")),)
MORNING = entry("2026-11-23T09:00", 25)


def cost(one: Customer, new: TimeEntry, *others: TimeEntry) -> Cost:
    return cost_of(one.account("2026-11", *others, new), new)


def told(minutes: int, net: str, **more: int) -> Cost:
    known = {"included": Decimal(0), "out_of_hours": Decimal(0), **{key: Decimal(value) for key, value in more.items()}}
    return Cost(Decimal(minutes), net=Decimal(net), **known)


def left(one: Customer, *entries: TimeEntry) -> int:
    """Seconds."""
    found = included_time(one.account("2026-11", *entries), Agreement(one.versions))
    assert found
    return found.left


def test_a_minute_out_of_hours_costs_a_whole_step_at_its_own_price() -> None:
    call = entry("2026-11-23T06:01", 56 / 60)
    assert cost(customer(rates=BOTH), call) == told(15, "437.50", out_of_hours=15)


def test_work_past_closing_costs_each_hours_own_price() -> None:
    late = entry("2026-11-23T15:30", 60)
    assert cost(customer(rates=BOTH), late) == told(60, "1470.00", out_of_hours=30)


def test_what_a_ticket_is_charged_for_already_costs_nothing_more() -> None:
    more = entry("2026-11-23T11:00", 4)
    assert cost(customer(), more, MORNING) == told(0, "0.00")
    assert cost(customer(), more) == told(15, "300.00")
    assert cost(customer(), more, replace(MORNING, ticket="PRO-2")) == told(15, "300.00"), "another ticket"
    october = entry("2026-10-23T11:00", 10)
    assert cost(customer(), more, october) == told(0, "0.00"), "rounding goes on from month to month"
    by_entry = customer(rounding=Rounding(RoundedBy.ENTRY, 15))
    assert cost(by_entry, more, MORNING) == told(15, "300.00")


def test_free_time_costs_nothing() -> None:
    assert cost(customer(), replace(MORNING, charging=Charging.WARRANTY)).net == 0


def test_a_cost_is_the_same_after_the_entry_was_taken_back() -> None:
    back = taken_back(MORNING, "agent:bo", MORNING.end, "x")
    assert cost(customer(), MORNING, back) == cost(customer(), MORNING) == told(30, "600.00")


@pytest.mark.parametrize(
    ("one", "work", "problem"), [(Customer(()), "support", "no_agreement"), (customer(), "dancing", "no_rate")]
)
def test_what_nobody_can_bill_costs_nothing_and_says_why(one: Customer, work: str, problem: str) -> None:
    assert cost(one, replace(MORNING, work=work)) == replace(told(0, "0"), problem=problem)


def test_included_time_is_used_before_anything_costs() -> None:
    agreed = customer(included=Included(60))
    assert cost(agreed, MORNING) == told(30, "0.00", included=30)
    others = (entry("2026-11-02T09:00", 10, "PRO-2"), entry("2026-11-03T09:00", 20, "PRO-3"))
    assert cost(agreed, MORNING, *others) == told(30, "300.00", included=15)


@pytest.mark.parametrize(("counted", "minutes"), [(Counted.AFTER_ROUNDING, 45), (Counted.BEFORE_ROUNDING, 59)])
def test_what_is_left_is_counted_as_the_agreement_counts_it(counted: Counted, minutes: int) -> None:
    agreed = customer(included=Included(60, counted))
    assert left(agreed) == 3600
    assert left(agreed, entry("2026-11-23T09:00", 1)) == 60 * minutes


def test_what_lies_out_of_hours_or_is_free_or_was_taken_back_leaves_included_time_alone() -> None:
    agreed = customer(included=Included(60, works=("support",)), rates=(*RATED, Rate("training", Decimal("900.00"))))
    evening = entry("2026-11-23T18:00", 30)
    spared = (evening, replace(MORNING, charging=Charging.FREE), replace(MORNING, id="t", work="training"))
    assert left(agreed, *spared, MORNING, taken_back(MORNING, "agent:bo", MORNING.end, "x")) == 3600
    listed = customer(included=Included(60))
    assert left(listed, evening) == 1800, "without a price of its own the evening counts"


def test_never_less_than_nothing_is_left_nor_more_than_there_is() -> None:
    agreed = customer(included=Included(60))
    assert left(agreed, replace(MORNING, seconds=9000)) == 0
    assert left(agreed, replace(MORNING, seconds=-9000)) == 3600


def test_a_part_of_a_month_includes_its_share_in_whole_minutes() -> None:
    def included(**fields: date) -> int:
        agreed = Agreement((version(included=Included(100), **fields),))
        return Allotment.of(agreed, customer().account("2026-11").days).minutes

    assert included() == 100
    assert included(first_day=date(2026, 11, 11)) == 66
    assert included(last_day=date(2026, 11, 10)) == 33
    assert included(last_day=date(2026, 10, 10)) == 0
    account = customer().account("2026-11")
    assert included_time(account, Agreement((version(),))) is None


def test_minutes_that_change_within_a_month_are_included_by_their_days() -> None:
    versions = (version(included=Included(120)), version(included=Included(300), valid_from=date(2026, 11, 21)))
    agreed = Customer(versions)
    assert left(agreed) == 60 * (120 * 20 // 30 + 300 * 10 // 30)
    assert left(agreed, MORNING) == 60 * (120 * 20 // 30 + 300 * 10 // 30 - QUARTERS.step_minutes * 2)
