"""Mails that are no ticket: kept for staff, with the reason. Nothing is dropped (trust ladder)."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.ticket.history import Attached


@dataclass(frozen=True, slots=True)
class SetAside:
    """A mail that is no ticket: kept for staff with the reason (`raw` keys the mail in storage)."""

    id: str
    desk: str
    at: datetime
    reason: str
    sender: str
    subject: str
    text: str
    raw: str
    attachments: tuple[Attached, ...] = ()
