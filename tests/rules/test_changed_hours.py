"""Changed hours move running clocks only, the log says what they moved, and what was judged stays judged (PM9 TC7)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib import ticking, wiring
from chalicelib.desk.watch import moving
from chalicelib.policies.book import Policies, read_tree
from tests.rules.front_door import ALICE, OLA, FrontDoor, a_question
from tests.unit.policy_edits import edited

PARTY = {"en": "Office party", "nb": "Kontorfest", "sv": "Kontorsfest", "fi": "Toimistojuhla", "hr": "Proslava u uredu"}
CLOSED = [{"date": "2026-03-03", "hours": [], "reason": PARTY}]


@pytest.fixture
def party() -> Policies:
    """Promark announces that it is closed on Tuesday 3 March."""
    return read_tree(edited("promark.yaml", "hours", "deviations", to=CLOSED))


def filed(door: FrontDoor, **changes: object) -> str:
    return str(door.signed_in(ALICE).post("/v1/tickets", a_question(**changes)).body["ticket"]["number"])


def announce(desk: FrontDoor, policies: Policies, monkeypatch: pytest.MonkeyPatch) -> None:
    """The policies come into force, and every process has them."""
    desk.archive.keep(wiring.policies())
    monkeypatch.setattr(wiring, "policies", lambda: policies)
    ticking.tick()
    desk.now += moving.WAIT
    ticking.tick()


def test_a_running_clock_is_moved_and_ticket_and_log_say_so(
    desk: FrontDoor, party: Policies, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    number = filed(desk, severity=2)
    ticking.tick()
    announce(desk, party, monkeypatch)
    seen = desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body
    assert seen["ticket"]["due_at"] == "2026-03-04T12:00:00.000Z"
    moved = seen["entries"][-1]
    assert (moved["act"], moved["facts"]["from"]) == ("moved", "2026-03-03T12:00:00.000Z")
    (line,) = [line for line in caplog.records if line.message == "due moved"]
    assert vars(line)["ticket"] == number
    reasons = [reason for one in seen["clocks"][0]["stretches"] for reason in one["reasons"]]
    assert "Kontorfest" in {reason["name"] for reason in reasons}, "and the page tells why"


def test_what_has_stopped_stays_as_it_was_judged(
    desk: FrontDoor, party: Policies, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = filed(desk, severity=2)
    agent = desk.signed_in(OLA)
    desk.now = datetime(2026, 3, 3, 12, 30, tzinfo=UTC)
    agent.post(f"/v1/tickets/{number}/handling")
    ticking.tick()
    before = agent.get(f"/v1/tickets/{number}").body["clocks"]
    assert before[0]["state"] == "missed"
    entries = len(desk.store.entries[number])
    announce(desk, party, monkeypatch)
    assert len(desk.store.entries[number]) == entries
    assert agent.get(f"/v1/tickets/{number}").body["clocks"] == before, "told under the hours of that time"


def test_a_change_that_no_clock_goes_by_moves_nothing_and_reads_no_queue(
    desk: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed(desk)
    ticking.tick()
    renamed = read_tree(edited("promark.yaml", "name", "en", to="Promark Helpdesk"))
    monkeypatch.setattr(wiring, "policies", lambda: renamed)
    monkeypatch.setattr(desk.tickets, "queue", None)
    assert ticking.tick() == {}


def test_a_pass_that_died_in_the_middle_is_gone_on_with(
    desk: FrontDoor, party: Policies, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [filed(desk, severity=2) for _ in range(5)]
    ticking.tick()
    monkeypatch.setattr(moving, "TICKETS_A_RUN", 2)
    announce(desk, party, monkeypatch)
    due = {desk.store.tickets[number].due_at for number in numbers}
    assert len(due) == 2, "two of five have moved"
    for _ in range(10):
        ticking.tick()
    assert {desk.store.tickets[number].due_at for number in numbers} == {datetime(2026, 3, 4, 12, 0, tzinfo=UTC)}
    bookmark = desk.tickets.moving("promark")
    assert bookmark and bookmark.is_done


def test_somebody_elses_step_meanwhile_wins_and_is_reckoned_by_the_new_hours(
    desk: FrontDoor, party: Policies, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = filed(desk, severity=2)
    ticking.tick()
    monkeypatch.setattr(wiring, "policies", lambda: party)
    desk.signed_in(ALICE).post(f"/v1/tickets/{number}/additions", {"text": "Det haster.", "files": []})
    assert desk.store.tickets[number].due_at == datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
    desk.now += timedelta(minutes=5)
    ticking.tick()
    assert [entry.act.value for entry in desk.store.entries[number]] == ["opened", "added"]


def test_a_ticket_that_seemed_due_and_is_not_is_left_in_peace(desk: FrontDoor) -> None:
    number = filed(desk, severity=2)
    ticket = desk.store.tickets[number]
    desk.store.tickets[number] = replace(ticket, look_at=desk.now)
    ticking.tick()
    assert desk.store.tickets[number].look_at == ticket.look_at
    assert len(desk.store.entries[number]) == 1
