"""Seller and buyer as a document names them."""

import re
from collections.abc import Iterable

from chalicelib.desk.documents.sheet import Party
from chalicelib.desk.documents.vocabulary import Vocabulary
from chalicelib.domain.billing.agreement import Address, Buyer
from chalicelib.domain.billing.seller import Seller


def seller_party(seller: Seller, buyer: Buyer, vocabulary: Vocabulary) -> Party:
    """The seller; its country is named to a buyer in another."""
    abroad = seller.country != buyer.address.country
    numbers = (*_numbers(seller.country, seller.registration, seller.vat_number, vocabulary), seller.register)
    return Party(seller.name, _address(seller.address, abroad, vocabulary), _told(numbers))


def buyer_party(buyer: Buyer, seller: Seller, vocabulary: Vocabulary) -> Party:
    """To whom the document is made out."""
    abroad = seller.country != buyer.address.country
    numbers = _numbers(buyer.address.country, buyer.registration, buyer.vat_number, vocabulary)
    return Party(buyer.name, _address(buyer.address, abroad, vocabulary), _told(numbers))


def legal_lines(seller: Seller, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The seller's lines at the foot: who, where, numbers, register and what else its law wants; how to reach it."""
    address = f"{seller.address.street}, {seller.address.post_code} {seller.address.city}"
    numbers = _numbers(seller.country, seller.registration, seller.vat_number, vocabulary)
    reach = (f"{vocabulary.say('parties.phone')} {seller.phone}" if seller.phone else "", seller.mail)
    told = ((seller.name, address), (*numbers, seller.register), seller.legal, reach)
    return _told(" · ".join(_told(line)) for line in told)


def _address(address: Address, abroad: bool, vocabulary: Vocabulary) -> tuple[str, ...]:
    country = _country(address.country, vocabulary) if abroad else ""
    return _told((address.street, f"{address.post_code} {address.city}".strip(), country))


def _country(code: str, vocabulary: Vocabulary) -> str:
    key = f"statements.countries.{code}"
    return vocabulary.words.of(vocabulary.language).get(key, code)


def _numbers(country: str, registration: str, vat_number: str, vocabulary: Vocabulary) -> tuple[str, str]:
    label = vocabulary.find(f"parties.registration.{country}", "parties.registration.other")
    return (
        f"{label} {written_number(country, registration)}" if registration else "",
        f"{vocabulary.say('parties.vat_number')} {vat_number}" if vat_number else "",
    )


def written_number(country: str, registration: str) -> str:
    """A registration number as it is written at home: 310 000 116 in Norway, 559999-0008 in Sweden."""
    if country == "NO" and re.fullmatch(r"\d{9}", registration):
        return "\u00a0".join((registration[:3], registration[3:6], registration[6:]))
    if country == "SE" and re.fullmatch(r"\d{10}", registration):
        return f"{registration[:6]}-{registration[6:]}"
    return registration


def _told(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text.strip())
