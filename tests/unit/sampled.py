"""The samples loaded into fakes: what tests of them look at."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest
from tests.fakes import (
    FakeArchive,
    FakeAside,
    FakeBooks,
    FakeDirectory,
    FakeFigures,
    FakeFiles,
    FakeGate,
    FakeLetterbox,
    FakeMailer,
    FakeRuns,
    FakeStore,
    FakeTickets,
    FakeWorklog,
)
from tests.unit.policy_edits import POLICIES

from chalicelib.desk.ports import Settings, World
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Ticket
from chalicelib.policies.words import read_words
from local.samples import FOLDER, load
from local.samples.script import Samples, read_samples

WORDS = read_words(FOLDER.parent / "words")
DESKS = tuple(POLICIES)
SUNDAY = datetime(2026, 11, 22, 15, 22, tzinfo=UTC)
NOWS = (
    SUNDAY,
    datetime(2026, 11, 23, 5, 30, tzinfo=UTC),  # A Monday, before any desk opens.
    datetime(2026, 6, 24, 10, 5, tzinfo=UTC),  # After Midsummer and its closed eve.
    datetime(2027, 1, 4, 7, 40, tzinfo=UTC),  # After Christmas, with bridge days before it.
    datetime(2027, 3, 30, 22, 10, tzinfo=UTC),  # After Easter, and a clock change.
    datetime(2027, 5, 9, 9, 57, tzinfo=UTC),  # After Ascension Day, between a short day and a bridge day.
)
SAMPLES: Samples = read_samples(FOLDER, DESKS, SUNDAY.date())

at_any_time = pytest.mark.parametrize("now", NOWS, ids=lambda now: f"{now:%Y-%m-%dT%H:%M}")
at_every_desk = pytest.mark.parametrize("desk", DESKS)


def new_world(now: datetime) -> World:
    store, files, directory = FakeStore(), FakeFiles(), FakeDirectory()
    return World(
        FakeTickets(store),
        FakeFigures(store),
        FakeAside(store),
        FakeLetterbox(store),
        directory,
        FakeGate(),
        files,
        FakeMailer(),
        FakeArchive(),
        FakeBooks(store, files, directory),
        FakeWorklog(store),
        FakeRuns(store),
        POLICIES,
        WORDS,
        Settings("support.example.com", "http://127.0.0.1:8000", lambda: b"k" * 32),
        now,
    )


@cache
def loaded(now: datetime) -> World:
    world = new_world(now)
    load(world)
    return world


def store_of(world: World) -> FakeStore:
    assert isinstance(world.tickets, FakeTickets)
    return world.tickets.store


def tickets_of(world: World, desk: str) -> list[Ticket]:
    return [ticket for ticket in store_of(world).tickets.values() if ticket.desk == desk]


def told(world: World) -> Mapping[str, tuple[Ticket, list[Entry]]]:
    """Tickets with their histories, but for the random keys of their files."""
    store = store_of(world)
    return {
        number: (ticket, [without_keys(it) for it in store.entries[number]]) for number, ticket in store.tickets.items()
    }


def without_keys(entry: Entry) -> Entry:
    if entry.message is None:
        return entry
    files = tuple(replace(file, id="") for file in entry.message.attachments)
    return replace(entry, message=replace(entry.message, attachments=files))


def entries_at(desk: str, now: datetime = SUNDAY) -> list[Entry]:
    world = loaded(now)
    return [entry for ticket in tickets_of(world, desk) for entry in store_of(world).entries[ticket.number]]
