"""Why this due time: every stretch of a clock's time is counted, or left out for a reason that a person understands."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.languages import Wording
from chalicelib.domain.working_time.account import Stretch, account
from chalicelib.domain.working_time.clock import Clock, Pause
from chalicelib.domain.working_time.days import Deviation, Rules, Span, Spans, Week
from chalicelib.domain.working_time.hours import Calendar

START = date(2024, 1, 1)
TWO_HOURS = 7200


def spans(text: str) -> Spans:
    return tuple(Span.parse(part) for part in text.split())


def office_week(text: str) -> Week:
    day = spans(text)
    return (day, day, day, day, day, (), ())


def named(days: Mapping[str, str]) -> dict[date, Wording]:
    return {date.fromisoformat(on): {"sv": name} for on, name in days.items()}


def at(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/Stockholm")).astimezone(UTC)


HOLIDAYS = named(
    {
        "2025-04-18": "Långfredagen",
        "2025-04-21": "Annandag påsk",
        "2025-05-01": "Första maj",
        "2025-12-25": "Juldagen",
        "2025-12-26": "Annandag jul",
        "2026-01-01": "Nyårsdagen",
        "2026-01-06": "Trettondedag jul",
    }
)
EVES = named({"2025-12-24": "Julafton", "2025-12-31": "Nyårsafton"})
LUNCH_WEEK = office_week("09:00-12:00 13:00-16:00")


def swedish(deviations: Mapping[str, tuple[str, str]] | None = None) -> Calendar:
    """A Swedish desk that closes for lunch; deviations are date -> hours and reason."""
    rules = Rules(START, LUNCH_WEEK, spans("09:00-12:00"), True, HOLIDAYS, EVES)
    announced = {
        date.fromisoformat(on): Deviation(spans(hours), {"sv": reason})
        for on, (hours, reason) in (deviations or {}).items()
    }
    return Calendar("Europe/Stockholm", (rules,), announced)


Told = list[tuple[str, str, str]]


def in_words(stretch: Stretch) -> str:
    reasons = (" ".join([reason.kind, *reason.name.values(), reason.pause]).strip() for reason in stretch.reasons)
    return ", ".join(reasons) or "counted"


def told(calendar: Calendar, clock: Clock, until: datetime, pauses: Mapping[Pause, str] | None = None) -> Told:
    """The account as the desk's clock shows it: begin, end, reasons."""
    return [
        (f"{calendar.local(stretch.begin):%d %H:%M}", f"{calendar.local(stretch.end):%d %H:%M}", in_words(stretch))
        for stretch in account(calendar, clock, until, pauses or {})
    ]


def told_until_due(start: str) -> Told:
    """The two working hours from this time on."""
    clock = Clock(at(start))
    due = clock.due(swedish(), TWO_HOURS)
    assert due is not None
    return told(swedish(), clock, due)


def why(calendar: Calendar, start: str, end: str) -> list[str]:
    """Only the reasons, stretch by stretch."""
    return [in_words(stretch) for stretch in account(calendar, Clock(at(start)), at(end), {})]


def test_lunch_is_left_out_and_named() -> None:
    assert told_until_due("2025-03-03T11:30") == [
        ("03 11:30", "03 12:00", "counted"),
        ("03 12:00", "03 13:00", "lunch"),
        ("03 13:00", "03 14:30", "counted"),
    ]


def test_a_fault_reported_in_lunch_starts_with_the_rest_of_it() -> None:
    assert told_until_due("2025-03-03T12:10")[0] == ("03 12:10", "03 13:00", "lunch")


def test_a_plain_night_is_closed_time() -> None:
    assert told_until_due("2025-03-03T15:30") == [
        ("03 15:30", "03 16:00", "counted"),
        ("03 16:00", "04 09:00", "closed"),
        ("04 09:00", "04 10:30", "counted"),
    ]


def test_a_weekend_with_its_nights_is_one_reason() -> None:
    assert told_until_due("2025-03-07T15:30")[1] == ("07 16:00", "10 09:00", "weekend")


def test_a_short_day_a_holiday_a_bridge_day_and_a_weekend_are_one_stretch_that_names_each() -> None:
    assert told_until_due("2025-04-30T11:00") == [
        ("30 11:00", "30 12:00", "counted"),
        ("30 12:00", "05 09:00", "short Första maj, holiday Första maj, bridge, weekend"),
        ("05 09:00", "05 10:00", "counted"),
    ]


def test_easter_names_each_of_its_days() -> None:
    assert told_until_due("2025-04-17T11:30") == [
        ("17 11:30", "17 12:00", "counted"),
        ("17 12:00", "22 09:00", "short Långfredagen, holiday Långfredagen, weekend, holiday Annandag påsk"),
        ("22 09:00", "22 10:30", "counted"),
    ]


def test_christmas_names_the_closed_eve() -> None:
    assert told_until_due("2025-12-23T15:00")[1] == (
        "23 16:00",
        "29 09:00",
        "eve Julafton, holiday Juldagen, holiday Annandag jul, weekend",
    )


def test_two_bridge_days_at_the_turn_of_the_year_are_one_reason() -> None:
    reasons = "eve Nyårsafton, holiday Nyårsdagen, bridge, weekend, holiday Trettondedag jul"
    assert told_until_due("2025-12-30T15:00")[1] == ("30 16:00", "07 09:00", reasons)  # SE16


def test_a_reason_carries_the_first_date_it_holds_on() -> None:
    [closed] = account(swedish(), Clock(at("2025-04-30T12:00")), at("2025-05-05T09:00"), {})
    assert [reason.date for reason in closed.reasons] == [date(2025, 4, 30), *(date(2025, 5, day) for day in (1, 2, 3))]


def test_a_closing_of_two_weeks_is_told_once() -> None:
    desk = swedish({f"2025-07-{day:02}": ("", "Sommarstängt") for day in (*range(7, 12), *range(14, 19))})
    assert why(desk, "2025-07-04T16:00", "2025-07-21T09:00") == ["weekend, deviation Sommarstängt"]


def test_the_evening_of_a_short_day_is_closed_as_every_evening() -> None:
    assert why(swedish(), "2025-04-30T12:30", "2025-04-30T23:00") == ["short Första maj"]
    assert why(swedish(), "2025-04-30T17:00", "2025-04-30T23:00") == ["closed"]


def test_the_night_before_a_short_day_is_a_plain_night() -> None:
    assert why(swedish(), "2025-04-29T16:00", "2025-04-30T09:00") == ["closed"]


def test_the_last_evening_of_the_week_is_not_yet_the_weekend() -> None:
    assert why(swedish(), "2025-03-07T16:00", "2025-03-08T00:00") == ["closed"]


def test_announced_hours_are_the_reason_on_both_sides_of_them() -> None:
    desk = swedish({"2025-03-05": ("10:00-11:00", "Flytt")})
    assert told(desk, Clock(at("2025-03-04T15:00")), at("2025-03-06T10:00")) == [
        ("04 15:00", "04 16:00", "counted"),
        ("04 16:00", "05 10:00", "deviation Flytt"),
        ("05 10:00", "05 11:00", "counted"),
        ("05 11:00", "06 09:00", "deviation Flytt"),
        ("06 09:00", "06 10:00", "counted"),
    ]


def test_a_day_that_closes_early_does_not_explain_the_night_before_it() -> None:
    desk = swedish({"2025-03-05": ("09:00-12:00 13:00-15:00", "Personalmöte")})
    reasons = ["closed", "counted", "lunch", "counted", "deviation Personalmöte"]
    assert why(desk, "2025-03-04T16:00", "2025-03-06T09:00") == reasons


def test_hours_announced_on_a_weekend_leave_a_plain_night_before_them() -> None:
    desk = swedish({"2025-03-08": ("10:00-12:00", "Lönekörning")})
    assert why(desk, "2025-03-07T16:00", "2025-03-10T09:00") == ["closed", "counted", "weekend"]


def test_waiting_for_the_customer_over_lunch_is_a_pause_around_lunch() -> None:
    pause = (at("2025-03-03T10:00"), at("2025-03-03T13:30"))
    clock = Clock(at("2025-03-03T09:30"), (pause,))
    assert told(swedish(), clock, at("2025-03-03T15:00"), {pause: "awaiting_customer"}) == [  # SE18
        ("03 09:30", "03 10:00", "counted"),
        ("03 10:00", "03 12:00", "paused awaiting_customer"),
        ("03 12:00", "03 13:00", "lunch"),
        ("03 13:00", "03 13:30", "paused awaiting_customer"),
        ("03 13:30", "03 15:00", "counted"),
    ]


def test_a_pause_over_closed_time_is_told_as_closed_time() -> None:
    clock = Clock(at("2025-03-03T15:00"), ((at("2025-03-03T18:00"), at("2025-03-04T08:00")),))
    assert told(swedish(), clock, at("2025-03-04T10:00"))[1:] == [
        ("03 16:00", "04 09:00", "closed"),
        ("04 09:00", "04 10:00", "counted"),
    ]


def test_a_pause_that_lasts_is_told_up_to_the_end() -> None:
    pause = (at("2025-03-03T10:00"), None)
    clock = Clock(at("2025-03-03T09:00"), (pause,))
    assert told(swedish(), clock, at("2025-03-03T11:00"), {pause: "resolved"}) == [
        ("03 09:00", "03 10:00", "counted"),
        ("03 10:00", "03 11:00", "paused resolved"),
    ]


def test_of_overlapping_pauses_the_one_that_began_first_is_told() -> None:
    asked = (at("2025-03-03T09:30"), at("2025-03-03T10:30"))
    solved = (at("2025-03-03T10:00"), at("2025-03-03T11:00"))
    clock = Clock(at("2025-03-03T09:00"), (solved, asked))
    words: dict[Pause, str] = {asked: "awaiting_customer", solved: "resolved"}
    assert told(swedish(), clock, at("2025-03-03T11:30"), words) == [
        ("03 09:00", "03 09:30", "counted"),
        ("03 09:30", "03 10:30", "paused awaiting_customer"),
        ("03 10:30", "03 11:00", "paused resolved"),
        ("03 11:00", "03 11:30", "counted"),
    ]


def test_a_pause_of_no_length_does_not_part_what_it_lies_in() -> None:
    moment = at("2025-03-03T10:00")
    clock = Clock(at("2025-03-03T09:00"), ((moment, moment),))
    assert told(swedish(), clock, at("2025-03-03T11:00")) == [("03 09:00", "03 11:00", "counted")]


def test_the_account_ends_where_the_clock_stopped() -> None:
    clock = Clock(at("2025-03-03T09:00"), (), at("2025-03-03T10:00"))
    assert told(swedish(), clock, at("2025-03-03T15:00")) == [("03 09:00", "03 10:00", "counted")]


def test_a_clock_that_has_not_started_has_no_account() -> None:
    assert account(swedish(), Clock(at("2025-03-03T09:00")), at("2025-03-03T09:00"), {}) == ()
    assert account(swedish(), Clock(at("2025-03-03T09:00")), at("2025-03-01T09:00"), {}) == ()


def test_spans_that_meet_at_midnight_are_one_stretch() -> None:
    night = Calendar("Europe/Stockholm", (Rules(START, (spans("00:00-02:00 16:00-24:00"),) * 7),))
    [stretch] = account(night, Clock(at("2025-03-03T16:00")), at("2025-03-04T02:00"), {})
    assert stretch == Stretch(at("2025-03-03T16:00"), at("2025-03-04T02:00"), 10 * 3600)


@pytest.mark.parametrize(("on", "hours"), [("2025-03-30", 23), ("2025-10-26", 25)])
def test_a_day_of_a_clock_change_is_as_long_as_it_lasts(on: str, hours: int) -> None:
    always = Calendar("Europe/Stockholm", (Rules(START, (spans("00:00-24:00"),) * 7),))
    midnight = at(f"{on}T00:00")
    [stretch] = account(always, Clock(midnight), at(f"{date.fromisoformat(on) + timedelta(days=1)}T00:00"), {})
    assert stretch.seconds == hours * 3600


def test_new_hours_are_judged_from_the_day_they_hold() -> None:
    rules = (Rules(START, LUNCH_WEEK), Rules(date(2025, 6, 2), office_week("08:00-15:00")))
    desk = Calendar("Europe/Stockholm", rules, {date(2025, 6, 2): Deviation(spans("09:00-15:00"), {"sv": "Flytt"})})
    assert why(desk, "2025-05-30T16:00", "2025-06-02T09:00") == ["weekend, deviation Flytt"]
    assert why(desk, "2025-06-02T15:00", "2025-06-03T08:00") == ["closed"]


def test_fractions_of_a_second_are_in_the_stretches_and_not_in_the_seconds() -> None:
    start, until = at("2025-03-03T11:59:59.500"), at("2025-03-03T13:00:00.250")
    stretches = account(swedish(), Clock(start), until, {})
    assert (stretches[0].begin, stretches[-1].end) == (start, until)
    assert [stretch.seconds for stretch in stretches] == [1, 0, 0]
    assert [not stretch.reasons for stretch in stretches] == [True, False, True]
