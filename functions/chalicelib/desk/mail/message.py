"""What a mail says, as it is kept with a ticket: its new words, its files, and what it looked like (MP1 MP6)."""

import hmac
from hashlib import sha256

from chalicelib.desk.ports import World
from chalicelib.desk.uploads import file_key
from chalicelib.domain.mail import Attachment, Mail
from chalicelib.domain.ticket.history import Attached, Message

MOST_SHOWN_CHARACTERS = 50_000
"""Of a mail's text and of its new part each, as much as a form takes: a page has to hold a ticket's mails. The whole
mail is kept as it came.
"""
MOST_HTML_BYTES = 1_000_000
"""Of what a mail looked like: more is not kept apart from the mail itself."""


def message_of(world: World, mail: Mail, raw: str, key: str, desk: str, is_safe: bool = True) -> Message:
    """The mail as a message; `raw` is where it lies in storage, `key` the mail's own.

    What it passes on is part of its words. Of an unsafe one only the words are taken. One that is encrypted says so, in
    the language of the desk: to staff, and in the receipt to whoever sent it.
    """
    whole = shown(mail.text)
    new = whole if mail.is_forward else shown(mail.reply_with_sig or mail.reply or mail.text)
    return Message(
        text=new or _in_place_of_words(world, mail, desk),
        attachments=kept_files(world, mail, key) if is_safe else (),
        whole=whole if whole != new else "",
        sender=mail.from_address,
        mail=raw,
        mail_id=mail.message_id,
        html=kept_html(world, mail, key) if is_safe else "",
    )


def passed_on(world: World, mail: Mail, raw: str, key: str) -> Message:
    """What an agent passes on, as its first sender's words: the agent's note above them is for colleagues.

    Her Message-ID is not kept: the customer has no mail of that name, and no thread of it.
    """
    text = shown(mail.forwarded_text) or shown(mail.text)
    return Message(text, kept_files(world, mail, key), sender=mail.forwarded_from, mail=raw)


def shown(text: str) -> str:
    """As much of a mail's text as a page shows, with a mark where it goes on."""
    text = text.strip()
    return text if len(text) <= MOST_SHOWN_CHARACTERS else f"{text[:MOST_SHOWN_CHARACTERS].rstrip()} …"


def _in_place_of_words(world: World, mail: Mail, desk: str) -> str:
    return world.words.say(world.policies[desk].language, "tickets.encrypted") if mail.is_encrypted else ""


def subject_of(mail: Mail) -> str:
    """The subject of a ticket that the mail opens; its first words where it has none."""
    return mail.forwarded_subject or mail.subject_clean or mail.subject or mail.reply.strip()[:80] or "…"


def kept_files(world: World, mail: Mail, key: str) -> tuple[Attached, ...]:
    """The mail's files, each kept under a key that a repeated run finds again."""
    kept = files_of(world, mail, key)
    for one, file in zip(kept, _for_people(mail), strict=True):
        world.files.put(file_key(one.id), file.data, file.content_type)
    return kept


def files_of(world: World, mail: Mail, key: str) -> tuple[Attached, ...]:
    """The mail's files by name, without keeping them."""
    return tuple(
        Attached(_id(world, key, str(index)), file.name, file.content_type, len(file.data), file.content_id)
        for index, file in enumerate(_for_people(mail))
    )


def _for_people(mail: Mail) -> list[Attachment]:
    """Its files but for signatures of the mail itself, which nobody opens."""
    return [file for file in mail.attachments if not file.is_signature]


def kept_html(world: World, mail: Mail, key: str) -> str:
    """Where the mail's sanitised HTML is kept, "" where it has none."""
    html = mail.html.encode("utf-8", "replace")
    if not html.strip() or len(html) > MOST_HTML_BYTES:
        return ""
    place = f"bodies/{_id(world, key, 'html')}.html"
    world.files.put(place, html, "text/html; charset=utf-8")
    return place


def _id(world: World, key: str, what: str) -> str:
    return hmac.new(world.settings.key, f"{key}:{what}".encode(), sha256).hexdigest()[:32]
