"""One request with all that a call asks of it, and the one place where a view's result becomes an HTTP answer."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from chalice.app import Request, Response

from chalicelib import wiring
from chalicelib.desk.letters.speech import language_of
from chalicelib.desk.ports import World
from chalicelib.desk.sign_in import SESSION_DAYS, signed_in
from chalicelib.domain.people import Agent, Contact, Person
from chalicelib.domain.refusal import Refusal
from chalicelib.journal import LOG
from chalicelib.policies.words import Phrasebook, spoken
from chalicelib.web.bodies import Body, read_body
from chalicelib.web.problems import problem, status_of

COOKIE = "tuki_session"
_MOST_KEY_CHARACTERS = 100
_TICKET_NUMBER = re.compile(r"[A-Z]{2,5}-[0-9]{1,12}")

Headers = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Download:
    """A text for the reader to keep as a file. Its name is plain ASCII without quotes."""

    text: str
    content_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a call answers. `session`: a token to keep in the cookie, "" to forget it, None to leave it as it is."""

    body: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    session: str | None = None
    download: Download | None = None


class Call:
    """A request at one instant. People and body are read when asked for; each refuses by itself."""

    def __init__(self, request: Request, world: World) -> None:
        self.world = world
        self._request = request
        self._headers = _headers_of(request)

    @property
    def source(self) -> str:
        """The address that the request came from, as the gateway saw it."""
        return str((self._request.context.get("identity") or {}).get("sourceIp", ""))

    @property
    def id(self) -> str:
        return _id_of(self._request)

    @property
    def token(self) -> str:
        """The session's token from the first cookie of our name; whatever other cookies hold is not ours to judge."""
        ours = _cookie_name(self.world.settings.portal)
        for pair in self._headers.get("cookie", "").split(";"):
            name, equals, value = (part.strip() for part in pair.partition("="))
            if equals and name == ours:
                return value if value.isascii() else ""
        return ""

    @cached_property
    def person(self) -> Person:
        """Who is signed in. Raises Refusal `sign_in_needed`."""
        return signed_in(self.world, self.token)

    @property
    def contact(self) -> Contact:
        """The customer's contact who is signed in. Raises Refusal for anyone else."""
        person = self.person
        if not isinstance(person, Contact):
            raise Refusal("not_allowed")
        return person

    @property
    def agent(self) -> Agent:
        """The agent who is signed in. Raises Refusal `not_found` for anyone else: staff calls do not exist for them."""
        person = self.person
        if not isinstance(person, Agent):
            raise Refusal("not_found")
        return person

    def agent_of(self, desk: str) -> Agent:
        """The agent who is signed in, if this desk is hers. Raises Refusal `not_found` otherwise."""
        agent = self.agent
        if desk not in agent.desks or desk not in self.world.policies:
            raise Refusal("not_found")
        return agent

    @cached_property
    def body(self) -> Body:
        raw = self._request.raw_body
        return read_body(raw.encode() if isinstance(raw, str) else raw)

    @property
    def key(self) -> str:
        """The idempotency key of a POST. Raises Refusal `key_missing`."""
        key = self._headers.get("idempotency-key", "")
        if not 8 <= len(key) <= _MOST_KEY_CHARACTERS:
            raise Refusal("key_missing")
        return key

    def query(self, name: str) -> str:
        given: Mapping[str, Any] = self._request.query_params or {}
        return str(given.get(name, ""))

    @property
    def wants_closed(self) -> bool:
        """`state=closed` or `state=open`, open when nothing is said. Raises Refusal for anything else."""
        state = self.query("state") or "open"
        if state not in ("open", "closed"):
            raise Refusal("state_unknown", state=state[:40])
        return state == "closed"

    @property
    def language(self) -> str:
        """The page's language, which it asks for; else the person's when signed in."""
        asked = _language_asked(self._request)
        if asked:
            return asked
        try:
            return language_of(self.world, self.person)
        except Refusal:
            return "en"

    def must_be_ours(self) -> None:
        """Every changing call carries a header that no foreign form can send."""
        if self._request.method not in ("GET", "HEAD") and self._headers.get("x-tuki") != "1":
            raise Refusal("header_missing")


def serve(request: Request | None, views: Mapping[str, Callable[..., Reply]], *path: str) -> Response:
    """Answers a request with the view of its method. No refusal and no fault leaves a stack trace to the reader."""
    if request is None:
        raise RuntimeError("a view is served only within a request")
    try:
        return _served(request, views, path)
    except Exception:
        about = {"request": _id_of(request), "path": request.context.get("resourcePath", "")}
        LOG.exception("call failed", extra=about)
        return _failed(request)


def _served(request: Request, views: Mapping[str, Callable[..., Reply]], path: tuple[str, ...]) -> Response:
    if request.method == "OPTIONS":
        return Response("", status_code=204, headers=_cross_origin(wiring.settings().portal))
    call = Call(request, wiring.world())
    try:
        call.must_be_ours()
        if "number" in (request.uri_params or {}):  # It stands first in every path that has one.
            path = (_ticket_number(path[0]), *path[1:])
        return _answered(call, views[request.method](call, *path))
    except Refusal as refusal:
        LOG.info("refused", extra={"request": call.id, "code": refusal.code})
        return _problem(refusal, call.world.words, call.language, call.id, _cross_origin(call.world.settings.portal))


def _failed(request: Request) -> Response:
    """The answer to a fault of ours, made without what may be down: no store is read for the language."""
    id, language = _id_of(request), _language_asked(request) or "en"
    try:
        cross_origin = _cross_origin(wiring.settings().portal)
    except Exception:
        cross_origin = {}
    return _problem(Refusal("internal", request=id), wiring.words(), language, id, cross_origin)


def _answered(call: Call, reply: Reply) -> Response:
    portal = call.world.settings.portal
    if reply.download:
        headers = _headers(reply.download.content_type, _cross_origin(portal))
        headers["Content-Disposition"] = f'attachment; filename="{reply.download.name}"'
        return Response(reply.download.text, status_code=reply.status, headers=headers)
    headers = _headers("application/json", _cross_origin(portal))
    if reply.session is not None:
        headers["Set-Cookie"] = _cookie(reply.session, portal)
    body = "" if reply.status == 204 else json.dumps(reply.body, ensure_ascii=False)
    return Response(body, status_code=reply.status, headers=headers)


def _problem(refusal: Refusal, words: Phrasebook, language: str, id: str, cross_origin: Headers) -> Response:
    body = json.dumps(problem(refusal, words, language, id), ensure_ascii=False)
    headers = _headers("application/problem+json", cross_origin)
    return Response(body, status_code=status_of(refusal.code), headers=headers)


def _ticket_number(given: str) -> str:
    """A ticket's number as it is kept. Raises Refusal `not_found` for what can be none, before anything is read."""
    number = given.upper()
    if not _TICKET_NUMBER.fullmatch(number):
        raise Refusal("not_found")
    return number


def _id_of(request: Request) -> str:
    return str(request.context.get("requestId", ""))


def _headers_of(request: Request) -> dict[str, str]:
    return {name.lower(): value for name, value in (request.headers or {}).items()}


def _language_asked(request: Request) -> str:
    return spoken(_headers_of(request).get("accept-language"), "")


def _headers(content_type: str, cross_origin: Headers) -> Headers:
    return {
        "Content-Type": f"{content_type}; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        **cross_origin,
    }


def _cross_origin(portal: str) -> Headers:
    return {
        "Access-Control-Allow-Origin": portal,
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Allow-Headers": "Content-Type, Idempotency-Key, If-Match, X-Tuki, Accept-Language",
        "Access-Control-Allow-Methods": "GET, POST, DELETE, OPTIONS",
        "Access-Control-Max-Age": "7200",
        "Vary": "Origin",
    }


def _cookie_name(portal: str) -> str:
    """Behind https a name that browsers take from this host alone, so that no neighbour can plant a session."""
    return f"__Host-{COOKIE}" if portal.startswith("https:") else COOKIE


def _cookie(token: str, portal: str) -> str:
    age = SESSION_DAYS * 86_400 if token else 0
    secure = "; Secure" if portal.startswith("https:") else ""
    return f"{_cookie_name(portal)}={token}; Max-Age={age}; Path=/; HttpOnly; SameSite=Strict{secure}"
