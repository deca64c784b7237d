"""An issued statement as an invoice or credit note in UBL 2.1: Peppol BIS Billing 3, in Croatia HR-CIUS-EXT (MP9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

from chalicelib.domain.billing.documents import croatian
from chalicelib.domain.billing.documents.figures import quantity
from chalicelib.domain.billing.documents.parties import write_buyer, write_seller
from chalicelib.domain.billing.documents.tree import (
    CREDIT_NOTE,
    INVOICE,
    amount,
    branch,
    leaf,
    number,
    root,
    words,
    written,
)
from chalicelib.domain.billing.line import Line, LineVat
from chalicelib.domain.billing.seller import Seller
from chalicelib.domain.billing.statement import Issued, Statement, VatTotal
from chalicelib.domain.billing.vat import Category

CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
VATEX = {
    Category.REVERSE_CHARGE: "VATEX-EU-AE",
    Category.EXPORT: "VATEX-EU-G",
    Category.OUTSIDE_SCOPE: "VATEX-EU-O",
}
"""Why there is no tax, where the category alone says it (BT-121)."""

_TAXABLE = (Category.STANDARD, Category.ZERO)
_DISCOUNT = "95"
_TRANSFER, _SEPA_TRANSFER, _NOT_SAID = "30", "58", "1"
_LONGEST_NAME, _LONGEST_TEXT = 1024, 4096


@dataclass(frozen=True, slots=True)
class Described:
    """A line in the document's language: what it is called (BT-153), and what else there is to say (BT-154)."""

    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Document:
    """What is being written: a credit note has all signs turned, so that what is given back is positive."""

    issued: Issued
    seller: Seller

    @property
    def statement(self) -> Statement:
        return self.issued.statement

    @property
    def kind(self) -> str:
        return "CreditNote" if self.statement.is_credit else "Invoice"

    def turned(self, value: Decimal) -> Decimal:
        return Decimal(0) - value if self.statement.is_credit else value

    def amount(self, parent: Element, name: str, value: Decimal) -> None:
        amount(parent, name, self.turned(value), self.statement.currency)


def document(issued: Issued, seller: Seller, described: Callable[[Line], Described]) -> bytes:
    """The XML to send: an invoice (380), or a credit note (381) where the customer gets money back.

    Its amounts are the statement's own; nothing is counted here.
    """
    what = _Document(issued, seller)
    xml = root(what.kind, CREDIT_NOTE if issued.statement.is_credit else INVOICE)
    _write_head(xml, what)
    _write_references(xml, what)
    taxed = all(line.vat.category is not Category.OUTSIDE_SCOPE for line in issued.statement.lines)
    supplier = write_seller(xml, seller, taxed)
    if seller.croatian:
        croatian.write_operator(supplier, seller.croatian)
    write_buyer(xml, issued.statement.buyer, taxed)
    _write_payment(xml, what)
    for group in issued.statement.vat:
        _write_discount(xml, what, group)
    _write_vat(xml, what)
    _write_totals(xml, what)
    for place, line in enumerate(issued.statement.lines, start=1):
        _write_line(xml, what, place, line, described(line))
    return written(xml)


def _write_head(xml: Element, what: _Document) -> None:
    issued, hr = what.issued, what.seller.croatian
    leaf(xml, "CustomizationID", croatian.CUSTOMIZATION if hr else CUSTOMIZATION)
    leaf(xml, "ProfileID", hr.process if hr else PROFILE)
    leaf(xml, "ID", issued.number)
    leaf(xml, "IssueDate", issued.issued_on.isoformat())
    if hr:
        croatian.write_time(xml, issued.issue_time)
    if not what.statement.is_credit:
        leaf(xml, "DueDate", issued.due_on.isoformat())
    leaf(xml, f"{what.kind}TypeCode", "381" if what.statement.is_credit else "380")
    leaf(xml, "DocumentCurrencyCode", what.statement.currency)


def _write_references(xml: Element, what: _Document) -> None:
    """What the buyer asked to find (BT-10, BT-13; one of them must be), the period, and what is corrected (BG-3)."""
    statement = what.statement
    reference, order = words(statement.buyer.reference), words(statement.buyer.order)
    leaf(xml, "BuyerReference", reference or ("" if order else _agreement(statement)))
    periods = [line.period for line in statement.lines]
    _write_period(xml, min(one.first for one in periods), max(one.last for one in periods))
    if order:
        leaf(branch(xml, "OrderReference"), "ID", order)
    for original in sorted({line.corrects for line in statement.lines} - {""}):
        reference_to = branch(xml, "BillingReference/InvoiceDocumentReference")
        leaf(reference_to, "ID", original)
        if original in what.issued.corrected:
            leaf(reference_to, "IssueDate", what.issued.corrected[original].isoformat())


def _agreement(statement: Statement) -> str:
    return next((words(line.agreement) for line in statement.lines if words(line.agreement)), statement.organisation)


def _write_period(parent: Element, first: date, last: date) -> None:
    period = branch(parent, "InvoicePeriod")
    leaf(period, "StartDate", first.isoformat())
    leaf(period, "EndDate", last.isoformat())


def _write_payment(xml: Element, what: _Document) -> None:
    """The seller's account, where there is anything to pay. A credit note says when, not how the seller pays."""
    if what.turned(what.statement.totals.payable) <= 0:
        return
    means = branch(xml, "PaymentMeans")
    if what.statement.is_credit:
        leaf(means, "PaymentMeansCode", _NOT_SAID)
        leaf(means, "PaymentDueDate", what.issued.due_on.isoformat())
        return
    leaf(means, "PaymentMeansCode", _SEPA_TRANSFER if what.statement.currency == "EUR" else _TRANSFER)
    leaf(means, "PaymentID", what.issued.number)
    account = branch(means, "PayeeFinancialAccount")
    leaf(account, "ID", what.seller.iban.replace(" ", ""))
    leaf(account, "Name", what.seller.name)
    if what.seller.bic:
        leaf(branch(account, "FinancialInstitutionBranch"), "ID", what.seller.bic)


def _write_discount(xml: Element, what: _Document, group: VatTotal) -> None:
    if not group.discount:
        return
    allowance = branch(xml, "AllowanceCharge")
    leaf(allowance, "ChargeIndicator", "false")
    leaf(allowance, "AllowanceChargeReasonCode", _DISCOUNT)
    if what.statement.has_one_discount:
        leaf(allowance, "MultiplierFactorNumeric", number(what.statement.discount_percent))
    what.amount(allowance, "Amount", group.discount)
    if what.statement.has_one_discount:
        what.amount(allowance, "BaseAmount", group.base + group.discount)
    _write_category(branch(allowance, "TaxCategory"), group)


def _write_vat(xml: Element, what: _Document) -> None:
    total = branch(xml, "TaxTotal")
    what.amount(total, "TaxAmount", what.statement.totals.vat)
    for group in what.statement.vat:
        part = branch(total, "TaxSubtotal")
        what.amount(part, "TaxableAmount", group.base)
        what.amount(part, "TaxAmount", group.vat)
        _write_category(branch(part, "TaxCategory"), group, exempt=group.category not in _TAXABLE)


def _write_category(parent: Element, vat: VatTotal | LineVat, name: str = "", exempt: bool = False) -> None:
    """A category and its rate, which what is outside the scope of VAT has not; `exempt`: with why there is no tax."""
    leaf(parent, "ID", vat.category)
    leaf(parent, "Name", name)
    if vat.category is not Category.OUTSIDE_SCOPE:
        leaf(parent, "Percent", number(vat.percent))
    if exempt:
        leaf(parent, "TaxExemptionReasonCode", VATEX.get(vat.category, ""))
        leaf(parent, "TaxExemptionReason", vat.reason)
    leaf(branch(parent, "TaxScheme"), "ID", "VAT")


def _write_totals(xml: Element, what: _Document) -> None:
    totals = what.statement.totals
    sums = branch(xml, "LegalMonetaryTotal")
    what.amount(sums, "LineExtensionAmount", totals.lines)
    what.amount(sums, "TaxExclusiveAmount", totals.net)
    what.amount(sums, "TaxInclusiveAmount", totals.total)
    if any(group.discount for group in what.statement.vat):
        what.amount(sums, "AllowanceTotalAmount", totals.discount)
    if totals.rounding:
        what.amount(sums, "PayableRoundingAmount", totals.rounding)
    what.amount(sums, "PayableAmount", totals.payable)


def _write_line(xml: Element, what: _Document, place: int, line: Line, described: Described) -> None:
    entry = branch(xml, f"{what.kind}Line")
    told = quantity(line)
    unit = {"unitCode": told.unit}
    leaf(entry, "ID", str(place))
    counted = "CreditedQuantity" if what.statement.is_credit else "InvoicedQuantity"
    leaf(entry, counted, number(what.turned(told.value)), unit)
    what.amount(entry, "LineExtensionAmount", line.net)
    _write_period(entry, line.period.first, line.period.last)
    _write_item(entry, what, line, described)
    price = branch(entry, "Price")
    leaf(price, "PriceAmount", number(line.price), {"currencyID": what.statement.currency})
    leaf(price, "BaseQuantity", number(told.per), unit)


def _write_item(entry: Element, what: _Document, line: Line, described: Described) -> None:
    item = branch(entry, "Item")
    leaf(item, "Description", words(described.text)[:_LONGEST_TEXT])
    leaf(item, "Name", (words(described.name) or words(line.name) or line.key)[:_LONGEST_NAME])
    name = ""
    if what.seller.croatian:
        name = croatian.category_name(line.vat.category)
        if not what.statement.is_credit:
            croatian.write_class(item, line)
    _write_category(branch(item, "ClassifiedTaxCategory"), line.vat, name, exempt=bool(name))
