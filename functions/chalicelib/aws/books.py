"""The books in the table: versions of agreements, closed months, statements; their data and documents in storage."""

from datetime import date
from itertools import groupby

from chalicelib.aws import book_keys, keys, ranges
from chalicelib.aws.directory import organisation_writes
from chalicelib.aws.items.books import (
    NOTHING_TO_STATE,
    entered_item,
    entered_of,
    handed_on_item,
    kept_item,
    kept_of,
    month_of,
)
from chalicelib.aws.items.letters import letter_item
from chalicelib.aws.items.people import organisation_item, organisation_of
from chalicelib.aws.items.schema import SCHEMA
from chalicelib.aws.table import IS_NEW, Put, Table, Update, Write
from chalicelib.desk.billing.data import statement_of
from chalicelib.desk.billing.places import DATA
from chalicelib.desk.ports import Closing, Conflict, Entered, Files, HandedOn, Kept, Month, Page
from chalicelib.domain.billing.agreement import Agreement
from chalicelib.domain.billing.coverage import covered_by
from chalicelib.domain.people import Organisation


class DynamoBooks:
    """The port `Books` on a table and `files`."""

    def __init__(self, table: Table, files: Files) -> None:
        self._table = table
        self._files = files

    def agreements_of(self, organisation: str, desk: str = "") -> tuple[Agreement, ...]:
        found = map(kept_of, self._table.query(ranges.agreements_of(organisation), consistent=True))
        each = [
            Agreement(tuple(one.version for one in versions))
            for _, versions in groupby(found, key=lambda one: one.version.agreement)
        ]
        wanted = [one for one in each if desk in ("", one.latest.desk)]
        return tuple(sorted(wanted, key=lambda one: (one.latest.first_day, one.id)))

    def kept(self, organisation: str, agreement: str) -> tuple[Kept, ...]:
        place = ranges.agreements_of(organisation, agreement)
        return tuple(kept_of(item) for item in self._table.query(place, consistent=True))

    def keep_version(self, kept: Kept, seen: Organisation | None = None) -> None:
        """As the port says. The customer's record is written only over what was read: two leads cannot cross."""
        version = kept.version
        item = organisation_item(seen) if seen else self._table.get(keys.organisation(version.organisation))
        if item is None:
            raise Conflict
        days = {one.version.valid_from: one.version for one in self.kept(version.organisation, version.agreement)}
        terms = Agreement(tuple(one for _, one in sorted({**days, version.valid_from: version}.items())))
        customer = covered_by(organisation_of(item), terms)
        write: Write = Put(kept_item(kept), IS_NEW)
        if kept.revision > 1:
            write = Put(kept_item(kept), "#revision = :before", {"before": kept.revision - 1})
        self._table.transact([write, *organisation_writes(customer, item)])

    def month(self, organisation: str, desk: str, month: str) -> Month:
        item = self._table.get(book_keys.month(organisation, desk, month))
        return month_of(item) if item else Month()

    def open_before(self, organisation: str, desk: str, month: str) -> str:
        for item in self._table.query(ranges.months_before(organisation, desk, month), consistent=True):
            found = month_of(item)
            if found.entries and not found.is_closed:
                return str(item[ranges.SORT].rpartition("#")[2])
        return ""

    def handed_on(self, organisation: str, desk: str) -> HandedOn:
        item = self._table.get(book_keys.handed_on(organisation, desk))
        if item is None:
            return HandedOn()
        statement = statement_of(self._files.get(f"{item['place']}{DATA}"))
        return HandedOn(item["statement"], statement, date.fromisoformat(item["issued_on"]))

    def last_position(self, seller: str, year: int) -> int:
        item = self._table.get(book_keys.statement_count(seller, year))
        return int(item["last"]) if item else 0

    def close(self, closing: Closing) -> None:
        writes = [_month_closed(closing), *_entered(closing)]
        writes += [Put(letter_item(letter), IS_NEW) for letter in closing.letters]
        self._table.transact(writes)

    def statement(self, organisation: str, id: str) -> Entered | None:
        item = self._table.get(book_keys.statement(organisation, id))
        return entered_of(item) if item else None

    def statements_of(self, organisation: str, cursor: str = "", limit: int = 50) -> Page[Entered]:
        items, onward = self._table.page(ranges.statements_of(organisation), cursor, limit, backwards=True)
        return Page(tuple(entered_of(item) for item in items), onward)

    def statements_in(self, desk: str, month: str, cursor: str = "", limit: int = 50) -> Page[Entered]:
        items, onward = self._table.page(ranges.issued_in(desk, month), cursor, limit)
        return Page(tuple(entered_of(item) for item in items), onward)


def _month_closed(closing: Closing) -> Update:
    """Closes the month as it was read: an entry that came since would be lost to it."""
    key = book_keys.month(closing.organisation, closing.desk, closing.month)
    statement = closing.entered.number if closing.entered else NOTHING_TO_STATE
    values = {"statement": statement, "yes": True, "one": 1, "none": 0, "schema": SCHEMA}
    change = (
        "SET #statement = :statement, #closed = :yes, #schema = :schema, "
        "#entries = if_not_exists(#entries, :none), #version = if_not_exists(#version, :none) + :one"
    )
    if not closing.expects.version:
        return Update(key, change, values, IS_NEW)
    only_if = "#version = :expected AND attribute_not_exists(#statement)"
    return Update(key, change, values | {"expected": closing.expects.version}, only_if)


def _entered(closing: Closing) -> list[Write]:
    """The number, taken only together with the statement that bears it, and what the next month goes on from."""
    entered = closing.entered
    if entered is None:
        return []
    count = {"position": entered.position, "before": entered.position - 1, "schema": SCHEMA}
    is_next = "#last = :before" if entered.position > 1 else f"{IS_NEW} OR #last = :before"
    follows = Put(handed_on_item(closing, entered), IS_NEW)
    if closing.follows:
        follows = Put(follows.item, "#statement = :follows", {"follows": closing.follows})
    return [
        Update(
            book_keys.statement_count(entered.seller, entered.year),
            "SET #last = :position, #schema = :schema",
            count,
            is_next,
        ),
        Put(entered_item(entered), IS_NEW),
        follows,
    ]
