"""A small stand-in for portal and functions: pages with one element each, and calls answered from memory."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import ceil
from pathlib import Path
from threading import Thread
from urllib.parse import unquote_plus

import material as material_theme

from portal.elements import data_for, form_data, stopwatch_data
from portal.security import with_policy
from portal.shelf import Shelf, Site, read_shelf
from portal.speech import Speech
from tests.journeys.elements.samples import Json, contact, ticket, time_of, timing

HOME = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PAGES = {
    "sign-in/": ("tuki-sign-in", "sign-in", ("sign_in", "errors")),
    "tickets/": ("tuki-tickets", "tickets", ("tickets", "sign_in", "kinds", "errors")),
    "ticket/": ("tuki-ticket", "ticket", ("tickets", "form", "worklog", "staff", "sign_in", "kinds", "errors")),
    "staff/": ("tuki-queue", "queue", ("staff", "tickets", "sign_in", "kinds", "errors")),
    "staff/figures/": ("tuki-figures", "figures", ("figures", "staff", "tickets", "sign_in", "kinds", "errors")),
    "staff/agreements/": (
        "tuki-agreements",
        "agreements",
        ("agreements", "staff", "tickets", "sign_in", "kinds", "errors"),
    ),
    "staff/billing/": (
        "tuki-billing",
        "billing",
        ("billing", "agreements", "staff", "tickets", "sign_in", "kinds", "errors"),
    ),
    "staff/replay/": ("tuki-replay", "replay", ("billing", "staff", "tickets", "sign_in", "kinds", "errors")),
    "statements/": ("tuki-statements", "statements", ("billing", "tickets", "sign_in", "errors")),
    "staff/set-aside/": ("tuki-set-aside", "set-aside", ("staff", "tickets", "sign_in", "kinds", "errors")),
}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_SEARCH_INDEX = {
    "config": {"lang": ["en"]},
    "docs": [
        {"location": "guides/silent-terminal/", "title": "A silent terminal", "text": "Switch it off and on."},
        {"location": "promark/contact/", "title": "Contact", "text": "About the terminal, call us."},
    ],
}
_FRAME = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>Tuki</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/material.css">
<link rel="stylesheet" href="/css/tuki.css"><link rel="stylesheet" href="/css/elements.css">
<link rel="stylesheet" href="/css/figures.css"><link rel="stylesheet" href="/css/agreements.css">
<link rel="stylesheet" href="/css/sheet.css"><link rel="stylesheet" href="/css/replay.css">
<link rel="stylesheet" href="/css/worklog.css">
<script type="module" src="/js/person.js"></script><script type="module" src="/js/{script}.js"></script>
<script type="module" src="/js/stopwatch.js"></script></head>
<body data-root="" data-language="{language}" data-shift-seconds="{shift}">
<header class="top"><div class="top__row"><nav class="top__links" aria-label="Main">
<tuki-person class="person" data-json="{person}"><a href="/{language}/sign-in/">Sign in</a></tuki-person>
</nav></div></header>
<div class="frame frame--wide"><main id="content" class="content"><article class="md-typeset">
<tuki-stopwatch data-json="{watch}"></tuki-stopwatch><h1>{element}</h1>
<{element} data-json="{data}"><p>What one reads without scripts.</p></{element}></article></main></div>
</body></html>"""

Answer = tuple[int, Json | None]


@dataclass
class Sent:
    """One call that the page made."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Json


@dataclass
class Stub:
    """What the functions know and were sent.

    `timing` holds clocks and promises of every ticket; `answers` take a call away from its usual answer: path -> what
    to say.
    """

    person: Json | None = None
    tickets: list[Json] = field(default_factory=list)
    entries: list[Json] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    timing: Json = field(default_factory=dict)
    mails: list[Json] = field(default_factory=list)
    customers: list[Json] = field(default_factory=list)
    unreached: list[Json] = field(default_factory=list)
    html: str = ""
    time: Json = field(default_factory=time_of)
    figures: Json = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    uploads: list[bytes] = field(default_factory=list)
    origin: str = ""

    def posts(self, path: str) -> list[Sent]:
        return [sent for sent in self.sent if sent.method == "POST" and sent.path == path]

    def answer(self, method: str, path: str, query: str, body: Json) -> Answer:
        if path in self.answers:
            return self.answers[path]
        if path == "/codes":
            return 202, {"challenge": f"challenge-{len(self.posts(path))}"}
        if path == "/sessions":
            return self._sign_in(body)
        if path == "/session" and method == "DELETE":
            self.person = None
            return 204, None
        if self.person is None:
            return problem(401, "sign_in_needed")
        if path == "/session":
            return 200, {"person": self.person}
        if path.startswith("/stopwatch") or path.endswith(("/time", "/corrections")):
            return 200 if method == "GET" else 201, self.time
        if path == "/files":
            return 201, {
                "id": f"file-{len(self.sent)}",
                "upload": {"url": f"{self.origin}/storage", "fields": {"key": "k"}},
            }
        if path == "/tickets" and method == "POST":
            return 201, {"ticket": ticket(**{key: body[key] for key in ("desk", "kind", "subject")})}
        if path == "/tickets" or path.endswith("/queue"):
            return self._listed(query)
        if path.endswith("/figures"):
            return 200, self.figures
        if path.endswith("/set-aside"):
            return self._aside(query)
        if "/returns" in path and path.startswith("/desks/"):
            return self._unreached(path)
        if path.endswith("/customers"):
            beginning = unquote_plus(query.removeprefix("beginning=")).casefold()
            return 200, {"customers": [one for one in self.customers if one["name"].casefold().startswith(beginning)]}
        if "/set-aside/" in path:
            return self._mail(path, body)
        return self._case(path)

    def _sign_in(self, body: Json) -> Answer:
        if body["code"] != "123456":
            return problem(401, "code_wrong")
        self.person = self.person or contact()
        return 201, {"person": self.person}

    def _unreached(self, path: str) -> Answer:
        *_, agent, last = path.split("/")
        if last == "trials":
            self.unreached = [one for one in self.unreached if one["id"] != agent]
        return 201 if last == "trials" else 200, {"returned": self.unreached}

    def _listed(self, query: str) -> Answer:
        closed = [one for one in self.tickets if (one["state"] == "closed") == ("state=closed" in query)]
        page, rest = (closed[3:], []) if "cursor=" in query else (closed[:3], closed[3:])
        return 200, {"tickets": page, "cursor": "next" if rest else None}

    def _aside(self, query: str) -> Answer:
        chosen = [one for one in self.mails if bool(one["settled"]) == ("state=closed" in query)]
        page, rest = (chosen[3:], []) if "cursor=" in query else (chosen[:3], chosen[3:])
        return 200, {"mails": page, "cursor": "next" if rest else None}

    def _mail(self, path: str, body: Json) -> Answer:
        """A mail set aside: what it looked like, its files, and what becomes of it."""
        id, _, rest = path.partition("/set-aside/")[2].partition("/")
        if rest == "html":
            return 200, {"html": self.html}
        if rest.startswith("files/"):
            return 200, {"url": f"{self.origin}/storage"}
        at = NOW.isoformat().replace("+00:00", "Z")
        (mail,) = (one for one in self.mails if one["id"] == id)
        number = None if rest == "discards" else body.get("ticket") or "PRO-1100"
        mail["settled"] = {"at": at, "by": {"name": (self.person or {})["name"]}, "ticket": number}
        return 201, {"ticket": ticket(number=number)} if number else {"mail": mail}

    def _case(self, path: str) -> Answer:
        number, _, rest = path.removeprefix("/tickets/").partition("/")
        found = next((one for one in self.tickets if one["number"] == number), None)
        if found is None:
            return problem(404, "not_found")
        if rest.startswith("files/") or rest.endswith("/mail"):
            return 200, {"url": f"{self.origin}/storage"}
        if rest.startswith("messages/"):
            return 200, {"html": self.html}
        case = {"ticket": found, "entries": self.entries, "actions": self.actions, **timing(), **self.timing}
        return 201 if rest else 200, case


def problem(status: int, code: str, detail: str = "", fields: list[Json] | None = None) -> Answer:
    return status, {"type": "about:blank", "status": status, "code": code, "detail": detail, "fields": fields or []}


@lru_cache(maxsize=1)
def shelf() -> Shelf:
    return read_shelf(HOME / "kb", Site("https://support.example.com/", "", "support.example.com"), NOW)


def page(path: str) -> str | None:
    """A page of one language: the element with its data, under the policy that the portal writes."""
    language, _, rest = path.lstrip("/").partition("/")
    speech = Speech(language, shelf().words)
    if rest in PAGES:
        element, script, rooms = PAGES[rest]
        data = data_for(shelf(), speech, *rooms)
    elif rest.endswith("/new/") and rest.split("/")[0] in shelf().policies:
        element, script = "tuki-form", "form"
        data = form_data(shelf(), speech, shelf().policies[rest.split("/")[0]])
    else:
        return "<!doctype html><title>Tuki</title>" if not rest else None
    sign_in = shelf().words.room(language, "sign_in")
    html = _FRAME.format(
        language=language,
        element=element,
        script=script,
        data=_attribute(data),
        watch=_attribute(stopwatch_data(shelf(), speech)),
        person=_attribute({"lang": language, "api": "", "words": {"sign_in": sign_in}}),
        shift=ceil((NOW - datetime.now(UTC)).total_seconds()),
    )
    return with_policy(html, [])


def _attribute(data: Json) -> str:
    return escape(json.dumps(data), quote=True)


@lru_cache(maxsize=1)
def material() -> bytes:
    """The theme's own stylesheet, beneath ours as on the portal."""
    (file,) = (Path(material_theme.__file__).parent / "templates" / "assets" / "stylesheets").glob("main.*.min.css")
    return file.read_bytes()


def _handler(stub: Callable[[], Stub]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            file = HOME / "site" / "theme" / path.lstrip("/")
            if path.startswith("/v1/"):
                self.call()
            elif path == "/storage":
                self.reply(204, b"")
            elif path.endswith("/search_index.json"):
                self.reply(200, json.dumps(_SEARCH_INDEX).encode(), "application/json")
            elif path == "/material.css":
                self.reply(200, material(), "text/css")
            elif file.suffix in _TYPES and file.is_file():
                self.reply(200, file.read_bytes(), _TYPES[file.suffix])
            elif (html := page(path)) is not None:
                self.reply(200, html.encode(), "text/html; charset=utf-8")
            else:
                self.reply(404, b"")

        def do_POST(self) -> None:
            if self.path == "/storage":
                stub().uploads.append(self.body())
                self.reply(204, b"")
            else:
                self.call()

        def do_DELETE(self) -> None:
            self.call()

        def body(self) -> bytes:
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))

        def call(self) -> None:
            path, _, query = self.path.removeprefix("/v1").partition("?")
            raw = self.body()
            body = json.loads(raw) if raw else {}
            stub().sent.append(Sent(self.command, path, dict(self.headers), body))
            status, answer = stub().answer(self.command, path, query, body)
            self.reply(status, b"" if answer is None else json.dumps(answer).encode(), "application/json")

        def reply(self, status: int, content: bytes, type: str = "text/plain") -> None:
            self.send_response(status)
            self.send_header("Content-Type", type)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing: a test that fails says enough."""

    return Handler


@contextmanager
def serving(stub: Callable[[], Stub]) -> Iterator[str]:
    """Serves on loopback, whichever stub is current; gives the origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stub))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
