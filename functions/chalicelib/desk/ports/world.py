"""The world as one value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.desk.ports.books import Books
from chalicelib.desk.ports.files import Archive, Files
from chalicelib.desk.ports.letters import Letterbox, Mailer
from chalicelib.desk.ports.people import Directory, Gate
from chalicelib.desk.ports.runs import Runs
from chalicelib.desk.ports.tickets import Aside, Figures, Tickets
from chalicelib.desk.ports.worklog import Worklog
from chalicelib.policies.book import Policies
from chalicelib.policies.words import Phrasebook


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator decides once: our mail domain, the portal's origin, and where the secret key is read."""

    mail_domain: str
    portal: str
    read_key: Callable[[], bytes]

    @property
    def key(self) -> bytes:
        """The secret key, asked for where it is used: who never does needs no right to it."""
        return self.read_key()


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
    books: Books
    worklog: Worklog
    runs: Runs
    policies: Policies
    words: Phrasebook
    settings: Settings
    now: datetime
