"""Customers with flat rates only, and their months one after the other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import (
    Address,
    Agreement,
    Buyer,
    Every,
    FlatKind,
    FlatRate,
    Version,
    When,
)
from chalicelib.domain.billing.cycles import add_months
from chalicelib.domain.billing.flat import flat_lines
from chalicelib.domain.billing.line import Line
from chalicelib.domain.billing.statement import Carried, Problem
from chalicelib.domain.billing.vat import VatRate
from chalicelib.domain.working_time.days import Rules, Span
from chalicelib.domain.working_time.hours import Calendar

BUYER = Buyer("Hotel Bura d.o.o.", Address("Riva 1", "21000", "Split", "HR"))
VAT_25 = (VatRate(date(2005, 1, 1), Decimal(25)),)
_DAY_SHIFT = (Span.parse("08:00-16:00"),)
CALENDAR = Calendar("Europe/Zagreb", (Rules(date(2000, 1, 1), (_DAY_SHIFT,) * 5 + ((), ())),), {})


def day(written: str) -> date:
    return date.fromisoformat(written)


def flat(price: str = "1200.00", every: Every = Every.MONTH, **fields: Any) -> FlatRate:
    """A rent from 2024 on, paid afterwards, unless the fields say otherwise."""
    given = {
        "id": "rent",
        "name": "Najam",
        "kind": FlatKind.RENT,
        "price": Decimal(price),
        "every": every,
        "when": When.ARREARS,
        "first_day": day("2024-01-01"),
    }
    return FlatRate(**{**given, **fields})


def version(*flat_rates: FlatRate, valid_from: str = "2020-01-01", **fields: Any) -> Version:
    first_day = day("2020-01-01")
    given: dict[str, Any] = {"valid_from": day(valid_from), "first_day": first_day, "currency": "EUR", "buyer": BUYER}
    return Version("U-0187", "bura", "evidencija", **{**given, "flat_rates": flat_rates, **fields})


def account(month: str, *versions: Version, carried: Carried | None = None, **fields: Any) -> Account:
    """The customer's month; of one agreement."""
    given: dict[str, Any] = {
        "seller": "evidencija-sustavi",
        "desk": "evidencija",
        "organisation": "bura",
        "month": month,
        "language": "hr",
        "agreements": (Agreement(versions),),
        "entries": (),
        "carried": carried or Carried(),
        "calendar": CALENDAR,
        "vat_rates": VAT_25,
        "list_rates": (),
        "payroll_fee": None,
        "policies": "",
    }
    return Account(**{**given, **fields})


class Customer:
    """A customer whose months are billed in turn; the agreement may get further versions in between."""

    def __init__(self, *versions: Version, month: str = "2025-01", **fields: Any) -> None:
        self.versions = versions
        self.carried = Carried()
        self.month = month
        self.fields = fields
        self.problems: list[Problem] = []

    def amends(self, *versions: Version) -> None:
        self.versions = versions

    def is_billed(self, month: str) -> list[Line]:
        """The lines of a month's statement, issued under a number of the month's name."""
        self.month = month
        billed = account(month, *self.versions, carried=self.carried, **self.fields)
        lines, state, self.problems = flat_lines(billed)
        issued = {key: one if one.statement else replace(one, statement=month) for key, one in state.items()}
        self.carried = Carried(flat_rates=issued)
        return lines

    def is_billed_for(self, months: int, each: Callable[[list[Line]], None] = lambda lines: None) -> list[Line]:
        """The lines of so many months on from the customer's month, which moves on."""
        found: list[Line] = []
        for _ in range(months):
            lines = self.is_billed(self.month)
            each(lines)
            found += lines
            self.month = str(add_months(day(f"{self.month}-01"), 1))[:7]
        return found


def nets(lines: list[Line]) -> list[str]:
    return [str(line.net) for line in lines]


def total(lines: list[Line]) -> Decimal:
    return sum((line.net for line in lines), Decimal("0.00"))


def said(line: Line) -> tuple[str, str, str, str, str]:
    """A line as a customer reads it: days, quantity and unit, price, per how many, net."""
    printed = f"{line.period.first} - {line.period.last}"
    return printed, f"{line.quantity} {line.unit.name}", str(line.price), str(line.per), str(line.net)
