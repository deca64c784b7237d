"""A desk's policy: everything that differs from desk to desk, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.billing.prices import ListRate
from chalicelib.domain.checklist import Checklist, Choice, Field
from chalicelib.domain.languages import LANGUAGES, Wording
from chalicelib.domain.working_time.hours import Calendar
from chalicelib.policies.billing import Billing, read_billing
from chalicelib.policies.channels import Channels, read_channels
from chalicelib.policies.conduct import Conduct, read_conduct
from chalicelib.policies.holidays import Holidays
from chalicelib.policies.levels import SEVERITIES, ExtendedLevel, Levels, Target, WorkedExample, read_levels
from chalicelib.policies.offers import Offers, Release, read_offers
from chalicelib.policies.opening import read_calendar
from chalicelib.policies.requests import Area, Kind, read_areas, read_fields, read_kinds
from chalicelib.policies.section import Section

_CURRENCIES = ("NOK", "SEK", "EUR", "DKK", "GBP")


@dataclass(frozen=True, slots=True)
class Desk:
    """One support team: who it is, when it is open, what it promises, what it takes."""

    id: str
    prefix: str  # of its ticket numbers, like PRO
    name: Wording
    about: Wording
    language: str
    zone: str
    currency: str
    country: str
    seller: str  # the id of a seller's file
    calendar: Calendar
    channels: Channels
    conduct: Conduct
    levels: Levels
    areas: tuple[Area, ...]
    kinds: tuple[Kind, ...]
    offers: Offers
    billing: Billing

    @property
    def out_of_hours_rates(self) -> tuple[ListRate, ...]:
        """What help out of hours costs, oldest first; nothing where the desk gives none (PM8)."""
        offered = self.channels.out_of_hours
        return self.billing.rates_of(offered.work) if offered else ()

    def local(self, at: datetime) -> datetime:
        """The instant as the desk's clock shows it."""
        return self.calendar.local(at)

    def target(self, severity: int, at: datetime) -> Target:
        """The target of a clock that starts at this instant. Raises KeyError for a severity that there is not."""
        of_severity = [target for target in self.levels.targets if target.severity == severity]
        if not of_severity:
            raise KeyError(severity)
        on = self.local(at).date()
        in_force = [target for target in of_severity if target.valid_from <= on]
        return in_force[-1] if in_force else of_severity[0]

    def extended(self, at: datetime) -> ExtendedLevel | None:
        """What an extended agreement gives on payroll days at this instant; None where the desk has none (PM11)."""
        on = self.local(at).date()
        return next((level for level in reversed(self.levels.extended) if level.valid_from <= on), None)

    def targets(self, at: datetime) -> tuple[Target, ...]:
        """The targets in force, by severity."""
        return tuple(self.target(severity, at) for severity in SEVERITIES)

    def kind(self, id: str) -> Kind | None:
        """The kind of request, if the desk takes it."""
        return next((kind for kind in self.kinds if kind.id == id), None)

    def checklist(self, kind: str) -> Checklist:
        """The checklist of a kind of request. Raises KeyError where the desk does not take that kind."""
        found = self.kind(kind)
        if found is None:
            raise KeyError(kind)
        return found.checklist

    def is_supported(self, version: str, at: datetime) -> bool:
        """Whether a version of the product is supported; True where the desk lists no releases (PM6)."""
        releases = self.offers.releases
        return releases is None or releases.is_supported(version, self.local(at).date())

    def oldest_supported(self, at: datetime) -> Release | None:
        """The oldest supported version; None where the desk lists none (PM6)."""
        releases = self.offers.releases
        supported = releases.supported(self.local(at).date()) if releases else ()
        return supported[0] if supported else None

    def example_due(self, example: WorkedExample) -> datetime:
        """What the desk's calendar and targets make of a worked example, to hold against what is published."""
        return self.calendar.add(example.start, self.target(example.severity, example.start).seconds)


def read_desk(section: Section, countries: Mapping[str, Holidays], shared: Mapping[str, Field]) -> Desk:
    """A desk's whole file. Mistakes are noted in the section; the desk is of no use if there are any."""
    zone = _zone(section)
    fields = {**shared, **(read_fields(section.section("fields")) if section.has("fields") else {})}
    areas, offers = read_areas(section), read_offers(section)
    channels, billing = read_channels(section.section("channels")), read_billing(section.section("billing"))
    filled = {
        "area": tuple(Choice(area.id, area.name) for area in areas),
        "service": tuple(Choice(service.id, service.name) for service in offers.services if service.orderable),
    }
    desk = Desk(
        id=section.text("id", "[a-z][a-z0-9-]{1,30}", "an id like crm-insight"),
        prefix=section.text("prefix", "[A-Z]{3}", "three capital letters"),
        name=section.wording("name"),
        about=section.wording("about"),
        language=section.choice("language", LANGUAGES),
        zone=zone,
        currency=section.choice("currency", _CURRENCIES),
        country=section.text("country", "[A-Z]{2}", "a country's two letters, like NO"),
        seller=section.text("seller"),
        calendar=read_calendar(section.section("hours"), zone, countries),
        channels=channels,
        conduct=read_conduct(section),
        levels=read_levels(section.section("levels"), zone),
        areas=areas,
        kinds=read_kinds(section, fields, filled),
        offers=offers,
        billing=billing,
    )
    _states_its_price(section, desk)
    section.close()
    return desk


def _states_its_price(section: Section, desk: Desk) -> None:
    """Help out of hours has to be a kind of work by phone that always has a rate for it (PM8)."""
    offered = desk.channels.out_of_hours
    if offered and offered.work and desk.billing.works:
        work, rates = desk.billing.work(offered.work), desk.out_of_hours_rates
        if not (work and work.by_phone and rates and all(rate.out_of_hours is not None for rate in rates)):
            allowed = "a work under billing.works with by_phone, its rates all with out_of_hours"
            section.mistake("channels.out_of_hours.work", repr(offered.work), allowed)


def _zone(section: Section) -> str:
    zone = section.text("zone", allowed="a time zone of the IANA list, like Europe/Oslo")
    try:
        return ZoneInfo(zone).key
    except (OSError, ValueError, LookupError):
        if zone:
            section.mistake("zone", repr(zone), "a time zone of the IANA list, like Europe/Oslo")
        return "UTC"
