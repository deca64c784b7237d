"""Letters owed and mails set aside as items, and back."""

from collections.abc import Mapping
from typing import Any

from chalicelib.aws import keys
from chalicelib.aws.items.attributes import Item
from chalicelib.aws.items.files import attached_maps, attached_of
from chalicelib.aws.items.schema import SCHEMA, must_be_known
from chalicelib.domain.instants import read, written
from chalicelib.domain.letter import Letter, LetterKind
from chalicelib.domain.set_aside import SetAside, Settled


def letter_item(letter: Letter) -> Item:
    """A letter not yet tried."""
    return {
        **keys.letter(letter),
        **keys.letter_turn(letter.id, letter.owed_at),
        "schema": SCHEMA,
        "id": letter.id,
        "kind": letter.kind,
        "reader": letter.reader,
        "desk": letter.desk,
        "owed_at": written(letter.owed_at),
        "ticket": letter.ticket,
        "sequence": letter.sequence,
        "answers_mail": letter.answers_mail,
        "facts": letter.facts,
        "tries": 0,
    }


def letter_of(item: Mapping[str, Any]) -> Letter:
    must_be_known(item)
    return Letter(
        id=item["id"],
        kind=LetterKind(item["kind"]),
        reader=item["reader"],
        desk=item["desk"],
        owed_at=read(item["owed_at"]),
        ticket=item.get("ticket"),
        sequence=item.get("sequence"),
        answers_mail=item.get("answers_mail"),
        facts=item["facts"],
    )


def set_aside_item(mail: SetAside) -> Item:
    return {
        **keys.set_aside(mail.desk, mail.id, mail.settled is not None),
        "schema": SCHEMA,
        "id": mail.id,
        "desk": mail.desk,
        "at": written(mail.at),
        "reason": mail.reason,
        "sender": mail.sender,
        "subject": mail.subject,
        "text": mail.text,
        "raw": mail.raw,
        "attachments": attached_maps(mail.attachments),
        "name": mail.name,
        "forwarded_from": mail.forwarded_from,
        "number": mail.number,
        "contact": mail.contact,
        "html": mail.html,
        "is_automatic": mail.is_automatic,
        "sent_by": mail.sent_by,
        "settled": _settled_map(mail.settled),
    }


def set_aside_of(item: Mapping[str, Any]) -> SetAside:
    must_be_known(item)
    return SetAside(
        id=item["id"],
        desk=item["desk"],
        at=read(item["at"]),
        reason=item["reason"],
        sender=item["sender"],
        subject=item["subject"],
        text=item["text"],
        raw=item["raw"],
        attachments=attached_of(item["attachments"]),
        name=item.get("name", ""),
        forwarded_from=item.get("forwarded_from", ""),
        number=item.get("number", ""),
        contact=item.get("contact", ""),
        html=item.get("html", ""),
        is_automatic=item.get("is_automatic", False),
        sent_by=item.get("sent_by", ""),
        settled=_settled_of(item.get("settled")),
    )


def _settled_map(settled: Settled | None) -> Item | None:
    return {"at": written(settled.at), "by": settled.by, "ticket": settled.ticket} if settled else None


def _settled_of(kept: Mapping[str, Any] | None) -> Settled | None:
    return Settled(read(kept["at"]), kept["by"], kept["ticket"]) if kept else None
