"""One working day in six steps: read, file by form, write by mail, follow, answer, and see every letter.

The desk stands as scripts/serve opens it; people come by browser and by SMTP, each in the language of their desk.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import MAIL_DOMAIN, Desk, until

pytestmark = pytest.mark.journey

KARI = "kari.nordmann@fjellbakeriet.example"
OLA = "ola.hagen@fjellbakeriet.example"
BENTE = "bente.strand@havbris.example"
INGRID = "ingrid.solheim@promark.example"
ANA = "ana.maric@hotelbura.example"
IVANA = "ivana.kovacevic@evidencija.example"
EVA = "eva.sandell@lindhaga.example"
ANNIKA = "annika.bergstrom@timecare.example"

Someone = Callable[..., Page]
LANGUAGES = ("en", "nb", "sv", "fi", "hr")
DESKS = ("promark", "timecare", "crm-insight", "evidencija", "adminet")


def file_at_promark(page: Page, tmp_path: Path) -> str:
    """Kari's question with a picture, through the form; the number it gets."""
    picture = tmp_path / "skjerm.png"
    picture.write_bytes(b"\x89PNG picture")
    page.goto("/nb/promark/new/?kind=question")
    page.wait_for_selector("form.tk-form")
    page.fill("[name=subject]", "Timer på helligdag")
    page.fill("textarea[name=description]", "Hvordan fører vi timer på en helligdag?")
    page.select_option("[name=area]", "time_registration")
    page.set_input_files("[type=file]", picture)
    expect(page.locator(".tk-files")).to_contain_text("skjerm.png")
    page.wait_for_selector("progress", state="detached")
    for _ in ("check", "send"):
        page.click("form:not([hidden]) [type=submit]:visible")
    expect(page.locator(".tk-done")).to_contain_text("PRO-")
    number = re.search(r"PRO-\d+", page.locator(".tk-done").inner_text())
    assert number
    return number[0]


def write_on(page: Page, text: str) -> None:
    page.fill("textarea[name=text] >> visible=true", text)
    page.click("form:not([hidden]):not(.tk-time form) [type=submit]:visible")
    expect(page.locator(".tk-entries")).to_contain_text(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_1_the_portal_reads_in_every_language(someone: Someone, language: str) -> None:
    page = someone(language)
    page.goto("/")
    expect(page.locator(f"a[href*='{language}/']").first).to_be_visible()
    for path in ("", *(f"{desk}/{part}/" for desk in DESKS for part in ("hours", "service-levels", "contact"))):
        answer = page.goto(f"/{language}/{path}")
        assert answer and answer.status == 200
        assert page.locator("html").get_attribute("lang") == language
        expect(page.locator("h1").first).to_be_visible()


def test_2_a_contact_files_by_form_and_gets_number_due_time_and_receipt(
    someone: Someone, desk: Desk, tmp_path: Path
) -> None:
    page = someone("nb", KARI)
    number = file_at_promark(page, tmp_path)
    expect(page.locator(".tk-due")).to_contain_text("3. mars")
    receipt = desk.letter(KARI, number)
    assert "Vi begynner å undersøke den før tirsdag 3. mars 2026 kl. 13.1" in receipt["text"]
    assert number in desk.letter(INGRID, number)["text"]


def test_3_a_mail_opens_a_ticket_with_its_file_and_a_croatian_receipt(someone: Someone, desk: Desk) -> None:
    desk.mail(ANA, f"evidencija@{MAIL_DOMAIN}", "Najam skele", "Trebamo skelu još tjedan dana.", ("plan.pdf", b"%PDF-"))
    receipt = desk.letter(ANA, "Najam skele")
    assert "Zaprimili smo" in receipt["text"]
    number = re.search(r"EVI-\d+", receipt["text"])
    assert number
    page = someone("hr", ANA)
    page.goto(f"/hr/ticket/?n={number[0]}")
    expect(page.locator(".tk-entries")).to_contain_text("Trebamo skelu još tjedan dana.")
    expect(page.locator(".tk-entries")).to_contain_text("plan.pdf")


def test_3_a_timecare_ticket_is_due_two_opening_hours_away(someone: Someone) -> None:
    page = someone("sv", EVA)
    page.goto("/sv/timecare/new/?kind=question")
    page.wait_for_selector("form.tk-form")
    page.fill("[name=subject]", "Byta pass")
    page.fill("textarea[name=description]", "Hur byter två personer pass?")
    page.select_option("[name=area]", "schedule")
    for _ in ("check", "send"):
        page.click("form:not([hidden]) [type=submit]:visible")
    expect(page.locator(".tk-done")).to_contain_text("TIM-")
    due = page.locator(".tk-due").inner_text()
    hours, minutes = map(int, re.findall(r"(\d\d)[:.](\d\d)", due)[0])
    assert (11, 10) <= (hours, minutes) <= (11, 20), due


def test_3_a_mail_to_timecare_gets_the_way_in_and_is_kept(someone: Someone, desk: Desk) -> None:
    desk.mail(EVA, f"timecare@{MAIL_DOMAIN}", "Kan inte logga in", "Hjälp!")
    assert "Vi tar emot nya ärenden i portalen." in desk.letter(EVA, "Så når du")["text"]
    page = someone("sv", ANNIKA)
    page.goto("/sv/staff/set-aside/")
    expect(page.locator("tuki-set-aside")).to_contain_text("Kan inte logga in")


def test_4_tickets_are_hers_and_her_colleagues_and_nobody_elses(someone: Someone, desk: Desk, tmp_path: Path) -> None:
    kari = someone("nb", KARI)
    number = file_at_promark(kari, tmp_path)
    ola, bente = someone("nb", OLA), someone("nb", BENTE)
    ola.goto("/nb/tickets/")
    expect(ola.locator("tuki-tickets")).to_contain_text(number)
    bente.goto("/nb/tickets/")
    expect(bente.locator("tuki-tickets")).to_contain_text("PRO-")
    expect(bente.locator("tuki-tickets")).not_to_contain_text(number)
    bente.goto(f"/nb/ticket/?n={number}")
    expect(bente.get_by_role("alert")).to_be_visible()
    expect(bente.locator("tuki-ticket")).not_to_contain_text("helligdag")


def test_4_she_adds_asks_for_closure_and_reopens(someone: Someone, desk: Desk) -> None:
    desk.mail(ANA, f"evidencija@{MAIL_DOMAIN}", "Povrat skele", "Kada dolazite po skelu?")
    number = until(lambda: re.search(r"EVI-\d+", desk.letter(ANA, "Povrat skele")["text"]))[0]
    ana = someone("hr", ANA)
    ana.goto(f"/hr/ticket/?n={number}")
    write_on(ana, "Najbolje ujutro.")
    assert "Najbolje ujutro." in desk.letter(IVANA, "Najbolje ujutro.")["text"]
    ana.locator("summary", has_text="Zatražite zatvaranje zahtjeva").click()
    ana.get_by_role("button", name="Zatražite zatvaranje").click()
    assert "Zatvaranje zahtjeva traži" in desk.letter(IVANA, "Zatvaranje zahtjeva")["text"]
    ivana = someone("hr", IVANA)
    ivana.goto(f"/hr/ticket/?n={number}")
    ivana.locator("details", has=ivana.locator("form")).locator("summary").last.click()
    ivana.locator("details[open] [type=submit]").last.click()
    desk.letter(ANA, "Zahtjev zatvara")
    ana.goto(f"/hr/ticket/?n={number}")
    write_on(ana, "Ipak, nisu došli.")
    assert "Zahtjev ponovno otvara" in desk.letter(IVANA, "Zahtjev ponovno otvara")["text"]


def test_5_an_agent_answers_and_the_reply_by_mail_lands_on_the_same_ticket(
    someone: Someone, desk: Desk, tmp_path: Path
) -> None:
    kari = someone("nb", KARI)
    number = file_at_promark(kari, tmp_path)
    ingrid = someone("nb", INGRID)
    ingrid.goto("/nb/staff/")
    ingrid.locator("tuki-queue").get_by_role("link", name=re.compile(number)).click()
    write_on(ingrid, "Velg dagtype helligdag.")
    answer = desk.letter(KARI, "Velg dagtype helligdag.")
    reply_to = dict(answer["headers"])["Reply-To"]
    assert f"+{number.lower()}." in reply_to
    quoted = "\n".join(f"> {line}" for line in answer["text"].splitlines())
    reply = f"Tusen takk, det virket!\n\nman. 2. mars 2026 kl. 10.00 skrev Promark brukerstøtte:\n{quoted}\n"
    desk.mail(KARI, reply_to, f"Re: {answer['subject']}", reply)
    assert "Tusen takk, det virket!" in desk.letter(INGRID, "Tusen takk, det virket!")["text"]
    kari.goto(f"/nb/ticket/?n={number}")
    expect(kari.locator(".tk-entry").last).to_contain_text("Tusen takk, det virket!")
    expect(kari.locator(".tk-entry").last.locator("> .tk-prose")).not_to_contain_text("Velg dagtype")


def test_6_the_outbox_shows_every_letter_as_its_reader_sees_it(someone: Someone, desk: Desk) -> None:
    desk.mail(ANA, f"evidencija@{MAIL_DOMAIN}", "Račun za skelu", "Molimo račun.")
    desk.letter(ANA, "Račun za skelu")
    page = someone("en")
    page.goto("/outbox/")
    expect(page.locator("body")).to_contain_text("Račun za skelu")
    frame = page.frame_locator("iframe").first
    expect(frame.locator("body")).to_contain_text("EVI-")
