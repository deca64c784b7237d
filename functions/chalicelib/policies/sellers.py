"""Who sells: a file a seller, as the law of its country wants it named on what it issues."""

from chalicelib.domain.billing.agreement import Address, Endpoint
from chalicelib.domain.billing.identifiers import BIC, ENDPOINTS, IBAN, REGISTRATIONS, VAT_NUMBERS, Form, bears
from chalicelib.domain.billing.seller import Croatian, Seller
from chalicelib.domain.billing.vat import VatRate
from chalicelib.policies.section import Section

_PERCENT = r"\d{1,2}(\.\d{1,2})?"
_CROATIA = "HR"


def read_seller(section: Section) -> Seller:
    """A seller's whole file. Mistakes are noted in the section."""
    address = _address(section.section("address"))
    seller = Seller(
        id=section.text("id", "[a-z][a-z0-9-]{1,30}", "an id like promark-norge"),
        name=section.text("name"),
        address=address,
        registration=_number(section, "registration", REGISTRATIONS.get(address.country)),
        vat_number=_number(section, "vat_number", VAT_NUMBERS.get(address.country)),
        iban=_number(section, "iban", IBAN),
        bic=_number(section, "bic", BIC),
        mail=section.text("mail", r"[^\s@]+@[^\s@]+", "a mail address"),
        phone=section.text("phone", r"\+[\d ]{6,20}", "a phone number with country code"),
        vat_rates=_vat_rates(section),
        endpoint=_endpoint(section.section("endpoint")) if section.has("endpoint") else None,
        register=section.text("register", default=""),
        croatian=_croatian(section.section("croatian")) if section.has("croatian") else None,
        legal=section.texts("legal", needed=False),
    )
    if seller.vat_number and not bears(seller.vat_number, seller.registration):
        section.mistake("vat_number", repr(seller.vat_number), f"one of the registration {seller.registration}")
    if seller.country and (seller.croatian is not None) != (seller.country == _CROATIA):
        found = "nothing" if seller.croatian is None else f"a seller in {seller.country}"
        section.mistake("croatian", found, "premises, device and operator, for a seller in HR alone")
    section.close()
    return seller


def _address(section: Section) -> Address:
    return Address(
        section.text("street"),
        section.text("post_code"),
        section.text("city"),
        section.text("country", "[A-Z]{2}", "a country's two letters, like NO"),
    )


def _number(section: Section, key: str, form: Form | None) -> str:
    """The number at a key, of the form that there is for it; any text where none is known."""
    if form is None:
        return section.text(key)
    return section.read(key, form.checked, form.told, "")


def _vat_rates(section: Section) -> tuple[VatRate, ...]:
    noted = len(section.mistakes)
    rates = [
        VatRate(part.date("valid_from"), part.decimal("percent", _PERCENT, "a percentage like 25.5"))
        for part in section.sections("vat_rates")
    ]
    if len(section.mistakes) == noted:
        if not rates:
            section.mistake("vat_rates", "no rate", "at least one rate")
        if len({rate.valid_from for rate in rates}) < len(rates):
            section.mistake("vat_rates", "the same valid_from again", "each date once")
    return tuple(sorted(rates, key=lambda rate: rate.valid_from))


def _endpoint(section: Section) -> Endpoint:
    scheme = section.text("scheme", r"\d{4}", "four digits of the EAS list, like 0192")
    return Endpoint(scheme, _number(section, "id", ENDPOINTS.get(scheme)))


def _croatian(section: Section) -> Croatian:
    return Croatian(
        premises=section.text("premises", "[A-Za-z0-9]{1,20}", "letters and digits, at most 20"),
        device=section.text("device", "[0-9]{1,20}", "digits"),
        operator_name=section.text("operator_name"),
        operator_oib=_number(section, "operator_oib", REGISTRATIONS[_CROATIA]),
    )
