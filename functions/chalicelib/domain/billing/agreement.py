"""What a customer and a desk have agreed: versions, each in force from a day (PM3 PM5 PM11 MP7 MP8 TC13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from itertools import pairwise

from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.vat import Category
from chalicelib.domain.payroll import Payroll


class Every(IntEnum):
    """How many months a flat rate is paid for at a time (MP8)."""

    MONTH = 1
    QUARTER = 3
    HALF_YEAR = 6
    YEAR = 12


class When(StrEnum):
    """Whether a flat rate is paid before its period or after it."""

    ADVANCE = "advance"
    ARREARS = "arrears"


class PriceFor(StrEnum):
    """What a flat rate's price is for: a whole period, or a month of it, so that parts are counted month by month."""

    PERIOD = "period"
    MONTH = "month"


class DayCount(StrEnum):
    """How the days of a part are weighed against its period's."""

    ACTUAL = "actual"
    THIRTY = "30e_360"


class FlatKind(StrEnum):
    """What a flat rate pays for. What was paid on account is given back once its period is over (MP8)."""

    MAINTENANCE = "maintenance"
    RENT = "rent"
    SUBSCRIPTION = "subscription"
    ON_ACCOUNT = "on_account"


@dataclass(frozen=True, slots=True)
class Indexed:
    """From a day on the price is so many percent of itself more (or less), rounded to two decimals."""

    valid_from: date
    percent: Decimal


@dataclass(frozen=True, slots=True)
class FlatRate:
    """A service at a flat rate (MP8 TC13). `id` names its line for good, through all versions of the agreement.

    `price` is for one; periods begin on `anchor_day`, or on the last day of a month that lacks it, and one of them in
    `anchor_month` (1 to 12; None: in the first day's month). No price is charged for the days of `suspended`.
    `product_class` is the buyer's country's, where it asks for one (KPD in Croatia).
    """

    id: str
    name: str
    kind: FlatKind
    price: Decimal
    every: Every
    when: When
    first_day: date
    last_day: date | None = None
    quantity: Decimal = Decimal(1)
    anchor_day: int = 1
    price_for: PriceFor = PriceFor.PERIOD
    day_count: DayCount = DayCount.ACTUAL
    indexed: tuple[Indexed, ...] = ()
    suspended: tuple[Period, ...] = ()
    product_class: str = ""
    anchor_month: int | None = None


class RoundedBy(StrEnum):
    """What a stopwatch step and a minimum are applied to."""

    ENTRY = "entry"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class Rounding:
    """How time becomes charged time: up to whole steps, at least a minimum. Step 0 charges the exact seconds."""

    by: RoundedBy = RoundedBy.TICKET
    step_minutes: int = 0
    minimum_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Rate:
    """An hour of a kind of work, in opening hours and out of hours; None: the same at any hour (PM5 PM8)."""

    work: str
    per_hour: Decimal
    out_of_hours: Decimal | None = None


class Counted(StrEnum):
    """Whether included time is taken off exact time or off rounded time."""

    BEFORE_ROUNDING = "before_rounding"
    AFTER_ROUNDING = "after_rounding"


@dataclass(frozen=True, slots=True)
class Included:
    """Minutes a month that the agreement includes: of these kinds of work, of all where none is named.

    Time at an out-of-hours rate is never among them. A short first or last month has its share, whole minutes down.
    """

    minutes: int
    counted: Counted = Counted.AFTER_ROUNDING
    works: tuple[str, ...] = ()

    def takes(self, work: str) -> bool:
        return not self.works or work in self.works


@dataclass(frozen=True, slots=True)
class Treatment:
    """How the buyer is taxed: decided by a person, kept with the version. `reason` is printed where there is no VAT."""

    category: Category = Category.STANDARD
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An electronic address: its scheme of the EAS list, such as `0192`, and the address in it."""

    scheme: str
    id: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where a party is; `country` in two letters."""

    street: str
    post_code: str
    city: str
    country: str


@dataclass(frozen=True, slots=True)
class Buyer:
    """To whom documents are made out, with what the buyer wants to find on them (BT-10, BT-13)."""

    name: str
    address: Address
    registration: str = ""
    vat_number: str = ""
    endpoint: Endpoint | None = None
    reference: str = ""
    order: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """An agreement as it is from `valid_from` on, until the next version of it.

    `first_day` and `last_day` bound the agreement itself. `covered` are kinds of work that cost nothing (MP7);
    `payroll_fee` is for a payroll day that is used, None: the desk's own (PM11).
    """

    agreement: str
    organisation: str
    desk: str
    valid_from: date
    first_day: date
    currency: str
    buyer: Buyer
    last_day: date | None = None
    billed_from: date | None = None
    """What lies before was billed elsewhere; None: nothing was."""
    treatment: Treatment = Treatment()
    flat_rates: tuple[FlatRate, ...] = ()
    rates: tuple[Rate, ...] = ()
    covered: tuple[str, ...] = ()
    rounding: Rounding = Rounding()
    included: Included | None = None
    payroll: Payroll | None = None
    payroll_fee: Decimal | None = None
    discount_percent: Decimal = Decimal(0)
    whole_units: bool = False
    """The amount to pay is rounded to whole units of the currency (BT-114)."""
    payment_days: int = 14
    language: str = ""

    def covers(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def rate(self, work: str) -> Rate | None:
        return next((rate for rate in self.rates if rate.work == work), None)


@dataclass(frozen=True, slots=True)
class Agreement:
    """All versions of one agreement, oldest first, at least one. Raises ValueError where they are of several."""

    versions: tuple[Version, ...]

    def __post_init__(self) -> None:
        whose = {(one.agreement, one.organisation, one.desk) for one in self.versions}
        days = [one.valid_from for one in self.versions]
        if len(whose) != 1 or sorted(set(days)) != days:
            raise ValueError("versions of one agreement, oldest first, one a day")

    @property
    def id(self) -> str:
        return self.versions[0].agreement

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    def version_on(self, day: date) -> Version:
        """The version whose words count on a day; before all of them, the first."""
        return next((one for one in reversed(self.versions) if one.valid_from <= day), self.versions[0])

    def in_force(self, day: date) -> Version | None:
        """The version in force; None where the agreement has not begun or, as its latest version knows, is over."""
        return self.version_on(day) if self.latest.covers(day) else None

    def stretches(self, period: Period) -> list[tuple[Period, Version]]:
        """A period cut where versions change, each part with its version, whether or not the agreement is in force."""
        later = [one for one in self.versions if period.first < one.valid_from < period.until]
        edges = [period.first, *(one.valid_from for one in later), period.until]
        return [(Period(first, until), self.version_on(first)) for first, until in pairwise(edges)]
