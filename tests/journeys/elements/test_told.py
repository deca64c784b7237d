"""What an entry says without words of anybody's: the facts of its act in one line (CI5 PM1 PM10)."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.elements.acts import open_ticket
from tests.journeys.elements.samples import agent, contact, entry
from tests.journeys.elements.stub import Stub

pytestmark = pytest.mark.journey

AT = "2026-11-24T13:00:00Z"
OUTSIDE = {"to": "third_party", "party": "Nordic Hosting AS", "customer": "asked"}
TOLD = (
    ("dismissed", {"dismisses": "1"}, "The mail that was dismissed"),
    (
        "filed",
        {"reason": "automatic", "bounce": "hard", "address": "kari@fjord.example", "code": "5.1.1"},
        "kari@fjord.example · A letter came back for good. The address takes no mail. · 5.1.1",
    ),
    (
        "filed",
        {"reason": "automatic", "bounce": "soft", "code": "", "reader": ""},
        "A letter could not be delivered this time, for example because the mailbox was full. "
        "Later letters are sent as usual.",
    ),
    ("filed", {"bounce": "complaint"}, "The reader reported a letter of ours as spam."),
    ("promised", {"until": AT}, "Next update by: Tue 24 Nov, 14:00"),
    ("escalated", OUTSIDE, "Nordic Hosting AS (Third party) · The customer is asked to contact them."),
    ("escalated", {"to": "development", "until": AT}, "Development · Next update by: Tue 24 Nov, 14:00"),
    ("severity_proposed", {"severity": "2", "proposed": "1"}, "Critical"),
    ("severity_agreed", {"severity": "3"}, "Insignificant"),
    ("identified", {"class": "C"}, "C: Fixed in a later version."),
    ("warned", {"matter": "start", "due_at": AT}, "Looked into by Tue 24 Nov, 14:00"),
    ("breached", {"matter": "promise", "due_at": AT}, "Next update by Tue 24 Nov, 14:00"),
    ("reminded", {"round": "1", "closes": ""}, "Reminder 1"),
    (
        "reminded",
        {"round": "2", "closes": "2026-12-04"},
        "Reminder 2 · Without an answer the ticket closes: 4 December 2026",
    ),
    ("closed", {"unanswered": "yes"}, "Our question was not answered."),
    ("moved", {"matter": "solution", "from": AT, "to": ""}, "Solution: no due time instead of Tue 24 Nov, 14:00."),
    ("idle", {"since": "2026-11-23T07:00:00Z"}, "Nobody has worked on it since Mon 23 Nov, 08:00."),
)


def test_every_act_is_told_in_one_line_with_its_facts(page: Page, stub: Stub) -> None:
    stub.entries = [entry(place, act, facts=facts) for place, (act, facts, _) in enumerate(TOLD, start=1)]
    open_ticket(page, stub, agent(), [])
    expect(page.locator(".tk-told")).to_have_text([told for *_, told in TOLD])


def test_a_customer_is_told_what_a_party_outside_asks_of_her(page: Page, stub: Stub) -> None:
    stub.entries = [entry(1, "opened", "Hi."), entry(2, "escalated", facts=OUTSIDE), entry(3, "answered", "Hello.")]
    open_ticket(page, stub, contact(), [])
    expect(page.locator(".tk-told")).to_have_text([
        "Nordic Hosting AS (Third party) · Please contact them yourself and give our ticket number."
    ])  # fmt: skip


def test_what_the_machine_did_is_calm_and_named_by_what_it_is(page: Page, stub: Stub) -> None:
    stub.entries = [
        entry(1, "opened", "Hi."),
        entry(2, "warned", facts={"matter": "start", "due_at": "2026-11-24T13:00:00Z"}),
    ]
    open_ticket(page, stub, agent(), [])
    warned = page.locator("#entry-2")
    expect(warned.get_by_role("heading")).to_have_text("Due soon")
    expect(warned).to_contain_text("Only staff see this.")
    expect(warned.locator(".tk-why")).to_have_count(0)
