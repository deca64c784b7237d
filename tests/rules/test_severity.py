"""The severity is agreed with the customer: proposed by one side, visible to both (PM1 PM13)."""

from datetime import UTC, datetime

from tests.rules.front_door import ALICE, OLA, Answer, FrontDoor, Visitor, a_question


def filed(door: FrontDoor, severity: int) -> str:
    return str(door.signed_in(ALICE).post("/v1/tickets", a_question(severity=severity)).body["ticket"]["number"])


def say(visitor: Visitor, number: str, severity: int, agreed: bool = False) -> Answer:
    return visitor.post(f"/v1/tickets/{number}/severity", {"severity": severity, "agreed": agreed})


def stands(answer: Answer) -> tuple[int, bool, int | None, str | None]:
    ticket = answer.body["ticket"]
    return ticket["severity"], ticket["severity_agreed"], ticket["severity_proposed"], ticket["severity_proposed_by"]


def test_the_customers_proposal_counts_until_it_is_agreed(desk: FrontDoor) -> None:
    number = filed(desk, 1)
    seen = desk.signed_in(OLA).get(f"/v1/tickets/{number}")
    assert stands(seen) == (1, False, 1, "customer")
    assert seen.body["ticket"]["due_at"] == "2026-03-02T12:00:00.000Z"
    assert stands(say(desk.signed_in(OLA), number, 1)) == (1, True, None, None)
    assert "Kritisk" in desk.letters_to(ALICE.address)[-1].text


def test_another_severity_is_proposed_and_counts_when_the_other_side_agrees(desk: FrontDoor) -> None:
    number = filed(desk, 1)
    assert stands(say(desk.signed_in(OLA), number, 3)) == (1, False, 3, "desk")
    assert (
        "Foreslått" in desk.letters_to(ALICE.address)[-1].text or "foreslår" in desk.letters_to(ALICE.address)[-1].text
    )
    agreed = say(desk.signed_in(ALICE), number, 3)
    assert stands(agreed) == (3, True, None, None)
    assert agreed.body["ticket"]["due_at"] > "2026-03-09", "fifty working hours from registration"
    assert (
        "Ubetydelig" in desk.letters_to(OLA.address)[-1].text or "ubetydelig" in desk.letters_to(OLA.address)[-1].text
    )


def test_once_agreed_a_new_proposal_does_not_count_by_itself(desk: FrontDoor) -> None:
    number = filed(desk, 2)
    say(desk.signed_in(OLA), number, 2)
    assert stands(say(desk.signed_in(ALICE), number, 1)) == (2, True, 1, "customer")
    assert say(desk.signed_in(ALICE), number, 1).code == "severity_unchanged"


def test_an_agent_may_say_that_it_was_agreed_on_the_phone_and_a_customer_may_not(desk: FrontDoor) -> None:
    number = filed(desk, 2)
    assert stands(say(desk.signed_in(ALICE), number, 1, agreed=True)) == (1, False, 1, "customer")
    assert stands(say(desk.signed_in(OLA), number, 3, agreed=True)) == (3, True, None, None)


def test_a_changed_severity_takes_the_new_target_from_the_registration_on(desk: FrontDoor) -> None:
    number = filed(desk, 3)
    desk.now = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    say(desk.signed_in(OLA), number, 1, agreed=True)
    clock = desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body["clocks"][0]
    assert (clock["due_at"], clock["used_seconds"]) == ("2026-03-02T12:00:00.000Z", 7200), "two of four hours have run"


def test_a_severity_that_there_is_not_is_refused(desk: FrontDoor) -> None:
    number = filed(desk, 2)
    assert say(desk.signed_in(OLA), number, 4).fields == {"severity"}
    assert desk.signed_in(OLA).post(f"/v1/tickets/{number}/severity", {"severity": "1"}).status == 400
