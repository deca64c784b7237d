"""Organisations, contacts and agents as items, and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chalicelib.aws import keys
from chalicelib.aws.items.attributes import Item
from chalicelib.aws.items.schema import SCHEMA, must_be_known
from chalicelib.domain.instants import read, written
from chalicelib.domain.payroll import Payroll
from chalicelib.domain.people import Agent, Agreement, Contact, Organisation, Person, ReturnMark, Role


def organisation_item(organisation: Organisation) -> Item:
    return {
        **keys.organisation(organisation.id),
        "schema": SCHEMA,
        "id": organisation.id,
        "name": organisation.name,
        "agreements": [_agreement_map(one) for one in organisation.agreements],
        "language": organisation.language,
    }


def organisation_of(item: Mapping[str, Any]) -> Organisation:
    must_be_known(item)
    return Organisation(
        id=item["id"],
        name=item["name"],
        agreements=tuple(_agreement_of(one) for one in item["agreements"]),
        language=item.get("language"),
    )


def person_item(person: Person) -> Item:
    """The attributes of a person, without a key: an agent is kept once by itself and once at each desk."""
    item = {
        "schema": SCHEMA,
        "id": person.id,
        "name": person.name,
        "address": person.address,
        "role": person.role,
        "language": person.language,
        "returned": mark_map(person.returned),
    }
    if isinstance(person, Contact):
        return item | {"organisation": person.organisation, "phone": person.phone, "trained": person.trained}
    return item | {"desks": person.desks}


def person_of(item: Mapping[str, Any]) -> Person:
    return agent_of(item) if "desks" in item else _contact_of(item)


def agent_of(item: Mapping[str, Any]) -> Agent:
    must_be_known(item)
    return Agent(
        id=item["id"],
        name=item["name"],
        address=item["address"],
        desks=tuple(item["desks"]),
        role=Role(item["role"]),
        language=item.get("language"),
        returned=_mark_of(item.get("returned")),
    )


def mark_map(mark: ReturnMark | None) -> Item | None:
    return {"at": written(mark.at), "address": mark.address, "code": mark.code} if mark else None


def _mark_of(kept: Mapping[str, Any] | None) -> ReturnMark | None:
    return ReturnMark(read(kept["at"]), kept["address"], kept["code"]) if kept else None


def _contact_of(item: Mapping[str, Any]) -> Contact:
    must_be_known(item)
    return Contact(
        id=item["id"],
        organisation=item["organisation"],
        name=item["name"],
        address=item["address"],
        role=Role(item["role"]),
        language=item.get("language"),
        phone=item["phone"],
        trained=item["trained"],
        returned=_mark_of(item.get("returned")),
    )


def _agreement_map(agreement: Agreement) -> Item:
    last = agreement.last_day.isoformat() if agreement.last_day else ""
    kept: Item = {"desk": agreement.desk, "first_day": agreement.first_day.isoformat(), "last_day": last}
    if agreement.id:
        kept["id"] = agreement.id
    if agreement.payroll:
        kept["payroll"] = {"days": agreement.payroll.days_of_month, "prepares_days": agreement.payroll.prepares_days}
    return kept


def _agreement_of(kept: Mapping[str, Any]) -> Agreement:
    last = date.fromisoformat(kept["last_day"]) if kept["last_day"] else None
    payroll = kept.get("payroll")
    extended = Payroll(tuple(payroll["days"]), payroll["prepares_days"]) if payroll else None
    return Agreement(kept["desk"], date.fromisoformat(kept["first_day"]), last, extended, kept.get("id", ""))
