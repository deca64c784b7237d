"""Mails set aside, without a table."""

from chalicelib.desk.ports import Conflict, Once, Page
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

    def read(self, desk: str, id: str) -> SetAside | None:
        mail = self.store.aside.get(id)
        return mail if mail and mail.desk == desk else None

    def of_desk(self, desk: str, settled: bool = False, cursor: str = "", limit: int = 50) -> Page[SetAside]:
        of_desk = (mail for mail in self.store.aside.values() if mail.desk == desk)
        rows = {mail.id: mail for mail in of_desk if (mail.settled is not None) == settled}
        return page_of(f"aside {desk} {settled}", rows, cursor, limit, backwards=True)

    def settle(self, mail: SetAside) -> None:
        before = self.store.aside[mail.id].settled
        if before and before.ticket and mail.settled and before.ticket != mail.settled.ticket:
            raise Conflict
        self.store.aside[mail.id] = mail
