"""Time becomes money as agreed (MP5 MP7 PM5 PM8 PM11); B20 to B46 are worked by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.unit.time_accounts import CALENDAR, QUARTERS, RATED, Customer, at, customer, entry, nets, version

from chalicelib.domain.billing.agreement import Counted, Included, Rate, RoundedBy, Rounding, Treatment
from chalicelib.domain.billing.line import RunningTotal
from chalicelib.domain.billing.prices import ListRate
from chalicelib.domain.billing.statement import BilledPiece
from chalicelib.domain.billing.timesheet import taken_back
from chalicelib.domain.billing.vat import Category, VatRate
from chalicelib.domain.billing.worklog import Charging
from chalicelib.domain.payroll import Payroll

EXACT = Rounding()
PER_ENTRY = Rounding(RoundedBy.ENTRY, 15)
THREE = (
    entry("2025-01-07T09:00", 7 + 1 / 3),
    entry("2025-01-07T10:00", 12 + 1 / 6),
    entry("2025-01-07T11:00", 3 + 1 / 12),
)


@pytest.mark.parametrize(
    ("rounding", "minutes", "net"),
    [(PER_ENTRY, "45", "900.00"), (QUARTERS, "30", "600.00"), (EXACT, "22.58", "451.67")],
)
def test_b20_time_is_rounded_by_entry_or_by_ticket_or_not_at_all(rounding: Rounding, minutes: str, net: str) -> None:
    (line,) = customer(rounding=rounding).month("2025-01", *THREE)
    assert (str(line.net), line.seconds) == (net, 1355)
    assert f"{line.minutes:.2f}".removesuffix(".00") == minutes


@pytest.mark.parametrize(("minutes", "net"), [(3, "600.00"), (40, "900.00")])
def test_b21_a_minimum_is_charged(minutes: int, net: str) -> None:
    agreed = customer(rounding=Rounding(RoundedBy.TICKET, 15, 30))
    assert nets(agreed.month("2025-01", entry("2025-01-07T09:00", minutes))) == [net]


def test_b22_class_comes_first_then_rounding() -> None:
    under_warranty = entry("2025-01-07T09:00", 10, charging=Charging.WARRANTY)
    lines = customer().month("2025-01", under_warranty, entry("2025-01-07T10:00", 12))
    assert [(line.charging, str(line.net), line.minutes) for line in lines] == [
        (Charging.BILLABLE, "300.00", 15),
        (Charging.WARRANTY, "0.00", 15),
    ]


def test_b23_rounding_of_a_ticket_goes_on_over_the_turn_of_the_month() -> None:
    one = customer()
    assert [line.minutes for line in one.month("2025-01", entry("2025-01-31T23:40", 20))] == [30]
    (later,) = one.month("2025-02", entry("2025-02-01T00:00", 10))
    assert (later.minutes, later.seconds, str(later.net)) == (0, 600, "0.00")


def test_b24_what_lies_out_of_hours_costs_more() -> None:
    lines = customer(rates=RATED).month("2025-01", entry("2025-01-06T15:30", 105))
    assert [(line.out_of_hours, line.minutes, str(line.net)) for line in lines] == [
        (False, 30, "600.00"),
        (True, 75, "2250.00"),
    ]


def test_b25_a_stopwatch_over_the_october_change_counts_what_went_by() -> None:
    (line,) = customer().month("2025-10", entry("2025-10-26T00:40+00:00", 40))
    assert (line.seconds, line.minutes, str(line.net)) == (2_400, 45, "900.00")


def test_b26_minutes_are_charged_not_hours_with_two_decimals() -> None:
    (line,) = customer(rounding=EXACT).month("2025-01", entry("2025-01-07T09:00", 20))
    assert str(line.net) == "400.00"


@pytest.mark.parametrize(("counted", "net"), [(Counted.AFTER_ROUNDING, "900.00"), (Counted.BEFORE_ROUNDING, "600.00")])
def test_b27_included_time_is_taken_off_after_or_before_rounding(counted: Counted, net: str) -> None:
    agreed = customer(included=Included(120, counted))
    lines = agreed.month("2025-01", entry("2025-01-07T09:00", 50), entry("2025-01-08T09:00", 95, "PRO-2"))
    assert sum(line.net for line in lines) == Decimal(net)
    assert sum(line.included for line in lines) == 120


def test_b28_a_short_first_month_includes_its_share_in_whole_minutes() -> None:
    agreed = customer(included=Included(120), first_day=date(2025, 1, 10), rounding=Rounding(RoundedBy.TICKET, 1))
    (line,) = agreed.month("2025-01", entry("2025-01-15T09:00", 100))
    assert (line.included, line.quantity) == (85, 15)


def test_b40_many_small_entries_are_charged_as_agreed() -> None:
    rates = (Rate("support", Decimal("1195.00")),)
    tickets = [entry("2025-01-07T09:00", 5, f"PRO-{number}") for number in range(1_000)]
    one_ticket = [replace(each, ticket="PRO-1", id=str(place)) for place, each in enumerate(tickets)]
    agreed = {"rounding": EXACT, "rates": rates}
    assert sum(line.net for line in customer(**agreed).month("2025-01", *tickets)) == Decimal("99580.00")
    assert nets(customer(**agreed).month("2025-01", *one_ticket)) == ["99583.33"]


def test_b42_pm11_a_payroll_day_that_is_used_bills_its_fee_once() -> None:
    one = customer(payroll=Payroll((10, 24)))
    entries = (entry("2025-01-10T09:00", 30), entry("2025-01-10T12:00", 15), entry("2025-01-24T09:00", 45))
    assert nets(one.fees("2025-01", *entries)) == ["500.00", "500.00"]
    assert one.fees("2025-02", entry("2025-01-24T15:00", 10, month="2025-02")) == []
    assert sum(line.net for line in one.month("2025-01", *entries)) == Decimal("1800.00")


def test_b46_no_time_costs_nothing_and_a_correction_lowers_what_is_rounded() -> None:
    minimum = customer(rounding=Rounding(RoundedBy.TICKET, 15, 30))
    assert nets(minimum.month("2025-01", entry("2025-01-07T09:00", 0))) == ["0.00"]
    corrected = customer().month("2025-01", entry("2025-01-07T09:00", 17), entry("2025-01-07T09:00", -5))
    assert nets(corrected) == ["300.00"]


def test_pm5_the_agreements_rate_goes_before_the_desks() -> None:
    agreed = Rate("support", Decimal("990.00"))
    listed = (ListRate("support", date(2020, 1, 1), Decimal("1200.00")),)
    assert nets(customer(rates=(agreed,)).month("2025-01", entry("2025-01-07T09:00", 60), list_rates=listed)) == [
        "990.00"
    ]
    assert nets(customer().month("2025-01", entry("2025-01-07T09:00", 60), list_rates=listed)) == ["1200.00"]


def test_pm5_the_desks_rate_is_that_of_the_day_of_the_work() -> None:
    listed = (
        ListRate("support", date(2020, 1, 1), Decimal("1200.00")),
        ListRate("support", date(2025, 1, 8), Decimal("1300.00")),
    )
    days = entry("2025-01-07T09:00", 60), entry("2025-01-08T09:00", 60)
    assert nets(customer().month("2025-01", *days, list_rates=listed)) == ["1200.00", "1300.00"]


def test_mp7_free_time_and_warranty_are_listed_at_nothing_with_their_exact_time() -> None:
    free = entry("2025-01-07T09:00", 7, charging=Charging.FREE)
    (line,) = customer().month("2025-01", free)
    assert (str(line.price), str(line.net), line.seconds, line.entries) == ("0.00", "0.00", 420, (free.id,))


def test_a_correction_gives_back_what_was_charged_and_never_more() -> None:
    one = customer(included=Included(30))
    first = entry("2025-01-07T09:00", 60)
    (billed,) = one.month("2025-01", first)
    assert (str(billed.net), billed.included) == ("600.00", 30)
    back = replace(first, id="back", seconds=-3_600, month="2025-02", corrects=first.id)
    (line,) = one.month("2025-02", back)
    assert (str(line.net), line.quantity, line.included) == ("-600.00", -30, -30)


def test_a_late_entry_is_billed_at_the_terms_of_its_own_day() -> None:
    dearer = version(valid_from=date(2025, 2, 1), rates=(Rate("support", Decimal("1500.00")),))
    one = Customer((version(), dearer))
    (line,) = one.month("2025-02", entry("2025-01-31T09:00", 60, month="2025-02"))
    assert (str(line.net), line.period.first) == ("1200.00", date(2025, 1, 31))


def test_time_that_is_noted_late_uses_what_its_own_month_included_on_a_line_of_its_own() -> None:
    agreed = customer(included=Included(60))
    agreed.month("2025-01", entry("2025-01-07T09:00", 45))
    late = entry("2025-01-20T09:00", 30, month="2025-02")
    lines = agreed.month("2025-02", late, entry("2025-02-03T09:00", 60))
    assert [(line.period.first.isoformat(), line.included, str(line.net)) for line in lines] == [
        ("2025-02-03", 60, "0.00"),
        ("2025-01-20", 15, "300.00"),
    ]
    assert [(one.month, one.minutes, one.used, one.left) for one in agreed.included] == [
        ("2025-01", 60, 3600, 0),
        ("2025-02", 60, 3600, 0),
    ]


def test_a_shorter_entry_in_place_of_a_billed_one_is_priced_as_its_own_month_was() -> None:
    agreed = customer(included=Included(60))
    wrong = entry("2025-01-07T10:00", 23 * 60)
    (paid,) = agreed.month("2025-01", entry("2025-01-06T09:00", 105), wrong)
    piece = BilledPiece(paid, wrong.seconds, "2025-00001", date(2025, 2, 1), Decimal(0))
    back = replace(taken_back(wrong, wrong.agent, wrong.end, "An hour, not a night"), month="2025-02")
    right = entry("2025-01-07T10:00", 60, month="2025-02")
    lines = agreed.month("2025-02", back, right, entry("2025-02-03T09:00", 30, "PRO-2"), billed={wrong.id: (piece,)})
    assert [(line.ticket, str(line.net), line.corrects) for line in lines] == [
        ("PRO-1", "1200.00", ""),
        ("PRO-1", "-27600.00", "2025-00001"),
        ("PRO-2", "0.00", ""),
    ]


@pytest.mark.parametrize(("counted", "came_to"), [(Counted.AFTER_ROUNDING, 90), (Counted.BEFORE_ROUNDING, 30)])
def test_b23_a_line_knows_what_its_ticket_came_to_with_earlier_months(counted: Counted, came_to: int) -> None:
    agreed = customer(included=Included(60, counted))
    (first,) = agreed.month("2025-01", entry("2025-01-07T09:00", 65))
    (line,) = agreed.month("2025-01", entry("2025-01-08T09:00", 20, month="2025-01"))
    assert first.running is None
    assert line.running == RunningTotal((85 if came_to == 90 else 25) * 60, Decimal(came_to), Decimal(came_to - 15))


def test_an_entry_without_agreement_or_rate_is_a_problem_and_the_rest_is_billed() -> None:
    one = customer(first_day=date(2025, 1, 8))
    lines = one.month(
        "2025-01",
        entry("2025-01-07T09:00", 60),
        entry("2025-01-08T09:00", 60),
        entry("2025-01-09T09:00", 5, work="magic"),
    )
    assert nets(lines) == ["1200.00"]
    assert [(problem.code, problem.facts["day"]) for problem in one.problems] == [
        ("no_agreement", "2025-01-07"),
        ("no_rate", "2025-01-09"),
    ]


def test_the_tax_is_that_of_the_day_of_the_work() -> None:
    finnish = (VatRate(date(2013, 1, 1), Decimal(24)), VatRate(date(2024, 9, 1), Decimal("25.5")))
    days = entry("2024-08-31T09:00", 60), entry("2024-09-01T09:00", 60)
    lines = customer().month("2024-09", *days, vat_rates=finnish)
    assert [str(line.vat.percent) for line in lines] == ["24", "25.5"]


def test_a_buyer_abroad_is_taxed_as_the_agreement_says() -> None:
    abroad = customer(treatment=Treatment(Category.EXPORT, "Export"))
    (line,) = abroad.month("2025-01", entry("2025-01-07T09:00", 60))
    assert (line.vat.category, line.vat.percent, line.vat.reason) == (Category.EXPORT, 0, "Export")


def test_pm8_a_call_in_the_evening_costs_the_price_out_of_hours() -> None:
    (line,) = customer(rates=RATED).month("2025-01", entry("2025-01-06T20:00", 30))
    assert (line.out_of_hours, str(line.price), str(line.net)) == (True, "1800.00", "900.00")
    assert not CALENDAR.is_open(at("2025-01-06T20:00"))
