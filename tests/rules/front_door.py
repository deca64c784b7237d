"""The desk as people meet it: HTTP calls and mails go in at the front door, letters come out.

Alice and Bob are contacts of the bakery, Charlie of its rival: Charlie must see nothing of theirs. Ola, Eva and Ivana
work at promark, timecare and evidencija. Behind the door stand the fakes.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

from chalice.test import Client

from chalicelib import arrivals, ticking, wiring
from chalicelib.desk.ports import Settings, World
from chalicelib.domain.letter import Outgoing
from chalicelib.domain.people import Agent, Agreement, Contact, Organisation, Role
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

MAIL_DOMAIN = "support.example.com"
PORTAL = "https://support.example.com"
MONDAY_MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)

ALICE = Contact("alice", "bakery", "Alice Nordmann", "alice@bakery.example", Role.ADMINISTRATOR, "nb", trained=True)
BOB = Contact("bob", "bakery", "Bob Hansen", "bob@bakery.example", language="nb")
CHARLIE = Contact("charlie", "rival", "Charlie Berg", "charlie@rival.example", language="nb", trained=True)
DORA = Contact("dora", "lapsed", "Dora Dahl", "dora@lapsed.example", language="nb")
OLA = Agent("ola", "Ola Moen", "ola@vendor.example", ("promark",), language="nb")
EVA = Agent("eva", "Eva Lind", "eva@vendor.example", ("timecare",), language="sv")
IVANA = Agent("ivana", "Ivana Kos", "ivana@vendor.example", ("evidencija",), language="hr")

ALL_DESKS = ("promark", "timecare", "crm-insight", "evidencija", "adminet")
ORGANISATIONS = (
    Organisation("bakery", "Fjellbakeriet AS", tuple(Agreement(desk, LONG_AGO) for desk in ALL_DESKS), "nb"),
    Organisation("rival", "Rivalen AS", tuple(Agreement(desk, LONG_AGO) for desk in ALL_DESKS), "nb"),
    Organisation("lapsed", "Gårsdagen AS", (Agreement("promark", LONG_AGO, date(2021, 12, 31)),), "nb"),
)


@dataclass(frozen=True)
class Answer:
    """What came back from a call: values where it was JSON, else bytes."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return str(self.body["code"])

    @property
    def fields(self) -> set[str]:
        return {fault["field"] for fault in self.body["fields"]}


@dataclass
class Visitor:
    """Somebody at the portal, signed in or not, reading it in a language."""

    client: Client
    language: str
    cookie: str = ""

    def get(self, path: str, **headers: str) -> Answer:
        return self.call("GET", path, None, headers)

    def post(self, path: str, body: object = None, **headers: str) -> Answer:
        return self.call("POST", path, {} if body is None else body, headers)

    def call(self, method: str, path: str, body: object, headers: Mapping[str, str]) -> Answer:
        sent = {"Content-Type": "application/json", "X-Tuki": "1", "Idempotency-Key": str(uuid4())}
        sent |= {"Accept-Language": self.language} if self.language else {}
        sent |= {"Cookie": self.cookie} if self.cookie else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        raw = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        answer = self.client.http.request(method, path, headers=sent, body=raw)
        told = {name.title(): value for name, value in answer.headers.items()}
        is_json = "json" in told.get("Content-Type", "")
        return Answer(answer.status_code, json.loads(answer.body) if is_json and answer.body else answer.body, told)


class FrontDoor:
    """One desk's whole world over fakes, at an instant that a test may move."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.now = MONDAY_MORNING
        self.store = FakeStore()
        self.files = FakeFiles()
        self.mailer = FakeMailer()
        self.gate = FakeGate()
        self.archive = FakeArchive()
        self.runs = FakeRuns(self.store)
        self.tickets = FakeTickets(self.store)
        people = (ALICE, BOB, CHARLIE, DORA, OLA, EVA, IVANA)
        self.directory = FakeDirectory(ORGANISATIONS, people)
        self._signed_in: dict[str, Visitor] = {}

    def world(self) -> World:
        return World(
            tickets=self.tickets,
            figures=FakeFigures(self.store),
            aside=FakeAside(self.store),
            letterbox=FakeLetterbox(self.store),
            directory=self.directory,
            gate=self.gate,
            files=self.files,
            mailer=self.mailer,
            archive=self.archive,
            books=FakeBooks(self.store, self.files, self.directory),
            worklog=FakeWorklog(self.store),
            runs=self.runs,
            policies=wiring.policies(),
            words=wiring.words(),
            settings=self.settings(),
            now=self.now,
        )

    def settings(self) -> Settings:
        return Settings(MAIL_DOMAIN, PORTAL, lambda: b"a secret key of more than 32 bytes")

    def visitor(self, language: str = "") -> Visitor:
        return Visitor(self._client, language)

    def signed_in(self, person: Contact | Agent) -> Visitor:
        """The person at the portal, signed in with the code from her letter, once."""
        if person.ref in self._signed_in:
            return self._signed_in[person.ref]
        visitor = self.visitor(person.language or "")
        asked = visitor.post("/v1/codes", {"address": person.address})
        assert asked.status == 202, asked.body
        given = {**asked.body, "address": person.address, "code": self.code_sent_to(person.address)}
        answer = visitor.post("/v1/sessions", given)
        assert answer.status == 201, answer.body
        visitor.cookie = answer.headers["Set-Cookie"].split(";")[0]
        self._signed_in[person.ref] = visitor
        return visitor

    def code_sent_to(self, address: str) -> str:
        letters = [letter for letter in self.letters_to(address) if "sign-in@" in letter.sender]
        found = re.search(r"\b\d{6}\b", letters[-1].text)
        assert found
        return found[0]

    def letters_to(self, address: str) -> list[Outgoing]:
        """Every letter that has gone to the address, the post having gone round first."""
        ticking.tick()
        return [sent.letter for sent in self.mailer.sent if sent.letter.to == address]

    def mail(
        self, sender: str, to: str, text: str, subject: str = "Hei", proven: bool = True, **more: str
    ) -> dict[str, Any]:
        """A mail as an ordinary client sends it, verified by the receiving side or not."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, to, subject
        mail["Message-ID"] = more.pop("message_id", f"<{uuid4()}@client.example>")
        for name, value in more.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(text)
        return self.raw_mail(mail.as_bytes(), to, proven)

    def raw_mail(self, raw: bytes, to: str, proven: bool = True, **verdicts: str) -> dict[str, Any]:
        """Bytes as they came in by SMTP, stored and announced as SES does it; `verdicts` and `source` may be given."""
        key = f"mail/{uuid4().hex}"
        self.files.put(key, raw, "message/rfc822")
        source = verdicts.pop("source", "somebody@client.example")
        found = dict.fromkeys(("spf", "dkim", "dmarc"), "PASS" if proven else "FAIL") | {
            "spam": "PASS",
            "virus": "PASS",
        }
        receipt = {
            "recipients": [to],
            **{f"{name}Verdict": {"status": status} for name, status in (found | verdicts).items()},
            "action": {"type": "S3", "bucketName": "bucket", "objectKey": key},
        }
        told = json.dumps(
            {"notificationType": "Received", "receipt": receipt, "mail": {"messageId": key, "source": source}}
        )
        return self.announce(told)

    def announce(self, told: str) -> dict[str, Any]:
        return arrivals.take_in({"Records": [{"messageId": "1", "body": json.dumps({"Message": told})}]})

    def upload(self, visitor: Visitor, name: str = "screen.png", data: bytes = b"png", desk: str = "promark") -> str:
        """A file put into storage as a browser would, and its id."""
        answer = visitor.post("/v1/files", {"desk": desk, "name": name, "size": len(data)})
        assert answer.status == 201, answer.body
        fields = answer.body["upload"]["fields"]
        self.files.put(fields["key"], data, fields["Content-Type"])
        return str(answer.body["id"])


def a_question(**changes: object) -> dict[str, object]:
    """What Alice fills in at promark."""
    filing: dict[str, object] = {
        "desk": "promark",
        "kind": "question",
        "subject": "Timer i helgen",
        "text": "Hvordan fører vi timer på lørdag?",
        "severity": 2,
        "area": "time_registration",
        "answers": {},
        "files": [],
    }
    return {**filing, **changes}
