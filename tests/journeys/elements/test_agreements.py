"""The page of a customer's agreements, for leads: read, written in the page's own notation, and set right (PM5 MP8)."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.elements.acts import sign_in
from tests.journeys.elements.samples import Json, agent
from tests.journeys.elements.stub import Answer, Stub, problem

pytestmark = pytest.mark.journey

PATH = "/desks/promark/agreements"
TERMS: Json = {
    "agreement": "A-100", "valid_from": "2026-01-01", "first_day": "2024-05-01", "billed_from": "2026-02-01",
    "payment_days": "14",
    "buyer": {"name": "Fjord AS", "street": "Storgata 1", "post_code": "0155", "city": "Oslo", "country": "NO"},
    "flat_rates": [
        {
            "id": "maintenance", "name": "Vedlikehold", "kind": "maintenance", "price": "17850.00", "every": "quarter",
            "when": "advance", "anchor_day": "1", "quantity": "1.125",
            "indexed": [{"valid_from": "2025-01-01", "percent": "3.9"}],
        }
    ],
    "rates": [{"work": "support", "per_hour": "1190.00"}],
    "included": {"minutes": "60", "counted": "after_rounding"},
}  # fmt: skip


def version(**terms: Any) -> Json:
    all_terms = {**TERMS, **terms}
    told = {key: all_terms[key] for key in ("agreement", "valid_from", "first_day")}
    told |= {"last_day": all_terms.get("last_day"), "by": "Lena Vik", "at": "2026-01-02T08:00:00Z", "revision": 1}
    return {**told, "terms": all_terms, "yaml": "agreement: A-100\n"}


@dataclass
class Desk(Stub):
    """A desk with one customer."""

    versions: list[Json] = field(default_factory=lambda: [version()])
    has_product_classes: bool = False

    def answer(self, method: str, path: str, query: str, body: Json) -> Answer:
        if path != PATH or path in self.answers:
            return super().answer(method, path, query, body)
        if method == "POST":
            return 200 if body.get("check") else 201, {"terms": TERMS, "yaml": "", "version": version()}
        return 200, {
            "organisation": {"id": "fjord", "name": "Fjord AS"},
            "versions": self.versions,
            "currency": "NOK",
            "works": {"support": "Support", "phone": "Help by phone"},
            "usual": {"payment_days": "14"},
            "next_month": "2026-12-01",
            "has_product_classes": self.has_product_classes,
        }


@pytest.fixture
def stub(current: dict[str, Stub], origin: str) -> Desk:
    found = Desk(origin=origin)
    current["stub"] = found
    return found


def new_version(page: Page, stub: Stub, language: str = "en", button: str = "New version") -> None:
    sign_in(page, stub, agent(role="lead"))
    page.goto(f"/{language}/staff/agreements/?desk=promark&customer=fjord")
    page.get_by_role("button", name=button, exact=True).click()


def test_a_version_tells_since_when_it_holds_and_since_when_the_agreement_runs(page: Page, stub: Desk) -> None:
    sign_in(page, stub, agent(role="lead"))
    page.goto("/en/staff/agreements/?desk=promark&customer=fjord")
    expect(page.get_by_role("heading", name="A-100, version of 1 January 2026")).to_be_visible()
    told = page.locator("details dl").first
    expect(told).to_contain_text("The agreement runsfrom 1 May 2024")
    expect(told).to_contain_text("Billed here from1 February 2026")
    expect(told).to_contain_text("60, after rounding")


def test_a_new_version_begins_with_the_next_month_and_keeps_the_rest(page: Page, stub: Desk) -> None:
    new_version(page, stub)
    expect(page.get_by_label("This version holds from")).to_have_value("2026-12-01")
    expect(page.get_by_label("First day of the agreement")).to_have_value("2024-05-01")


def test_a_version_that_begins_later_keeps_its_day(page: Page, stub: Desk) -> None:
    stub.versions = [version(valid_from="2027-03-01")]
    new_version(page, stub)
    expect(page.get_by_label("This version holds from")).to_have_value("2027-03-01")


def test_an_agreement_that_has_ended_is_written_over_where_it_was(page: Page, stub: Desk) -> None:
    stub.versions = [version(last_day="2026-06-30")]
    new_version(page, stub)
    expect(page.get_by_label("This version holds from")).to_have_value("2026-01-01")


def test_numbers_stand_as_the_page_writes_them_and_are_sent_as_they_stand(page: Page, stub: Desk) -> None:
    new_version(page, stub, "nb", "Ny versjon")
    expect(page.get_by_label("Pris", exact=True)).to_have_value("17850,00")
    expect(page.get_by_label("Antall")).to_have_value("1,1250")
    expect(page.get_by_label("Indeksregulering")).to_have_value("2025-01-01 3,9")
    expect(page.get_by_label("Support: Per time", exact=True)).to_have_value("1190,00")
    page.get_by_label("Pris", exact=True).fill("19 000,5")
    page.get_by_role("button", name="Lagre").click()
    expect(page.locator(".tk-done")).to_have_text("Avtalen A-100 er lagret.")
    looked, kept = stub.posts(PATH)
    assert looked.body["check"] and not kept.body.get("check")
    (flat,) = kept.body["terms"]["flat_rates"]
    assert (flat["price"], flat["indexed"]) == ("19 000,5", [{"valid_from": "2025-01-01", "percent": "3,9"}])
    assert kept.body["terms"]["valid_from"] == "2026-12-01"


def test_a_mistake_names_the_rate_as_its_lead_knows_it(page: Page, stub: Desk) -> None:
    new_version(page, stub)
    faults = [
        {"field": "flat_rates.maintenance.price", "code": "amount_bad", "detail": "Write an amount."},
        {"field": "rates.0.per_hour", "code": "amount_bad", "detail": "Write an amount."},
    ]
    stub.answers[PATH] = problem(422, "form_incomplete", fields=faults)
    page.get_by_role("button", name="Save").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Vedlikehold, Price: Write an amount, like 1200 or 1200.50.")
    summary.get_by_role("link", name="Support, Per hour").click()
    expect(page.get_by_label("Support: Per hour", exact=True)).to_be_focused()


@pytest.mark.parametrize(("has_product_classes", "count"), [(True, 1), (False, 0)])
def test_product_classes_are_asked_for_where_invoices_need_them(
    page: Page, stub: Desk, has_product_classes: bool, count: int
) -> None:
    stub.has_product_classes = has_product_classes
    new_version(page, stub)
    expect(page.get_by_label("Product class (KPD)")).to_have_count(count)


def test_an_agent_is_told_who_may(page: Page, stub: Desk) -> None:
    sign_in(page, stub, agent())
    page.goto("/en/staff/agreements/?desk=promark&customer=fjord")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("This page is for the desk's leads.")
    expect(alert.get_by_role("link", name="Queue")).to_have_attribute("href", "/en/staff/")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_is_accessible_and_fits(page: Page, stub: Desk, width: int, scheme: Any) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    new_version(page, stub)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
