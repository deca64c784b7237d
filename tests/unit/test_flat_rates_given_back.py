"""MP8: what was paid for days that were not used, or at an old price, is given back."""

from dataclasses import replace
from decimal import Decimal

from tests.unit.flat_accounts import Customer, account, day, flat, nets, said, version

from chalicelib.domain.billing.agreement import Every, FlatKind, Treatment, When
from chalicelib.domain.billing.drawing import draw_up
from chalicelib.domain.billing.flat import flat_lines
from chalicelib.domain.billing.line import LineVat, Unit
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.statement import Billed, Carried
from chalicelib.domain.billing.vat import Category

JANUARY = day("2025-01-01")
QUARTER = flat("2700.00", Every.QUARTER, when=When.ADVANCE, first_day=JANUARY)


def test_mp8_a_prepaid_quarter_that_ends_early_gives_back_its_unused_days() -> None:
    customer = Customer(version(QUARTER))
    customer.is_billed("2024-12")
    customer.amends(version(QUARTER), version(QUARTER, valid_from="2025-02-10", last_day=day("2025-02-14")))
    (line,) = customer.is_billed("2025-02")
    assert said(line) == ("2025-02-15 - 2025-03-31", "-45 DAY", "2700.00", "90", "-1350.00")
    assert line.corrects == "2024-12"
    assert customer.is_billed("2025-03") == []
    customer.amends(version(QUARTER, last_day=day("2025-01-31")))
    (line,) = customer.is_billed("2025-03")
    assert said(line)[:2] == ("2025-02-01 - 2025-02-14", "-14 DAY")
    assert line.corrects == "2024-12"


def test_mp8_days_that_move_are_settled_in_one_line_that_names_what_weighs_more() -> None:
    customer = Customer(version(flat("310.00", first_day=JANUARY, last_day=day("2025-01-20"))))
    customer.is_billed("2025-01")
    moved = flat("310.00", first_day=day("2025-01-10"), last_day=day("2025-01-22"), anchor_day=1)
    customer.amends(version(moved))
    (line,) = customer.is_billed("2025-02")
    assert said(line)[:2] == ("2025-01-01 - 2025-01-09", "-7 DAY")


def test_mp8_a_version_without_a_flat_rate_ends_it() -> None:
    customer = Customer(version(QUARTER))
    customer.is_billed("2024-12")
    customer.amends(version(QUARTER), version(valid_from="2025-02-15"))
    assert nets(customer.is_billed("2025-02")) == ["-1350.00"]


def test_mp8_an_end_that_is_learnt_of_late_counts_from_its_own_day() -> None:
    customer = Customer(version(QUARTER))
    customer.is_billed("2024-12")
    ended = replace(QUARTER, last_day=day("2025-02-14"))
    customer.amends(version(QUARTER), version(ended, valid_from="2025-04-01"))
    assert nets(customer.is_billed("2025-03")) == ["-1350.00"]


def test_mp8_suspended_days_that_were_paid_are_given_back_even_when_learnt_of_late() -> None:
    rent = flat("1200.00", when=When.ADVANCE, first_day=JANUARY)
    customer = Customer(version(rent))
    customer.is_billed("2024-12")
    suspended = replace(rent, suspended=(Period(day("2025-01-10"), day("2025-01-17")),))
    customer.amends(version(rent), version(suspended, valid_from="2025-02-01"))
    credit, february = customer.is_billed("2025-01")
    assert said(credit) == ("2025-01-10 - 2025-01-16", "-7 DAY", "1200.00", "31", "-270.97")
    assert str(february.net) == "1200.00"


def test_mp8_raised_inside_a_prepaid_quarter_the_rest_is_given_back_at_the_old_price_and_charged_at_the_new() -> None:
    customer = Customer(version(QUARTER))
    customer.is_billed("2024-12")
    raised = replace(QUARTER, price=Decimal("3600.00"))
    customer.amends(version(QUARTER), version(raised, valid_from="2025-03-01"))
    old, new = customer.is_billed("2025-01")
    assert said(old) == ("2025-03-01 - 2025-03-31", "-31 DAY", "2700.00", "90", "-930.00")
    assert said(new) == ("2025-03-01 - 2025-03-31", "31 DAY", "3600.00", "90", "1240.00")
    assert (old.corrects, new.corrects) == ("2024-12", "")


def test_mp8_what_was_paid_on_account_is_given_back_once_its_period_is_over() -> None:
    advance = flat("500.00", kind=FlatKind.ON_ACCOUNT, when=When.ADVANCE, first_day=JANUARY, last_day=day("2025-01-31"))
    customer = Customer(version(advance))
    assert nets(customer.is_billed("2024-12")) == ["500.00"]
    (settled,) = customer.is_billed("2025-01")
    assert said(settled) == ("2025-01-01 - 2025-01-31", "-1 PIECE", "500.00", "1", "-500.00")
    assert settled.corrects == "2024-12"
    assert customer.is_billed("2025-02") == []


def test_mp8_one_cent_that_rounding_leaves_is_given_back_as_one_piece() -> None:
    key = "U-0187/rent/2025-01-01/2025-02-01/1x100"
    vat = LineVat(Category.STANDARD, Decimal(25), "", JANUARY)
    carried = Carried(flat_rates={key: Billed(31, Decimal("100.01"), vat, "2024-00012")})
    (line,), _, _ = flat_lines(account("2025-01", version(flat("100.00", first_day=JANUARY)), carried=carried))
    assert (line.quantity, line.unit, str(line.price), str(line.net)) == (-1, Unit.PIECE, "0.01", "-0.01")
    assert line.corrects == "2024-00012"


def test_what_is_given_back_keeps_the_tax_that_was_paid_on_it() -> None:
    abroad = Treatment(Category.REVERSE_CHARGE, "omvänd betalningsskyldighet")
    customer = Customer(version(QUARTER, treatment=abroad))
    customer.is_billed("2024-12")
    customer.amends(version(QUARTER, treatment=abroad), version(valid_from="2025-02-15"))
    (line,) = customer.is_billed("2025-02")
    assert (line.vat.category, line.vat.percent, line.vat.reason) == (Category.REVERSE_CHARGE, 0, abroad.reason)


def test_what_ended_since_the_last_statement_is_billed_however_late_the_next_one_is() -> None:
    yearly = flat("1200.00", Every.YEAR, first_day=JANUARY)
    carried = draw_up(account("2024-12", version(yearly))).statement
    assert carried is None, "nothing is due before the year is over"
    late = flat_lines(account("2027-06", version(yearly), last_issued="2025-03"))
    assert [line.period.first.year for line in late[0]] == [2025, 2026]
    assert [line.period.first.year for line in flat_lines(account("2027-06", version(yearly)))[0]] == [2026]


def test_a_treatment_of_vat_that_is_set_right_backwards_is_billed_anew_and_the_old_one_given_back() -> None:
    customer = Customer(version(QUARTER))
    customer.is_billed("2024-12")
    abroad = Treatment(Category.REVERSE_CHARGE, "Article 196")
    customer.amends(version(QUARTER, treatment=abroad))
    lines = customer.is_billed("2025-01")
    assert [(line.vat.category, line.vat.percent, line.vat.reason, str(line.net), line.corrects) for line in lines] == [
        (Category.STANDARD, 25, "", "-2700.00", "2024-12"),
        (Category.REVERSE_CHARGE, 0, "Article 196", "2700.00", ""),
    ]
    assert customer.is_billed("2025-02") == []


def test_a_treatment_of_vat_that_changes_within_a_paid_period_changes_for_its_days_only() -> None:
    customer = Customer(version(QUARTER))
    customer.is_billed("2024-12")
    abroad = Treatment(Category.REVERSE_CHARGE, "Article 196")
    customer.amends(version(QUARTER), version(QUARTER, valid_from="2025-03-01", treatment=abroad))
    lines = customer.is_billed("2025-01")
    assert [(line.vat.category, said(line)[0], str(line.net)) for line in lines] == [
        (Category.STANDARD, "2025-03-01 - 2025-03-31", "-930.00"),
        (Category.REVERSE_CHARGE, "2025-03-01 - 2025-03-31", "930.00"),
    ]


def test_what_is_outside_the_scope_of_vat_waits_for_a_document_of_its_own() -> None:
    outside = Treatment(Category.OUTSIDE_SCOPE, "Outside the scope")
    carried = draw_up(account("2024-12", version(QUARTER))).statement.carried  # type: ignore[union-attr]
    moved = version(QUARTER), version(QUARTER, valid_from="2025-02-01", treatment=outside)
    drawn = draw_up(account("2025-01", *moved, carried=carried))
    assert drawn.statement
    assert [(line.vat.category, str(line.net)) for line in drawn.statement.lines] == [(Category.STANDARD, "-1770.00")]
    assert [(one.code, one.facts["name"]) for one in drawn.problems] == [("put_off", QUARTER.name)]
    later = draw_up(account("2025-02", *moved, carried=drawn.statement.carried))
    assert later.statement
    assert [(line.vat.category, str(line.net)) for line in later.statement.lines] == [
        (Category.OUTSIDE_SCOPE, "1770.00")
    ]
    assert not later.problems
