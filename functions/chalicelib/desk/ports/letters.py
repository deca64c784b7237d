"""Letters owed, and the way out for them."""

from datetime import datetime
from typing import Protocol

from chalicelib.domain.letter import Letter, Outgoing


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


class Undeliverable(Exception):
    """The address will never take mail from us; trying again is no use."""


class Mailer(Protocol):
    """The way out for letters."""

    def send(self, letter: Outgoing) -> str:
        """Sends it; the Message-ID under which it goes. Raises Undeliverable when it never can."""
