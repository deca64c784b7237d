"""An agreement's version as a lead wrote it, read into a value; every mistake with its key, in codes with words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from chalicelib.desk.agreements.flat_rates import read_flat_rates
from chalicelib.domain.billing.agreement import (
    Address,
    Buyer,
    Counted,
    Endpoint,
    Included,
    Rate,
    RoundedBy,
    Rounding,
    Treatment,
    Version,
)
from chalicelib.domain.billing.identifiers import VAT_NUMBERS, is_endpoint
from chalicelib.domain.billing.vat import Category
from chalicelib.domain.languages import LANGUAGES
from chalicelib.domain.payroll import LAST_DAY, MOST_PREPARING_DAYS, Payroll
from chalicelib.policies.mistakes import Mistake
from chalicelib.policies.section import Section

ID: Final = r"[A-Za-z0-9][A-Za-z0-9._-]{0,29}"
_COUNTRY: Final = "[A-Z]{2}"
_MOST_MINUTES: Final = 60_000
_MOST_DAYS_TO_PAY: Final = 120
_PERCENT: Final = r"\d{1,2}(\.\d{1,2})?"


@dataclass(frozen=True, slots=True)
class Whose:
    """With whom an agreement is, and what its desk allows in it: its currency and its kinds of work."""

    organisation: str
    desk: str
    currency: str
    works: tuple[str, ...]


def read_version(written: object, whose: Whose) -> tuple[Version | None, tuple[Mistake, ...]]:
    """The version in a mapping of texts, such as YAML or a form gives; None and every mistake where there are any."""
    mistakes: list[Mistake] = []
    section = Section("agreement", "", written, mistakes)
    if not isinstance(written, Mapping):
        return None, tuple(mistakes)
    version = _version(section, whose)
    section.close()
    _must_fit(section, version)
    return (None, tuple(mistakes)) if mistakes else (version, ())


def _version(section: Section, whose: Whose) -> Version:
    first_day = section.date("first_day")
    payroll, fee = _payroll(section.section("payroll")) if section.has("payroll") else (None, None)
    return Version(
        agreement=section.text("agreement", ID, "letters, digits, . _ -, at most 30", code="value_id"),
        organisation=whose.organisation,
        desk=whose.desk,
        valid_from=section.date("valid_from"),
        first_day=first_day,
        last_day=optional_date(section, "last_day"),
        billed_from=optional_date(section, "billed_from"),
        currency=section.choice("currency", (whose.currency,), whose.currency),
        buyer=_buyer(section.section("buyer")),
        treatment=_treatment(section.section("vat")) if section.has("vat") else Treatment(),
        flat_rates=read_flat_rates(section, first_day),
        rates=tuple(_rate(part, whose.works) for part in section.sections("rates", needed=False)),
        covered=section.texts("covered", whose.works, needed=False),
        rounding=_rounding(section.section("rounding")) if section.has("rounding") else Rounding(),
        included=_included(section.section("included"), whose.works) if section.has("included") else None,
        payroll=payroll,
        payroll_fee=fee,
        discount_percent=percent(section, "discount_percent"),
        whole_units=section.flag("whole_units", False),
        payment_days=section.integer("payment_days", 0, _MOST_DAYS_TO_PAY, 14),
        language=section.choice("language", ("", *LANGUAGES), ""),
    )


def _buyer(section: Section) -> Buyer:
    return Buyer(
        name=section.text("name"),
        address=Address(
            street=section.text("street"),
            post_code=section.text("post_code"),
            city=section.text("city"),
            country=section.text("country", _COUNTRY, "a country's two letters, like NO", code="value_country"),
        ),
        registration=section.text("registration", default=""),
        vat_number=section.text("vat_number", default=""),
        endpoint=_endpoint(section.section("endpoint")) if section.has("endpoint") else None,
        reference=section.text("reference", default=""),
        order=section.text("order", default=""),
        mail=section.text("mail", r"|[^\s@]+@[^\s@]+", "a mail address", default="", code="value_mail"),
    )


def _endpoint(section: Section) -> Endpoint:
    scheme = section.text("scheme", r"\d{4}", "four digits of the EAS list, like 0192", code="value_scheme")
    return Endpoint(scheme, section.text("id", r"\S{1,50}"))


def _treatment(section: Section) -> Treatment:
    return Treatment(Category(section.choice("category", tuple(Category), "S")), section.text("reason", default=""))


def _rate(section: Section, works: tuple[str, ...]) -> Rate:
    out = section.amount("out_of_hours") if section.has("out_of_hours") else None
    return Rate(section.choice("work", works), section.amount("per_hour"), out)


def _rounding(section: Section) -> Rounding:
    by = RoundedBy(section.choice("by", tuple(RoundedBy), RoundedBy.TICKET))
    return Rounding(by, section.integer("step_minutes", 0, 480, 0), section.integer("minimum_minutes", 0, 480, 0))


def _included(section: Section, works: tuple[str, ...]) -> Included:
    counted = Counted(section.choice("counted", tuple(Counted), Counted.AFTER_ROUNDING))
    return Included(section.integer("minutes", 1, _MOST_MINUTES), counted, section.texts("works", works, needed=False))


def _payroll(section: Section) -> tuple[Payroll | None, Decimal | None]:
    days = section.texts("days", tuple(str(day) for day in range(1, LAST_DAY + 1)))
    prepares = section.integer("prepares_days", 0, MOST_PREPARING_DAYS, 0)
    fee = section.amount("fee") if section.has("fee") else None
    return Payroll(tuple(sorted(int(day) for day in days)), prepares) if days else None, fee


def optional_date(section: Section, key: str) -> date | None:
    return section.date(key) if section.has(key) else None


def percent(section: Section, key: str) -> Decimal:
    return section.decimal(key, _PERCENT, "a percentage like 2.5", Decimal(0), "value_percent")


def _must_fit(section: Section, version: Version) -> None:
    """What each value may be by itself, and the others do not allow."""
    if version.last_day and version.last_day < version.first_day:
        section.mistake("last_day", version.last_day.isoformat(), "the first day or later", "day_before_first")
    if version.valid_from < version.first_day:
        section.mistake("valid_from", version.valid_from.isoformat(), "the first day or later", "day_before_first")
    if version.treatment.category is not Category.STANDARD and not version.treatment.reason:
        section.mistake("vat.reason", "nothing", "why there is no VAT", "vat_reason_missing")
    if version.treatment.category is Category.REVERSE_CHARGE and not version.buyer.vat_number:
        section.mistake("buyer.vat_number", "nothing", "the buyer's VAT number", "vat_number_missing")
    _must_be_numbers(section, version.buyer)
    if len({rate.work for rate in version.rates}) != len(version.rates):
        section.mistake("rates", "a kind of work twice", "each kind of work once", "work_twice")


def _must_be_numbers(section: Section, buyer: Buyer) -> None:
    """Numbers have the form and the check digits of their country, as far as we know it."""
    form = VAT_NUMBERS.get(buyer.vat_number[:2])
    if buyer.vat_number and form and not form.holds(buyer.vat_number):
        section.mistake("buyer.vat_number", repr(buyer.vat_number), form.told, "number_bad")
    if buyer.endpoint and not is_endpoint(buyer.endpoint.scheme, buyer.endpoint.id):
        section.mistake("buyer.endpoint.id", repr(buyer.endpoint.id), "an address of its scheme", "number_bad")
