"""The thread of a ticket's letters, so that every client shows them as one conversation, each after its own rule.

Most clients go by References, Gmail by References and an equal subject, Outlook by Thread-Index and Thread-Topic. She
who began the ticket with a mail finds the letters in that mail's thread, under her own subject; the number stands in
the letter. All others have a thread under the ticket's number. Message-IDs of ours are no help: SES replaces them.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from chalicelib.desk.ports import World
from chalicelib.domain.letter import Letter
from chalicelib.domain.people import Person, normalised
from chalicelib.domain.ticket.history import Entry, Via
from chalicelib.domain.ticket.record import Ticket

_FILETIME_BEGINS = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Thread:
    """What a letter must say to stand in its reader's thread: one subject for all of it, and the headers."""

    subject: str
    headers: Mapping[str, str]


def thread_of(world: World, letter: Letter, reader: Person, ticket: Ticket, entry: Entry) -> Thread:
    """The thread in which the letter stands for this reader."""
    root = f"<{ticket.number.lower()}@{world.settings.mail_domain}>"
    begun_by = _own_first_mail(world, reader, ticket, entry)
    ids = [root, *filter(None, (begun_by, _id(letter.answers_mail)))]
    headers = {"In-Reply-To": ids[-1], "References": " ".join(dict.fromkeys(ids))}
    if begun_by:
        return Thread(f"Re: {ticket.subject}", {**headers, "Thread-Topic": ticket.subject})
    subject = f"[{ticket.number}] {ticket.subject}"
    return Thread(subject, {**headers, "Thread-Topic": subject, "Thread-Index": _thread_index(root, ticket.opened_at)})


def answer_to(mail_id: str | None) -> dict[str, str]:
    """The headers of a letter that answers a mail and belongs to no ticket."""
    answered = _id(mail_id)
    return {"In-Reply-To": answered, "References": answered} if answered else {}


def _own_first_mail(world: World, reader: Person, ticket: Ticket, entry: Entry) -> str:
    """The Message-ID of the reader's own mail that began the ticket, or nothing: who sent none has none to reply to."""
    if ticket.via is not Via.MAIL or reader.ref != ticket.contact:
        return ""
    first = (ticket, entry) if entry.sequence == 1 else world.tickets.at_entry(ticket.number, 1)
    message = first[1].message if first else None
    is_hers = message is not None and normalised(message.sender) == normalised(reader.address)
    return _id(message.mail_id) if message and is_hers else ""


def _id(given: str | None) -> str:
    """A Message-ID in its angle brackets, or nothing: one with spaces inside would be taken for several."""
    bare = (given or "").strip().strip("<>")
    return f"<{bare}>" if bare and not any(char.isspace() for char in bare) else ""


def _thread_index(root: str, begun_at: datetime) -> str:
    """Outlook's name for a thread ([MS-OXOMSG] 2.2.1.3): six bytes of when it began, sixteen that are its own."""
    ticks = (begun_at - _FILETIME_BEGINS) // timedelta(microseconds=1) * 10
    return b64encode((ticks >> 16).to_bytes(6, "big") + sha256(root.encode()).digest()[:16]).decode()
