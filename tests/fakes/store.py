"""What the table holds of tickets, mails set aside and letters."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from chalicelib.desk.ports import AlreadyDone, Conflict, Entered, Kept, Month, Moving, Once
from chalicelib.domain.billing.worklog import Stopwatch, TimeEntry
from chalicelib.domain.letter import Letter
from chalicelib.domain.set_aside import SetAside
from chalicelib.domain.tally import Tally
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Ticket


@dataclass(slots=True)
class OwedLetter:
    """A letter and what became of it; it is owed while it is neither sent nor given up."""

    letter: Letter
    turn: datetime
    tries: int = 0
    mail_id: str = ""
    given_up: str = ""

    @property
    def is_owed(self) -> bool:
        return not self.mail_id and not self.given_up


@dataclass(slots=True)
class FakeStore:
    """Shared by the fakes that the table's transactions bind together."""

    numbers: Counter[str] = field(default_factory=Counter)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    letters: dict[str, OwedLetter] = field(default_factory=dict)
    aside: dict[str, SetAside] = field(default_factory=dict)
    done: dict[str, str] = field(default_factory=dict)
    mails: dict[str, str] = field(default_factory=dict)
    tallies: list[Tally] = field(default_factory=list)
    put_off: dict[str, datetime] = field(default_factory=dict)
    moving: dict[str, Moving] = field(default_factory=dict)
    versions: dict[tuple[str, str, date], Kept] = field(default_factory=dict)
    months: dict[tuple[str, str, str], Month] = field(default_factory=dict)
    positions: Counter[tuple[str, int]] = field(default_factory=Counter)
    statements: dict[tuple[str, str], Entered] = field(default_factory=dict)
    handed_on: dict[tuple[str, str], Entered] = field(default_factory=dict)
    worked: dict[tuple[str, str], TimeEntry] = field(default_factory=dict)
    watches: dict[str, Stopwatch] = field(default_factory=dict)
    fail_next: bool = False

    def must_be_new(self, once: Once | None) -> None:
        """Raises AlreadyDone for a trigger that was handled before; with `fail_next`, once, what a dying table does."""
        failing, self.fail_next = self.fail_next, False
        if failing:
            raise ConnectionError("the table went away")
        if once and once.key in self.done:
            raise AlreadyDone(self.done[once.key])

    def mark_done(self, once: Once | None) -> None:
        if once:
            self.done[once.key] = once.outcome

    def must_be_unknown(self, letters: Iterable[Letter]) -> None:
        """Raises Conflict for a letter that is owed already, or was."""
        if any(letter.id in self.letters for letter in letters):
            raise Conflict

    def owe(self, letters: Iterable[Letter]) -> None:
        for letter in letters:
            self.letters[letter.id] = OwedLetter(letter, letter.owed_at)

    def refer(self, mail_id: str, number: str) -> None:
        """Has a Message-ID lead to a ticket, unless it leads to one already."""
        self.mails.setdefault(bare(mail_id), number)


def bare(mail_id: str) -> str:
    """A Message-ID without its angle brackets."""
    return mail_id.strip().strip("<>")
