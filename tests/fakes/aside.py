"""Mails set aside, without a table."""

from chalicelib.desk.ports import Once, Page
from chalicelib.domain.instants import written
from chalicelib.domain.letter import Letter
from chalicelib.domain.set_aside import SetAside
from tests.fakes.lists import page_of
from tests.fakes.store import FakeStore


class FakeAside:
    """The port `Aside`."""

    def __init__(self, store: FakeStore | None = None) -> None:
        self.store = store or FakeStore()

    def keep(self, mail: SetAside, letters: tuple[Letter, ...] = (), once: Once | None = None) -> None:
        self.store.must_be_new(once)
        self.store.must_be_unknown(letters)
        self.store.mark_done(once)
        self.store.aside[mail.id] = mail
        self.store.owe(letters)

    def of_desk(self, desk: str, cursor: str = "", limit: int = 50) -> Page[SetAside]:
        rows = {f"{written(mail.at)} {mail.id}": mail for mail in self.store.aside.values() if mail.desk == desk}
        return page_of(f"aside {desk}", rows, cursor, limit, backwards=True)
