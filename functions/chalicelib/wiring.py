"""The one place that builds the World: names from the environment, adapters around them, the clock.

Nothing is read or opened at import; adapters are made once a process, the instant is taken at every call.
"""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

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
from chalicelib.aws.secrets import SecretKey
from chalicelib.aws.table import Table
from chalicelib.aws.tickets import DynamoTickets
from chalicelib.aws.worklog import DynamoWorklog
from chalicelib.desk.ports import Settings, World
from chalicelib.domain.letter import Letter
from chalicelib.in_force import PoliciesInForce
from chalicelib.policies import bundle
from chalicelib.policies.book import Policies
from chalicelib.policies.words import Phrasebook, unpack

BUNDLE = Path(__file__).parent / "bundle"


def world() -> World:
    """Everything a command may touch, now."""
    return world_at(_now())


def world_at(now: datetime) -> World:
    """Everything a command may touch, at an instant."""
    table, files = _table(), _files()
    return World(
        tickets=DynamoTickets(table, files),
        figures=DynamoFigures(table),
        aside=DynamoAside(table, files),
        letterbox=DynamoLetterbox(table),
        directory=DynamoDirectory(table),
        gate=DynamoGate(table),
        files=files,
        mailer=SesMailer(_clients(), os.environ.get("TUKI_CONFIGURATION_SET", "")),
        archive=_archive(),
        books=DynamoBooks(table, files),
        worklog=DynamoWorklog(table),
        runs=DynamoRuns(table),
        policies=policies(),
        words=words(),
        settings=settings(),
        now=now,
    )


def letters_written(event: Mapping[str, Any]) -> tuple[Letter, ...]:
    """The letters that the table's stream tells of."""
    return DynamoLetterbox(_table()).written(event)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """What the operator decided; the secret key is read when it is first needed."""
    key = SecretKey(os.environ["TUKI_KEY_PARAMETER"], _clients())
    return Settings(os.environ["TUKI_MAIL_DOMAIN"], os.environ["TUKI_PORTAL"].rstrip("/"), key.read)


def policies() -> Policies:
    """The policies in force: those published last, or the package's own until any were."""
    return _in_force().policies()


def look_again() -> None:
    """Other policies have come into force: this process need not wait for its next look."""
    _in_force().look_again()


@lru_cache(maxsize=1)
def carried() -> Policies:
    """The policies that the package carries."""
    return bundle.read(BUNDLE)


@lru_cache(maxsize=1)
def words() -> Phrasebook:
    """The words that the package carries."""
    return unpack(BUNDLE / "words.json")


@lru_cache(maxsize=1)
def _clients() -> Clients:
    return Clients()


@lru_cache(maxsize=1)
def _table() -> Table:
    return Table(os.environ["TUKI_TABLE"], _clients())


@lru_cache(maxsize=1)
def _files() -> S3Files:
    return S3Files(os.environ["TUKI_BUCKET"], _clients())


@lru_cache(maxsize=1)
def _archive() -> DynamoArchive:
    return DynamoArchive(_table(), _files())


@lru_cache(maxsize=1)
def _in_force() -> PoliciesInForce:
    return PoliciesInForce(_archive(), carried)


def _now() -> datetime:
    """The present instant; shifted where a laptop lives at another time."""
    shift = timedelta(seconds=int(os.environ.get("TUKI_SHIFT_SECONDS", "0")))
    return (datetime.now(UTC) + shift).replace(microsecond=0)
