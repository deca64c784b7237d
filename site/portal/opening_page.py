"""A desk's opening hours as its pages show them: the week, the exceptions ahead, and what browsers reckon from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.domain.working_time.days import WEEKDAYS, Day, DayKind, Rules
from chalicelib.domain.working_time.hours import Calendar
from chalicelib.policies.desk import Desk
from portal.speech import Speech, lunch

COMING = timedelta(weeks=8)
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Exceptional:
    """A day that is not as every week, in words."""

    date: date
    day: str
    hours: str
    reason: str
    is_open: bool


def rules_on(calendar: Calendar, on: date) -> Rules:
    """The rules in force on a date; the first ones before their own date, too."""
    return [version for version in calendar.rules if version.valid_from <= on or version is calendar.rules[0]][-1]


def hours_of(desk: Desk, speech: Speech, today: date) -> dict[str, object]:
    """What the page of opening hours shows."""
    rules = rules_on(desk.calendar, today)
    coming = list(exceptions(desk, speech, today, today + COMING))
    return {
        "city": speech.city(desk.zone),
        "week": [
            {"day": speech.weekday(number), "hours": speech.spans(spans), "is_open": bool(spans)}
            for number, spans in enumerate(rules.weekly)
        ],
        "lunches": sorted({speech.spans(lunch(spans)) for spans in rules.weekly if lunch(spans)}),
        "before_holiday": speech.spans(rules.before_holiday) if rules.before_holiday is not None else None,
        "bridge_days": rules.bridge_days,
        "coming": coming,
        "later": list(exceptions(desk, speech, today + COMING, today + YEAR)),
    }


def exceptions(desk: Desk, speech: Speech, start: date, end: date) -> Iterator[Exceptional]:
    """The exceptions in [start, end) as the page tells them."""
    for day in days_worth_telling(desk.calendar, start, end):
        hours = speech.spans(day.spans)
        yield Exceptional(day.date, speech.day(day.date), hours, reason(day, speech), bool(day.spans))


def days_worth_telling(calendar: Calendar, start: date, end: date) -> Iterator[Day]:
    """The exceptions in [start, end), without holidays on days on which the desk is closed in any week."""
    for day in calendar.exceptions(start, end):
        if day.spans or rules_on(calendar, day.date).weekly[day.date.weekday()]:
            yield day


def reason(day: Day, speech: Speech) -> str:
    """Why a day is not as every week."""
    if day.kind is DayKind.BRIDGE:
        return speech.say("desk.hours.bridge")
    if day.kind is DayKind.SHORT:
        return speech.say("desk.hours.short", name=speech.of(day.name))
    return speech.of(day.name)


def open_now(desk: Desk, speech: Speech, today: date) -> dict[str, object]:
    """What `<tuki-open-now>` reckons from: spans of the week, and of each date of the coming year that differs."""
    week = rules_on(desk.calendar, today).weekly
    days = (desk.calendar.day(today + timedelta(days=number)) for number in range(-1, YEAR.days))
    keys = ("open", "closed", "closes", "opens_today", "opens_tomorrow", "opens_later", "unknown", *WEEKDAYS)
    words = {key: speech.words.of(speech.language)[f"desk.now.{key}"] for key in keys}
    return {
        "zone": desk.zone,
        "week": [list(map(str, spans)) for spans in week],
        "days": {
            day.date.isoformat(): list(map(str, day.spans)) for day in days if day.spans != week[day.date.weekday()]
        },
        "until": (today + YEAR).isoformat(),
        "usual": speech.week(week),
        "zone_note": speech.say("desk.now.desk_time", city=speech.city(desk.zone)),
        "words": words,
    }
