"""The samples as editors write them, read into people and steps. kb/samples/promark.yaml says how they are written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from chalicelib.domain.people import Organisation, Person
from chalicelib.domain.ticket.record import SEVERITY_UNTIL_AGREED, Kind
from chalicelib.policies.mistakes import Mistake, PolicyError
from chalicelib.policies.section import Section
from local.samples.cast import Cast, read_agents, read_contacts, read_organisation
from local.samples.steps import Step, read_mail, read_opening, read_step


@dataclass(frozen=True, slots=True)
class SampleTicket:
    """What a ticket is filed with, and its steps, the filing first. `agent` mostly works on it, "" if nobody does."""

    desk: str
    id: str
    contact: str
    agent: str
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
        people |= {agent.id: agent for agent in read_agents(file, desk, desks)}
        for part in file.sections("organisations"):
            organisations.append(read_organisation(part, desks, today))
            people |= {contact.id: contact for contact in read_contacts(part)}
    cast = Cast.of(people.values())
    tickets = [_ticket(part, desk, cast) for desk, file in files.items() for part in file.sections("tickets")]
    mails = [read_mail(part, desk) for desk, file in files.items() for part in file.sections("mails")]
    for file in files.values():
        file.close()
    if mistakes:
        raise PolicyError(tuple(mistakes))
    return Samples(tuple(organisations), people, {(one.desk, one.id): one for one in tickets}, tuple(mails))


def _file(folder: Path, desk: str, mistakes: list[Mistake]) -> Section:
    content = yaml.load((folder / f"{desk}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return Section(f"samples/{desk}.yaml", "", content, mistakes)


def _ticket(part: Section, desk: str, cast: Cast) -> SampleTicket:
    opening = read_opening(part, desk, part.choice("contact", cast.contacts))
    agent = part.choice("agent", cast.agents) if part.has("agent") else ""
    answers = part.section("answers") if part.has("answers") else None
    later = enumerate(part.sections("steps", needed=False), 1)
    return SampleTicket(
        desk,
        opening.ticket,
        opening.by,
        agent,
        part.choice("kind", tuple(Kind), default=Kind.QUESTION),
        part.text("area", default=""),
        part.integer("severity", 1, 3, default=SEVERITY_UNTIL_AGREED),
        part.text("release", default=""),
        {key: answers.text(key) for key in answers.ids()} if answers else {},
        (opening, *(read_step(one, opening, number, agent, cast) for number, one in later)),
    )
