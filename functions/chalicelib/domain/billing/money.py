"""Money: exact decimals, rounded half up, once, and mirrored below zero, so that what is given back is what was paid.

Whatever a quotient comes from is counted in whole numbers, so that no digits are lost before the one rounding.
"""

from decimal import Decimal
from fractions import Fraction

Exact = Decimal | Fraction | int


def half_up(amount: Exact, digits: int = 2) -> Decimal:
    """The amount with so many decimals, halves away from zero (B30 B31)."""
    return _decimal(_units(amount, digits), digits)


def quotient(above: int, below: int, digits: int = 2) -> Decimal:
    """A quotient rounded likewise; `below` is positive."""
    return _decimal(_nearest(above, below, digits), digits)


def percent_of(amount: Decimal, percent: Decimal) -> Decimal:
    """So many percent of an amount, rounded to two decimals."""
    return half_up(Fraction(amount) * Fraction(percent) / 100)


def vat_of(net: Decimal, percent: Decimal) -> Decimal:
    """The tax on a net amount: on the sum of a document's lines, never line by line (B29 B47)."""
    return percent_of(net, percent)


def discounted(amount: Decimal, percent: Decimal) -> tuple[Decimal, Decimal]:
    """What is taken off an amount at a discount, and what is left of it (B36)."""
    off = percent_of(amount, percent)
    return off, amount - off


def to_pay(total: Decimal) -> tuple[Decimal, Decimal]:
    """The amount to pay in whole units of the currency, and by how much it was rounded (B35, BT-114)."""
    payable = half_up(half_up(total, 0))
    return payable, payable - total


def _units(amount: Exact, digits: int) -> int:
    """How many of the last decimal an amount comes to, halves away from zero."""
    return _nearest(*amount.as_integer_ratio(), digits)


def _nearest(above: int, below: int, digits: int) -> int:
    above, below = above * 10 ** max(digits, 0), below * 10 ** max(-digits, 0)
    units: int = (2 * abs(above) + below) // (2 * below)
    return units if above >= 0 else -units


def _decimal(units: int, digits: int) -> Decimal:
    return Decimal(f"{units}E{-digits}")
