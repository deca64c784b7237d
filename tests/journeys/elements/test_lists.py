"""My tickets and the queue (MP2 TC4 TC12)."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.elements.acts import sign_in
from tests.journeys.elements.samples import agent, contact, ticket
from tests.journeys.elements.stub import Stub

pytestmark = pytest.mark.journey

AT = "2026-11-20T10:00:00Z"


def test_my_tickets_are_pages_of_links_with_what_comes_next(page: Page, stub: Stub) -> None:
    sign_in(page, stub, contact())
    stub.tickets = [ticket(number=f"PRO-{number}", subject=f"Case {number}") for number in range(1, 6)]
    page.goto("/en/tickets/")
    expect(page.get_by_role("row")).to_have_count(4)
    expect(page.get_by_role("row").nth(1)).to_contain_text("Looked into by Tue 24 Nov, 13:40")
    page.get_by_role("button", name="Show more").click()
    expect(page.get_by_role("link", name="PRO-4 Case 4")).to_be_focused()
    expect(page.get_by_role("row")).to_have_count(6)
    page.get_by_role("link", name="Closed").click()
    expect(page.get_by_text("Your organisation has no closed tickets yet.")).to_be_visible()
    expect(page.get_by_role("link", name="File a ticket with Promark")).to_be_visible()


def test_a_reader_elsewhere_sees_the_due_time_of_the_desk_and_her_own(
    chromium: Browser, origin: str, stub: Stub
) -> None:
    context = chromium.new_context(base_url=origin, timezone_id="Europe/Helsinki")
    page = context.new_page()
    sign_in(page, stub, contact())
    stub.tickets = [ticket()]
    page.goto("/fi/tickets/")
    expect(page.get_by_role("row").nth(1)).to_contain_text(re.compile(r"24\.11\. klo 13\.40.*sinun aikaasi.*14\.40"))
    context.close()


def test_the_queue_marks_what_is_late_in_words_and_keeps_ones_place_when_refreshed(page: Page, stub: Stub) -> None:
    sign_in(page, stub, agent())
    late = ticket(number="PRO-1", due_at="2026-11-23T07:29:30Z", late=True)
    stub.tickets = [late, ticket(number="PRO-2"), ticket(number="PRO-3")]
    page.goto("/en/staff/")
    expect(page.get_by_role("row").nth(1)).to_contain_text("Late by 1 hour 30 minutes")
    expect(page.get_by_role("row").nth(2)).to_contain_text("1 day left")
    page.get_by_role("link", name="PRO-3").focus()
    stub.tickets.insert(1, ticket(number="PRO-9"))
    page.evaluate("document.querySelector('tuki-queue').fetchedAt = 0; window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_role("link", name="PRO-9")).to_be_visible()
    expect(page.get_by_role("link", name="PRO-3")).to_be_focused()


def test_lists_tell_what_is_due_next_where_a_case_lies_and_what_severity_is_proposed(page: Page, stub: Stub) -> None:
    vendor = {"to": "vendor", "party": "Terminal Works Ltd", "customer": "not_involved"}
    proposed = {"severity_proposed": 1, "severity_proposed_by": "customer"}
    stub.tickets = [
        ticket(number="PRO-1", due_matter="promise", state="escalated", escalation=vendor, **proposed),
        ticket(number="PRO-2", due_matter="solution", due_within=False, severity_agreed=True),
    ]
    sign_in(page, stub, agent())
    page.goto("/en/staff/")
    first, second = page.get_by_role("row").nth(1), page.get_by_role("row").nth(2)
    expect(first).to_contain_text("Next update by Tue 24 Nov, 13:40")
    expect(first).to_contain_text("Terminal Works Ltd (Vendor)")
    expect(first).to_contain_text("Functional (proposed) Proposed: Critical")
    expect(second).to_contain_text("Solution before Tue 24 Nov, 13:40")
    expect(second).to_contain_text("Functional (agreed)")
    stub.person = contact()
    page.goto("/en/tickets/")
    expect(first).to_contain_text("Next update by Tue 24 Nov, 13:40")
    expect(first).to_contain_text("Terminal Works Ltd (Vendor)")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_queue_tells_which_agent_no_letter_reaches_until_it_is_tried_again(
    page: Page, stub: Stub, width: int
) -> None:
    sign_in(page, stub, agent())
    page.set_viewport_size({"width": width, "height": 900})
    stub.tickets = [ticket()]
    stub.unreached = [{"id": "ida", "name": "Ida Moe", "address": "ida@vendor.example", "at": AT, "code": "5.1.1"}]
    page.goto("/nb/staff/")
    warning = page.locator(".tk-returned")
    expect(warning).to_contain_text("E-post til ida@vendor.example har kommet i retur siden fre. 20. nov.")
    expect(warning).to_contain_text("Ida Moe går glipp av alle varsler og påminnelser.")
    assert Axe().run(page).violations_count == 0
    warning.get_by_role("button", name="Prøv adressen på nytt").click()
    expect(warning).to_have_count(0)
    assert len(stub.posts("/desks/promark/returns/ida/trials")) == 1


def test_a_contact_finds_no_queue(page: Page, stub: Stub) -> None:
    sign_in(page, stub, contact())
    page.goto("/en/staff/")
    expect(page.get_by_role("alert")).to_contain_text("You may not do this with your account.")
