"""Sudden death: a process that is killed after so many calls, and a mailer whose letters survive it."""

import os
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chalicelib.domain.letter import Outgoing


def dies(work: Callable[[], object]) -> bool:
    """Does the work in a process of its own; whether that was killed on the way. Raises RuntimeError if it failed."""
    child = os.fork()
    if not child:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    if not os.WIFSIGNALED(ended) and os.waitstatus_to_exitcode(ended):
        raise RuntimeError("the work failed before its death")
    return os.WIFSIGNALED(ended)


def die() -> None:
    """At once, with nothing tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


class Calls:
    """The calls that were answered, by name, of those clients that it watches; the `last` one of all kills."""

    def __init__(self, last: int = 0) -> None:
        self.made: list[str] = []
        self._last = last

    def watch(self, client: Any) -> None:
        client.meta.events.register("after-call.*.*", self._answered)

    def _answered(self, model: Any, **_: Any) -> None:
        self.made.append(model.name)
        if len(self.made) == self._last:
            die()


class PaperMailer:
    """The port `Mailer`, on a file, a line for each letter. The `last` letter kills as soon as it has left."""

    def __init__(self, file: Path, last: int = 0) -> None:
        self._file = file
        self._last = last
        self._sent = 0

    def send(self, letter: Outgoing) -> str:
        with self._file.open("a", encoding="utf-8") as file:
            file.write(f"{letter.to} {letter.subject}\n")
        self._sent += 1
        if self._sent == self._last:
            die()
        return f"<{os.getpid()}.{self._sent}@paper.example>"


def letters_left(file: Path) -> Counter[str]:
    """How often each letter has left."""
    return Counter(file.read_text("utf-8").splitlines()) if file.exists() else Counter()
