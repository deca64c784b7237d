"""The run of a desk's month: drawn up for every customer, looked at and approved by a lead, issued (MP9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from chalicelib.domain.billing.review import Remark
from chalicelib.domain.billing.statement import Problem


class Standing(StrEnum):
    """Where a customer's month stands in its run."""

    DRAWN_UP = "drawn_up"
    NOTHING = "nothing"
    HELD_BACK = "held_back"
    CHANGED = "changed"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class Draft:
    """A customer's month as it was drawn up: what it comes to, and what a lead should know.

    `data_hash` is the statement's, "" where there is none. `faults` keep it from being issued. CHANGED is one that came
    to something else when it was to be issued; it is looked at again. `number` is the one under which it was issued.
    `entries` are those of its time that were there when it was drawn up.
    """

    organisation: str
    name: str
    standing: Standing
    drawn_up_at: datetime
    data_hash: str = ""
    currency: str = ""
    net: Decimal = Decimal(0)
    payable: Decimal = Decimal(0)
    before: Decimal | None = None
    lines: int = 0
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    faults: tuple[str, ...] = ()
    number: str = ""
    entries: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether the run has nothing more to do for this customer."""
        return self.standing in (Standing.ISSUED, Standing.NOTHING)


@dataclass(frozen=True, slots=True)
class Run:
    """The run of a month at a desk, for so many customers. `approved` is the hash of all drafts as approved."""

    desk: str
    month: str
    customers: int
    begun_at: datetime
    begun_by: str
    approved: str = ""
    approved_at: datetime | None = None
    approved_by: str = ""
    version: int = 1


def hash_of_all(drafts: Iterable[Draft]) -> str:
    """What a lead approves: one hash for what all customers are to be billed, in whatever order they were drawn up."""
    each = sorted(f"{draft.organisation} {draft.data_hash}" for draft in drafts if draft.data_hash)
    return sha256("\n".join(each).encode()).hexdigest()
