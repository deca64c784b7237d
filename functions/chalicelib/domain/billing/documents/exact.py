"""Proof to the cent, before a statement is issued: of its own figures, and of its document's.

The rules of EN 16931 let a tax be wrong by almost 1.00 and a line by 0.02; here nothing may be wrong by 0.01. What is
right is not counted again: an amount is right when no other one with two decimals is as near (halves away from zero).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from xml.etree.ElementTree import ParseError

from chalicelib.domain.billing.documents.figures import Figures, VatFigures, read, stated
from chalicelib.domain.billing.statement import Statement
from chalicelib.domain.billing.vat import Category

_CENT = Fraction(1, 100)
_STANDARD, _OUTSIDE_SCOPE = str(Category.STANDARD), str(Category.OUTSIDE_SCOPE)


@dataclass(frozen=True, slots=True)
class Fault:
    """A figure that is wrong: what, in which place ("line 3", "S 25", ""), what it says, and what is right."""

    code: str
    place: str = ""
    stated: str = ""
    right: str = ""


def faults(statement: Statement) -> tuple[Fault, ...]:
    """What does not add up in a statement; nothing, or it must not be issued (MP9)."""
    return _faults(stated(statement), statement)


def document_faults(document: bytes, statement: Statement) -> tuple[Fault, ...]:
    """What does not add up in a statement's document, or is not what the statement says."""
    try:
        figures = read(document)
    except (ParseError, ValueError, ArithmeticError) as error:
        return (Fault("unreadable", stated=str(error)),)
    return (*_faults(figures, statement), *_differences(figures, stated(statement), statement))


def _faults(figures: Figures, statement: Statement) -> tuple[Fault, ...]:
    groups = _of_groups(figures, statement.has_one_discount)
    return (*_of_lines(figures), *groups, *_of_totals(figures, statement.whole_units))


def _of_lines(figures: Figures) -> Iterator[Fault]:
    """BT-131 = R(quantity * price / per), BT-146 is not negative, BT-149 is above zero."""
    if not figures.entries:
        yield Fault("no_lines")
    for place, line in enumerate(figures.entries, start=1):
        if line.per <= 0 or line.price < 0:
            yield Fault("line_price", f"line {place}", f"{line.price} / {line.per}")
            continue
        exact = Fraction(line.quantity) * Fraction(line.price) / Fraction(line.per)
        if not _is_rounded(line.net, exact, _CENT):
            yield Fault("line_net", f"line {place}", str(line.net), _shown(exact))


def _of_groups(figures: Figures, has_one_discount: bool) -> Iterator[Fault]:
    """Each category and rate of the lines once; BT-92 = R(sum * percent), BT-116 = sum - BT-92, BT-117 = R(tax).

    Where lines have discounts of their own, what they come to is reconciled with the lines before.
    """
    sums: dict[tuple[str, Decimal], Decimal] = {}
    for line in figures.entries:
        sums[line.category, line.percent] = sums.get((line.category, line.percent), Decimal(0)) + line.net
    groups = [(one.category, one.percent) for one in figures.groups]
    for category, percent in sorted(set(sums) ^ set(groups)):
        yield Fault("vat_group_missing" if (category, percent) in sums else "vat_group_unused", f"{category} {percent}")
    for category, percent in sorted({one for one in groups if groups.count(one) > 1}):
        yield Fault("vat_group_twice", f"{category} {percent}")
    if _OUTSIDE_SCOPE in {category for category, _ in groups} and len(groups) > 1:
        yield Fault("vat_mixed", _OUTSIDE_SCOPE)
    for group in figures.groups:
        off = figures.discount_percent if has_one_discount else None
        yield from _of_group(group, sums.get((group.category, group.percent), Decimal(0)), off)


def _of_group(group: VatFigures, amount: Decimal, discount_percent: Decimal | None) -> Iterator[Fault]:
    place = f"{group.category} {group.percent}"
    if (group.percent > 0) is not (group.category == _STANDARD):
        yield Fault("vat_percent", place, str(group.percent))
    off = Fraction(group.discount) if discount_percent is None else _percent(amount, discount_percent)
    if not _is_rounded(group.discount, off, _CENT):
        yield Fault("discount", place, str(group.discount), _shown(off))
    if group.base != amount - group.discount:
        yield Fault("vat_base", place, str(group.base), str(amount - group.discount))
    tax = _percent(group.base, group.percent)
    if not _is_rounded(group.vat, tax, _CENT):
        yield Fault("vat_amount", place, str(group.vat), _shown(tax))


def _of_totals(figures: Figures, whole_units: bool) -> Iterator[Fault]:
    """BT-106, 107, 109, 110, 112 and 115 are sums; the amount to pay is in whole units where it was agreed."""
    right = {
        "lines": sum((one.net for one in figures.entries), Decimal(0)),
        "discount": sum((one.discount for one in figures.groups), Decimal(0)),
        "net": figures.lines - figures.discount,
        "vat": sum((one.vat for one in figures.groups), Decimal(0)),
        "total": figures.net + figures.vat,
        "payable": figures.total + figures.rounding,
    }
    for name, value in right.items():
        said: Decimal = getattr(figures, name)
        if said != value or not _is_rounded(said, Fraction(said), _CENT):
            yield Fault(f"total_{name}", "", str(said), str(value))
    unit = Fraction(1) if whole_units else _CENT
    if not _is_rounded(figures.payable, Fraction(figures.total), unit):
        yield Fault("total_rounding", "", str(figures.rounding))


def _differences(document: Figures, right_ones: Figures, statement: Statement) -> Iterator[Fault]:
    """Where a document says something else than the statement. A discount of nothing, or at several, has no percent."""
    for field in fields(Figures):
        says, right = getattr(document, field.name), getattr(right_ones, field.name)
        is_said = any(one.discount for one in right_ones.groups) and statement.has_one_discount
        unsaid = field.name == "discount_percent" and not is_said
        if says != right and not unsaid:
            yield Fault("document_differs", field.name)


def _is_rounded(amount: Decimal, exact: Fraction, unit: Fraction) -> bool:
    """Whether an amount is the exact one in whole units, halves away from zero."""
    said = Fraction(amount)
    away = abs(said - exact)
    return (said / unit).denominator == 1 and (2 * away < unit or (2 * away == unit and abs(said) > abs(exact)))


def _percent(amount: Decimal, percent: Decimal) -> Fraction:
    return Fraction(amount) * Fraction(percent) / 100


def _shown(exact: Fraction) -> str:
    return f"{Decimal(exact.numerator) / Decimal(exact.denominator):.6f}"
