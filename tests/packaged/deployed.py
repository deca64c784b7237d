"""A deployed desk as people meet it: HTTP through the gateway, mail through SMTP, letters as they left."""

import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage, Message
from pathlib import Path
from smtplib import SMTP
from typing import Any, TypeVar
from uuid import uuid4

from chalicelib.aws.clients import Clients
from chalicelib.aws.directory import DynamoDirectory
from chalicelib.aws.table import Table
from chalicelib.domain.people import Agent, Agreement, Contact, Organisation, Role
from local import emulator
from local.background import Background
from local.letters import Letter
from local.mail_queue import Courier
from local.receipt_rule import ReceiptRule
from local.smtp_port import MailIn, open_port
from local.spool import Spool

STACK = "tuki-check"
MAIL_DOMAIN = "support.example.com"
PORTAL = "https://support.example.com"
KEY_PARAMETER = "/tuki/check/secret-key"
PARAMETERS = {
    "PortalOrigin": PORTAL,
    "MailDomain": MAIL_DOMAIN,
    "MailRecipients": MAIL_DOMAIN,
    "KeyParameter": KEY_PARAMETER,
}

ALICE = Contact("alice", "bakery", "Alice Nordmann", "alice@bakery.example", language="nb")
CHARLIE = Contact("charlie", "rival", "Charlie Berg", "charlie@rival.example", language="nb")
ADA = Contact("ada", "bakery", "Ada Lund", "ada@bakery.example", Role.ADMINISTRATOR, language="nb")
LENA = Agent("lena", "Lena Vik", "lena@vendor.example", ("promark",), Role.LEAD, language="nb")
OLA = Agent("ola", "Ola Moen", "ola@vendor.example", ("promark",), language="nb")
LONG_AGO = date(2020, 1, 1)

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from a call."""

    status: int
    headers: Message
    body: Any


class Visitor:
    """Somebody at the portal, with the cookie that she was given."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self.cookie = ""

    def get(self, path: str) -> Answer:
        return self.call("GET", path)

    def post(self, path: str, body: object) -> Answer:
        return self.call("POST", path, json.dumps(body).encode(), {"Content-Type": "application/json"})

    def call(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        sent = {"X-Tuki": "1", "Idempotency-Key": str(uuid4()), "Accept-Language": "nb", **(headers or {})}
        sent |= {"Cookie": self.cookie} if self.cookie else {}
        request = urllib.request.Request(f"{self._origin}{path}", body, sent, method=method)
        answer = _ask(request)
        given = answer.headers.get("Set-Cookie")
        if given:
            self.cookie = given.split(";")[0]
        return answer


class Deployed:
    """The stack, the SMTP port before it, and what its functions can be asked."""

    def __init__(self, endpoint: str, made: Mapping[str, str], home: Path) -> None:
        self.endpoint, self.made = endpoint, made
        self._smtp_port = emulator.free_port()
        courier = Courier(ReceiptRule(self.client("s3"), self.client("sns"), made["Bucket"], made["MailTopic"]))
        self._port = open_port(MailIn(MAIL_DOMAIN, Spool(home / "spool"), courier.take), self._smtp_port)
        self._background = Background()
        self._background.repeat("the receipt rule", courier.step)
        self._signed_in: dict[str, Visitor] = {}

    def close(self) -> None:
        self._port.stop()
        self._background.end(within_seconds=5)

    def client(self, service: str) -> Any:
        """A client with the rights of the account's owner."""
        return emulator.client(service, self.endpoint)

    def seed(self) -> None:
        """Two customers of promark with a contact each, one with an administrator; an agent, and a lead."""
        directory = DynamoDirectory(Table(self.made["Table"], _OwnersClients(self.endpoint)))
        for id, name in (("bakery", "Fjellbakeriet AS"), ("rival", "Rivalen AS")):
            directory.keep_organisation(Organisation(id, name, (Agreement("promark", LONG_AGO),), "nb"))
        for contact in (ALICE, CHARLIE, ADA):
            directory.keep_contact(contact)
        for agent in (OLA, LENA):
            directory.keep_agent(agent)

    def visitor(self) -> Visitor:
        return Visitor(f"{self.endpoint}/_aws/execute-api/{self.made['RestAPIId']}/api")

    def signed_in(self, person: Contact | Agent) -> Visitor:
        """The person at the portal, signed in with the code from her letter, once."""
        if person.ref not in self._signed_in:
            self._signed_in[person.ref] = self.signed_in_anew(person)
        return self._signed_in[person.ref]

    def signed_in_anew(self, person: Contact | Agent) -> Visitor:
        visitor = self.visitor()
        asked = visitor.post("/v1/codes", {"address": person.address})
        assert asked.status == 202, asked.body
        code = re.search(r"\b\d{6}\b", _text(self.letter(person.address, "sign-in@")))
        assert code
        given = {"address": person.address, "challenge": asked.body["challenge"], "code": code[0]}
        session = visitor.post("/v1/sessions", given)
        assert session.status == 201, session.body
        return visitor

    def letter(self, to: str, *holding: str, within_seconds: float = 20) -> Letter:
        """The latest letter to somebody whose head and text hold all these words, as soon as it has left."""

        def found() -> Letter | None:
            letters = (letter for letter in emulator.letters(self.endpoint) if to in letter.to)
            return next((letter for letter in letters if all(word in _all_of(letter) for word in holding)), None)

        return eventually(found, f"a letter to {to} with {holding}", within_seconds)

    def mail(self, sender: str, to: str, subject: str, text: str, **headers: str) -> None:
        """An ordinary mail, by SMTP."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, to, subject
        mail["Message-ID"] = f"<{uuid4()}@client.example>"
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(text)
        with SMTP("127.0.0.1", self._smtp_port, timeout=10) as smtp:
            smtp.send_message(mail)

    def invoke(self, function: str, event: object) -> Any:
        """What a function of the stack answers to an event. Raises AssertionError where it broke off."""
        return invoke(self.client("lambda"), self.name_of(function), event)

    def name_of(self, resource: str) -> str:
        """The name that the stack's resource was given."""
        told = self.client("cloudformation").describe_stack_resource(StackName=STACK, LogicalResourceId=resource)
        return str(told["StackResourceDetail"]["PhysicalResourceId"])


def invoke(functions: Any, name: str, event: object) -> Any:
    told = functions.invoke(FunctionName=name, Payload=json.dumps(event).encode())
    said = json.loads(told["Payload"].read())
    assert "FunctionError" not in told, said
    return said


def eventually(look: Callable[[], Found | None], wanted: str, within_seconds: float = 20) -> Found:
    """What `look` finds, asked until it does."""
    end = time.monotonic() + within_seconds
    while time.monotonic() < end:
        found = look()
        if found is not None:
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {within_seconds:.0f} seconds: {wanted}")


def post_form(url: str, fields: Mapping[str, str], name: str, data: bytes) -> Answer:
    """A form with one file, as a browser posts it straight to storage."""
    border = uuid4().hex
    parts = [f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode() for key, value in fields.items()]
    parts.append(f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + data)
    body = b"".join(f"--{border}\r\n".encode() + part + b"\r\n" for part in parts) + f"--{border}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={border}"}
    return _ask(urllib.request.Request(url, body, kind, method="POST"))


def fetch(url: str) -> Answer:
    return _ask(urllib.request.Request(url))


class _OwnersClients(Clients):
    """The adapters' clients with the rights of the account's owner."""

    def __init__(self, endpoint: str) -> None:
        super().__init__()
        self._endpoint = endpoint

    def _make(self, service: str) -> Any:
        return emulator.client(service, self._endpoint)


def _ask(request: urllib.request.Request) -> Answer:
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return _read(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return _read(refused.code, refused.headers, refused.read())


def _read(status: int, headers: Message, raw: bytes) -> Answer:
    is_json = "json" in (headers.get("Content-Type") or "")
    return Answer(status, headers, json.loads(raw) if is_json and raw else raw)


def _text(letter: Letter) -> str:
    return letter.part("plain") or ""


def _all_of(letter: Letter) -> str:
    message = letter.message
    return f"{message['From']}\n{message['Subject']}\n{_text(letter)}"
