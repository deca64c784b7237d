"""The world as one value."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.desk.ports.files import Archive, Files
from chalicelib.desk.ports.letters import Letterbox, Mailer
from chalicelib.desk.ports.people import Directory, Gate
from chalicelib.desk.ports.tickets import Aside, Figures, Tickets
from chalicelib.policies.book import Policies
from chalicelib.policies.words import Phrasebook


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
