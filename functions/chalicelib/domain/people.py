"""Who takes part: contacts of customer organisations, and the desk's agents (TC8, TC1)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.payroll import Payroll


class Role(StrEnum):
    """What a person may do. An administrator is a contact who also invites; a lead is an agent who runs the desk."""

    CONTACT = "contact"
    ADMINISTRATOR = "administrator"
    AGENT = "agent"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Agreement:
    """A maintenance agreement with one desk, in force from its first to its last day, both included (PM3).

    `payroll` extends it: on these days of the customer more is promised (PM11). `id` names its versions in the books.
    """

    desk: str
    first_day: date
    last_day: date | None = None
    payroll: Payroll | None = None
    id: str = ""

    def covers(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A customer: what its contacts may see is bounded by it."""

    id: str
    name: str
    agreements: tuple[Agreement, ...] = ()
    language: str | None = None

    @property
    def desks(self) -> frozenset[str]:
        """The desks this customer has, or had, an agreement with."""
        return frozenset(agreement.desk for agreement in self.agreements)

    def agreement(self, desk: str, day: date) -> Agreement | None:
        """The maintenance agreement with the desk that is in force on the day, in the desk's zone (PM3)."""
        return next((one for one in self.agreements if one.desk == desk and one.covers(day)), None)


@dataclass(frozen=True, slots=True)
class ReturnMark:
    """Letters to this address came back for good: since when, and with which enhanced status code ("" if untold)."""

    at: datetime
    address: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A named person of a customer organisation (TC8). `trained` opens filing at desks that ask for it (TC1).

    `returned` speaks of the address that it names, not of one that she has since.
    """

    id: str
    organisation: str
    name: str
    address: str
    role: Role = Role.CONTACT
    language: str | None = None
    phone: str = ""
    trained: bool = False
    returned: ReturnMark | None = None

    @property
    def ref(self) -> str:
        return f"contact:{self.organisation}:{self.id}"


@dataclass(frozen=True, slots=True)
class Agent:
    """One of the vendor's own people, working at one desk or several."""

    id: str
    name: str
    address: str
    desks: tuple[str, ...]
    role: Role = Role.AGENT
    language: str | None = None
    returned: ReturnMark | None = None

    @property
    def ref(self) -> str:
        return f"agent:{self.id}"


Person = Contact | Agent


def normalised(address: str) -> str:
    """The form in which two spellings of a mail address are one person: trimmed and in lower case."""
    return address.strip().casefold()


def returned_since(person: Person) -> ReturnMark | None:
    """The mark on the address that the person has now, None where letters reach her as far as we know."""
    mark = person.returned
    return mark if mark and normalised(mark.address) == normalised(person.address) else None


def may_read(person: Person, organisation: str, desk: str) -> bool:
    """Whether a person may see a ticket: contacts their own organisation's, agents their own desks' (MP2)."""
    if isinstance(person, Contact):
        return person.organisation == organisation
    return desk in person.desks
