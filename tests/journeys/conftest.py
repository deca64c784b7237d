"""The whole desk as scripts/serve opens it, on a Monday morning in March, and a browser before it."""

import json
import re
import smtplib
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, Page

from local.emulator import free_port

REPOSITORY = Path(__file__).parents[2]
MONDAY_MORNING = "2026-03-02T09:10:00+01:00"
MAIL_DOMAIN = "support.example.com"
WAIT_SECONDS = 60.0

T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """An open desk: where it is, and what comes out of it."""

    origin: str
    smtp_port: int

    def letters(self, to: str) -> list[dict[str, Any]]:
        """The letters to an address, newest first, as the outbox shows them."""
        with urllib.request.urlopen(f"{self.origin}/outbox/letters.json?most=200", timeout=10) as answer:
            return [letter for letter in json.load(answer) if to in letter["to"]]

    def letter(self, to: str, saying: str) -> dict[str, Any]:
        """The letter to an address with these words in it, waited for."""
        return until(lambda: next((one for one in self.letters(to) if saying in one["subject"] + one["text"]), None))

    def mail(self, sender: str, to: str, subject: str, text: str, file: tuple[str, bytes] | None = None) -> None:
        """A mail sent by an ordinary client over SMTP."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, to, subject
        mail["Message-ID"] = f"<{monotonic()}@client.example>"
        mail.set_content(text)
        if file:
            mail.add_attachment(file[1], maintype="application", subtype="pdf", filename=file[0])
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=10) as client:
            client.send_message(mail)


def until(found: Callable[[], T | None]) -> T:
    """What `found` finds in the end, asked again as a person reloads a page."""
    end, pause = monotonic() + WAIT_SECONDS, Event()
    while monotonic() < end:
        value = found()
        if value is not None:
            return value
        pause.wait(0.2)
    raise AssertionError(f"nothing came within {WAIT_SECONDS} seconds")


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """scripts/serve in a folder and on ports of its own, with the samples."""
    port, smtp_port = free_port(), free_port()
    ports = {"--port": port, "--smtp-port": smtp_port, "--emulator-port": free_port()}
    options = [word for option, number in ports.items() for word in (option, str(number))]
    home = tmp_path_factory.mktemp("desk")
    command = [REPOSITORY / "scripts" / "serve", "--home", str(home), "--now", MONDAY_MORNING, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as serving:
        try:
            said = []
            for line in serving.stdout or ():
                said.append(line)
                if "Ctrl-C ends it" in line:
                    break
            else:
                raise AssertionError("the desk did not open:\n" + "".join(said))
            yield Desk(f"http://127.0.0.1:{port}", smtp_port)
        finally:
            serving.terminate()
            serving.wait(60)


@pytest.fixture
def someone(chromium: Browser, desk: Desk) -> Iterator[Callable[[str, str], Page]]:
    """Somebody at the portal in a language, signed in with the code from her letter when she has an address."""
    contexts = []

    def comes(language: str, address: str = "") -> Page:
        zone = {"base_url": desk.origin, "locale": language, "timezone_id": "Europe/Oslo"}
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, **zone)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: wrong.append(request.url) if "127.0.0.1" not in request.url else None)
        page.on("close", lambda _: None)
        page.wrong = wrong  # type: ignore[attr-defined]
        if address:
            sign_in(page, desk, language, address)
        return page

    yield comes
    for context in contexts:
        for page in context.pages:
            assert page.wrong == []  # type: ignore[attr-defined]
        context.close()


def sign_in(page: Page, desk: Desk, language: str, address: str) -> None:
    def codes() -> list[str]:
        """The codes that were sent, the latest first; other letters may come while one waits."""
        sent = (letter["text"] for letter in desk.letters(address) if "sign-in@" in letter["from"])
        return [found[0] for text in sent if (found := re.search(r"\b\d{6}\b", text))]

    before = len(codes())
    page.goto(f"/{language}/sign-in/")
    page.fill("[name=address]", address)
    page.keyboard.press("Enter")
    page.wait_for_selector("[autocomplete=one-time-code]")
    until(lambda: len(codes()) > before or None)
    page.fill("[autocomplete=one-time-code]", codes()[0])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/{language}/(tickets|staff)/"))
