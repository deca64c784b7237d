"""What an agent says of time that she worked: kind of work, class, note; day and times by the desk's clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from chalicelib.desk.ports import World
from chalicelib.domain.billing.stopwatch import LONGEST
from chalicelib.domain.billing.worklog import Charging
from chalicelib.domain.refusal import Fault, Refusal
from chalicelib.policies.desk import Desk

MOST_NOTE_CHARACTERS: Final = 2_000
MOST_DAYS_AGO: Final = 366
LONGEST_PAST_MIDNIGHT: Final = timedelta(hours=12)
"""An end before the beginning is on the next day; beyond this it is rather a slip."""
_MOST_MINUTES: Final = LONGEST // timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Task:
    """What the work was, as it came in: nothing of it is checked yet. Empty: as it was."""

    work: str = ""
    charging: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """When it was, as it came in: a day like `2026-11-20`, from `09:00` to `09:25` or `09:25:30`, or for `minutes`.

    Where both are told, they have to agree.
    """

    day: str = ""
    begins: str = ""
    ends: str = ""
    minutes: int = 0


def task_faults(desk: Desk, task: Task) -> Iterator[Fault]:
    """What is wrong with a task that is to be entered."""
    if task.work not in {work.id for work in desk.billing.works}:
        yield Fault("work", "work_unknown", {})
    if task.charging not in tuple(Charging):
        yield Fault("charging", "charging_unknown", {})
    if len(task.note) > MOST_NOTE_CHARACTERS:
        yield Fault("note", "note_too_long", {"most": MOST_NOTE_CHARACTERS})


def must_be_right(*faults: Fault) -> None:
    """Raises Refusal `form_incomplete` where there are any."""
    if faults:
        raise Refusal("form_incomplete", faults)


def worked_span(world: World, desk: Desk, span: Span) -> tuple[datetime, int]:
    """When the work began, in UTC, and its exact seconds. An end that is not after the beginning is on the next day.

    Raises Refusal for what is no time, for none, for more than 24 hours, or 12 past midnight, and for what is still to
    come.
    """
    day, begins = _day(span.day), _clock("from", span.begins)
    zone = ZoneInfo(desk.zone)
    start = datetime.combine(day, begins, zone).astimezone(UTC)
    seconds = span.minutes * 60 if not span.ends else _until(start, day, span.ends, zone)
    if not span.ends and not 1 <= span.minutes <= _MOST_MINUTES:
        must_be_right(Fault("minutes", "worked_minutes_bad", {"most": _MOST_MINUTES}))
    if span.ends and span.minutes and seconds != span.minutes * 60:
        must_be_right(Fault("minutes", "worked_twice_told", {}))
    if span.ends and seconds > LONGEST_PAST_MIDNIGHT.total_seconds() and _clock("to", span.ends) <= begins:
        must_be_right(Fault("to", "worked_past_midnight", {}))
    if not 0 < seconds <= LONGEST.total_seconds():
        must_be_right(Fault("to", "worked_nothing", {}))
    if start + timedelta(seconds=seconds) > world.now:
        must_be_right(Fault("to" if span.ends else "minutes", "worked_future", {}))
    if desk.local(world.now).date() - day > timedelta(days=MOST_DAYS_AGO):
        must_be_right(Fault("date", "worked_too_long_ago", {}))
    return start, seconds


def worked_until(desk: Desk, started_at: datetime, end: datetime, text: str) -> datetime:
    """Until when she worked, like `2026-11-20T16:00` by the desk's clock, or an instant: within what the watch ran."""
    try:
        given = datetime.fromisoformat(text.strip())
        until = given.replace(tzinfo=given.tzinfo or ZoneInfo(desk.zone)).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        raise Refusal("form_incomplete", (Fault("until", "until_bad", {}),)) from None
    if not started_at < until <= end or until - started_at > LONGEST:
        must_be_right(Fault("until", "worked_until_bad", {}))
    return until


def _until(start: datetime, day: date, text: str, zone: ZoneInfo) -> int:
    """The seconds up to this time of the clock: of the two that it may show where the clock goes back, the later one
    where only that is after the start.
    """
    ends = _clock("to", text)
    if start == datetime.combine(day, ends, zone).astimezone(UTC):
        return 0
    later = (datetime.combine(day, ends, zone), datetime.combine(day, ends.replace(fold=1), zone))
    meant = (*later, datetime.combine(day + timedelta(days=1), ends, zone))
    return next(int((end.astimezone(UTC) - start).total_seconds()) for end in meant if end.astimezone(UTC) > start)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal("form_incomplete", (Fault("date", "worked_day_bad", {}),)) from None


def _clock(field: str, text: str) -> time:
    try:
        read = time.fromisoformat(text.strip())
    except ValueError:
        raise Refusal("form_incomplete", (Fault(field, "worked_time_bad", {}),)) from None
    return read.replace(microsecond=0, tzinfo=None)
