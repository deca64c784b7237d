"""A mail arrives (MP1 MP6 TC3): read it, see how far it can be trusted, and put it in its place. None is ever dropped.

The raw mail is in storage before this runs. Whatever happens twice, or dies in between, ends in one place once: the
last act is one transaction under the mail's own key.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from ulid import ULID

from chalicelib.desk import tickets
from chalicelib.desk.intake import begin_by_mail
from chalicelib.desk.letters.owed import letter_to_stranger
from chalicelib.desk.mail_case import Arrival, MailCase, case_of, evidence_of
from chalicelib.desk.ports import AlreadyDone, Conflict, Once, World
from chalicelib.desk.uploads import file_key
from chalicelib.domain.letter import Letter, LetterKind
from chalicelib.domain.people import Agent, Contact, Organisation, Person
from chalicelib.domain.set_aside import SetAside
from chalicelib.domain.ticket import correspondence as steps, ending
from chalicelib.domain.ticket.history import STRANGER, Attached, Message, Via
from chalicelib.domain.ticket.record import Change, State, Ticket
from chalicelib.domain.trust import Decision, Rung, decide
from chalicelib.policies.channels import MailRule


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: the rung, the reason, and the ticket if it is on one."""

    rung: str
    reason: str = ""
    number: str = ""


def take_in(world: World, arrival: Arrival) -> Outcome:
    """Puts one mail in its place, once. Raises nothing of its own: what the store raises is for the queue to retry."""
    raw = world.files.get(arrival.raw)
    case = case_of(world, arrival, raw)
    decision = Decision(Rung.SET_ASIDE, case.mail.problem) if case.mail.problem else decide(evidence_of(world, case))
    try:
        return _place(world, case, decision)
    except AlreadyDone as done:
        return Outcome("already_done", number=done.outcome)


def _place(world: World, case: MailCase, decision: Decision) -> Outcome:
    if case.ticket and decision.rung in (Rung.APPEND, Rung.NOTE, Rung.HOLD, Rung.FILE):
        change = _change(world, case, decision)
        tickets.take(world, case.ticket, case.key, change)
        return Outcome(decision.rung.value, decision.reason, case.ticket.number)
    if decision.rung is Rung.OPEN and case.desk.channels.mail.rule is MailRule.OPENS_TICKETS:
        contact = case.sender if isinstance(case.sender, Contact) else _newcomer(world, case)
        subject = case.mail.subject_clean or case.mail.subject or case.mail.reply.strip()[:80] or "…"
        opened = begin_by_mail(world, case.desk, contact, subject, _message(world, case), case.key)
        return Outcome("open", number=opened.number)
    return _set_aside(world, case, decision)


def _change(world: World, case: MailCase, decision: Decision) -> Callable[[Ticket], Change]:
    """What the mail does to its ticket."""
    message, sender = _message(world, case), case.sender
    if decision.rung is Rung.APPEND and sender:
        return lambda ticket: _appended(world, ticket, sender, message)
    if decision.rung is Rung.NOTE and isinstance(sender, Agent):
        return lambda ticket: steps.note(ticket, sender, message, world.now, Via.MAIL)
    if decision.rung is Rung.FILE:
        return lambda ticket: steps.file(ticket, message, decision.reason, world.now)
    by = sender.ref if sender else STRANGER
    return lambda ticket: steps.hold(ticket, message, by, decision.reason, world.now)


def _newcomer(world: World, case: MailCase) -> Contact:
    """A stranger whom the desk's policy lets file: a contact of an organisation of her own, without an agreement."""
    id, mail = str(ULID.from_datetime(world.now)), case.mail
    name = mail.from_name or mail.from_address
    world.directory.keep_organisation(Organisation(id, name))
    contact = Contact(id, id, name, mail.from_address, language=case.desk.language)
    try:
        world.directory.keep_contact(contact)
    except Conflict:
        known = world.directory.by_address(mail.from_address)
        if not isinstance(known, Contact):
            raise
        return known
    return contact


def _appended(world: World, ticket: Ticket, sender: Person, message: Message) -> Change:
    """The sender's word on the ticket: a contact adds, an agent answers; a closed ticket opens again."""
    if isinstance(sender, Contact):
        return steps.add(ticket, sender, message, world.now, Via.MAIL)
    if ticket.is_closed:
        return ending.reopen(ticket, sender, message, world.now, Via.MAIL)
    return steps.answer(ticket, sender, message, State.OPEN, world.now, Via.MAIL)


def _set_aside(world: World, case: MailCase, decision: Decision) -> Outcome:
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
    try:
        world.aside.keep(kept, _way_in(world, case, reason), Once(case.key, ""))
    except Conflict:
        world.aside.keep(kept, (), Once(case.key, ""))
    return Outcome("set_aside", reason)


def _way_in(world: World, case: MailCase, reason: str) -> tuple[Letter, ...]:
    """The letter with the way in (TC2), once an hour to an address; never to a machine, staff, or a forged sender.

    The hour is in its id: a second one meets the first, and is a Conflict.
    """
    if case.desk.channels.mail.rule is not MailRule.WAY_IN_LETTER or not case.is_proven:
        return ()
    if reason not in ("channel", "stranger", "not_trained"):
        return ()
    address = case.mail.from_address
    digest = sha256(address.casefold().encode()).hexdigest()[:16]
    id = f"way-in-{digest}-{world.now:%Y%m%d%H}"
    return (letter_to_stranger(world, LetterKind.WAY_IN, id, case.desk.id, address, case.mail.message_id),)


def _message(world: World, case: MailCase) -> Message:
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


def _attached(world: World, case: MailCase) -> tuple[Attached, ...]:
    """The mail's files, each kept under a key that a repeated run finds again."""
    kept = []
    for index, file in enumerate(case.mail.attachments):
        id = hmac.new(world.settings.key, f"{case.key}:{index}".encode(), sha256).hexdigest()[:32]
        world.files.put(file_key(id), file.data, file.content_type)
        kept.append(Attached(id, file.name, file.content_type, len(file.data)))
    return tuple(kept)
