"""Tickets without a table."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from chalicelib.desk.ports import Conflict, Moving, Page, Step
from chalicelib.domain.instants import written
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Ticket
from tests.fakes.lists import page_of
from tests.fakes.store import FakeStore, bare


class FakeTickets:
    """The port `Tickets`. `lose_next_race` has the next step meet another's; `steps` are those written."""

    def __init__(self, store: FakeStore | None = None) -> None:
        self.store = store or FakeStore()
        self.lose_next_race = False
        self.steps: list[Step] = []

    def next_number(self, prefix: str) -> str:
        self.store.numbers[prefix] += 1
        return f"{prefix}-{1000 + self.store.numbers[prefix]}"

    def read(self, number: str) -> Ticket | None:
        return self.store.tickets.get(number)

    def several(self, numbers: Iterable[str]) -> tuple[Ticket, ...]:
        return tuple(self.store.tickets[number] for number in numbers if number in self.store.tickets)

    def history(self, number: str) -> tuple[Ticket, tuple[Entry, ...]] | None:
        ticket = self.read(number)
        return (ticket, tuple(self.store.entries[number])) if ticket else None

    def at_entry(self, number: str, sequence: int) -> tuple[Ticket, Entry] | None:
        found = self.history(number)
        entries = [entry for entry in found[1] if entry.sequence == sequence] if found else []
        return (found[0], entries[0]) if found and entries else None

    def course(self, ticket: Ticket) -> tuple[Entry, ...]:
        entries = self.store.entries.get(ticket.number, [])
        return tuple(replace(entry, message=None) for entry in entries[: ticket.entries])

    def to_look_at(self, now: datetime, limit: int = 50) -> tuple[str, ...]:
        turns = {it.number: it.look_at for it in self.store.tickets.values() if it.look_at}
        turns |= {number: at for number, at in self.store.put_off.items() if number in turns}
        due = sorted((at, number) for number, at in turns.items() if at <= now)
        return tuple(number for _, number in due[:limit])

    def commit(self, step: Step) -> None:
        store, number = self.store, step.ticket.number
        store.must_be_new(step.once)
        stored = store.tickets.get(number)
        lost, self.lose_next_race = self.lose_next_race, False
        if lost or (stored.version if stored else 0) != step.expects or self._repeats(step):
            raise Conflict
        store.mark_done(step.once)
        self.steps.append(step)
        store.tickets[number] = step.ticket
        store.put_off.pop(number, None)
        store.entries.setdefault(number, []).extend(step.entries)
        store.owe(step.letters)
        for mail_id in step.mail_ids:
            store.refer(mail_id, number)
        store.tallies.extend(step.tallies)

    def outcome_of(self, key: str) -> str | None:
        return self.store.done.get(key)

    def queue(self, desk: str, closed: bool, cursor: str = "", limit: int = 50) -> Page[Ticket]:
        rows = self._rows(lambda it: it.desk == desk and it.is_closed == closed, _changed if closed else _waiting)
        return page_of(f"queue {desk} {closed}", rows, cursor, limit, backwards=closed)

    def of_organisation(self, organisation: str, closed: bool, cursor: str = "", limit: int = 50) -> Page[Ticket]:
        rows = self._rows(lambda it: it.organisation == organisation and it.is_closed == closed, _changed)
        return page_of(f"organisation {organisation} {closed}", rows, cursor, limit, backwards=True)

    def look_later(self, number: str, at: datetime) -> None:
        self.store.put_off[number] = at

    def moving(self, desk: str) -> Moving | None:
        return self.store.moving.get(desk)

    def keep_moving(self, desk: str, moving: Moving) -> None:
        self.store.moving[desk] = moving

    def of_mails(self, mail_ids: Iterable[str]) -> tuple[str, ...]:
        known = (self.store.mails.get(bare(mail_id)) for mail_id in mail_ids)
        return tuple(dict.fromkeys(number for number in known if number))

    def _repeats(self, step: Step) -> bool:
        told = {entry.sequence for entry in self.store.entries.get(step.ticket.number, ())}
        return any(entry.sequence in told for entry in step.entries)

    def _rows(self, wanted: Callable[[Ticket], bool], place: Callable[[Ticket], str]) -> dict[str, Ticket]:
        return {f"{place(it)} {it.number}": it for it in self.store.tickets.values() if wanted(it)}


def _changed(ticket: Ticket) -> str:
    return written(ticket.changed_at)


def _waiting(ticket: Ticket) -> str:
    return written(ticket.due_at) if ticket.due_at else f"~{written(ticket.changed_at)}"
