"""When something in the samples was: on one of the desk's last open days, or so much of its opening time ago."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.working_time.hours import Calendar

ALLOWED = "a time like `9d 10:12` (the ninth open day before today), or opening time like 2h, 40m, 1h30m"

_ON_A_DAY = re.compile(r"([1-9]\d?)d ([01]\d|2[0-3]):([0-5]\d)")
_AGO = re.compile(r"(?=\d)(?:(\d{1,2})h)?(?:(\d{1,2})m)?")


def is_instant(text: str) -> bool:
    """Whether `instant` can read the text."""
    return bool(_ON_A_DAY.fullmatch(text) or _AGO.fullmatch(text))


def instant(calendar: Calendar, now: datetime, text: str) -> datetime:
    """The instant, in UTC, that the text means at `now`. Raises ValueError for a text that means none."""
    on_a_day, ago = _ON_A_DAY.fullmatch(text), _AGO.fullmatch(text)
    if on_a_day:
        days, hour, minute = map(int, on_a_day.groups())
        day = open_day(calendar, now, days)
        return datetime.combine(day, time(hour, minute), ZoneInfo(calendar.zone)).astimezone(UTC)
    if ago:
        hours, minutes = (int(part or 0) for part in ago.groups())
        return calendar.subtract(now, (hours * 60 + minutes) * 60)
    raise ValueError(f"{text!r} is not {ALLOWED}")


def open_day(calendar: Calendar, now: datetime, count: int) -> date:
    """The `count`-th day before today on which the desk is open, today being what its own clock says."""
    day = calendar.local(now).date()
    while count:
        day -= timedelta(days=1)
        count -= bool(calendar.day(day).spans)
    return day
