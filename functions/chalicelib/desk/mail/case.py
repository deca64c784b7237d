"""A mail with all that is known around it: its ticket, its sender, what proves it, and what that amounts to."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from chalicelib.desk.intake import may_file
from chalicelib.desk.ports import World
from chalicelib.domain.authentication import dkim_signers
from chalicelib.domain.mail.machines import returned
from chalicelib.domain.mail.machines.invitation import KINDS as CALENDARS
from chalicelib.domain.mail.machines.returned import Quoted
from chalicelib.domain.mail.message import Mail, read as read_mail
from chalicelib.domain.people import Agent, Contact, Person, may_read
from chalicelib.domain.reply_address import Tag, is_signed_for, tag_in
from chalicelib.domain.ticket.record import Ticket
from chalicelib.domain.trust import Evidence, Verdicts
from chalicelib.policies.channels import UnknownSenders
from chalicelib.policies.desk import Desk

MOST_MAILS_AN_HOUR = 30
"""From one sender to one desk; more is taken for a machine."""
MOST_TAGS = 5
"""Reply addresses of ours that are looked at on one mail."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the receiving side says of a mail: where its bytes lie, whom it was for, and its verdicts."""

    raw: str
    recipients: tuple[str, ...]
    verdicts: Verdicts


@dataclass(frozen=True, slots=True)
class MailCase:
    """A mail with all that is known around it. `is_signed`: its reply address was signed for this very sender.

    `customer` is the contact of this desk whose mail an agent passes on; `quoted` are addresses of ours in a report.
    """

    arrival: Arrival
    mail: Mail
    desk: Desk
    sender: Person | None
    ticket: Ticket | None
    is_referred: bool
    is_signed: bool
    is_proven: bool
    key: str
    customer: Contact | None = None
    quoted: tuple[str, ...] = ()


def case_of(world: World, arrival: Arrival, raw: bytes) -> MailCase:
    """Reads the raw mail and finds what it is about."""
    mail = read_mail(raw, _desk_meant(world, arrival).language)
    verdicts = replace(arrival.verdicts, signers=dkim_signers(raw))
    sender = world.directory.by_address(mail.from_address) if mail.from_address else None
    found = returned.quoted(raw) if mail.bounce else Quoted()
    ticket, is_referred = _ticket_meant(world, arrival, mail, sender, found)
    desk = _desk_meant(world, arrival)
    if ticket and not is_referred and not _may_hint(sender, ticket, desk):
        ticket = None
    desk = world.policies[ticket.desk] if ticket else desk
    is_signed = ticket is not None and sender is not None and _is_signed(world, arrival, mail, ticket, sender)
    is_proven = verdicts.prove(mail.from_address)
    customer = _customer(world, mail, desk) if isinstance(sender, Agent) and desk.id in sender.desks else None
    key = mail_key(mail, raw)
    if not is_proven and world.tickets.outcome_of(key) is None:
        key = f"{key}:unproven"  # Whoever knows somebody's words must not keep her own mail away.
    return MailCase(
        arrival, mail, desk, sender, ticket, is_referred, is_signed, is_proven, key, customer, found.addresses
    )


def mail_key(mail: Mail, raw: bytes) -> str:
    """One key for a mail however often, and to however many of our addresses, it is delivered.

    Its words and files are part of it: a forged mail under somebody's Message-ID does not keep hers away.
    """
    if not mail.message_id or mail.problem:
        return f"mail:{sha256(raw).hexdigest()}"
    # What we say of an invitation is told in the language of a desk, and its own text is among the files.
    text = read_mail(raw).text if any(file.content_type in CALENDARS for file in mail.attachments) else mail.text
    told = (mail.message_id, mail.from_address, str(mail.date), mail.subject, " ".join(text.split()))
    identity = sha256("\n".join(told).encode("utf-8", "surrogatepass"))
    for file in mail.attachments:
        identity.update(sha256(file.data).digest())
    return f"mail:{identity.hexdigest()}"


def customer_at(world: World, address: str, desk: str) -> Contact | None:
    """The contact with this address, if her organisation has, or had, an agreement with the desk."""
    person = world.directory.by_address(address) if address else None
    if not isinstance(person, Contact):
        return None
    organisation = world.directory.organisation(person.organisation)
    return person if organisation and desk in organisation.desks else None


def _customer(world: World, mail: Mail, desk: Desk) -> Contact | None:
    return customer_at(world, mail.forwarded_from, desk.id) if mail.forwarded_text else None


def _desk_meant(world: World, arrival: Arrival) -> Desk:
    """The desk of the first recipient that is ours; the first desk of all when none is, so that somebody sees it."""
    for recipient in arrival.recipients:
        local = recipient.partition("@")[0].partition("+")[0].casefold()
        for desk in world.policies.values():
            if desk.channels.mail.local_part.casefold() == local:
                return desk
    return next(iter(world.policies.values()))


def _ticket_meant(
    world: World, arrival: Arrival, mail: Mail, sender: Person | None, found: Quoted
) -> tuple[Ticket | None, bool]:
    """The ticket that a signed reply address or a known Message-ID names, and True; or a mere hint, and False.

    A report names it by what it quotes of our letter.
    """
    for tag in (*_tags(arrival, mail), *_distinct(found.addresses)):
        ticket = world.tickets.read(tag.number)
        if ticket and any(is_signed_for(world.settings.key, tag, ref) for ref in readers_of(world, ticket, sender)):
            return ticket, True
    for number in world.tickets.of_mails((*mail.in_reply_to, *reversed(mail.references), *found.message_ids)):
        ticket = world.tickets.read(number)
        if ticket:
            return ticket, True
    return (world.tickets.read(mail.subject_ref) if mail.subject_ref else None), False


def _may_hint(sender: Person | None, ticket: Ticket, desk: Desk) -> bool:
    """Whether a mere number may move a mail: to another desk for nobody but those who may read the ticket."""
    return ticket.desk == desk.id or (sender is not None and may_read(sender, ticket.organisation, ticket.desk))


def _is_signed(world: World, arrival: Arrival, mail: Mail, ticket: Ticket, sender: Person) -> bool:
    key, tags = world.settings.key, _tags(arrival, mail)
    return any(tag.number == ticket.number and is_signed_for(key, tag, sender.ref) for tag in tags)


def _tags(arrival: Arrival, mail: Mail) -> list[Tag]:
    return _distinct((*arrival.recipients, *mail.to, *mail.cc))


def _distinct(addresses: Iterable[str]) -> list[Tag]:
    return [tag for tag in map(tag_in, dict.fromkeys(addresses)) if tag][:MOST_TAGS]


def readers_of(world: World, ticket: Ticket, sender: Person | None = None) -> tuple[str, ...]:
    """The refs of those to whom letters about a ticket go, and of its sender."""
    staff = (agent.ref for agent in world.directory.agents_of(ticket.desk))
    refs = (sender.ref if sender else "", ticket.contact, ticket.agent, *staff)
    return tuple(dict.fromkeys(ref for ref in refs if ref))


def evidence_of(world: World, case: MailCase) -> Evidence:
    """What the trust ladder decides on. Counts the mail among its sender's."""
    mail, sender, ticket = case.mail, case.sender, case.ticket
    seems_automatic = mail.is_auto_reply or mail.is_bounce or (case.is_proven and _is_looping(world, case))
    return Evidence(
        is_proven=case.is_proven,
        is_virus=case.arrival.verdicts.virus == "FAIL",
        is_spam=case.arrival.verdicts.spam == "FAIL",
        is_automatic=is_by_machine(world, case) or (seems_automatic and not (case.is_proven and sender)),
        seems_automatic=seems_automatic,
        has_reference=case.is_referred,
        is_signed=case.is_signed,
        is_hinted=ticket is not None and not case.is_referred,
        is_known=isinstance(sender, Agent) or customer_at(world, mail.from_address, case.desk.id) is not None,
        is_staff=isinstance(sender, Agent),
        belongs=sender is not None and ticket is not None and may_read(sender, ticket.organisation, ticket.desk),
        may_file=isinstance(sender, Contact) and may_file(case.desk, sender),
        takes_strangers=_is_stranger(world, sender) and case.desk.channels.mail.unknown_senders is UnknownSenders.OPEN,
        is_forward=mail.is_forward,
        says_nothing=not (mail.reply_with_sig or mail.reply).strip(),
        of_customer=case.customer is not None,
    )


def _is_stranger(world: World, sender: Person | None) -> bool:
    """Whether nobody knows the sender, or she wrote as a stranger before: hers is no customer of any desk."""
    if not isinstance(sender, Contact):
        return sender is None
    organisation = world.directory.organisation(sender.organisation)
    return organisation is not None and not organisation.desks


def is_by_machine(world: World, case: MailCase) -> bool:
    """Whether a machine sent it: by a mark, from our own domain, or by its words where nobody we know proved it."""
    mail = case.mail
    if mail.is_marked_automatic or mail.is_feedback or is_ours(world, mail.from_address):
        return True
    return (mail.is_auto_reply or mail.is_bounce) and not (case.is_proven and case.sender)


def _is_looping(world: World, case: MailCase) -> bool:
    """Whether one sender has written more in an hour than people do: two machines may be answering each other."""
    hour = world.now.replace(minute=0, second=0, microsecond=0)
    until = hour + timedelta(hours=1)
    whom = hashed(world, f"{case.desk.id}\n{case.mail.from_address.casefold()}")
    times = world.gate.count(f"mail:{hashed(world, case.key)}:{hour:%Y%m%d%H}", until)
    place = f"mails:{whom}:{hour:%Y%m%d%H}"
    return times == 1 and world.gate.count(place, until) > MOST_MAILS_AN_HOUR


def hashed(world: World, text: str) -> str:
    """A name for what somebody's address is part of: it tells nothing to who reads a log or a key."""
    return hmac.new(world.settings.key, text.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def is_ours(world: World, address: str) -> bool:
    """Whether an address is at our own mail domain, where only machines write from."""
    return address.casefold().endswith(f"@{world.settings.mail_domain}".casefold())
