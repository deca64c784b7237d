"""The outbox page: every letter that the desk has sent, newest first, as its reader would see it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs

from jinja2 import Environment, FileSystemLoader

from local.functions import Answer
from local.letters import Letter

PAGE_LETTERS = 20
LISTED_LETTERS = 100

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"
_PAGE_POLICY = f"{_NOTHING}; style-src 'self'; frame-src 'self'; frame-ancestors 'none'"
# What a careful mail program grants: the letter's own looks, and nothing from anywhere.
_LETTER_POLICY = f"{_NOTHING}; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups"
_HERE = Path(__file__).parent


class Outbox:
    """The letters that `read` brings, newest first, at their time on the desk's clock."""

    def __init__(self, read: Callable[[], list[Letter]], shift_seconds: int = 0) -> None:
        self._read = read
        self._shift_seconds = shift_seconds
        self._templates = Environment(
            loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self._templates.filters["moment"] = _moment

    def answer(self, target: str) -> Answer:
        """The page, its style, one letter's HTML part, its raw mail, or letters as JSON."""
        path, _, query = target.partition("?")
        if path == "/outbox":
            return Answer(301, (("Location", "/outbox/"),), b"")
        if path == "/outbox/":
            return self._page(parse_qs(query))
        if path == "/outbox/outbox.css":
            return Answer(200, (("Content-Type", "text/css; charset=utf-8"),), (_HERE / "outbox.css").read_bytes())
        if path == "/outbox/letters.json":
            return self._listed(parse_qs(query))
        asked = re.fullmatch(r"/outbox/([0-9a-f-]+)\.(html|eml)", path)
        letter = next((one for one in self._letters() if asked and one.id == asked[1]), None)
        if asked is None or letter is None:
            return Answer(404, (("Content-Type", "text/plain; charset=utf-8"),), b"There is no such letter.\n")
        return _html_part(letter) if asked[2] == "html" else _raw_mail(letter)

    def _listed(self, query: dict[str, list[str]]) -> Answer:
        """The newest letters as JSON: a hundred, or `?most=` of them."""
        most = query.get("most", [""])[0]
        letters = self._letters()[: int(most) if most.isdecimal() else LISTED_LETTERS]
        listed = json.dumps([_described(letter) for letter in letters])
        return Answer(200, (("Content-Type", "application/json"),), listed.encode())

    def _letters(self) -> list[Letter]:
        return [replace(letter, at=letter.at + self._shift_seconds) for letter in self._read()]

    def _page(self, query: dict[str, list[str]]) -> Answer:
        asked = query.get("page", ["1"])[0]
        page = int(asked) if asked.isdecimal() and int(asked) > 0 else 1
        letters = self._letters()
        shown = letters[(page - 1) * PAGE_LETTERS : page * PAGE_LETTERS]
        content = self._templates.get_template("outbox.html").render(
            letters=[(letter, _described(letter)) for letter in shown],
            count=len(letters),
            newer=page - 1,
            older=page + 1 if page * PAGE_LETTERS < len(letters) else None,
        )
        return Answer(200, (*_html_headers(_PAGE_POLICY), ("Cache-Control", "no-store")), content.encode())


@lru_cache(maxsize=1000)
def _described(letter: Letter) -> dict[str, object]:
    """A letter as JSON: id, at, to, from, subject, text, html, headers (list of [name, value]), attachments (names)."""
    message = letter.message
    return {
        "id": letter.id,
        "at": datetime.fromtimestamp(letter.at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "to": list(letter.to),
        "from": str(message.get("From", "")),
        "subject": str(message.get("Subject", "")),
        "text": letter.part("plain"),
        "html": letter.part("html"),
        "headers": [[name, str(value)] for name, value in message.items()],
        "attachments": [part.get_filename() or "" for part in message.iter_attachments()]
        if message.is_multipart()
        else [],
    }


def _html_part(letter: Letter) -> Answer:
    return Answer(200, _html_headers(_LETTER_POLICY), (letter.part("html") or "").encode())


def _raw_mail(letter: Letter) -> Answer:
    headers = (("Content-Type", "message/rfc822"), ("Content-Disposition", f'attachment; filename="{letter.id}.eml"'))
    return Answer(200, headers, letter.raw)


def _html_headers(policy: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Security-Policy", policy),
        ("Referrer-Policy", "no-referrer"),
    )


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at).astimezone().strftime("%Y-%m-%d %H:%M:%S %Z")
