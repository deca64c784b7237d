"""Why a thing is due when it is, and the clocks beside the first: terms, error classes, payroll days (PM3 PM9-11)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib import ticking
from chalicelib.domain.payroll import Payroll
from tests.rules.front_door import ALICE, DORA, LONG_AGO, OLA, ORGANISATIONS, FrontDoor, Visitor, a_question


def case(visitor: Visitor, number: str) -> dict[str, object]:
    answer = visitor.get(f"/v1/tickets/{number}")
    assert answer.status == 200, answer.body
    return dict(answer.body)


def clock(shown: dict[str, object], matter: str) -> dict[str, object]:
    clocks = shown["clocks"]
    assert isinstance(clocks, list)
    return next(one for one in clocks if one["matter"] == matter)


def a_fault(**changes: object) -> dict[str, object]:
    answers = {"environment": "production"}
    return a_question(kind="fault", answers=answers, release="10.2", subject="Lønn", text="Stopper.", **changes)


def filed(door: FrontDoor, filing: dict[str, object]) -> str:
    answer = door.signed_in(ALICE).post("/v1/tickets", filing)
    assert answer.status == 201, answer.body
    return str(answer.body["ticket"]["number"])


def test_tc9_why_this_due_time_tells_each_stretch_counted_and_left_out(desk: FrontDoor) -> None:
    desk.now = datetime(2026, 4, 2, 9, 30, tzinfo=UTC)
    number = filed(desk, a_question(desk="timecare", area="schedule"))
    shown = clock(case(desk.signed_in(ALICE), number), "start")
    assert (shown["clock"], shown["target_minutes"], shown["due_at"]) == (
        "handling_started",
        120,
        "2026-04-07T08:30:00.000Z",
    )
    stretches = [
        (one["begin"], one["seconds"], [(reason["kind"], reason["name"]) for reason in one["reasons"]])
        for one in shown["stretches"]  # type: ignore[attr-defined]
    ]
    assert [(begin[:16], seconds) for begin, seconds, _ in stretches] == [
        ("2026-04-02T09:30", 1800),
        ("2026-04-02T10:00", 0),
        ("2026-04-07T07:00", 5400),
    ]
    kinds = {kind for kind, _ in stretches[1][2]}
    assert {"short", "holiday", "weekend"} <= kinds, "Maundy Thursday closes at 12, then Easter"
    assert any("Langfredag" in name for _, name in stretches[1][2]), "in Alice's language"


def test_pm3_no_clock_runs_until_the_terms_are_agreed(desk: FrontDoor) -> None:
    number = desk.signed_in(DORA).post("/v1/tickets", a_question(severity=1)).body["ticket"]["number"]
    agent = desk.signed_in(OLA)
    assert case(agent, number)["clocks"] == [] and "agreement" in case(agent, number)["actions"]  # type: ignore[operator]
    desk.now = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    settled = agent.post(f"/v1/tickets/{number}/agreement")
    assert settled.status == 201, settled.body
    shown = clock(settled.body, "start")
    assert shown["due_at"] == "2026-03-03T12:00:00.000Z", "four hours from the agreement on"
    assert any(reason["pause"] == "no_agreement" for one in shown["stretches"] for reason in one["reasons"])  # type: ignore[attr-defined]
    assert agent.post(f"/v1/tickets/{number}/agreement").code == "agreement_in_force"
    assert number in desk.letters_to(DORA.address)[-1].subject


def identified(desk: FrontDoor, error_class: str) -> tuple[str, dict[str, object]]:
    number = filed(desk, a_fault())
    answer = desk.signed_in(OLA).post(f"/v1/tickets/{number}/error-class", {"class": error_class})
    assert answer.status == 201, answer.body
    return number, dict(answer.body)


def test_pm10_a_class_a_error_demands_work_in_every_open_hour(desk: FrontDoor) -> None:
    number, shown = identified(desk, "A")
    assert (clock(shown, "fix")["due_at"], clock(shown, "fix")["state"]) == (None, "running")
    assert "uten opphold" in desk.letters_to(ALICE.address)[-1].text
    desk.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    ticking.tick()
    assert desk.store.entries[number][-1].act.value == "idle", "an hour without a word or a note"
    desk.signed_in(OLA).post(f"/v1/tickets/{number}/notes", {"text": "Feilen er funnet.", "files": []})
    desk.now = datetime(2026, 3, 2, 9, 59, tzinfo=UTC)
    ticking.tick()
    assert desk.store.entries[number][-1].act.value == "noted"
    desk.now = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    ticking.tick()
    assert desk.store.entries[number][-1].act.value == "idle"


def test_pm10_a_class_b_error_is_fixed_by_date_and_c_is_listed(desk: FrontDoor) -> None:
    _, b = identified(desk, "B")
    assert clock(b, "fix")["due_at"] == "2026-04-30T14:00:00.000Z", "two months on is a Saturday; the last open instant"
    _, c = identified(desk, "C")
    assert clock(c, "fix")["due_at"] is None


def test_what_was_asked_as_a_question_proves_to_be_a_fault(desk: FrontDoor) -> None:
    number = filed(desk, a_question())
    answer = desk.signed_in(OLA).post(f"/v1/tickets/{number}/error-class", {"class": "C"})
    assert answer.body["ticket"]["kind"] == "fault"


def test_only_faults_have_a_class_and_only_one_that_the_desk_knows(desk: FrontDoor) -> None:
    order = filed(desk, a_question(kind="order", area="", answers={"service": "training"}))
    fault = filed(desk, a_fault())
    agent = desk.signed_in(OLA)
    assert agent.post(f"/v1/tickets/{order}/error-class", {"class": "A"}).code == "not_a_fault"
    assert agent.post(f"/v1/tickets/{fault}/error-class", {"class": "X"}).fields == {"class"}


def judged(desk: FrontDoor) -> list[tuple[str, bool]]:
    return [(tally.matter, tally.met) for tally in desk.store.tallies]


@pytest.fixture
def payroll(desk: FrontDoor) -> None:
    """The bakery's agreement with promark is extended: payroll on the 4th, prepared for two open days."""
    bakery = ORGANISATIONS[0]
    first, *others = bakery.agreements
    extended = replace(first, desk="promark", first_day=LONG_AGO, payroll=Payroll((4,), 2))
    desk.directory.keep_organisation(replace(bakery, agreements=(extended, *others)))


@pytest.mark.usefixtures("payroll")
def test_pm11_while_payroll_is_prepared_the_start_target_is_shorter(desk: FrontDoor) -> None:
    number = filed(desk, a_question(severity=3))
    shown = case(desk.signed_in(ALICE), number)
    assert clock(shown, "start")["due_at"] == "2026-03-02T10:00:00.000Z", "two hours instead of fifty"
    assert (shown["ticket"]["level"], shown["fee"]) == ("preparing", None)  # type: ignore[index]


@pytest.mark.usefixtures("payroll")
def test_pm11_on_a_payroll_day_a_fault_is_solved_within_the_agreed_hours_and_the_fee_is_told(desk: FrontDoor) -> None:
    desk.now = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
    number = filed(desk, a_fault())
    receipt = desk.letters_to(ALICE.address)[-1].text
    assert "500,00 NOK" in receipt
    agent = desk.signed_in(OLA)
    asked = {"text": "Hvilken lønnsart?", "files": [], "then": "awaiting_customer"}
    desk.now = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    agent.post(f"/v1/tickets/{number}/answers", asked)
    assert clock(case(agent, number), "solution")["state"] == "standing"
    desk.now = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
    desk.signed_in(ALICE).post(f"/v1/tickets/{number}/additions", {"text": "120.", "files": []})
    shown = case(agent, number)
    assert shown["fee"] == {"amount": "500.00", "currency": "NOK"}
    solution = clock(shown, "solution")
    assert solution["due_at"] == "2026-03-05T10:00:00.000Z", "eight hours from 9:00, two of them waiting"
    assert any(reason["pause"] == "awaiting_customer" for one in solution["stretches"] for reason in one["reasons"])  # type: ignore[attr-defined]
    desk.now = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
    agent.post(f"/v1/tickets/{number}/answers", {"text": "Rettet.", "files": [], "then": "resolved"})
    assert clock(case(agent, number), "solution")["state"] == "met"
    assert ("solution", True) not in judged(desk), "she may still say that it is not solved"
    desk.signed_in(ALICE).post(f"/v1/tickets/{number}/closure", {"text": ""})
    assert ("solution", True) in judged(desk)
