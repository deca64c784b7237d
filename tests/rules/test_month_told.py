"""Word of the month: to leads when it was drawn up by itself, to administrators when it is issued (MP9 TC5)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib import ticking
from chalicelib.desk.billing import running
from chalicelib.desk.ports import Once
from chalicelib.domain.letter import Outgoing
from chalicelib.domain.people import Agent, Contact, Role
from tests.fakes import FakeWorklog
from tests.rules.front_door import ALICE, MAIL_DOMAIN, FrontDoor, Visitor
from tests.rules.test_agreements import keep
from tests.rules.test_month_closed import ADA, APRIL, LENA, RUN, done, draft, drawn_up, issued, worked

EINAR = Contact("einar", "bakery", "Einar Lund", "einar@bakery.example", Role.ADMINISTRATOR, "fi")


@pytest.fixture
def lena(desk: FrontDoor) -> Visitor:
    desk.now = APRIL
    desk.directory.keep_agent(LENA)
    desk.directory.keep_contact(ADA)
    lead = desk.signed_in(LENA)
    assert keep(lead).status == 201
    return lead


def told(desk: FrontDoor, about: str) -> list[Outgoing]:
    """Has what is owed by now sent; the letters that left and lead to this page."""
    ticking.tick()
    return [sent.letter for sent in desk.mailer.sent if f"/{about}/?" in sent.letter.text]


def test_mp9_the_customers_administrators_are_told_that_a_statement_is_there(desk: FrontDoor, lena: Visitor) -> None:
    desk.directory.keep_contact(EINAR)
    worked(desk, "one", 20)
    issued(desk, lena)
    letters = {letter.to: letter for letter in told(desk, "statements")}
    assert set(letters) == {ADA.address, EINAR.address, ALICE.address}
    hers = letters[ADA.address]
    assert hers.subject == "Faktura 2026-00001 for februar 2026"
    assert "Å betale: 3\u00a0125,00 NOK\nBetales innen: " in hers.text
    (statement,) = desk.signed_in(ADA).get("/v1/statements").body["statements"]
    assert f"/nb/statements/?id={statement['id']}" in hers.text
    assert hers.reply_to == f"promark@{MAIL_DOMAIN}"
    assert letters[EINAR.address].subject == "Lasku 2026-00001, helmikuu 2026"


def test_mp9_nobody_is_told_of_a_month_with_nothing_to_bill(desk: FrontDoor, lena: Visitor) -> None:
    rita = Contact("rita", "rival", "Rita", "rita@rival.example", Role.ADMINISTRATOR, "nb")
    desk.directory.keep_contact(rita)
    assert draft(issued(desk, lena), "rival")["standing"] == "nothing"
    assert rita.address not in {letter.to for letter in told(desk, "statements")}


def test_mp9_a_credit_note_says_what_is_given_back(desk: FrontDoor, lena: Visitor) -> None:
    entry = worked(desk, "one", 180)
    issued(desk, lena)
    back = replace(entry, id="back", month="2026-03", seconds=-entry.seconds, corrects=entry.id)
    FakeWorklog(desk.store).write((back,), Once("back", ""))
    issued(desk, lena, "/v1/desks/promark/runs/2026-03")
    hers = {letter.subject: letter for letter in told(desk, "statements")}["Kreditnota 2026-00002 for mars 2026"]
    assert "Til gode: 4\u00a0125,00 NOK" in hers.text
    assert "innen" not in hers.text


def test_who_is_no_administrator_any_more_is_told_nothing(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    issued(desk, lena)
    desk.directory.keep_contact(replace(ADA, role=Role.CONTACT))
    assert ADA.address not in {letter.to for letter in told(desk, "statements")}


def test_mp9_leads_are_told_when_the_desk_opens_that_a_month_was_drawn_up(desk: FrontDoor, lena: Visitor) -> None:
    desk.now = datetime(2026, 4, 30, 23, tzinfo=UTC)
    running.begin_all(desk.world())
    about = "/nb/staff/billing/?desk=promark&month=2026-04"
    assert [letter for letter in told(desk, "staff/billing") if about in letter.text] == []
    desk.now = datetime(2026, 5, 4, 7, tzinfo=UTC)
    (promarks,) = [letter for letter in told(desk, "staff/billing") if about in letter.text]
    assert promarks.subject == "Promark brukerstøtte: april 2026 er beregnet"
    assert {letter.to for letter in told(desk, "staff/billing")} == {LENA.address}


def test_a_month_that_a_lead_began_is_no_news_to_her(desk: FrontDoor, lena: Visitor) -> None:
    drawn_up(desk, lena)
    assert [letter for letter in told(desk, "staff/billing") if "month=2026-02" in letter.text] == []


def test_a_month_that_was_approved_before_the_desk_opened_is_no_news_either(desk: FrontDoor, lena: Visitor) -> None:
    desk.now = datetime(2026, 3, 1, 1, tzinfo=UTC)
    running.begin_all(desk.world())
    done(desk)
    assert lena.post(f"{RUN}/approvals", {"hash": lena.get(RUN).body["hash"]}).status == 201
    desk.now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert [letter for letter in told(desk, "staff/billing") if "desk=promark" in letter.text] == []


def test_a_month_without_anything_to_bill_is_no_news(desk: FrontDoor, lena: Visitor) -> None:
    desk.now = datetime(2026, 5, 4, 7, tzinfo=UTC)
    letters = told(desk, "staff/billing")
    assert [letter for letter in letters if "desk=adminet&month=2026-04" in letter.text] == []


def test_an_agent_who_leads_no_desk_is_told_of_no_month(desk: FrontDoor, lena: Visitor) -> None:
    desk.directory.keep_agent(Agent("lena", "Lena Vik", LENA.address, LENA.desks, Role.AGENT, "nb"))
    desk.now = datetime(2026, 5, 4, 7, tzinfo=UTC)
    assert told(desk, "staff/billing") == []
