"""The front door for each test, over fakes; policies and words are the project's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chalice.test import Client

from app import app
from chalicelib import wiring
from chalicelib.policies.folder import read_policies
from chalicelib.policies.words import read_words
from tests.rules.front_door import FrontDoor

KB = Path(__file__).parents[2] / "kb"


@pytest.fixture(scope="session")
def policies() -> object:
    return read_policies(KB / "policies")


@pytest.fixture(scope="session")
def words() -> object:
    return read_words(KB / "words")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, policies: object, words: object) -> Iterator[FrontDoor]:
    with Client(app) as client:
        door = FrontDoor(client)
        monkeypatch.setattr(wiring, "policies", lambda: policies)
        monkeypatch.setattr(wiring, "words", lambda: words)
        monkeypatch.setattr(wiring, "world", door.world)
        monkeypatch.setattr(wiring, "settings", door.settings)
        yield door
