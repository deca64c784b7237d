"""Stores whose steps owe no letters: nobody waits for a word about what is long past."""

from dataclasses import dataclass, replace
from typing import Any, cast

from chalicelib.desk.ports import Aside, Once, Step, Tickets
from chalicelib.domain.letter import Letter
from chalicelib.domain.set_aside import SetAside


@dataclass(frozen=True)
class QuietTickets:
    """Tickets as they are, but for the letters of each step."""

    tickets: Tickets

    @classmethod
    def of(cls, tickets: Tickets) -> Tickets:
        return cast(Tickets, cls(tickets))

    def commit(self, step: Step) -> None:
        self.tickets.commit(replace(step, letters=()))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.tickets, name)


@dataclass(frozen=True)
class QuietAside:
    """Mails set aside as they are, but for the letters to their senders."""

    aside: Aside

    @classmethod
    def of(cls, aside: Aside) -> Aside:
        return cast(Aside, cls(aside))

    def keep(self, mail: SetAside, letters: tuple[Letter, ...] = (), once: Once | None = None) -> None:
        self.aside.keep(mail, (), once)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.aside, name)
