"""What comes next on a ticket for the lookout: warnings, breaches, reminders, closing, and work that stands idle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.desk.watch.deadlines import deadlines
from chalicelib.desk.watch.questions import next_word_of_ours
from chalicelib.desk.watch.reckoning import error_class
from chalicelib.domain.instants import read
from chalicelib.domain.ticket.course import course_of
from chalicelib.domain.ticket.deadline import Deadline
from chalicelib.domain.ticket.history import Act, Entry
from chalicelib.domain.ticket.record import Ticket
from chalicelib.policies.desk import Desk
from chalicelib.policies.levels import FixPromise

IDLE_SECONDS = 3600
"""A class A error demands work in every open hour (PM10)."""

HOURLY_ROUNDS = 2
LATER_IDLE_SECONDS = 8 * 3600
"""Once the agent and the leads have been told, they are told again after so much working time."""


class What(StrEnum):
    """What is to be done."""

    WARN = "warn"
    BREACH = "breach"
    REMIND = "remind"
    CLOSE = "close"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something to be done from an instant on. A reminder has its number and question, idle work its `since`."""

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


def judged_keys(entries: Sequence[Entry]) -> set[str]:
    """What has been judged, and is never judged again."""
    return {key for entry in entries for key in entry.facts.get("judged", "").split()}


def _of_deadlines(desk: Desk, ticket: Ticket, entries: Sequence[Entry]) -> Iterator[Occasion]:
    """Warnings of what runs, and breaches also of what ended too late; nothing of what was judged."""
    warned = {entry.facts["key"] for entry in entries if entry.act is Act.WARNED}
    judged = judged_keys(entries)
    for deadline in deadlines(desk, ticket, entries):
        if deadline.key in judged:
            continue
        if deadline.is_open and deadline.due_at and deadline.warn_at and deadline.warn_key not in warned:
            yield Occasion(deadline.warn_at, What.WARN, deadline)
        if deadline.missed_at and (deadline.is_open or deadline.is_missed(deadline.missed_at)):
            yield Occasion(deadline.missed_at, What.BREACH, deadline)


def _of_question(desk: Desk, ticket: Ticket, entries: Sequence[Entry]) -> Iterator[Occasion]:
    word = next_word_of_ours(desk, ticket, entries)
    if word and word.number:
        yield Occasion(word.at, What.REMIND, number=word.number, question=word.question)
    elif word:
        yield Occasion(word.at, What.CLOSE)


def _idle(desk: Desk, ticket: Ticket, entries: Sequence[Entry]) -> Iterator[Occasion]:
    """An open hour in which no agent did anything about an error that demands work in every one."""
    course = course_of(entries)
    known = error_class(desk, course)
    if known is None or known.promise is not FixPromise.CONTINUOUS or course.standings[-1].stands_still:
        return
    work_at = max([course.runs_since, *(entry.at for entry in entries if entry.by.startswith("agent:"))])
    found = [entry for entry in entries if entry.act is Act.IDLE and read(entry.facts["since"]) >= work_at]
    until = read(found[-1].facts["until_idle"]) if found else work_at
    seconds = IDLE_SECONDS if len(found) < HOURLY_ROUNDS else LATER_IDLE_SECONDS
    yield Occasion(desk.calendar.add(until, seconds), What.IDLE, number=len(found) + 1, since=work_at)
