"""The lists that are read: stretches of the table and of its indexes, in the order of their keys (see `keys.py`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.instants import written
from chalicelib.domain.people import normalised

PARTITION = "pk"
SORT = "sk"
QUEUE, CUSTOMER, LOOKOUT, BILL = "queue", "customer", "lookout", "bill"
INDEXES: Mapping[str, tuple[str, str]] = {
    QUEUE: ("queue_pk", "queue_sk"),
    CUSTOMER: ("customer_pk", "customer_sk"),
    LOOKOUT: ("look_pk", "look_sk"),
    BILL: ("bill_pk", "bill_sk"),
}
LETTERS_OWED, TICKETS_TO_LOOK_AT, ERRANDS_DUE = "O#0", "L#0", "E#0"
AFTER_EVERY_INSTANT = "~"


@dataclass(frozen=True, slots=True)
class Range:
    """A partition of the table or an index; of it what starts with `prefix`, or lies between `since` and `until`."""

    value: str
    index: str = ""
    prefix: str = ""
    until: str = ""
    since: str = ""

    @property
    def names(self) -> tuple[str, str]:
        """The names of its partition key and sort key."""
        return INDEXES[self.index] if self.index else (PARTITION, SORT)


def history_of(number: str) -> Range:
    """The ticket with its entries and bodies (and letters), bodies first, the ticket itself last."""
    return Range(f"T#{number}")


def entries_of(number: str) -> Range:
    return Range(f"T#{number}", prefix="H#")


def to_look_at(now: datetime) -> Range:
    return Range(TICKETS_TO_LOOK_AT, LOOKOUT, until=turn_by(now))


def agents_at(desk: str) -> Range:
    return Range(f"D#{desk}", prefix="A#")


def contacts_of(organisation_id: str) -> Range:
    return Range(f"C#{organisation_id}", prefix="P#")


def set_aside_at(desk: str, settled: bool) -> Range:
    return Range(f"D#{desk}", prefix="X#" if settled else "S#")


def customers_at(desk: str, beginning: str) -> Range:
    return Range(f"D#{desk}", prefix=f"C#{normalised(beginning)}")


def figures_of(desk: str, first_month: str, last_month: str) -> Range:
    return Range(f"F#{desk}", since=first_month, until=f"{last_month}#{AFTER_EVERY_INSTANT}")


def agreements_of(organisation_id: str, agreement: str = "") -> Range:
    """All versions of a customer's agreements, or of one."""
    return Range(f"C#{organisation_id}", prefix=f"K#{agreement}#" if agreement else "K#")


def months_before(organisation_id: str, desk: str, month: str) -> Range:
    """The months of a customer at a desk that come before this one, of the last three years."""
    since, until = f"{int(month[:4]) - 3:04}{month[4:]}", f"{month[:5]}{int(month[5:]) - 1:02}"
    return Range(f"C#{organisation_id}", since=f"B#{desk}#{since}", until=f"B#{desk}#{until}")


def statements_of(organisation_id: str) -> Range:
    return Range(f"C#{organisation_id}", prefix="S#")


def issued_in(desk: str, month: str) -> Range:
    """The statements of a desk's month."""
    return Range(f"S#{desk}#{month}", BILL)


def drafts_of(desk: str, month: str) -> Range:
    """The drafts of a run."""
    return Range(f"R#{desk}#{month}")


def worked_on(number: str) -> Range:
    """The time worked on a ticket."""
    return Range(f"T#{number}", prefix="W#")


def worked_by(agent_ref: str, since: datetime, until: datetime) -> Range:
    """An agent's entries of time that start within [since, until)."""
    return Range(agents_time(agent_ref), since=f"W#{written(since)}", until=f"W#{written(until)}")


def worked_in(organisation_id: str, desk: str, month: str) -> Range:
    """The entries of time that a customer's month takes."""
    return Range(f"B#{organisation_id}#{desk}#{month}", BILL)


def months_with_time(desk: str, month: str) -> Range:
    """The month of each customer that has time in it, by customer."""
    return Range(f"M#{desk}#{month}", BILL)


def agents_time(agent_ref: str) -> str:
    """The partition of an agent, by her ref."""
    return f"A#{agent_ref.removeprefix('agent:')}"


def queue(desk: str, closed: bool) -> Range:
    return Range(f"Q#{desk}#{'closed' if closed else 'open'}", QUEUE)


def tickets_of(organisation_id: str, closed: bool) -> Range:
    return Range(f"C#{organisation_id}#{'closed' if closed else 'open'}", CUSTOMER)


def letters_owed(now: datetime) -> Range:
    return Range(LETTERS_OWED, LOOKOUT, until=turn_by(now))


def errands_due(now: datetime) -> Range:
    return Range(ERRANDS_DUE, LOOKOUT, until=turn_by(now))


def turn_by(now: datetime) -> str:
    """The last place in the lookout that has its turn at this instant."""
    return f"{written(now)}#{AFTER_EVERY_INSTANT}"
