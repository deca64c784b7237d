"""On the ticket: MP2 TC2 TC4 TC5 TC11, who sees what, and both sides told of what the other adds."""

from datetime import UTC, datetime

import pytest

from tests.rules.front_door import ALICE, BOB, CHARLIE, EVA, IVANA, OLA, FrontDoor, Visitor, a_question


@pytest.fixture
def number(desk: FrontDoor) -> str:
    return str(desk.signed_in(ALICE).post("/v1/tickets", a_question()).body["ticket"]["number"])


def acts(visitor: Visitor, number: str) -> list[str]:
    return [entry["act"] for entry in visitor.get(f"/v1/tickets/{number}").body["entries"]]


def test_mp2_tc4_contacts_see_their_own_organisations_tickets_and_nobody_elses(desk: FrontDoor, number: str) -> None:
    bob, charlie = desk.signed_in(BOB), desk.signed_in(CHARLIE)
    assert [ticket["number"] for ticket in bob.get("/v1/tickets").body["tickets"]] == [number]
    assert charlie.get("/v1/tickets").body["tickets"] == []


def test_a_strangers_ticket_does_not_exist(desk: FrontDoor, number: str) -> None:
    unknown = desk.signed_in(CHARLIE).get("/v1/tickets/PRO-9999")
    for stranger in (desk.signed_in(CHARLIE), desk.signed_in(EVA)):
        hidden = stranger.get(f"/v1/tickets/{number}")
        assert (hidden.status, hidden.code) == (404, "not_found")
        assert hidden.body["code"] == unknown.body["code"]
        for call in ("additions", "closure", "reopening", "answers", "notes", "handling", "acceptances"):
            assert stranger.post(
                f"/v1/tickets/{number}/{call}", {"text": "x", "then": "open", "sequence": 1}
            ).status in (
                403,
                404,
            )
    assert acts(desk.signed_in(ALICE), number) == ["opened"]


def test_nobody_is_let_in_without_signing_in(desk: FrontDoor, number: str) -> None:
    refused = desk.visitor("sv").get(f"/v1/tickets/{number}")
    assert (refused.status, refused.code) == (401, "sign_in_needed")


def test_tc5_the_customer_is_told_of_every_update_and_the_desk_of_every_addition(desk: FrontDoor, number: str) -> None:
    ola, alice = desk.signed_in(OLA), desk.signed_in(ALICE)
    ola.post(f"/v1/tickets/{number}/handling")
    assert "begynt å arbeide" in desk.letters_to(ALICE.address)[-1].text
    ola.post(f"/v1/tickets/{number}/answers", {"text": "Velg **Lørdag**.", "then": "awaiting_customer"})
    letter = desk.letters_to(ALICE.address)[-1]
    assert "Velg **Lørdag**." in letter.text and "<strong>Lørdag</strong>" in letter.html
    alice.post(f"/v1/tickets/{number}/additions", {"text": "Den mangler."})
    assert "Den mangler." in desk.letters_to(OLA.address)[-1].text
    assert acts(alice, number) == ["opened", "handling_started", "answered", "added"]


def test_tc5_a_colleagues_addition_is_told_to_the_contact_too(desk: FrontDoor, number: str) -> None:
    desk.signed_in(BOB).post(f"/v1/tickets/{number}/additions", {"text": "Jeg ser det også."})
    assert "Bob Hansen" in desk.letters_to(ALICE.address)[-1].text


def test_pm9_starting_or_answering_ends_the_start_clock(desk: FrontDoor, number: str) -> None:
    started = desk.signed_in(OLA).post(f"/v1/tickets/{number}/handling").body["ticket"]
    assert (started["due_at"], started["agent"]["name"], started["state"]) == (None, "Ola Moen", "open")


def test_an_internal_note_is_never_shown_or_told_to_the_customer(desk: FrontDoor, number: str) -> None:
    before = len(desk.letters_to(ALICE.address))
    changed = desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body["ticket"]["changed_at"]
    ola = desk.signed_in(OLA)
    assert ola.post(f"/v1/tickets/{number}/notes", {"text": "Kunden er vanskelig."}).status == 201
    shown = desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body
    assert "vanskelig" not in str(shown) and shown["ticket"]["changed_at"] == changed
    assert len(desk.letters_to(ALICE.address)) == before
    assert acts(ola, number) == ["opened", "noted"]


def test_tc11_at_timecare_the_customer_ends_the_ticket_and_the_desk_cannot(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    schedule = a_question(desk="timecare", area="schedule", subject="Schema", text="Passet syns inte.")
    number = alice.post("/v1/tickets", schedule).body["ticket"]["number"]
    assert desk.signed_in(EVA).post(f"/v1/tickets/{number}/closure").code == "closure_not_yours"
    assert alice.post(f"/v1/tickets/{number}/closure").body["ticket"]["state"] == "closed"
    assert "stängt ärendet" in desk.letters_to(EVA.address)[-1].text


def test_mp2_at_evidencija_the_customer_asks_and_the_desk_ends_it(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    rent = a_question(desk="evidencija", area="", subject="Najam", text="Kako produžiti najam?")
    number = alice.post("/v1/tickets", rent).body["ticket"]["number"]
    asked = alice.post(f"/v1/tickets/{number}/closure").body
    assert (asked["ticket"]["closure_asked"], asked["ticket"]["state"]) == (True, "new")
    assert "Zatvaranje zahtjeva traži" in desk.letters_to(IVANA.address)[-1].text
    assert desk.signed_in(IVANA).post(f"/v1/tickets/{number}/closure").body["ticket"]["state"] == "closed"


def test_mp2_she_reopens_what_was_closed(desk: FrontDoor, number: str) -> None:
    alice = desk.signed_in(ALICE)
    ended = desk.signed_in(OLA).post(f"/v1/tickets/{number}/answers", {"text": "Gjort.", "then": "resolved"})
    assert ended.body["ticket"]["state"] == "resolved"
    alice.post(f"/v1/tickets/{number}/closure")
    reopened = alice.post(f"/v1/tickets/{number}/reopening", {"text": "Det skjedde igjen."})
    assert reopened.body["ticket"]["state"] == "open"
    assert "Det skjedde igjen." in desk.letters_to(OLA.address)[-1].text


def test_open_and_closed_tickets_are_listed_apart(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    schedule = a_question(desk="timecare", area="schedule", subject="Schema", text="Passet syns inte.")
    number = alice.post("/v1/tickets", schedule).body["ticket"]["number"]
    alice.post(f"/v1/tickets/{number}/closure")
    assert alice.get("/v1/tickets?state=open").body["tickets"] == []
    assert [ticket["number"] for ticket in alice.get("/v1/tickets?state=closed").body["tickets"]] == [number]


def test_the_queue_is_by_due_time_and_only_for_the_desks_own(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    late = alice.post("/v1/tickets", a_question(severity=3)).body["ticket"]["number"]
    soon = alice.post("/v1/tickets", a_question(severity=1)).body["ticket"]["number"]
    listed = desk.signed_in(OLA).get("/v1/desks/promark/queue").body["tickets"]
    assert [ticket["number"] for ticket in listed] == [soon, late]
    assert desk.signed_in(EVA).get("/v1/desks/promark/queue").status == 404
    assert alice.get("/v1/desks/promark/queue").status == 404


def test_a_lost_race_is_tried_again_and_nothing_is_lost(desk: FrontDoor, number: str) -> None:
    desk.tickets.lose_next_race = True
    alice = desk.signed_in(ALICE)
    assert alice.post(f"/v1/tickets/{number}/additions", {"text": "Enda en ting."}).status == 201
    assert acts(alice, number) == ["opened", "added"]


def test_a_repeated_request_adds_once(desk: FrontDoor, number: str) -> None:
    alice = desk.signed_in(ALICE)
    for _ in range(2):
        alice.post(f"/v1/tickets/{number}/additions", {"text": "Én gang."}, Idempotency_Key="just-once")
    assert acts(alice, number) == ["opened", "added"]


def test_a_receipt_tells_the_promise_as_it_was_given_however_late_it_leaves(desk: FrontDoor) -> None:
    number = desk.signed_in(ALICE).post("/v1/tickets", a_question()).body["ticket"]["number"]
    desk.signed_in(OLA).post(f"/v1/tickets/{number}/answers", {"text": "Velg lørdag.", "then": "resolved"})
    receipt = next(letter for letter in desk.letters_to(ALICE.address) if "Takk for henvendelsen" in letter.text)
    assert "tirsdag 3. mars 2026 kl. 13.00" in receipt.text
    assert "Status: Ny" in receipt.text


@pytest.mark.parametrize("call", ["closure", "reopening"])
def test_a_request_that_was_lost_on_the_way_back_can_be_repeated(desk: FrontDoor, call: str) -> None:
    alice = desk.signed_in(ALICE)
    schedule = a_question(desk="timecare", area="schedule", subject="Schema", text="Passet syns inte.")
    number = alice.post("/v1/tickets", schedule).body["ticket"]["number"]
    if call == "reopening":
        alice.post(f"/v1/tickets/{number}/closure")
    first = alice.post(f"/v1/tickets/{number}/{call}", {"text": "Igen."}, Idempotency_Key="the-same-key")
    again = alice.post(f"/v1/tickets/{number}/{call}", {"text": "Igen."}, Idempotency_Key="the-same-key")
    assert (first.status, again.status) == (201, 201)
    assert first.body == again.body


def test_a_wish_to_close_is_over_when_the_ticket_is_taken_up_again(desk: FrontDoor) -> None:
    alice, ivana = desk.signed_in(ALICE), desk.signed_in(IVANA)
    rent = a_question(desk="evidencija", area="", subject="Najam", text="Kako produžiti najam?")
    number = alice.post("/v1/tickets", rent).body["ticket"]["number"]
    alice.post(f"/v1/tickets/{number}/closure")
    ivana.post(f"/v1/tickets/{number}/answers", {"text": "Gotovo.", "then": "resolved"})
    reopened = alice.post(f"/v1/tickets/{number}/reopening", {"text": "Nije."})
    assert reopened.body["ticket"]["closure_asked"] is False


def test_one_key_does_one_thing_a_call(desk: FrontDoor, number: str) -> None:
    alice = desk.signed_in(ALICE)
    alice.post(f"/v1/tickets/{number}/additions", {"text": "Takk."}, Idempotency_Key="the-same-key")
    closed = alice.post(f"/v1/tickets/{number}/closure", {}, Idempotency_Key="the-same-key").body["ticket"]
    assert closed["state"] == "closed" or closed["closure_asked"]


def test_less_than_a_target_is_late_at_its_last_instant(desk: FrontDoor, number: str) -> None:
    alice = desk.signed_in(ALICE)
    desk.now = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
    assert alice.get(f"/v1/tickets/{number}").body["ticket"]["late"], "promark: less than 12 hours"
