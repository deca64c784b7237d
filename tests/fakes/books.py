"""Agreements and statements, without a table."""

from chalicelib.desk.billing.data import statement_of
from chalicelib.desk.billing.places import DATA
from chalicelib.desk.ports import Closing, Conflict, Directory, Entered, Files, HandedOn, Kept, Month, Page
from chalicelib.domain.billing.agreement import Agreement
from chalicelib.domain.billing.coverage import covered_by
from chalicelib.domain.people import Organisation
from tests.fakes.lists import page_of
from tests.fakes.store import FakeStore


class FakeBooks:
    """The port `Books`. Months and letters are the store's, as entries of time and the post touch them too."""

    def __init__(self, store: FakeStore, files: Files, directory: Directory) -> None:
        self._store = store
        self._files = files
        self._directory = directory

    def agreements_of(self, organisation: str, desk: str = "") -> tuple[Agreement, ...]:
        ids = {one.version.agreement for (owner, *_), one in self._store.versions.items() if owner == organisation}
        each = [Agreement(tuple(kept.version for kept in self.kept(organisation, id))) for id in ids]
        wanted = [one for one in each if desk in ("", one.latest.desk)]
        return tuple(sorted(wanted, key=lambda one: (one.latest.first_day, one.id)))

    def kept(self, organisation: str, agreement: str) -> tuple[Kept, ...]:
        found = sorted(key for key in self._store.versions if key[:2] == (organisation, agreement))
        return tuple(self._store.versions[key] for key in found)

    def keep_version(self, kept: Kept, seen: Organisation | None = None) -> None:
        version = kept.version
        key = version.organisation, version.agreement, version.valid_from
        before = self._store.versions.get(key)
        organisation = self._directory.organisation(version.organisation)
        if seen and seen != organisation:
            raise Conflict
        if organisation is None or kept.revision != (before.revision if before else 0) + 1:
            raise Conflict
        self._store.versions[key] = kept
        terms = Agreement(tuple(one.version for one in self.kept(version.organisation, version.agreement)))
        self._directory.keep_organisation(covered_by(organisation, terms))

    def month(self, organisation: str, desk: str, month: str) -> Month:
        return self._store.months.get((organisation, desk, month), Month())

    def open_before(self, organisation: str, desk: str, month: str) -> str:
        oldest = f"{int(month[:4]) - 3:04}{month[4:]}"
        mine = {at: one for (owner, of, at), one in self._store.months.items() if (owner, of) == (organisation, desk)}
        waiting = (at for at, one in mine.items() if one.entries and not one.is_closed and oldest <= at < month)
        return min(waiting, default="")

    def handed_on(self, organisation: str, desk: str) -> HandedOn:
        entered = self._store.handed_on.get((organisation, desk))
        if entered is None:
            return HandedOn()
        return HandedOn(entered.number, statement_of(self._files.get(f"{entered.place}{DATA}")), entered.issued_on)

    def last_position(self, seller: str, year: int) -> int:
        return self._store.positions.get((seller, year), 0)

    def close(self, closing: Closing) -> None:
        key = closing.organisation, closing.desk, closing.month
        account = closing.organisation, closing.desk
        entered, month = closing.entered, self._store.months.get(key, Month())
        if month.version != closing.expects.version or month.is_closed:
            raise Conflict
        if entered:
            before = self._store.handed_on.get(account)
            if self.last_position(entered.seller, entered.year) != entered.position - 1:
                raise Conflict
            if closing.follows != (before.number if before else ""):
                raise Conflict
        self._store.must_be_unknown(closing.letters)
        self._store.months[key] = Month(month.entries, month.version + 1, entered.number if entered else "-")
        if entered:
            self._store.positions[entered.seller, entered.year] = entered.position
            self._store.statements[entered.organisation, entered.id] = entered
            self._store.handed_on[account] = entered
        self._store.owe(closing.letters)

    def statement(self, organisation: str, id: str) -> Entered | None:
        return self._store.statements.get((organisation, id))

    def statements_of(self, organisation: str, cursor: str = "", limit: int = 50) -> Page[Entered]:
        rows = {id: one for (owner, id), one in self._store.statements.items() if owner == organisation}
        return page_of(f"statements {organisation}", rows, cursor, limit, backwards=True)

    def statements_in(self, desk: str, month: str, cursor: str = "", limit: int = 50) -> Page[Entered]:
        rows = {one.id: one for one in self._store.statements.values() if (one.desk, one.month) == (desk, month)}
        return page_of(f"statements {desk} {month}", rows, cursor, limit)
