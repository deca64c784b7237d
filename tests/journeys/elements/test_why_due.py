"""Why this due time: each stretch counted and each left out, with its reason (CI8 PM9 PM10 TC9)."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.elements.acts import open_ticket, sign_in
from tests.journeys.elements.samples import agent, clock, contact, entry, reason, stretch, ticket, timing
from tests.journeys.elements.stub import Stub

pytestmark = pytest.mark.journey


def opened(page: Page, title: str) -> Locator:
    page.get_by_text(title).click()
    return page.locator("details[open]", has_text=title)


def rows(clock: Locator) -> list[str]:
    """The rows below the head, as one reads them."""
    return [re.sub(r"\s+", " ", row.inner_text()).strip() for row in clock.get_by_role("row").all()[1:]]


def test_each_stretch_is_told_to_the_second_and_they_add_up_to_the_target(page: Page, stub: Stub) -> None:
    stub.timing = timing(clocks=[clock()])
    open_ticket(page, stub, contact(), [])
    told = opened(page, "Start of identification: why this due time?")
    expect(told).to_contain_text("Running")
    expect(told).to_contain_text("within 2 working hours (Functional)")
    expect(told).to_contain_text("Mon 23 Nov, 10:20:33")
    assert rows(told) == [
        "Fri 20 Nov, 11:30:33 12:00 29 mins 27 secs",
        "Fri 20 Nov, 12:00 13:00 Closed for lunch",
        "Fri 20 Nov, 13:00 13:10 10 mins",
        "Fri 20 Nov, 13:10 15:00 Waiting for your answer",
        "Fri 20 Nov, 15:00 16:00 1 hr",
        "Fri 20 Nov, 16:00 Mon 23 Nov, 10:00 Weekend, Staff meeting",
        "Mon 23 Nov, 10:00 10:20:33 20 mins 33 secs",
        "Total 2 hrs = the target",
    ]


def test_an_agent_reads_of_the_customer_where_the_customer_reads_you(page: Page, stub: Stub) -> None:
    stub.timing = timing(clocks=[clock()])
    open_ticket(page, stub, agent(), [])
    expect(opened(page, "why this due time?")).to_contain_text("Waiting for the customer's answer")


def test_what_was_left_out_is_named_where_it_has_a_name(page: Page, stub: Stub) -> None:
    short, holiday = reason("short", "Good Friday"), reason("holiday", "Good Friday")
    left_out = stretch(
        "20T11:00:00", "23T08:00:00", 0, short, holiday, reason("bridge"), reason("paused", pause="resolved")
    )
    stub.timing = timing(clocks=[clock(stretches=[left_out])])
    open_ticket(page, stub, contact(), [])
    said = "Short day before a holiday: Good Friday, Good Friday, Bridge day, The ticket was resolved"
    expect(opened(page, "why this due time?")).to_contain_text(said)


def test_a_clock_that_has_stopped_tells_how_much_of_its_target_it_used(page: Page, stub: Stub) -> None:
    used = [stretch("20T12:00:00", "20T13:30:00", 5400)]
    stopped = {"state": "met", "within": False, "used_seconds": 5400, "stopped_at": "2026-11-20T13:30:00Z"}
    stub.timing = timing(clocks=[clock(**stopped, stretches=used)])
    open_ticket(page, stub, contact(), [])
    told = opened(page, "why this due time?")
    expect(told).to_contain_text("in less than 2 working hours")
    expect(told).to_contain_text("Fri 20 Nov, 14:30")
    assert rows(told)[-1] == "Total 1 hr 30 mins of 2 hrs"


def test_a_list_that_was_cut_says_so_and_its_sum_counts_all(page: Page, stub: Stub) -> None:
    stub.timing = timing(clocks=[clock(more=True, stretches=clock()["stretches"][:2])])
    open_ticket(page, stub, contact(), [])
    told = opened(page, "why this due time?")
    expect(told).to_contain_text("The list is long and ends here, after 2 stretches.")
    assert rows(told)[-1] == "Total 2 hrs = the target"


def test_a_clock_that_stands_still_has_no_due_time_and_says_why(page: Page, stub: Stub) -> None:
    waits = stretch("23T07:40:00", "23T09:00:00", 0, reason("paused", pause="no_agreement"))
    stub.timing = timing(clocks=[clock(state="standing", due_at=None, used_seconds=0, stretches=[waits])])
    open_ticket(page, stub, contact(), [], under_agreement=False, due_at=None)
    told = opened(page, "Start of identification: how the time is counted")
    expect(told).to_contain_text("Standing still")
    assert rows(told) == [
        "Mon 23 Nov, 08:40 10:00 No maintenance agreement in force",
        "Total 0 mins of 2 hrs",
    ]


def test_the_fix_of_an_error_follows_its_class_in_words(page: Page, stub: Stub) -> None:
    fix = {"matter": "fix", "clock": "fix", "target_minutes": 0, "used_seconds": 0, "stretches": [], "due_at": None}
    stub.timing = timing(clocks=[clock(**fix)])
    open_ticket(page, stub, contact(), [], error_class="A")
    told = opened(page, "Fix: what we promise")
    expect(told).to_contain_text("A: Worked on without a break in opening hours until a hot fix is delivered.")
    expect(told.get_by_role("table")).to_have_count(0)


def test_a_reader_elsewhere_is_told_once_how_far_the_desks_clock_is(chromium: Browser, origin: str, stub: Stub) -> None:
    context = chromium.new_context(base_url=origin, timezone_id="Europe/Helsinki")
    page = context.new_page()
    sign_in(page, stub, contact())
    stub.tickets, stub.entries, stub.timing = [ticket()], [entry(1, "opened", "Hi.")], timing(clocks=[clock()])
    page.goto("/en/ticket/?n=PRO-1042")
    told = opened(page, "why this due time?")
    expect(told).to_contain_text("Times of day are local time in Oslo. Your local time is 1 hr ahead.")
    assert rows(told)[0].startswith("Fri 20 Nov, 11:30:33 12:00")
    context.close()
