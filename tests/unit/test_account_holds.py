"""Why this due time: what must hold for every calendar, every clock and every pause."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings, strategies as st

from chalicelib.domain.working_time.account import LeftOut, account
from chalicelib.domain.working_time.clock import Clock, Pause
from chalicelib.domain.working_time.days import Deviation, Rules, Span, Spans
from chalicelib.domain.working_time.hours import Calendar

START = date(2024, 1, 1)


@st.composite
def days(draw: st.DrawFn) -> Spans:
    marks = sorted(draw(st.sets(st.integers(0, 24).map(lambda hour: hour * 60) | st.integers(0, 1440), max_size=6)))
    return tuple(Span(*marks[i : i + 2]) for i in range(0, len(marks) - 1, 2))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    dates = st.dates(date(2025, 3, 24), date(2025, 4, 6)) | st.dates(date(2025, 10, 20), date(2025, 11, 2))
    rules = Rules(
        START,
        draw(st.tuples(*[days()] * 7)),
        before_holiday=draw(st.none() | days()),
        bridge_days=draw(st.booleans()),
        holidays={on: {"en": f"Holiday {on}"} for on in draw(st.sets(dates, max_size=4))},
        closed_eves={on: {"en": f"Eve of {on}"} for on in draw(st.sets(dates, max_size=3))},
    )
    deviations = {on: Deviation(draw(days()), {"en": "Moving"}) for on in draw(st.sets(dates, max_size=3))}
    return Calendar(draw(st.sampled_from(["Europe/Oslo", "Europe/Helsinki", "Europe/Zagreb"])), (rules,), deviations)


CHANGES = st.sampled_from([datetime(2025, 3, 30, 1, tzinfo=UTC), datetime(2025, 10, 26, 1, tzinfo=UTC)])
minutes = st.integers(-4 * 1440, 4 * 1440)
Asked = tuple[Clock, datetime, dict[Pause, str]]


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    """A clock with pauses, the last perhaps still open, and an instant to ask at: days around one of the changes."""
    change = draw(CHANGES)
    start, until = sorted(change + timedelta(minutes=draw(minutes)) for _ in range(2))
    pauses: dict[Pause, str] = {}
    for word in draw(st.lists(st.sampled_from(["awaiting_customer", "resolved"]), max_size=4)):
        begin, end = sorted(change + timedelta(minutes=draw(minutes)) for _ in range(2))
        pauses[begin, draw(st.sampled_from([end, end, None]))] = word
    stop = draw(st.none() | minutes.map(lambda late: start + timedelta(minutes=abs(late))))
    return Clock(start, tuple(pauses), stop), until, pauses


few = settings(max_examples=60, deadline=None, derandomize=True)


def is_paused(clock: Clock, at: datetime) -> bool:
    return any(begin <= at and (end is None or at < end) for begin, end in clock.pauses)


@few
@given(calendars(), questions())
def test_the_stretches_tile_the_time_of_the_clock_and_neighbours_differ(desk: Calendar, asked: Asked) -> None:
    clock, until, pauses = asked
    stretches = account(desk, clock, until, pauses)
    end = min(until, clock.stop or until)
    assert [clock.start, *(stretch.end for stretch in stretches)] == [*(stretch.begin for stretch in stretches), end]
    assert all(stretch.begin < stretch.end for stretch in stretches)
    assert all(one.reasons != other.reasons for one, other in pairwise(stretches))


@few
@given(calendars(), questions())
def test_the_seconds_add_up_to_what_the_clock_has_consumed(desk: Calendar, asked: Asked) -> None:
    clock, until, pauses = asked
    assert sum(stretch.seconds for stretch in account(desk, clock, until, pauses)) == clock.consumed(desk, until)


@few
@given(calendars(), questions())
def test_counted_is_open_and_running_and_left_out_is_for_what_the_clock_shows(desk: Calendar, asked: Asked) -> None:
    clock, until, pauses = asked
    for stretch in account(desk, clock, until, pauses):
        kinds = {reason.kind for reason in stretch.reasons}
        length = int((stretch.end - stretch.begin).total_seconds())
        assert (not stretch.reasons) == (not kinds)
        assert stretch.seconds == (0 if stretch.reasons else length)
        for minute in range(0, length // 60, 7):
            moment = stretch.begin + timedelta(minutes=minute)
            assert desk.is_open(moment) == (kinds <= {LeftOut.PAUSED})
            assert stretch.reasons or not is_paused(clock, moment)
            assert kinds != {LeftOut.PAUSED} or is_paused(clock, moment)


@few
@given(calendars(), questions())
def test_closed_time_is_told_by_days_of_its_own_and_each_reason_once(desk: Calendar, asked: Asked) -> None:
    clock, until, pauses = asked
    for stretch in account(desk, clock, until, pauses):
        first, last = desk.local(stretch.begin).date(), desk.local(stretch.end - timedelta(seconds=1)).date()
        told_of = [(reason.kind, dict(reason.name), reason.pause) for reason in stretch.reasons]
        assert all(told_of.count(one) == 1 for one in told_of)
        assert LeftOut.CLOSED not in {reason.kind for reason in stretch.reasons} or len(told_of) == 1
        for reason in stretch.reasons:
            if reason.date is not None:
                assert first <= reason.date <= last
                assert reason.name == desk.day(reason.date).name or reason.kind in (LeftOut.LUNCH, LeftOut.CLOSED)


@few
@given(calendars(), questions())
def test_the_same_question_has_the_same_answer_whatever_was_asked_before(desk: Calendar, asked: Asked) -> None:
    clock, until, pauses = asked
    fresh = Calendar(desk.zone, desk.rules, desk.deviations)
    fresh.between(datetime(2024, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    assert account(fresh, clock, until, pauses) == account(desk, clock, until, pauses)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(calendars(), minutes, minutes)
def test_a_clock_that_runs_over_both_clock_changes_adds_up(desk: Calendar, early: int, late: int) -> None:
    start = datetime(2025, 3, 26, tzinfo=UTC) + timedelta(minutes=early)
    until = datetime(2025, 10, 30, tzinfo=UTC) + timedelta(minutes=late)
    stretches = account(desk, Clock(start), until, {})
    assert sum(stretch.seconds for stretch in stretches) == desk.between(start, until)
    assert sum((stretch.end - stretch.begin for stretch in stretches), timedelta()) == until - start
