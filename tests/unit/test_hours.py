"""Working time: hand-worked examples of days, clock changes, and calendars that make no sense."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.working_time.days import CalendarError, DayKind, Deviation, Rules, Span, Spans, Week
from chalicelib.domain.working_time.hours import Calendar
from chalicelib.domain.working_time.timeline import NoSuchTime

START = date(2024, 1, 1)


def spans(text: str) -> Spans:
    return tuple(Span.parse(part) for part in text.split())


def office_week(text: str) -> Week:
    day = spans(text)
    return (day, day, day, day, day, (), ())


def every_day(text: str) -> Week:
    day = spans(text)
    return (day,) * 7


def calendar(week: Week, zone: str = "Europe/Stockholm", **rules: object) -> Calendar:
    return Calendar(zone, (Rules(START, week, **rules),))  # type: ignore[arg-type]


def at(local: str, zone: str = "Europe/Stockholm") -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text)


LUNCH = calendar(office_week("09:00-12:00 13:00-16:00"))
ALWAYS = calendar(every_day("00:00-24:00"))


def swedish(closed_eves: bool = True) -> Calendar:
    """The days around Easter, May, Midsummer and the turn of the year 2025, as a Swedish desk keeps them."""
    holidays = "2025-04-18 2025-04-21 2025-05-01 2025-05-29 2025-06-06 2025-06-21 2025-11-01 2025-12-25 2025-12-26 "
    holidays += "2026-01-01 2026-01-06"
    eves = "2025-06-20 2025-12-24 2025-12-31" if closed_eves else ""
    return calendar(
        office_week("09:00-12:00 13:00-16:00"),
        before_holiday=spans("09:00-12:00"),
        bridge_days=True,
        holidays={date.fromisoformat(on): {} for on in holidays.split()},
        closed_eves={date.fromisoformat(on): {} for on in eves.split()},
    )


TWO_HOURS = [
    pytest.param("2025-03-03T11:30", "2025-03-03T14:30", id="SE01 lunch is not counted"),
    pytest.param("2025-03-03T12:10", "2025-03-03T15:00", id="SE02 registered in lunch"),
    pytest.param("2025-03-03T15:30", "2025-03-04T10:30", id="SE03 over the night"),
    pytest.param("2025-03-07T15:59:30", "2025-03-10T10:59:30", id="SE04 over the weekend, with seconds"),
    pytest.param("2025-04-16T15:30", "2025-04-17T10:30", id="SE05 into a short day"),
    pytest.param("2025-04-17T11:30", "2025-04-22T10:30", id="SE06 Easter from Maundy Thursday"),
    pytest.param("2025-04-30T11:00", "2025-05-05T10:00", id="SE07 short day, holiday, bridge day, weekend"),
    pytest.param("2025-04-30T10:00", "2025-04-30T12:00", id="SE08 landing on closing time stays there"),
    pytest.param("2025-04-30T14:00", "2025-05-05T11:00", id="SE09 registered after a short day has closed"),
    pytest.param("2025-05-28T11:00", "2025-06-02T10:00", id="SE10 Ascension and its bridge day"),
    pytest.param("2025-06-05T11:15", "2025-06-09T10:15", id="SE11 national day"),
    pytest.param("2025-06-19T15:00", "2025-06-23T10:00", id="SE12 Midsummer Eve closed"),
    pytest.param("2025-12-23T15:00", "2025-12-29T10:00", id="SE14 Christmas"),
    pytest.param("2025-12-30T15:00", "2026-01-07T10:00", id="SE16 two bridge days at the turn of the year"),
    pytest.param("2025-10-31T11:30", "2025-11-03T10:30", id="SE17 short day before a holiday on a Saturday"),
]


@pytest.mark.parametrize(("start", "due"), TWO_HOURS)
def test_two_working_hours_at_a_swedish_desk(start: str, due: str) -> None:
    assert swedish().add(at(start), 7200) == at(due)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        pytest.param("2025-06-19T15:00", "2025-06-20T10:00", id="SE13 Midsummer Eve"),
        pytest.param("2025-12-23T15:00", "2025-12-24T10:00", id="SE15 Christmas Eve"),
    ],
)
def test_eves_read_literally_are_short_days(start: str, due: str) -> None:
    assert swedish(closed_eves=False).add(at(start), 7200) == at(due)


NIGHT = every_day("00:00-06:00 22:00-24:00")
CLOCK_CHANGES = [
    pytest.param(ALWAYS, "add", "2025-03-29T21:00:00Z", 8 * 3600, "2025-03-30T05:00:00Z", id="D01"),
    pytest.param(ALWAYS, "add", "2025-10-25T20:00:00Z", 8 * 3600, "2025-10-26T04:00:00Z", id="D02"),
    pytest.param(ALWAYS, "add", "2025-10-26T00:30:00Z", 3600, "2025-10-26T01:30:00Z", id="D11"),
    pytest.param(ALWAYS, "add", "2025-03-30T00:59:59Z", 2, "2025-03-30T01:00:01Z", id="D13"),
    pytest.param(ALWAYS, "subtract", "2025-10-26T04:00:00Z", 8 * 3600, "2025-10-25T20:00:00Z", id="D21"),
    pytest.param(ALWAYS, "subtract", "2025-03-30T05:00:00Z", 8 * 3600, "2025-03-29T21:00:00Z", id="D22"),
    pytest.param(
        calendar(office_week("08:00-16:00")), "add", "2025-03-28T14:00:00Z", 7200, "2025-03-31T07:00:00Z", id="D14"
    ),
]


@pytest.mark.parametrize(("open_time", "question", "start", "seconds", "answer"), CLOCK_CHANGES)
def test_clock_changes_are_exact(open_time: Calendar, question: str, start: str, seconds: int, answer: str) -> None:
    assert getattr(open_time, question)(utc(start), seconds) == utc(answer)


@pytest.mark.parametrize(
    ("week", "on", "hours"),
    [
        pytest.param(every_day("00:00-24:00"), "2025-03-30", 23, id="D03 the day in March"),
        pytest.param(every_day("00:00-24:00"), "2025-10-26", 25, id="D04 the day in October"),
        pytest.param(NIGHT, "2025-03-30", 7, id="a night shift in March"),
        pytest.param(NIGHT, "2025-10-26", 9, id="a night shift in October"),
        pytest.param(every_day("02:30-10:00"), "2025-03-30", 7, id="D08 a span that starts in the gap"),
        pytest.param(every_day("02:00-03:00"), "2025-03-30", 0, id="D09 a span that does not exist"),
        pytest.param(every_day("02:00-03:00"), "2025-10-26", 2, id="D10 a span that comes twice"),
    ],
)
def test_a_span_lasts_as_long_as_its_wall_clock_shows(week: Week, on: str, hours: int) -> None:
    day = date.fromisoformat(on)
    start, end = at(f"{day}T00:00"), at(f"{day + timedelta(days=1)}T00:00")
    assert calendar(week).between(start, end) == hours * 3600


def test_a_span_that_starts_in_the_gap_opens_at_the_first_existing_instant() -> None:
    assert calendar(every_day("02:30-10:00")).next_open(utc("2025-03-30T00:00:00Z")) == utc("2025-03-30T01:00:00Z")


def test_spans_that_meet_at_midnight_are_one_opening() -> None:
    night = calendar(every_day("00:00-02:00 16:00-24:00"))
    assert night.next_close(at("2025-12-31T20:00")) == at("2026-01-01T02:00")
    assert night.periods(at("2026-01-01T01:00"), 1, "back") == [(at("2025-12-31T16:00"), at("2026-01-01T01:00"))]


def test_closing_time_is_closed_and_opening_time_is_open() -> None:
    assert LUNCH.is_open(at("2025-03-03T09:00"))
    assert not LUNCH.is_open(at("2025-03-03T12:00"))
    assert LUNCH.next_open(at("2025-03-03T12:00")) == at("2025-03-03T13:00")
    assert LUNCH.next_close(at("2025-03-03T12:00")) == at("2025-03-03T16:00")
    assert LUNCH.prev_close(at("2025-03-03T12:30")) == at("2025-03-03T12:00")
    assert LUNCH.prev_close(at("2025-03-03T11:00")) == at("2025-03-03T11:00")


def test_fractions_of_a_second_are_dropped() -> None:
    assert LUNCH.add(at("2025-03-03T09:00:00.999"), 60) == at("2025-03-03T09:01")


def test_precedence_of_the_kinds_of_day() -> None:
    holiday, eve = date(2026, 1, 6), date(2025, 12, 24)
    announced = Deviation(spans("10:00-11:00"), {"en": "Move"})
    rules = swedish().rules[0]
    moved = Calendar("Europe/Stockholm", (rules,), {holiday: announced})
    assert (moved.day(holiday).kind, moved.day(holiday).spans) == (DayKind.DEVIATION, spans("10:00-11:00"))
    assert moved.day(holiday).name == {"en": "Move"}
    assert swedish().day(holiday).kind is DayKind.HOLIDAY
    assert swedish().day(eve).kind is DayKind.EVE
    assert swedish().day(date(2026, 1, 5)).kind is DayKind.BRIDGE  # a day before a holiday, too: bridge wins
    assert swedish().day(date(2025, 4, 17)).kind is DayKind.SHORT
    assert swedish().day(date(2025, 4, 16)).kind is DayKind.WEEKLY


def test_bridge_days_and_short_days_are_kept_only_where_the_rules_say_so() -> None:
    rules = swedish().rules[0]
    plain = calendar(rules.weekly, holidays=rules.holidays)
    for on in (date(2025, 5, 2), date(2025, 4, 30), date(2025, 12, 24)):
        assert plain.day(on).kind is DayKind.WEEKLY


def test_exceptions_are_the_days_that_differ_from_the_week() -> None:
    found = [(day.date.isoformat(), day.kind) for day in swedish().exceptions(date(2025, 4, 28), date(2025, 5, 5))]
    assert found == [("2025-04-30", "short"), ("2025-05-01", "holiday"), ("2025-05-02", "bridge")]


def test_rules_hold_from_their_date_on_and_the_first_for_all_time_before() -> None:
    later = Rules(date(2026, 1, 5), office_week("10:00-12:00"))
    changed = Calendar("Europe/Stockholm", (Rules(START, office_week("08:00-16:00")), later))
    assert changed.day(date(2020, 1, 6)).spans == spans("08:00-16:00")
    assert changed.day(date(2026, 1, 2)).spans == spans("08:00-16:00")
    assert changed.day(date(2026, 1, 5)).spans == spans("10:00-12:00")
    assert changed.add(at("2026-01-02T15:00"), 7200) == at("2026-01-05T11:00")


@pytest.mark.parametrize(
    ("week", "zone", "key"),
    [
        (office_week("09:00-12:00 11:00-16:00"), "Europe/Oslo", "rules.0.weekly.monday"),
        (office_week("13:00-16:00 09:00-12:00"), "Europe/Oslo", "rules.0.weekly.monday"),
        (((Span(600, 540),), (), (), (), (), (), ()), "Europe/Oslo", "rules.0.weekly.monday"),
        (((Span(600, 600),), (), (), (), (), (), ()), "Europe/Oslo", "rules.0.weekly.monday"),
        (((), (Span(0, 1441),), (), (), (), (), ()), "Europe/Oslo", "rules.0.weekly.tuesday"),
        (((), ()), "Europe/Oslo", "rules.0.weekly"),
        (office_week("09:00-12:00"), "Europe/Olso", "zone"),
        (office_week("09:00-12:00"), "../etc/passwd", "zone"),
    ],
)
def test_a_calendar_that_makes_no_sense_cannot_be_made(week: Week, zone: str, key: str) -> None:
    with pytest.raises(CalendarError) as caught:
        calendar(week, zone)
    assert caught.value.key == key


def test_versions_must_follow_each_other() -> None:
    rules = Rules(START, office_week("09:00-12:00"))
    with pytest.raises(CalendarError, match=r"rules\.1\.valid_from"):
        Calendar("Europe/Oslo", (rules, rules))
    with pytest.raises(CalendarError, match="at least one"):
        Calendar("Europe/Oslo", ())


def test_a_calendar_that_never_opens_says_so() -> None:
    never = calendar(every_day(""))
    for question in (never.next_open, never.next_close, never.prev_close):
        with pytest.raises(NoSuchTime, match="no such time"):
            question(at("2025-03-03T09:00"))
    with pytest.raises(NoSuchTime, match="no such time"):
        never.add(at("2025-03-03T09:00"), 1)
    assert never.between(at("2025-03-03T09:00"), at("2026-03-03T09:00")) == 0


def test_a_calendar_that_never_closes_says_so() -> None:
    with pytest.raises(NoSuchTime, match="no such time"):
        ALWAYS.next_close(at("2025-03-03T09:00"))


def test_questions_that_make_no_sense_are_refused() -> None:
    monday = at("2025-03-03T09:00")
    with pytest.raises(ValueError, match="no time zone"):
        LUNCH.is_open(datetime(2025, 3, 3, 9))  # noqa: DTZ001
    with pytest.raises(ValueError, match="is before"):
        LUNCH.between(monday, monday - timedelta(seconds=1))
    with pytest.raises(ValueError, match="use subtract"):
        LUNCH.add(monday, -1)
