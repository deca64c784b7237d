"""A page with one element, and functions that answer from memory, for the elements tried each alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.elements.stub import Stub, serving

DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def current() -> dict[str, Stub]:
    return {}


@pytest.fixture(scope="session")
def origin(current: dict[str, Stub]) -> Iterator[str]:
    with serving(lambda: current["stub"]) as address:
        yield address


@pytest.fixture
def stub(current: dict[str, Stub], origin: str) -> Stub:
    current["stub"] = Stub(origin=origin)
    return current["stub"]


@pytest.fixture
def page(chromium: Browser, origin: str, stub: Stub) -> Iterator[Page]:
    """A page in Oslo. Whatever a script throws, or the policy of the page stops, fails the test."""
    context = chromium.new_context(base_url=origin, viewport=DESK, timezone_id="Europe/Oslo", locale="en-GB")
    context.set_default_timeout(5000)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    yield opened
    context.close()
    assert wrong == []
