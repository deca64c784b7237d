"""Promises of the next word, as the history tells them: kept by a public word in time, never by a note (CI5 CI6)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.instants import read
from chalicelib.domain.ticket.history import Act, Entry
from chalicelib.domain.ticket.record import Kind, State, Ticket

WORDS_OF_THE_DESK = frozenset({Act.ANSWERED, Act.PROMISED, Act.ESCALATED, Act.RETURNED, Act.IDENTIFIED})
"""The acts that tell the customer something new about the case."""

_SECOND = timedelta(seconds=1)


class PromiseState(StrEnum):
    """What became of a promise; void when the ticket was closed before it was due."""

    STANDING = "standing"
    KEPT = "kept"
    MISSED = "missed"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Promise:
    """The customer hears from the desk by `until`, that instant included. `sequence` is the entry that made it."""

    sequence: int
    made_at: datetime
    until: datetime
    severity: int
    ended_at: datetime | None = None
    was_closed: bool = False

    @property
    def missed_at(self) -> datetime:
        """The first instant at which it is missed."""
        return self.until + _SECOND

    def is_missed(self, at: datetime) -> bool:
        return min(at, self.ended_at or at) >= self.missed_at

    def state(self, at: datetime) -> PromiseState:
        if self.is_missed(at):
            return PromiseState.MISSED
        if self.ended_at is None:
            return PromiseState.STANDING
        return PromiseState.VOID if self.was_closed else PromiseState.KEPT


def promises_of(entries: Iterable[Entry]) -> tuple[Promise, ...]:
    """All promises of a ticket in order; only the last may still stand."""
    made: list[Promise] = []
    for entry in entries:
        closes = entry.facts.get("state") == State.CLOSED
        if made and made[-1].ended_at is None and (closes or entry.act in WORDS_OF_THE_DESK):
            made[-1] = replace(made[-1], ended_at=entry.at, was_closed=closes)
        if "until" in entry.facts:
            severity = int(entry.facts["severity"])
            made.append(Promise(entry.sequence, entry.at, read(entry.facts["until"]), severity))
    return tuple(made)


def needs_promise(ticket: Ticket) -> bool:
    """Whether a promise must stand: on what was passed on and on change requests, while the desk has the next step."""
    is_told_of = ticket.escalation is not None or ticket.kind is Kind.CHANGE_REQUEST
    waits_for_desk = ticket.state in (State.NEW, State.OPEN, State.ESCALATED)
    return is_told_of and waits_for_desk and ticket.under_agreement
