"""What is judged is judged once and for good, whoever comes late: a tick, a policy, a machine's clock (PM9 CI5)."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib import ticking, wiring
from chalicelib.desk.watch import moving
from chalicelib.domain.people import Agent
from chalicelib.policies.book import Tree, read_tree
from tests.rules.front_door import ALICE, OLA, FrontDoor, a_question
from tests.unit.policy_edits import edited


def filed(door: FrontDoor, **changes: object) -> str:
    answer = door.signed_in(ALICE).post("/v1/tickets", a_question(**changes))
    assert answer.status == 201, answer.body
    return str(answer.body["ticket"]["number"])


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, second, tzinfo=UTC)


def acts(desk: FrontDoor, number: str) -> list[str]:
    return [entry.act.value for entry in desk.store.entries[number]]


def judged(desk: FrontDoor) -> list[tuple[str, str, bool]]:
    return [(tally.matter, tally.month, tally.met) for tally in desk.store.tallies]


def decree(desk: FrontDoor, monkeypatch: pytest.MonkeyPatch, tree: Tree) -> None:
    """Changed policies come into force everywhere, and all that they move has been moved."""
    desk.archive.keep(wiring.policies())
    policies = read_tree(tree)
    monkeypatch.setattr(wiring, "policies", lambda: policies)
    ticking.tick()
    desk.now += moving.WAIT
    ticking.tick()
    ticking.tick()


def test_an_agent_who_begins_in_the_minute_of_the_warning_needs_none(desk: FrontDoor) -> None:
    agent, number = desk.signed_in(OLA), filed(desk, severity=1)
    desk.now = at(2, 11, 0, 20)
    agent.post(f"/v1/tickets/{number}/handling")
    desk.now = at(2, 11, 1)
    ticking.tick()
    assert acts(desk, number) == ["opened", "handling_started"]
    assert desk.store.tickets[number].state == "open"


def test_a_ticket_that_is_closed_before_anybody_began_is_not_judged_and_goes_on_when_it_is_reopened(
    desk: FrontDoor,
) -> None:
    alice, number = desk.signed_in(ALICE), filed(desk, severity=1)
    desk.now = at(2, 9)
    alice.post(f"/v1/tickets/{number}/closure", {"text": ""})
    assert judged(desk) == []
    desk.now = at(3, 8)
    alice.post(f"/v1/tickets/{number}/reopening", {"text": "Likevel ikke."})
    desk.now = at(3, 11, 0, 1)
    ticking.tick()
    assert judged(desk) == [("start", "2026-03", False)], "three of its four hours were left"


def test_a_shorter_target_does_not_judge_again_what_was_met(desk: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    agent, number = desk.signed_in(OLA), filed(desk, severity=3)
    desk.now = at(3, 8)
    agent.post(f"/v1/tickets/{number}/handling")
    assert judged(desk) == [("start", "2026-03", True)]
    path = ("levels", "targets", 0, "severities", "3", "minutes")
    decree(desk, monkeypatch, edited("promark.yaml", *path, to="60"))
    assert "breached" not in acts(desk, number)
    assert agent.get(f"/v1/tickets/{number}").body["clocks"][0]["state"] == "met"


def test_a_breach_before_the_severity_was_lowered_stays_one_though_the_lookout_slept(desk: FrontDoor) -> None:
    agent, number = desk.signed_in(OLA), filed(desk, severity=1)
    desk.now = at(2, 13)
    agent.post(f"/v1/tickets/{number}/severity", {"severity": 3, "agreed": True})
    assert acts(desk, number) == ["opened", "breached", "severity_agreed"]
    assert judged(desk) == [("start", "2026-03", False)]


def test_what_was_missed_in_march_counts_in_march_when_the_lookout_wakes_in_april(desk: FrontDoor) -> None:
    filed(desk, severity=1)
    desk.now = datetime(2026, 4, 1, 8, tzinfo=UTC)
    ticking.tick()
    assert judged(desk) == [("start", "2026-03", False)]


def test_a_policy_that_begins_to_close_reminds_first_and_waits(
    desk: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = filed(desk)
    asked = {"text": "Hvilken terminal?", "files": [], "then": "awaiting_customer"}
    desk.signed_in(OLA).post(f"/v1/tickets/{number}/answers", asked)
    desk.now = at(27, 8)
    decree(desk, monkeypatch, edited("promark.yaml", "closing", "auto_close_after_days", to="11"))
    assert acts(desk, number)[2:] == ["reminded"], "not two at once, and no closing"
    told = desk.store.entries[number][-1].facts["closes"]
    for _ in range(30):
        desk.now += timedelta(days=1)
        ticking.tick()
    closed = desk.store.entries[number][-1]
    assert acts(desk, number)[2:] == ["reminded", "reminded", "closed"]
    assert closed.at.date().isoformat() >= told


def test_a_ticket_that_fails_stands_in_nobodys_way_and_is_tried_again_later(desk: FrontDoor) -> None:
    bad, good = filed(desk, severity=1), filed(desk, severity=1)
    facts = desk.store.entries[bad][0].facts
    facts["severity"] = "none"  # type: ignore[index]
    desk.now = at(2, 11)
    ticking.tick()
    assert desk.tickets.to_look_at(desk.now) == () and acts(desk, good) == ["opened", "warned"]
    facts["severity"] = "1"  # type: ignore[index]
    desk.now = at(2, 12)
    ticking.tick()
    assert acts(desk, bad) == ["opened", "warned"]


def test_a_ticket_that_cannot_be_moved_stops_none_of_the_others(
    desk: FrontDoor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = filed(desk, severity=2), filed(desk, severity=2)
    ticking.tick()
    desk.store.entries[bad][0].facts["severity"] = "none"  # type: ignore[index]
    path = ("levels", "targets", 0, "severities", "2", "minutes")
    decree(desk, monkeypatch, edited("promark.yaml", *path, to="780"))
    assert acts(desk, good) == ["opened", "moved"]
    bookmark = desk.tickets.moving("promark")
    assert bookmark and bookmark.is_done
    assert [vars(line)["ticket"] for line in caplog.records if line.message == "ticket not moved"].count(bad) >= 1


def test_a_whole_desk_is_told_of_two_things_at_once_in_more_than_one_step(desk: FrontDoor) -> None:
    for number in range(50):
        desk.directory.keep_agent(Agent(f"a{number}", f"A {number}", f"a{number}@vendor.example", ("promark",)))
    number = filed(desk, kind="change_request", severity=1, answers={"changed_part": "customisation"})
    desk.now = at(2, 12, 0, 1)
    ticking.tick()
    assert acts(desk, number).count("breached") == 1
    ticking.tick()
    ticking.tick()
    assert acts(desk, number).count("breached") == 2
    assert max(len(step.letters) + len(step.entries) for step in desk.tickets.steps) < 100


def test_time_goes_forward_in_a_history_though_two_machines_clocks_differ(desk: FrontDoor) -> None:
    alice, agent, number = desk.signed_in(ALICE), desk.signed_in(OLA), filed(desk)
    desk.now += timedelta(seconds=5)
    asked = {"text": "Hvilken terminal?", "files": [], "then": "awaiting_customer"}
    agent.post(f"/v1/tickets/{number}/answers", asked)
    desk.now -= timedelta(seconds=5)
    added = alice.post(f"/v1/tickets/{number}/additions", {"text": "Terminal 3.", "files": []})
    assert added.status == 201
    times = [entry["at"] for entry in added.body["entries"]]
    assert times == sorted(times)


def test_a_customer_sees_whose_hands_a_ticket_is_in_by_name_and_no_reference_of_ours(desk: FrontDoor) -> None:
    number = filed(desk)
    other = Agent("nils", "Nils Vik", "nils@vendor.example", ("promark",))
    desk.directory.keep_agent(other)
    desk.signed_in(OLA).post(f"/v1/tickets/{number}/handling")
    desk.signed_in(other).post(f"/v1/tickets/{number}/handling")
    seen = desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body
    assert "agent:" not in str(seen["entries"])
