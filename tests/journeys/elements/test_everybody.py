"""Every state of every element, on a phone and a desk, light and dark: no fault that axe sees, no sideways scroll."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.journeys.elements.acts import send
from tests.journeys.elements.samples import (
    agent,
    attached,
    clock,
    contact,
    entry,
    ticket,
    time_of,
    timing,
    watch,
    worked,
)
from tests.journeys.elements.stub import HOME, Stub, shelf

pytestmark = pytest.mark.journey


PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")])
def test_no_state_of_any_element_has_a_fault_that_axe_can_see(
    chromium: Browser, origin: str, stub: Stub, size: Any, scheme: Any
) -> None:
    context = chromium.new_context(base_url=origin, viewport=size, color_scheme=scheme)
    page = context.new_page()
    stub.tickets = [ticket(late=True, due_at="2026-11-23T07:30:00Z", held=1, closure_asked=True, under_agreement=False)]
    held = entry(4, "held", "Me.", facts={"reason": "foreign"}, sender="x@y.example")
    stub.entries = [entry(1, "opened", "Error 17."), entry(2, "handling_started"), entry(3, "noted", "Hm."), held]
    stub.actions = ["answers", "notes", "handling", "closure"]
    stub.time = time_of(worked(), stopwatch=watch(forgotten=True))
    states = {
        "sign-in/": "[name=address]",
        "promark/new/": ".tk-alert",
        "staff/": ".tk-list",
        "ticket/?n=PRO-1042": ".tk-entries",
        "tickets/": ".tk-list",
        "adminet/new/?kind=fault": ".tk-form",
    }
    faults = []
    for path, landmark in states.items():
        staff = path.startswith(("staff", "ticket/"))
        stub.person = None if path in ("sign-in/", "promark/new/") else agent() if staff else contact()
        page.goto(f"/nb/{path}")
        page.wait_for_selector(landmark)
        if path.startswith(("sign-in", "adminet", "ticket/")):
            send(page)
            page.wait_for_selector(".tk-summary")
        found = Axe().run(page).response["violations"]
        faults += [(path, one["id"], [node["target"] for node in one["nodes"]]) for one in found]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{path} scrolls sideways by {wider} px"
    context.close()
    assert faults == []


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")])
@pytest.mark.parametrize("is_staff", [True, False])
def test_a_ticket_with_everything_unfolded_has_no_fault_that_axe_can_see(
    chromium: Browser, origin: str, stub: Stub, size: Any, scheme: Any, is_staff: bool
) -> None:
    context = chromium.new_context(base_url=origin, viewport=size, color_scheme=scheme, timezone_id="Europe/Helsinki")
    page = context.new_page()
    stub.person = agent() if is_staff else contact()
    lies = {"to": "third_party", "party": "Nordic Hosting AS", "customer": "asked"}
    proposed = {"severity_proposed": 1, "severity_proposed_by": "customer" if is_staff else "desk"}
    stub.tickets = [
        ticket(state="escalated", escalation=lies, promise_at="2026-11-23T08:00:00Z", error_class="B", **proposed)
    ]
    promises = [{"sequence": 2, "made_at": "2026-11-20T10:00:00Z", "until": "2026-11-23T08:00:00Z", "state": "missed"}]
    stub.timing = timing(clocks=[clock(), clock(state="late")], promises=promises, suggested_until="2026-11-24T15:00")
    returned = {"at": "2026-11-20T10:00:00Z", "address": "kari@fjord.example", "code": "5.1.1"}
    if is_staff:
        stub.tickets[0]["contact"]["returned"] = returned
    mailed = {"via": "mail", "has_html": True, "has_mail": is_staff, "attachments": [attached("a.exe", listed=False)]}
    stub.entries = [
        entry(1, "opened", "Error 17.", whole="Error 17.\n> Hm.", **mailed),
        entry(2, "escalated", facts=lies),
        entry(3, "moved", facts={}),
        entry(4, "held", "Me.", facts={"reason": "foreign"}, sender="x@y.example", held=False, dismissed=True),
        entry(5, "filed", facts={"bounce": "hard", "address": "kari@fjord.example", "code": "5.1.1"}, has_mail=True),
    ]
    stub.html = "<p>Error 17.</p>"
    back = worked(id="a-back", seconds=-1500, corrects="a", reason="Wrong class", counts=False)
    stub.time = time_of(worked(id="a", counts=False, by_hand=True), back, worked(reason="Wrong class", note="By phone"))
    steps = "trials answers notes promises escalations returns severity error_class closure"
    stub.actions = steps.split()
    page.goto("/hr/ticket/?n=PRO-1042")
    page.wait_for_selector(".tk-entries")
    if is_staff:
        page.wait_for_selector(".tk-time dl")
        page.locator(".tk-time__entries summary").click()
        page.locator(".tk-time__entries button").click()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.locator("iframe").wait_for()
    if is_staff:
        page.check("[name=to][value=vendor]")
        page.click(".tk-form--escalation [type=submit]")
        page.wait_for_selector(".tk-summary")
    found = Axe().run(page).response["violations"]
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert wider <= 0, f"it scrolls sideways by {wider} px"


def test_every_word_that_the_modules_say_is_written() -> None:
    written = shelf().words.of("en")
    rooms = "sign_in|form|tickets|staff|errors|kinds|figures|worklog"
    said = {
        key
        for module in (HOME / "site" / "theme" / "js").glob("*.js")
        for key in re.findall(rf'"((?:{rooms})\.[a-z_.]+[a-z])"', module.read_text("utf-8"))
    }
    assert len(said) > 100
    assert sorted(said - set(written)) == []
