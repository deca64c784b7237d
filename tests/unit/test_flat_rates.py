"""MP8, TC13: flat rates by the month or the day, in advance or in arrears, begun at any day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.unit.flat_accounts import Customer, account, day, flat, nets, said, total, version

from chalicelib.domain.billing.agreement import Every, FlatRate, Indexed, PriceFor, When
from chalicelib.domain.billing.flat import flat_lines
from chalicelib.domain.billing.line import LineVat
from chalicelib.domain.billing.statement import Billed, Carried
from chalicelib.domain.billing.vat import Category, VatRate

JANUARY = day("2025-01-01")
QUARTER = flat("2700.00", Every.QUARTER, when=When.ADVANCE, first_day=JANUARY)


def test_mp8_next_months_rent_stands_on_this_months_statement_when_it_is_paid_in_advance() -> None:
    rent = flat("250.00", when=When.ADVANCE, first_day=day("2025-02-01"))
    customer = Customer(version(rent))
    assert customer.is_billed("2024-12") == []
    (line,) = customer.is_billed("2025-01")
    assert said(line) == ("2025-02-01 - 2025-02-28", "1 PIECE", "250.00", "1", "250.00")
    assert line.key == "U-0187/rent/2025-02-01/2025-03-01/1x250"


def test_mp8_in_arrears_a_period_is_paid_once_it_is_over() -> None:
    customer = Customer(version(replace(QUARTER, when=When.ARREARS)))
    assert customer.is_billed("2025-01") == []
    assert customer.is_billed("2025-02") == []
    assert nets(customer.is_billed("2025-03")) == ["2700.00"]


def test_mp8_in_arrears_a_service_that_ends_inside_its_period_is_paid_with_the_month_of_its_end() -> None:
    customer = Customer(version(replace(QUARTER, when=When.ARREARS, last_day=day("2025-02-14"))))
    assert nets(customer.is_billed("2025-02")) == ["1350.00"]
    assert customer.is_billed("2025-03") == []


@pytest.mark.parametrize("every", Every)
@pytest.mark.parametrize("when", When)
def test_mp8_a_year_holds_its_periods_however_often_and_whenever_they_are_paid(every: Every, when: When) -> None:
    rate = flat("100.00", every, when=when, first_day=JANUARY, last_day=day("2025-12-31"))
    lines = Customer(version(rate), month="2024-12").is_billed_for(14)
    assert nets(lines) == ["100.00"] * (12 // every)


def test_mp8_a_rent_of_twelve_days_is_paid_by_the_day() -> None:
    rent = flat("93.00", first_day=day("2025-02-03"), last_day=day("2025-02-14"), anchor_day=1)
    (line,) = Customer(version(rent)).is_billed("2025-02")
    assert said(line) == ("2025-02-03 - 2025-02-14", "12 DAY", "93.00", "28", "39.86")
    assert (line.days, line.period_days) == (12, 28)


def test_mp8_three_printers_are_three_of_one_price() -> None:
    printers = flat("93.10", quantity=Decimal(3), first_day=day("2025-01-20"), anchor_day=1)
    customer = Customer(version(printers))
    (part,) = customer.is_billed("2025-01")
    (whole,) = customer.is_billed("2025-02")
    assert said(part)[1:] == ("12 DAY", "279.30", "31", "108.12")
    assert said(whole)[1:] == ("3 PIECE", "93.10", "1", "279.30")


def test_mp8_at_a_monthly_price_whole_months_stand_in_one_line_and_each_broken_month_in_its_own() -> None:
    rate = replace(QUARTER, price=Decimal("900.00"), price_for=PriceFor.MONTH, last_day=day("2025-03-10"))
    lines = Customer(version(rate)).is_billed("2024-12")
    assert [said(line)[:2] for line in lines] == [
        ("2025-01-01 - 2025-02-28", "2 PIECE"),
        ("2025-03-01 - 2025-03-10", "10 DAY"),
    ]
    assert nets(lines) == ["1800.00", "290.32"]
    assert lines[1].key == f"{lines[0].key}/2025-03-01/2025-04-01"


def test_mp8_a_year_that_is_looked_back_at_in_part_stays_whole() -> None:
    customer = Customer(version(flat("1461.00", Every.YEAR, when=When.ADVANCE, first_day=JANUARY)), month="2024-12")
    assert nets(customer.is_billed_for(36)) == ["1461.00"] * 3


def test_mp8_a_price_that_becomes_a_months_is_one_only_from_that_day_on() -> None:
    of_month = replace(QUARTER, price_for=PriceFor.MONTH)
    customer = Customer(version(QUARTER), version(of_month, valid_from="2025-03-01"))
    assert total(customer.is_billed("2024-12")) == Decimal("1770.00") + Decimal("2700.00")


def test_mp8_a_third_of_a_service_is_rounded_month_by_month() -> None:
    third = replace(QUARTER, price=Decimal("100.01"), quantity=Decimal("0.333"), price_for=PriceFor.MONTH)
    (line,) = Customer(version(third)).is_billed("2024-12")
    assert said(line)[1:] == ("3 PIECE", "33.30", "1", "99.90")


def test_mp8_an_index_clause_raises_the_price_from_its_day_on() -> None:
    rent = flat("1234.50", first_day=JANUARY, indexed=(Indexed(day("2025-02-01"), Decimal("3.4")),))
    customer = Customer(version(rent))
    assert [nets(customer.is_billed(month)) for month in ("2025-01", "2025-02")] == [["1234.50"], ["1276.47"]]


def test_mp8_what_lies_before_the_first_billed_day_was_billed_elsewhere() -> None:
    customer = Customer(version(flat("100.00", first_day=day("2020-01-01")), billed_from=JANUARY))
    assert customer.is_billed("2024-12") == []
    assert nets(customer.is_billed("2025-01")) == ["100.00"]
    customer.amends(version(flat("100.00", first_day=day("2020-01-01")), billed_from=day("2025-02-01")))
    assert nets(customer.is_billed("2025-02")) == ["100.00"]


def test_mp8_a_forgotten_flat_rate_is_billed_for_thirteen_months_back_and_no_more() -> None:
    customer = Customer(version(flat("100.00", first_day=day("2020-01-01"))))
    lines = customer.is_billed("2025-01")
    assert (len(lines), lines[0].period.first) == (14, day("2023-12-01"))


def test_mp8_what_is_too_old_to_change_is_no_longer_handed_on() -> None:
    customer = Customer(version(flat("100.00", when=When.ADVANCE, first_day=JANUARY)), month="2024-12")
    assert nets(customer.is_billed_for(36)) == ["100.00"] * 36
    assert len(customer.carried.flat_rates) == 15


def test_mp8_a_free_service_is_listed_at_nothing() -> None:
    (line,) = Customer(version(flat("0.00", first_day=JANUARY))).is_billed("2025-01")
    assert said(line) == ("2025-01-01 - 2025-01-31", "1 PIECE", "0.00", "1", "0.00")


def vat_of_year(rate: FlatRate) -> LineVat:
    finland = (VatRate(day("2013-01-01"), Decimal(24)), VatRate(day("2024-09-01"), Decimal("25.5")))
    (line,) = Customer(version(rate), vat_rates=finland).is_billed("2024-08")
    return line.vat


def test_the_tax_is_that_of_the_day_of_payment_or_of_the_last_day_whichever_is_first() -> None:
    august = flat(first_day=day("2024-08-01"))
    september = flat(first_day=day("2024-09-01"), when=When.ADVANCE)
    assert (vat_of_year(august).percent, vat_of_year(august).tax_point) == (24, day("2024-08-31"))
    assert (vat_of_year(september).percent, vat_of_year(september).tax_point) == (Decimal("25.5"), day("2024-09-01"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"price": Decimal("-1.00")},
        {"quantity": Decimal(0)},
        {"price": Decimal("NaN")},
        {"anchor_day": 32},
        {"anchor_month": 13},
        {"indexed": (Indexed(JANUARY, Decimal(-101)),)},
    ],
)
def test_a_flat_rate_that_cannot_be_is_a_problem_and_the_others_are_billed(wrong: dict[str, object]) -> None:
    unfit = replace(QUARTER, id="unfit", name="Nemoguće", **wrong)
    customer = Customer(version(QUARTER, unfit))
    assert nets(customer.is_billed("2024-12")) == ["2700.00"]
    (problem,) = customer.problems
    assert problem.code == "flat_rate_unfit"
    assert problem.facts == {"agreement": "U-0187", "flat_rate": "unfit", "name": "Nemoguće"}


def test_two_flat_rates_of_one_name_are_a_problem_and_what_was_billed_stays() -> None:
    customer = Customer(version(QUARTER))
    customer.is_billed("2024-12")
    customer.amends(version(QUARTER, QUARTER))
    assert customer.is_billed("2025-01") == []
    assert [problem.code for problem in customer.problems] == ["flat_rate_twice"]
    assert len(customer.carried.flat_rates) == 1


def test_without_a_rate_of_tax_a_flat_rate_waits() -> None:
    customer = Customer(version(QUARTER), vat_rates=())
    assert customer.is_billed("2024-12") == []
    assert [problem.code for problem in customer.problems] == ["no_vat_rate"]
    customer.fields = {}
    assert total(customer.is_billed("2025-01")) == Decimal("2700.00")


def test_payroll_days_that_were_billed_are_none_of_the_flat_rates() -> None:
    vat = LineVat(Category.STANDARD, Decimal(25), "", date(2025, 1, 15))
    carried = Carried(flat_rates={"U-0187/payroll/2025-01-15": Billed(1, Decimal("500.00"), vat)})
    assert flat_lines(account("2025-01", version(), carried=carried)) == ([], {}, [])
