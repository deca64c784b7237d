"""Letters owed: written in the transaction that makes them due, sent afterwards until marked sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class LetterKind(StrEnum):
    """Which letter; its words stand under the same name in `kb/words/*/letters.yaml`."""

    RECEIPT = "receipt"
    NEW_TICKET = "new_ticket"
    ANSWER = "answer"
    QUESTION = "question"
    RESOLVED = "resolved"
    ADDITION = "addition"
    HANDLING = "handling"
    TAKEN_OVER = "taken_over"
    HELD = "held"
    CLOSURE_ASKED = "closure_asked"
    CLOSED = "closed"
    REOPENED = "reopened"
    WAY_IN = "way_in"
    PROMISE = "promise"
    ESCALATED = "escalated"
    RETURNED = "returned"
    SEVERITY_PROPOSED = "severity_proposed"
    SEVERITY_AGREED = "severity_agreed"
    IDENTIFIED = "identified"
    AGREEMENT_SETTLED = "agreement_settled"
    QUESTION_REMINDER = "question_reminder"
    CLOSED_UNANSWERED = "closed_unanswered"
    DUE_SOON = "due_soon"
    BREACHED = "breached"
    PROMISE_SOON = "promise_soon"
    PROMISE_MISSED = "promise_missed"
    IDLE = "idle"
    SET_ASIDE = "set_aside"
    MONTH = "month"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter owed to one reader about one step.

    `reader` is a person's ref, or `address:<mail address>` for a stranger. `sequence` names the history entry that
    it tells of, `facts` the ticket's state and what was due after it. Words are put together only when it is sent, so
    that it holds no personal data but a stranger's address.
    """

    id: str
    kind: LetterKind
    reader: str
    desk: str
    owed_at: datetime
    ticket: str | None = None
    sequence: int | None = None
    answers_mail: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter in its reader's words, ready to go. `headers` beside the usual ones."""

    sender: str
    to: str
    reply_to: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)
