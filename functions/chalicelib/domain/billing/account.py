"""All that a customer's month at a desk is drawn up of, as one value: so that drawing it up reads nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from chalicelib.domain.billing.agreement import Agreement
from chalicelib.domain.billing.cycles import days_of
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.prices import ListRate
from chalicelib.domain.billing.statement import BilledPiece, Carried
from chalicelib.domain.billing.vat import VatRate
from chalicelib.domain.billing.worklog import TimeEntry
from chalicelib.domain.working_time.hours import Calendar


@dataclass(frozen=True, slots=True)
class Account:
    """A customer's month, like `2026-11`, at one desk. `agreements` are all there were, in the order of their days.

    `entries` are those that this month's statement takes; `carried` is what the statement before handed on.
    `billed` is what earlier statements billed of entries that are taken back now, by the ids of those.
    `payroll_fee` is the desk's own (PM11), `policies` the hash of those in force. `last_issued` is the month of the
    statement before, "" where there was none.
    """

    seller: str
    desk: str
    organisation: str
    month: str
    language: str
    agreements: tuple[Agreement, ...]
    entries: tuple[TimeEntry, ...]
    carried: Carried
    calendar: Calendar
    vat_rates: tuple[VatRate, ...]
    list_rates: tuple[ListRate, ...]
    payroll_fee: Decimal | None
    policies: str
    billed: Mapping[str, tuple[BilledPiece, ...]] = field(default_factory=dict)
    last_issued: str = ""

    @property
    def days(self) -> Period:
        """The days of the month."""
        return days_of(self.month)

    @property
    def issue_day(self) -> date:
        """The day on which the run issues the month: the first one after it."""
        return self.days.until

    def agreement_on(self, day: date) -> Agreement | None:
        """The agreement in force on a local day of the desk's."""
        return next((one for one in self.agreements if one.in_force(day)), None)
