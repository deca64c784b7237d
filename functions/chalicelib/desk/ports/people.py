"""Who is who, and who is let in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from chalicelib.domain.people import Agent, Contact, Organisation, Person, ReturnMark


class Directory(Protocol):
    """Who is who. An address is one person's; it can change, a ref cannot."""

    def organisation(self, id: str) -> Organisation | None: ...

    def organisations(self, ids: Iterable[str]) -> dict[str, Organisation]: ...

    def person(self, ref: str) -> Person | None: ...

    def people(self, refs: Iterable[str]) -> dict[str, Person]: ...

    def by_address(self, address: str) -> Person | None: ...

    def agents_of(self, desk: str) -> tuple[Agent, ...]: ...

    def administrators_of(self, organisation: str) -> tuple[Contact, ...]:
        """The contacts of a customer who answer for it, by their ids."""

    def customers_of(self, desk: str, beginning: str, limit: int = 10) -> tuple[Organisation, ...]:
        """Organisations that have, or had, an agreement with the desk and whose name begins so, in order of names."""

    def keep_organisation(self, organisation: Organisation) -> None: ...

    def keep_contact(self, contact: Contact) -> None:
        """Adds or changes a contact. Raises Conflict when another person has the address.

        Whether letters to one who is known come back stays as it is noted: a value read earlier may not tell it.
        """

    def keep_agent(self, agent: Agent) -> None:
        """Adds or changes an agent, as `keep_contact` does a contact."""

    def mark_returned(self, ref: str, mark: ReturnMark | None) -> None:
        """Notes that letters to a person's address come back, or lifts the mark. Nothing for one who is gone."""


class Gate(Protocol):
    """Codes and sessions, kept as hashes only, each with its end."""

    def keep_code(self, asking_hash: str, code_hash: str, expires_at: datetime) -> None:
        """Keeps the code of one asking (its challenge and address), with no tries yet."""

    def try_code(self, asking_hash: str, code_hash: str, now: datetime, most_tries: int) -> bool:
        """Counts a try; True, once, for the right code in time within the tries."""

    def keep_session(self, session_hash: str, ref: str, expires_at: datetime) -> None: ...

    def session(self, session_hash: str, now: datetime) -> str | None:
        """The ref of the person signed in, or None when there is no such session or it has ended."""

    def end_session(self, session_hash: str) -> None: ...

    def count(self, key: str, expires_at: datetime) -> int:
        """One more for this key; how many so far. The key names its hour or day too: storage may forget late."""
