"""Mails set aside, in the table, by desk."""

from chalicelib.aws import keys, ranges
from chalicelib.aws.items.bodies import Bodies
from chalicelib.aws.items.letters import letter_item, set_aside_item, set_aside_of
from chalicelib.aws.table import IS_NEW, Delete, Put, Table
from chalicelib.desk.ports import Files, Once, Page
from chalicelib.domain.letter import Letter
from chalicelib.domain.set_aside import SetAside

_NOT_ON_ANOTHER_TICKET = f"{IS_NEW} OR #settled.#ticket = :none OR #settled.#ticket = :ticket"


class DynamoAside:
    """The port `Aside` on a table, with long texts in `files`."""

    def __init__(self, table: Table, files: Files) -> None:
        self._table = table
        self._bodies = Bodies(files)

    def keep(self, mail: SetAside, letters: tuple[Letter, ...] = (), once: Once | None = None) -> None:
        kept = Put(self._bodies.shelved(set_aside_item(mail)))
        owed = [Put(letter_item(letter), IS_NEW) for letter in letters]
        self._table.transact([kept, *owed], once=once, at=mail.at)

    def read(self, desk: str, id: str) -> SetAside | None:
        for settled in (False, True):
            item = self._table.get(keys.set_aside(desk, id, settled))
            if item:
                return set_aside_of(self._bodies.whole([item])[0])
        return None

    def of_desk(self, desk: str, settled: bool = False, cursor: str = "", limit: int = 50) -> Page[SetAside]:
        items, onward = self._table.page(ranges.set_aside_at(desk, settled), cursor, limit, backwards=True)
        return Page(tuple(set_aside_of(item) for item in self._bodies.whole(items)), onward)

    def settle(self, mail: SetAside) -> None:
        ticket = mail.settled.ticket if mail.settled else ""
        item = self._bodies.shelved(set_aside_item(mail))
        settled = Put(item, _NOT_ON_ANOTHER_TICKET, {"none": "", "ticket": ticket})
        self._table.transact([Delete(keys.set_aside(mail.desk, mail.id)), settled])
