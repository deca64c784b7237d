"""XML as it is sent: nothing empty, nothing that XML forbids, and the same bytes every time."""

import re
from collections.abc import Mapping
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
BASIC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
AGGREGATE = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLANKS = re.compile("[\t\n\r \x85\u2028\u2029]+")


def root(name: str, namespace: str) -> Element:
    """The outermost element; its prefixes are the ones that everybody writes."""
    return Element(name, {"xmlns": namespace, "xmlns:cac": AGGREGATE, "xmlns:cbc": BASIC})


def branch(parent: Element, path: str) -> Element:
    """A new element that holds others: the last of a path such as `Price` or `TaxCategory/TaxScheme`, all of it new."""
    for name in path.split("/"):
        parent = SubElement(parent, f"cac:{name}")
    return parent


def leaf(parent: Element, name: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    """A new element that holds text; none where nothing is left of the text."""
    said = words(text)
    if said:
        SubElement(parent, f"cbc:{name}", dict(attributes or {})).text = said


def amount(parent: Element, name: str, value: Decimal, currency: str) -> None:
    """An amount of money with its two decimals."""
    leaf(parent, name, f"{value:.2f}", {"currencyID": currency})


def number(value: Decimal) -> str:
    """A quantity, a price or a percent in plain digits, without idle zeros: 25.5, 25, 1200."""
    digits = f"{value:f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits in ("-0", "") else digits


def words(text: str) -> str:
    """One line of text without what XML cannot carry, such as control characters."""
    return _BLANKS.sub(" ", _FORBIDDEN.sub("", text)).strip()


def written(document: Element) -> bytes:
    """The document in UTF-8, an element a line."""
    indent(document)
    text: str = tostring(document, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
