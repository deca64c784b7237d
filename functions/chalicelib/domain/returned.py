"""A letter of ours that came back, or was complained of, as the service that sends our letters tells it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Returned:
    """What is told: the letter by its Message-IDs and reply addresses, the recipient, and an enhanced status code.

    `is_hard`: the address takes no mail for good; `is_complaint`: its owner called the letter spam.
    """

    mail_ids: tuple[str, ...]
    addresses: tuple[str, ...]
    recipient: str
    code: str
    is_hard: bool
    is_complaint: bool
    at: datetime | None
