"""What happened to a ticket, entry by entry. The history is append-only and is the truth (MP6).

An entry says who did what, when, and for whose eyes, by ids only; words and addresses are in its message, which can be
erased without touching the history.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

MACHINE = "machine"
STRANGER = "stranger"


class Act(StrEnum):
    """What was done."""

    OPENED = "opened"
    ADDED = "added"
    ANSWERED = "answered"
    NOTED = "noted"
    HANDLING_STARTED = "handling_started"
    HELD = "held"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    FILED = "filed"
    CLOSURE_ASKED = "closure_asked"
    CLOSED = "closed"
    REOPENED = "reopened"
    SEVERITY_PROPOSED = "severity_proposed"
    SEVERITY_AGREED = "severity_agreed"
    AGREEMENT_SETTLED = "agreement_settled"
    IDENTIFIED = "identified"
    PROMISED = "promised"
    ESCALATED = "escalated"
    RETURNED = "returned"
    WARNED = "warned"
    BREACHED = "breached"
    IDLE = "idle"
    REMINDED = "reminded"
    MOVED = "moved"


class Audience(StrEnum):
    """For whose eyes an entry is."""

    EVERYONE = "everyone"
    STAFF = "staff"


class Via(StrEnum):
    """How it reached the desk (MP1 MP2 MP3)."""

    FORM = "form"
    MAIL = "mail"
    PHONE = "phone"
    FAX = "fax"
    SMS = "sms"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file kept with a message; `id` is its random key in storage, `size` in bytes.

    A mail's HTML shows a picture by its `content_id`.
    """

    id: str
    name: str
    content_type: str
    size: int
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote. `whole` is a mail's full text where `text` is only its new part.

    `mail` keys it raw in storage, `html` what it looked like, "" if it was plain.
    """

    text: str
    attachments: tuple[Attached, ...] = ()
    whole: str = ""
    sender: str = ""
    mail: str = ""
    mail_id: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `by` is a person's ref, `machine`, or `stranger`; `sequence` counts from 1.

    `facts` say what the act was about, and how the ticket stands from here on: state, severity, level, agreement.
    """

    sequence: int
    at: datetime
    act: Act
    by: str
    audience: Audience
    via: Via
    facts: Mapping[str, str] = field(default_factory=dict)
    message: Message | None = None
