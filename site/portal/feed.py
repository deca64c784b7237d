"""A desk's exceptions of the coming year as a calendar feed (PM7, TC7): the same days, each time the same bytes."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from chalicelib.domain.working_time.days import Day, Span
from chalicelib.policies.desk import Desk
from portal.opening_page import YEAR, days_worth_telling, reason, rules_on
from portal.speech import Speech

# A stamp of the moment would make every build of the same days a different file.
_STAMP_TIME = time(0, 0, tzinfo=UTC)


def feed(desk: Desk, speech: Speech, today: date) -> bytes:
    """The feed: an event over each closed day, and one for each span of a day with other hours than usual."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Tuki//{desk.id}//{speech.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, speech.say("desk.hours.feed_name", desk=speech.of(desk.name)))
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for day in days_worth_telling(desk.calendar, today, today + YEAR):
        for event in _events(desk, speech, day):
            calendar.add_component(event)
    calendar.add_missing_timezones(first_date=today, last_date=today + YEAR)
    return bytes(calendar.to_ical())


def _events(desk: Desk, speech: Speech, day: Day) -> list[Event]:
    said = {"desk": speech.of(desk.name), "reason": reason(day, speech)}
    if not day.spans:
        # The end of a whole-day event is the first day after it.
        closed = _event(desk, day, speech.say("desk.hours.feed_closed", **said), day.date, day.date + timedelta(days=1))
        return [closed]
    summary = speech.say("desk.hours.feed_open", hours=speech.spans(day.spans), **said)
    tz = ZoneInfo(desk.zone)
    return [_event(desk, day, summary, *_instants(day.date, span, tz), number) for number, span in enumerate(day.spans)]


def _event(desk: Desk, day: Day, summary: str, start: date, end: date, number: int = 0) -> Event:
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"tuki:{desk.id}:{day.date}:{number}")))
    event.add("dtstamp", datetime.combine(rules_on(desk.calendar, day.date).valid_from, _STAMP_TIME))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event


def _instants(on: date, span: Span, tz: ZoneInfo) -> tuple[datetime, datetime]:
    midnight = datetime.combine(on, time(0))
    opens, closes = (midnight + timedelta(minutes=minute) for minute in (span.opens, span.closes))
    return opens.replace(tzinfo=tz), closes.replace(tzinfo=tz)
