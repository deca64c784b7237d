"""Signing in and out (TC8)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.elements.acts import send
from tests.journeys.elements.samples import contact, ticket
from tests.journeys.elements.stub import Stub, shelf

pytestmark = pytest.mark.journey


def test_a_mailed_code_signs_her_in_and_takes_her_back_to_where_she_was(page: Page, stub: Stub) -> None:
    stub.tickets = [ticket()]
    page.goto("/en/sign-in/?to=/en/tickets/%3Fstate%3Dopen")
    page.fill("[name=address]", " kari@fjord.example ")
    send(page)
    expect(page.get_by_role("heading", name="Enter your code")).to_be_focused()
    page.fill("[name=code]", "123 456")
    send(page)
    page.wait_for_url("**/en/tickets/?state=open")
    assert stub.posts("/codes")[0].body == {"address": "kari@fjord.example"}
    given = {"address": "kari@fjord.example", "challenge": "challenge-1", "code": "123456"}
    assert stub.posts("/sessions")[0].body == given
    expect(page.locator("tuki-person")).to_contain_text("Kari Nordli")


def test_a_code_sent_again_goes_with_its_own_challenge(page: Page, stub: Stub) -> None:
    page.goto("/en/sign-in/")
    page.fill("[name=address]", "kari@fjord.example")
    send(page)
    page.get_by_role("button", name=shelf().words.say("en", "sign_in.send_again")).click()
    expect(page.get_by_role("status")).to_contain_text("kari@fjord.example")
    page.fill("[name=code]", "123456")
    send(page)
    page.wait_for_url("**/en/tickets/")
    assert stub.posts("/sessions")[0].body["challenge"] == "challenge-2"


def test_a_wrong_code_is_told_at_the_field_and_in_a_summary_that_takes_the_focus(page: Page, stub: Stub) -> None:
    page.goto("/nb/sign-in/")
    page.fill("[name=address]", "kari@fjord.example")
    send(page)
    page.fill("[name=code]", "654321")
    send(page)
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    wrong = shelf().words.say("nb", "errors.code_wrong")
    expect(summary).to_contain_text(wrong)
    expect(page.locator("[name=code]")).to_have_accessible_description(re.compile(re.escape(wrong)))
    summary.get_by_role("link").click()
    expect(page.locator("[name=code]")).to_be_focused()


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_nobody_is_sent_off_the_portal_after_signing_in(page: Page, wanted: str) -> None:
    page.goto("/en/sign-in/")
    ask = "wanted => import('/js/session.js').then(session => session.returnPath(wanted, '/en/tickets/'))"
    assert page.evaluate(ask, wanted) == "/en/tickets/"


def test_a_page_calls_nobody_before_somebody_signs_in(page: Page, stub: Stub) -> None:
    page.goto("/en/sign-in/")
    page.wait_for_selector("[name=address]")
    assert stub.sent == []


def test_signing_out_ends_the_session_and_drops_what_was_being_written(page: Page, stub: Stub) -> None:
    stub.person = contact()
    page.goto("/en/sign-in/")
    page.evaluate("localStorage.setItem('tuki.person', JSON.stringify({name: 'Kari', role: 'contact'}))")
    page.evaluate("sessionStorage.setItem('tuki.draft.x', '{}')")
    page.reload()
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url("**/en/")
    assert [sent.path for sent in stub.sent if sent.method == "DELETE"] == ["/session"]
    assert page.evaluate("sessionStorage.length") == 0
    assert page.evaluate("localStorage.length") == 0
