"""A raw mail as the desk understands it: `read` takes any bytes and gives a `Mail`, with a named problem at worst.

Rules MP1 and MP6: subject and text become a ticket or land on one; the whole text is kept beside what is new in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.machines import automatic, bounce
from chalicelib.domain.mail.machines.bounce import Bounce
from chalicelib.domain.mail.text import body, forward, markup, plain, reply, shown, subject
from chalicelib.domain.mail.wire import addresses, charsets, dates, encoded, headers, parts, tokens
from chalicelib.domain.mail.wire.attachments import Attachment
from chalicelib.domain.mail.wire.headers import Headers
from chalicelib.domain.mail.wire.parts import Part

_TELLING: Final = frozenset(
    "from to cc subject date message-id received return-path mime-version content-type sender reply-to".split()
)


@dataclass(frozen=True, slots=True)
class Mail:
    """What is understood of one mail. Every field has a value: "" or () where the mail says nothing.

    `text` is the whole readable body, `reply` what is new in it without signature, `reply_with_sig` with it; `html` is
    safe to show. Addresses have their domain in lower case; a `from_address` without `@` is a local name. Ids stand
    without angles. `reply_token` and `subject_ref` are claims of the sender: they grant nothing by themselves.
    `is_encrypted` means that words are missing which we cannot read (the file is kept), `is_signed` that something in
    the mail is signed: nobody checked the signature, so it proves nothing.
    `problem` is "" or why the mail could not be understood: not_a_mail, too_large, too_many_parts, too_deep,
    too_many_headers, too_many_addresses. The fields that could be read are set even then.
    """

    from_address: str = ""
    from_name: str = ""
    reply_to: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    delivered_to: tuple[str, ...] = ()
    subject: str = ""
    subject_clean: str = ""
    date: datetime | None = None
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    text: str = ""
    html: str = ""
    reply: str = ""
    reply_with_sig: str = ""
    attachments: tuple[Attachment, ...] = ()
    is_auto_reply: bool = False
    is_marked_automatic: bool = False
    is_bounce: bool = False
    bounce: Bounce | None = None
    is_feedback: bool = False
    is_forward: bool = False
    forwarded_from: str = ""
    forwarded_subject: str = ""
    forwarded_text: str = ""
    subject_ref: str = ""
    reply_token: str = ""
    is_spam: bool = False
    is_unproven: bool = False
    is_encrypted: bool = False
    is_signed: bool = False
    problem: str = ""


def read(raw: bytes, language: str = "") -> Mail:
    """Understands a raw mail. Never raises; `Mail.problem` names what was wrong.

    `language`, such as `nb`, is that of its readers: what we put in words for it, an invitation, is told in it.
    """
    with charsets.guessing_at_most(limits.GUESSED_BYTES):
        return _read(raw, language)


def _read(raw: bytes, language: str) -> Mail:
    if len(raw) > limits.MAIL_BYTES:
        raw, problem = raw[: limits.HEADER_BYTES], "too_large"
    else:
        problem = ""
    block, content = headers.split(_in_lines(raw).lstrip(b"\r\n \t\0"))
    fields = headers.parse(block)
    if not any(name in _TELLING for name, _ in fields.fields):
        return Mail(problem=problem or "not_a_mail")
    mail = _envelope(fields)
    problem = problem or _too_much(block, fields)
    if problem:
        return replace(mail, problem=problem)
    try:
        root = parts.read(block, content)
    except parts.TooMuch as error:
        return replace(mail, problem=str(error))
    if not block.isascii():
        mail = _envelope(headers.parse(block, root.named_charset))
    return _understood(mail, root, content, language)


def _in_lines(raw: bytes) -> bytes:
    """The mail without a byte order mark; with line ends of the common kind if it has only carriage returns."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    return raw if b"\n" in raw else raw.replace(b"\r", b"\n")


def _too_much(block: bytes, fields: Headers) -> str:
    if (
        len(block) > limits.HEADER_BYTES
        or headers.count(block) > 4 * limits.HEADER_COUNT
        or len(fields.fields) >= limits.HEADER_COUNT
    ):
        return "too_many_headers"
    if addresses.count((*fields.all("to"), *fields.all("cc"))) > limits.ADDRESSES:
        return "too_many_addresses"
    return ""


def _envelope(fields: Headers) -> Mail:
    """What the header block alone says."""
    sender = _sender(fields)
    title = fields.text("subject")
    to, cc, reply_to = (_addresses(fields, name) for name in ("to", "cc", "reply-to"))
    arrived = tuple(
        a
        for name in ("delivered-to", "x-original-to", "envelope-to", "x-forwarded-to")
        for a in _addresses(fields, name)
    )
    return Mail(
        from_address=sender.address,
        from_name=sender.name,
        reply_to=reply_to,
        to=to,
        cc=cc,
        delivered_to=arrived,
        subject=title,
        subject_clean=subject.clean(title),
        date=dates.parse(fields.get("date")),
        message_id=next(iter(_ids(fields.get("message-id"))), ""),
        in_reply_to=_ids(*fields.all("in-reply-to")),
        references=_ids(*fields.all("references")),
        subject_ref=subject.named_ticket(title),
        reply_token=tokens.find((*to, *cc, *arrived)),
        is_spam=automatic.is_marked_spam(fields),
        is_unproven=automatic.is_unproven(fields),
    )


def _sender(fields: Headers) -> addresses.Address:
    """Who wrote, by a name that is not the address of another."""
    sender = _named_sender(fields)
    name = "" if addresses.is_pretence(sender) else sender.name[: limits.NAME_CHARS]
    return addresses.Address(sender.address, name)


def _named_sender(fields: Headers) -> addresses.Address:
    """The first From that holds an address, else Reply-To or Sender with the name that From gives."""
    named = addresses.parse(fields.all("from"))
    for found in (named, addresses.parse((*fields.all("reply-to"), *fields.all("sender")))):
        for one in found:
            if one.address:
                return one if one in named else addresses.Address(one.address, named[0].name if named else one.name)
    return named[0] if named else addresses.Address("")


def _addresses(fields: Headers, name: str) -> tuple[str, ...]:
    return tuple(one.address for one in addresses.parse(fields.all(name)) if "@" in one.address)


def _ids(*values: str) -> tuple[str, ...]:
    """Message-IDs without their angles, in order, each once."""
    found: dict[str, None] = {}
    for value in values:
        is_alone = len(value.split(maxsplit=1)) == 1
        for piece in encoded.printable(value).replace("<", " ").replace(">", " ").replace(",", " ").split():
            if "@" in piece or is_alone:
                found.setdefault(piece.strip("\"'"))
            if len(found) >= limits.REFERENCES:
                return tuple(found)
    return tuple(found)


def _understood(mail: Mail, root: Part, content: bytes, language: str) -> Mail:
    """The mail with its body, and what kind of mail it is. Where no part of it can be read, its source is its text."""
    found = body.read(root, language)
    if not found.text.strip() and not found.files and body.is_lost(root, content):
        found = replace(found, marked=plain.read(content[: limits.RAW_BYTES], root))
    whole = found.text
    report = bounce.read(mail.from_address, mail.subject, root, whole)
    passed_on = forward.read(mail.subject, found.marked, root)
    new = reply.read(found.marked)
    return replace(
        mail,
        text=whole,
        html=shown.safe(found.html) if found.html else "",
        reply=passed_on.note if passed_on.is_forward else new.text,
        reply_with_sig=passed_on.note if passed_on.is_forward else new.with_signature,
        attachments=found.files,
        is_auto_reply=automatic.is_auto_reply(root.headers, mail.subject),
        is_marked_automatic=automatic.is_marked(root.headers),
        is_bounce=report is not None,
        bounce=report,
        is_feedback=bounce.is_feedback(root),
        is_forward=passed_on.is_forward,
        forwarded_from=passed_on.address,
        forwarded_subject=passed_on.subject,
        forwarded_text=markup.unmarked(passed_on.text),
        is_encrypted=found.encrypted,
        is_signed=found.signed,
    )
