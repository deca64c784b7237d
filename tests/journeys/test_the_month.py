"""A month is closed from the portal: drawn up, looked through, approved, issued, and read by its customer (MP7–MP9).

At evidencija, in Croatian: Ivana leads the desk, Ana administers Hotel Bura, which rents printers there.
"""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import WAIT_SECONDS, Desk

pytestmark = pytest.mark.journey

IVANA = "ivana.kovacevic@evidencija.example"
ANA = "ana.maric@hotelbura.example"
A_ROUND = WAIT_SECONDS * 1000
"""Milliseconds within which the next round of the schedule has surely done what waits."""
INVOICE_ID = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}ID"

Someone = Callable[..., Page]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def turn_to(page: Page, month: str) -> None:
    page.get_by_label("Mjesec", exact=True).select_option(month)
    page.wait_for_url(f"**month={month}")


def approve(page: Page) -> None:
    """What has been drawn up, once all of it has; until it is issued."""
    press(page, "Odobrite i izdajte")
    press(page, "Da, izdajte")
    expect(page.locator("tuki-billing")).to_contain_text("Mjesec je zaključen", timeout=A_ROUND)


def file(page: Page, statement: Locator, name: str) -> Path:
    """A file of a statement, as the browser saves it."""
    with page.expect_download() as download:
        statement.get_by_role("button", name=name, exact=True).click()
    return download.value.path()


def test_mp9_a_lead_closes_the_month_and_the_customer_reads_her_statement(someone: Someone, desk: Desk) -> None:
    desk.letter(IVANA, "obračunat je veljača 2026.")
    lead = someone("hr", IVANA)
    lead.goto("/hr/staff/billing/?desk=evidencija")
    board = lead.locator("tuki-billing")
    open_before = "siječanj 2026. ima vrijeme koje još nije obračunato. Najprije zaključite taj mjesec."
    expect(board).to_contain_text(open_before, timeout=A_ROUND)

    turn_to(lead, "2026-01")
    press(lead, "Obračunajte mjesec")
    approve(lead)

    turn_to(lead, "2026-02")
    press(lead, "Obračunajte ponovno")
    hotel = board.locator("section", has_text="Hotel Bura d.o.o.")
    expect(hotel).to_contain_text("748,00 €", timeout=A_ROUND)
    expect(hotel).to_contain_text("EVI-1003: 67,50 € za rad izvan radnog vremena.")
    expect(board).not_to_contain_text(open_before)
    approve(lead)

    hotel.get_by_role("link", name=re.compile("Račun")).click()
    sheet = lead.locator("tuki-statements article")
    heading = sheet.locator("h2").inner_text()
    number = re.search(r"\d+/P1/1$", heading)
    assert number, heading
    expect(sheet).to_contain_text("Najam višenamjenskih pisača")
    issued = lead.locator("tuki-statements section", has_text=number[0])
    pdf = PdfReader(file(lead, issued, "PDF"))
    assert number[0] in pdf.pages[0].extract_text()

    assert "veljača 2026." in desk.letter(ANA, f"Račun {number[0]}")["subject"]
    ana = someone("hr", ANA)
    ana.goto("/hr/statements/")
    hers = ana.locator("tuki-statements section", has_text=number[0])
    hers.get_by_role("button", name="Pročitajte").click()
    expect(ana.locator("tuki-statements article")).to_have_text(sheet.text_content() or "")
    invoice = ElementTree.parse(file(ana, hers, "E-račun (XML)")).getroot()
    assert invoice.findtext(INVOICE_ID) == number[0]
    with file(ana, hers, "Za računovodstvo (CSV)").open(encoding="utf-8-sig", newline="") as told:
        lines = list(csv.DictReader(told, delimiter=";"))
    assert {line["Broj dokumenta"] for line in lines} == {number[0]}
    assert "Najam višenamjenskih pisača" in {line["Opis"] for line in lines}
