"""Time worked on tickets: a stopwatch, entries by hand, corrections that leave a trace (MP5 MP7)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.desk.ports import Closing, Kept
from chalicelib.desk.worklog import costs
from chalicelib.domain.billing.agreement import Address, Buyer, Included, Rate, RoundedBy, Rounding, Version
from chalicelib.domain.billing.worklog import TimeEntry
from tests.fakes import FakeBooks, FakeWorklog
from tests.rules.front_door import ALICE, CHARLIE, EVA, OLA, Answer, FrontDoor, a_question

AT_EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""A Monday, nine o'clock in Oslo."""


@pytest.fixture
def number(desk: FrontDoor) -> str:
    return filed(desk)


@pytest.fixture
def work(desk: FrontDoor) -> str:
    """A kind of work of promark's."""
    return desk.world().policies["promark"].billing.works[0].id


def filed(door: FrontDoor, **changes: object) -> str:
    return str(door.signed_in(ALICE).post("/v1/tickets", a_question(**changes)).body["ticket"]["number"])


def start(door: FrontDoor, number: str, work: str, **more: object) -> Answer:
    body = {"ticket": number, "work": work, "charging": "billable", **more}
    return door.signed_in(OLA).post("/v1/stopwatch", body)


def stop(door: FrontDoor, watch: dict[str, Any], **more: object) -> Answer:
    body = {"ticket": watch["ticket"], "started_at": watch["started_at"], **more}
    return door.signed_in(OLA).post("/v1/stopwatch/stops", body)


def running(door: FrontDoor) -> dict[str, Any] | None:
    found: dict[str, Any] | None = door.signed_in(OLA).get("/v1/stopwatch").body["stopwatch"]
    return found


def by_hand(door: FrontDoor, number: str, work: str, **more: object) -> Answer:
    body = {"date": "2026-03-02", "from": "08:10", "to": "08:35", "work": work, "charging": "billable", **more}
    return door.signed_in(OLA).post(f"/v1/tickets/{number}/time", body)


def correct(door: FrontDoor, number: str, id: str, **more: object) -> Answer:
    return door.signed_in(OLA).post(f"/v1/tickets/{number}/time/{id}/corrections", {"reason": "Tastefeil", **more})


def time_of(door: FrontDoor, number: str) -> dict[str, Any]:
    found: dict[str, Any] = door.signed_in(OLA).get(f"/v1/tickets/{number}/time").body
    return found


def close(door: FrontDoor, number: str) -> None:
    assert door.signed_in(ALICE).post(f"/v1/tickets/{number}/closure", {"text": "Takk"}).status == 201


def issue(door: FrontDoor, month: str) -> None:
    books = FakeBooks(door.store, door.files, door.directory)
    books.close(Closing("bakery", "promark", month, books.month("bakery", "promark", month), ""))


def agree(door: FrontDoor, **terms: object) -> None:
    """Version 1 of an agreement of the bakery's, in force since January."""
    books = FakeBooks(door.store, door.files, door.directory)
    buyer = Buyer("Fjellbakeriet AS", Address("Torget 1", "0101", "Oslo", "NO"))
    first = date(2026, 1, 1)
    version = Version("A-1", "bakery", "promark", first, first, "NOK", buyer, **terms)  # type: ignore[arg-type]
    books.keep_version(Kept(version, OLA.ref, AT_EIGHT))


def test_the_stopwatch_keeps_exact_seconds_and_is_started_as_often_as_needed(
    desk: FrontDoor, number: str, work: str
) -> None:
    for seconds in (1501, 59):
        watch = start(desk, number, work).body["stopwatch"]
        desk.now += timedelta(seconds=seconds)
        assert stop(desk, watch, note="Ringte tilbake").status == 201
    time = time_of(desk, number)
    assert [entry["seconds"] for entry in time["entries"]] == [1501, 59]
    assert time["totals"] == {"free": 0, "warranty": 0, "billable": 1560}
    assert time["entries"][0]["note"] == "Ringte tilbake" and not time["entries"][0]["by_hand"]
    assert time["stopwatch"] is None


def test_the_server_keeps_the_watch_so_a_reload_or_a_closed_lid_changes_nothing(
    desk: FrontDoor, number: str, work: str
) -> None:
    start(desk, number, work)
    desk.now += timedelta(hours=3, seconds=7)
    watch = running(desk)
    assert watch and (watch["ticket"], watch["seconds"], watch["forgotten"]) == (number, 10_807, False)
    assert watch["started_at"] == "2026-03-02T08:00:00.000Z"


def test_an_agent_has_one_running_and_is_told_where(desk: FrontDoor, number: str, work: str) -> None:
    other = filed(desk)
    start(desk, number, work)
    refused = start(desk, other, work)
    assert (refused.status, refused.code) == (409, "stopwatch_runs")
    assert number in refused.body["detail"]
    assert start(desk, number, work, instead_of=number).code == "stopwatch_runs", "it runs here already"


def test_stopping_there_and_starting_here_is_one_step(desk: FrontDoor, number: str, work: str) -> None:
    other = filed(desk)
    start(desk, number, work)
    desk.now += timedelta(minutes=10)
    assert start(desk, other, work, instead_of=other).code == "stopwatch_runs"
    done = start(desk, other, work, instead_of=number)
    assert done.status == 201
    assert done.body["stopwatch"]["ticket"] == other
    assert done.body["entry"]["ticket"] == number
    assert time_of(desk, number)["totals"]["billable"] == 600


def test_a_request_that_is_sent_twice_starts_and_stops_once(desk: FrontDoor, number: str, work: str) -> None:
    ola, body = desk.signed_in(OLA), {"ticket": number, "work": work, "charging": "free"}
    watch = ola.post("/v1/stopwatch", body, Idempotency_Key="start-start").body["stopwatch"]
    desk.now += timedelta(minutes=5)
    again = ola.post("/v1/stopwatch", body, Idempotency_Key="start-start")
    assert again.status == 201
    assert again.body["stopwatch"]["started_at"] == watch["started_at"]
    first, second = stop(desk, watch), stop(desk, watch)
    assert second.status == 201
    assert second.body["entry"] == first.body["entry"] is not None
    assert len(time_of(desk, number)["entries"]) == 1
    late = ola.post("/v1/stopwatch", body, Idempotency_Key="start-start")
    assert late.body["stopwatch"] is None, "a late repetition starts nothing"


def test_a_stop_within_the_second_enters_nothing(desk: FrontDoor, number: str, work: str) -> None:
    stopped = stop(desk, start(desk, number, work).body["stopwatch"])
    assert (stopped.status, stopped.body["entry"]) == (201, None)
    assert time_of(desk, number)["entries"] == []
    assert running(desk) is None


def test_what_the_work_was_can_be_said_at_the_stop(desk: FrontDoor, number: str, work: str) -> None:
    watch = start(desk, number, work).body["stopwatch"]
    desk.now += timedelta(minutes=1)
    assert stop(desk, watch, charging="gift").fields == {"charging"}
    assert stop(desk, watch, work="dancing").fields == {"work"}
    stop(desk, watch, charging="warranty", note="Byttet leser")
    (entry,) = time_of(desk, number)["entries"]
    assert (entry["charging"], entry["note"], entry["work"]) == ("warranty", "Byttet leser", work)


def test_the_time_ends_when_the_ticket_closes_and_no_watch_starts_after(
    desk: FrontDoor, number: str, work: str
) -> None:
    watch = start(desk, number, work).body["stopwatch"]
    desk.now += timedelta(minutes=20)
    close(desk, number)
    desk.now += timedelta(minutes=40)
    seen = running(desk)
    assert seen and (seen["seconds"], seen["ended_at"]) == (1200, "2026-03-02T08:20:00.000Z")
    stop(desk, watch)
    assert time_of(desk, number)["totals"]["billable"] == 1200
    refused = start(desk, number, work)
    assert (refused.status, refused.code) == (409, "stopwatch_closed")


def test_a_watch_forgotten_overnight_waits_for_a_word_until_when(desk: FrontDoor, number: str, work: str) -> None:
    watch = start(desk, number, work).body["stopwatch"]
    desk.now += timedelta(hours=24)
    seen = running(desk)
    assert seen and seen["forgotten"] and seen["suggested_until"].startswith("2026-03-02T1")
    refused = stop(desk, watch)
    assert (refused.status, refused.code) == (409, "stopwatch_forgotten")
    assert start(desk, filed(desk), work, instead_of=number).code == "stopwatch_forgotten"
    for wrong in ("2026-03-02T08:59", "2026-03-03T09:01", "never"):
        assert stop(desk, watch, until=wrong).fields == {"until"}
    assert stop(desk, watch, until="2026-03-02T11:30").status == 201
    assert time_of(desk, number)["totals"]["billable"] == 9000


@pytest.mark.parametrize(
    ("ran", "forgotten"), [(timedelta(hours=9, minutes=59), False), (timedelta(hours=10, seconds=1), True)]
)
def test_ten_hours_are_believed_where_the_desk_is_closed(
    desk: FrontDoor, number: str, work: str, ran: timedelta, forgotten: bool
) -> None:
    desk.now = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)
    start(desk, number, work)
    desk.now += ran
    seen = running(desk)
    assert seen and seen["forgotten"] is forgotten
    assert seen["suggested_until"] is None, "a Sunday has no closing"


def test_a_discarded_watch_leaves_no_entry(desk: FrontDoor, number: str, work: str) -> None:
    watch = start(desk, number, work).body["stopwatch"]
    desk.now += timedelta(minutes=1)
    ola = desk.signed_in(OLA)
    other = ola.call("DELETE", "/v1/stopwatch?started_at=2026-03-02T07:00:00.000Z", None, {})
    assert other.body["stopwatch"]["ticket"] == number, "another start is not meant"
    gone = ola.call("DELETE", f"/v1/stopwatch?started_at={watch['started_at']}", None, {})
    assert (gone.status, gone.body["stopwatch"]) == (200, None)
    assert stop(desk, watch).code == "stopwatch_gone"
    assert time_of(desk, number)["entries"] == []


def test_customers_and_other_desks_see_nothing_of_it(desk: FrontDoor, number: str, work: str) -> None:
    by_hand(desk, number, work)
    for person in (ALICE, CHARLIE, EVA):
        visitor = desk.signed_in(person)
        assert visitor.get(f"/v1/tickets/{number}/time").status == 404
        assert visitor.post(f"/v1/tickets/{number}/time", {}).status == 404
        assert visitor.post("/v1/stopwatch", {"ticket": number}).status == 404
    assert desk.signed_in(ALICE).get("/v1/stopwatch").status == 404
    assert "25" not in str(desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body.get("time", ""))


def test_time_is_entered_by_hand_also_for_a_call_that_comes_after_closing(
    desk: FrontDoor, number: str, work: str
) -> None:
    close(desk, number)
    entered = by_hand(desk, number, work, note="Telefon")
    assert entered.status == 201, entered.body
    (entry,) = entered.body["entries"]
    assert (entry["start"], entry["seconds"]) == ("2026-03-02T07:10:00.000Z", 1500)
    assert entry["by_hand"] and entry["agent"]["name"] == entry["noted_by"]["name"] == "Ola Moen"
    again = by_hand(desk, number, work, to="", minutes=1, **{"from": "23:59:30", "date": "2026-03-01"})
    assert again.body["entries"][0]["end"] == "2026-03-01T23:00:30.000Z"


def test_an_end_and_minutes_that_say_the_same_are_one_time(desk: FrontDoor, number: str, work: str) -> None:
    entered = by_hand(desk, number, work, minutes=25)
    assert (entered.status, entered.body["entries"][0]["seconds"]) == (201, 1500)


def test_an_end_before_the_beginning_is_on_the_next_day(desk: FrontDoor, number: str, work: str) -> None:
    entered = by_hand(desk, number, work, date="2026-03-01", **{"from": "23:30", "to": "00:15"})
    assert entered.body["entries"][0]["seconds"] == 2700


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"date": "2026-13-02"}, "date"),
        ({"date": "2024-03-01"}, "date"),
        ({"from": "quarter past"}, "from"),
        ({"to": "25:00"}, "to"),
        ({"to": "08:10"}, "to"),
        ({"to": "09:01"}, "to"),
        ({"date": "2026-03-01", "from": "10:00", "to": "08:59"}, "to"),
        ({"to": "", "minutes": 0}, "minutes"),
        ({"to": "", "minutes": 1441}, "minutes"),
        ({"minutes": 24}, "minutes"),
        ({"work": "dancing"}, "work"),
        ({"charging": ""}, "charging"),
        ({"note": "x" * 2001}, "note"),
    ],
)
def test_what_cannot_have_been_worked_is_refused_at_its_field(
    desk: FrontDoor, number: str, work: str, given: dict[str, object], field: str
) -> None:
    refused = by_hand(desk, number, **{"work": work, **given})  # type: ignore[arg-type]
    assert (refused.status, refused.code, refused.fields) == (422, "form_incomplete", {field})
    assert time_of(desk, number)["entries"] == []


def test_time_over_the_change_of_the_clock_is_what_really_passed(desk: FrontDoor, number: str, work: str) -> None:
    desk.now = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
    entered = by_hand(desk, number, work, date="2026-10-25", **{"from": "01:30", "to": "03:30"})
    assert entered.body["entries"][0]["seconds"] == 3 * 3600
    within = by_hand(desk, number, work, date="2026-10-25", **{"from": "02:45", "to": "02:15"})
    assert within.body["entry"]["end"] == "2026-10-25T01:15:00.000Z"


def test_the_same_time_on_two_tickets_is_told_and_not_refused(desk: FrontDoor, number: str, work: str) -> None:
    other = filed(desk)
    by_hand(desk, number, work)
    second = by_hand(desk, other, work, **{"from": "08:34", "to": "08:50"})
    assert second.status == 201
    assert [one["ticket"] for one in second.body["overlaps"]] == [number]
    third = by_hand(desk, other, work, **{"from": "08:50", "to": "08:55"})
    assert third.body["overlaps"] == [], "what only touches does not overlap"


def test_an_entry_sent_twice_is_one_entry(desk: FrontDoor, number: str, work: str) -> None:
    answers = [by_hand_with_key(desk, number, work) for _ in range(2)]
    assert [answer.status for answer in answers] == [201, 201]
    assert answers[0].body["entry"] == answers[1].body["entry"]
    assert len(time_of(desk, number)["entries"]) == 1


def by_hand_with_key(door: FrontDoor, number: str, work: str) -> Answer:
    body = {"date": "2026-03-02", "from": "08:10", "minutes": 5, "work": work, "charging": "free"}
    return door.signed_in(OLA).post(f"/v1/tickets/{number}/time", body, Idempotency_Key="once-and-no-more")


def test_a_correction_leaves_what_was_and_says_who_when_and_why(desk: FrontDoor, number: str, work: str) -> None:
    id = by_hand(desk, number, work).body["entry"]["id"]
    desk.now += timedelta(days=1)
    right = {"date": "2026-03-02", "from": "08:10", "to": "08:25", "work": work, "charging": "free"}
    corrected = correct(desk, number, id, **right)
    assert corrected.status == 201, corrected.body
    was, back, instead = corrected.body["entries"]
    assert (was["seconds"], was["counts"], back["seconds"], back["corrects"]) == (1500, False, -1500, id)
    assert back["reason"] == instead["reason"] == "Tastefeil"
    assert back["noted_by"]["name"] == "Ola Moen" and back["noted_at"].startswith("2026-03-03")
    assert (instead["seconds"], instead["charging"], instead["counts"]) == (900, "free", True)
    assert corrected.body["totals"] == {"free": 900, "warranty": 0, "billable": 0}


def test_a_change_of_class_keeps_the_exact_seconds(desk: FrontDoor, number: str, work: str) -> None:
    watch = start(desk, number, work).body["stopwatch"]
    desk.now += timedelta(seconds=77)
    id = stop(desk, watch).body["entry"]["id"]
    corrected = correct(desk, number, id, work=work, charging="warranty")
    assert corrected.body["totals"] == {"free": 0, "warranty": 77, "billable": 0}


def test_an_entry_is_taken_back_without_another_and_only_once(desk: FrontDoor, number: str, work: str) -> None:
    id = by_hand(desk, number, work).body["entry"]["id"]
    assert correct(desk, number, id, withdraw=True, reason=" ").fields == {"reason"}
    gone = correct(desk, number, id, withdraw=True)
    assert gone.body["totals"]["billable"] == 0
    assert len(gone.body["entries"]) == 2
    assert correct(desk, number, id, withdraw=True).code == "entry_corrected"
    assert correct(desk, number, f"{id}-back", withdraw=True).code == "entry_corrected"
    assert correct(desk, number, "unknown", withdraw=True).status == 404


def test_a_late_entry_goes_on_the_next_statement_with_its_own_day(desk: FrontDoor, number: str, work: str) -> None:
    issue(desk, "2026-02")
    late = by_hand(desk, number, work, date="2026-02-27")
    (entry,) = late.body["entries"]
    assert (entry["start"][:10], entry["month"]) == ("2026-02-27", "2026-03")
    worklog = FakeWorklog(desk.store)
    assert worklog.of_month("bakery", "promark", "2026-02") == ()
    assert [one.id for one in worklog.of_month("bakery", "promark", "2026-03")] == [entry["id"]]


def test_a_correction_of_a_closed_month_goes_on_the_next_statement(desk: FrontDoor, number: str, work: str) -> None:
    id = by_hand(desk, number, work, date="2026-02-27").body["entry"]["id"]
    issue(desk, "2026-02")
    corrected = correct(desk, number, id, work=work, charging="free")
    assert [entry["month"] for entry in corrected.body["entries"]] == ["2026-02", "2026-03", "2026-03"]
    assert all(entry["start"].startswith("2026-02-27") for entry in corrected.body["entries"])


def test_a_watch_whose_month_was_issued_is_stopped_all_the_same(desk: FrontDoor, number: str, work: str) -> None:
    watch = start(desk, number, work).body["stopwatch"]
    desk.now += timedelta(minutes=1)
    issue(desk, "2026-03")
    assert stop(desk, watch).body["entry"]["month"] == "2026-04"
    assert running(desk) is None


def test_the_page_says_beforehand_what_the_agreement_says(desk: FrontDoor, number: str, work: str) -> None:
    assert {one["basis"] for one in time_of(desk, number)["works"]} == {"no_agreement"}
    included = Included(120, works=(work,))
    agree(desk, rates=(Rate(work, Decimal("1250.00"), Decimal("1875.00")),), included=included)
    by_hand(desk, number, work)
    time = time_of(desk, number)
    (known,) = (one for one in time["works"] if one["id"] == work)
    assert (known["basis"], known["per_hour"], known["out_of_hours"]) == ("agreed", "1250.00", "1875.00")
    assert (known["charging"], known["included"]) == ("billable", True)
    assert (time["agreement"]["id"], time["agreement"]["included_minutes"]) == ("A-1", 120)
    assert time["agreement"]["left_minutes"] in (95, 120), "what lies out of hours uses up nothing"


def test_work_that_the_agreement_covers_is_proposed_as_free(desk: FrontDoor, number: str, work: str) -> None:
    agree(desk, covered=(work,))
    (known,) = (one for one in time_of(desk, number)["works"] if one["id"] == work)
    assert (known["basis"], known["charging"], known["per_hour"]) == ("covered", "free", None)


def test_hardware_tells_how_long_its_warranty_is(desk: FrontDoor) -> None:
    assert time_of(desk, filed(desk))["warranty_months"] is None


def test_a_failing_table_loses_neither_watch_nor_time(desk: FrontDoor, number: str, work: str) -> None:
    watch = start(desk, number, work).body["stopwatch"]
    desk.now += timedelta(minutes=3)
    desk.store.fail_next = True
    assert stop(desk, watch).status == 500
    assert running(desk) is not None
    assert stop(desk, watch).status == 201
    assert time_of(desk, number)["totals"]["billable"] == 180


def test_while_the_index_lags_behind_what_is_left_counts_this_tickets_time_at_least(
    desk: FrontDoor, number: str, work: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lagging(*_: object) -> tuple[TimeEntry, ...]:
        return ()

    agree(desk, included=Included(120, works=(work,)))
    before = by_hand(desk, number, work).body
    monkeypatch.setattr(FakeWorklog, "some_of_month", lagging)
    time = time_of(desk, number)
    assert time["agreement"]["left_minutes"] == before["agreement"]["left_minutes"] < 120


def test_what_was_entered_says_what_it_costs(desk: FrontDoor, number: str, work: str) -> None:
    agree(desk, rates=(Rate(work, Decimal("1200.00")),), rounding=Rounding(RoundedBy.TICKET, 15))
    entry = by_hand(desk, number, work).body["entry"]
    cost = {"seconds": 1800, "included_seconds": 0, "out_of_hours_seconds": 0, "net": "600.00", "problem": None}
    assert (entry["seconds"], entry["cost"]) == (1500, cost)
    watch = start(desk, number, work).body["stopwatch"]
    desk.now += timedelta(seconds=56)
    assert stop(desk, watch).body["entry"]["cost"]["net"] == "0.00", "the half hour that is paid for is not used up"


def test_included_time_is_told_as_soon_as_it_is_used(desk: FrontDoor, number: str, work: str) -> None:
    rounding = Rounding(RoundedBy.TICKET, 15)
    agree(desk, rates=(Rate(work, Decimal("1200.00")),), rounding=rounding, included=Included(20))
    told = by_hand(desk, number, work).body
    cost = told["entry"]["cost"]
    assert (cost["seconds"], cost["included_seconds"], cost["net"]) == (1800, 1200, "200.00")
    assert told["agreement"]["left_minutes"] == 0


def test_in_a_month_of_very_many_entries_nothing_is_guessed(
    desk: FrontDoor, number: str, work: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(costs, "_MOST_ENTRIES", 1)
    agree(desk, rates=(Rate(work, Decimal("1200.00")),), included=Included(40))
    told = by_hand(desk, number, work).body
    assert (told["entry"]["cost"], told["agreement"]["left_minutes"]) == (None, None)
    used_up = by_hand(desk, number, work, date="2026-03-01", **{"from": "09:00", "to": "10:00"}).body
    assert used_up["agreement"]["left_minutes"] == 0, "this ticket's time uses up all"


def test_time_that_nobody_can_bill_says_why(desk: FrontDoor, number: str, work: str) -> None:
    assert by_hand(desk, number, work).body["entry"]["cost"]["problem"] == "no_agreement"


def test_free_time_costs_nothing(desk: FrontDoor, number: str, work: str) -> None:
    agree(desk)
    assert by_hand(desk, number, work, charging="free").body["entry"]["cost"] is None
