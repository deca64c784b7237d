"""Working time: what must hold for every calendar, and an independent count by the minute."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st

from chalicelib.domain.working_time.days import Deviation, Rules, Span, Spans, Week
from chalicelib.domain.working_time.hours import Calendar

START = date(2024, 1, 1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


ZONES = ("Europe/Oslo", "Europe/Helsinki", "Europe/Zagreb", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Tehran")
FIRST, LAST = utc("2018-01-01T00:00:00Z"), utc("2027-12-31T00:00:00Z")
instants = st.integers(0, int((LAST - FIRST).total_seconds())).map(lambda seconds: FIRST + timedelta(seconds=seconds))
# Around the clock changes of 2025 in Europe.
changes = st.sampled_from(["2025-03-30T01:00:00Z", "2025-10-26T01:00:00Z"]).flatmap(
    lambda change: st.integers(-100_000, 100_000).map(lambda seconds: utc(change) + timedelta(seconds=seconds))
)
moments = instants | changes
amounts = st.integers(1, 40_000)
few = settings(max_examples=30, deadline=None, derandomize=True)


@st.composite
def days(draw: st.DrawFn) -> Spans:
    marks = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
    return tuple(Span(*marks[i : i + 2]) for i in range(0, len(marks) - 1, 2))


def is_open_for_an_hour(week: Week) -> bool:
    return sum(span.closes - span.opens for day in week for span in day) >= 60


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    week = draw(st.tuples(*[days()] * 7).filter(is_open_for_an_hour))
    dates = st.dates(date(2025, 3, 20), date(2025, 11, 5))
    rules = Rules(
        START,
        week,
        before_holiday=draw(st.none() | days()),
        bridge_days=all(week[:5]) and draw(st.booleans()),  # a desk open on Fridays only would never open
        holidays={on: {} for on in draw(st.sets(dates, max_size=8))},
        closed_eves={on: {} for on in draw(st.sets(dates, max_size=4))},
    )
    deviations = {on: Deviation(draw(days()), {}) for on in draw(st.sets(dates, max_size=4))}
    return Calendar(draw(st.sampled_from(ZONES)), (rules,), deviations)


@few
@given(calendars(), moments, moments, moments)
def test_working_time_adds_up(open_time: Calendar, a: datetime, b: datetime, c: datetime) -> None:
    first, second, third = sorted((a, b, c))
    parts = open_time.between(first, second) + open_time.between(second, third)
    assert parts == open_time.between(first, third)


@few
@given(calendars(), moments, amounts)
def test_adding_is_counted_back_exactly(open_time: Calendar, start: datetime, seconds: int) -> None:
    due = open_time.add(start, seconds)
    assert open_time.between(start, due) == seconds
    assert open_time.between(start, due - timedelta(seconds=1)) == seconds - 1
    assert open_time.prev_close(due) == due


@few
@given(calendars(), moments, amounts)
def test_subtracting_is_the_inverse_of_adding(open_time: Calendar, end: datetime, seconds: int) -> None:
    start = open_time.subtract(end, seconds)
    assert open_time.between(start, end) == seconds
    assert open_time.is_open(start)
    assert open_time.add(start, seconds) == open_time.prev_close(end)


@few
@given(calendars(), moments, amounts, amounts)
def test_more_work_is_never_due_earlier(open_time: Calendar, start: datetime, one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert open_time.add(start, less) <= open_time.add(start, more)
    assert open_time.add(open_time.add(start, less), one) == open_time.add(start, less + one)


@few
@given(calendars(), moments, moments)
def test_a_later_start_is_never_due_earlier(open_time: Calendar, a: datetime, b: datetime) -> None:
    earlier, later = sorted((a, b))
    assert open_time.add(earlier, 3600) <= open_time.add(later, 3600)


@few
@given(calendars(), moments)
def test_openings_and_closings_agree(open_time: Calendar, moment: datetime) -> None:
    opens = open_time.next_open(moment)
    assert open_time.is_open(moment) == (opens == moment)
    assert open_time.between(moment, opens) == 0
    [(start, _)] = open_time.periods(moment, 1)
    assert start == opens


@few
@given(calendars(), moments, moments)
def test_the_order_of_questions_does_not_matter(open_time: Calendar, a: datetime, b: datetime) -> None:
    fresh = Calendar(open_time.zone, open_time.rules, open_time.deviations)
    fresh.add(b, 7200)
    fresh.subtract(a, 7200)
    assert fresh.add(a, 7200) == open_time.add(a, 7200)
    assert fresh.subtract(b, 7200) == open_time.subtract(b, 7200)


# The turn of a year, a midnight that São Paulo skips, and half an hour that Lord Howe repeats.
ODD_MOMENTS = [utc("2026-12-31T12:00:00Z"), utc("2018-11-03T12:00:00Z"), utc("2025-04-05T06:00:00Z")]


def open_by_the_wall_clock(open_time: Calendar, moment: datetime) -> bool:
    """The definition itself, without anything of the timeline: does the wall clock lie in a span of its date?"""
    wall = moment.astimezone(ZoneInfo(open_time.zone))
    minute = wall.hour * 60 + wall.minute
    return any(span.opens <= minute < span.closes for span in open_time.day(wall.date()).spans)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(calendars(), changes | st.sampled_from(ODD_MOMENTS))
def test_a_count_by_the_minute_agrees(open_time: Calendar, start: datetime) -> None:
    start = start.replace(second=0)
    minutes = [start + timedelta(minutes=number) for number in range(3 * 1440)]
    openness = [open_by_the_wall_clock(open_time, minute) for minute in minutes]
    assert [open_time.is_open(minute) for minute in minutes] == openness
    assert open_time.between(start, start + timedelta(days=3)) == 60 * sum(openness)
    for target in (1, 61, 600):
        if sum(openness) > target:
            worked = 0
            for minute, is_open in zip(minutes, openness, strict=True):
                worked += is_open
                if worked == target:
                    assert open_time.add(start, 60 * target) == minute + timedelta(minutes=1)
                    break
