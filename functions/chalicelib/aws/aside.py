"""Mails set aside, in the table, by desk."""

from chalicelib.aws import keys
from chalicelib.aws.items.bodies import Bodies
from chalicelib.aws.items.letters import letter_item, set_aside_item, set_aside_of
from chalicelib.aws.table import IS_NEW, Put, Table
from chalicelib.desk.ports import Files, Once, Page
from chalicelib.domain.letter import Letter
from chalicelib.domain.set_aside import SetAside


class DynamoAside:
    """The port `Aside` on a table, with long texts in `files`."""

    def __init__(self, table: Table, files: Files) -> None:
        self._table = table
        self._bodies = Bodies(files)

    def keep(self, mail: SetAside, letters: tuple[Letter, ...] = (), once: Once | None = None) -> None:
        kept = Put(self._bodies.shelved(set_aside_item(mail)))
        owed = [Put(letter_item(letter), IS_NEW) for letter in letters]
        self._table.transact([kept, *owed], once=once, at=mail.at)

    def of_desk(self, desk: str, cursor: str = "", limit: int = 50) -> Page[SetAside]:
        items, onward = self._table.page(keys.set_aside_at(desk), cursor, limit, backwards=True)
        return Page(tuple(set_aside_of(item) for item in self._bodies.whole(items)), onward)
