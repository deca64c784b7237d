"""Tickets, entries and their messages as items, and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.aws import keys
from chalicelib.aws.items.attributes import Item
from chalicelib.aws.items.files import attached_maps, attached_of
from chalicelib.aws.items.schema import SCHEMA, must_be_known
from chalicelib.domain.instants import read, written
from chalicelib.domain.payroll import Level
from chalicelib.domain.ticket.history import Act, Audience, Entry, Message, Via
from chalicelib.domain.ticket.record import (
    CustomerRole,
    EscalatedTo,
    Escalation,
    Kind,
    Side,
    State,
    Ticket,
)


def ticket_item(ticket: Ticket) -> Item:
    return {
        **keys.ticket(ticket.number),
        **keys.ticket_indexes(ticket),
        "schema": SCHEMA,
        "number": ticket.number,
        "desk": ticket.desk,
        "organisation": ticket.organisation,
        "contact": ticket.contact,
        "subject": ticket.subject,
        "kind": ticket.kind,
        "via": ticket.via,
        "language": ticket.language,
        "opened_at": written(ticket.opened_at),
        "changed_at": written(ticket.changed_at),
        "area": ticket.area,
        "severity": ticket.severity,
        "severity_agreed": ticket.severity_agreed,
        "severity_proposed": ticket.severity_proposed,
        "severity_proposed_by": ticket.severity_proposed_by,
        "state": ticket.state,
        "agent": ticket.agent,
        "release": ticket.release,
        "answers": ticket.answers,
        "under_agreement": ticket.under_agreement,
        "level": ticket.level,
        "error_class": ticket.error_class,
        "escalation": _escalation_map(ticket.escalation),
        "closure_asked": ticket.closure_asked,
        "started_at": _maybe_written(ticket.started_at),
        **_derived(ticket),
        "held": ticket.held,
        "entries": ticket.entries,
        "version": ticket.version,
    }


def _derived(ticket: Ticket) -> Item:
    return {
        "due_at": _maybe_written(ticket.due_at),
        "due_matter": ticket.due_matter,
        "due_within": ticket.due_within,
        "promise_at": _maybe_written(ticket.promise_at),
        "look_at": _maybe_written(ticket.look_at),
    }


def ticket_of(item: Mapping[str, Any]) -> Ticket:
    must_be_known(item)
    return Ticket(
        number=item["number"],
        desk=item["desk"],
        organisation=item["organisation"],
        contact=item["contact"],
        subject=item["subject"],
        kind=Kind(item["kind"]),
        via=Via(item["via"]),
        language=item["language"],
        opened_at=read(item["opened_at"]),
        changed_at=read(item["changed_at"]),
        area=item["area"],
        severity=item["severity"],
        severity_agreed=item["severity_agreed"],
        severity_proposed=item.get("severity_proposed", 0),
        severity_proposed_by=Side(item["severity_proposed_by"]) if item.get("severity_proposed_by") else None,
        state=State(item["state"]),
        agent=item["agent"],
        release=item["release"],
        answers=item["answers"],
        under_agreement=item["under_agreement"],
        level=Level(item.get("level", Level.STANDARD)),
        error_class=item.get("error_class", ""),
        escalation=_escalation_of(item.get("escalation")),
        closure_asked=item["closure_asked"],
        started_at=_maybe_read(item.get("started_at")),
        due_at=_maybe_read(item.get("due_at")),
        due_matter=item.get("due_matter", ""),
        due_within=item.get("due_within", True),
        promise_at=_maybe_read(item.get("promise_at")),
        look_at=_maybe_read(item.get("look_at")),
        held=item["held"],
        entries=item["entries"],
        version=item["version"],
    )


def entry_item(number: str, entry: Entry) -> Item:
    """The entry without its message, which stands in an item of its own."""
    return {
        **keys.entry(number, entry.sequence),
        "schema": SCHEMA,
        "sequence": entry.sequence,
        "at": written(entry.at),
        "act": entry.act,
        "by": entry.by,
        "audience": entry.audience,
        "via": entry.via,
        "facts": entry.facts,
    }


def entry_of(item: Mapping[str, Any], message: Message | None) -> Entry:
    must_be_known(item)
    return Entry(
        sequence=item["sequence"],
        at=read(item["at"]),
        act=Act(item["act"]),
        by=item["by"],
        audience=Audience(item["audience"]),
        via=Via(item["via"]),
        facts=item["facts"],
        message=message,
    )


def body_item(number: str, sequence: int, message: Message) -> Item:
    return {
        **keys.body(number, sequence),
        "schema": SCHEMA,
        "text": message.text,
        "whole": message.whole,
        "attachments": attached_maps(message.attachments),
        "sender": message.sender,
        "mail": message.mail,
        "mail_id": message.mail_id,
        "html": message.html,
    }


def message_of(item: Mapping[str, Any]) -> Message:
    must_be_known(item)
    return Message(
        text=item["text"],
        attachments=attached_of(item["attachments"]),
        whole=item["whole"],
        sender=item["sender"],
        mail=item["mail"],
        mail_id=item["mail_id"],
        html=item.get("html", ""),
    )


def _maybe_written(at: datetime | None) -> str | None:
    return written(at) if at else None


def _maybe_read(text: str | None) -> datetime | None:
    return read(text) if text else None


def _escalation_map(escalation: Escalation | None) -> dict[str, str | None] | None:
    if escalation is None:
        return None
    return {"to": escalation.to, "party": escalation.party, "customer": escalation.customer}


def _escalation_of(kept: Mapping[str, str] | None) -> Escalation | None:
    if not kept:
        return None
    customer = kept.get("customer")
    return Escalation(EscalatedTo(kept["to"]), kept["party"], CustomerRole(customer) if customer else None)
