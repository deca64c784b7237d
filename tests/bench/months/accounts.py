"""Customers with a month of time, to be billed: random entries, each customer's the same at every run."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import (
    Address,
    Agreement,
    Buyer,
    Every,
    FlatKind,
    FlatRate,
    Included,
    Rate,
    RoundedBy,
    Rounding,
    Version,
    When,
)
from chalicelib.domain.billing.prices import ListRate
from chalicelib.domain.billing.statement import Carried
from chalicelib.domain.billing.vat import VatRate
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.domain.working_time.days import Rules, Span
from chalicelib.domain.working_time.hours import Calendar

TICKETS = 200
MONTH = "2026-10"
WORKS = ("guidance", "phone", "consulting")
CALENDAR = Calendar("Europe/Oslo", (Rules(date(2000, 1, 1), ((Span.parse("08:00-16:00"),),) * 5 + ((), ())),), {})
BUYER = Buyer("Fjellbakeriet AS", Address("Storgata 1", "0155", "Oslo", "NO"))
FLAT = FlatRate(
    "maintenance",
    "Vedlikehold",
    FlatKind.MAINTENANCE,
    Decimal("2700.00"),
    Every.QUARTER,
    When.ADVANCE,
    date(2026, 1, 1),
)


def accounts(customers: int, entries: int) -> Iterator[Account]:
    """One customer after the other, each with entries of its own."""
    for number in range(customers):
        chance = Random(number)
        agreed = version_of(f"customer-{number}")
        yield Account(
            seller="promark-norge",
            desk="promark",
            organisation=agreed.organisation,
            month=MONTH,
            language="nb",
            agreements=(Agreement((agreed,)),),
            entries=tuple(entry_of(chance, agreed.organisation, place) for place in range(entries)),
            carried=Carried(),
            calendar=CALENDAR,
            vat_rates=(VatRate(date(2005, 1, 1), Decimal(25)),),
            list_rates=tuple(ListRate(work, date(2020, 1, 1), Decimal("1250.00")) for work in WORKS),
            payroll_fee=Decimal("500.00"),
            policies="bench",
        )


def version_of(organisation: str) -> Version:
    """What a customer agreed on."""
    return Version(
        agreement="A-1",
        organisation=organisation,
        desk="promark",
        valid_from=date(2026, 1, 1),
        first_day=date(2026, 1, 1),
        currency="NOK",
        buyer=BUYER,
        flat_rates=(FLAT,),
        rates=(Rate("phone", Decimal("1250.00"), Decimal("1800.00")),),
        rounding=Rounding(RoundedBy.TICKET, 15),
        included=Included(600),
    )


def entry_of(chance: Random, organisation: str, place: int) -> TimeEntry:
    start = datetime(2026, 10, 1, tzinfo=UTC) + timedelta(seconds=chance.randrange(30 * 86_400))
    return TimeEntry(
        id=f"{place:06d}",
        ticket=f"PRO-{chance.randrange(TICKETS)}",
        desk="promark",
        organisation=organisation,
        agent="agent:ola",
        start=start,
        seconds=chance.randrange(60, 7_200),
        work=chance.choice(WORKS),
        charging=chance.choices(tuple(Charging), (1, 1, 8))[0],
        month=MONTH,
        noted_at=start,
        noted_by="agent:ola",
    )
