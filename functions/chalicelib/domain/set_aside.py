"""Mails that are no ticket: kept for staff, with the reason, until one of them decides. Nothing is dropped."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.ticket.history import Attached


@dataclass(frozen=True, slots=True)
class Settled:
    """What an agent (`by`, her ref) made of it: a word on a ticket, or, without a number, nothing."""

    at: datetime
    by: str
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A mail that is no ticket (`raw` keys it in storage, `html` what it looked like, "" if it was plain).

    `sent_by` is the envelope's sender of one whose `sender` is not proven, where that is another.
    `number` is the ticket of this desk that it names, a mere hint; `forwarded_from` whose mail it passes on; `contact`
    the ref of the contact of this desk whose mail it seems to be.
    """

    id: str
    desk: str
    at: datetime
    reason: str
    sender: str
    subject: str
    text: str
    raw: str
    attachments: tuple[Attached, ...] = ()
    name: str = ""
    forwarded_from: str = ""
    number: str = ""
    contact: str = ""
    html: str = ""
    is_automatic: bool = False
    sent_by: str = ""
    settled: Settled | None = None

    @property
    def is_safe(self) -> bool:
        """Whether its files may be opened at all."""
        return self.reason != "virus"
