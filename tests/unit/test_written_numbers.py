"""Numbers in a form as people write them, made exact; none is guessed (PM5 MP9)."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from chalicelib.desk.written_numbers import exact, exact_numbers


@pytest.mark.parametrize(
    ("text", "decimals", "number"),
    [
        ("1200", 2, "1200.00"),
        ("1200,5", 2, "1200.50"),
        ("1 200,50", 2, "1200.50"),
        ("1\u00a0200", 2, "1200.00"),
        ("12\u202f345\u202f678.90", 2, "12345678.90"),
        (" 17850.00 ", 2, "17850.00"),
        ("2,5", 0, "2.5"),
        ("2,1250", 0, "2.125"),
        ("0,125", 0, "0.125"),
        ("\u22125", 0, "-5"),
        ("007", 0, "007"),
        ("12,345", 2, "12,345"),
        ("1.234,5", 2, "1234.50"),
        ("1,234,567.50", 2, "1234567.50"),
        ("1.234.567", 2, "1.234.567"),
        ("1.23,50", 2, "1.23,50"),
        ("1.234.50", 2, "1.234.50"),
        ("12 34", 2, "12 34"),
        ("1,2,3", 2, "1,2,3"),
        ("kr 12", 2, "kr 12"),
        ("", 2, ""),
    ],
)
def test_a_number_is_exact_or_stays_as_it_was(text: str, decimals: int, number: str) -> None:
    assert exact(text, decimals) == number


def test_a_percentage_has_no_thousands() -> None:
    assert exact_numbers({"percent": "3,125 %"}) == {"percent": "3.125"}


def test_only_numbers_are_touched() -> None:
    tree = {"name": "2,5", "flat_rates": [{"price": "2,5", "id": "1 000"}], "payroll": {"days": ["10"], "fee": "5"}}
    assert exact_numbers(tree) == {
        "name": "2,5",
        "flat_rates": [{"price": "2.50", "id": "1 000"}],
        "payroll": {"days": ["10"], "fee": "5.00"},
    }


@given(st.decimals(0, 10**9, places=2), st.sampled_from([" ", "\u00a0", "\u202f", ""]), st.sampled_from(",."))
def test_an_amount_is_read_however_a_desk_writes_it(amount: Decimal, blank: str, point: str) -> None:
    text = f"{amount:,.2f}".replace(".", point if point == "." else "|").replace(",", blank).replace("|", point)
    assert exact(text, 2) == f"{amount:.2f}"
