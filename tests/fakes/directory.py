"""Who is who, without a table."""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.desk.ports import Conflict
from chalicelib.domain.people import Agent, Contact, Organisation, Person, ReturnMark, Role, normalised


class FakeDirectory:
    """The port `Directory`, with whoever is given to begin with."""

    def __init__(self, organisations: Iterable[Organisation] = (), people: Iterable[Person] = ()) -> None:
        self._organisations = {one.id: one for one in organisations}
        self._people: dict[str, Person] = {}
        for person in people:
            self._keep(person)

    def organisation(self, id: str) -> Organisation | None:
        return self._organisations.get(id)

    def organisations(self, ids: Iterable[str]) -> dict[str, Organisation]:
        return {id: self._organisations[id] for id in ids if id in self._organisations}

    def person(self, ref: str) -> Person | None:
        return self._people.get(ref)

    def people(self, refs: Iterable[str]) -> dict[str, Person]:
        return {ref: self._people[ref] for ref in refs if ref in self._people}

    def by_address(self, address: str) -> Person | None:
        wanted = normalised(address)
        return next((one for one in self._people.values() if wanted and normalised(one.address) == wanted), None)

    def agents_of(self, desk: str) -> tuple[Agent, ...]:
        agents = [one for one in self._people.values() if isinstance(one, Agent) and desk in one.desks]
        return tuple(sorted(agents, key=lambda agent: agent.id))

    def administrators_of(self, organisation: str) -> tuple[Contact, ...]:
        contacts = [one for one in self._people.values() if isinstance(one, Contact)]
        found = [one for one in contacts if one.organisation == organisation and one.role is Role.ADMINISTRATOR]
        return tuple(sorted(found, key=lambda contact: contact.id))

    def customers_of(self, desk: str, beginning: str, limit: int = 10) -> tuple[Organisation, ...]:
        at_desk = [one for one in self._organisations.values() if desk in one.desks]
        found = [one for one in at_desk if normalised(one.name).startswith(normalised(beginning))]
        return tuple(sorted(found, key=lambda one: (normalised(one.name), one.id))[:limit])

    def keep_organisation(self, organisation: Organisation) -> None:
        self._organisations[organisation.id] = organisation

    def keep_contact(self, contact: Contact) -> None:
        self._keep(contact)

    def keep_agent(self, agent: Agent) -> None:
        self._keep(agent)

    def mark_returned(self, ref: str, mark: ReturnMark | None) -> None:
        if ref in self._people:
            self._people[ref] = replace(self._people[ref], returned=mark)

    def _keep(self, person: Person) -> None:
        holder = self.by_address(person.address)
        if holder and holder.ref != person.ref:
            raise Conflict
        known = self._people.get(person.ref)
        self._people[person.ref] = replace(person, returned=known.returned) if known else person
