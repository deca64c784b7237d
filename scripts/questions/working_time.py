"""Questions about working time: calendars, and clocks that run by them."""

from datetime import UTC, date, datetime
from typing import Any

from chalicelib.domain.working_time.clock import Clock
from chalicelib.domain.working_time.days import Deviation, Rules, Span, Spans
from chalicelib.domain.working_time.hours import Calendar, Period

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Case = dict[str, Any]


def calendar_answer(case: Case) -> object:
    """The answer to a calendar question."""
    calendar = read_calendar(case["calendar"])
    op = case["op"]
    at = instant(case["at"] if "at" in case else case["from"])
    if op in ("add", "subtract"):
        return text(getattr(calendar, op)(at, case["seconds"]))
    if op == "between":
        return calendar.between(at, instant(case["to"]))
    if op == "is_open":
        return calendar.is_open(at)
    if op in ("next_open", "next_close", "prev_close"):
        return text(getattr(calendar, op)(at))
    if op == "periods":
        return [pair(period) for period in calendar.periods(at, case["count"], case["direction"])]
    raise ValueError(f"{op!r} is no question that a calendar answers")


def sla_answer(case: Case) -> object:
    """The answer to a service-level question."""
    calendar = read_calendar(case["calendar"])
    given = case["clock"]
    pauses = tuple((instant(begin), instant(end) if end else None) for begin, end in given["pauses"])
    stop = instant(given["stop"]) if given.get("stop") else None
    clock = Clock(instant(given["start"]), pauses, stop)
    ask = case["ask"]
    if ask == "due":
        due = clock.due(calendar, case["target_seconds"])
        return text(due) if due else None
    at = stop or clock.start
    if ask == "consumed":
        return clock.consumed(calendar, at)
    if ask == "remaining":
        return clock.remaining(calendar, case["target_seconds"], at)
    raise ValueError(f"{ask!r} is no question that a clock answers")


def read_calendar(given: Case) -> Calendar:
    """A calendar as the cases write it: `holidays` win over `days`, `days` over `weekly`."""
    holidays: dict[date, dict[str, str]] = {date.fromisoformat(on): {} for on in given.get("holidays", [])}
    days = {date.fromisoformat(on): Deviation(spans(pairs), {}) for on, pairs in given.get("days", {}).items()}
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        spans(given["weekly"].get(weekday, [])) for weekday in WEEKDAYS
    )
    week = (monday, tuesday, wednesday, thursday, friday, saturday, sunday)
    rules = Rules(date(1970, 1, 1), week, holidays=holidays)
    return Calendar(given["tz"], (rules,), {on: day for on, day in days.items() if on not in holidays})


def spans(pairs: list[list[str]]) -> Spans:
    """Spans from pairs like 09:00, 12:00."""
    return tuple(Span.parse(f"{opens}-{closes}") for opens, closes in pairs)


def instant(written: str) -> datetime:
    """An instant in UTC."""
    return datetime.fromisoformat(written).astimezone(UTC)


def text(at: datetime) -> str:
    """An instant as the cases write it."""
    return at.isoformat().replace("+00:00", "Z")


def pair(period: Period) -> list[str]:
    """A period as the cases write it."""
    return [text(period[0]), text(period[1])]
