"""Filing a ticket (MP2 AD2 AD3 AD5 PM6)."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.elements.acts import fill_fault, open_form, send
from tests.journeys.elements.stub import Stub, problem

pytestmark = pytest.mark.journey


def test_who_is_not_signed_in_is_asked_to_and_reads_on_what_to_prepare(page: Page) -> None:
    page.goto("/en/promark/new/")
    link = page.locator("tuki-form").get_by_role("link", name="Sign in")
    assert (link.get_attribute("href") or "").endswith("sign-in/?to=%2Fen%2Fpromark%2Fnew%2F")
    expect(page.get_by_text("What one reads without scripts.")).to_be_visible()


def test_what_is_missing_is_named_at_its_field_and_in_the_summary_until_filled_in(page: Page, stub: Stub) -> None:
    open_form(page, stub, "fault", "adminet")
    send(page)
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("listitem").first).to_have_text("Fill in: Subject.")
    expect(summary).to_contain_text("Fill in at least one of these: Person, Invoice number")
    page.fill("[name=subject]", "Invoice 17")
    expect(page.locator("[data-field=subject] .tk-error")).to_be_hidden()
    page.fill("[name=invoice]", "17")
    expect(page.locator("[data-field=person] .tk-error")).to_be_hidden()
    expect(page.locator(".tk-missing li")).to_have_text(["Description"])


def test_a_ticket_is_filed_after_a_look_at_the_answers_and_gets_number_and_due_time(page: Page, stub: Stub) -> None:
    open_form(page, stub, "fault")
    fill_fault(page)
    page.set_input_files("[type=file]", [{"name": "screen.png", "mimeType": "image/png", "buffer": b"png"}])
    expect(page.locator(".tk-files")).to_contain_text("screen.png")
    page.wait_for_selector("progress", state="detached")
    send(page)
    expect(page.get_by_role("heading", name="Check your answers")).to_be_focused()
    assert stub.posts("/tickets") == []
    send(page)
    expect(page.get_by_role("heading", name="Your ticket is filed")).to_be_focused()
    expect(page.locator(".tk-done")).to_contain_text("PRO-1042")
    expect(page.locator(".tk-due")).to_contain_text("Tue 24 Nov, 13:40")
    filed = stub.posts("/tickets")[0]
    assert filed.headers["X-Tuki"] == "1"
    assert filed.body == {
        "desk": "promark", "kind": "fault", "subject": "The terminal is silent",
        "text": "It shows error 17 since this morning.", "severity": 2, "area": "time_registration", "release": "10.1",
        "answers": {"environment": "production"}, "files": [{"id": filed.body["files"][0]["id"], "name": "screen.png"}],
    }  # fmt: skip
    assert b"png" in stub.uploads[0]


def test_a_reload_loses_nothing_of_a_draft(page: Page, stub: Stub) -> None:
    open_form(page, stub, "fault")
    fill_fault(page)
    page.set_input_files("[type=file]", [{"name": "log.txt", "mimeType": "text/plain", "buffer": b"17"}])
    page.wait_for_selector("progress", state="detached")
    page.goto("/en/promark/new/")
    page.wait_for_selector("form.tk-form")
    assert page.input_value("[name=subject]") == "The terminal is silent"
    assert page.input_value("[name=version]") == "10.1"
    expect(page.locator(".tk-files")).to_contain_text("log.txt")


def test_a_filing_without_an_answer_is_repeated_under_the_same_key_and_a_changed_one_under_another(
    page: Page, stub: Stub
) -> None:
    open_form(page, stub, "fault")
    fill_fault(page)
    stub.answers["/tickets"] = problem(500, "internal")
    send(page)
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("Something went wrong at our end.")
    page.reload()
    page.wait_for_selector(".tk-answers")
    send(page)
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("button", name="Change: Subject").click()
    expect(page.locator("[name=subject]")).to_be_focused()
    page.fill("[name=subject]", "The terminal is silent again")
    stub.answers.clear()
    send(page)
    send(page)
    page.wait_for_selector(".tk-done")
    first, again, changed = [sent.headers["Idempotency-Key"] for sent in stub.posts("/tickets")]
    assert first == again
    assert changed != first


def test_what_the_functions_refuse_is_shown_at_its_field(page: Page, stub: Stub) -> None:
    open_form(page, stub, "fault")
    fill_fault(page)
    fields = [{"field": "text", "code": "text_too_long", "detail": "The text is too long."}]
    stub.answers["/tickets"] = problem(422, "form_incomplete", "", fields)
    send(page)
    send(page)
    expect(page.locator("[data-field=description] .tk-error")).to_have_text("The text is too long.")
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.input_value("[name=subject]") == "The terminal is silent"


def test_files_of_a_refused_type_or_size_are_told_before_anything_is_sent(page: Page, stub: Stub) -> None:
    open_form(page, stub, "question")
    page.set_input_files("[type=file]", [{"name": "virus.exe", "mimeType": "x/y", "buffer": b"1"}])
    expect(page.locator(".tk-files")).to_contain_text("virus.exe: this type of file is not taken.")
    limit = "{let d = new DataTransfer(); d.items.add(new File([new Uint8Array(25000001)], 'big.png')); return d}"
    page.locator(".tk-drop").dispatch_event("drop", {"dataTransfer": page.evaluate_handle(f"() => {limit}")})
    expect(page.locator(".tk-files")).to_contain_text("big.png is too large. At most 25 MB a file.")
    page.get_by_role("button", name="Remove virus.exe").click()
    expect(page.locator(".tk-files li")).to_have_count(1)
    assert stub.posts("/files") == []


def test_an_upload_that_broke_off_can_be_tried_again(page: Page, stub: Stub) -> None:
    open_form(page, stub, "question")
    stub.answers["/files"] = problem(500, "internal")
    page.set_input_files("[type=file]", [{"name": "screen.png", "mimeType": "image/png", "buffer": b"png"}])
    retry = page.get_by_role("button", name="Try screen.png again")
    expect(retry).to_be_visible()
    stub.answers.clear()
    retry.click()
    expect(retry).to_be_hidden()
    page.wait_for_selector("progress", state="detached")
    assert len(stub.uploads) == 1


def test_a_version_out_of_support_is_told_at_once(page: Page, stub: Stub) -> None:
    open_form(page, stub, "fault")
    page.select_option("[name=version]", "9.1")
    expect(page.locator(".tk-notes").first).to_be_hidden()
    expect(page.get_by_text("Version 9.1 is no longer supported; the oldest supported one is 10.0.")).to_be_visible()


def test_a_third_party_is_hinted_at_and_stops_nobody(page: Page, stub: Stub) -> None:
    open_form(page, stub, "question", "adminet")
    page.fill("[name=subject]", "E-invoice has not arrived")
    expect(page.locator(".tk-hinted")).to_contain_text("may answer this faster")
    page.fill("[name=description]", "What can be done?")
    page.fill("[name=invoice]", "17")
    send(page)
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()


def test_guides_are_suggested_while_the_subject_is_typed(page: Page, stub: Stub) -> None:
    open_form(page, stub, "question")
    page.fill("[name=subject]", "Terminals are silent")
    guides = page.locator(".tk-hinted").get_by_role("link")
    expect(guides).to_have_text(["A silent terminal"])
    assert guides.get_attribute("href") == "/en/guides/silent-terminal/"
