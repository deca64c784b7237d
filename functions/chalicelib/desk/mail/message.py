"""What a mail says, as it is kept with a ticket: its new words, its files, and what it looked like (MP1 MP6)."""

import hmac
from dataclasses import replace
from hashlib import sha256

from chalicelib.desk.ports import World
from chalicelib.desk.uploads import file_key
from chalicelib.domain.mail import Attachment, Mail
from chalicelib.domain.ticket.history import Attached, Message

MOST_SHOWN_CHARACTERS = 50_000
"""Of a mail's text and of its new part each, as much as a form takes. The whole mail is kept as it came."""
MOST_FILES = 100
"""Of a mail, kept apart from it; others are found in the whole mail."""
_MOST_ID_CHARACTERS = 998
MOST_HTML_BYTES = 1_000_000
"""Of what a mail looked like: more is not kept apart from the mail itself."""


def message_of(world: World, mail: Mail, raw: str, key: str, desk: str, is_safe: bool = True) -> Message:
    """The mail as a message; `raw` is where it lies in storage, `key` the mail's own.

    What it passes on is part of its words. Of an unsafe one only the words are taken. One that is encrypted says so, in
    the language of the desk, as does one without words: to staff, and in the receipt to whoever sent it.
    """
    whole = shown(mail.text)
    new = whole if mail.is_forward else shown(mail.reply_with_sig or mail.reply or mail.text)
    return Message(
        text=new or _in_place_of_words(world, mail, desk),
        attachments=kept_files(world, mail, key) if is_safe else (),
        whole=whole if whole != new else "",
        sender=mail.from_address,
        mail=raw if is_safe else "",
        mail_id=mail.message_id if len(mail.message_id) <= _MOST_ID_CHARACTERS else "",
        html=kept_html(world, mail, key) if is_safe else "",
    )


def without_quotes(message: Message) -> Message:
    """A mail's new words alone: what an agent quotes may be others' words."""
    return replace(message, whole="", html="")


def passed_on(world: World, mail: Mail, raw: str, key: str, desk: str, is_safe: bool = True) -> Message:
    """What an agent passes on, as its first sender's words: the agent's note above them is for colleagues.

    Her Message-ID is not kept: the customer has no mail of that name, and no thread of it.
    """
    text = shown(mail.forwarded_text) or shown(mail.text) or _in_place_of_words(world, mail, desk)
    files = kept_files(world, mail, key) if is_safe else ()
    return Message(text, files, sender=mail.forwarded_from, mail=raw if is_safe else "")


def shown(text: str, most: int = MOST_SHOWN_CHARACTERS) -> str:
    """As much of a mail's text as a page shows, with a mark where it goes on."""
    text = text.strip()
    return text if len(text) <= most else f"{text[:most].rstrip()} …"


def _in_place_of_words(world: World, mail: Mail, desk: str) -> str:
    said = "tickets.encrypted" if mail.is_encrypted else "tickets.no_words"
    return world.words.say(world.policies[desk].language, said)


def subject_of(world: World, mail: Mail, desk: str) -> str:
    """The subject of a ticket that the mail opens; its first words where it has none, and a plain name without any."""
    given = mail.forwarded_subject or mail.subject_clean or mail.subject or mail.reply.strip()[:80]
    return given or world.words.say(world.policies[desk].language, "tickets.no_subject")


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
    return [file for file in mail.attachments if not file.is_signature][:MOST_FILES]


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
