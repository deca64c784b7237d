"""Who is who, in the table. An address is an item of its own, so that no two persons can have the same."""

from collections.abc import Iterable
from contextlib import suppress

from chalicelib.aws import keys, ranges
from chalicelib.aws.items.attributes import Item
from chalicelib.aws.items.people import agent_of, mark_map, organisation_item, organisation_of, person_item, person_of
from chalicelib.aws.items.schema import SCHEMA
from chalicelib.aws.keys import Key
from chalicelib.aws.table import IS_NEW, Delete, Put, Table, Update, Write
from chalicelib.desk.ports import Conflict
from chalicelib.domain.people import Agent, Contact, Organisation, Person, ReturnMark, Role, normalised


class DynamoDirectory:
    """The port `Directory` on a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def organisation(self, id: str) -> Organisation | None:
        item = self._table.get(keys.organisation(id))
        return organisation_of(item) if item else None

    def organisations(self, ids: Iterable[str]) -> dict[str, Organisation]:
        found = map(organisation_of, self._table.get_many(keys.organisation(id) for id in ids))
        return {organisation.id: organisation for organisation in found}

    def person(self, ref: str) -> Person | None:
        key = keys.person(ref)
        item = self._table.get(key) if key else None
        return person_of(item) if item else None

    def people(self, refs: Iterable[str]) -> dict[str, Person]:
        known = [key for key in map(keys.person, refs) if key]
        return {person.ref: person for person in map(person_of, self._table.get_many(known))}

    def by_address(self, address: str) -> Person | None:
        if not normalised(address):
            return None
        item = self._table.get(keys.address(address))
        person = self.person(item["person"]) if item else None
        return person if person and normalised(person.address) == normalised(address) else None

    def agents_of(self, desk: str) -> tuple[Agent, ...]:
        return tuple(agent_of(item) for item in self._table.query(ranges.agents_at(desk)))

    def administrators_of(self, organisation: str) -> tuple[Contact, ...]:
        people = map(person_of, self._table.query(ranges.contacts_of(organisation)))
        return tuple(one for one in people if isinstance(one, Contact) and one.role is Role.ADMINISTRATOR)

    def customers_of(self, desk: str, beginning: str, limit: int = 10) -> tuple[Organisation, ...]:
        found = self._table.query(ranges.customers_at(desk, beginning), limit=limit)
        return tuple(organisation_of(item) for item in found)

    def keep_organisation(self, organisation: Organisation) -> None:
        before = self._table.get(keys.organisation(organisation.id))
        self._table.transact(organisation_writes(organisation, before))

    def keep_contact(self, contact: Contact) -> None:
        before = self._table.get(keys.key_of(contact))
        self._table.transact([_record(contact, before), *_addresses(contact, before)])

    def keep_agent(self, agent: Agent) -> None:
        before = self._table.get(keys.key_of(agent))
        copies: list[Write] = [Put(keys.agent_at(desk, agent.id) | person_item(agent)) for desk in set(agent.desks)]
        left = set(before["desks"]) - set(agent.desks) if before else set()
        copies += [Delete(keys.agent_at(desk, agent.id)) for desk in left]
        self._table.transact([_record(agent, before), *_addresses(agent, before), *copies])

    def mark_returned(self, ref: str, mark: ReturnMark | None) -> None:
        key = keys.person(ref)
        if key is None:
            return
        with suppress(Conflict):
            self._table.write(_marking(key, mark))


def organisation_writes(organisation: Organisation, before: Item | None) -> list[Write]:
    """The record, and its copies in the lists of its desks; only over the agreements that stood in what was read."""
    item = organisation_item(organisation)
    copies = {_at(desk, item) for desk in organisation.desks}
    left = _copies(before) - copies if before else set()
    record = Put(item, "#agreements = :before", {"before": before["agreements"]}) if before else Put(item, IS_NEW)
    return [record, *(Put(item | dict(key)) for key in copies), *(Delete(dict(key)) for key in left)]


def _marking(key: Key, mark: ReturnMark | None) -> Update:
    if mark is None:
        return Update(key, "REMOVE #returned ADD #version :one", {"one": 1}, "attribute_exists(#pk)")
    given = {"mark": mark_map(mark), "one": 1}
    return Update(key, "SET #returned = :mark ADD #version :one", given, "attribute_exists(#pk)")


def _at(desk: str, item: Item) -> frozenset[tuple[str, str]]:
    return frozenset(keys.customer_at(desk, item["name"], item["id"]).items())


def _copies(item: Item) -> set[frozenset[tuple[str, str]]]:
    """The keys under which an organisation stands in the lists of its desks."""
    return {_at(agreement["desk"], item) for agreement in item["agreements"]}


def _record(person: Person, before: Item | None) -> Put:
    """The person's own item, written only over what was read. A mark on her address stays as it was noted."""
    item: Item = {**keys.key_of(person), **person_item(person)}
    if before is None:
        return Put(item | {"version": 1}, IS_NEW)
    item["returned"] = before.get("returned")
    return Put(item | {"version": before["version"] + 1}, "#version = :before", {"before": before["version"]})


def _addresses(person: Person, before: Item | None) -> list[Write]:
    """Takes the address for this person, and frees the one she had."""
    now = normalised(person.address)
    earlier = normalised(before["address"]) if before else ""
    hers = {"ref": person.ref}
    writes: list[Write] = []
    if now:
        taken = keys.address(now) | {"schema": SCHEMA, "person": person.ref}
        writes.append(Put(taken, f"{IS_NEW} OR #person = :ref", hers))
    if earlier and earlier != now:
        writes.append(Delete(keys.address(earlier), "#person = :ref", hers))
    return writes
