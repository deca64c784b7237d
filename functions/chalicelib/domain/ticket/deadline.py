"""What is promised on a ticket with an instant to it, whatever clock or word it comes from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Matter(StrEnum):
    """What was promised: the start clock's stop, a solution, a fix by its class, the next word (PM9-PM11 TC9 CI5)."""

    START = "start"
    SOLUTION = "solution"
    FIX = "fix"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing promised. `key` names it on its ticket: it is judged once. `warn_key` changes with what is promised.

    `due_at` and `missed_at` are None while no instant is known, e.g. while the clock stands still. `ended_at` is when
    it was done or over; `is_settled` says that this end is for good and was its doing, so that it can be judged.
    """

    matter: Matter
    key: str
    warn_key: str
    severity: int
    due_at: datetime | None
    missed_at: datetime | None
    warn_at: datetime | None = None
    within: bool = True
    ended_at: datetime | None = None
    is_settled: bool = False

    def is_missed(self, at: datetime) -> bool:
        """Whether it was missed by `at`, or by its end; the same answer however late it is asked."""
        return self.missed_at is not None and min(at, self.ended_at or at) >= self.missed_at

    @property
    def is_open(self) -> bool:
        return self.ended_at is None
