"""Documents of five sellers against the official schemas and rules, and statements that nobody thought of."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from tests.unit.billing_samples import (
    CASES,
    CROATIAN,
    PAYROLL,
    SWEDISH,
    described,
    issued,
    rent,
    statement,
    time_of,
    vat,
)
from tests.unit.invoice_rules import errors, warnings

from chalicelib.domain.billing.documents.exact import document_faults, faults
from chalicelib.domain.billing.documents.lacks import lacks
from chalicelib.domain.billing.documents.ubl import document
from chalicelib.domain.billing.line import Line
from chalicelib.domain.billing.money import half_up
from chalicelib.domain.billing.statement import Issued
from chalicelib.domain.billing.vat import Category

ON_PEPPOL = sorted(name for name, (_, seller) in CASES.items() if not seller.croatian and "by_mail" not in name)
CROATIANS = sorted(name for name, (_, seller) in CASES.items() if seller.croatian)
EXPECTED_OF_CROATIANS = {"UBL-CR-006", "UBL-CR-200", "UBL-CR-597", "UBL-CR-600", "UBL-CR-601"}


@pytest.mark.parametrize("name", ON_PEPPOL)
def test_a_document_breaks_no_rule_and_raises_no_warning(name: str) -> None:
    sent = document(*CASES[name], described)
    assert errors(sent) == set()
    assert warnings(sent) == set()


@pytest.mark.parametrize("name", CROATIANS)
def test_a_croatian_document_breaks_no_rule_of_en_16931(name: str) -> None:
    sent = document(*CASES[name], described)
    assert errors(sent, "CEN") == set()
    assert warnings(sent, "CEN") <= EXPECTED_OF_CROATIANS


@pytest.mark.parametrize("name", CROATIANS)
def test_without_its_croatian_parts_the_document_breaks_no_rule_of_peppol_either(name: str) -> None:
    one, seller = CASES[name]
    assert errors(document(one, replace(seller, croatian=None), described)) == set()


def test_a_buyer_whom_peppol_does_not_reach_still_gets_a_document_of_en_16931() -> None:
    sent = document(*CASES["norwegian_export_by_mail"], described)
    assert errors(sent, "CEN") == set()
    assert errors(sent, "PEPPOL") == {"PEPPOL-EN16931-CL008"}


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_case_is_exact_and_lacks_nothing(name: str) -> None:
    one, seller = CASES[name]
    assert faults(one.statement) == ()
    assert document_faults(document(one, seller, described), one.statement) == ()
    assert lacks(one, seller) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "broken"),
    [
        (b">25</cbc:Percent>", b">24</cbc:Percent>", "BR-S-09"),
        (b">380</cbc:InvoiceTypeCode>", b">999</cbc:InvoiceTypeCode>", "BR-CL-01"),
        (b"NOK</cbc:DocumentCurrencyCode>", b"EUR</cbc:DocumentCurrencyCode>", "PEPPOL-EN16931-R051"),
        (b"NO310001104MVA", b"NO310001105MVA", "NO-R-001"),
        (b"Foretaksregisteret", b"Nowhere", "NO-R-002"),
    ],
)
def test_the_rules_find_what_is_wrong(right: bytes, wrong: bytes, broken: str) -> None:
    sent = document(*CASES["norwegian"], described)
    found = errors(sent.replace(right, wrong)) | warnings(sent.replace(right, wrong))
    assert right in sent
    assert broken in found


_TAXES = [vat(), vat("0", Category.ZERO), vat("0", Category.EXEMPT, "Unntatt"), vat("0", Category.EXPORT, "Eksport")]
_PRICES = st.decimals(min_value=0, max_value=9999, places=2)


def _flat(price: Decimal, quantity: int, tax: Any) -> Line:
    return rent(str(price), str(quantity), tax)


def _time(minutes: int, per_hour: Decimal, tax: Any) -> Line:
    return time_of("T-1", minutes, str(per_hour), str(half_up(Decimal(minutes) * per_hour / 60)), tax)


_LINES = st.lists(
    st.builds(_flat, _PRICES, st.integers(-3, 3), st.sampled_from(_TAXES))
    | st.builds(_time, st.integers(-90, 600), _PRICES, st.sampled_from(_TAXES)),
    min_size=1,
    max_size=8,
)


def _on(seller: Any, to: str, currency: str) -> Callable[..., tuple[Issued, Any]]:
    def drawn(lines: list[Line], discount: Decimal, whole_units: bool) -> tuple[Issued, Any]:
        figures = statement(seller, to, currency, lines, discount=discount, whole_units=whole_units)
        return issued(figures, "17/P1/1"), seller

    return drawn


_ANY = (_on(PAYROLL, "NO", "NOK"), _on(SWEDISH, "SE", "SEK"), _on(replace(CROATIAN, croatian=None), "HR", "EUR"))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(_ANY), _LINES, st.decimals(0, 100, places=1), st.booleans())
def test_whatever_the_lines_the_document_is_valid_and_exact(
    drawn: Callable[..., tuple[Issued, Any]], lines: list[Line], discount: Decimal, whole_units: bool
) -> None:
    one, seller = drawn(lines, discount, whole_units)
    sent = document(one, seller, described)
    assert errors(sent) == set()
    assert (faults(one.statement), document_faults(sent, one.statement)) == ((), ())
