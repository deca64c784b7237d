"""scripts/bench billing: months drawn up, beside a plain Decimal group-by over the same entries in the same run.

--customers N --entries N; the usual is 1,000 customers with 1,000 entries each on 200 tickets.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar

from chalicelib.desk.billing.data import data_of, hash_of
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
from chalicelib.domain.billing.drawing import draw_up
from chalicelib.domain.billing.prices import ListRate
from chalicelib.domain.billing.reconcile import faults
from chalicelib.domain.billing.statement import Carried
from chalicelib.domain.billing.vat import VatRate
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.domain.working_time.days import Rules, Span
from chalicelib.domain.working_time.hours import Calendar

T = TypeVar("T")
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


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--customers", type=int, default=1_000)
    asked.add_argument("--entries", type=int, default=1_000)
    chosen = asked.parse_args()
    drawn_seconds = peer_seconds = 0.0
    lines = 0
    net = Decimal(0)
    for account in accounts(chosen.customers, chosen.entries):
        seconds, (statement_lines, amount) = timed(lambda account=account: drawn(account))
        drawn_seconds, lines, net = drawn_seconds + seconds, lines + statement_lines, net + amount
        peer_seconds += timed(lambda account=account: grouped(account.entries))[0]
    entries = chosen.customers * chosen.entries
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    out = sys.stdout
    out.write(f"{chosen.customers:,} customers, {entries:,} entries, {lines:,} lines, net {net:,}\n")
    for what, seconds in (("drawn up, reconciled and hashed", drawn_seconds), ("plain Decimal group-by", peer_seconds)):
        out.write(f"{what:<32}{seconds:>8.2f} s {entries / seconds:>12,.0f} entries a second\n")
    out.write(f"ratio {drawn_seconds / peer_seconds:.1f}; peak memory of the process {peak:,.0f} MB\n")


def drawn(account: Account) -> tuple[int, Decimal]:
    """A month as the preview draws it up: how many lines, and what they come to."""
    result = draw_up(account)
    assert result.statement is not None and not result.problems
    assert not faults(account, result)
    hash_of(data_of(result.statement))
    return len(result.statement.lines), result.statement.totals.net


def grouped(entries: tuple[TimeEntry, ...]) -> dict[tuple[str, Charging], Decimal]:
    """What one would write first: an amount a ticket and class, without rounding, agreements, or hours of the day."""
    sums: dict[tuple[str, Charging], Decimal] = {}
    rate = Decimal("1250.00") / 3600
    for entry in entries:
        key = entry.ticket, entry.charging
        sums[key] = sums.get(key, Decimal(0)) + rate * entry.seconds
    return sums


def accounts(customers: int, entries: int) -> Iterator[Account]:
    """One customer after the other, each with entries of its own."""
    for number in range(customers):
        chance = Random(number)
        version = replace(_version(), organisation=f"customer-{number}")
        yield Account(
            seller="promark-norge",
            desk="promark",
            organisation=version.organisation,
            month=MONTH,
            language="nb",
            agreements=(Agreement((version,)),),
            entries=tuple(_entry(chance, version.organisation, place) for place in range(entries)),
            carried=Carried(),
            calendar=CALENDAR,
            vat_rates=(VatRate(date(2005, 1, 1), Decimal(25)),),
            list_rates=tuple(ListRate(work, date(2020, 1, 1), Decimal("1250.00")) for work in WORKS),
            payroll_fee=Decimal("500.00"),
            policies="bench",
        )


def timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _version() -> Version:
    return Version(
        agreement="A-1",
        organisation="",
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


def _entry(chance: Random, organisation: str, place: int) -> TimeEntry:
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


if __name__ == "__main__":
    main()
