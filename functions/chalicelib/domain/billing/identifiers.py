"""Numbers that name a seller or a buyer, by country: how each is written, and whether its check digits hold.

A number is judged as documents carry it: without blanks, in capitals.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_IBAN_LENGTHS: Final = {"NO": 15, "SE": 24, "FI": 18, "HR": 21, "DK": 18}


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of number: told to the person who writes one, and whether a text is one."""

    told: str
    holds: Callable[[str], bool]

    def checked(self, text: str) -> str:
        """The number itself. Raises ValueError where it is none."""
        if not self.holds(text):
            raise ValueError(self.told)
        return text


def is_iban(text: str) -> bool:
    """Whether an IBAN has the length of its country and its remainder (ISO 7064 mod 97,10)."""
    if not re.fullmatch(r"[A-Z]{2}\d\d[A-Z0-9]{11,30}", text, re.ASCII):
        return False
    whole = "".join(str(int(sign, 36)) for sign in text[4:] + text[:4])
    return len(text) == _IBAN_LENGTHS.get(text[:2], len(text)) and int(whole) % 97 == 1


def is_bic(text: str) -> bool:
    """Whether a BIC has the form of ISO 9362: bank, country, place, and three for the branch where it is told."""
    return re.fullmatch(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", text, re.ASCII) is not None


def is_norwegian(text: str) -> bool:
    """Whether an organisasjonsnummer has nine digits and its check digit (mod 11)."""
    return _digits(9, text) and _weighed((3, 2, 7, 6, 5, 4, 3, 2, 1), text) % 11 == 0


def is_swedish(text: str) -> bool:
    """Whether an organisationsnummer has ten digits and its check digit (Luhn)."""
    if not _digits(10, text):
        return False
    doubled = (int(digit) * weight for digit, weight in zip(text, (2, 1) * 5, strict=True))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def is_finnish(text: str) -> bool:
    """Whether a Y-tunnus has seven digits, a hyphen and its check digit (mod 11)."""
    return re.fullmatch(r"\d{7}-\d", text, re.ASCII) is not None and _finnish_digits(text.replace("-", ""))


def is_oib(text: str) -> bool:
    """Whether an OIB has eleven digits and its check digit (ISO 7064 mod 11,10)."""
    if not _digits(11, text):
        return False
    rest = 10
    for digit in text[:-1]:
        rest = ((rest + int(digit)) % 10 or 10) * 2 % 11
    return (11 - rest) % 10 == int(text[-1])


def is_danish(text: str) -> bool:
    """Whether a CVR number has eight digits and its check digit (mod 11)."""
    return _digits(8, text) and _weighed((2, 7, 6, 5, 4, 3, 2, 1), text) % 11 == 0


def is_gln(text: str) -> bool:
    """Whether a GLN has thirteen digits and its check digit."""
    return _digits(13, text) and _weighed((1, 3) * 6 + (1,), text) % 10 == 0


IBAN: Final = Form("an IBAN without blanks that fits its check digits", is_iban)
BIC: Final = Form("a BIC of 8 or 11 characters", is_bic)

REGISTRATIONS: Final[Mapping[str, Form]] = {
    "NO": Form("an organisasjonsnummer, nine digits that fit its check digit", is_norwegian),
    "SE": Form("an organisationsnummer, ten digits without a hyphen that fit its check digit", is_swedish),
    "FI": Form("a Y-tunnus like 1234567-1 that fits its check digit", is_finnish),
    "HR": Form("an OIB, eleven digits that fit its check digit", is_oib),
    "DK": Form("a CVR number, eight digits that fit its check digit", is_danish),
}
"""Country -> the number that its register gives a company."""

VAT_NUMBERS: Final[Mapping[str, Form]] = {
    "NO": Form("NO, the organisasjonsnummer, MVA", lambda text: _between("NO", text, "MVA", is_norwegian)),
    "SE": Form("SE, the organisationsnummer, 01", lambda text: _between("SE", text, "01", is_swedish)),
    "FI": Form("FI, the Y-tunnus without a hyphen", lambda text: _between("FI", text, "", _finnish_digits)),
    "HR": Form("HR, the OIB", lambda text: _between("HR", text, "", is_oib)),
    "DK": Form("DK, the CVR number", lambda text: _between("DK", text, "", is_danish)),
}
"""Country -> the number for value added tax (BT-31)."""

ENDPOINTS: Final[Mapping[str, Form]] = {
    "0007": Form("a Swedish organisationsnummer without a hyphen", is_swedish),
    "0088": Form("a GLN, thirteen digits that fit its check digit", is_gln),
    "0184": Form("a Danish CVR number", is_danish),
    "0192": Form("a Norwegian organisasjonsnummer", is_norwegian),
    "0216": Form(
        "an OVT-tunnus: 0037, the Y-tunnus without a hyphen, up to five signs more",
        lambda text: text[:4] == "0037" and _finnish_digits(text[4:12]) and _at_most_five(text[12:]),
    ),
    "9934": Form("a Croatian OIB", is_oib),
}
"""Scheme of the EAS list -> the electronic addresses in it that are known here."""


def is_endpoint(scheme: str, id: str) -> bool:
    """Whether an electronic address is one of its scheme; any text is, where the scheme is not known here."""
    known = ENDPOINTS.get(scheme)
    return known.holds(id) if known else bool(id.strip())


def bears(vat_number: str, registration: str) -> bool:
    """Whether a number for value added tax is built of a registration."""
    return registration.replace("-", "") in vat_number


def _digits(count: int, text: str) -> bool:
    return len(text) == count and text.isascii() and text.isdigit() and set(text) != {"0"}


def _weighed(weights: Sequence[int], text: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(text, weights, strict=True))


def _finnish_digits(text: str) -> bool:
    return _digits(8, text) and _weighed((7, 9, 10, 5, 8, 4, 2, 1), text) % 11 == 0


def _between(start: str, text: str, end: str, holds: Callable[[str], bool]) -> bool:
    return text.startswith(start) and text.endswith(end) and holds(text.removeprefix(start).removesuffix(end))


def _at_most_five(text: str) -> bool:
    return re.fullmatch(r"[A-Z0-9]{0,5}", text, re.ASCII) is not None
