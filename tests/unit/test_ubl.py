"""An issued statement as its reader sees it: an invoice or a credit note in UBL 2.1.

Whole documents to read are in tests/statements; they are written anew by `python -m tests.unit.test_ubl`.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from lxml import etree
from tests.unit.billing_samples import (
    BUYERS,
    CASES,
    CROATIAN,
    FINNISH,
    PAYROLL,
    SWEDISH,
    described,
    issued,
    rent,
    statement,
    vat,
)
from tests.unit.invoice_rules import errors

from chalicelib.domain.billing.documents.tree import AGGREGATE, BASIC, number, words
from chalicelib.domain.billing.documents.ubl import Described, document
from chalicelib.domain.billing.seller import Seller
from chalicelib.domain.billing.vat import Category

STATEMENTS = Path(__file__).parents[1] / "statements"
READ = ("norwegian_discount", "norwegian_credit", "swedish_to_finland", "croatian")
HOSTILE = 'Bjørn & <b>Sønn</b> "AS" ]]> <!-- \x00\x07\x1b[31m\ufffe\ud800 &#0; \' \u2028<?xml?>'


class Read:
    """A document, asked by paths such as `cac:TaxTotal/cbc:TaxAmount`."""

    def __init__(self, sent: bytes) -> None:
        self.xml = etree.fromstring(sent)

    def __call__(self, path: str) -> list[str]:
        names = {"cac": AGGREGATE, "cbc": BASIC}
        found: Any = self.xml.xpath(path, namespaces=names)
        return [one if isinstance(one, str) else one.text for one in found]


def read(name: str, **fields: Any) -> Read:
    one, seller = CASES[name]
    return Read(document(replace(one, **fields), seller, described))


@pytest.mark.parametrize("name", READ)
def test_a_document_reads_as_it_was_read_before(name: str) -> None:
    assert document(*CASES[name], described) == (STATEMENTS / f"{name}.xml").read_bytes()


def test_what_is_charged_is_an_invoice_of_peppol() -> None:
    says = read("norwegian")
    assert etree.QName(says.xml).localname == "Invoice"
    assert says("cbc:InvoiceTypeCode") == ["380"]
    assert says("cbc:CustomizationID") == ["urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"]
    assert says("cbc:ProfileID") == ["urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"]
    assert says("cbc:DueDate") == ["2026-11-15"]


def test_what_is_given_back_is_a_credit_note_with_all_signs_turned() -> None:
    says = read("norwegian_credit")
    assert etree.QName(says.xml).localname == "CreditNote"
    assert says("cbc:CreditNoteTypeCode") == ["381"]
    assert says("cac:CreditNoteLine/cbc:CreditedQuantity") == ["1", "-30"]
    assert says("cac:CreditNoteLine/cbc:LineExtensionAmount") == ["2700.00", "-600.00"]
    assert says("cac:LegalMonetaryTotal/*") == ["2100.00", "2100.00", "2625.00", "2625.00"]
    assert says("cac:PaymentMeans/cbc:PaymentDueDate") == ["2026-11-15"]
    assert says("//cac:PayeeFinancialAccount") == []


def test_what_is_given_back_on_an_invoice_is_a_negative_quantity() -> None:
    says = read("norwegian_correction")
    assert says("cac:InvoiceLine/cbc:InvoicedQuantity") == ["1", "-1", "30"]
    assert says("cac:InvoiceLine/cac:Price/cbc:PriceAmount") == ["9000", "2700", "1200"]


def test_what_is_corrected_is_named_with_its_day() -> None:
    says = read("norwegian_correction")
    assert says("cac:BillingReference/cac:InvoiceDocumentReference/*") == ["2026-00009", "2026-09-01"]
    assert read("norwegian")("cac:BillingReference") == []


def test_a_price_is_for_its_base_quantity() -> None:
    says = read("norwegian")
    assert says("cac:InvoiceLine/cbc:InvoicedQuantity/@unitCode") == ["C62", "DAY", "MIN"]
    assert says("cac:InvoiceLine/cac:Price/cbc:BaseQuantity") == ["1", "31", "60"]
    assert says("cac:InvoiceLine/cac:Price/cbc:BaseQuantity/@unitCode") == ["C62", "DAY", "MIN"]


def test_every_line_has_its_period_and_the_document_has_theirs() -> None:
    says = read("norwegian")
    assert says("cac:InvoicePeriod/*") == ["2026-10-01", "2026-11-30"]
    assert says("cac:InvoiceLine/cac:InvoicePeriod/cbc:StartDate") == ["2026-11-01", "2026-10-01", "2026-10-01"]
    assert says("cac:InvoiceLine/cac:InvoicePeriod/cbc:EndDate") == ["2026-11-30", "2026-10-22", "2026-10-31"]


def test_a_discount_stands_on_the_document_for_each_rate() -> None:
    says = read("finnish_two_rates")
    assert says("cac:AllowanceCharge/cac:TaxCategory/cbc:Percent") == ["25.5", "24"]
    assert says("cac:AllowanceCharge/cbc:Amount") == ["53.33", "-10.00"]
    assert says("cac:AllowanceCharge/cbc:BaseAmount") == ["533.33", "-100.00"]
    assert says("cac:LegalMonetaryTotal/cbc:AllowanceTotalAmount") == ["43.33"]


def test_only_the_amount_to_pay_is_rounded_to_whole_kronor() -> None:
    says = read("swedish_rounded")
    assert says("cac:TaxTotal/cbc:TaxAmount") == ["1116.94"]
    assert says("cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount") == ["5584.69"]
    assert says("cac:LegalMonetaryTotal/cbc:PayableRoundingAmount") == ["0.31"]
    assert says("cac:LegalMonetaryTotal/cbc:PayableAmount") == ["5585.00"]


@pytest.mark.parametrize(
    ("name", "category", "code"),
    [
        ("swedish_to_finland", "AE", "VATEX-EU-AE"),
        ("norwegian_export", "G", "VATEX-EU-G"),
        ("norwegian_outside", "O", "VATEX-EU-O"),
    ],
)
def test_where_there_is_no_tax_the_document_says_why(name: str, category: str, code: str) -> None:
    says = read(name)
    assert says("cac:TaxTotal//cac:TaxCategory/cbc:ID") == [category]
    assert says("cac:TaxTotal//cac:TaxCategory/cbc:TaxExemptionReasonCode") == [code]
    assert says("cac:TaxTotal//cac:TaxCategory/cbc:TaxExemptionReason") == [CASES[name][0].statement.vat[0].reason]


def test_what_is_outside_the_scope_of_vat_has_neither_rate_nor_vat_number() -> None:
    says = read("norwegian_outside")
    assert says("//cbc:Percent") == []
    assert says("//cac:PartyTaxScheme[cac:TaxScheme/cbc:ID = 'VAT']") == []


def test_a_norwegian_and_a_swedish_seller_say_where_they_are_registered() -> None:
    scheme = "cac:AccountingSupplierParty//cac:PartyTaxScheme[cac:TaxScheme/cbc:ID = 'TAX']/cbc:CompanyID"
    assert read("norwegian")(scheme) == ["Foretaksregisteret"]
    assert read("swedish_rounded")(scheme) == ["Godkänd för F-skatt"]
    assert read("finnish")(scheme) == []


@pytest.mark.parametrize(
    ("register", "seller", "form"),
    [
        ("Godkänd för F-skatt", SWEDISH, ["Styrelsens säte: Malmö; Bolaget"]),
        ("Sudski registar", CROATIAN, ["Sudski registar; Styrelsens säte: Malmö; Bolaget"]),
    ],
)
def test_what_else_the_law_wants_of_a_seller_stands_with_its_legal_form(
    register: str, seller: Seller, form: list[str]
) -> None:
    told = replace(seller, register=register, legal=("Styrelsens säte: Malmö", "Bolaget"))
    says = Read(document(CASES["norwegian"][0], told, described))
    assert says("cac:AccountingSupplierParty//cac:PartyLegalEntity/cbc:CompanyLegalForm") == form


@pytest.mark.parametrize(
    ("name", "address", "registration"),
    [
        ("norwegian", "0192:310001104", "0192:310001104"),
        ("swedish_rounded", "0007:5599991105", "0007:5599991105"),
        ("finnish", "0216:003799911006", "0212:9991100-6"),
        ("croatian", "9934:99900110000", ":99900110000"),
    ],
)
def test_a_seller_is_found_by_its_registration(name: str, address: str, registration: str) -> None:
    says = read(name)
    party = "cac:AccountingSupplierParty/cac:Party"
    assert ":".join(says(f"{party}/cbc:EndpointID/@schemeID") + says(f"{party}/cbc:EndpointID")) == address
    legal = f"{party}/cac:PartyLegalEntity/cbc:CompanyID"
    assert ":".join((says(f"{legal}/@schemeID") or [""]) + says(legal)) == registration


@pytest.mark.parametrize(("name", "code"), [("norwegian", "30"), ("swedish_rounded", "30"), ("finnish", "58")])
def test_it_is_paid_to_the_sellers_account_with_its_number(name: str, code: str) -> None:
    says, seller = read(name), CASES[name][1]
    assert says("cac:PaymentMeans/cbc:PaymentMeansCode") == [code]
    assert says("cac:PaymentMeans/cbc:PaymentID") == ["2026-00017"]
    assert says("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID") == [seller.iban.replace(" ", "")]
    assert says("cac:PaymentMeans//cac:FinancialInstitutionBranch/cbc:ID") == [seller.bic]


def test_where_nothing_is_to_be_paid_no_account_is_named() -> None:
    says = read("norwegian_nothing_to_pay")
    assert says("cac:PaymentMeans") == []
    assert says("cac:InvoiceLine/cbc:LineExtensionAmount") == ["0.00", "0.00"]
    assert says("cac:LegalMonetaryTotal/cbc:PayableAmount") == ["0.00"]


@pytest.mark.parametrize(
    ("reference", "order", "said"),
    [("Kari", "PO 7", (["Kari"], ["PO 7"])), ("", "PO 7", ([], ["PO 7"])), (" \x00", "", (["U-7"], []))],
)
def test_the_buyer_finds_its_reference_or_its_order_or_the_agreement(
    reference: str, order: str, said: tuple[list[str], list[str]]
) -> None:
    buyer = replace(BUYERS["NO"], reference=reference, order=order)
    says = Read(document(issued(statement(PAYROLL, "NO", "NOK", [rent("1.00")], buyer=buyer)), PAYROLL, described))
    assert (says("cbc:BuyerReference"), says("cac:OrderReference/cbc:ID")) == said


def test_a_line_without_words_is_called_by_its_own_name() -> None:
    sent = document(CASES["norwegian"][0], PAYROLL, lambda line: Described(" "))
    assert Read(sent)("cac:InvoiceLine/cac:Item/cbc:Name")[0] == "Leie av stemplingsur"
    assert Read(sent)("//cbc:Description") == []


@pytest.mark.parametrize("seller", [PAYROLL, SWEDISH, FINNISH], ids=lambda seller: seller.country)
def test_hostile_names_are_text(seller: Any) -> None:
    buyer = replace(BUYERS["NO"], name=HOSTILE, reference=HOSTILE, mail=HOSTILE)
    line = rent("1.00", tax=vat("0", Category.EXEMPT, HOSTILE), corrects=HOSTILE)
    stated = statement(seller, "NO", "NOK", [line], buyer=buyer)
    one = issued(stated, corrected={HOSTILE: date(2026, 9, 1)})
    sent = document(one, replace(seller, name=HOSTILE), lambda line: Described(HOSTILE, HOSTILE))
    said = 'Bjørn & <b>Sønn</b> "AS" ]]> <!-- [31m &#0; \' <?xml?>'
    assert set(Read(sent)("//cbc:RegistrationName | //cbc:Description | //cac:Item/cbc:Name")) == {said}
    assert errors(sent) == set()


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_carried(text: str) -> None:
    etree.fromstring(f"<a>{words(text).replace('&', '&amp;').replace('<', '&lt;')}</a>".encode())


def test_the_same_statement_is_the_same_document() -> None:
    one, seller = CASES["croatian"]
    assert document(one, seller, described) == document(replace(one), replace(seller), described)


@pytest.mark.parametrize(
    ("value", "written"), [("25.50", "25.5"), ("1200", "1200"), ("0.00", "0"), ("-0", "0"), ("1E+3", "1000")]
)
def test_numbers_are_plain(value: str, written: str) -> None:
    assert number(Decimal(value)) == written


if __name__ == "__main__":
    for name in READ:
        (STATEMENTS / f"{name}.xml").write_bytes(document(*CASES[name], described))
