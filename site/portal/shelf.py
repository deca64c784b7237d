"""What the portal is made from: policies, words, and the folder of what editors write, read once for a build."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from chalicelib.policies.book import Policies
from chalicelib.policies.desk import Desk
from chalicelib.policies.folder import read_policies
from chalicelib.policies.words import Phrasebook, read_words


@dataclass(frozen=True)
class Site:
    """Where portal, functions and the desks' mail are. `url` ends with a slash; an empty `api` is the same origin."""

    url: str
    api: str
    mail_domain: str


@dataclass(frozen=True)
class Shelf:
    """All that pages are made from, and the instant that they are made for."""

    folder: Path
    policies: Policies
    words: Phrasebook
    site: Site
    now: datetime

    def today(self, desk: Desk) -> date:
        """The date at a desk."""
        return desk.local(self.now).date()

    def address(self, desk: Desk) -> str:
        """The desk's mail address."""
        return f"{desk.channels.mail.local_part}@{self.site.mail_domain}"


def read_shelf(folder: Path, site: Site, now: datetime) -> Shelf:
    """The shelf in `kb`. Raises PolicyError or ValueError, naming file and key, for what cannot be read."""
    return Shelf(folder, read_policies(folder / "policies"), read_words(folder / "words"), site, now)
