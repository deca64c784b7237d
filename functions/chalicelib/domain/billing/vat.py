"""Value added tax: categories, and rates by the day that decides (domain of EN 16931, BT-151)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Category(StrEnum):
    """The categories of UNCL 5305 that EN 16931 allows and that services come under."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    EXPORT = "G"
    OUTSIDE_SCOPE = "O"


@dataclass(frozen=True, slots=True)
class VatRate:
    """The standard rate of a seller's country from a day on."""

    valid_from: date
    percent: Decimal


def percent_on(rates: tuple[VatRate, ...], category: Category, tax_point: date) -> Decimal:
    """The percent of a category on a day; the rates stand oldest first. Raises LookupError before them all."""
    if category is not Category.STANDARD:
        return Decimal(0)
    for rate in reversed(rates):
        if rate.valid_from <= tax_point:
            return rate.percent
    raise LookupError(tax_point)
