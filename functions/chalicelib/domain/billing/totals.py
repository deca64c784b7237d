"""How the lines of a document add up (B29 B35 B36 B47)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from chalicelib.domain.billing.line import Line
from chalicelib.domain.billing.money import discounted, to_pay, vat_of
from chalicelib.domain.billing.statement import Totals, VatTotal
from chalicelib.domain.billing.vat import Category

_Group = tuple[Category, Decimal]


def vat_totals(lines: Iterable[Line], discount_percent: Decimal) -> tuple[VatTotal, ...]:
    """The tax by category and rate: on the sum of the rounded lines, less the discount; higher rates first.

    What is given back is given back less the discount at which it was billed.
    """
    sums: dict[_Group, dict[Decimal, Decimal]] = {}
    reasons: dict[_Group, str] = {}
    for line in lines:
        group = line.vat.category, line.vat.percent
        off = discount_percent if line.discount_percent is None else line.discount_percent
        amounts = sums.setdefault(group, {})
        amounts[off] = amounts.get(off, Decimal(0)) + line.net
        reasons.setdefault(group, line.vat.reason)
    return tuple(_total(group, reasons[group], sums[group]) for group in sorted(sums, key=_order))


def totals(vat: Iterable[VatTotal], whole_units: bool) -> Totals:
    """What a document comes to; in `whole_units` of the currency only the amount to pay is rounded, never the tax."""
    vat = tuple(vat)
    discount = sum((one.discount for one in vat), Decimal("0.00"))
    net = sum((one.base for one in vat), Decimal("0.00"))
    tax = sum((one.vat for one in vat), Decimal("0.00"))
    total = net + tax
    payable, rounding = to_pay(total) if whole_units else (total, Decimal("0.00"))
    return Totals(net + discount, discount, net, tax, total, rounding, payable)


def _total(group: _Group, reason: str, amounts: Mapping[Decimal, Decimal]) -> VatTotal:
    """Of amounts by the percent that is taken off each."""
    category, percent = group
    parts = [discounted(amount, off) for off, amount in amounts.items()]
    discount, base = (sum(part, Decimal(0)) for part in zip(*parts, strict=True))
    return VatTotal(category, percent, reason, base, vat_of(base, percent), discount)


def _order(group: _Group) -> tuple[Decimal, str]:
    category, percent = group
    return -percent, category
