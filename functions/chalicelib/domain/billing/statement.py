"""A statement of a month, as data: every service, flat rate and ticket, what each costs, and how it adds up (MP9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from chalicelib.domain.billing.agreement import Buyer, Counted, Rounding
from chalicelib.domain.billing.line import Line, LineVat
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.vat import Category


@dataclass(frozen=True, slots=True)
class IncludedTime:
    """What an agreement includes in a month, in `minutes`; the statements so far used so many seconds of it."""

    agreement: str
    month: str
    minutes: int
    used: int
    counted: Counted
    works: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        """Seconds that can still be used."""
        return max(0, self.minutes * 60 - self.used)


@dataclass(frozen=True, slots=True)
class VatTotal:
    """The tax of one category and rate, on the sum of its rounded lines (BG-23)."""

    category: Category
    percent: Decimal
    reason: str
    base: Decimal
    vat: Decimal
    discount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Totals:
    """How it adds up: lines - discount = net; net + vat = total; total + rounding = payable."""

    lines: Decimal
    discount: Decimal
    net: Decimal
    vat: Decimal
    total: Decimal
    rounding: Decimal
    payable: Decimal


@dataclass(frozen=True, slots=True)
class TicketTotal:
    """What has been billed of a ticket's time of one kind so far, so that rounding goes on across months."""

    seconds: int
    minutes: Decimal
    included: Decimal
    month: str
    statement: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class BilledPiece:
    """What an issued statement billed of an entry of time: on which line, and how many seconds."""

    line: Line
    seconds: int
    statement: str
    issued_on: date
    discount_percent: Decimal


@dataclass(frozen=True, slots=True)
class Billed:
    """What has been billed of a flat rate's period at one price so far; `used` is from first day to last.

    `discount_percent` is that of the document, `seconds` the time worked on a payroll day.
    """

    days: int
    net: Decimal
    vat: LineVat
    statement: str = ""
    used: Period | None = None
    issued_on: date | None = None
    discount_percent: Decimal = Decimal(0)
    seconds: int = 0


CARRIED_MONTHS = 25
"""What was billed of time is handed on for so long: nothing older is corrected."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a statement hands on to the next: totals of tickets and of flat rates, by their keys.

    `included` are the seconds of included time that are used up, by agreement and month, like `A-1/2026-11`.
    """

    tickets: Mapping[str, TicketTotal] = field(default_factory=dict)
    flat_rates: Mapping[str, Billed] = field(default_factory=dict)
    included: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something is not billed, for a person to settle: `code` names its words under `problems`."""

    code: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a customer owes a seller for a month at one desk. It has no number or date until it is issued."""

    seller: str
    desk: str
    organisation: str
    month: str
    currency: str
    language: str
    buyer: Buyer
    payment_days: int
    discount_percent: Decimal
    lines: tuple[Line, ...]
    vat: tuple[VatTotal, ...]
    totals: Totals
    carried: Carried
    policies: str
    rounding: Rounding = field(default_factory=Rounding)
    whole_units: bool = False
    included: tuple[IncludedTime, ...] = ()

    @property
    def is_credit(self) -> bool:
        """Whether the customer gets money back: then it is issued as a credit note."""
        return self.totals.total < 0

    @property
    def corrected(self) -> dict[str, date]:
        """The days of issue of the statements that it corrects, by their numbers."""
        return {line.corrects: line.corrected_on for line in self.lines if line.corrects and line.corrected_on}

    @property
    def has_one_discount(self) -> bool:
        """Whether the document's discount is that of all its lines: what is given back may have had another."""
        return all(line.discount_percent in (None, self.discount_percent) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of drawing a customer's month up; a statement is None where there is nothing to state, or not yet."""

    statement: Statement | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """A statement that was issued: its number, its days, and the hash of its data. It never changes.

    `issue_time` is the desk's, where its country prints it; `corrected` are the issue days of what its lines correct.
    """

    number: str
    issued_on: date
    due_on: date
    statement: Statement
    data_hash: str
    issue_time: time = time()
    corrected: Mapping[str, date] = field(default_factory=dict)
