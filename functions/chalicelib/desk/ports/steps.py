"""What one transaction writes, and how it may end."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from chalicelib.domain.letter import Letter
from chalicelib.domain.tally import Tally
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Ticket

T = TypeVar("T")


class Conflict(Exception):
    """Somebody else's step came first; nothing was written. Read again and retry."""


class AlreadyDone(Exception):
    """The trigger was handled before; nothing was written. `outcome` is what it came to, e.g. a ticket's number."""

    def __init__(self, outcome: str = "") -> None:
        super().__init__(outcome)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Once:
    """A trigger that may repeat: its key, and what to tell whoever repeats it."""

    key: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Step:
    """All that one transaction writes. `expects` is the version the ticket must still have, 0 for a new one.

    A Message-ID of `mail_ids` that leads to a ticket already goes on leading there.
    """

    ticket: Ticket
    entries: tuple[Entry, ...]
    expects: int
    letters: tuple[Letter, ...] = ()
    once: Once | None = None
    mail_ids: tuple[str, ...] = ()
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A stretch of a list; `cursor` asks for the next one and is empty at the end."""

    items: tuple[T, ...]
    cursor: str = ""
