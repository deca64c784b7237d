"""How the lines of a document add up (B29 B35 B36 B47)."""

from collections.abc import Iterable
from decimal import Decimal

from chalicelib.domain.billing.money import discounted, to_pay, vat_of
from chalicelib.domain.billing.statement import Line, Totals, VatTotal
from chalicelib.domain.billing.vat import Category

_Group = tuple[Category, Decimal]


def vat_totals(lines: Iterable[Line], discount_percent: Decimal) -> tuple[VatTotal, ...]:
    """The tax by category and rate: on the sum of the rounded lines, less the discount; higher rates first."""
    sums: dict[_Group, Decimal] = {}
    reasons: dict[_Group, str] = {}
    for line in lines:
        group = line.vat.category, line.vat.percent
        sums[group] = sums.get(group, Decimal(0)) + line.net
        reasons.setdefault(group, line.vat.reason)
    return tuple(_total(group, reasons[group], sums[group], discount_percent) for group in sorted(sums, key=_order))


def totals(vat: Iterable[VatTotal], whole_units: bool) -> Totals:
    """What a document comes to; in `whole_units` of the currency only the amount to pay is rounded, never the tax."""
    vat = tuple(vat)
    discount = sum((one.discount for one in vat), Decimal("0.00"))
    net = sum((one.base for one in vat), Decimal("0.00"))
    tax = sum((one.vat for one in vat), Decimal("0.00"))
    total = net + tax
    payable, rounding = to_pay(total) if whole_units else (total, Decimal("0.00"))
    return Totals(net + discount, discount, net, tax, total, rounding, payable)


def _total(group: _Group, reason: str, amount: Decimal, discount_percent: Decimal) -> VatTotal:
    category, percent = group
    discount, base = discounted(amount, discount_percent)
    return VatTotal(category, percent, reason, base, vat_of(base, percent), discount)


def _order(group: _Group) -> tuple[Decimal, str]:
    category, percent = group
    return -percent, category
