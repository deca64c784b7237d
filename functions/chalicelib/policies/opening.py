"""The hours of a desk's policy -> its calendar (TC7, PM7, AD1)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.working_time.days import WEEKDAYS, CalendarError, Deviation, Rules, Spans, Week
from chalicelib.domain.working_time.hours import Calendar
from chalicelib.policies.holidays import EVES, Holidays
from chalicelib.policies.section import Section

_CLOSED: Week = ((), (), (), (), (), (), ())
_STAND_IN = Calendar("UTC", (Rules(date(2000, 1, 1), _CLOSED),))
_LONGEST_DEVIATION_DAYS = 366


def read_calendar(section: Section, zone: str, countries: Mapping[str, Holidays]) -> Calendar:
    """The section `hours`: country, versions of the rules, announced deviations. Mistakes are noted in the section."""
    country = section.choice("holidays", tuple(sorted(countries)) or ("none is known",))
    holidays = countries.get(country, Holidays(country, 2000, 2000, {}, {id: {} for id in EVES}))
    rules = tuple(_rules(version, zone, holidays) for version in section.sections("versions"))
    deviations = _deviations(section)
    try:
        return Calendar(zone, rules, deviations)
    except CalendarError as error:
        key = error.key.replace("rules", "versions", 1)
        if error.key != "zone":  # noted where the zone is read
            section.mistake(key, error.problem, "spans in order, apart, within 00:00-24:00; versions in order")
        return _STAND_IN


def _rules(section: Section, zone: str, holidays: Holidays) -> Rules:
    week = _week(section, zone)
    eves = section.texts("closed_eves", EVES, needed=False)
    closed = section.choice("eves", ("closed", "literal"), default="closed") == "closed"
    return Rules(
        valid_from=section.date("valid_from"),
        weekly=week,
        before_holiday=section.spans("before_holiday") if section.has("before_holiday") else None,
        bridge_days=section.choice("bridge_days", ("open", "closed"), default="open") == "closed",
        holidays=holidays.public,
        closed_eves=holidays.closed_eves(eves) if closed else {},
    )


def _week(section: Section, zone: str) -> Week:
    """The weekly spans. In a week without any no clock would ever run on."""
    noted = len(section.mistakes)
    weekly = section.section("weekly")
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        _weekday(weekly, weekday, zone) for weekday in WEEKDAYS
    )
    week = (monday, tuesday, wednesday, thursday, friday, saturday, sunday)
    if not any(week) and len(section.mistakes) == noted:
        weekly.mistake("", "no opening in the week", "a span on at least one day")
    return week


def _weekday(weekly: Section, weekday: str, zone: str) -> Spans:
    spans = weekly.spans(weekday) if weekly.has(weekday) else ()
    hour = _change_hour(zone)
    for number, span in enumerate(spans):
        for minute in (span.opens, span.closes):
            if hour is not None and hour * 60 < minute < (hour + 1) * 60:
                allowed = f"{hour:02}:00 or {hour + 1:02}:00: the clock change skips or repeats the time between"
                weekly.mistake(f"{weekday}.{number}", f"the boundary {minute // 60:02}:{minute % 60:02}", allowed)
    return spans


def _change_hour(zone: str) -> int | None:
    """The local hour that Europe's clock changes, at 01:00 UTC, skip in spring and repeat in autumn.

    A weekly boundary strictly inside it would have two readings, and nobody needs one.
    """
    if not zone.startswith("Europe/"):
        return None
    try:
        winter, summer = (datetime(2026, month, 15, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7))
    except (OSError, ValueError, LookupError):
        return None
    return None if winter is None or winter == summer else 1 + winter // timedelta(hours=1)


def _deviations(section: Section) -> Mapping[date, Deviation]:
    deviations: dict[date, Deviation] = {}
    for part in section.sections("deviations", needed=False):
        first = part.date("date") if part.has("date") else part.date("first")
        last = first if part.has("date") else part.date("last")
        deviation = Deviation(part.spans("hours"), part.wording("reason"))
        if not 0 <= (last - first).days < _LONGEST_DEVIATION_DAYS:
            part.mistake("last", str(last), f"a date from {first} on, within a year")
            continue
        for number in range((last - first).days + 1):
            on = first + timedelta(days=number)
            if on in deviations:
                part.mistake("date", str(on), "each date in only one deviation")
            deviations[on] = deviation
    return deviations
