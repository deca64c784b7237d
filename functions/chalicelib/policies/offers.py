"""What a desk supports, sells and sends on: releases, services, hardware, third parties, own duties.

Rules PM2-PM6, PM12, TC10, TC13, TC14, AD5, AD7, CI3.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.languages import LANGUAGES, Wording
from chalicelib.policies.section import Section

_ID = r"[a-z][a-z0-9_]{0,40}"


class Terms(StrEnum):
    """What a service costs whom."""

    INCLUDED = "included"  # covered by the maintenance agreement or subscription
    AGREEMENT_RATES = "agreement_rates"  # by the hour, at the agreement's rates
    FIXED_PRICE = "fixed_price"  # after a quote
    LIST_PRICE = "list_price"


@dataclass(frozen=True, slots=True)
class Release:
    """A released version of the product."""

    version: str
    released: date


@dataclass(frozen=True, slots=True)
class Releases:
    """Released versions, oldest first; each is supported for `support_months` from its release (PM6)."""

    support_months: int
    versions: tuple[Release, ...]

    def is_supported(self, version: str, on: date) -> bool:
        """Whether a version is out and still supported on a date; False for a version that is not listed."""
        return any(release.version == version for release in self.supported(on))

    def supported(self, on: date) -> tuple[Release, ...]:
        """The supported versions on a date, oldest first."""
        earliest = _months_before(on, self.support_months)
        return tuple(release for release in self.versions if earliest <= release.released <= on)


@dataclass(frozen=True, slots=True)
class Service:
    """Something the desk does on order or by agreement."""

    id: str
    name: Wording
    text: Wording
    terms: Terms
    orderable: bool


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """Somebody else whom some questions go straight to, why, and words in a ticket's text that hint at them."""

    id: str
    name: str
    what: Wording
    why: Wording
    phone: str | None
    mail: str | None
    web: str | None
    hints: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the customer answers for (AD7)."""

    id: str
    name: Wording
    text: Wording


@dataclass(frozen=True, slots=True)
class Hardware:
    """Terms for terminals: warranty from delivery, then repair at list price (PM12)."""

    warranty_months: int


@dataclass(frozen=True, slots=True)
class Offers:
    """What a desk supports, sells and sends on; None or nothing where it has none."""

    releases: Releases | None
    services: tuple[Service, ...]
    hardware: Hardware | None
    third_parties: tuple[ThirdParty, ...]
    duties: tuple[Duty, ...]


def read_offers(desk: Section) -> Offers:
    """The keys `releases`, `services`, `hardware`, `third_parties` and `duties` of a desk's file, all optional."""
    hardware = None
    if desk.has("hardware"):
        hardware = Hardware(desk.section("hardware").integer("warranty_months", 1, 120))
    return Offers(
        releases=_releases(desk.section("releases")) if desk.has("releases") else None,
        services=tuple(_service(part) for part in desk.sections("services", needed=False)),
        hardware=hardware,
        third_parties=tuple(_third_party(part) for part in desk.sections("third_parties", needed=False)),
        duties=tuple(
            Duty(part.text("id", _ID, "an id like user_rights"), part.wording("name"), part.wording("text"))
            for part in desk.sections("duties", needed=False)
        ),
    )


def _releases(section: Section) -> Releases:
    versions = [Release(part.text("version"), part.date("released")) for part in section.sections("versions")]
    months = section.integer("support_months", 1, 240)
    return Releases(months, tuple(sorted(versions, key=lambda release: release.released)))


def _service(section: Section) -> Service:
    return Service(
        id=section.text("id", _ID, "an id like training"),
        name=section.wording("name"),
        text=section.wording("text"),
        terms=Terms(section.choice("terms", tuple(Terms))),
        orderable=section.flag("orderable"),
    )


def _third_party(section: Section) -> ThirdParty:
    hints = section.section("hints")
    return ThirdParty(
        id=section.text("id", _ID, "an id like e_invoice_operator"),
        name=section.text("name"),
        what=section.wording("what"),
        why=section.wording("why"),
        phone=section.text("phone", r"\+[\d ]{6,20}", "a phone number with country code")
        if section.has("phone")
        else None,
        mail=section.text("mail", r"\S+@\S+", "a mail address") if section.has("mail") else None,
        web=section.text("web", r"https://\S+", "an address that begins with https://") if section.has("web") else None,
        hints={language: hints.texts(language) for language in LANGUAGES},
    )


def _months_before(on: date, months: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
