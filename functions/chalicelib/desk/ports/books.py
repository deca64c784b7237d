"""The books: agreements with customers, and the months that were issued."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Protocol, TypeVar

from chalicelib.desk.ports.steps import Page
from chalicelib.domain.billing.agreement import Agreement, Version
from chalicelib.domain.billing.statement import Billed, Carried, Issued, Statement, TicketTotal
from chalicelib.domain.letter import Letter
from chalicelib.domain.people import Organisation

T = TypeVar("T", TicketTotal, Billed)


@dataclass(frozen=True, slots=True)
class Kept:
    """A version as it was kept: by whom, and when. `revision` counts how often its day was written, from 1."""

    version: Version
    by: str
    at: datetime
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Month:
    """How a customer's month stands. Each entry of time adds to `entries` and to `version`; a closed one takes none.

    `statement` is the number that closed it, `-` where there was nothing to state, "" while it is open.
    """

    entries: int = 0
    version: int = 0
    statement: str = ""

    @property
    def is_closed(self) -> bool:
        return bool(self.statement)


@dataclass(frozen=True, slots=True)
class Entered:
    """An issued statement in the books: what lists show of it. `position` is its running number in the seller's year.

    `number` is what is printed of it; `place` is where its data and documents begin in storage.
    """

    seller: str
    year: int
    position: int
    number: str
    desk: str
    organisation: str
    month: str
    issued_at: datetime
    issued_on: date
    due_on: date
    currency: str
    net: Decimal
    payable: Decimal
    is_credit: bool
    data_hash: str
    place: str

    @property
    def id(self) -> str:
        """Its name in addresses, which no other statement of any seller has; in the order in which they were issued."""
        return f"{self.seller}.{self.year}-{self.position:06d}"

    def issued(self, statement: Statement, at: time = time()) -> Issued:
        """The statement with what it got when it was issued, at a time of the desk's."""
        return Issued(
            self.number, self.issued_on, self.due_on, statement, self.data_hash, at, corrected=statement.corrected
        )


@dataclass(frozen=True, slots=True)
class HandedOn:
    """What a customer's last statement at a desk hands on to the next; `number` is its own, "" before any."""

    number: str = ""
    statement: Statement | None = None
    issued_on: date | None = None

    @property
    def carried(self) -> Carried:
        """With number and day of that statement wherever it was the last to bill: what corrects it names it."""
        if self.statement is None:
            return Carried()
        carried, number, on = self.statement.carried, self.number, self.issued_on
        return replace(
            carried,
            tickets={key: _named(one, number, on) for key, one in carried.tickets.items()},
            flat_rates={key: _named(one, number, on) for key, one in carried.flat_rates.items()},
        )


@dataclass(frozen=True, slots=True)
class Closing:
    """All that one transaction writes when a month is issued: number, statement, closed month, what is handed on.

    Data and documents lie in storage before. A month with nothing to state is closed without `entered`.
    """

    organisation: str
    desk: str
    month: str
    expects: Month
    follows: str
    entered: Entered | None = None
    letters: tuple[Letter, ...] = ()


def _named(one: T, number: str, issued_on: date | None) -> T:
    return one if one.statement else replace(one, statement=number, issued_on=issued_on)


class Books(Protocol):
    """Agreements and statements."""

    def agreements_of(self, organisation: str, desk: str = "") -> tuple[Agreement, ...]:
        """A customer's agreements, with one desk or with all, in the order of their first days."""

    def kept(self, organisation: str, agreement: str) -> tuple[Kept, ...]:
        """The versions of an agreement as they were kept, oldest first."""

    def keep_version(self, kept: Kept, seen: Organisation | None = None) -> None:
        """Keeps a version, and what the desks need to know of it with the customer, in one transaction.

        `kept.revision` is 1 for a day that has none yet, else one more than what is there. Raises Conflict, also where
        the customer's agreements are others by now than in `seen`.
        """

    def month(self, organisation: str, desk: str, month: str) -> Month: ...

    def open_before(self, organisation: str, desk: str, month: str) -> str:
        """The first month, of the last 36 before this one, that has time and was not closed; "" where there is none."""

    def handed_on(self, organisation: str, desk: str) -> HandedOn: ...

    def last_position(self, seller: str, year: int) -> int:
        """The running number given last in a seller's year, 0 before the first."""

    def close(self, closing: Closing) -> None:
        """Issues a month, whole or not at all. Raises Conflict where month, number or predecessor is another by now."""

    def statement(self, organisation: str, id: str) -> Entered | None: ...

    def statements_of(self, organisation: str, cursor: str = "", limit: int = 50) -> Page[Entered]:
        """A customer's statements, latest first."""

    def statements_in(self, desk: str, month: str, cursor: str = "", limit: int = 50) -> Page[Entered]:
        """What was issued for a month at a desk, by number."""
