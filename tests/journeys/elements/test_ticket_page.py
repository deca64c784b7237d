"""A ticket: its correspondence and what each side may do (MP2 TC3 TC5 TC11)."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.elements.acts import open_ticket, send, sign_in
from tests.journeys.elements.samples import agent, attached, contact, entry
from tests.journeys.elements.stub import Stub, problem

pytestmark = pytest.mark.journey


def test_what_people_wrote_stays_text_and_only_web_addresses_become_links(page: Page, stub: Stub) -> None:
    hostile = "<img src=x onerror=alert(1)> javascript:alert(2)\nSee https://example.com/a?b=1."
    stub.entries = [entry(1, "opened", hostile, whole=f"{hostile}\n> quoted")]
    open_ticket(page, stub, contact(), [])
    words = page.locator(".tk-entry > .tk-prose")
    assert words.inner_text() == hostile
    expect(page.locator(".tk-entry img")).to_have_count(0)
    (link,) = words.get_by_role("link").all()
    assert link.get_attribute("href") == "https://example.com/a?b=1"
    assert "noopener" in (link.get_attribute("rel") or "")
    page.get_by_text("Show the whole mail").click()
    expect(page.get_by_text("> quoted")).to_be_visible()


def test_a_customer_adds_her_word_once_and_meets_the_newest_entry(page: Page, stub: Stub) -> None:
    open_ticket(page, stub, contact(), ["additions", "closure_request"])
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("Write a few words.")
    page.fill("[name=text] >> visible=true", "It began yesterday.")
    stub.entries.append(entry(2, "added", "It began yesterday."))
    send(page)
    expect(page.locator("#entry-2 h3")).to_be_focused()
    expect(page.locator(".tk-heard[role=status]")).to_have_text("Your message is on the ticket.")
    (sent,) = stub.posts("/tickets/PRO-1042/additions")
    assert sent.body == {"text": "It began yesterday.", "files": []}
    assert page.locator("[name=text] >> visible=true").input_value() == ""


def test_closure_is_offered_under_the_name_of_what_it_does(page: Page, stub: Stub) -> None:
    open_ticket(page, stub, contact(), ["additions", "closure_request"])
    page.get_by_text("Ask for the ticket to be closed").click()
    page.get_by_role("button", name="Ask for closure").click()
    expect(page.locator(".tk-heard[role=status]")).to_have_text("We have asked the desk to close the ticket.")
    assert stub.posts("/tickets/PRO-1042/closure")[0].body == {"text": ""}


def test_unknown_and_not_yours_read_the_same_and_have_a_way_on(page: Page, stub: Stub) -> None:
    sign_in(page, stub, contact())
    page.goto("/en/ticket/?n=TIM-1")
    expect(page.get_by_role("alert")).to_contain_text(
        "There is no ticket with this number among those that you may see."
    )
    expect(page.locator("tuki-ticket").get_by_role("link", name="My tickets")).to_be_visible()


def test_an_agent_answers_with_what_comes_next_and_a_note_looks_and_reads_otherwise(page: Page, stub: Stub) -> None:
    open_ticket(page, stub, agent(), ["answers", "notes", "handling"])
    page.get_by_role("button", name="Start handling").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("Handling has started")
    page.fill("[name=text] >> visible=true", "When did it begin?")
    page.get_by_label("We wait for the customer").check()
    page.get_by_role("button", name="Send to the customer").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("on its way")
    assert stub.posts("/tickets/PRO-1042/answers")[0].body == {
        "text": "When did it begin?", "files": [], "then": "awaiting_customer"
    }  # fmt: skip
    page.get_by_label("Internal note").check()
    expect(page.get_by_role("button", name="Send to the customer")).to_be_hidden()
    page.fill("[name=text] >> visible=true", "Like PRO-990.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator(".tk-heard[role=status]")).to_have_text("The note is saved.")
    assert stub.posts("/tickets/PRO-1042/notes")[0].body == {"text": "Like PRO-990.", "files": []}


def test_a_held_mail_says_why_and_is_accepted_by_staff(page: Page, stub: Stub) -> None:
    held = entry(2, "held", "It is me.", facts={"reason": "unverified"}, sender="kari@elsewhere.example", via="mail")
    stub.entries = [entry(1, "opened", "It shows error 17."), held]
    open_ticket(page, stub, agent(), ["answers", "notes"])
    expect(page.locator("#entry-2")).to_contain_text("The sender's address could not be verified.")
    page.get_by_role("button", name="Accept as genuine").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("part of the correspondence")
    assert stub.posts("/tickets/PRO-1042/acceptances")[0].body == {"sequence": 2}


def test_a_held_mail_that_belongs_elsewhere_is_set_aside(page: Page, stub: Stub) -> None:
    held = entry(2, "held", "Something else.", facts={"reason": "foreign"}, sender="kari@elsewhere.example", via="mail")
    stub.entries = [entry(1, "opened", "It shows error 17."), held]
    open_ticket(page, stub, agent(), ["answers", "notes"])
    page.get_by_role("button", name="It belongs elsewhere").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("among those set aside")
    assert stub.posts("/tickets/PRO-1042/dismissals")[0].body == {"sequence": 2, "belongs_elsewhere": True}


def test_a_held_mail_that_nobody_vouches_for_is_dismissed_and_can_be_accepted_later(page: Page, stub: Stub) -> None:
    held = entry(2, "held", "It is me.", facts={"reason": "foreign"}, sender="kari@elsewhere.example", via="mail")
    stub.entries = [entry(1, "opened", "It shows error 17."), held]
    open_ticket(page, stub, agent(), ["answers", "notes"])
    stub.entries = [stub.entries[0], {**held, "held": False, "dismissed": True}]
    stub.entries.append(entry(3, "dismissed", facts={"dismisses": "2"}))
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator(".tk-heard[role=status]")).to_have_text("The mail is dismissed. Only staff see it.")
    expect(page.locator("#entry-3 h3")).to_be_focused()
    assert stub.posts("/tickets/PRO-1042/dismissals")[0].body == {"sequence": 2}
    expect(page.locator("#entry-2")).to_contain_text("This mail was dismissed. The customer does not see it.")
    expect(page.locator("#entry-2").get_by_role("button", name="Dismiss")).to_have_count(0)
    page.get_by_role("button", name="Accept as genuine").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("part of the correspondence")
    assert stub.posts("/tickets/PRO-1042/acceptances")[0].body == {"sequence": 2}


def test_staff_save_the_whole_mail_and_files_of_an_unusual_type_say_so(page: Page, stub: Stub) -> None:
    files = [attached("log.txt"), attached("setup.exe", listed=False)]
    stub.entries = [entry(1, "opened", "It shows error 17.", has_mail=True, attachments=files)]
    open_ticket(page, stub, agent(), [])
    for name, call in (("The whole mail", "messages/1/mail"), ("Download log.txt", "files/id-log.txt")):
        with page.expect_request("**/storage"):
            page.get_by_role("button", name=name).click()
        assert stub.sent[-1].path == f"/tickets/PRO-1042/{call}"
    unusual = page.get_by_role("button", name="Download setup.exe")
    expect(unusual).to_have_accessible_description("Unusual file type: open with care")
    expect(page.get_by_role("button", name="Download log.txt")).to_have_accessible_description("")


def test_a_file_that_is_refused_says_so_beside_its_name(page: Page, stub: Stub) -> None:
    stub.entries = [entry(1, "opened", "It shows error 17.", attachments=[attached("log.txt")])]
    open_ticket(page, stub, contact(), [])
    stub.answers["/tickets/PRO-1042/files/id-log.txt"] = problem(404, "not_found")
    page.get_by_role("button", name="Download log.txt").click()
    expect(page.locator(".tk-files").get_by_role("alert")).to_contain_text("We cannot find this")


def test_staff_are_warned_of_an_address_whose_letters_come_back_and_try_it_again(page: Page, stub: Stub) -> None:
    returned = {"at": "2026-11-20T10:00:00Z", "address": "kari@fjord.example", "code": "5.1.1"}
    kari = {"name": "Kari Nordli", "address": "kari@fjord.example"}
    open_ticket(page, stub, agent(), ["answers", "trials"], contact={**kari, "returned": returned})
    warning = page.locator(".tk-returned")
    expect(warning).to_contain_text("Letters to kari@fjord.example have come back since Fri 20 Nov, 11:00.")
    expect(warning).to_contain_text("Kari Nordli does not get them. Please call instead.")
    stub.tickets[0]["contact"] = {**kari, "returned": None}
    warning.get_by_role("button", name="Try the address again").click()
    expect(page.locator(".tk-heard[role=status]")).to_have_text("Letters go to this address again.")
    expect(warning).to_have_count(0)
    expect(page.locator(".tk-head h2")).to_be_focused()
    assert stub.posts("/tickets/PRO-1042/trials")[0].body == {}


def test_a_refused_step_is_told_beside_its_button_and_nothing_is_lost(page: Page, stub: Stub) -> None:
    open_ticket(page, stub, agent(), ["answers", "notes", "handling"])
    page.fill("[name=text] >> visible=true", "Half an answer")
    stub.answers["/tickets/PRO-1042/handling"] = problem(409, "already_handled")
    page.get_by_role("button", name="Start handling").click()
    expect(page.get_by_role("alert")).to_have_text("You have started handling this ticket already.")
    page.reload()
    page.wait_for_selector(".tk-entries")
    assert page.input_value("[name=text] >> visible=true") == "Half an answer"
