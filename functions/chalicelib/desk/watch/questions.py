"""A question that the customer leaves unanswered: when she is reminded, and when the desk's rule closes the ticket."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.ticket.history import Act, Entry
from chalicelib.domain.ticket.record import State, Ticket
from chalicelib.policies.desk import Desk

LEAST_NOTICE_DAYS = 3
"""Open days between a reminder that was sent and the closing, where the desk's own plan does not leave fewer."""


@dataclass(frozen=True, slots=True)
class NextWord:
    """The next reminder of an entry's question by its number, or the closing, whose number is 0."""

    at: datetime
    number: int = 0
    question: int = 0


def next_word_of_ours(desk: Desk, ticket: Ticket, entries: Sequence[Entry]) -> NextWord | None:
    """What the desk does next about a question; None where nothing waits for the customer, or for more than her."""
    if ticket.state is not State.AWAITING_CUSTOMER:
        return None
    question = [entry for entry in entries if entry.act is Act.ANSWERED][-1]
    reminders = [entry for entry in entries if _reminds_of(entry, question)]
    closing = desk.conduct.closing
    done = int(reminders[-1].facts["round"]) if reminders else 0
    if done < len(closing.remind_after_days):
        return _reminder(desk, question, reminders, done + 1)
    if closing.auto_close_after_days is None or not reminders or ticket.held:
        return None
    return NextWord(_closing_at(desk, question, reminders[-1]))


def open_days_after(desk: Desk, at: datetime, days: int) -> datetime:
    """So many open days of the desk later, at the same time of day, or when the desk next opens."""
    day = desk.local(at).date()
    while days:
        day += timedelta(days=1)
        days -= bool(desk.calendar.day(day).spans)
    return _on(desk, day, desk.local(at).time())


def _reminder(desk: Desk, question: Entry, reminders: list[Entry], number: int) -> NextWord:
    """One after the other, an open day apart at least, however late the first was."""
    at = open_days_after(desk, question.at, desk.conduct.closing.remind_after_days[number - 1])
    if reminders:
        at = max(at, open_days_after(desk, reminders[-1].at, 1))
    return NextWord(at, number, question.sequence)


def _closing_at(desk: Desk, question: Entry, last: Entry) -> datetime:
    """Not before the date that the last reminder told, nor sooner after it than is fair."""
    closes = closes_on(desk, question.at, last.at)
    told = date.fromisoformat(last.facts["closes"]) if last.facts["closes"] else None
    day = max(one for one in (closes, told) if one)
    return _on(desk, day, desk.local(question.at).time())


def closes_on(desk: Desk, asked_at: datetime, reminded_at: datetime) -> date | None:
    """The desk's date on which a ticket is closed after this reminder; None where it never is."""
    closing = desk.conduct.closing
    if closing.auto_close_after_days is None:
        return None
    planned = open_days_after(desk, asked_at, closing.auto_close_after_days)
    notice = min(LEAST_NOTICE_DAYS, closing.auto_close_after_days - max(closing.remind_after_days, default=0))
    return max(desk.local(planned).date(), desk.local(open_days_after(desk, reminded_at, notice)).date())


def _on(desk: Desk, day: date, at: time) -> datetime:
    return desk.calendar.next_open(datetime.combine(day, at, ZoneInfo(desk.zone)).astimezone(UTC))


def _reminds_of(entry: Entry, question: Entry) -> bool:
    return entry.act is Act.REMINDED and entry.facts["question"] == str(question.sequence)
