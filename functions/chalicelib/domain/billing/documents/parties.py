"""Seller and buyer (BG-4, BG-7), their registers and their electronic addresses, country by country."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from chalicelib.domain.billing.agreement import Address, Buyer, Endpoint
from chalicelib.domain.billing.documents.tree import branch, leaf
from chalicelib.domain.billing.seller import Seller


@dataclass(frozen=True, slots=True)
class _Register:
    """A country's register of businesses: its code as a register, and as an electronic address with what precedes."""

    register: str
    address: str
    before: str = ""


_REGISTERS = {
    "NO": _Register("0192", "0192"),
    "SE": _Register("0007", "0007"),
    "FI": _Register("0212", "0216", "0037"),
    "DK": _Register("0184", "0184"),
    "HR": _Register("", "9934"),
}
_HYPHENATED = "FI"
_BY_MAIL = "EM"
# Where it says `Foretaksregisteret` (NO-R-002) or `Godkänd för F-skatt` (SE-R-005), it is a tax registration (BT-32).
_REGISTERED_FOR_TAX = ("NO", "SE")


def endpoint_of(party: Seller | Buyer) -> Endpoint | None:
    """Where documents are sent to a party (BT-34, BT-49): as told, else by its registration, else by mail."""
    if party.endpoint is not None:
        return party.endpoint
    country = _REGISTERS.get(party.address.country)
    if country and party.registration:
        return Endpoint(country.address, country.before + _digits(party.registration))
    return Endpoint(_BY_MAIL, party.mail) if party.mail else None


def is_on_the_network(party: Seller | Buyer) -> bool:
    """Whether Peppol reaches a party. Where it does not, the document is as valid, and goes by mail."""
    endpoint = endpoint_of(party)
    return endpoint is not None and endpoint.scheme != _BY_MAIL


def write_seller(parent: Element, seller: Seller, taxed: bool) -> Element:
    """The seller; `taxed`: with its VAT number, which must not stand beside services outside the scope of VAT."""
    supplier = branch(parent, "AccountingSupplierParty")
    party = _party(supplier, seller)
    in_taxes = seller.country in _REGISTERED_FOR_TAX
    if taxed:
        _tax_scheme(party, seller.vat_number.replace(" ", ""), "VAT")
    if in_taxes:
        _tax_scheme(party, seller.register, "TAX")
    _legal_entity(party, seller, "; ".join(filter(None, ("" if in_taxes else seller.register, *seller.legal))))
    _contact(party, seller.phone, seller.mail)
    return supplier


def write_buyer(parent: Element, buyer: Buyer, taxed: bool) -> None:
    """The buyer; `taxed` as for the seller."""
    party = _party(branch(parent, "AccountingCustomerParty"), buyer)
    if taxed:
        _tax_scheme(party, buyer.vat_number.replace(" ", ""), "VAT")
    _legal_entity(party, buyer, "")
    _contact(party, "", buyer.mail)


def _party(parent: Element, whose: Seller | Buyer) -> Element:
    party = branch(parent, "Party")
    endpoint = endpoint_of(whose)
    if endpoint:
        leaf(party, "EndpointID", endpoint.id, {"schemeID": endpoint.scheme})
    leaf(branch(party, "PartyName"), "Name", whose.name)
    _address(party, whose.address)
    return party


def _address(party: Element, address: Address) -> None:
    postal = branch(party, "PostalAddress")
    leaf(postal, "StreetName", address.street)
    leaf(postal, "CityName", address.city)
    leaf(postal, "PostalZone", address.post_code)
    leaf(branch(postal, "Country"), "IdentificationCode", address.country)


def _tax_scheme(party: Element, number: str, scheme: str) -> None:
    if not number:
        return
    tax = branch(party, "PartyTaxScheme")
    leaf(tax, "CompanyID", number)
    leaf(branch(tax, "TaxScheme"), "ID", scheme)


def _legal_entity(party: Element, whose: Seller | Buyer, form: str) -> None:
    country = _REGISTERS.get(whose.address.country)
    scheme = {"schemeID": country.register} if country and country.register else {}
    legal = branch(party, "PartyLegalEntity")
    leaf(legal, "RegistrationName", whose.name)
    leaf(legal, "CompanyID", _registered(whose.address.country, whose.registration), scheme)
    leaf(legal, "CompanyLegalForm", form)


def _contact(party: Element, phone: str, mail: str) -> None:
    if phone or mail:
        contact = branch(party, "Contact")
        leaf(contact, "Telephone", phone)
        leaf(contact, "ElectronicMail", mail)


def _registered(country: str, registration: str) -> str:
    """A registration as its register writes it: `987654325`, not `987 654 325`, but in Finland `1234567-1`."""
    return _digits(registration) if country in _REGISTERS and country != _HYPHENATED else registration


def _digits(number: str) -> str:
    return "".join(filter(str.isdecimal, number))
