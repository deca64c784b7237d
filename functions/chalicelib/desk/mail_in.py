"""A mail arrives (MP1 MP6 TC3): read it, see how far it can be trusted, and put it in its place. None is ever dropped.

The raw mail is in storage before this runs. Whatever happens twice, or dies in between, ends in one place once: the
last act is one transaction under the mail's own key.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from ulid import ULID

from chalicelib.desk import tickets
from chalicelib.desk.intake import begin_by_mail, may_file
from chalicelib.desk.letters import letter_to_stranger
from chalicelib.desk.ports import AlreadyDone, Once, World
from chalicelib.desk.uploads import file_key
from chalicelib.domain import ticket as steps
from chalicelib.domain.history import STRANGER, Attached, Message, Via
from chalicelib.domain.letter import Letter, LetterKind
from chalicelib.domain.mail.message import Mail, read as read_mail
from chalicelib.domain.people import Contact, Person, may_read
from chalicelib.domain.reply_address import is_signed_for, tag_in
from chalicelib.domain.set_aside import SetAside
from chalicelib.domain.ticket import Change, State, Ticket
from chalicelib.domain.trust import Decision, Evidence, Rung, Verdicts, decide
from chalicelib.policies.channels import MailRule
from chalicelib.policies.desk import Desk


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the receiving side says of a mail: where its bytes lie, whom it was for, and its verdicts."""

    raw: str
    recipients: tuple[str, ...]
    verdicts: Verdicts


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: the rung, the reason, and the ticket if it is on one."""

    rung: str
    reason: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    """A mail with all that is known around it."""

    arrival: Arrival
    mail: Mail
    desk: Desk
    sender: Person | None
    ticket: Ticket | None
    is_referred: bool
    key: str


def take_in(world: World, arrival: Arrival) -> Outcome:
    """Puts one mail in its place, once. Raises nothing of its own: what the store raises is for the queue to retry."""
    raw = world.files.get(arrival.raw)
    case = _case(world, arrival, raw)
    decision = Decision(Rung.SET_ASIDE, case.mail.problem) if case.mail.problem else decide(_evidence(world, case))
    try:
        return _place(world, case, decision)
    except AlreadyDone as done:
        return Outcome("already_done", number=done.outcome)


def _case(world: World, arrival: Arrival, raw: bytes) -> _Case:
    mail = read_mail(raw)
    sender = world.directory.by_address(mail.from_address) if mail.from_address else None
    ticket, is_referred = _ticket_meant(world, arrival, mail, sender)
    desk = world.policies[ticket.desk] if ticket else _desk_meant(world, arrival)
    identity = "\n".join((mail.message_id, mail.from_address, str(mail.date), mail.subject)).encode()
    key = f"mail:{sha256(identity if mail.message_id else raw).hexdigest()}"
    return _Case(arrival, mail, desk, sender, ticket, is_referred, key)


def _desk_meant(world: World, arrival: Arrival) -> Desk:
    """The desk of the first recipient that is ours; the first desk of all when none is, so that somebody sees it."""
    for recipient in arrival.recipients:
        local = recipient.partition("@")[0].partition("+")[0].casefold()
        for desk in world.policies.values():
            if desk.channels.mail.local_part.casefold() == local:
                return desk
    return next(iter(world.policies.values()))


def _ticket_meant(world: World, arrival: Arrival, mail: Mail, sender: Person | None) -> tuple[Ticket | None, bool]:
    """The ticket that a signed reply address or a known Message-ID names, and True; or a mere hint, and False."""
    for recipient in (*arrival.recipients, *mail.to, *mail.cc):
        tag = tag_in(recipient)
        ticket = world.tickets.read(tag.number) if tag else None
        if tag and ticket:
            readers = {ticket.contact, ticket.agent, sender.ref if sender else ""} - {""}
            if any(is_signed_for(world.settings.key, tag, reader) for reader in readers):
                return ticket, True
    for number in world.tickets.of_mails((*mail.in_reply_to, *reversed(mail.references))):
        ticket = world.tickets.read(number)
        if ticket:
            return ticket, True
    return (world.tickets.read(mail.subject_ref) if mail.subject_ref else None), False


def _evidence(world: World, case: _Case) -> Evidence:
    mail, sender, ticket = case.mail, case.sender, case.ticket
    ours = mail.from_address.casefold().endswith(f"@{world.settings.mail_domain}".casefold())
    is_known = sender is not None
    if isinstance(sender, Contact):
        organisation = world.directory.organisation(sender.organisation)
        is_known = organisation is not None and case.desk.id in organisation.desks
    return Evidence(
        verdicts=case.arrival.verdicts,
        is_automatic=mail.is_auto_reply or mail.is_bounce or mail.is_feedback or ours,
        has_reference=case.is_referred,
        is_hinted=ticket is not None and not case.is_referred,
        is_known=is_known,
        belongs=sender is not None and ticket is not None and may_read(sender, ticket.organisation, ticket.desk),
        may_file=isinstance(sender, Contact) and may_file(case.desk, sender),
        takes_strangers=False,
    )


def _place(world: World, case: _Case, decision: Decision) -> Outcome:
    ticket, sender = case.ticket, case.sender
    if decision.rung is Rung.APPEND and ticket and sender:
        message = _message(world, case)
        tickets.take(world, ticket, case.key, lambda now: _appended(world, now, sender, message))
        return Outcome("append", number=ticket.number)
    if decision.rung in (Rung.HOLD, Rung.FILE) and ticket:
        message = _message(world, case)
        by = sender.ref if sender else STRANGER
        if decision.rung is Rung.HOLD:
            tickets.take(world, ticket, case.key, lambda now: steps.hold(now, message, by, decision.reason, world.now))
        else:
            tickets.take(world, ticket, case.key, lambda now: steps.file(now, message, decision.reason, world.now))
        return Outcome(decision.rung.value, decision.reason, ticket.number)
    if (
        decision.rung is Rung.OPEN
        and isinstance(sender, Contact)
        and case.desk.channels.mail.rule is MailRule.OPENS_TICKETS
    ):
        subject = case.mail.subject_clean or case.mail.subject or case.mail.reply.strip()[:80] or "…"
        opened = begin_by_mail(world, case.desk, sender, subject, _message(world, case), case.key)
        return Outcome("open", number=opened.number)
    return _set_aside(world, case, decision)


def _appended(world: World, ticket: Ticket, sender: Person, message: Message) -> Change:
    """The sender's word on the ticket: a contact adds, an agent answers; a closed ticket opens again."""
    if isinstance(sender, Contact):
        return steps.add(ticket, sender, message, world.now, Via.MAIL)
    if ticket.is_closed:
        return steps.reopen(ticket, sender, message, world.now)
    return steps.answer(ticket, sender, message, State.OPEN, world.now, Via.MAIL)


def _set_aside(world: World, case: _Case, decision: Decision) -> Outcome:
    mail, desk = case.mail, case.desk
    reason = "channel" if decision.rung is Rung.OPEN else decision.reason
    kept = SetAside(
        id=str(ULID.from_datetime(world.now)),
        desk=desk.id,
        at=world.now,
        reason=reason,
        sender=mail.from_address,
        subject=mail.subject,
        text=mail.text,
        raw=case.arrival.raw,
        attachments=_attached(world, case),
    )
    letters: tuple[Letter, ...] = ()
    if _is_told_the_way_in(world, case, reason):
        letters = (letter_to_stranger(world, LetterKind.WAY_IN, desk.id, mail.from_address, mail.message_id),)
    world.aside.keep(kept, letters, Once(case.key, ""))
    return Outcome("set_aside", reason)


def _is_told_the_way_in(world: World, case: _Case, reason: str) -> bool:
    """Whether the sender gets the letter with the way in (TC2): never a machine or a forged address, once an hour."""
    if case.desk.channels.mail.rule is not MailRule.WAY_IN_LETTER or reason not in (
        "channel",
        "stranger",
        "not_trained",
    ):
        return False
    if not case.arrival.verdicts.is_verified:
        return False
    hour = world.now.replace(minute=0, second=0, microsecond=0)
    digest = sha256(case.mail.from_address.casefold().encode()).hexdigest()
    return world.gate.count(f"way_in:{digest}:{hour:%Y%m%d%H}", hour + timedelta(hours=1)) == 1


def _message(world: World, case: _Case) -> Message:
    mail = case.mail
    new = (mail.reply_with_sig or mail.reply or mail.text).strip()
    whole = mail.text.strip()
    return Message(
        text=new,
        attachments=_attached(world, case),
        whole=whole if whole != new else "",
        sender=mail.from_address,
        mail=case.arrival.raw,
        mail_id=mail.message_id,
    )


def _attached(world: World, case: _Case) -> tuple[Attached, ...]:
    """The mail's files, each kept under a key that a repeated run finds again."""
    kept = []
    for index, file in enumerate(case.mail.attachments):
        id = hmac.new(world.settings.key, f"{case.key}:{index}".encode(), sha256).hexdigest()[:32]
        world.files.put(file_key(id), file.data, file.content_type)
        kept.append(Attached(id, file.name, file.content_type, len(file.data)))
    return tuple(kept)
