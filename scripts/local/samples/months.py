"""Days and instants of the samples that are told by calendar months, as agreements and months that are billed go."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from chalicelib.domain.billing.cycles import day_in_month, month_number
from chalicelib.domain.working_time.hours import Calendar

IN_A_MONTH_ALLOWED: Final = "a time like `2m 14 10:20` (the 14th of the month before last, or the last open day before)"

_DATES: Final = ("valid_from", "first_day", "last_day", "billed_from")
_DAYS_AGO: Final = re.compile(r"(\d{1,4})d")
_IN_MONTH: Final = re.compile(r"(\d{1,3})m(?: ([1-9]|[12]\d|3[01]))?")
_AT: Final = re.compile(r"([1-9])m ([1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):([0-5]\d)")


def day(text: str, today: date) -> date:
    """The day meant by `40d` (so many days ago), `2m` (the first of the month before last) or `2m 16` (its 16th).

    A day that the month lacks is its last one. Raises ValueError for a text that means none.
    """
    ago, in_month = _DAYS_AGO.fullmatch(text), _IN_MONTH.fullmatch(text)
    if ago:
        return today - timedelta(days=int(ago[1]))
    if in_month:
        return day_in_month(month_number(today) - int(in_month[1]), int(in_month[2] or 1))
    raise ValueError(f"{text!r} is no day like 40d, 2m or 2m 16")


def dated(written: object, today: date) -> object:
    """What is written, with its days as dates; what is none is left for whoever reads it to find."""
    match written:
        case Mapping():
            return {key: _date(key, value, today) for key, value in written.items()}
        case list():
            return [dated(one, today) for one in written]
    return written


def is_in_a_month(text: str) -> bool:
    """Whether `instant_in_a_month` can read the text."""
    return bool(_AT.fullmatch(text))


def instant_in_a_month(calendar: Calendar, now: datetime, text: str) -> datetime:
    """The instant, in UTC, meant by a text like `2m 14 10:20`; `1m` is last month. Raises ValueError."""
    found = _AT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not {IN_A_MONTH_ALLOWED}")
    on = day(f"{found[1]}m {found[2]}", calendar.local(now).date())
    while not calendar.day(on).spans:
        on -= timedelta(days=1)
    wall_clock = time(int(found[3]), int(found[4]))
    return datetime.combine(on, wall_clock, ZoneInfo(calendar.zone)).astimezone(UTC)


def _date(key: object, value: object, today: date) -> object:
    if key not in _DATES or not isinstance(value, str):
        return dated(value, today)
    try:
        return day(value, today).isoformat()
    except ValueError:
        return value
