"""The Croatian document against the rules of HR-CIUS-EXT that it can break.

The tax administration publishes its rules for Java only; these say the same, by the same names, of what Tuki writes.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree
from tests.unit.billing_samples import BUYERS, CASES, CROATIAN, described, issued, rent, statement, time_of
from tests.unit.invoice_rules import errors

from chalicelib.domain.billing.documents.exact import document_faults, faults
from chalicelib.domain.billing.documents.lacks import lacks
from chalicelib.domain.billing.documents.tree import AGGREGATE, BASIC
from chalicelib.domain.billing.documents.ubl import Described, document
from chalicelib.domain.billing.identifiers import is_oib

NAMES = {"cac": AGGREGATE, "cbc": BASIC}
CROATIANS = sorted(name for name, (_, seller) in CASES.items() if seller.croatian)
SPECIFICATION = (
    "urn:cen.eu:en16931:2017#compliant#urn:mfin.gov.hr:cius-2025:1.0#conformant#urn:mfin.gov.hr:ext-2025:1.0"
)
OPERATOR = "cac:AccountingSupplierParty/cac:SellerContact"
UNTAXED = "cac:Item/cac:ClassifiedTaxCategory[cbc:ID = 'E' or cbc:ID = 'O']"
COUNTED = "//cbc:InvoicedQuantity | //cbc:CreditedQuantity | //cbc:BaseQuantity | //cbc:PriceAmount | //cbc:Percent"
RULES = {
    "HR-BR-1": "not(contains(cbc:ID, ' '))",
    "HR-BR-2": "string-length(cbc:IssueTime) = 8 and translate(cbc:IssueTime, '0123456789', '') = '::'",
    "HR-BR-4": "self::*[local-name() = 'CreditNote'] or cac:LegalMonetaryTotal/cbc:PayableAmount <= 0 or cbc:DueDate",
    "HR-BR-5": f"cbc:CustomizationID = '{SPECIFICATION}'",
    "HR-BR-6": "not(cac:BillingReference[not(cac:InvoiceDocumentReference/cbc:IssueDate)])",
    "HR-BR-7": "cac:AccountingSupplierParty/cac:Party/cbc:EndpointID",
    "HR-BR-9": f"string-length({OPERATOR}/cbc:ID) = 11 and not(translate({OPERATOR}/cbc:ID, '0123456789', ''))",
    "HR-BR-10": "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID",
    "HR-BR-16": f"not(//{UNTAXED}[not(cbc:Name)])",
    "HR-BR-20": "not(//cac:Price[cbc:BaseQuantity <= 0])",
    "HR-BR-21": "not(//cac:Price[cbc:BaseQuantity/@unitCode != ../cbc:InvoicedQuantity/@unitCode])",
    "HR-BR-25": "cbc:CreditNoteTypeCode = '381' or not(//cac:Item[not(cac:CommodityClassification/*[@listID = 'CG'])])",
    "HR-BR-33": "not(//*[not(*) and not(normalize-space())])",
    "HR-BR-34": "cbc:ProfileID = 'P1'",
    "HR-BR-36": f"not(//{UNTAXED}[not(cbc:TaxExemptionReason or cbc:TaxExemptionReasonCode)])",
    "HR-BR-37": f"{OPERATOR}/cbc:Name",
    "HR-BR-40": "number(translate(cbc:IssueDate, '-', '')) >= 20260101",
    "HR-BR-46": "not(//cac:Item[string-length(cbc:Name) > 1024])",
    "HR-BR-47": "not(//cac:Item[string-length(cbc:Description) > 4096])",
    "HR-BR-56": f"not(({COUNTED})[string-length(substring-after(., '.')) > 10 or string-length(.) > 30])",
    "HR-BR-S-1": "not(//cac:ClassifiedTaxCategory[cbc:ID = 'S']) or cac:AccountingCustomerParty//cac:PartyTaxScheme",
}


def broken(sent: bytes) -> set[str]:
    xml = etree.fromstring(sent)
    return {name for name, rule in RULES.items() if not xml.xpath(f"boolean({rule})", namespaces=NAMES)}


def texts(name: str, path: str) -> list[str]:
    found: Any = etree.fromstring(document(*CASES[name], described)).xpath(path, namespaces=NAMES)
    return [one if isinstance(one, str) else one.text for one in found]


@pytest.mark.parametrize("name", CROATIANS)
def test_a_croatian_document_breaks_no_croatian_rule(name: str) -> None:
    assert broken(document(*CASES[name], described)) == set()


def test_a_document_of_peppol_is_none_of_croatia() -> None:
    one, seller = CASES["croatian"]
    sent = document(one, replace(seller, croatian=None), described)
    assert broken(sent) == {"HR-BR-2", "HR-BR-5", "HR-BR-9", "HR-BR-25", "HR-BR-34", "HR-BR-37"}


@pytest.mark.parametrize(
    ("name", "right", "wrong", "rule"),
    [
        ("croatian", "17/P1/1<", "17 / P1<", "HR-BR-1"),
        ("croatian", "07:15:02", "07:15", "HR-BR-2"),
        ("croatian", "<cbc:DueDate>2026-11-15</cbc:DueDate>", "", "HR-BR-4"),
        ("croatian_credit", "<cbc:IssueDate>2026-09-01</cbc:IssueDate>", "", "HR-BR-6"),
        ("croatian", '<cbc:EndpointID schemeID="9934">99900110000</cbc:EndpointID>', "", "HR-BR-7"),
        ("croatian", "<cbc:ID>99900130006<", "<cbc:ID>A<", "HR-BR-9"),
        ("croatian", '<cbc:EndpointID schemeID="9934">99900120005</cbc:EndpointID>', "", "HR-BR-10"),
        ("croatian_outside", "<cbc:Name>HR:O</cbc:Name>", "", "HR-BR-16"),
        ("croatian", 'unitCode="MIN">60<', 'unitCode="MIN">0<', "HR-BR-20"),
        ("croatian", 'unitCode="MIN">60<', 'unitCode="HUR">60<', "HR-BR-21"),
        ("croatian", 'listID="CG"', 'listID="STI"', "HR-BR-25"),
        ("croatian", ">Riva 1<", "><", "HR-BR-33"),
        ("croatian", "cac:PartyTaxScheme", "cac:Elsewhere", "HR-BR-S-1"),
        ("croatian", ">P1</cbc:ProfileID>", ">P0</cbc:ProfileID>", "HR-BR-34"),
        ("croatian", "ext-2025:1.0", "ext-2024:1.0", "HR-BR-5"),
        ("croatian_outside", "cbc:TaxExemptionReason", "cbc:Note", "HR-BR-36"),
        ("croatian", "<cbc:Name>Najam", "<cbc:Name>" + "N" * 1025, "HR-BR-46"),
        ("croatian", "<cbc:Description>", "<cbc:Description>" + "N" * 4096, "HR-BR-47"),
        ("croatian", ">250</cbc:PriceAmount>", ">250.00000000001</cbc:PriceAmount>", "HR-BR-56"),
        ("croatian", "<cbc:Name>Mia Babić</cbc:Name>", "", "HR-BR-37"),
        ("croatian", "<cbc:IssueDate>2026", "<cbc:IssueDate>2025", "HR-BR-40"),
    ],
)
def test_each_rule_finds_what_breaks_it(name: str, right: str, wrong: str, rule: str) -> None:
    sent = document(*CASES[name], described).decode()
    assert right in sent
    assert rule in broken(sent.replace(right, wrong).encode())


def test_every_line_has_its_class_or_that_of_technical_support() -> None:
    assert texts("croatian", "//cbc:ItemClassificationCode") == ["77.33.01", "62.20.30", "62.20.30"]


def test_names_and_texts_are_no_longer_than_croatia_takes() -> None:
    sent = document(*CASES["croatian"], lambda line: Described("N" * 2000, "N" * 5000))
    assert broken(sent) == set()


def test_exact_time_is_told_in_whole_seconds() -> None:
    exact = replace(time_of("EV-9", 1, "60.00", "0.33"), quantity=Decimal(20) / 60)
    stated = statement(CROATIAN, "HR", "EUR", [exact])
    sent = document(issued(stated, "21/P1/1"), CROATIAN, described)
    assert broken(sent) == errors(sent, "CEN") == set()
    assert faults(stated) == document_faults(sent, stated) == ()
    assert b'<cbc:InvoicedQuantity unitCode="SEC">20<' in sent
    assert b'<cbc:BaseQuantity unitCode="SEC">3600<' in sent


def test_a_credit_note_has_no_classes() -> None:
    assert texts("croatian_credit", "//cac:CommodityClassification") == []


def test_the_operator_is_named_with_her_number() -> None:
    assert texts("croatian", f"{OPERATOR}/*") == ["99900130006", "Mia Babić"]
    assert is_oib("99900130006")


def test_what_is_outside_the_scope_of_vat_says_so_on_its_line() -> None:
    category = "//cac:ClassifiedTaxCategory"
    assert texts("croatian_outside", f"{category}/cbc:Name") == ["HR:O"]
    assert texts("croatian_outside", f"{category}/cbc:TaxExemptionReason") == ["Izvan područja PDV-a"]


_LACKING: dict[str, Callable[[], tuple[Any, Any]]] = {
    "croatian_number": lambda: (_of(), CROATIAN),
    "croatian_operator": lambda: (_of("1/P1/1"), _operated(operator_name="")),
    "croatian_operator_oib": lambda: (_of("1/P1/1"), _operated(operator_oib="99900130007")),
    "buyer_vat_number": lambda: (_of("1/P1/1", vat_number="HR99900120006"), CROATIAN),
    "buyer_endpoint": lambda: (_of("1/P1/1", registration=""), CROATIAN),
}


@pytest.mark.parametrize("what", sorted(_LACKING))
def test_what_a_croatian_document_lacks_is_told_before_it_is_issued(what: str) -> None:
    one, seller = _LACKING[what]()
    assert lacks(one, seller) == (what,)


def _of(number: str = "2026-00017", **fields: str) -> Any:
    buyer = replace(BUYERS["HR"], **fields)
    return issued(statement(CROATIAN, "HR", "EUR", [rent("1.00")], buyer=buyer), number)


def _operated(**fields: str) -> Any:
    assert CROATIAN.croatian
    return replace(CROATIAN, croatian=replace(CROATIAN.croatian, **fields))
