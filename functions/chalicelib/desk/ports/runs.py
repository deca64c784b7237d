"""Runs of the month, and the errands of which they are made: one a customer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from chalicelib.domain.billing.run import Draft, Run
from chalicelib.domain.letter import Letter


class Task(StrEnum):
    """What an errand is to do."""

    SEND_ALL = "send_all"
    DRAW_UP = "draw_up"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to do for one customer of a run; it may come twice, late, and in any order.

    What is to be issued is what was approved, by the hash of its data, "" where there was nothing to state. SEND_ALL is
    for no customer: it sends the errands of all of them.
    """

    task: Task
    desk: str
    month: str
    organisation: str
    approved: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """An errand in hand: as it was sent that time, and the number of tries, this one included."""

    sent: str
    tries: int


class Runs(Protocol):
    """The runs of desks' months, with a draft a customer."""

    def run(self, desk: str, month: str) -> Run | None: ...

    def keep_run(self, run: Run, errand: Errand, letters: Iterable[Letter], now: datetime) -> None:
        """Keeps a run as of `run.version`, one more than what is there, with what it sends. Raises Conflict."""

    def draft(self, desk: str, month: str, organisation: str) -> Draft | None: ...

    def drafts(self, desk: str, month: str) -> tuple[Draft, ...]:
        """All drafts of a run, by customer."""

    def keep_draft(self, run: Run, draft: Draft) -> None:
        """Keeps a draft of the run as it was read: nothing where it was approved or begun anew since.

        One that is issued stays as it is. Raises Conflict when others were at it too often.
        """

    def send(self, errands: Iterable[Errand], now: datetime) -> None:
        """Has errands done soon, each at least once; one that waits already waits anew."""

    def due(self, now: datetime, limit: int = 50) -> tuple[Errand, ...]:
        """Errands whose turn has come, the oldest first."""

    def claim(self, errand: Errand, now: datetime, lease_seconds: int) -> Claim:
        """Takes an errand. Raises Conflict when another has it, or did it."""

    def finish(self, errand: Errand, claim: Claim) -> None:
        """The errand is done, and waits no more; nothing where it was sent anew, or taken, since it was claimed."""
