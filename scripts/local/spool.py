"""Mail that was accepted and is not yet kept by the emulator: one file a mail, on disk before anyone says 250."""

import json
import os
import secrets
import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Spooled:
    """An accepted mail: the envelope as the client gave it, and its bytes. `at` is in epoch seconds."""

    id: str
    at: float
    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class Spool:
    """A folder of accepted mails. Safe to use from several threads. `shift_seconds` is added to the clock."""

    def __init__(self, folder: Path, shift_seconds: int = 0) -> None:
        self._folder = folder
        self._shift_seconds = shift_seconds
        self._done: dict[str, int] = {}
        self._turn = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)

    def accept(self, sender: str, recipients: tuple[str, ...], raw: bytes) -> Spooled:
        """Write a mail down so that no crash can lose it. Raises OSError when that is not possible."""
        name = f"{time.time_ns():x}{secrets.token_hex(8)}"
        mail = Spooled(name, time.time() + self._shift_seconds, sender, recipients, raw)
        envelope = {"at": mail.at, "sender": sender, "recipients": recipients}
        path = self._folder / mail.id
        with path.with_suffix(".new").open("wb") as file:
            file.write(json.dumps(envelope).encode() + b"\n" + raw)
            file.flush()
            os.fsync(file.fileno())
        path.with_suffix(".new").rename(path)
        _sync_folder(self._folder)
        return mail

    def left_over(self) -> list[Spooled]:
        """The mails of this folder, oldest first: at the start, those that an earlier run did not see kept."""
        return [_read(path) for path in sorted(self._folder.iterdir()) if not path.suffix]

    def done(self, mail_id: str) -> None:
        """The functions have dealt with this mail; its file goes once the emulator has saved what they did."""
        with self._turn:
            self._done[mail_id] = time.monotonic_ns()

    def sweep(self, saved_until: int) -> None:
        """Remove the files of mails dealt with before `saved_until` (nanoseconds of the monotonic clock)."""
        with self._turn:
            kept = [mail_id for mail_id, instant in self._done.items() if instant < saved_until]
            for mail_id in kept:
                del self._done[mail_id]
        for mail_id in kept:
            (self._folder / mail_id).unlink(missing_ok=True)


def _read(path: Path) -> Spooled:
    envelope, _, raw = path.read_bytes().partition(b"\n")
    said = json.loads(envelope)
    return Spooled(path.name, said["at"], said["sender"], tuple(said["recipients"]), raw)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
