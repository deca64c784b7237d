"""Mails that find no place are set aside: kept with the reason, and staff get word of them. Nothing is dropped."""

from contextlib import suppress
from dataclasses import replace

from ulid import ULID

from chalicelib.desk.letters.owed import letter_to_stranger, word_of_mail_aside
from chalicelib.desk.mail.case import MailCase, customer_at, hashed, is_by_machine, mail_key
from chalicelib.desk.mail.message import files_of, kept_files, kept_html, shown
from chalicelib.desk.ports import AlreadyDone, Conflict, Once, World
from chalicelib.domain.letter import Letter, LetterKind
from chalicelib.domain.mail import Mail, read as read_mail
from chalicelib.domain.people import normalised
from chalicelib.domain.set_aside import SetAside
from chalicelib.domain.ticket.record import Ticket
from chalicelib.policies.channels import MailRule

MOST_SUBJECT_CHARACTERS, MOST_NAME_CHARACTERS, MOST_LISTED_CHARACTERS = 1_000, 200, 10_000
MOST_ADDRESS_CHARACTERS = 254
"""Of a mail in the list, which shows many: the whole mail is kept as it came."""
_WAY_IN_FOR = ("channel", "stranger", "not_trained")


def kept_aside(world: World, case: MailCase, reason: str) -> SetAside:
    """Sets a mail aside, once, with the letters that are owed for it. Raises AlreadyDone."""
    number = case.ticket.number if case.ticket else ""
    kept = _aside_of(world, case.mail, case.arrival.raw, case.key, case.desk.id, reason, number)
    kept = replace(kept, is_automatic=is_by_machine(world, case), sent_by=_sent_by(case))
    way_in, once = _way_in(world, case, reason), Once(case.key, "")
    # Such a letter may have been owed within the hour: then staff get word when the next one begins.
    for letters in (way_in,) if way_in else (_word(world, kept), _word(world, kept, next_hour=True)):
        try:
            world.aside.keep(kept, letters, once)
            return kept
        except Conflict:
            continue
    world.aside.keep(kept, (), once)
    return kept


def keep_held(world: World, ticket: Ticket, raw: str, key: str) -> None:
    """Sets a mail aside that was held on a ticket and belongs elsewhere; once for this key."""
    data = world.files.get(raw)
    mail = read_mail(data, world.policies[ticket.desk].language)
    kept = _aside_of(world, mail, raw, mail_key(mail, data), ticket.desk, "held", "")
    with suppress(AlreadyDone):
        world.aside.keep(kept, (), Once(key, ""))


def _aside_of(world: World, mail: Mail, raw: str, key: str, desk: str, reason: str, number: str) -> SetAside:
    is_safe = reason != "virus"
    forwarded_from = mail.forwarded_from if mail.is_forward else ""
    contact = customer_at(world, forwarded_from or mail.from_address, desk)
    return SetAside(
        id=str(ULID.from_datetime(world.now)),
        desk=desk,
        at=world.now,
        reason=reason,
        sender=mail.from_address,
        subject=mail.subject[:MOST_SUBJECT_CHARACTERS],
        text=shown(mail.text, MOST_LISTED_CHARACTERS),
        raw=raw,
        attachments=kept_files(world, mail, key) if is_safe else files_of(world, mail, key),
        name=mail.from_name[:MOST_NAME_CHARACTERS],
        forwarded_from=forwarded_from,
        number=number,
        contact=contact.ref if contact else "",
        html=kept_html(world, mail, key) if is_safe else "",
        is_automatic=mail.is_marked_automatic or mail.is_feedback,
    )


def _sent_by(case: MailCase) -> str:
    """The envelope's sender of a mail whose From is not proven, where it is another: forgers leave theirs there."""
    source = case.arrival.verdicts.source[:MOST_ADDRESS_CHARACTERS]
    is_other = normalised(source) != normalised(case.mail.from_address)
    return source if is_other and not case.is_proven else ""


def _way_in(world: World, case: MailCase, reason: str) -> tuple[Letter, ...]:
    """The letter with the way in (TC2), once an hour to an address; never to a machine, staff, or a forged sender.

    The hour is in its id: a second one meets the first, and is a Conflict.
    """
    if case.desk.channels.mail.rule is not MailRule.WAY_IN_LETTER or not case.is_proven or reason not in _WAY_IN_FOR:
        return ()
    address = case.mail.from_address
    digest = hashed(world, address.casefold())[:16]
    id = f"way-in-{digest}-{world.now:%Y%m%d%H}"
    return (letter_to_stranger(world, LetterKind.WAY_IN, id, case.desk.id, address, case.mail.message_id),)


def _word(world: World, kept: SetAside, next_hour: bool = False) -> tuple[Letter, ...]:
    """Word to the desk's agents that a mail waits for one of them, once an hour; not of what machines send."""
    return () if kept.is_automatic or kept.reason == "spam" else word_of_mail_aside(world, kept, next_hour)
