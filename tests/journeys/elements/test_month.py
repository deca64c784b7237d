"""The run of a month, and its statements, as leads and customers see them (MP9)."""

import csv
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.elements.acts import sign_in
from tests.journeys.elements.samples import Json, agent, contact
from tests.journeys.elements.stub import Answer, Stub, problem

pytestmark = pytest.mark.journey

PHONE = {"width": 390, "height": 844}
RUN = "/desks/promark/runs/2026-10"
PAGE = "/en/staff/billing/?desk=promark&month=2026-10"


def draft(id: str, standing: str = "drawn_up", **other: Any) -> Json:
    told = {"organisation": {"id": id, "name": f"{id.title()} AS"}, "standing": standing, "net": "1200.00"}
    told |= {"payable": "1500.00", "before": None, "lines": 1, "number": "", "come_since": 0}
    return {**told, "problems": [], "remarks": [], "faults": [], **other}


def run(*drafts: Json, **other: Any) -> Json:
    told = {"month": "2026-10", "is_over": True, "customers": len(drafts), "begun_at": "2026-11-01T05:00:00Z"}
    told |= {"approved_at": None, "approved_by": "", "hash": "abc" * 20, "currency": "NOK", "newcomers": 0}
    return {**told, "drafts": list(drafts), **other}


LINE = {
    "kind": "time", "ticket": "PRO-1003", "work": "Help by phone", "charging": "billable", "out_of_hours": False,
    "first_day": "2026-10-05", "last_day": "2026-10-05", "seconds": 85_500, "quantity": "1365", "included": "60",
    "unit": "MIN", "price": "1190.00", "net": "27072.50", "corrects": "", "name": "",
}  # fmt: skip
LINES = {
    "currency": "NOK", "buyer": "Fjord AS", "lines": [LINE], "discount": "0", "net": "27072.50", "vat": [],
    "rounding": "0.00", "payable": "27072.50",
}  # fmt: skip
STATEMENT = {
    "id": "promark-norge.2026-000001", "number": "2026-00001", "desk": "promark", "organisation": "fjord",
    "month": "2026-10", "issued_on": "2026-11-02", "due_on": "2026-11-16", "currency": "NOK", "net": "1200.00",
    "payable": "1500.00", "is_credit": False, "files": ["pdf"],
}  # fmt: skip


def sheet() -> Json:
    columns = [{"label": label, "is_figure": place > 0} for place, label in enumerate(("Work", "Worked", "Amount NOK"))]
    row = {"cells": ["Help by phone", "23:45:00", "27 072,50"], "detail": "Billable · 5 Oct 2026", "is_sum": False}
    empty = {"cells": ["Total", "", "27 072,50"], "detail": "", "is_sum": True}
    group = {"rows": [row], "title": "Ticket PRO-1003", "subject": "Hours are missing"}
    time = {"id": "time", "title": "Work on tickets", "columns": columns, "groups": [group], "sum": empty, "notes": []}
    party = {"name": "Promark Norge AS", "address": ["Eksempelgata 1"], "numbers": []}
    return {
        "language": "en", "title": "Invoice", "number": "2026-00001", "seller": party, "buyer_title": "Customer",
        "buyer": party, "facts": [], "sections": [time], "vat": {**time, "id": "vat", "title": "VAT"},
        "totals_title": "Summary", "totals": [], "payable": {"label": "To pay", "value": "1 500,00 NOK"},
        "payment": {"title": "Payment", "facts": [], "sentence": ""}, "notes": [], "annexes": [], "legal": [],
    }  # fmt: skip


@dataclass
class Desk(Stub):
    """A desk with one run; `pages` are those of the table for the accountant."""

    run: Json = field(default_factory=lambda: run(draft("fjord")))
    after: Json = field(default_factory=dict)
    pages: list[Json] = field(default_factory=list)

    def answer(self, method: str, path: str, query: str, body: Json) -> Answer:
        if path == RUN and self.person:
            return 200, self.run
        if path == f"{RUN}/approvals":
            self.run = self.after
            return 201, self.run
        if path == f"{RUN}/journal":
            return 200, self.pages[int(query.removeprefix("cursor=") or 0)]
        if path == "/desks/promark/months":
            return 200, {"statement": LINES}
        if path in ("/statements", f"{RUN}/statements"):
            return 200, {"statements": [STATEMENT], "cursor": None}
        if path == f"/statements/{STATEMENT['id']}":
            return 200, {"statement": STATEMENT, "sheet": sheet()}
        return super().answer(method, path, query, body)


@pytest.fixture
def stub(current: dict[str, Stub], origin: str) -> Desk:
    found = Desk(origin=origin)
    current["stub"] = found
    return found


@pytest.fixture
def lead(page: Page, stub: Desk) -> Page:
    sign_in(page, stub, agent(role="lead"))
    return page


def test_time_that_came_since_is_told_before_a_lead_approves(lead: Page, stub: Desk) -> None:
    stub.run = run(draft("fjord", come_since=2), draft("havn"), newcomers=1)
    lead.goto(PAGE)
    expect(lead.get_by_text("Customers concerned: 2. Draw it up again before you approve.")).to_be_visible()
    expect(lead.get_by_text("Time entries that came after this was drawn up: 2.")).to_be_visible()


def test_what_stands_in_the_way_and_what_is_unusual_lead_to_where_it_is(lead: Page, stub: Desk) -> None:
    open_before = {"code": "earlier_month_open", "text": "Close that month first.", "month": "2026-09"}
    late = {"code": "late_time", "ticket": "PRO-1003", "day": "2026-09-10"}
    stub.run = run(draft("fjord", "held_back", problems=[open_before], remarks=[late]))
    lead.goto(PAGE)
    before = lead.get_by_role("link", name="Go to September 2026")
    expect(before).to_have_attribute("href", "?desk=promark&month=2026-09")
    expect(lead.get_by_role("link", name="See PRO-1003")).to_have_attribute("href", "/en/ticket/?n=PRO-1003")


def test_a_month_is_issued_on_the_second_word_and_the_keyboard_stays_where_it_is_told(lead: Page, stub: Desk) -> None:
    stub.run = run(draft("fjord"))
    issued = draft("fjord", "issued", number="2026-00001")
    stub.after = run(issued, approved_at="2026-11-02T05:04:00Z", approved_by="Lena Vik")
    lead.goto(PAGE)
    lead.get_by_role("button", name="Approve and issue").press("Enter")
    assert stub.posts(f"{RUN}/approvals") == []
    lead.get_by_role("button", name="Yes, issue").press("Enter")
    expect(lead.get_by_role("paragraph").filter(has_text="This month is closed.")).to_be_focused()
    expect(lead.get_by_text("Approved by Lena Vik, Mon 2 Nov, 06:04")).to_be_visible()


def test_the_approvals_hour_is_the_desks_whatever_the_readers_clock(chromium: Browser, origin: str, stub: Desk) -> None:
    stub.run = run(draft("fjord", "issued"), approved_at="2026-11-02T05:04:00Z", approved_by="Lena Vik")
    context = chromium.new_context(base_url=origin, timezone_id="America/New_York")
    page = context.new_page()
    sign_in(page, stub, agent(role="lead"))
    page.goto(PAGE)
    expect(page.get_by_text("Approved by Lena Vik, Mon 2 Nov, 06:04")).to_be_visible()
    context.close()


def test_lines_are_in_hours_and_stay_unfolded_while_others_move(lead: Page, stub: Desk) -> None:
    stub.run = run(draft("fjord"), draft("havn", "issued"))
    lead.goto(PAGE)
    lead.get_by_text("Show the lines").click()
    expect(lead.get_by_role("cell", name="22:45 (1:00 included)")).to_be_visible()
    stub.run = run(draft("fjord"), draft("havn", "issued", number="2026-00001"))
    lead.evaluate("document.querySelector('tuki-billing').load()")
    expect(lead.get_by_text("Statement 2026-00001")).to_be_visible()
    expect(lead.get_by_role("cell", name="22:45 (1:00 included)")).to_be_visible()


def test_the_accountants_table_is_one_file_of_all_its_pages(lead: Page, stub: Desk, tmp_path: Path) -> None:
    stub.run = run(draft("fjord", "issued"))
    stub.pages = [
        {"csv": "Number,Net\r\n1,10.00\r\n", "cursor": "1"},
        {"csv": "Number,Net\r\n2,5.00\r\n", "cursor": None},
    ]
    lead.goto(PAGE)
    with lead.expect_download() as waiting:
        lead.get_by_role("button", name="All of the month for the accountant (CSV)").click()
    waiting.value.save_as(tmp_path / "table.csv")
    assert waiting.value.suggested_filename == "accounts-promark-2026-10.csv"
    text = (tmp_path / "table.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(text.decode("utf-8-sig"), newline="")))
    assert [row["Number"] for row in rows] == ["1", "2"]


def test_a_statement_on_a_phone_has_each_figure_under_its_label(page: Page, stub: Desk) -> None:
    sign_in(page, stub, contact(role="administrator"))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/en/statements/")
    row = page.get_by_role("row", name="Help by phone").first
    expect(row).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    worked = row.get_by_role("cell").first
    assert worked.evaluate("node => getComputedStyle(node, '::before').content") == '"Worked"'
    tops = [box["y"] for cell in row.get_by_role("cell").all() if (box := cell.bounding_box())]
    assert tops == sorted(set(tops))
    assert Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}).violations_count == 0


def test_a_letters_statement_that_is_not_there_is_told_and_the_others_are_shown(page: Page, stub: Desk) -> None:
    stub.answers["/statements/gone"] = problem(404, "not_found", "There is no such statement.")
    sign_in(page, stub, contact(role="administrator"))
    page.goto("/en/statements/?id=gone")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("heading", name="Statement 2026-00001")).to_be_visible()


def test_one_customers_statement_leads_on_to_those_of_all(lead: Page, stub: Desk) -> None:
    lead.goto("/en/statements/?desk=promark&month=2026-10&customer=fjord")
    lead.get_by_role("link", name="All statements of October 2026").click()
    expect(lead).to_have_url("/en/statements/?desk=promark&month=2026-10")
