"""Mails set aside: what each is, and what staff make of it (MP1 TC3)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.elements.acts import sign_in
from tests.journeys.elements.samples import agent, attached, contact, mail
from tests.journeys.elements.stub import Stub, problem

pytestmark = pytest.mark.journey

DESK = "/desks/promark"
KARI = {
    "name": "Kari Nordli",
    "address": "kari@fjord.example",
    "organisation": {"id": "fjord", "name": "Fjord Industri"},
}
CUSTOMERS = [{"id": id, "name": name} for id, name in (("fjord", "Fjord Industri"), ("fjell", "Fjell Barnehage"))]
DISCARDED = {"at": "2026-11-22T10:00:00Z", "by": {"name": "Ola Hansen"}, "ticket": None}


def open_aside(page: Page, stub: Stub, *mails: Any, query: str = "") -> Locator:
    """The page with these mails; gives the first card."""
    sign_in(page, stub, agent())
    stub.mails = list(mails)
    page.goto(f"/en/staff/set-aside/{query}")
    page.wait_for_selector(".tk-stage:not([aria-busy])")
    return page.locator(".tk-mail").first


def press(card: Locator, name: str) -> None:
    card.get_by_role("button", name=name, exact=True).click()


def accepted(stub: Stub) -> Any:
    (sent,) = stub.posts(f"{DESK}/set-aside/01/acceptances")
    return sent.body


def test_a_card_tells_from_whom_when_why_and_what(page: Page, stub: Stub) -> None:
    page.clock.set_fixed_time(datetime(2026, 11, 22, 11, 0, tzinfo=UTC))
    told = mail(subject="<b>Hello</b>", text="Buy\nthis", forwarded_from="li@far.example", sent_by="evil@far.example")
    card = open_aside(page, stub, told)
    expect(card.get_by_role("heading")).to_have_text("<b>Hello</b>")
    expect(card).to_contain_text("From Eva Lind (eva@elsewhere.example) · 2 days ago, Fri 20 Nov, 11:00")
    expect(card).to_contain_text("Really sent from evil@far.example")
    expect(card).to_contain_text("First sent by li@far.example")
    expect(card).to_contain_text("The sender is not known to us.")
    expect(card.locator(".tk-prose")).to_have_text("Buy\nthis")
    expect(card.get_by_role("link")).to_have_count(0)


def test_nothing_is_proposed_for_a_mail_that_comes_from_elsewhere_than_it_says(page: Page, stub: Stub) -> None:
    card = open_aside(page, stub, mail(sent_by="evil@far.example"), mail(id="02"))
    assert (
        card.locator(".tk-decision button.button--quiet").count() == card.locator(".tk-decision button.button").count()
    )
    honest = page.locator(".tk-mail").nth(1)
    expect(honest.locator(".tk-decision button.button:not(.button--quiet)")).to_have_count(1)


@pytest.mark.parametrize("text", ["A line\n" * 40 + "The end", "word " * 400 + "The end"])
def test_a_long_text_begins_on_the_card_and_goes_on_where_it_is_unfolded(page: Page, stub: Stub, text: str) -> None:
    card = open_aside(page, stub, mail(text=text))
    expect(card.get_by_text("The end")).to_be_hidden()
    card.get_by_text("Read on").click()
    expect(card.get_by_text("The end")).to_be_visible()
    shown = "".join(card.locator(".tk-prose").all_inner_texts())
    assert "".join(shown.split()) == "".join(text.split())


def test_files_and_the_whole_mail_are_saved_and_its_look_is_shown(page: Page, stub: Stub) -> None:
    stub.html = "<p>As it <i>looked</i></p>"
    files = [attached("offer.pdf"), attached("setup.exe", listed=False)]
    card = open_aside(page, stub, mail(attachments=files, has_html=True))
    for name, file in (("Download offer.pdf, 1 kB", "id-offer.pdf"), ("The whole mail as it came (.eml)", "mail")):
        with page.expect_request("**/storage"):
            press(card, name)
        assert stub.sent[-1].path == f"{DESK}/set-aside/01/files/{file}"
    expect(card.get_by_role("button", name="Download setup.exe")).to_have_accessible_description(
        "Unusual file type: open with care"
    )
    card.get_by_text("Show the mail as it looked").click()
    expect(page.frame_locator("iframe").locator("i")).to_have_text("looked")


def test_of_a_mail_with_a_virus_nothing_is_given_out_but_its_words(page: Page, stub: Stub) -> None:
    virus = mail(reason="virus", is_safe=False, has_html=True, attachments=[attached("bill.zip", listed=False)])
    card = open_aside(page, stub, virus)
    expect(card).to_contain_text("A virus was found in it. Its files and the mail itself are not given out.")
    expect(card).to_contain_text("bill.zip")
    expect(card.locator("details, .tk-files button")).to_have_count(0)


def test_a_mail_that_names_a_ticket_is_put_on_it(page: Page, stub: Stub) -> None:
    card = open_aside(page, stub, mail(ticket="PRO-1042", known=KARI))
    expect(card.locator(".tk-decision button")).to_have_text(
        ["Add to PRO-1042", "New ticket for Kari Nordli", "Discard"]
    )
    press(card, "Add to PRO-1042")
    expect(card.get_by_label("Ticket number")).to_be_focused()
    expect(card.get_by_label("Ticket number")).to_have_value("PRO-1042")
    page.keyboard.press("Enter")
    expect(page.locator(".tk-heard[role=status]")).to_have_text("The mail is on the ticket now.")
    outcome = card.locator(".tk-outcome")
    expect(outcome).to_be_focused()
    expect(outcome).to_contain_text("PRO-1042 · Put on the ticket by Ola Hansen")
    expect(outcome.get_by_role("link")).to_have_attribute("href", "/en/ticket/?n=PRO-1042")
    expect(card.locator(".tk-decision button")).to_have_count(0)
    assert accepted(stub) == {"to": "ticket", "ticket": "PRO-1042"}


def test_a_known_contacts_mail_becomes_a_ticket_of_hers(page: Page, stub: Stub) -> None:
    card = open_aside(page, stub, mail(reason="not_trained", known=KARI))
    press(card, "New ticket for Kari Nordli")
    address = card.get_by_label("The contact's e-mail address")
    expect(address).to_have_value("kari@fjord.example")
    expect(address).to_have_accessible_description("Kari Nordli, Fjord Industri")
    press(card, "Open the ticket")
    expect(card.locator(".tk-outcome").get_by_role("link")).to_have_text("PRO-1100")
    assert accepted(stub) == {"to": "contact", "address": "kari@fjord.example"}


def test_a_strangers_becomes_a_contact_of_a_customer_chosen_by_keyboard(page: Page, stub: Stub) -> None:
    stub.customers = CUSTOMERS
    card = open_aside(page, stub, mail())
    press(card, "Make the sender a contact")
    expect(card.get_by_label("The contact's name")).to_have_value("Eva Lind")
    customer = card.get_by_role("combobox", name="Customer")
    expect(customer).to_be_focused()
    customer.press_sequentially("fj")
    expect(card.get_by_role("option")).to_have_text(["Fjord Industri", "Fjell Barnehage"])
    expect(customer).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".tk-heard[role=status]")).to_have_text("Customers found: 2")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    chosen = card.get_by_role("option", name="Fjell Barnehage")
    expect(chosen).to_have_attribute("aria-selected", "true")
    assert customer.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Enter")
    expect(customer).to_have_value("Fjell Barnehage")
    expect(customer).to_have_attribute("aria-expanded", "false")
    assert stub.posts(f"{DESK}/set-aside/01/acceptances") == []
    press(card, "Save the contact and open the ticket")
    expect(page.locator(".tk-heard[role=status]")).to_have_text("The sender is a contact now, and the mail a ticket.")
    assert accepted(stub) == {"to": "customer", "organisation": "fjell", "name": "Eva Lind"}


def test_a_customer_is_chosen_by_mouse_or_by_the_whole_name_and_not_by_what_begins_so(page: Page, stub: Stub) -> None:
    stub.customers = CUSTOMERS
    card = open_aside(page, stub, mail())
    press(card, "Make the sender a contact")
    customer, send = card.get_by_role("combobox"), "Save the contact and open the ticket"
    customer.fill("fjord i")
    card.get_by_role("option", name="Fjord Industri").click()
    expect(customer).to_be_focused()
    expect(customer).to_have_value("Fjord Industri")
    customer.fill("fjell")
    expect(card.get_by_role("option")).to_have_text(["Fjell Barnehage"])
    page.keyboard.press("Escape")
    expect(card.get_by_role("option")).to_have_count(0)
    press(card, send)
    expect(customer).to_have_accessible_description(
        "Write the beginning of its name. Choose a customer of this desk from the list."
    )
    customer.fill("fjell barnehage")
    expect(card.get_by_role("option")).to_have_count(1)
    press(card, send)
    expect(card.locator(".tk-outcome")).to_be_visible()
    assert accepted(stub)["organisation"] == "fjell"


def test_that_no_customer_begins_so_is_said(page: Page, stub: Stub) -> None:
    card = open_aside(page, stub, mail())
    press(card, "Make the sender a contact")
    card.get_by_role("combobox").fill("xyz")
    expect(card.get_by_text("No customer of this desk has a name that begins so.")).to_be_visible()
    expect(card.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize(
    ("known", "ways"),
    [
        ({"reason": "automatic", "is_automatic": True, "known": KARI}, ["Add to a ticket", "New ticket", "Discard"]),
        ({"reason": "staff"}, ["Add to a ticket", "New ticket", "Discard"]),
        (
            {"reason": "forwarded", "forwarded_from": "li@far.example"},
            ["Make the sender a contact", "Add to a ticket", "New ticket", "Discard"],
        ),
    ],
)
def test_no_contact_is_made_of_a_machine_or_of_one_of_us(
    page: Page, stub: Stub, known: dict[str, Any], ways: list[str]
) -> None:
    card = open_aside(page, stub, mail(**known))
    expect(card.locator(".tk-decision button")).to_have_text(ways)


def test_the_first_sender_of_a_forwarded_mail_is_who_becomes_a_contact(page: Page, stub: Stub) -> None:
    card = open_aside(page, stub, mail(reason="forwarded", forwarded_from="li@far.example"))
    press(card, "Make the sender a contact")
    expect(card.get_by_label("The contact's name")).to_have_value("")
    expect(card).to_contain_text("The address will be li@far.example.")


def test_discarding_asks_once_more_in_place_and_can_be_taken_back(page: Page, stub: Stub) -> None:
    card = open_aside(page, stub, mail())
    press(card, "Discard")
    expect(card.get_by_role("heading", name="Discard the mail?")).to_be_visible()
    expect(card.locator("[type=submit]")).to_be_focused()
    assert stub.posts(f"{DESK}/set-aside/01/discards") == []
    press(card, "Cancel")
    expect(card.get_by_role("button", name="Discard")).to_be_focused()
    press(card, "Discard")
    card.locator("[type=submit]").click()
    expect(page.locator(".tk-heard[role=status]")).to_have_text("The mail is discarded.")
    expect(card.locator(".tk-outcome")).to_be_focused()
    expect(card.locator(".tk-decision button")).to_have_text(
        ["Make the sender a contact", "Add to a ticket", "New ticket"]
    )
    press(card, "Add to a ticket")
    card.get_by_label("Ticket number").fill("PRO-7")
    page.keyboard.press("Enter")
    expect(card.locator(".tk-outcome")).to_contain_text("PRO-7 · Put on the ticket by Ola Hansen")


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(page: Page, stub: Stub) -> None:
    card = open_aside(page, stub, mail())
    press(card, "Add to a ticket")
    press(card, "Add to the ticket")
    expect(card.get_by_role("alert")).to_contain_text("Write the number of the ticket, like PRO-1042.")
    wrong = {"field": "ticket", "code": "ticket_unknown", "detail": "We know no ticket PRO-9 at your desks."}
    stub.answers[f"{DESK}/set-aside/01/acceptances"] = problem(422, "form_incomplete", fields=[wrong])
    card.get_by_label("Ticket number").fill("PRO-9")
    press(card, "Add to the ticket")
    number = card.get_by_label("Ticket number")
    expect(number).to_have_accessible_description("We know no ticket PRO-9 at your desks.")
    expect(number).to_have_value("PRO-9")
    stub.answers[f"{DESK}/set-aside/01/acceptances"] = problem(409, "set_aside_settled")
    press(card, "Add to the ticket")
    expect(card.get_by_role("alert")).to_contain_text("Load the page again to see which.")


def test_what_was_dealt_with_tells_who_decided_when_and_where_to(page: Page, stub: Stub) -> None:
    done = mail(id="02", subject="Done", settled={**DISCARDED, "ticket": "PRO-12"})
    open_aside(page, stub, mail(id="03"), done, mail(subject="Away", settled=DISCARDED))
    page.get_by_role("link", name="Dealt with").click()
    cards = page.locator(".tk-mail")
    expect(cards.get_by_role("heading", level=2)).to_have_text(["Done", "Away"])
    expect(cards.nth(0).locator(".tk-outcome")).to_have_text(
        "PRO-12 · Put on the ticket by Ola Hansen · 23 hours ago, Sun 22 Nov, 11:00"
    )
    expect(cards.nth(0).locator(".tk-decision button")).to_have_count(0)
    expect(cards.nth(1)).to_contain_text("Discarded by Ola Hansen · 23 hours ago, Sun 22 Nov, 11:00")
    press(cards.nth(1), "Add to a ticket")
    cards.nth(1).get_by_label("Ticket number").fill("PRO-12")
    page.keyboard.press("Enter")
    expect(cards.nth(1).locator(".tk-outcome")).to_contain_text("PRO-12")


def test_more_mails_come_on_demand_and_the_first_of_them_is_met(page: Page, stub: Stub) -> None:
    open_aside(page, stub, *(mail(id=f"0{place}", subject=f"Mail {place}") for place in range(1, 6)))
    page.get_by_role("button", name="Show more").click()
    expect(page.get_by_role("heading", name="Mail 4")).to_be_focused()
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()


def test_a_link_leads_to_a_desk_and_an_empty_list_has_a_friendly_word(page: Page, stub: Stub) -> None:
    open_aside(page, stub, query="?desk=timecare")
    expect(page.get_by_text("No mail waits for a decision. Well done.")).to_be_visible()
    assert "/desks/timecare/set-aside" in {sent.path for sent in stub.sent}
    page.get_by_role("link", name="Dealt with").click()
    expect(page.get_by_text("No mail has been dealt with at this desk yet.")).to_be_visible()
    assert [sent.path for sent in stub.sent].count("/desks/timecare/set-aside") >= 2
    stub.person = agent(desks=[])
    page.reload()
    expect(page.get_by_text("You belong to no desk yet.")).to_be_visible()


def test_a_contact_finds_nothing_here(page: Page, stub: Stub) -> None:
    sign_in(page, stub, contact())
    page.goto("/en/staff/set-aside/")
    expect(page.get_by_role("alert")).to_contain_text("You may not do this with your account.")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_no_state_of_a_card_has_a_fault_that_axe_can_see(
    chromium: Browser, origin: str, stub: Stub, width: int, scheme: Any
) -> None:
    context = chromium.new_context(base_url=origin, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    sign_in(page, stub, agent())
    stub.customers, stub.html = CUSTOMERS, "<p>Hello</p>"
    stub.mails = [
        mail(id="01", text="Line\n" * 40, has_html=True, attachments=[attached("setup.exe", listed=False)]),
        mail(id="02", ticket="PRO-1042", known=KARI),
        mail(id="03", reason="virus", is_safe=False, attachments=[attached("bill.zip")]),
    ]
    page.goto("/hr/staff/set-aside/")
    cards = page.locator(".tk-mail")
    cards.nth(0).locator("summary").last.click()
    cards.nth(0).locator("iframe").wait_for()
    cards.nth(1).locator(".tk-decision button").first.click()
    cards.nth(1).get_by_role("textbox").fill("")
    cards.nth(1).locator("[type=submit]").click()
    cards.nth(1).get_by_role("alert").wait_for()
    cards.nth(2).locator(".tk-decision .tk-link").click()
    cards.nth(0).locator(".tk-decision button").first.click()
    cards.nth(0).get_by_role("combobox").fill("fj")
    cards.nth(0).get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    found = [*Axe().run(page).response["violations"]]
    cards.nth(2).locator("[type=submit]").click()
    cards.nth(2).locator(".tk-outcome").wait_for()
    found += Axe().run(page).response["violations"]
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert wider <= 0, f"it scrolls sideways by {wider} px"
