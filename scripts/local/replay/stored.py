"""Where the stored tickets come from: what a desk on this machine has kept, or the table of a deployed stage.

What is kept here is copied and opened in an emulator of its own: so nothing can be written to it, it does not matter
whether the desk is open, and what has happened is there but for the last seconds.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib.aws.archive import DynamoArchive
from chalicelib.aws.clients import Clients
from chalicelib.aws.directory import DynamoDirectory
from chalicelib.aws.files import S3Files
from chalicelib.aws.table import Table
from chalicelib.aws.tickets import DynamoTickets
from chalicelib.desk.ports import Archive, Directory, Tickets
from local import emulator
from local.paths import Home

_NOT_NEEDED = shutil.ignore_patterns("letters", "*.tmp", "*.new")


class NothingStored(Exception):
    """There are no tickets to read; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a replay reads."""

    tickets: Tickets
    directory: Directory
    archive: Archive


def stored_in(table: str, bucket: str) -> Stored:
    """The ports over a table and a bucket, of the AWS that the environment leads to."""
    clients = Clients()
    items, files = Table(table, clients), S3Files(bucket, clients)
    return Stored(DynamoTickets(items, files), DynamoDirectory(items), DynamoArchive(items, files))


@contextmanager
def kept(folder: Path) -> Iterator[Stored]:
    """What scripts/serve has kept in a folder. This process reads no other AWS from then on.

    Raises NothingStored, NoEmulator.
    """
    state = Home(folder).emulator
    if not state.is_dir():
        raise NothingStored(f"{folder} keeps no desk: start scripts/serve first, or name its folder with --home.")
    with TemporaryDirectory() as scratch:
        copied = Path(scratch) / "emulator"
        shutil.copytree(state, copied, ignore=_NOT_NEEDED, copy_function=_copy)
        with emulator.running(copied) as endpoint:
            made = emulator.outputs(endpoint)
            if made is None:
                raise NothingStored(f"The desk in {folder} has never been opened: start scripts/serve first.")
            _read_only_from(endpoint)
            yield stored_in(made["Table"], made["Bucket"])


def _copy(source: str, target: str) -> None:
    """A file that an open desk has just removed is needed no more."""
    with suppress(FileNotFoundError):
        shutil.copyfile(source, target)


def _read_only_from(endpoint: str) -> None:
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ |= emulator.environment(endpoint)
