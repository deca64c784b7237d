"""Stores of one who writes alone, as the loading of samples does: what was read or written need not be read again."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

from chalicelib.desk.ports import Directory, Step, Tickets
from chalicelib.domain.people import Agent, Organisation, Person
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Ticket


@dataclass(frozen=True)
class TicketsAlone:
    """Tickets as they are, remembered. Of those that it has not met it knows nothing when it is asked what is due."""

    tickets: Tickets
    _known: dict[str, Ticket] = field(default_factory=dict)
    _courses: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, tickets: Tickets) -> Tickets:
        return cast(Tickets, cls(tickets))

    def read(self, number: str) -> Ticket | None:
        if number not in self._known:
            found = self.tickets.read(number)
            if found is None:
                return None
            self._known[number] = found
        return self._known[number]

    def course(self, ticket: Ticket) -> tuple[Entry, ...]:
        if ticket.number not in self._courses:
            self._courses[ticket.number] = self.tickets.course(ticket)
        return self._courses[ticket.number][: ticket.entries]

    def commit(self, step: Step) -> None:
        earlier = self.course(step.ticket) if step.expects else ()
        self.tickets.commit(step)
        self._known[step.ticket.number] = step.ticket
        self._courses[step.ticket.number] = (*earlier, *(replace(entry, message=None) for entry in step.entries))

    def to_look_at(self, now: datetime, limit: int = 50) -> tuple[str, ...]:
        due = [(it.look_at, it.number) for it in self._known.values() if it.look_at and it.look_at <= now]
        return tuple(number for _, number in sorted(due)[:limit])

    def __getattr__(self, name: str) -> Any:
        return getattr(self.tickets, name)


@dataclass(frozen=True)
class DirectoryAlone:
    """The directory as it is; who was asked for once is remembered."""

    directory: Directory
    _organisations: dict[str, Organisation | None] = field(default_factory=dict)
    _people: dict[str, Person | None] = field(default_factory=dict)
    _agents: dict[str, tuple[Agent, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, directory: Directory) -> Directory:
        return cast(Directory, cls(directory))

    def organisation(self, id: str) -> Organisation | None:
        if id not in self._organisations:
            self._organisations[id] = self.directory.organisation(id)
        return self._organisations[id]

    def person(self, ref: str) -> Person | None:
        if ref not in self._people:
            self._people[ref] = self.directory.person(ref)
        return self._people[ref]

    def agents_of(self, desk: str) -> tuple[Agent, ...]:
        if desk not in self._agents:
            self._agents[desk] = self.directory.agents_of(desk)
        return self._agents[desk]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.directory, name)
