"""How a desk is reached: portal, mail, phone, fax, SMS, and by phone out of hours (AD4, MP1, MP3, TC2, CI1, PM8)."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.languages import Wording
from chalicelib.policies.section import Section

_PHONE = r"\+\d[\d ]{5,20}"
_PHONE_LIKE = "a phone number with country code, like +47 22 00 00 00"


class MailRule(StrEnum):
    """What a mail without a ticket of its own leads to."""

    OPENS_TICKETS = "opens_tickets"
    WAY_IN_LETTER = "way_in_letter"  # set aside, and the sender gets a letter with the way in
    SET_ASIDE = "set_aside"


class UnknownSenders(StrEnum):
    """What becomes of a mail from somebody who is no contact."""

    SET_ASIDE = "set_aside"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The desk's address: its local part, and what mail to it does."""

    local_part: str
    rule: MailRule
    unknown_senders: UnknownSenders


@dataclass(frozen=True, slots=True)
class PhoneQueue:
    """A number for a subject, and what to have at hand before calling it."""

    id: str
    number: str
    subject: Wording
    at_hand: Wording


@dataclass(frozen=True, slots=True)
class OutOfHours:
    """Help by phone on evenings, weekends and holidays (PM8), charged as the out-of-hours rate of a kind of work."""

    number: str
    note: Wording
    work: str


@dataclass(frozen=True, slots=True)
class Channels:
    """The ways to a desk. The portal is always open; None or nothing where a channel is not offered."""

    mail: Mailbox
    phone: tuple[PhoneQueue, ...]
    calls_back: bool
    fax: str | None
    sms: str | None
    out_of_hours: OutOfHours | None

    @property
    def ids(self) -> tuple[str, ...]:
        """How a ticket may come in: portal, and what else the desk takes."""
        taken = {
            "portal": True,
            "mail": self.mail.rule is MailRule.OPENS_TICKETS,
            "phone": bool(self.phone) or self.out_of_hours is not None,
            "fax": self.fax is not None,
            "sms": self.sms is not None,
        }
        return tuple(id for id, is_taken in taken.items() if is_taken)


def read_channels(section: Section) -> Channels:
    """The section `channels`. Mistakes are noted in the section."""
    mail = section.section("mail")
    return Channels(
        mail=Mailbox(
            mail.text("local_part", "[a-z][a-z0-9-]{0,40}", "the part before the @, like evidencija"),
            MailRule(mail.choice("rule", tuple(MailRule))),
            UnknownSenders(mail.choice("unknown_senders", tuple(UnknownSenders))),
        ),
        phone=tuple(_queue(part) for part in section.sections("phone", needed=False)),
        calls_back=section.flag("calls_back"),
        fax=section.text("fax", _PHONE, _PHONE_LIKE) if section.has("fax") else None,
        sms=section.text("sms", _PHONE, _PHONE_LIKE) if section.has("sms") else None,
        out_of_hours=_out_of_hours(section.section("out_of_hours")) if section.has("out_of_hours") else None,
    )


def _queue(section: Section) -> PhoneQueue:
    return PhoneQueue(
        id=section.text("id", "[a-z_]+", "an id like payroll"),
        number=section.text("number", _PHONE, _PHONE_LIKE),
        subject=section.wording("subject"),
        at_hand=section.wording("at_hand"),
    )


def _out_of_hours(section: Section) -> OutOfHours:
    return OutOfHours(
        number=section.text("number", _PHONE, _PHONE_LIKE),
        note=section.wording("note"),
        work=section.text("work", "[a-z][a-z0-9_]{0,40}", "a kind of work under billing.works, like phone"),
    )
