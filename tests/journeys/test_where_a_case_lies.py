"""A case that takes longer: why it is due when it is, where it lies, and when the next word comes (CI2 CI5)."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Desk, until

pytestmark = pytest.mark.journey

NINA = "nina.hauge@sunnvik.example"
TOR_ERIK = "tor.erik.hovland@insightcrm.example"
INGRID = "ingrid.solheim@promark.example"

Someone = Callable[..., Page]


def filed(page: Page) -> str:
    """Nina's question at crm-insight, said to be critical; its number."""
    page.goto("/nb/crm-insight/new/?kind=question")
    page.wait_for_selector("form.tk-form")
    page.fill("[name=subject]", "Kampanjen sendes to ganger")
    page.fill("textarea[name=description]", "Alle mottakere får kampanjen to ganger.")
    page.check("[name=severity][value='1']")
    for _ in ("check", "send"):
        page.click("form:not([hidden]) [type=submit]:visible")
    expect(page.locator(".tk-done")).to_contain_text("CRM-")
    number = re.search(r"CRM-\d+", page.locator(".tk-done").inner_text())
    assert number
    return number[0]


def unfold(page: Page, title: str) -> None:
    page.locator("summary", has_text=title).first.click()


def test_the_customer_always_sees_where_the_case_lies_and_when_the_next_word_comes(
    someone: Someone, desk: Desk
) -> None:
    nina = someone("nb", NINA)
    number = filed(nina)
    nina.goto(f"/nb/ticket/?n={number}")
    unfold(nina, "Første svar")
    expect(nina.locator("tuki-ticket")).to_contain_text("innen 4 arbeidstimer")
    expect(nina.locator("tuki-ticket")).to_contain_text("4 t")

    agent = someone("nb", TOR_ERIK)
    agent.goto(f"/nb/ticket/?n={number}")
    agent.get_by_role("button", name="Godta").click()
    assert "Kritisk" in desk.letter(NINA, "Alvorlighetsgraden er avtalt")["text"]
    unfold(agent, "Send saken videre")
    form = agent.locator("details[open] form", has=agent.locator("[name=to]"))
    form.locator("[name=to][value=development]").check()
    form.locator("textarea[name=text]").fill("Utvikling ser på utsendingen.")
    form.locator("[name=until]").fill("2026-03-03T10:00")
    form.locator("[type=submit]").click()
    expect(agent.locator(".tk-entries")).to_contain_text("Utvikling ser på utsendingen.")

    letter = desk.letter(NINA, "Utvikling ser på utsendingen.")
    assert "tirsdag 3. mars 2026 kl. 10.00" in letter["text"]
    nina.reload()
    expect(nina.locator(".tk-facts")).to_contain_text("Utvikling")
    expect(nina.locator(".tk-facts")).to_contain_text("tir. 3. mars, 10:00")
    nina.goto("/nb/tickets/")
    expect(nina.locator("tuki-tickets")).to_contain_text("Neste oppdatering")


def test_a_promise_while_the_desk_is_closed_is_refused_beside_its_field(someone: Someone, desk: Desk) -> None:
    number = filed(someone("nb", NINA))
    agent = someone("nb", TOR_ERIK)
    agent.goto(f"/nb/ticket/?n={number}")
    unfold(agent, "Lov neste oppdatering")
    form = agent.locator("details[open] form", has=agent.locator("[name=until]"))
    form.locator("[name=until]").fill("2026-03-07T10:00")
    form.locator("textarea[name=text]").fill("Vi ringer på lørdag.")
    form.locator("[type=submit]").click()
    expect(form).to_contain_text("mandag 9. mars 2026 kl. 08.00")
    expect(form.locator("textarea[name=text]")).to_have_value("Vi ringer på lørdag.")


def test_a_lead_sees_the_figures_and_takes_them_along(someone: Someone) -> None:
    lead = someone("nb", INGRID)
    lead.goto("/nb/staff/figures/")
    expect(lead.locator("tuki-figures svg").first).to_be_visible()
    with lead.expect_download() as download:
        lead.get_by_role("link", name=re.compile("CSV")).click()
    text = until(lambda: download.value.path()).read_text("utf-8-sig")
    assert "Fjellbakeriet AS" in text
