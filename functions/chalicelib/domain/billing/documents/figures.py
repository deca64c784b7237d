"""The figures of an issued statement, as its data states them and as its document is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element, fromstring

from chalicelib.domain.billing.documents.tree import AGGREGATE, BASIC
from chalicelib.domain.billing.line import Line, Unit
from chalicelib.domain.billing.statement import Statement

_SPACES = {"cac": AGGREGATE, "cbc": BASIC}
_ZERO = Decimal(0)
_MINUTE = 60
_SECOND = "SEC"


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much a line is for, in a unit of UN/ECE Recommendation 20, and how much of it the price is for."""

    value: Decimal
    unit: str
    per: Decimal


@dataclass(frozen=True, slots=True)
class LineFigures:
    """A line: `net` is what quantity * price / per comes to (BT-129, BT-146, BT-149, BT-131)."""

    quantity: Decimal
    price: Decimal
    per: Decimal
    net: Decimal
    category: str
    percent: Decimal


@dataclass(frozen=True, slots=True)
class VatFigures:
    """A category and rate of VAT: what its lines come to less the discount, and the tax on it (BT-116, BT-117)."""

    category: str
    percent: Decimal
    base: Decimal
    vat: Decimal
    discount: Decimal


@dataclass(frozen=True, slots=True)
class Figures:
    """All that adds up: lines - discount = net; net + vat = total; total + rounding = payable (BT-106 to BT-115)."""

    entries: tuple[LineFigures, ...]
    groups: tuple[VatFigures, ...]
    discount_percent: Decimal
    lines: Decimal
    discount: Decimal
    net: Decimal
    vat: Decimal
    total: Decimal
    rounding: Decimal
    payable: Decimal


def quantity(line: Line) -> Quantity:
    """A line's quantity as documents tell it: exact time in whole seconds, as no decimals write a third of a minute."""
    if line.unit is not Unit.MINUTE or line.quantity == line.quantity.to_integral_value():
        return Quantity(line.quantity, line.unit, line.per)
    return Quantity(Decimal(round(line.quantity * _MINUTE)), _SECOND, line.per * _MINUTE)


def stated(statement: Statement) -> Figures:
    """The statement's figures."""
    totals = statement.totals
    return Figures(
        tuple(_stated_line(line) for line in statement.lines),
        tuple(VatFigures(one.category, one.percent, one.base, one.vat, one.discount) for one in statement.vat),
        statement.discount_percent,
        totals.lines,
        totals.discount,
        totals.net,
        totals.vat,
        totals.total,
        totals.rounding,
        totals.payable,
    )


def read(document: bytes) -> Figures:
    """The figures of a document of ours, as its reader counts them; a credit note's with the statement's signs.

    Raises ParseError for what is not XML, and ValueError or ArithmeticError where a figure is missing or is none.
    """
    xml = fromstring(document)
    credit = xml.tag.endswith("}CreditNote")
    sign = Decimal(-1) if credit else Decimal(1)
    kind, counted = ("CreditNoteLine", "CreditedQuantity") if credit else ("InvoiceLine", "InvoicedQuantity")
    sums = _one(xml, "cac:LegalMonetaryTotal")
    allowances = xml.findall("cac:AllowanceCharge", _SPACES)
    return Figures(
        tuple(_line(line, counted, sign) for line in xml.findall(f"cac:{kind}", _SPACES)),
        tuple(_group(part, allowances, sign) for part in xml.findall("cac:TaxTotal/cac:TaxSubtotal", _SPACES)),
        max((_figure(one, "cbc:MultiplierFactorNumeric", _ZERO) for one in allowances), default=_ZERO),
        sign * _figure(sums, "cbc:LineExtensionAmount"),
        sign * _figure(sums, "cbc:AllowanceTotalAmount", _ZERO),
        sign * _figure(sums, "cbc:TaxExclusiveAmount"),
        sign * _figure(xml, "cac:TaxTotal/cbc:TaxAmount"),
        sign * _figure(sums, "cbc:TaxInclusiveAmount"),
        sign * _figure(sums, "cbc:PayableRoundingAmount", _ZERO),
        sign * _figure(sums, "cbc:PayableAmount"),
    )


def _stated_line(line: Line) -> LineFigures:
    told = quantity(line)
    return LineFigures(told.value, line.price, told.per, line.net, line.vat.category, line.vat.percent)


def _line(line: Element, counted: str, sign: Decimal) -> LineFigures:
    category, percent = _category(_one(line, "cac:Item/cac:ClassifiedTaxCategory"))
    return LineFigures(
        sign * _figure(line, f"cbc:{counted}"),
        _figure(line, "cac:Price/cbc:PriceAmount"),
        _figure(line, "cac:Price/cbc:BaseQuantity", Decimal(1)),
        sign * _figure(line, "cbc:LineExtensionAmount"),
        category,
        percent,
    )


def _group(part: Element, allowances: Iterable[Element], sign: Decimal) -> VatFigures:
    group = _category(_one(part, "cac:TaxCategory"))
    off = [one for one in allowances if _category(_one(one, "cac:TaxCategory")) == group]
    discount = sum((_figure(one, "cbc:Amount") for one in off), _ZERO)
    base, vat = _figure(part, "cbc:TaxableAmount"), _figure(part, "cbc:TaxAmount")
    return VatFigures(*group, sign * base, sign * vat, sign * discount)


def _category(category: Element) -> tuple[str, Decimal]:
    return category.findtext("cbc:ID", "", _SPACES), _figure(category, "cbc:Percent", _ZERO)


def _one(parent: Element, path: str) -> Element:
    found = parent.find(path, _SPACES)
    if found is None:
        raise ValueError(f"no {path}")
    return found


def _figure(parent: Element, path: str, otherwise: Decimal | None = None) -> Decimal:
    text = parent.findtext(path, None, _SPACES)
    if text is None and otherwise is not None:
        return otherwise
    if text is None:
        raise ValueError(f"no {path}")
    return Decimal(text)
