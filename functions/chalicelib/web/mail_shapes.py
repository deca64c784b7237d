"""Mails set aside, and the customers whom one may choose for them, as the JSON that staff pages read."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.desk.ports import World
from chalicelib.domain.instants import written
from chalicelib.domain.people import Agent, Contact, Organisation, Person, returned_since
from chalicelib.domain.set_aside import SetAside, Settled
from chalicelib.web.shapes import attached_shape

Shape = dict[str, Any]


def asides_shape(world: World, mails: Iterable[SetAside]) -> list[Shape]:
    """Mails set aside, with the names of who is in them, fetched together."""
    listed = tuple(mails)
    refs = {ref for mail in listed for ref in (mail.contact, mail.settled.by if mail.settled else "") if ref}
    people = world.directory.people(refs)
    of = {person.organisation for person in people.values() if isinstance(person, Contact)}
    organisations = world.directory.organisations(of)
    return [_aside(world, mail, people, organisations) for mail in listed]


def customers_shape(customers: Iterable[Organisation]) -> list[Mapping[str, str]]:
    return [{"id": customer.id, "name": customer.name} for customer in customers]


def unreached_shape(agents: Iterable[Agent]) -> Shape:
    """Agents to whom no letter gets through, each with her mark."""
    marks = [(agent, mark) for agent in agents if (mark := returned_since(agent))]
    return {
        "returned": [
            {"id": agent.id, "name": agent.name, "address": mark.address, "at": written(mark.at), "code": mark.code}
            for agent, mark in marks
        ]
    }


def _aside(
    world: World, mail: SetAside, people: Mapping[str, Person], organisations: Mapping[str, Organisation]
) -> Shape:
    return {
        "id": mail.id,
        "at": written(mail.at),
        "reason": mail.reason,
        "from_address": mail.sender,
        "from_name": mail.name,
        "subject": mail.subject,
        "text": mail.text,
        "attachments": [attached_shape(world, mail.desk, file) for file in mail.attachments],
        "has_html": bool(mail.html),
        "is_safe": mail.is_safe,
        "is_automatic": mail.is_automatic,
        "known": _known(people.get(mail.contact), organisations),
        "forwarded_from": mail.forwarded_from,
        "sent_by": mail.sent_by,
        "ticket": mail.number or None,
        "settled": mail.settled and _settled(mail.settled, people.get(mail.settled.by)),
    }


def _known(contact: Person | None, organisations: Mapping[str, Organisation]) -> Shape | None:
    organisation = organisations.get(contact.organisation) if isinstance(contact, Contact) else None
    if contact is None or organisation is None:
        return None
    whose = {"id": organisation.id, "name": organisation.name}
    return {"name": contact.name, "address": contact.address, "organisation": whose}


def _settled(settled: Settled, by: Person | None) -> Shape:
    return {"at": written(settled.at), "by": {"name": by.name if by else ""}, "ticket": settled.ticket or None}
