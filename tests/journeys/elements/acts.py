"""What the tests of the elements do again and again."""

from typing import Any

from playwright.sync_api import Page

from tests.journeys.elements.samples import contact, entry, ticket
from tests.journeys.elements.stub import Stub


def sign_in(page: Page, stub: Stub, person: dict[str, Any]) -> None:
    stub.person = person
    known = "{name: 'Kari Nordli', role: 'contact'}"
    page.add_init_script(f"if (self === top) localStorage.setItem('tuki.person', JSON.stringify({known}))")


def open_form(page: Page, stub: Stub, kind: str, desk: str = "promark") -> None:
    sign_in(page, stub, contact())
    page.goto(f"/en/{desk}/new/?kind={kind}")
    page.wait_for_selector("form.tk-form")


def fill_fault(page: Page) -> None:
    page.fill("[name=subject]", "The terminal is silent")
    page.fill("[name=description]", "It shows error 17 since this morning.")
    page.select_option("[name=area]", "time_registration")
    page.select_option("[name=version]", "10.1")
    page.select_option("[name=environment]", "production")


def send(page: Page) -> None:
    page.click("form:not([hidden]):not(.tk-time form) [type=submit]:visible")


def open_ticket(page: Page, stub: Stub, person: dict[str, Any], actions: list[str], **known: Any) -> None:
    """The page of PRO-1042, of which this is `known` beside what the sample says."""
    sign_in(page, stub, person)
    stub.tickets, stub.actions = [ticket(**known)], actions
    if not stub.entries:
        stub.entries = [entry(1, "opened", "It shows error 17.")]
    page.goto("/en/ticket/?n=pro-1042")
    page.wait_for_selector(".tk-entries")
