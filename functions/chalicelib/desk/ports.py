"""What the desk needs of the world, and the one value that carries it: every command's first argument.

Each port has a fake beside the tests and an adapter in `aws/`; both pass the same contract suite.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from chalicelib.domain.letter import Letter, Outgoing
from chalicelib.domain.people import Agent, Contact, Organisation, Person
from chalicelib.domain.set_aside import SetAside
from chalicelib.domain.tally import Count, Tally
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Ticket
from chalicelib.policies.book import Policies
from chalicelib.policies.words import Phrasebook

T = TypeVar("T")


class Conflict(Exception):
    """Somebody else's step came first; nothing was written. Read again and retry."""


class AlreadyDone(Exception):
    """The trigger was handled before; nothing was written. `outcome` is what it came to, e.g. a ticket's number."""

    def __init__(self, outcome: str = "") -> None:
        super().__init__(outcome)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Once:
    """A trigger that may repeat: its key, and what to tell whoever repeats it."""

    key: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Step:
    """All that one transaction writes. `expects` is the version the ticket must still have, 0 for a new one.

    A Message-ID of `mail_ids` that leads to a ticket already goes on leading there.
    """

    ticket: Ticket
    entries: tuple[Entry, ...]
    expects: int
    letters: tuple[Letter, ...] = ()
    once: Once | None = None
    mail_ids: tuple[str, ...] = ()
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A stretch of a list; `cursor` asks for the next one and is empty at the end."""

    items: tuple[T, ...]
    cursor: str = ""


class Tickets(Protocol):
    """Tickets with their history. One transaction a step."""

    def next_number(self, prefix: str) -> str:
        """A number never given before, e.g. `PRO-1042`; gaps are fine."""

    def read(self, number: str) -> Ticket | None: ...

    def history(self, number: str) -> tuple[Ticket, tuple[Entry, ...]] | None:
        """The ticket and all its entries with their messages, in order; None when there is none."""

    def at_entry(self, number: str, sequence: int) -> tuple[Ticket, Entry] | None:
        """The ticket and one of its entries, without reading the others; None when there is none."""

    def course(self, ticket: Ticket) -> tuple[Entry, ...]:
        """The entries up to where this ticket stands, in order, without their messages."""

    def to_look_at(self, now: datetime, limit: int = 50) -> tuple[str, ...]:
        """The numbers of tickets whose instant to look at them has come, the earliest first."""

    def commit(self, step: Step) -> None:
        """Writes the step, whole or not at all. Raises Conflict or AlreadyDone."""

    def is_done(self, key: str) -> bool:
        """Whether a step with this once marker has been written."""

    def queue(self, desk: str, closed: bool, cursor: str = "", limit: int = 50) -> Page[Ticket]:
        """A desk's tickets: open ones by due instant, those without one after them; closed ones latest first."""

    def of_organisation(self, organisation: str, closed: bool, cursor: str = "", limit: int = 50) -> Page[Ticket]:
        """A customer's tickets, latest changed first."""

    def of_mails(self, mail_ids: Iterable[str]) -> tuple[str, ...]:
        """The numbers of tickets on which mails with these Message-IDs came or went, in the order of the ids."""


class Figures(Protocol):
    """What the tallies of all steps add up to."""

    def of_desk(self, desk: str, first_month: str, last_month: str) -> tuple[Count, ...]:
        """The counts of a desk's months, both included, in the order of month, organisation, severity and matter."""


class Aside(Protocol):
    """Mails set aside, by desk."""

    def keep(self, mail: SetAside, letters: tuple[Letter, ...] = (), once: Once | None = None) -> None:
        """Keeps the mail and what is owed for it in one transaction. Raises AlreadyDone."""

    def of_desk(self, desk: str, cursor: str = "", limit: int = 50) -> Page[SetAside]:
        """Latest first."""


class Letterbox(Protocol):
    """Letters owed and not yet sent."""

    def owed(self, now: datetime, limit: int = 50) -> tuple[Letter, ...]:
        """Letters whose turn has come, the oldest first."""

    def claim(self, letter: Letter, now: datetime, lease_seconds: int) -> int:
        """Takes a letter for sending; the number of tries, this one included. Raises Conflict when another has it."""

    def mark_sent(self, letter: Letter, mail_id: str, now: datetime) -> None:
        """The letter is on its way under this Message-ID; its ticket is found by it from now on."""

    def give_up(self, letter: Letter, reason: str, now: datetime) -> None:
        """No more tries: the letter stays, marked with the reason."""


class Directory(Protocol):
    """Who is who. An address is one person's; it can change, a ref cannot."""

    def organisation(self, id: str) -> Organisation | None: ...

    def organisations(self, ids: Iterable[str]) -> dict[str, Organisation]: ...

    def person(self, ref: str) -> Person | None: ...

    def people(self, refs: Iterable[str]) -> dict[str, Person]: ...

    def by_address(self, address: str) -> Person | None: ...

    def agents_of(self, desk: str) -> tuple[Agent, ...]: ...

    def keep_organisation(self, organisation: Organisation) -> None: ...

    def keep_contact(self, contact: Contact) -> None:
        """Adds or changes a contact. Raises Conflict when another person has the address."""

    def keep_agent(self, agent: Agent) -> None:
        """Adds or changes an agent. Raises Conflict when another person has the address."""


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


@dataclass(frozen=True, slots=True)
class Upload:
    """Where and with which fields a browser posts a file straight to storage."""

    url: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stored:
    """What storage knows of a file; `size` in bytes."""

    size: int
    content_type: str


class Files(Protocol):
    """Bytes under random keys. Names are metadata elsewhere."""

    def put(self, key: str, data: bytes, content_type: str) -> None: ...

    def get(self, key: str) -> bytes:
        """The bytes. Raises KeyError when there are none."""

    def look(self, key: str) -> Stored | None:
        """Size and type of what is there, None when nothing is."""

    def copy(self, source: str, target: str) -> None:
        """Copies bytes and type. Raises KeyError when there is nothing to copy."""

    def upload(self, key: str, content_type: str, most_bytes: int) -> Upload: ...

    def link(self, key: str, name: str, content_type: str) -> str:
        """A short-lived address that forces a download under this name."""


class Archive(Protocol):
    """The policies that are in force and those that were, by the hash of their content."""

    def in_force(self) -> str:
        """The hash of those taken last, empty when none ever were."""

    def keep(self, policies: Policies) -> None:
        """Keeps them for whoever asks under what a thing was judged. Those in force stay in force."""

    def take(self, policies: Policies, since: datetime) -> None:
        """Keeps them and puts them in force, unless they are."""

    def of(self, hash: str) -> Policies | None:
        """Those with this hash, None when they were never kept. Raises PolicyError where they can be read no more."""


class Undeliverable(Exception):
    """The address will never take mail from us; trying again is no use."""


class Mailer(Protocol):
    """The way out for letters."""

    def send(self, letter: Outgoing) -> str:
        """Sends it; the Message-ID under which it goes. Raises Undeliverable when it never can."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator decides once: our mail domain, the portal's origin, and the secret key."""

    mail_domain: str
    portal: str
    key: bytes


@dataclass(frozen=True, slots=True)
class World:
    """Everything a command may touch, at one instant."""

    tickets: Tickets
    figures: Figures
    aside: Aside
    letterbox: Letterbox
    directory: Directory
    gate: Gate
    files: Files
    mailer: Mailer
    archive: Archive
    policies: Policies
    words: Phrasebook
    settings: Settings
    now: datetime
