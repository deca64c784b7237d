"""A line of a statement, as data: a flat rate's period, work on a ticket, a payroll day (MP5 MP7 MP8)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from chalicelib.domain.billing.agreement import Counted, Rounding
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.vat import Category
from chalicelib.domain.billing.worklog import Charging


class LineKind(StrEnum):
    """What a line charges for, or gives back."""

    FLAT_RATE = "flat_rate"
    TIME = "time"
    PAYROLL_DAYS = "payroll_days"


class Unit(StrEnum):
    """What a quantity counts, as UN/ECE Recommendation 20 codes it."""

    PIECE = "C62"
    MINUTE = "MIN"
    DAY = "DAY"


@dataclass(frozen=True, slots=True)
class LineVat:
    """The tax of a line, fixed when it is drawn up: category, percent, why there is none, the day that decides."""

    category: Category
    percent: Decimal
    reason: str
    tax_point: date


@dataclass(frozen=True, slots=True)
class RunningTotal:
    """A ticket's time so far, rounded as one (B23): `seconds` come to `minutes`, `billed` of them earlier."""

    seconds: int
    minutes: Decimal
    billed: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `net` is quantity * price / per, rounded half up to two decimals; negative where it gives back.

    `key` is unique in the seller's books with the statement's own key: what was billed under it is not billed again.
    `name` is the agreement's own words, "" where documents have words for it. Of time: exact `seconds`, and whole or
    broken `minutes` after rounding, of which `included` cost nothing; `pieces` are the seconds of its `entries` each.
    `total_key` is that of its ticket's total, "" for its own; `running` is the total where earlier statements billed
    some of it; `counted` is when included time was taken off. `corrects` names the statement that it corrects, issued
    on `corrected_on`; `discount_percent` is what that one took off, None the document's own; `settles` says that it was
    an advance.
    """

    key: str
    kind: LineKind
    agreement: str
    period: Period
    quantity: Decimal
    unit: Unit
    price: Decimal
    per: Decimal
    net: Decimal
    vat: LineVat
    name: str = ""
    days: int = 0
    period_days: int = 0
    ticket: str = ""
    work: str = ""
    charging: Charging | None = None
    out_of_hours: bool = False
    seconds: int = 0
    minutes: Decimal = Decimal(0)
    included: Decimal = Decimal(0)
    entries: tuple[str, ...] = ()
    corrects: str = ""
    product_class: str = ""
    pieces: tuple[int, ...] = ()
    rounding: Rounding = field(default_factory=Rounding)
    corrected_on: date | None = None
    discount_percent: Decimal | None = None
    total_key: str = ""
    running: RunningTotal | None = None
    counted: Counted = Counted.AFTER_ROUNDING
    settles: bool = False
