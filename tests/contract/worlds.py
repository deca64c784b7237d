"""The same ports three times: fakes, adapters on moto, adapters on the embedded emulator with the real template."""

import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

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

from chalicelib.aws import ranges
from chalicelib.aws.archive import DynamoArchive
from chalicelib.aws.aside import DynamoAside
from chalicelib.aws.books import DynamoBooks
from chalicelib.aws.clients import Clients
from chalicelib.aws.directory import DynamoDirectory
from chalicelib.aws.figures import DynamoFigures
from chalicelib.aws.files import S3Files
from chalicelib.aws.gate import DynamoGate
from chalicelib.aws.letterbox import DynamoLetterbox
from chalicelib.aws.mailer import SesMailer
from chalicelib.aws.runs import DynamoRuns
from chalicelib.aws.table import Table
from chalicelib.aws.tickets import DynamoTickets
from chalicelib.aws.worklog import DynamoWorklog
from chalicelib.desk.ports import (
    Archive,
    Aside,
    Books,
    Directory,
    Figures,
    Files,
    Gate,
    Letterbox,
    Mailer,
    Runs,
    Tickets,
    Upload,
    Worklog,
)

REGION = "eu-west-1"
MAIL_DOMAIN = "support.example.com"


@dataclass(frozen=True, slots=True)
class Ports:
    """One world's ports; `post` is what a browser does with an upload, True when storage takes the file."""

    tickets: Tickets
    figures: Figures
    aside: Aside
    letterbox: Letterbox
    directory: Directory
    gate: Gate
    files: Files
    mailer: Mailer
    archive: Archive
    books: Books
    worklog: Worklog
    runs: Runs
    post: Callable[[Upload, bytes], bool]


@dataclass(frozen=True, slots=True)
class Cloud:
    """The AWS services of one world, and the names in them."""

    clients: Clients
    table: str
    bucket: str

    @property
    def ports(self) -> Ports:
        table, files = Table(self.table, self.clients), S3Files(self.bucket, self.clients)
        return Ports(
            DynamoTickets(table, files),
            DynamoFigures(table),
            DynamoAside(table, files),
            DynamoLetterbox(table),
            DynamoDirectory(table),
            DynamoGate(table),
            files,
            SesMailer(self.clients),
            DynamoArchive(table, files),
            DynamoBooks(table, files),
            DynamoWorklog(table),
            DynamoRuns(table),
            _post,
        )

    def items(self) -> list[Mapping[str, Any]]:
        """Everything in the table, as DynamoDB spells it."""
        pages = self.clients.of("dynamodb").get_paginator("scan").paginate(TableName=self.table)
        return [item for page in pages for item in page["Items"]]


def new_cloud(clients: Clients) -> Cloud:
    """A table and a bucket of their own: nothing to clean up, and little to copy for moto's transactions."""
    name = f"tuki-{uuid.uuid4().hex}"
    clients.of("dynamodb").create_table(**table_as_keys_say(name))
    clients.of("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    return Cloud(clients, name, name)


def table_as_keys_say(name: str) -> dict[str, Any]:
    """A table with the keys and indexes of `keys`, which nothing forgets in the middle of a test."""
    pairs = [(ranges.PARTITION, ranges.SORT), *ranges.INDEXES.values()]
    return {
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"} for pair in pairs for key in pair],
        "KeySchema": _key_schema((ranges.PARTITION, ranges.SORT)),
        "GlobalSecondaryIndexes": [
            {"IndexName": index, "KeySchema": _key_schema(pair), "Projection": {"ProjectionType": "ALL"}}
            for index, pair in ranges.INDEXES.items()
        ],
    }


def _key_schema(pair: tuple[str, str]) -> list[dict[str, str]]:
    return [{"AttributeName": key, "KeyType": kind} for key, kind in zip(pair, ("HASH", "RANGE"), strict=True)]


def clients_under(environment: Mapping[str, str]) -> Clients:
    """Clients made under these settings, which hold on to them. Our mail domain may send."""
    clients = Clients()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_PROFILE", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"):
            patch.delenv(name, raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        for service in ("dynamodb", "s3", "sesv2", "ssm"):
            clients.of(service)
    clients.of("sesv2").create_email_identity(EmailIdentity=MAIL_DOMAIN)
    return clients


def fakes() -> Ports:
    store, files, directory = FakeStore(), FakeFiles(), FakeDirectory()
    return Ports(
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
        files.post,
    )


def _post(upload: Upload, data: bytes) -> bool:
    """A multipart form post, as a browser sends it."""
    boundary = uuid.uuid4().hex
    fields = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in upload.fields.items()
    )
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n'
    body = (fields + head).encode() + data + f"\r\n--{boundary}--\r\n".encode()
    request = urllib.request.Request(upload.url, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return bool(answer.status < 300)
    except urllib.error.HTTPError:
        return False
