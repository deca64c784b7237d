"""The page on which a lead tries other prices: customer after customer, with sums; who fails stops nobody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.elements.acts import sign_in
from tests.journeys.elements.samples import Json, agent
from tests.journeys.elements.stub import Answer, Stub, problem

pytestmark = pytest.mark.journey

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
REPLAYS = "/desks/promark/replays"
FJORD, HAVN, LITEN = ({"id": id, "name": name} for id, name in (("f", "Fjord AS"), ("h", "Havn AS"), ("l", "Liten AS")))
BEGUN = {
    "currency": "NOK",
    "month": "2026-10",
    "works": [
        {"id": "phone", "name": "Help by phone", "per_hour": "1290.00", "out_of_hours": "1800.00"},
        {"id": "consulting", "name": "Consulting", "per_hour": "1490.00", "out_of_hours": None},
    ],
    "payroll_fee": "500.00",
    "customers": [FJORD, HAVN, LITEN],
}


def month(month: str, was: str, would: str, same: bool | None = True) -> Json:
    return {"month": month, "was": was, "would": would, "issued": None if same is None else was, "same": same}


def found(customer: Json, was: str = "0.00", would: str = "0.00", **other: Any) -> Answer:
    months = [month("2026-09", "0.00", "0.00"), month("2026-10", was, would)]
    usual = {"organisation": customer, "currency": "NOK", "months": months, "was": was, "would": would, "problems": []}
    return 200, {**usual, **other}


@dataclass
class Desk(Stub):
    """A desk that has three customers; `replays` says what comes of each, and `held` is what the answers wait for."""

    begun: Json = field(default_factory=lambda: BEGUN)
    replays: dict[str, Answer] = field(default_factory=dict)
    held: Event | None = None

    def answer(self, method: str, path: str, query: str, body: Json) -> Answer:
        if path != REPLAYS:
            return super().answer(method, path, query, body)
        if method == "GET":
            return 200, self.begun
        if self.held:
            self.held.wait(5)
        return self.replays[body["organisation"]]


@pytest.fixture
def stub(current: dict[str, Stub], origin: str) -> Iterator[Desk]:
    desk = Desk(origin=origin)
    desk.replays = {
        "f": found(FJORD, "1000.10", "1100.20"),
        "h": found(HAVN, "2000.20", "1900.00", problems=[{"month": "2026-10", "code": "no_rate", "text": "No rate."}]),
        "l": found(LITEN),
    }
    current["stub"] = desk
    yield desk
    if desk.held:
        desk.held.set()


def opened(page: Page, stub: Desk, language: str = "en") -> None:
    sign_in(page, stub, agent(role="lead", name="Ingrid Solheim", desks=["promark"]))
    page.goto(f"/{language}/staff/replay/")
    page.wait_for_selector("form.tk-form")


def worked_out(page: Page) -> None:
    page.locator("form.tk-form [type=submit]").click()
    expect(page.get_by_role("progressbar")).to_have_count(0)


def cells(page: Page, row: str) -> list[str]:
    told = page.get_by_role("row", name=row).get_by_role("cell").all_inner_texts()
    return [re.sub(r"\s", " ", text) for text in told]


def test_the_form_holds_the_list_in_force_and_the_last_three_months_that_are_over(page: Page, stub: Desk) -> None:
    opened(page, stub)
    expect(page.get_by_label("Help by phone, per hour", exact=True)).to_have_value("1290.00")
    expect(page.get_by_label("Help by phone, per hour out of hours")).to_have_value("1800.00")
    expect(page.get_by_label("Consulting, per hour out of hours")).to_have_count(0)
    expect(page.get_by_label("Fee for a payroll day")).to_have_value("500.00")
    expect(page.get_by_label("Change in percent")).to_have_value("0")
    expect(page.get_by_label("From")).to_have_value("2026-08")
    expect(page.get_by_label("To")).to_have_value("2026-10")
    expect(page.locator("tuki-replay")).to_contain_text("stays as agreed")
    expect(page.locator("tuki-replay")).to_contain_text("Nothing is written, and nobody is told.")


def test_a_desk_without_payroll_days_is_not_asked_for_their_fee(page: Page, stub: Desk) -> None:
    stub.begun = {**BEGUN, "payroll_fee": None}
    opened(page, stub)
    expect(page.get_by_label("Consulting, per hour")).to_be_visible()
    expect(page.get_by_label("Fee for a payroll day")).to_have_count(0)


def test_each_customer_is_a_row_and_the_sums_are_exact(page: Page, stub: Desk) -> None:
    opened(page, stub)
    worked_out(page)
    assert cells(page, "Fjord AS") == ["1,000.10", "1,100.20", "+100.10"]
    assert cells(page, "Havn AS") == ["2,000.20", "1,900.00", "-100.20"]
    assert cells(page, "In all, NOK") == ["3,000.30", "3,000.20", "-0.10"]
    board = page.get_by_role("region", name="What came of it")
    expect(board).to_contain_text("Worked out for 3 of 3 customers.")
    expect(board).to_contain_text("Nothing to bill in these months for 1 more.")
    expect(board).to_contain_text("exactly as they were issued: 6 of 6.")
    expect(board).to_contain_text("October 2026: No rate.")
    expect(page.get_by_role("row", name="Liten AS")).to_have_count(0)


def test_what_is_filled_in_is_tried_as_it_is_written(page: Page, stub: Desk) -> None:
    opened(page, stub)
    page.get_by_label("Consulting, per hour").fill("1 550,5")
    page.get_by_label("Change in percent").fill("−2,5")
    page.get_by_label("From").select_option("2026-10")
    worked_out(page)
    assert [sent.body["organisation"] for sent in stub.posts(REPLAYS)] == ["f", "h", "l"]
    assert stub.posts(REPLAYS)[0].body == {
        "organisation": "f",
        "first": "2026-10",
        "last": "2026-10",
        "rates": {"phone": {"per_hour": "1290.00", "out_of_hours": "1800.00"}, "consulting": {"per_hour": "1 550,5"}},
        "payroll_fee": "500.00",
        "flat_rate_percent": "−2,5",
    }


def test_a_month_that_no_longer_comes_to_what_was_issued_is_told(page: Page, stub: Desk) -> None:
    stub.replays["l"] = found(LITEN, months=[month("2026-10", "950.00", "950.00", same=False)], was="950.00")
    opened(page, stub)
    worked_out(page)
    notes = page.get_by_role("row").filter(has_text="no longer")
    expect(notes).to_contain_text(re.compile(r"October 2026 no longer comes to what was issued, NOK\s950.00"))
    expect(page.locator("tuki-replay")).to_contain_text("exactly as they were issued: 4 of 5.")


def test_a_customer_that_fails_is_told_in_its_row_and_the_others_go_on(page: Page, stub: Desk) -> None:
    stub.replays["f"] = problem(500, "internal")
    opened(page, stub)
    worked_out(page)
    (told,) = cells(page, "Fjord AS")
    assert told == "Could not be worked out. Try again in a moment."
    assert cells(page, "In all, NOK")[0] == "2,000.20"


def test_a_mistake_stops_it_and_is_told_at_its_field(page: Page, stub: Desk) -> None:
    fault = {"field": "rates.phone.per_hour", "code": "value_amount", "detail": "Write an amount."}
    stub.replays["f"] = problem(422, "form_incomplete", "Something is wrong.", [fault])
    opened(page, stub)
    page.locator("form.tk-form [type=submit]").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Write an amount").click()
    control = page.get_by_label("Help by phone, per hour", exact=True)
    expect(control).to_be_focused()
    expect(control).to_have_attribute("aria-invalid", "true")
    assert len(stub.posts(REPLAYS)) == 1
    stub.replays["f"] = found(FJORD, "1.00", "1.00")
    worked_out(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("tuki-replay")).to_contain_text("Worked out for 3 of 3 customers.")


def test_it_can_be_stopped_and_keeps_what_has_come(page: Page, stub: Desk) -> None:
    stub.held = Event()
    opened(page, stub)
    page.locator("form.tk-form [type=submit]").click()
    expect(page.get_by_role("progressbar")).to_have_accessible_name("Worked out for 0 of 3 customers.")
    page.get_by_role("button", name="Stop").focus()
    page.keyboard.press("Enter")
    stub.held.set()
    told = page.get_by_text("Stopped after 1 of 3 customers.").first
    expect(told).to_be_focused()
    expect(page.get_by_role("row", name="Fjord AS")).to_be_visible()
    assert len(stub.posts(REPLAYS)) == 1


def test_it_is_for_leads(page: Page, stub: Desk) -> None:
    sign_in(page, stub, agent())
    page.goto("/en/staff/replay/")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("form.tk-form")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "nb", "sv", "fi", "hr"])
def test_every_language_has_its_words(page: Page, stub: Desk, language: str) -> None:
    opened(page, stub, language)
    worked_out(page)
    assert "billing.replay" not in page.locator("tuki-replay").inner_text()
    assert "{{" not in page.locator("tuki-replay").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_everybody_can_use_it(chromium: Browser, origin: str, stub: Desk, scheme: Any, viewport: Any) -> None:
    stub.replays["l"] = problem(500, "internal")
    context = chromium.new_context(base_url=origin, viewport=viewport, color_scheme=scheme, locale="nb-NO")
    page = context.new_page()
    opened(page, stub, "nb")
    worked_out(page)
    page.locator("tuki-replay summary").first.click()
    results = Axe().run(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert results.violations_count == 0, results.generate_report()
    assert width <= viewport["width"]
