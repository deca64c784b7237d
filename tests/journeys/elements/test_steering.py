"""Steering a case from its page: where it lies, when the next word comes, how severe it is (CI2 CI5 PM1 PM3 PM10)."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.elements.acts import open_ticket
from tests.journeys.elements.samples import agent, contact, entry, timing
from tests.journeys.elements.stub import Stub, problem

pytestmark = pytest.mark.journey

TICKET = "/tickets/PRO-1042"
OUTSIDE = {"to": "third_party", "party": "Nordic Hosting AS", "customer": "asked"}


def unfold(page: Page, title: str) -> None:
    page.locator("summary", has_text=title).click()


def sent(stub: Stub, call: str) -> Any:
    (post,) = stub.posts(f"{TICKET}/{call}")
    return post.body


def test_the_customer_sees_where_the_case_lies_and_what_is_asked_of_her(page: Page, stub: Stub) -> None:
    open_ticket(page, stub, contact(), [], state="escalated", escalation=OUTSIDE, promise_at="2026-11-23T08:30:00Z")
    facts = page.locator(".tk-facts")
    expect(facts).to_contain_text("Nordic Hosting AS (Third party)")
    expect(facts).to_contain_text("Please contact them yourself and give our ticket number.")
    expect(facts).to_contain_text("Next update by")
    expect(facts).to_contain_text("Late by 30 minutes")


def test_the_next_thing_due_is_named_by_its_matter(page: Page, stub: Stub) -> None:
    until = "2026-11-24T12:40:00Z"
    open_ticket(page, stub, contact(), [], due_matter="promise", due_at=until, promise_at=until)
    facts = page.locator(".tk-facts")
    expect(facts).to_contain_text("Next update by Tue 24 Nov, 13:40")
    expect(facts.get_by_text("Next update by")).to_have_count(1)


def test_an_extended_level_tells_its_fee(page: Page, stub: Stub) -> None:
    stub.timing = timing(fee={"amount": "500.00", "currency": "NOK"})
    open_ticket(page, stub, contact(), [], level="payroll_day")
    expect(page.locator(".tk-facts")).to_contain_text("Extended (payroll day)")
    expect(page.locator(".tk-facts")).to_contain_text("NOK 500.00 for the day")


def test_promises_are_listed_with_what_became_of_them_and_lead_to_their_words(page: Page, stub: Stub) -> None:
    made = {"sequence": 2, "made_at": "2026-11-20T10:00:00Z", "until": "2026-11-20T14:00:00Z", "state": "missed"}
    stub.timing = timing(promises=[made, {**made, "state": "standing", "until": "2026-11-24T13:00:00Z"}])
    stub.entries = [entry(1, "opened", "Hi."), entry(2, "promised", "Soon.", facts={"until": made["until"]})]
    open_ticket(page, stub, contact(), [])
    unfold(page, "Promised updates: 2")
    items = page.locator(".tk-promises li")
    expect(items.nth(0)).to_contain_text("Missed Fri 20 Nov, 15:00")
    expect(items.nth(1)).to_contain_text("Due Tue 24 Nov, 14:00")
    items.nth(0).get_by_role("link", name="promised Fri 20 Nov, 11:00").click()
    expect(page).to_have_url(re.compile("#entry-2$"))


def test_an_agent_promises_the_next_update_by_the_desks_clock(page: Page, stub: Stub) -> None:
    stub.timing = timing(suggested_until="2026-11-24T15:00")
    open_ticket(page, stub, agent(), ["answers", "notes", "promises"])
    unfold(page, "Promise the next update")
    form = page.locator(".tk-form--promise")
    expect(form.get_by_label("Next update by")).to_have_value("2026-11-24T15:00")
    expect(form).to_contain_text("By the desk's clock (Oslo).")
    form.get_by_label("Next update by").fill("2026-11-25T14:00")
    form.get_by_label("Your message to the customer").fill("We wait for the vendor.")
    form.get_by_role("button", name="Promise").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("The promise is made")
    assert sent(stub, "promises") == {"until": "2026-11-25T14:00", "text": "We wait for the vendor."}


def test_a_promise_that_is_refused_says_so_at_its_field_and_keeps_what_was_written(page: Page, stub: Stub) -> None:
    stub.timing = timing(suggested_until="2026-11-24T15:00")
    open_ticket(page, stub, agent(), ["promises"])
    closed = {"field": "until", "code": "until_closed", "detail": "The desk is closed then. It next opens Wed 08:00."}
    stub.answers[f"{TICKET}/promises"] = problem(422, "form_incomplete", fields=[closed])
    unfold(page, "Promise the next update")
    form = page.locator(".tk-form--promise")
    form.get_by_label("Your message to the customer").fill("Soon.")
    form.get_by_label("Next update by").fill("2026-11-24T23:00")
    form.get_by_role("button", name="Promise").click()
    expect(form.locator("[name=until]")).to_have_accessible_description(
        "By the desk's clock (Oslo). The desk is closed then. It next opens Wed 08:00."
    )
    page.reload()
    unfold(page, "Promise the next update")
    expect(form.locator("[name=until]")).to_have_value("2026-11-24T23:00")
    expect(form.locator("[name=text]")).to_have_value("Soon.")


def test_what_a_form_suggests_is_suggested_afresh_and_not_kept_as_written(page: Page, stub: Stub) -> None:
    stub.timing = timing(suggested_until="2026-11-24T15:00")
    open_ticket(page, stub, agent(), ["promises"])
    unfold(page, "Promise the next update")
    page.fill(".tk-form--promise [name=text]", "Soon.")
    stub.timing = timing(suggested_until="2026-11-25T09:00")
    page.reload()
    expect(page.locator(".tk-form--promise [name=until]")).to_have_value("2026-11-25T09:00")


def test_an_answer_may_name_the_next_update_where_one_is_owed_and_the_case_goes_on(page: Page, stub: Stub) -> None:
    stub.timing = timing(suggested_until="2026-11-24T15:00")
    open_ticket(page, stub, agent(), ["answers", "notes"], kind="change_request")
    form = page.locator(".tk-form--answer")
    expect(form.get_by_label("Next update by")).to_have_value("")
    expect(form).to_contain_text("Left empty, it is Tue 24 Nov, 15:00.")
    form.get_by_label("It is resolved").check()
    expect(form.locator("[name=until]")).to_be_hidden()
    form.get_by_label("We go on working").check()
    form.locator("[name=text]").fill("The vendor has it.")
    form.get_by_label("Next update by").fill("2026-11-27T12:00")
    form.get_by_role("button", name="Send to the customer").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("on its way")
    body = {"text": "The vendor has it.", "files": [], "then": "open", "until": "2026-11-27T12:00"}
    assert sent(stub, "answers") == body


def test_an_agent_passes_a_case_on_within_the_house_without_a_party(page: Page, stub: Stub) -> None:
    stub.timing = timing(suggested_until="2026-11-24T15:00")
    open_ticket(page, stub, agent(), ["escalations"])
    unfold(page, "Pass the ticket on")
    form = page.locator(".tk-form--escalation")
    form.get_by_role("button", name="Pass on").click()
    expect(form.get_by_role("alert")).to_contain_text("Choose whom the ticket is passed on to.")
    development = form.get_by_label("Development")
    hint = "They take the ticket over when it is about error messages or source code."
    expect(development).to_have_accessible_description(hint)
    development.check()
    expect(form.get_by_label("Name")).to_be_hidden()
    form.get_by_role("button", name="Pass on").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("The ticket is passed on")
    body = {"to": "development", "party": "", "customer": "", "text": "", "until": "2026-11-24T15:00"}
    assert sent(stub, "escalations") == body


def test_a_party_outside_has_a_name_and_the_customer_a_role(page: Page, stub: Stub) -> None:
    open_ticket(page, stub, agent(), ["escalations"])
    unfold(page, "Pass the ticket on")
    form = page.locator(".tk-form--escalation")
    form.get_by_label("Third party").check()
    form.get_by_role("button", name="Pass on").click()
    expect(form.locator("[name=party]")).to_have_accessible_description("Name whom the ticket is passed on to.")
    form.get_by_label("Name").fill("Nordic Hosting AS")
    form.get_by_label("The customer is asked to contact them.").check()
    form.locator("[name=text]").fill("They host your server.")
    page.reload()
    unfold(page, "Pass the ticket on")
    expect(form.get_by_label("Name")).to_have_value("Nordic Hosting AS")
    form.get_by_role("button", name="Pass on").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("The ticket is passed on")
    assert sent(stub, "escalations") == {**OUTSIDE, "text": "They host your server.", "until": ""}


def test_a_case_is_taken_back(page: Page, stub: Stub) -> None:
    open_ticket(page, stub, agent(), ["returns"], state="escalated", escalation=OUTSIDE)
    unfold(page, "Take the ticket back")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("with the desk again")
    assert sent(stub, "returns") == {"text": ""}


def test_a_standing_proposal_of_the_other_side_is_agreed_to_by_one_press(page: Page, stub: Stub) -> None:
    proposed = {"severity_proposed": 1, "severity_proposed_by": "desk"}
    open_ticket(page, stub, contact(), ["additions", "severity"], **proposed)
    expect(page.locator(".tk-facts")).to_contain_text("Functional (proposed) Proposed: Critical")
    expect(page.locator(".tk-proposal")).to_contain_text("The desk proposes the severity “Critical”.")
    page.get_by_role("button", name="Agree").click()
    expect(page.locator(".tk-heard[role=status]")).to_have_text("The severity is agreed.")
    assert sent(stub, "severity") == {"severity": 1, "agreed": False}


def test_ones_own_proposal_is_not_offered_to_be_agreed_to(page: Page, stub: Stub) -> None:
    proposed = {"severity_proposed": 2, "severity_proposed_by": "customer"}
    open_ticket(page, stub, contact(), ["additions", "severity"], **proposed)
    expect(page.locator(".tk-facts")).to_contain_text("Functional (your proposal)")
    expect(page.get_by_role("button", name="Agree")).to_have_count(0)


def test_a_customer_proposes_another_severity(page: Page, stub: Stub) -> None:
    open_ticket(page, stub, contact(), ["additions", "severity"])
    unfold(page, "Propose another severity")
    form = page.locator(".tk-form--triage")
    expect(form.locator("[name=agreed]")).to_have_count(0)
    form.get_by_label("Critical").check()
    form.get_by_role("button", name="Send the proposal").click()
    expect(page.locator(".tk-heard[role=status]")).to_have_text("Your proposal is with the desk.")
    assert sent(stub, "severity") == {"severity": 1, "agreed": False}


def test_an_agent_notes_a_severity_agreed_elsewhere(page: Page, stub: Stub) -> None:
    open_ticket(page, stub, agent(), ["notes", "severity"])
    unfold(page, "Severity")
    page.get_by_label("Insignificant").check()
    page.get_by_label("The customer has agreed already").check()
    page.get_by_role("button", name="Save the severity").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("The severity is noted")
    assert sent(stub, "severity") == {"severity": 3, "agreed": True}


def test_an_agent_says_of_which_class_an_error_is_and_reads_what_that_promises(page: Page, stub: Stub) -> None:
    open_ticket(page, stub, agent(), ["notes", "error_class"])
    unfold(page, "The error is identified")
    form = page.locator(".tk-form--identified")
    form.get_by_role("button", name="Save the class").click()
    expect(form.get_by_role("alert")).to_contain_text("Choose one of the error classes in the list.")
    expect(form.get_by_label("B", exact=True)).to_have_accessible_description(
        "Fixed in the next release, within one to two months."
    )
    form.get_by_label("B", exact=True).check()
    form.get_by_role("button", name="Save the class").click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("The error class is noted")
    assert sent(stub, "error-class") == {"class": "B"}


def test_the_terms_are_agreed_by_a_press_beside_the_notice(page: Page, stub: Stub) -> None:
    open_ticket(page, stub, agent(), ["notes", "agreement"], under_agreement=False, due_at=None)
    stub.answers[f"{TICKET}/agreement"] = problem(409, "agreement_in_force", "PRO-1042 already has an agreement.")
    press = page.get_by_role("button", name="The terms are agreed")
    press.click()
    expect(page.locator(".tk-why").get_by_role("alert")).to_have_text("PRO-1042 already has an agreement.")
    del stub.answers[f"{TICKET}/agreement"]
    press.click()
    expect(page.locator(".tk-heard[role=status]")).to_contain_text("The terms are agreed")
    assert stub.posts(f"{TICKET}/agreement")[-1].body == {}


def test_each_act_is_offered_only_where_the_functions_name_it(page: Page, stub: Stub) -> None:
    open_ticket(
        page, stub, agent(), ["notes"], under_agreement=False, severity_proposed=1, severity_proposed_by="customer"
    )
    expect(page.locator(".tk-act")).to_have_count(0)
    expect(page.get_by_role("button", name="Agree")).to_have_count(0)
    expect(page.get_by_role("button", name="The terms are agreed")).to_have_count(0)
