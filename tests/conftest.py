"""The browser, one a run, and a way to run the portal's own modules in it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, sync_playwright

CHROMIUM = Path(os.environ.get("TUKI_CHROMIUM") or "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
InBrowser = Callable[[str, str, object], Any]
MODULES = Path(__file__).parents[1] / "site" / "theme" / "js"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Where it is not installed its tests are skipped, and say so; never in CI."""
    if not CHROMIUM.exists() and os.environ.get("CI") != "true":
        pytest.skip("Chromium is not installed: nothing was tried in a browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def in_browser(chromium: Browser) -> Iterator[InBrowser]:
    """Runs `body`, a JavaScript function's, with a module of the theme as `module` and a value as `given`."""
    page = chromium.new_page()
    page.route("http://theme.example/**", _theme)
    page.goto("http://theme.example/")

    def run(module: str, body: str, given: object) -> Any:
        program = f"async (given) => {{ const module = await import('/{module}'); {body} }}"
        return page.evaluate(program, given)

    yield run
    page.close()


def _theme(route: Route) -> None:
    name = route.request.url.removeprefix("http://theme.example/")
    if name:
        route.fulfill(body=(MODULES / name).read_text("utf-8"), content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>modules</title>", content_type="text/html")
