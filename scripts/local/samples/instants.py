"""When something in the samples was: on one of the desk's last open days, or so much of its opening time ago.

And until when a word is promised: on one of the open days after it was given, or so much opening time later.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.working_time.hours import Calendar

AT_ALLOWED = "a time like `9d 10:12` (the ninth open day before today), or opening time like 2h, 40m, 1h30m"
UNTIL_ALLOWED = "a time like `+2d 12:00` (the second open day after the step), or opening time like +3h, +40m, +1h30m"

_ON_A_DAY = re.compile(r"([1-9]\d{0,2})d ([01]\d|2[0-3]):([0-5]\d)")
_LONG = re.compile(r"(?=\d)(?:(\d{1,2})h)?(?:(\d{1,2})m)?")


def is_instant(text: str) -> bool:
    """Whether `instant` can read the text."""
    return bool(_ON_A_DAY.fullmatch(text) or _LONG.fullmatch(text))


def is_later(text: str) -> bool:
    """Whether `later` can read the text."""
    return text.startswith("+") and is_instant(text[1:])


def instant(calendar: Calendar, now: datetime, text: str) -> datetime:
    """The instant, in UTC, that the text means at `now`. Raises ValueError for a text that means none."""
    on_a_day, ago = _ON_A_DAY.fullmatch(text), _LONG.fullmatch(text)
    if on_a_day:
        return _on(calendar, open_day(calendar, now, int(on_a_day[1])), on_a_day)
    if ago:
        return calendar.subtract(now, _seconds(ago))
    raise ValueError(f"{text!r} is not {AT_ALLOWED}")


def later(calendar: Calendar, at: datetime, text: str) -> datetime:
    """The instant, in UTC, that is meant by a text like `+2d 12:00` or `+3h` on a step taken at `at`.

    Where the desk is closed then, as on a short day, it is when it closed before. Raises ValueError.
    """
    on_a_day, long = _ON_A_DAY.fullmatch(text[1:]), _LONG.fullmatch(text[1:])
    if not text.startswith("+") or not (on_a_day or long):
        raise ValueError(f"{text!r} is not {UNTIL_ALLOWED}")
    if long:
        return calendar.add(at, _seconds(long))
    assert on_a_day
    return calendar.prev_close(_on(calendar, _open_day_after(calendar, at, int(on_a_day[1])), on_a_day))


def open_day(calendar: Calendar, now: datetime, count: int) -> date:
    """The `count`-th day before today on which the desk is open, today being what its own clock says."""
    return _open_day(calendar, calendar.local(now).date(), count, timedelta(days=-1))


def _open_day_after(calendar: Calendar, at: datetime, count: int) -> date:
    return _open_day(calendar, calendar.local(at).date(), count, timedelta(days=1))


def _open_day(calendar: Calendar, day: date, count: int, step: timedelta) -> date:
    while count:
        day += step
        count -= bool(calendar.day(day).spans)
    return day


def _on(calendar: Calendar, day: date, found: re.Match[str]) -> datetime:
    wall_clock = time(int(found[2]), int(found[3]))
    return datetime.combine(day, wall_clock, ZoneInfo(calendar.zone)).astimezone(UTC)


def _seconds(found: re.Match[str]) -> int:
    hours, minutes = (int(part or 0) for part in found.groups())
    return (hours * 60 + minutes) * 60
