"""Time worked on tickets, exact to the second and for good (MP5 MP7). Rounding is the agreement's."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Charging(StrEnum):
    """Who bears the time: nobody, as agreed; the warranty; or the customer (MP7)."""

    FREE = "free"
    WARRANTY = "warranty"
    BILLABLE = "billable"


@dataclass(frozen=True, slots=True)
class TimeEntry:
    """Work of one agent on one ticket. Entries never change: a correction takes one back, with a sign, and says why.

    `start` is UTC; `seconds` are negative where an entry takes another (`corrects`) back. `work` is a kind of work of
    the desk's. `month`, like `2026-11`, is the one whose statement takes the entry: a late one's is not its own.
    """

    id: str
    ticket: str
    desk: str
    organisation: str
    agent: str
    start: datetime
    seconds: int
    work: str
    charging: Charging
    month: str
    noted_at: datetime
    noted_by: str
    note: str = ""
    by_hand: bool = False
    corrects: str = ""
    reason: str = ""

    @property
    def end(self) -> datetime:
        return self.start + timedelta(seconds=abs(self.seconds))


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """A stopwatch that runs: whose, on which ticket, since when. An agent has one at most (MP5)."""

    agent: str
    ticket: str
    started_at: datetime
    work: str
    charging: Charging
    note: str = ""
