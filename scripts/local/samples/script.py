"""The samples as editors write them, read into people and steps. kb/samples/promark.yaml says how they are written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

import yaml

from chalicelib.domain.languages import LANGUAGES
from chalicelib.domain.people import Agent, Agreement, Contact, Organisation, Person, Role
from chalicelib.domain.ticket.record import SEVERITY_UNTIL_AGREED, Kind
from chalicelib.policies.mistakes import Mistake, PolicyError
from chalicelib.policies.section import Section
from local.samples.instants import ALLOWED, is_instant

_LONGEST_AGO_DAYS = 9999


class Deed(StrEnum):
    """What a step does; the first two open a ticket, `aside` is a mail that opens none."""

    FORM = "form"
    MAIL_IN = "mail_in"
    ASIDE = "aside"
    HANDLING = "handling"
    ANSWER = "answer"
    QUESTION = "question"
    RESOLUTION = "resolution"
    NOTE = "note"
    ACCEPTANCE = "acceptance"
    ADDITION = "addition"
    MAIL = "mail"
    CLOSURE = "closure"
    REOPENING = "reopening"


STEPS = tuple(Deed)[3:]
OF_AGENTS = (Deed.HANDLING, Deed.ANSWER, Deed.QUESTION, Deed.RESOLUTION, Deed.NOTE, Deed.ACCEPTANCE)
OF_CONTACTS = (Deed.ADDITION, Deed.MAIL)
WITHOUT_TEXT = (Deed.HANDLING, Deed.ACCEPTANCE, Deed.CLOSURE)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to attach."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done on a ticket, or a mail beside them. `by` is a person's id, `sender` another address than hers."""

    desk: str
    ticket: str
    number: int
    at: str
    does: Deed
    by: str
    text: str = ""
    papers: tuple[Paper, ...] = ()
    subject: str = ""
    sender: str = ""
    is_verified: bool = True

    @property
    def key(self) -> str:
        """The same at every loading."""
        return f"sample-{self.desk}-{self.ticket}-{self.number}"


@dataclass(frozen=True, slots=True)
class SampleTicket:
    """What a ticket is filed with, and its steps, the filing first."""

    desk: str
    id: str
    contact: str
    kind: str
    area: str
    severity: int
    release: str
    answers: Mapping[str, str]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Samples:
    """Everything; people by id, tickets by desk and id."""

    organisations: tuple[Organisation, ...]
    people: Mapping[str, Person]
    tickets: Mapping[tuple[str, str], SampleTicket]
    mails: tuple[Step, ...]

    @property
    def steps(self) -> Iterator[Step]:
        """All steps, ticket by ticket."""
        for ticket in self.tickets.values():
            yield from ticket.steps
        yield from self.mails


def read_samples(folder: Path, desks: tuple[str, ...], today: date) -> Samples:
    """The samples of these desks, as far as there are any; agreements are counted from `today`.

    Raises PolicyError with all mistakes found.
    """
    mistakes: list[Mistake] = []
    files = {desk: _file(folder, desk, mistakes) for desk in desks if (folder / f"{desk}.yaml").exists()}
    organisations, people = [], dict[str, Person]()
    for desk, file in files.items():
        people |= {agent.id: agent for agent in _agents(file, desk, desks)}
        for part in file.sections("organisations"):
            organisations.append(_organisation(part, desks, today))
            people |= {contact.id: contact for contact in _contacts(part)}
    cast = _Cast.of(people)
    tickets = [_ticket(part, desk, cast) for desk, file in files.items() for part in file.sections("tickets")]
    mails = [_mail(part, desk) for desk, file in files.items() for part in file.sections("mails")]
    for file in files.values():
        file.close()
    if mistakes:
        raise PolicyError(tuple(mistakes))
    return Samples(tuple(organisations), people, {(one.desk, one.id): one for one in tickets}, tuple(mails))


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who there is, by id."""

    contacts: tuple[str, ...]
    agents: tuple[str, ...]

    @classmethod
    def of(cls, people: Mapping[str, Person]) -> "_Cast":
        contacts = (id for id, person in people.items() if isinstance(person, Contact))
        agents = (id for id, person in people.items() if isinstance(person, Agent))
        return cls(tuple(contacts), tuple(agents))

    def who_may(self, do: Deed) -> tuple[str, ...]:
        if do in OF_AGENTS:
            return self.agents
        return self.contacts if do in OF_CONTACTS else (*self.contacts, *self.agents)


def _file(folder: Path, desk: str, mistakes: list[Mistake]) -> Section:
    content = yaml.load((folder / f"{desk}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return Section(f"samples/{desk}.yaml", "", content, mistakes)


def _agents(file: Section, desk: str, desks: tuple[str, ...]) -> Iterator[Agent]:
    for part in file.sections("agents"):
        at = part.texts("desks", desks) if part.has("desks") else (desk,)
        role = Role(part.choice("role", (Role.AGENT, Role.LEAD), default=Role.AGENT))
        yield Agent(part.text("id"), part.text("name"), part.text("address"), at, role, _language(part))


def _organisation(part: Section, desks: tuple[str, ...], today: date) -> Organisation:
    agreements = [
        Agreement(
            one.choice("desk", desks),
            _day(one, "began_days_ago", today),
            _day(one, "ended_days_ago", today) if one.has("ended_days_ago") else None,
        )
        for one in part.sections("agreements")
    ]
    return Organisation(part.text("id"), part.text("name"), tuple(agreements), _language(part))


def _contacts(organisation: Section) -> Iterator[Contact]:
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


def _ticket(part: Section, desk: str, cast: _Cast) -> SampleTicket:
    id, contact = part.text("id"), part.choice("contact", cast.contacts)
    agent = part.choice("agent", cast.agents) if part.has("agent") else ""
    answers = part.section("answers") if part.has("answers") else None
    does = Deed.FORM if part.choice("via", ("form", "mail"), default="form") == "form" else Deed.MAIL_IN
    opening = Step(desk, id, 0, _at(part), does, contact, part.text("text"), _papers(part), part.text("subject"))
    later = enumerate(part.sections("steps", needed=False), 1)
    return SampleTicket(
        desk,
        id,
        contact,
        part.choice("kind", tuple(Kind), default=Kind.QUESTION),
        part.text("area", default=""),
        part.integer("severity", 1, 3, default=SEVERITY_UNTIL_AGREED),
        part.text("release", default=""),
        {key: answers.text(key) for key in answers.ids()} if answers else {},
        (opening, *(_step(one, opening, number, agent, cast) for number, one in later)),
    )


def _step(part: Section, opening: Step, number: int, agent: str, cast: _Cast) -> Step:
    does = Deed(part.choice("does", STEPS))
    whose = agent if does in OF_AGENTS else opening.by
    return Step(
        opening.desk,
        opening.ticket,
        number,
        _at(part),
        does,
        part.choice("by", cast.who_may(does), default=whose or None),
        part.text("text", default="" if does in WITHOUT_TEXT else None),
        _papers(part),
        sender=part.text("sender", default=""),
        is_verified=part.flag("verified", default=True),
    )


def _mail(part: Section, desk: str) -> Step:
    sender, subject, text = part.text("from"), part.text("subject"), part.text("text")
    return Step(desk, part.text("id"), 0, _at(part), Deed.ASIDE, "", text, _papers(part), subject, sender)


def _papers(part: Section) -> tuple[Paper, ...]:
    files = part.sections("files", needed=False)
    return tuple(Paper(file.text("name"), file.text("content", default="")) for file in files)


def _at(part: Section) -> str:
    text = part.text("at", allowed=ALLOWED)
    if text and not is_instant(text):
        part.mistake("at", repr(text), ALLOWED)
    return text


def _language(part: Section) -> str | None:
    return part.choice("language", LANGUAGES) if part.has("language") else None


def _day(part: Section, key: str, today: date) -> date:
    return today - timedelta(days=part.integer(key, 0, _LONGEST_AGO_DAYS))
