"""Where a case lies and when the next word comes: escalations and their promises (CI2 CI3 CI5 CI6 CI8)."""

from datetime import UTC, datetime

import pytest

from chalicelib import ticking
from chalicelib.domain.people import Agent
from tests.rules.front_door import ALICE, CHARLIE, FrontDoor, Visitor, a_question

TUVA = Agent("tuva", "Tuva Lie", "tuva@vendor.example", ("crm-insight",), language="nb")


@pytest.fixture
def agent(desk: FrontDoor) -> Visitor:
    desk.directory.keep_agent(TUVA)
    return desk.signed_in(TUVA)


@pytest.fixture
def number(desk: FrontDoor) -> str:
    filing = a_question(desk="crm-insight", area="", severity=2)
    answer = desk.signed_in(ALICE).post("/v1/tickets", filing)
    assert answer.status == 201, answer.body
    return str(answer.body["ticket"]["number"])


def escalate(agent: Visitor, number: str, **changes: str) -> dict[str, object]:
    answer = agent.post(
        f"/v1/tickets/{number}/escalations", {"to": "development", "text": "Vi ser på koden.", **changes}
    )
    assert answer.status == 201, answer.body
    return dict(answer.body)


def states(answer: object) -> list[str]:
    assert isinstance(answer, dict)
    return [promise["state"] for promise in answer["promises"]]


def seen_by_alice(desk: FrontDoor, number: str) -> dict[str, object]:
    return dict(desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body)


def test_ci5_an_escalated_ticket_says_where_it_lies_and_when_the_next_word_comes(
    desk: FrontDoor, agent: Visitor, number: str
) -> None:
    escalate(agent, number)
    seen = seen_by_alice(desk, number)
    ticket = seen["ticket"]
    assert isinstance(ticket, dict)
    assert (ticket["state"], ticket["escalation"]["to"]) == ("escalated", "development")
    assert ticket["promise_at"] == "2026-03-04T08:00:00.000Z", "16 working hours for severity 2, from Monday at 9"
    letter = desk.letters_to(ALICE.address)[-1].text
    assert "onsdag 4. mars 2026 kl. 09.00" in letter and "Vi ser på koden." in letter


def test_ci3_an_external_escalation_names_its_party_and_what_the_customer_has_to_do(
    desk: FrontDoor, agent: Visitor, number: str
) -> None:
    bad = agent.post(f"/v1/tickets/{number}/escalations", {"to": "third_party"})
    assert (bad.status, bad.fields) == (422, {"party", "customer"})
    escalate(agent, number, to="third_party", party="Nordvik Drift AS", customer="contacted")
    letter = desk.letters_to(ALICE.address)[-1].text
    assert "Nordvik Drift AS" in letter
    assert "tar kontakt" in letter or "kontakter" in letter


def test_an_agents_own_promise_takes_the_place_of_the_default(desk: FrontDoor, agent: Visitor, number: str) -> None:
    escalate(agent, number, until="2026-03-03T14:30")
    ticket = seen_by_alice(desk, number)["ticket"]
    assert isinstance(ticket, dict) and ticket["promise_at"] == "2026-03-03T13:30:00.000Z", "by the desk's clock"
    promised = agent.post(
        f"/v1/tickets/{number}/promises", {"until": "2026-03-05T10:00", "text": "Vi tester på torsdag."}
    )
    assert promised.status == 201 and states(promised.body) == ["kept", "standing"]
    assert "torsdag 5. mars 2026 kl. 10.00" in desk.letters_to(ALICE.address)[-1].text


@pytest.mark.parametrize(
    ("until", "code"),
    [
        ("på torsdag", "until_bad"),
        ("2026-03-01T10:00", "until_past"),
        ("2027-12-01T10:00", "until_too_far"),
        ("2026-03-07T10:00", "until_closed"),
        ("9999-12-31T23:59-23:00", "until_bad"),
    ],
)
def test_a_promise_that_is_none_is_refused_with_words(agent: Visitor, number: str, until: str, code: str) -> None:
    answer = agent.post(f"/v1/tickets/{number}/promises", {"until": until, "text": "Vi kommer tilbake."})
    (fault,) = answer.body["fields"]
    assert (answer.status, fault["field"], fault["code"]) == (422, "until", code)
    if code == "until_closed":
        assert "mandag 9. mars 2026 kl. 08.00" in fault["detail"]


def test_a_note_does_not_keep_a_promise_and_a_missed_one_is_told_to_the_agent(
    desk: FrontDoor, agent: Visitor, number: str
) -> None:
    escalate(agent, number)
    agent.post(f"/v1/tickets/{number}/notes", {"text": "Ringt utvikling.", "files": []})
    desk.now = datetime(2026, 3, 4, 7, 0, tzinfo=UTC)
    ticking.tick()
    assert [entry.act.value for entry in desk.store.entries[number]][-1] == "warned"
    desk.now = datetime(2026, 3, 4, 8, 0, 1, tzinfo=UTC)
    ticking.tick()
    assert [entry.act.value for entry in desk.store.entries[number]][-1] == "breached"
    assert number in desk.letters_to(TUVA.address)[-1].subject
    assert states(agent.get(f"/v1/tickets/{number}").body) == ["missed"]
    assert [(tally.matter, tally.met) for tally in desk.store.tallies] == [("start", True), ("promise", False)]


def test_an_answer_keeps_the_promise_and_the_next_one_stands_at_once(
    desk: FrontDoor, agent: Visitor, number: str
) -> None:
    escalate(agent, number)
    desk.now = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    answer = agent.post(f"/v1/tickets/{number}/answers", {"text": "Vi har funnet feilen.", "files": [], "then": "open"})
    assert (states(answer.body), answer.body["ticket"]["state"]) == (["kept", "standing"], "escalated")
    assert answer.body["ticket"]["promise_at"] == "2026-03-05T09:00:00.000Z"


def test_ci8_while_the_customers_answer_is_awaited_no_word_is_promised(
    desk: FrontDoor, agent: Visitor, number: str
) -> None:
    escalate(agent, number)
    asked = agent.post(
        f"/v1/tickets/{number}/answers", {"text": "Hvilken versjon?", "files": [], "then": "awaiting_customer"}
    )
    assert states(asked.body) == ["kept"] and asked.body["ticket"]["promise_at"] is None
    added = desk.signed_in(ALICE).post(f"/v1/tickets/{number}/additions", {"text": "Siste.", "files": []})
    assert states(added.body) == ["kept", "standing"] and added.body["ticket"]["state"] == "escalated"


def test_a_case_that_is_taken_back_is_the_desks_again(desk: FrontDoor, agent: Visitor, number: str) -> None:
    assert agent.post(f"/v1/tickets/{number}/returns", {"text": ""}).code == "not_escalated"
    shown = escalate(agent, number)
    assert "returns" in shown["actions"] and "escalations" not in shown["actions"]  # type: ignore[operator]
    assert agent.post(f"/v1/tickets/{number}/escalations", {"to": "sales"}).code == "already_escalated"
    back = agent.post(f"/v1/tickets/{number}/returns", {"text": "Utvikling er ferdig."})
    assert (back.body["ticket"]["state"], back.body["ticket"]["escalation"]) == ("open", None)
    assert states(back.body) == ["kept"], "an ordinary question needs no standing promise"
    assert "Utvikling er ferdig." in desk.letters_to(ALICE.address)[-1].text


def test_ci5_a_change_request_carries_a_promise_from_the_start(desk: FrontDoor) -> None:
    filing = a_question(kind="change_request", answers={"changed_part": "customisation"})
    number = desk.signed_in(ALICE).post("/v1/tickets", filing).body["ticket"]["number"]
    assert states(seen_by_alice(desk, number)) == ["standing"]
    assert "onsdag 4. mars 2026 kl. 09.00" in desk.letters_to(ALICE.address)[-1].text
    desk.signed_in(ALICE).post(f"/v1/tickets/{number}/closure", {"text": ""})
    assert states(seen_by_alice(desk, number)) == ["void"], "closed by the customer: nobody waits for a word"


def test_nothing_of_this_exists_for_a_stranger_nor_can_a_contact_do_it(desk: FrontDoor, number: str) -> None:
    for call in ("promises", "escalations", "returns", "error-class", "agreement"):
        assert desk.signed_in(CHARLIE).post(f"/v1/tickets/{number}/{call}", {}).status == 404
        assert desk.signed_in(ALICE).post(f"/v1/tickets/{number}/{call}", {}).status == 404
    assert desk.signed_in(CHARLIE).post(f"/v1/tickets/{number}/severity", {"severity": 1}).status == 404
