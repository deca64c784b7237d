"""Not a cent is wrong on what is issued: every figure that does not add up is found, and named."""

from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st
from tests.unit.billing_samples import (
    BUYERS,
    CASES,
    PAYROLL,
    SWEDISH,
    described,
    issued,
    rent,
    statement,
    time_of,
    vat,
)
from tests.unit.invoice_rules import errors

from chalicelib.domain.billing.documents.exact import Fault, document_faults, faults
from chalicelib.domain.billing.documents.lacks import lacks
from chalicelib.domain.billing.documents.ubl import document
from chalicelib.domain.billing.money import to_pay
from chalicelib.domain.billing.statement import Statement, Totals
from chalicelib.domain.billing.totals import totals
from chalicelib.domain.billing.vat import Category

CENT = Decimal("0.01")
STATED = CASES["norwegian_discount"][0].statement


def codes(stated: Statement) -> set[str]:
    return {fault.code for fault in faults(stated)}


def with_line(place: int, **changed: Any) -> Statement:
    lines = list(STATED.lines)
    lines[place] = replace(lines[place], **changed)
    return replace(STATED, lines=tuple(lines))


def with_group(**changed: Any) -> Statement:
    return replace(STATED, vat=(replace(STATED.vat[0], **changed),))


WRONG: list[tuple[str, Callable[[], Statement]]] = [
    ("line_net", lambda: with_line(2, net=STATED.lines[2].net + CENT)),
    ("line_net", lambda: with_line(1, net=STATED.lines[1].net - CENT)),
    ("line_net", lambda: with_line(0, net=Decimal("1200.001"), price=Decimal("1200.001"))),
    ("line_price", lambda: with_line(0, price=Decimal(-1200), quantity=Decimal(-1))),
    ("line_price", lambda: with_line(0, per=Decimal(0))),
    ("vat_amount", lambda: with_group(vat=STATED.vat[0].vat + CENT)),
    ("vat_base", lambda: with_group(base=STATED.vat[0].base + CENT)),
    ("discount", lambda: with_group(discount=STATED.vat[0].discount - CENT)),
    ("vat_percent", lambda: with_group(percent=Decimal(0))),
    ("vat_percent", lambda: with_group(category=Category.REVERSE_CHARGE)),
    ("vat_group_missing", lambda: with_line(0, vat=vat("15"))),
    ("vat_group_unused", lambda: replace(STATED, vat=(*STATED.vat, replace(STATED.vat[0], percent=Decimal(15))))),
    ("vat_group_twice", lambda: replace(STATED, vat=STATED.vat * 2)),
    ("vat_mixed", lambda: replace(STATED, vat=(*STATED.vat, replace(STATED.vat[0], category=Category.OUTSIDE_SCOPE)))),
    ("no_lines", lambda: replace(STATED, lines=())),
]


@pytest.mark.parametrize(("code", "wrong"), WRONG)
def test_a_wrong_figure_is_found_and_named(code: str, wrong: Callable[[], Statement]) -> None:
    assert code in codes(wrong())


@pytest.mark.parametrize("name", sorted({field.name for field in fields(Totals)}))
def test_a_total_that_is_a_cent_off_is_found(name: str) -> None:
    off = replace(STATED.totals, **{name: getattr(STATED.totals, name) + CENT})
    assert codes(replace(STATED, totals=off))


def test_a_fault_says_where_and_what_is_right() -> None:
    assert faults(with_line(2, net=Decimal("2091.26")))[0] == Fault("line_net", "line 3", "2091.26", "2091.250000")


def test_half_a_cent_goes_away_from_zero() -> None:
    # B30 and B31: 25 % of 10.10 is 2.525.
    charged, given_back = (statement(PAYROLL, "NO", "NOK", [rent("10.10", sign)]) for sign in ("1", "-1"))
    assert (charged.totals.vat, given_back.totals.vat) == (Decimal("2.53"), Decimal("-2.53"))
    assert faults(charged) == faults(given_back) == ()
    towards_zero = replace(charged.vat[0], vat=Decimal("2.52"))
    assert codes(replace(charged, vat=(towards_zero,), totals=totals((towards_zero,), False))) == {"vat_amount"}


def test_half_a_cent_of_exact_time_goes_away_from_zero_too() -> None:
    # Two seconds at 9.00 an hour are 0.005, and 0.0333… minutes are a little less than two seconds.
    line = replace(time_of("T-1", 1, "9.00", "0.01"), quantity=Decimal(2) / 60)
    assert faults(statement(PAYROLL, "NO", "NOK", [line])) == ()
    assert codes(statement(PAYROLL, "NO", "NOK", [replace(line, net=Decimal("0.00"))])) == {"line_net"}


def test_the_amount_to_pay_is_whole_only_where_it_was_agreed() -> None:
    whole = statement(SWEDISH, "SE", "SEK", [rent("10.10")], whole_units=True)
    assert whole.totals.payable == Decimal(13)
    assert faults(whole) == ()
    assert codes(replace(whole, whole_units=False)) == {"total_rounding"}
    assert codes(replace(STATED, whole_units=True)) == {"total_rounding"}


@given(st.decimals(-10_000, 10_000, places=2))
def test_rounding_to_whole_units_is_never_more_than_half_of_one(total: Decimal) -> None:
    payable, rounding = to_pay(total)
    assert payable - rounding == total
    assert abs(rounding) <= Decimal("0.5")


def test_two_reasons_for_the_same_category_are_one_group_too_many() -> None:
    lines = [rent("1.00", tax=vat("0", Category.REVERSE_CHARGE, "One")), time_of("T", 60, "1.00", "1.00")]
    stated = statement(SWEDISH, "FI", "SEK", lines)
    group = next(one for one in stated.vat if one.category is Category.REVERSE_CHARGE)
    doubled = replace(stated, vat=(*stated.vat, replace(group, reason="Two", base=Decimal(0), vat=Decimal(0))))
    assert codes(doubled) >= {"vat_group_twice"}


TAMPERED = [
    (b">2091.25<", b">2091.26<", {"line_net", "document_differs"}),
    (b">958.04<", b">958.05<", {"vat_amount", "total_total", "document_differs"}),
    (b">7.5<", b">7.6<", {"discount", "document_differs"}),
    (b">105<", b">106<", {"line_net", "document_differs"}),
    (b"cac:LegalMonetaryTotal", b"cac:Somewhere", {"unreadable"}),
    (b">105<", b">many<", {"unreadable"}),
    (b"</Invoice>", b"", {"unreadable"}),
]


@pytest.mark.parametrize(("right", "wrong", "found"), TAMPERED)
def test_a_document_that_says_something_else_is_found(right: bytes, wrong: bytes, found: set[str]) -> None:
    sent = document(issued(STATED), PAYROLL, described)
    assert right in sent
    assert {fault.code for fault in document_faults(sent.replace(right, wrong), STATED)} >= found


def test_the_official_rules_let_a_wrong_tax_pass() -> None:
    group = replace(STATED.vat[0], vat=STATED.vat[0].vat + Decimal("0.90"))
    wrong = replace(STATED, vat=(group,), totals=totals((group,), False))
    sent = document(issued(wrong), PAYROLL, described)
    assert errors(sent) == set()
    assert {fault.code for fault in document_faults(sent, wrong)} == {"vat_amount"}


_EXEMPT = [rent("1.00", tax=vat("0", Category.EXEMPT))]
_LACKING: dict[str, Callable[[], tuple[Any, Any]]] = {
    "buyer_vat_number": lambda: _sold([rent("1.00", tax=vat("0", Category.REVERSE_CHARGE))], vat_number=""),
    "buyer_name": lambda: _sold([rent("1.00")], name=""),
    "exemption_reason": lambda: _sold(_EXEMPT),
    "corrected_date": lambda: _sold([rent("1.00", corrects="2026-00009")]),
    "seller_vat_number": lambda: (_sold([rent("1.00")])[0], replace(PAYROLL, vat_number="")),
    "seller_iban": lambda: (_sold([rent("1.00")])[0], replace(PAYROLL, iban="")),
}


@pytest.mark.parametrize("what", sorted(_LACKING))
def test_what_a_document_lacks_is_told_before_it_is_issued(what: str) -> None:
    assert lacks(*_LACKING[what]()) == (what,)


def _sold(lines: list[Any], **buyer: str) -> tuple[Any, Any]:
    return issued(statement(PAYROLL, "NO", "NOK", lines, buyer=replace(BUYERS["NO"], **buyer))), PAYROLL
