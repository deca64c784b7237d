"""Tickets in the table: one transaction a step, one query a page."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from chalicelib.aws import keys, ranges
from chalicelib.aws.figures import counted
from chalicelib.aws.items.attributes import Item
from chalicelib.aws.items.bodies import Bodies
from chalicelib.aws.items.letters import letter_item
from chalicelib.aws.items.moving import moving_item, moving_of
from chalicelib.aws.items.schema import SCHEMA
from chalicelib.aws.items.tickets import body_item, entry_item, entry_of, message_of, ticket_item, ticket_of
from chalicelib.aws.ranges import Range
from chalicelib.aws.table import IS_NEW, MOST_WRITES, Put, Table, Update, Write
from chalicelib.desk.ports import Conflict, Files, Moving, Page, Step
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Ticket

FIRST_NUMBER = 1001
_READS_OF_A_TORN_HISTORY = 3


class DynamoTickets:
    """The port `Tickets` on a table, with long texts in `files`."""

    def __init__(self, table: Table, files: Files) -> None:
        self._table = table
        self._bodies = Bodies(files)

    def next_number(self, prefix: str) -> str:
        count = Update(
            keys.running_number(prefix),
            "SET #last = if_not_exists(#last, :before) + :one, #schema = :schema",
            {"before": FIRST_NUMBER - 1, "one": 1, "schema": SCHEMA},
        )
        return f"{prefix}-{self._table.write(count)['last']}"

    def read(self, number: str) -> Ticket | None:
        item = self._table.get(keys.ticket(number))
        return ticket_of(item) if item else None

    def several(self, numbers: Iterable[str]) -> tuple[Ticket, ...]:
        return tuple(ticket_of(item) for item in self._table.get_many(keys.ticket(number) for number in numbers))

    def history(self, number: str) -> tuple[Ticket, tuple[Entry, ...]] | None:
        """As the port says. A query may see half of a step that is just being written: then it is asked again."""
        for _ in range(_READS_OF_A_TORN_HISTORY):
            items = self._table.query(ranges.history_of(number), consistent=True)
            if not items or items[-1]["sk"] != "ticket":
                return None
            ticket = ticket_of(items[-1])
            if ticket.entries == sum(item["sk"].startswith("H#") for item in items):
                break
        return ticket, self._entries(items)

    def at_entry(self, number: str, sequence: int) -> tuple[Ticket, Entry] | None:
        wanted = [keys.ticket(number), keys.entry(number, sequence), keys.body(number, sequence)]
        items = self._table.get_many(wanted, consistent=True)
        tickets = [ticket_of(item) for item in items if item["sk"] == "ticket"]
        entries = self._entries(items)
        return (tickets[0], entries[0]) if tickets and entries else None

    def course(self, ticket: Ticket) -> tuple[Entry, ...]:
        """As the port says. Entries never change, so that those up to the ticket's own count are its history."""
        items = self._table.query(ranges.entries_of(ticket.number), limit=ticket.entries, consistent=True)
        return tuple(entry_of(item, None) for item in items)

    def to_look_at(self, now: datetime, limit: int = 50) -> tuple[str, ...]:
        return tuple(item["number"] for item in self._table.query(ranges.to_look_at(now), limit=limit))

    def commit(self, step: Step) -> None:
        at = step.entries[-1].at if step.entries else step.ticket.changed_at
        self._table.transact(self._writes(step), once=step.once, at=at)

    def outcome_of(self, key: str) -> str | None:
        marker = self._table.get(keys.once(key))
        return str(marker["outcome"]) if marker else None

    def queue(self, desk: str, closed: bool, cursor: str = "", limit: int = 50) -> Page[Ticket]:
        return self._page(ranges.queue(desk, closed), cursor, limit, backwards=closed)

    def of_organisation(self, organisation: str, closed: bool, cursor: str = "", limit: int = 50) -> Page[Ticket]:
        return self._page(ranges.tickets_of(organisation, closed), cursor, limit, backwards=True)

    def look_later(self, number: str, at: datetime) -> None:
        later = {"look": keys.look_turn(number, at), "place": ranges.TICKETS_TO_LOOK_AT}
        with suppress(Conflict):
            self._table.write(Update(keys.ticket(number), "SET #look_sk = :look", later, "#look_pk = :place"))

    def moving(self, desk: str) -> Moving | None:
        item = self._table.get(keys.moving(desk))
        return moving_of(item) if item else None

    def keep_moving(self, desk: str, moving: Moving) -> None:
        self._table.write(Put(moving_item(desk, moving)))

    def of_mails(self, mail_ids: Iterable[str]) -> tuple[str, ...]:
        wanted = [keys.mail(mail_id) for mail_id in mail_ids]
        known = {item["pk"]: item["number"] for item in self._table.get_many(wanted, consistent=True)}
        return tuple(dict.fromkeys(known[key["pk"]] for key in wanted if key["pk"] in known))

    def _entries(self, items: Sequence[Item]) -> tuple[Entry, ...]:
        said = self._bodies.whole(item for item in items if item["sk"].startswith("B#"))
        messages = {item["sk"][2:]: message_of(item) for item in said}
        done = [item for item in items if item["sk"].startswith("H#")]
        return tuple(entry_of(item, messages.get(item["sk"][2:])) for item in done)

    def _page(self, place: Range, cursor: str, limit: int, backwards: bool) -> Page[Ticket]:
        items, onward = self._table.page(place, cursor, limit, backwards)
        return Page(tuple(ticket_of(item) for item in items), onward)

    def _writes(self, step: Step) -> list[Write]:
        """The step as writes. Long texts are in storage before: a step that then fails leaves an unused object behind.

        Message-IDs come last and fill what room is left in the transaction.
        """
        number = step.ticket.number
        if step.expects:
            writes: list[Write] = [Put(ticket_item(step.ticket), "#version = :expected", {"expected": step.expects})]
        else:
            writes = [Put(ticket_item(step.ticket), IS_NEW)]
        for entry in step.entries:
            writes.append(Put(entry_item(number, entry), IS_NEW))
            if entry.message:
                writes.append(Put(self._bodies.shelved(body_item(number, entry.sequence, entry.message)), IS_NEW))
        writes += [Put(letter_item(letter), IS_NEW) for letter in step.letters]
        writes += counted(step.tallies)
        room = max(0, MOST_WRITES - len(writes) - (1 if step.once else 0))
        references = {keys.mail(mail_id)["pk"]: mail_id for mail_id in step.mail_ids if mail_id.strip()}
        return writes + [reference(mail_id, number) for mail_id in list(references.values())[:room]]


def reference(mail_id: str, number: str) -> Update:
    """Has a Message-ID lead to a ticket. If it leads to one already, it goes on doing so: nobody can steal a thread."""
    change = "SET #number = if_not_exists(#number, :number), #schema = :schema"
    return Update(keys.mail(mail_id), change, {"number": number, "schema": SCHEMA})
