"""Who takes part in the samples: agents, and customers with their agreements and contacts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.domain.languages import LANGUAGES
from chalicelib.domain.payroll import Payroll
from chalicelib.domain.people import Agent, Agreement, Contact, Organisation, Person, Role
from chalicelib.policies.section import Section

_LONGEST_AGO_DAYS = 9999
_DAYS_OF_MONTH = tuple(map(str, range(1, 32)))
_MOST_PREPARING_DAYS = 20


@dataclass(frozen=True, slots=True)
class Cast:
    """Who there is, by id."""

    contacts: tuple[str, ...]
    agents: tuple[str, ...]

    @classmethod
    def of(cls, people: Iterable[Person]) -> "Cast":
        known = list(people)
        contacts = tuple(person.id for person in known if isinstance(person, Contact))
        return cls(contacts, tuple(person.id for person in known if isinstance(person, Agent)))


def read_agents(file: Section, desk: str, desks: tuple[str, ...]) -> Iterator[Agent]:
    """The agents of a desk; one may work at others too."""
    for part in file.sections("agents"):
        at = part.texts("desks", desks) if part.has("desks") else (desk,)
        role = Role(part.choice("role", (Role.AGENT, Role.LEAD), default=Role.AGENT))
        yield Agent(part.text("id"), part.text("name"), part.text("address"), at, role, _language(part))


def read_organisation(part: Section, desks: tuple[str, ...], today: date) -> Organisation:
    """A customer; its agreements are counted from `today`."""
    agreements = tuple(_agreement(one, desks, today) for one in part.sections("agreements"))
    return Organisation(part.text("id"), part.text("name"), agreements, _language(part))


def read_contacts(organisation: Section) -> Iterator[Contact]:
    """The contacts of a customer."""
    for part in organisation.sections("contacts"):
        yield Contact(
            part.text("id"),
            organisation.text("id"),
            part.text("name"),
            part.text("address"),
            Role(part.choice("role", (Role.CONTACT, Role.ADMINISTRATOR), default=Role.CONTACT)),
            _language(part),
            part.text("phone", default=""),
            part.flag("trained", default=False),
        )


def _agreement(part: Section, desks: tuple[str, ...], today: date) -> Agreement:
    return Agreement(
        part.choice("desk", desks),
        _day(part, "began_days_ago", today),
        _day(part, "ended_days_ago", today) if part.has("ended_days_ago") else None,
        _payroll(part.section("payroll")) if part.has("payroll") else None,
        part.text("agreement", default=""),
    )


def _payroll(part: Section) -> Payroll:
    days = part.texts("days", _DAYS_OF_MONTH)
    return Payroll(tuple(map(int, days)), part.integer("prepares_days", 0, _MOST_PREPARING_DAYS, default=0))


def _language(part: Section) -> str | None:
    return part.choice("language", LANGUAGES) if part.has("language") else None


def _day(part: Section, key: str, today: date) -> date:
    return today - timedelta(days=part.integer(key, 0, _LONGEST_AGO_DAYS))
