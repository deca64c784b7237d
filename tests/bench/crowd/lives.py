"""Tickets as they come to stand before the lookout: four with something due at NOW, and one that waits in peace.

Each is lived once by the desk's own commands on fakes, and then stands for as many of its like as are wanted.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from tests.contract.worlds import MAIL_DOMAIN, Ports, fakes

from chalicelib.desk import correspondence, escalations
from chalicelib.desk.escalations import PassingOn
from chalicelib.desk.intake import Filing, file_by_form
from chalicelib.desk.ports import Settings, World
from chalicelib.domain.people import Agent, Agreement, Contact, Organisation, Role
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Ticket
from chalicelib.policies.book import Policies
from chalicelib.policies.folder import read_policies
from chalicelib.policies.words import Phrasebook, read_words
from local.paths import REPOSITORY

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
"""A Wednesday, 13:00 in Oslo."""

DESK = "promark"
BAKERY = Organisation("bakery", "Bakery", (Agreement(DESK, date(2020, 1, 1)),))
ALICE = Contact("alice", BAKERY.id, "Alice", "alice@bakery.example", language="en")
OLA = Agent("ola", "Ola", "ola@vendor.example", (DESK,), language="en")
LENE = Agent("lene", "Lene", "lene@vendor.example", (DESK,), Role.LEAD, language="en")

Life = tuple[Ticket, tuple[Entry, ...]]


def world_of(ports: Ports, now: datetime) -> World:
    """The desks of kb/policies on these ports."""
    names = ("tickets", "figures", "aside", "letterbox", "directory", "gate", "files", "mailer", "archive")
    given = {name: getattr(ports, name) for name in (*names, "books", "worklog", "runs")}
    settings = Settings(MAIL_DOMAIN, "http://127.0.0.1:8000", lambda: b"k" * 32)
    return World(**given, policies=_policies(), words=_words(), settings=settings, now=now)


def keep_people(world: World) -> None:
    """One customer with a contact, an agent, and the desk's lead."""
    world.directory.keep_organisation(BAKERY)
    world.directory.keep_contact(ALICE)
    for agent in (OLA, LENE):
        world.directory.keep_agent(agent)


@cache
def lives_due() -> tuple[Life, ...]:
    """What the lookout has to do at NOW: warn, mark a breach, mark a missed promise, remind of a question."""
    return tuple(_lived(tell) for tell in (_soon_due, _missed, _promise_missed, _question_left))


@cache
def life_in_peace() -> Life:
    """A ticket that nothing has to be done on for days."""
    ticket, entries = _lived(_waiting)
    assert ticket.look_at is not None
    assert ticket.look_at > NOW
    return ticket, entries


def _lived(tell: Callable[[World], str]) -> Life:
    world = world_of(fakes(), NOW)
    keep_people(world)
    found = world.tickets.history(tell(world))
    assert found is not None
    ticket, entries = found
    return ticket, tuple(replace(entry, message=None) for entry in entries)


def _filed(world: World, before: timedelta, **changes: object) -> str:
    filing = Filing(DESK, "question", "Overtime", "It is not counted after six.", area="analysis")
    return file_by_form(_then(world, before), ALICE, replace(filing, **changes), "filing").number  # type: ignore[arg-type]


def _then(world: World, before: timedelta) -> World:
    return replace(world, now=NOW - before)


def _soon_due(world: World) -> str:
    return _filed(world, timedelta(hours=3), severity=1)


def _missed(world: World) -> str:
    return _filed(world, timedelta(days=1), severity=1)


def _promise_missed(world: World) -> str:
    number = _filed(world, timedelta(days=2))
    passing = PassingOn("development", text="They look at it.", until=(NOW - timedelta(minutes=5)).isoformat())
    escalations.escalate(_then(world, timedelta(days=1)), OLA, number, passing, "escalation")
    return number


def _question_left(world: World) -> str:
    number = _filed(world, timedelta(days=8))
    asked = _then(world, timedelta(days=7, minutes=1))
    correspondence.answer(asked, OLA, number, "Which rule is it?", (), "awaiting_customer", "answer")
    return number


def _waiting(world: World) -> str:
    return _filed(world, timedelta(minutes=10), severity=3)


@cache
def _policies() -> Policies:
    return read_policies(REPOSITORY / "kb" / "policies")


@cache
def _words() -> Phrasebook:
    return read_words(REPOSITORY / "kb" / "words")
