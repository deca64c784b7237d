"""Customers with time on tickets, and their months one after the other."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import Address, Agreement, Buyer, Rate, RoundedBy, Rounding, Version
from chalicelib.domain.billing.charging import charged
from chalicelib.domain.billing.line import Line
from chalicelib.domain.billing.payroll_days import fee_lines
from chalicelib.domain.billing.prices import ListRate
from chalicelib.domain.billing.statement import Carried, IncludedTime, Problem
from chalicelib.domain.billing.vat import VatRate
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.domain.working_time.days import Rules, Span
from chalicelib.domain.working_time.hours import Calendar

OSLO = ZoneInfo("Europe/Oslo")
WEEK = ((Span.parse("08:00-16:00"),),) * 5 + ((), ())
CALENDAR = Calendar("Europe/Oslo", (Rules(date(2000, 1, 1), WEEK),), {})
BUYER = Buyer("Fjellbakeriet AS", Address("Storgata 1", "0155", "Oslo", "NO"))
QUARTERS = Rounding(RoundedBy.TICKET, 15)
LIST = (ListRate("support", date(2020, 1, 1), Decimal("1200.00")),)


def version(**fields: Any) -> Version:
    given: dict[str, Any] = {
        "valid_from": date(2020, 1, 1),
        "first_day": date(2020, 1, 1),
        "currency": "NOK",
        "buyer": BUYER,
        "rounding": QUARTERS,
    }
    return Version("A-1", "bakery", "promark", **{**given, **fields})


def at(local: str) -> datetime:
    """An instant by the wall clock of Oslo, or one in UTC."""
    told = datetime.fromisoformat(local)
    return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=OSLO).astimezone(UTC)


def entry(start: str, minutes: float, ticket: str = "PRO-1", **fields: Any) -> TimeEntry:
    """Work on a ticket; billable support unless the fields say otherwise."""
    begins = at(start)
    seconds = round(minutes * 60)
    id = f"{begins.isoformat()}/{ticket}/{seconds}/{fields.get('charging', '')}"
    given: dict[str, Any] = {"work": "support", "charging": Charging.BILLABLE, "month": start[:7]}
    given |= {"noted_at": begins, "noted_by": "agent:ola", "id": id}
    return TimeEntry(
        ticket=ticket,
        desk="promark",
        organisation="bakery",
        agent="agent:ola",
        start=begins,
        seconds=seconds,
        **{**given, **fields},
    )


@dataclass
class Customer:
    """A customer whose months are drawn up one after the other."""

    versions: tuple[Version, ...]
    carried: Carried = field(default_factory=Carried)
    problems: list[Problem] = field(default_factory=list)
    included: tuple[IncludedTime, ...] = ()

    def account(self, month: str, *entries: TimeEntry, **fields: Any) -> Account:
        given: dict[str, Any] = {
            "agreements": (Agreement(self.versions),) if self.versions else (),
            "calendar": CALENDAR,
            "vat_rates": (VatRate(date(2005, 1, 1), Decimal(25)),),
            "list_rates": LIST,
            "payroll_fee": Decimal("500.00"),
        }
        return Account(
            seller="promark-norge",
            desk="promark",
            organisation="bakery",
            month=month,
            language="nb",
            entries=entries,
            carried=self.carried,
            policies="abc",
            **{**given, **fields},
        )

    def month(self, month: str, *entries: TimeEntry, **fields: Any) -> list[Line]:
        """The lines of a month's time; the next month goes on from it."""
        found = charged(self.account(month, *entries, **fields))
        self.problems, self.included = found.problems, found.included
        self.carried = replace(self.carried, tickets=found.tickets, included=found.used)
        return found.lines

    def fees(self, month: str, *entries: TimeEntry, **fields: Any) -> list[Line]:
        """The lines of a month's payroll days; the next month goes on from it."""
        lines, used, self.problems = fee_lines(self.account(month, *entries, **fields))
        self.carried = replace(self.carried, flat_rates={**self.carried.flat_rates, **used})
        return lines


def customer(**fields: Any) -> Customer:
    return Customer((version(**fields),))


def nets(lines: list[Line]) -> list[str]:
    return [str(line.net) for line in lines]


RATED = (Rate("support", Decimal("1200.00"), Decimal("1800.00")),)
