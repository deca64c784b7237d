"""What a desk charges where an agreement says nothing: hours of work by kind (PM5 PM8), dated."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ListRate:
    """An hour of a kind of work from a day on; `out_of_hours` None: the same at any hour."""

    work: str
    valid_from: date
    per_hour: Decimal
    out_of_hours: Decimal | None = None


def list_rate(rates: tuple[ListRate, ...], work: str, on: date) -> ListRate | None:
    """The desk's rate for a kind of work on a day; the rates stand oldest first; None where it has none."""
    return next((rate for rate in reversed(rates) if rate.work == work and rate.valid_from <= on), None)
