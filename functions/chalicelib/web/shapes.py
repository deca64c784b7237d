"""Desk values as the JSON that pages and integrations read. What a reader may not see is not in it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.desk.offered import may_do
from chalicelib.desk.ports import World
from chalicelib.domain.instants import written
from chalicelib.domain.people import Agent, Contact, Organisation, Person, returned_since
from chalicelib.domain.ticket.history import STRANGER, Act, Attached, Entry
from chalicelib.domain.ticket.record import Escalation, Ticket

Shape = dict[str, Any]

MOST_CHARACTERS, BEGINNING_CHARACTERS = 600_000, 500
"""Of all texts of a ticket in one answer, which may have six megabytes; and of each mail beyond."""
_FOR_ALL = frozenset(
    ("until", "to", "party", "customer", "severity", "proposed", "class", "round", "closes", "unanswered")
)
"""What customers, too, see of an entry's facts; of a moved due time also from when to when."""


def person_shape(world: World, person: Person, language: str) -> Shape:
    """Who is signed in, and which desks are theirs."""
    shape: Shape = {
        "ref": person.ref,
        "name": person.name,
        "address": person.address,
        "role": person.role.value,
        "language": language,
        "organisation": None,
    }
    if isinstance(person, Contact):
        organisation = world.directory.organisation(person.organisation)
        shape["organisation"] = organisation and {"id": organisation.id, "name": organisation.name}
        shape["desks"] = sorted(organisation.desks) if organisation else []
    else:
        shape["desks"] = list(person.desks)
    return shape


def tickets_shape(world: World, reader: Person, tickets: Iterable[Ticket]) -> list[Shape]:
    """A list of tickets with the names of who is in them, fetched together."""
    listed = tuple(tickets)
    people = world.directory.people({ref for ticket in listed for ref in (ticket.contact, ticket.agent) if ref})
    organisations = world.directory.organisations({ticket.organisation for ticket in listed})
    return [_ticket(world, reader, ticket, people, organisations) for ticket in listed]


def case_shape(world: World, reader: Person, ticket: Ticket, entries: tuple[Entry, ...]) -> Shape:
    """A ticket with the correspondence that is for this reader's eyes, and what she may do now."""
    refs = {entry.by for entry in entries} | {ticket.contact, ticket.agent}
    refs |= {entry.facts["reader"] for entry in entries if entry.facts.get("reader")}
    people = world.directory.people(ref for ref in refs if ":" in ref)
    organisations = world.directory.organisations({ticket.organisation})
    settled = {entry.facts[act]: act for act in ("dismisses", "accepts") for entry in entries if act in entry.facts}
    kept = within_bounds(entries)
    shown = [_entry(world, reader, ticket, entry, people, settled.get(str(entry.sequence))) for entry in kept]
    return {
        "ticket": _ticket(world, reader, ticket, people, organisations),
        "entries": shown,
        "actions": list(may_do(world, reader, ticket)),
    }


def within_bounds(entries: tuple[Entry, ...]) -> list[Entry]:
    """The entries as one answer can hold them: of long mails the latest are whole, of earlier ones the beginning."""
    room, kept = MOST_CHARACTERS, list[Entry]()
    for entry in reversed(entries):
        message = entry.message
        if message:
            room -= len(message.text) + len(message.whole)
        if message and room < 0 and message.mail:
            beginning = replace(message, text=message.text[:BEGINNING_CHARACTERS], whole="")
            entry = replace(entry, message=beginning)
        kept.append(entry)
    return kept[::-1]


def may_see_whole(reader: Person, entry: Entry) -> bool:
    """Whether a mail's whole text is for this reader. What an agent quoted may be others' words: not for customers."""
    return isinstance(reader, Agent) or entry.by.startswith("contact:") or entry.act is Act.ACCEPTED


def attached_shape(world: World, desk: str, file: Attached) -> Shape:
    """A file; `listed` tells whether its type is one that the desk takes by form: mail brings what it likes."""
    extension = file.name.rpartition(".")[2].lower() if "." in file.name else ""
    listed = extension in world.policies[desk].conduct.files.extensions
    return {"id": file.id, "name": file.name, "type": file.content_type, "size": file.size, "listed": listed}


def _ticket(
    world: World,
    reader: Person,
    ticket: Ticket,
    people: Mapping[str, Person],
    organisations: Mapping[str, Organisation],
) -> Shape:
    organisation = organisations.get(ticket.organisation)
    contact, agent = people.get(ticket.contact), people.get(ticket.agent)
    shape: Shape = {
        "number": ticket.number,
        "desk": ticket.desk,
        "organisation": {"id": ticket.organisation, "name": organisation.name if organisation else ""},
        "contact": _contact(reader, contact),
        "agent": {"name": agent.name} if agent else None,
        "subject": ticket.subject,
        "kind": ticket.kind.value,
        "area": ticket.area,
        **_severity(ticket),
        "error_class": ticket.error_class,
        "state": ticket.state.value,
        "via": ticket.via.value,
        "release": ticket.release,
        "answers": dict(ticket.answers),
        "opened_at": written(ticket.opened_at),
        "changed_at": written(ticket.changed_at),
        "started_at": _instant(ticket.started_at),
        **_due(ticket, world.now),
        "escalation": _escalation(ticket.escalation),
        "level": ticket.level.value,
        "closure_asked": ticket.closure_asked,
        "under_agreement": ticket.under_agreement,
    }
    if isinstance(reader, Agent):
        shape["held"] = ticket.held
    return shape


def _contact(reader: Person, contact: Person | None) -> Shape:
    """Whose ticket it is; to staff also how to reach her, and since when letters come back."""
    shape: Shape = {"name": contact.name if contact else ""}
    if isinstance(reader, Agent) and contact:
        mark = returned_since(contact)
        shape["address"] = contact.address
        shape["phone"] = contact.phone if isinstance(contact, Contact) else ""
        shape["returned"] = mark and {"at": written(mark.at), "address": mark.address, "code": mark.code}
    return shape


def _severity(ticket: Ticket) -> Shape:
    return {
        "severity": ticket.severity,
        "severity_agreed": ticket.severity_agreed,
        "severity_proposed": ticket.severity_proposed or None,
        "severity_proposed_by": ticket.severity_proposed_by,
    }


def _due(ticket: Ticket, now: datetime) -> Shape:
    return {
        "due_at": _instant(ticket.due_at),
        "due_matter": ticket.due_matter or None,
        "due_within": ticket.due_within,
        "late": ticket.is_late(now),
        "promise_at": _instant(ticket.promise_at),
    }


def _entry(
    world: World, reader: Person, ticket: Ticket, entry: Entry, people: Mapping[str, Person], settled: str | None
) -> Shape:
    """An entry; `settled` names what became of it where it is a mail that was held."""
    by = people.get(entry.by)
    message = entry.message
    is_whole = message is not None and may_see_whole(reader, entry)
    shape: Shape = {
        "sequence": entry.sequence,
        "at": written(entry.at),
        "act": entry.act.value,
        "by": {"name": by.name if by else "", "side": _side(entry, by)},
        "audience": entry.audience.value,
        "via": entry.via.value,
        "facts": _facts(entry, people) if isinstance(reader, Agent) else _facts_for_all(entry),
        "text": message.text if message else None,
        "whole": message.whole or None if message and is_whole else None,
        "has_html": bool(message and message.html and is_whole),
        "has_mail": bool(message and message.mail and isinstance(reader, Agent)),
        "attachments": [attached_shape(world, ticket.desk, file) for file in message.attachments] if message else [],
        "held": entry.act is Act.HELD and settled is None,
        "dismissed": entry.act is Act.HELD and settled == "dismisses",
    }
    if message and message.sender and (isinstance(reader, Agent) or entry.act is Act.ACCEPTED):
        shape["sender"] = message.sender
    return shape


def _facts_for_all(entry: Entry) -> dict[str, str]:
    shown = _FOR_ALL | {"matter", "from"} if entry.act is Act.MOVED else _FOR_ALL
    return {name: fact for name, fact in entry.facts.items() if name in shown}


def _facts(entry: Entry, people: Mapping[str, Person]) -> dict[str, str]:
    """All facts of an entry; of a letter that came back also the address."""
    reader = people.get(entry.facts.get("reader", ""))
    return {**entry.facts, "address": reader.address} if reader else dict(entry.facts)


def _escalation(escalation: Escalation | None) -> Shape | None:
    if escalation is None:
        return None
    return {"to": escalation.to.value, "party": escalation.party, "customer": escalation.customer}


def _side(entry: Entry, by: Person | None) -> str:
    if entry.act is Act.HELD and entry.by == STRANGER:
        return "stranger"
    if entry.by.startswith("contact:") or entry.act in (Act.HELD, Act.ACCEPTED):
        return "customer"
    return "desk" if by else "machine"


def _instant(at: datetime | None) -> str | None:
    return written(at) if at else None
