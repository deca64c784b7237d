"""Time worked: written once, counted in an open month, found by ticket, agent and month; one watch an agent (MP5)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.contract.worlds import Cloud, Ports

from chalicelib.desk.ports import AlreadyDone, Closing, Conflict, Month, MonthClosed, Once
from chalicelib.domain.billing.timesheet import taken_back
from chalicelib.domain.billing.worklog import Charging, Stopwatch, TimeEntry

MORNING = datetime(2026, 10, 5, 7, 30, tzinfo=UTC)
BO, EVA = "agent:bo", "agent:eva"
WORKED = TimeEntry(
    "20261005T073000Z-a", "PRO-1001", "promark", "fjord", BO, MORNING, 1501, "support", Charging.BILLABLE, "2026-10",
    MORNING + timedelta(hours=1), BO, "Ringte tilbake.", by_hand=True,
)  # fmt: skip
WATCH = Stopwatch(BO, "PRO-1001", MORNING, "support", Charging.FREE, "Terminal 3")


def once(key: str = "first-try", outcome: str = "done") -> Once:
    return Once(key, outcome)


def month_of(ports: Ports, month: str = "2026-10") -> Month:
    return ports.books.month("fjord", "promark", month)


def close(ports: Ports, month: str = "2026-10") -> None:
    ports.books.close(Closing("fjord", "promark", month, month_of(ports, month), ""))


def test_what_was_written_is_read_again_as_it_was(ports: Ports) -> None:
    back = taken_back(WORKED, EVA, MORNING + timedelta(days=1), "Feil sak")
    ports.worklog.write((WORKED,), once())
    ports.worklog.write((back,), once("second"))
    assert ports.worklog.of_ticket("PRO-1001") == (WORKED, back)
    assert ports.worklog.of_ticket("PRO-1002") == ()


def test_each_entry_counts_in_its_customers_month(ports: Ports) -> None:
    later = replace(WORKED, id="20261006T073000Z-b", start=MORNING + timedelta(days=1), ticket="PRO-1000")
    november = replace(WORKED, id="20261101T073000Z-c", month="2026-11")
    ports.worklog.write((WORKED, later, november), once())
    assert month_of(ports) == Month(entries=2, version=1)
    assert month_of(ports, "2026-11") == Month(entries=1, version=1)
    assert ports.worklog.of_month("fjord", "promark", "2026-10") == (later, WORKED)
    assert ports.worklog.of_month("fjord", "promark", "2026-11") == (november,)
    assert ports.worklog.some_of_month("fjord", "promark", "2026-10", most=2) == (later, WORKED)
    assert ports.worklog.some_of_month("fjord", "promark", "2026-10", most=1) == (later,)
    assert ports.worklog.of_month("fjord", "adminet", "2026-10") == ()
    assert ports.worklog.of_month("bakery", "promark", "2026-10") == ()
    ports.worklog.write((replace(WORKED, id="d", ticket="PRO-1003", organisation="bakery"),), once("bakery"))
    assert ports.worklog.counts_in("promark", "2026-10") == {"bakery": 1, "fjord": 2}
    assert ports.worklog.counts_in("promark", "2026-11") == {"fjord": 1}
    assert ports.worklog.counts_in("adminet", "2026-10") == {}


def test_an_agents_entries_are_found_on_all_her_tickets_by_their_starts(ports: Ports) -> None:
    other = replace(WORKED, id="b", ticket="PRO-1002", organisation="bakery", start=MORNING + timedelta(hours=2))
    hers = replace(WORKED, id="c", agent=EVA)
    ports.worklog.write((WORKED, other, hers), once())
    assert ports.worklog.of_agent(BO, MORNING, MORNING + timedelta(hours=3)) == (WORKED, other)
    assert ports.worklog.of_agent(BO, MORNING, other.start) == (WORKED,)
    assert ports.worklog.of_agent(BO, other.start, MORNING + timedelta(days=1)) == (other,)
    assert ports.worklog.of_agent("agent:ann", MORNING, MORNING + timedelta(days=1)) == ()


def test_a_trigger_writes_once(ports: Ports) -> None:
    ports.worklog.write((WORKED,), once(outcome=WORKED.id))
    with pytest.raises(AlreadyDone) as repeated:
        ports.worklog.write((replace(WORKED, id="other"),), once(outcome="other"))
    assert repeated.value.outcome == WORKED.id
    assert ports.tickets.outcome_of("first-try") == WORKED.id
    assert month_of(ports).entries == 1


def test_no_entry_is_written_over_another(ports: Ports) -> None:
    ports.worklog.write((WORKED,), once())
    with pytest.raises(Conflict):
        ports.worklog.write((replace(WORKED, seconds=1),), once("second"))
    assert ports.worklog.of_ticket("PRO-1001") == (WORKED,)
    assert month_of(ports) == Month(entries=1, version=1)


def test_a_closed_month_takes_nothing_and_says_which_it_is(ports: Ports) -> None:
    ports.worklog.write((WORKED,), once())
    close(ports)
    late = replace(WORKED, id="late")
    with pytest.raises(MonthClosed) as closed:
        ports.worklog.write((late, replace(late, id="x", month="2026-11")), once("second"))
    assert closed.value.month == "2026-10"
    assert ports.worklog.of_ticket("PRO-1001") == (WORKED,)
    assert month_of(ports, "2026-11") == Month()
    ports.worklog.write((replace(late, month="2026-11"),), once("second"))
    assert month_of(ports, "2026-11").entries == 1


def test_a_month_that_is_closed_meanwhile_does_not_lose_the_entry(ports: Ports) -> None:
    seen = month_of(ports)
    ports.worklog.write((WORKED,), once())
    with pytest.raises(Conflict):
        ports.books.close(Closing("fjord", "promark", "2026-10", seen, ""))


def test_an_agent_has_one_watch_and_others_have_theirs(ports: Ports) -> None:
    assert ports.worklog.running(BO) is None
    ports.worklog.start(WATCH, None, (), once())
    ports.worklog.start(replace(WATCH, agent=EVA), None, (), once("hers"))
    with pytest.raises(Conflict):
        ports.worklog.start(replace(WATCH, ticket="PRO-1002"), None, (), once("second"))
    assert ports.worklog.running(BO) == WATCH
    assert ports.worklog.running(EVA) == replace(WATCH, agent=EVA)


def test_a_stopped_watch_becomes_its_entry_in_one_stroke_and_once(ports: Ports) -> None:
    ports.worklog.start(WATCH, None, (), once())
    ports.worklog.stop(WATCH, (WORKED,), once("stop"))
    assert ports.worklog.running(BO) is None
    assert ports.worklog.of_ticket("PRO-1001") == (WORKED,)
    with pytest.raises(Conflict):
        ports.worklog.stop(WATCH, (replace(WORKED, id="again"),), once("stop again"))
    assert month_of(ports).entries == 1


def test_a_watch_that_was_started_since_is_not_stopped_for_an_earlier_one(ports: Ports) -> None:
    later = replace(WATCH, started_at=MORNING + timedelta(minutes=5))
    ports.worklog.start(later, None, (), once())
    with pytest.raises(Conflict):
        ports.worklog.stop(WATCH, (WORKED,), once("stop"))
    assert ports.worklog.running(BO) == later
    assert ports.worklog.of_ticket("PRO-1001") == ()


def test_a_watch_goes_on_when_its_month_takes_no_entry(ports: Ports) -> None:
    ports.worklog.start(WATCH, None, (), once())
    close(ports)
    with pytest.raises(MonthClosed):
        ports.worklog.stop(WATCH, (WORKED,), once("stop"))
    assert ports.worklog.running(BO) == WATCH


def test_one_watch_takes_anothers_place_and_leaves_its_entry(ports: Ports) -> None:
    there = replace(WATCH, ticket="PRO-1002", started_at=MORNING + timedelta(minutes=25))
    ports.worklog.start(WATCH, None, (), once())
    with pytest.raises(Conflict):
        ports.worklog.start(there, replace(WATCH, ticket="PRO-9"), (WORKED,), once("second"))
    ports.worklog.start(there, WATCH, (WORKED,), once("second"))
    assert ports.worklog.running(BO) == there
    assert ports.worklog.of_ticket("PRO-1001") == (WORKED,)


def test_a_discarded_watch_leaves_nothing(ports: Ports) -> None:
    ports.worklog.start(WATCH, None, (), once())
    ports.worklog.stop(WATCH, ())
    assert ports.worklog.running(BO) is None
    assert month_of(ports) == Month()


def test_an_index_that_lags_behind_is_asked_again(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib.aws import worklog
    from chalicelib.aws.table import Table

    ports = cloud.ports
    ports.worklog.write((WORKED,), once())
    table, asked = Table(cloud.table, cloud.clients), []
    query = table.query

    def lagging(*args: object, **options: object) -> object:
        asked.append(args)
        return query(*args, **options) if len(asked) > 2 else []  # type: ignore[arg-type]

    monkeypatch.setattr(table, "query", lagging)
    monkeypatch.setattr(worklog.time, "sleep", lambda _: None)
    assert worklog.DynamoWorklog(table).of_month("fjord", "promark", "2026-10") == (WORKED,)
    monkeypatch.setattr(table, "query", lambda *_, **__: [])
    with pytest.raises(TimeoutError, match="0 of 1"):
        worklog.DynamoWorklog(table).of_month("fjord", "promark", "2026-10")
