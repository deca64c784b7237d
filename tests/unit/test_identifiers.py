"""Numbers of sellers and buyers: well-known ones hold, and any one wrong digit is found out."""

from collections.abc import Callable

import pytest

from chalicelib.domain.billing import identifiers
from chalicelib.domain.billing.identifiers import ENDPOINTS, REGISTRATIONS, VAT_NUMBERS, Form, bears, is_endpoint

# The examples of the registers and of the IBAN registry, numbers of public bodies, and invented ones.
RIGHT = [
    (identifiers.is_iban, "NO9386011117947"),
    (identifiers.is_iban, "SE4550000000058398257466"),
    (identifiers.is_iban, "FI2112345600000785"),
    (identifiers.is_iban, "HR1210010051863000160"),
    (identifiers.is_iban, "DK5000400440116243"),
    (identifiers.is_iban, "GB29NWBK60161331926819"),
    (identifiers.is_norwegian, "974760673"),
    (identifiers.is_norwegian, "310000116"),
    (identifiers.is_swedish, "2021005489"),
    (identifiers.is_swedish, "5599990008"),
    (identifiers.is_finnish, "0245437-2"),
    (identifiers.is_finnish, "9990001-6"),
    (identifiers.is_oib, "12345678903"),
    (identifiers.is_oib, "99900012342"),
    (identifiers.is_danish, "10150817"),
    (ENDPOINTS["0088"].holds, "7300010000001"),
    (ENDPOINTS["0216"].holds, "003799900016"),
    (VAT_NUMBERS["NO"].holds, "NO310000116MVA"),
    (VAT_NUMBERS["SE"].holds, "SE559999000801"),
    (VAT_NUMBERS["FI"].holds, "FI99900016"),
    (VAT_NUMBERS["HR"].holds, "HR99900012342"),
    (VAT_NUMBERS["DK"].holds, "DK10150817"),
]


@pytest.mark.parametrize(("holds", "number"), RIGHT)
def test_a_right_number_holds_and_every_number_with_one_digit_changed_does_not(
    holds: Callable[[str], bool], number: str
) -> None:
    assert holds(number)
    for place, sign in enumerate(number):
        if sign.isdigit():
            others = [f"{number[:place]}{other}{number[place + 1 :]}" for other in "0123456789" if other != sign]
            assert not [other for other in others if holds(other)]


@pytest.mark.parametrize(
    "form", [*REGISTRATIONS.values(), *VAT_NUMBERS.values(), *ENDPOINTS.values()], ids=lambda form: form.told
)
@pytest.mark.parametrize(
    "text", ["", " ", "0", "000000000", "0000000-0", "abc", "٣١٠٠٠٠١١٦", "310 000 116", "NO", "MVA"]
)
def test_what_is_no_number_is_none_of_any_form(form: Form, text: str) -> None:
    assert not form.holds(text)


@pytest.mark.parametrize(
    "text", ["", "NO", "NO97", "no9386011117947", "NO93 8601 1117 947", "NO938601111794", "٣" * 15]
)
def test_what_is_no_iban(text: str) -> None:
    assert not identifiers.is_iban(text)


def test_an_iban_of_another_length_than_its_countrys_does_not_hold_whatever_its_remainder() -> None:
    body = "860111179470"
    rest = int("".join(str(int(sign, 36)) for sign in f"{body}NO00")) % 97
    assert not identifiers.is_iban(f"NO{98 - rest:02d}{body}")


@pytest.mark.parametrize(
    ("text", "holds"), [("EXMPNOKK", True), ("EXMPNOKKXXX", True), ("EXMPNOKKX", False), ("", False)]
)
def test_a_bic_has_eight_or_eleven_characters(text: str, holds: bool) -> None:
    assert identifiers.is_bic(text) is holds


def test_an_ovt_tunnus_may_name_a_part_of_a_company() -> None:
    assert is_endpoint("0216", "00379990001612345")
    assert not is_endpoint("0216", "003799900016123456")


def test_an_address_of_a_scheme_that_is_not_known_is_taken_as_written() -> None:
    assert is_endpoint("0191", "10000001")
    assert not is_endpoint("0191", " ")


def test_a_vat_number_bears_the_registration_without_its_hyphen() -> None:
    assert bears("FI99900016", "9990001-6")
    assert not bears("NO310000116MVA", "310000205")
