"""How the lines of a document add up (B29 B35 B36 B47)."""

from collections.abc import Iterable
from decimal import Decimal

from chalicelib.domain.billing.money import discounted, to_pay, vat_of
from chalicelib.domain.billing.statement import Line, Totals, VatTotal
from chalicelib.domain.billing.vat import Category

_Group = tuple[Category, Decimal, str]


def vat_totals(lines: Iterable[Line], discount_percent: Decimal) -> tuple[VatTotal, ...]:
    """The tax by category, rate and reason: on the sum of the rounded lines, less the discount; higher rates first."""
    sums: dict[_Group, Decimal] = {}
    for line in lines:
        group = line.vat.category, line.vat.percent, line.vat.reason
        sums[group] = sums.get(group, Decimal(0)) + line.net
    return tuple(_total(group, sums[group], discount_percent) for group in sorted(sums, key=_order))


def totals(vat: Iterable[VatTotal], whole_units: bool) -> Totals:
    """What a document comes to; in `whole_units` of the currency only the amount to pay is rounded, never the tax."""
    vat = tuple(vat)
    discount = sum((one.discount for one in vat), Decimal("0.00"))
    net = sum((one.base for one in vat), Decimal("0.00"))
    tax = sum((one.vat for one in vat), Decimal("0.00"))
    total = net + tax
    payable, rounding = to_pay(total) if whole_units else (total, Decimal("0.00"))
    return Totals(net + discount, discount, net, tax, total, rounding, payable)


def _total(group: _Group, amount: Decimal, discount_percent: Decimal) -> VatTotal:
    category, percent, reason = group
    discount, base = discounted(amount, discount_percent)
    return VatTotal(category, percent, reason, base, vat_of(base, percent), discount)


def _order(group: _Group) -> tuple[Decimal, str, str]:
    category, percent, reason = group
    return -percent, category, reason
