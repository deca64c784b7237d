"""Service-level clocks: pauses count once, in working time only; a breach is the same however late it is asked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from chalicelib.domain.working_time.clock import Clock
from chalicelib.domain.working_time.days import Rules, Span
from chalicelib.domain.working_time.hours import Calendar

DAY = (Span.parse("09:00-12:00"), Span.parse("13:00-16:00"))
DESK = Calendar("UTC", (Rules(date(2024, 1, 1), (DAY, DAY, DAY, DAY, DAY, (), ())),))
TWO_HOURS = 7200


def monday(time: str) -> datetime:
    return datetime.fromisoformat(f"2025-03-03T{time}").replace(tzinfo=UTC)


def is_missed(clock: Clock, seconds: int, at: datetime, *, inclusive: bool) -> bool:
    """Whether the target is missed by an instant, or by the stop if that came first."""
    missed_at = clock.missed_at(DESK, seconds, inclusive=inclusive)
    return missed_at is not None and min(at, clock.stop or at) >= missed_at


def test_a_pause_takes_away_only_its_working_time() -> None:
    clock = Clock(monday("09:30"), ((monday("10:00"), monday("13:30")),))
    assert clock.due(DESK, TWO_HOURS) == monday("15:00")  # SE18


def test_a_pause_in_lunch_changes_nothing() -> None:
    clock = Clock(monday("11:30"), ((monday("12:05"), monday("12:55")),))
    assert clock.due(DESK, TWO_HOURS) == monday("14:30")  # SE19


def test_overlapping_pauses_count_once() -> None:
    pauses = ((monday("10:00"), monday("10:30")), (monday("09:30"), monday("10:15")))
    assert Clock(monday("09:00"), pauses).due(DESK, TWO_HOURS) == monday("12:00")  # SE20


def test_an_open_pause_has_no_due_time() -> None:
    assert Clock(monday("09:00"), ((monday("10:00"), None),)).due(DESK, TWO_HOURS) is None


def test_a_due_time_before_the_pause_stands() -> None:
    assert Clock(monday("09:00"), ((monday("11:30"), None),)).due(DESK, TWO_HOURS) == monday("11:00")


def test_a_clock_that_stops_early_is_never_due() -> None:
    clock = Clock(monday("09:00"), (), monday("10:00"))
    assert clock.due(DESK, TWO_HOURS) is None
    assert clock.consumed(DESK, monday("15:00")) == 3600
    assert clock.remaining(DESK, TWO_HOURS, monday("15:00")) == 3600
    assert not is_missed(clock, TWO_HOURS, monday("15:00"), inclusive=False)


def test_consumed_counts_up_to_the_instant_asked_about() -> None:
    clock = Clock(monday("11:00"), ((monday("13:00"), monday("14:00")),))
    assert clock.consumed(DESK, monday("10:00")) == 0
    assert clock.consumed(DESK, monday("12:30")) == 3600
    assert clock.consumed(DESK, monday("15:00")) == TWO_HOURS


@pytest.mark.parametrize(
    ("stop", "inclusive", "is_late"),
    [
        ("10:59:59", True, False),
        ("11:00", True, False),
        ("11:00:01", True, True),
        ("10:59:59", False, False),
        ("11:00", False, True),
        ("11:00:01", False, True),
    ],
)
def test_within_may_use_the_last_instant_and_less_than_may_not(stop: str, inclusive: bool, is_late: bool) -> None:
    clock = Clock(monday("09:00"), (), monday(stop))
    for asked in (monday("11:00:01"), monday("15:00"), monday("15:00") + timedelta(days=30)):
        assert is_missed(clock, TWO_HOURS, asked, inclusive=inclusive) is is_late


def test_a_target_that_ends_at_closing_time_is_missed_by_an_answer_the_next_morning() -> None:
    clock = Clock(monday("14:00"), (), monday("09:00") + timedelta(days=1))
    assert clock.due(DESK, TWO_HOURS) == monday("16:00")
    assert not is_missed(clock, TWO_HOURS, monday("16:00"), inclusive=True)
    assert is_missed(clock, TWO_HOURS, monday("09:00") + timedelta(days=2), inclusive=True)


def test_a_question_asked_in_the_last_instant_stops_the_breach_until_it_is_answered() -> None:
    clock = Clock(monday("09:00"), ((monday("11:00"), monday("14:00")),))
    assert not is_missed(clock, TWO_HOURS, monday("13:59"), inclusive=True)
    assert is_missed(clock, TWO_HOURS, monday("14:01"), inclusive=True)


def test_clocks_and_targets_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Clock(monday("10:00"), (), monday("09:00"))
    with pytest.raises(ValueError, match="ends before it begins"):
        Clock(monday("09:00"), ((monday("11:00"), monday("10:00")),))
    with pytest.raises(ValueError, match="at least one second"):
        Clock(monday("09:00")).due(DESK, 0)


offsets = st.integers(0, 10 * 86_400)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(offsets, offsets), max_size=5), st.integers(1, 100_000))
def test_at_the_due_time_exactly_the_target_has_run(pairs: list[tuple[int, int]], target: int) -> None:
    start = monday("00:00")
    pauses = tuple((start + timedelta(seconds=min(pair)), start + timedelta(seconds=max(pair))) for pair in pairs)
    clock = Clock(start, pauses)
    due = clock.due(DESK, target)
    assert due is not None
    assert clock.consumed(DESK, due) == target
    assert clock.consumed(DESK, due - timedelta(seconds=1)) == target - 1


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.lists(st.tuples(offsets, offsets), max_size=5))
def test_a_count_by_the_minute_agrees_on_pauses(pairs: list[tuple[int, int]]) -> None:
    start = monday("00:00")
    whole = [(min(pair) // 60, max(pair) // 60) for pair in pairs]
    clock = Clock(
        start, tuple((start + timedelta(minutes=begin), start + timedelta(minutes=end)) for begin, end in whole)
    )
    counted = sum(
        DESK.is_open(start + timedelta(minutes=minute))
        for minute in range(10 * 1440)
        if not any(begin <= minute < end for begin, end in whole)
    )
    assert clock.consumed(DESK, start + timedelta(days=10)) == 60 * counted
