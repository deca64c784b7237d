"""Opening hours as pages, feeds and browsers get them: the same days that the clock counts (PM7, TC7, AD1)."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from icalendar import Calendar as Feed
from tests.conftest import InBrowser

from chalicelib.domain.working_time.days import Rules, Span
from chalicelib.domain.working_time.hours import Calendar
from chalicelib.domain.working_time.timeline import NoSuchTime
from chalicelib.policies.desk import Desk
from portal.feed import feed
from portal.opening_page import COMING, YEAR, exceptions, hours_of, open_now
from portal.shelf import Shelf, Site, read_shelf
from portal.speech import Speech

HOME = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SITE = Site("https://support.example.com/", "", "support.example.com")
SPRING, AUTUMN = datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)
DESKS = ("adminet", "crm-insight", "evidencija", "promark", "timecare")


@lru_cache
def shelf() -> Shelf:
    return read_shelf(HOME / "kb", SITE, NOW)


def desk(id: str) -> Desk:
    return shelf().policies[id]


def speech(language: str = "sv") -> Speech:
    return Speech(language, shelf().words)


def test_timecare_tells_lunch_short_days_and_bridge_days() -> None:
    hours = hours_of(desk("timecare"), speech(), TODAY)
    assert hours["week"][0] == {"day": "Måndag", "hours": "09:00–12:00, 13:00–16:00", "is_open": True}
    assert hours["lunches"] == ["12:00–13:00"]
    assert hours["before_holiday"] == "09:00–12:00"
    assert hours["bridge_days"] is True


def test_the_coming_eight_weeks_of_timecare_are_those_of_the_calendar() -> None:
    shown = {
        (day.date.isoformat(), day.hours, day.reason)
        for day in exceptions(desk("timecare"), speech(), TODAY, TODAY + COMING)
    }
    assert shown == {
        ("2026-12-24", "Stängt", "Julafton"),
        ("2026-12-25", "Stängt", "Juldagen"),
        ("2026-12-31", "Stängt", "Nyårsafton"),
        ("2027-01-01", "Stängt", "Nyårsdagen"),
        ("2027-01-05", "09:00–12:00", "Dagen före: Trettondedag jul"),
        ("2027-01-06", "Stängt", "Trettondedag jul"),
    }


@pytest.mark.parametrize("id", DESKS)
def test_a_day_is_told_exactly_when_its_hours_are_not_those_of_its_weekday(id: str) -> None:
    calendar = desk(id).calendar
    weekly = calendar.rules[-1].weekly
    days = [calendar.day(TODAY + timedelta(days=number)) for number in range(YEAR.days)]
    unusual = {day.date for day in days if day.spans != weekly[day.date.weekday()]}
    assert {day.date for day in exceptions(desk(id), speech(), TODAY, TODAY + YEAR)} == unusual


@pytest.mark.parametrize("id", DESKS)
def test_the_feed_has_the_days_that_the_page_has(id: str) -> None:
    events = Feed.from_ical(feed(desk(id), speech(), TODAY)).walk("VEVENT")
    days = {str(event.decoded("dtstart"))[:10] for event in events}
    assert days == {day.date.isoformat() for day in exceptions(desk(id), speech(), TODAY, TODAY + YEAR)}
    assert len({event["uid"] for event in events}) == len(events)


def test_a_closed_day_ends_where_the_next_one_begins() -> None:
    events = Feed.from_ical(feed(desk("timecare"), speech(), TODAY)).walk("VEVENT")
    christmas = next(event for event in events if event.decoded("dtstart") == date(2026, 12, 24))
    assert christmas.decoded("dtend") == date(2026, 12, 25)
    assert christmas["summary"] == "Timecare support stängt: Julafton"


def test_a_short_day_is_in_the_zone_of_the_desk() -> None:
    events = Feed.from_ical(feed(desk("timecare"), speech(), TODAY)).walk("VEVENT")
    short = next(event for event in events if str(event.decoded("dtstart")).startswith("2027-01-05"))
    assert short.decoded("dtstart").isoformat() == "2027-01-05T09:00:00+01:00"
    assert short.decoded("dtend").isoformat() == "2027-01-05T12:00:00+01:00"


def test_the_same_days_are_the_same_bytes() -> None:
    assert feed(desk("timecare"), speech(), TODAY) == feed(desk("timecare"), speech(), TODAY)


@pytest.mark.parametrize("id", DESKS)
def test_the_browser_opens_and_closes_when_the_calendar_does(in_browser: InBrowser, id: str) -> None:
    hours = open_now(desk(id), speech(), TODAY)
    instants = [NOW + timedelta(minutes=187 * step) for step in range(2_500)]
    assert reckoned_by_browser(in_browser, hours, instants) == [
        reckoned_by_calendar(desk(id).calendar, at) for at in instants
    ]


@pytest.mark.parametrize(
    ("change", "spans"),
    [
        (SPRING, ("00:00-06:00", "22:00-24:00")),
        (SPRING, ("01:30-02:00", "02:30-03:30")),
        (SPRING, ("02:00-03:00",)),
        (AUTUMN, ("00:00-06:00", "22:00-24:00")),
        (AUTUMN, ("02:00-03:00",)),
    ],
)
def test_the_browser_counts_the_night_of_a_clock_change_as_the_calendar_does(
    in_browser: InBrowser, change: datetime, spans: tuple[str, ...]
) -> None:
    day = tuple(map(Span.parse, spans))
    calendar = Calendar("Europe/Oslo", (Rules(date(2020, 1, 1), (day,) * 7),))
    hours = {"zone": "Europe/Oslo", "week": [list(map(str, day))] * 7, "days": {}, "until": "2027-12-31"}
    instants = [change + timedelta(minutes=10 * step) for step in range(-60, 60)]
    assert reckoned_by_browser(in_browser, hours, instants) == [reckoned_by_calendar(calendar, at) for at in instants]


def reckoned_by_calendar(calendar: Calendar, at: datetime) -> list[object] | None:
    try:
        is_open = calendar.is_open(at)
        change = calendar.next_close(at) if is_open else calendar.next_open(at)
    except NoSuchTime:
        return None
    return [is_open, int(change.timestamp())]


def reckoned_by_browser(run: InBrowser, hours: dict[str, object], instants: list[datetime]) -> list[object]:
    body = """
      const seen = given.instants.map((at) => module.status(given.hours, at * 1000));
      return seen.map((now) => now && [now.open, now.at / 1000]);
    """
    return list(run("desk-time.js", body, {"hours": hours, "instants": [int(at.timestamp()) for at in instants]}))
