"""Tickets with what is kept beside them: mails set aside, figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.desk.ports.steps import Once, Page, Step
from chalicelib.domain.letter import Letter
from chalicelib.domain.set_aside import SetAside
from chalicelib.domain.tally import Count
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Ticket


@dataclass(frozen=True, slots=True)
class Moving:
    """How far a desk's open tickets have been reckoned anew under a clockwork: from `begins_at` on, up to `cursor`."""

    clockwork: str
    begins_at: datetime
    cursor: str = ""
    is_done: bool = False


class Tickets(Protocol):
    """Tickets with their history. One transaction a step."""

    def next_number(self, prefix: str) -> str:
        """A number never given before, e.g. `PRO-1042`; gaps are fine."""

    def read(self, number: str) -> Ticket | None: ...

    def several(self, numbers: Iterable[str]) -> tuple[Ticket, ...]:
        """Those of the tickets that there are, in no order."""

    def history(self, number: str) -> tuple[Ticket, tuple[Entry, ...]] | None:
        """The ticket and all its entries with their messages, in order; None when there is none."""

    def at_entry(self, number: str, sequence: int) -> tuple[Ticket, Entry] | None:
        """The ticket and one of its entries, without reading the others; None when there is none."""

    def course(self, ticket: Ticket) -> tuple[Entry, ...]:
        """The entries up to where this ticket stands, in order, without their messages."""

    def to_look_at(self, now: datetime, limit: int = 50) -> tuple[str, ...]:
        """The numbers of tickets whose instant to look at them has come, the earliest first."""

    def commit(self, step: Step) -> None:
        """Writes the step, whole or not at all. Raises Conflict or AlreadyDone."""

    def outcome_of(self, key: str) -> str | None:
        """What the step with this once marker came to, None when none has been written."""

    def queue(self, desk: str, closed: bool, cursor: str = "", limit: int = 50) -> Page[Ticket]:
        """A desk's tickets: open ones by due instant, those without one after them; closed ones latest first."""

    def of_organisation(self, organisation: str, closed: bool, cursor: str = "", limit: int = 50) -> Page[Ticket]:
        """A customer's tickets, latest changed first."""

    def look_later(self, number: str, at: datetime) -> None:
        """Puts off the look at a ticket that is in the lookout, whatever else its record holds."""

    def moving(self, desk: str) -> Moving | None:
        """How far the desk's tickets have been moved; None when they never were."""

    def keep_moving(self, desk: str, moving: Moving) -> None: ...

    def of_mails(self, mail_ids: Iterable[str]) -> tuple[str, ...]:
        """The numbers of tickets on which mails with these Message-IDs came or went, in the order of the ids."""


class Figures(Protocol):
    """What the tallies of all steps add up to."""

    def of_desk(self, desk: str, first_month: str, last_month: str) -> tuple[Count, ...]:
        """The counts of a desk's months, both included, in the order of month, organisation, severity and matter."""


class Aside(Protocol):
    """Mails set aside, by desk."""

    def keep(self, mail: SetAside, letters: tuple[Letter, ...] = (), once: Once | None = None) -> None:
        """Keeps the mail and what is owed for it in one transaction. Raises AlreadyDone."""

    def read(self, desk: str, id: str) -> SetAside | None:
        """The mail, settled or not; None when this desk has none of this id."""

    def of_desk(self, desk: str, settled: bool = False, cursor: str = "", limit: int = 50) -> Page[SetAside]:
        """Those that wait, or those that an agent has settled; latest first."""

    def settle(self, mail: SetAside) -> None:
        """Keeps what an agent made of it. Raises Conflict when it is on a ticket already, and another one now."""
