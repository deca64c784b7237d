"""The child process that is AWS: ministack, saving its state every few seconds, and keeping the letters.

Run by `local.emulator`. Ends when its standard input closes, so that it never outlives the process that started it,
not even a killed one. ministack itself saves only on a clean end, and keeps no letters at all.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

import ministack.app
from ministack.core import persistence

from local import saved
from local.letters import LetterBox

SAVE_SECONDS = 5.0
# Those that hold something of ours; ministack has some sixty more.
SERVICES = ("dynamodb", "s3", "sqs", "sns", "ssm", "ses", "ses_v2", "cloudformation", "cloudwatch")
READS = ("GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan", "ReceiveMessage", "GetParameter")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Scope]]
Send = Callable[[Scope], Awaitable[None]]


class Emulator:
    """ministack's application, watched: which calls change something, and which send a letter."""

    def __init__(self, inner: Callable[[Scope, Receive, Send], Awaitable[None]], letters: LetterBox) -> None:
        self._inner = inner
        self._letters = letters
        self.changed = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one ASGI call."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
        elif scope["path"] == "/_tuki/letters":
            await _answer_json(send, self._letters.as_json())
        elif scope["path"] == "/v2/email/outbound-emails":
            await self._send_letter(scope, receive, send)
        elif _only_reads(scope):
            await self._inner(scope, receive, send)
        else:
            # Marked on both sides: a save may begin while the call is under way.
            self.changed = True
            await self._inner(scope, receive, send)
            self.changed = True

    async def _send_letter(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _whole_body(receive)
        answered: list[Scope] = []

        async def again() -> Scope:
            return {"type": "http.request", "body": body, "more_body": False}

        async def hold(message: Scope) -> None:
            answered.append(message)

        await self._inner(scope, again, hold)
        if answered[0]["status"] == 200:
            answer = b"".join(part.get("body", b"") for part in answered[1:])
            self._letters.keep(body, answer)
        for message in answered:
            await send(message)


def _only_reads(scope: Scope) -> bool:
    if scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return True
    target = dict(scope["headers"]).get(b"x-amz-target", b"").decode("latin-1")
    return target.rpartition(".")[2] in READS


async def _whole_body(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


async def _answer_json(send: Send, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def save(state: Path) -> bool:
    """Write every service's state; False when one could not be written whole."""
    whole = True
    states = ministack.app._build_persistence_save_dict()
    for name, get_state in ((name, states[name]) for name in SERVICES if name in states):
        written = state / f"{name}.json"
        begun = time.time_ns()
        persistence.save_state(name, _still(get_state))
        # save_state logs what goes wrong and says nothing: the file tells. File clocks tick coarsely.
        if not written.exists() or written.stat().st_mtime_ns < begun - 1_000_000_000:
            whole = False
            continue
        with written.open("rb") as file:
            os.fsync(file.fileno())
    return whole


def _still(get_state: Callable[[], Any]) -> Any:
    """One service's state, copied while others may write: a copy that stumbles over a change is made again."""
    for _ in range(20):
        try:
            return get_state()
        except RuntimeError:
            time.sleep(0.02)
    return get_state()


def keep_saving(emulator: Emulator, state: Path) -> None:
    """Save when something has changed, and tell up to when all is kept."""
    while True:
        time.sleep(SAVE_SECONDS)
        begun = time.monotonic_ns()
        changed, emulator.changed = emulator.changed, False
        if changed and not save(state):
            emulator.changed = True
            continue
        saved.mark(state, begun)


def end_with_parent() -> None:
    """Wait for the parent's end of the pipe to close, then end as on SIGTERM."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Run the emulator; everything is told by ministack's own environment variables."""
    state = Path(os.environ["STATE_DIR"])
    emulator = Emulator(ministack.app.app, LetterBox(state / "letters"))
    ministack.app.app = emulator
    threading.Thread(target=end_with_parent, daemon=True).start()
    if os.environ.get("PERSIST_STATE") == "1":
        threading.Thread(target=keep_saving, args=(emulator, state), daemon=True).start()
    sys.argv = sys.argv[:1]
    sys.executable = os.environ.get("LAMBDA_PYTHON", sys.executable)  # What it runs deployed functions with.
    ministack.app.main()


if __name__ == "__main__":
    main()
