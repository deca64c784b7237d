"""What comes next on a ticket for the lookout: warnings, breaches, reminders, closing, and work that stands idle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from chalicelib.desk.watch.deadlines import deadlines
from chalicelib.desk.watch.reckoning import error_class
from chalicelib.domain.instants import read
from chalicelib.domain.ticket.course import course_of
from chalicelib.domain.ticket.deadline import Deadline
from chalicelib.domain.ticket.history import Act, Entry
from chalicelib.domain.ticket.record import State, Ticket
from chalicelib.policies.desk import Desk
from chalicelib.policies.levels import FixPromise

IDLE_SECONDS = 3600
"""A class A error demands work in every open hour (PM10)."""


class What(StrEnum):
    """What is to be done."""

    WARN = "warn"
    BREACH = "breach"
    REMIND = "remind"
    CLOSE = "close"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something to be done from an instant on. A reminder has its number and its question, idle work its `since`."""

    at: datetime
    what: What
    deadline: Deadline | None = None
    number: int = 0
    question: int = 0
    since: datetime | None = None


def agenda(desk: Desk, ticket: Ticket, entries: Sequence[Entry]) -> list[Occasion]:
    """What the history does not hold yet, in the order of time."""
    sources = (_of_deadlines, _of_question, _idle)
    occasions = [occasion for source in sources for occasion in source(desk, ticket, entries)]
    return sorted(occasions, key=lambda occasion: occasion.at)


def closes_on(desk: Desk, asked_at: datetime) -> date | None:
    """The desk's date on which a ticket whose question stays unanswered is closed; None where it never is."""
    days = desk.conduct.closing.auto_close_after_days
    return desk.local(open_days_after(desk, asked_at, days)).date() if days else None


def open_days_after(desk: Desk, at: datetime, days: int) -> datetime:
    """So many open days of the desk later, at the same time of day, or when the desk next opens."""
    local = desk.local(at)
    day = local.date()
    while days:
        day += timedelta(days=1)
        days -= bool(desk.calendar.day(day).spans)
    return desk.calendar.next_open(datetime.combine(day, local.time(), local.tzinfo).astimezone(UTC))


def _of_deadlines(desk: Desk, ticket: Ticket, entries: Sequence[Entry]) -> Iterator[Occasion]:
    marked = {(entry.act, entry.facts["key"]) for entry in entries if entry.act in (Act.WARNED, Act.BREACHED)}
    for deadline in deadlines(desk, ticket, entries):
        warn_at, missed_at, end = deadline.warn_at, deadline.missed_at, deadline.ended_at
        if warn_at and (end is None or warn_at < end) and (Act.WARNED, deadline.warn_key) not in marked:
            yield Occasion(warn_at, What.WARN, deadline)
        if missed_at and (end is None or missed_at <= end) and (Act.BREACHED, deadline.key) not in marked:
            yield Occasion(missed_at, What.BREACH, deadline)


def _of_question(desk: Desk, ticket: Ticket, entries: Sequence[Entry]) -> Iterator[Occasion]:
    """The next reminder of a question that the customer leaves unanswered, or the closing after the last."""
    if ticket.state is not State.AWAITING_CUSTOMER:
        return
    question = [entry for entry in entries if entry.act is Act.ANSWERED][-1]
    closing = desk.conduct.closing
    rounds = sum(_reminds_of(entry, question) for entry in entries)
    if rounds < len(closing.remind_after_days):
        at = open_days_after(desk, question.at, closing.remind_after_days[rounds])
        yield Occasion(at, What.REMIND, number=rounds + 1, question=question.sequence)
    elif closing.auto_close_after_days and not ticket.held:
        yield Occasion(open_days_after(desk, question.at, closing.auto_close_after_days), What.CLOSE)


def _reminds_of(entry: Entry, question: Entry) -> bool:
    return entry.act is Act.REMINDED and entry.facts["question"] == str(question.sequence)


def _idle(desk: Desk, ticket: Ticket, entries: Sequence[Entry]) -> Iterator[Occasion]:
    """An open hour without work on an error that demands it in every one, since work or the last such hour."""
    course = course_of(entries)
    known = error_class(desk, course)
    if known is None or known.promise is not FixPromise.CONTINUOUS or course.standings[-1].stands_still:
        return
    last = [entry for entry in entries if entry.by.startswith("agent:") or entry.act in (Act.IDLE, Act.ADDED)][-1]
    since, hours = (read(last.facts["until_idle"]), int(last.facts["round"])) if last.act is Act.IDLE else (last.at, 0)
    yield Occasion(desk.calendar.add(since, IDLE_SECONDS), What.IDLE, number=hours + 1, since=since)
