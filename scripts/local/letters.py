"""Letters as they left: each call to the mailer in its own file, read back as raw mail."""

import base64
import json
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter that was sent. `at` is in epoch seconds, `to` holds the envelope's recipients."""

    id: str
    at: float
    to: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    def part(self, subtype: str) -> str | None:
        """The text of the first `text/<subtype>` part, or None."""
        found = self.message.get_body((subtype,))
        return None if found is None else str(found.get_content())


class LetterBox:
    """Keeps the letters of one emulator in a folder, oldest first by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, request: bytes, answer: bytes) -> None:
        """Write down one accepted SendEmail call of raw content (SES API v2, JSON) with its answer."""
        self._folder.mkdir(parents=True, exist_ok=True)
        sent = json.loads(request)
        message_id = json.loads(answer)["MessageId"]
        kept = {
            "id": message_id.partition("@")[0],
            "at": time.time(),
            "to": _recipients(sent),
            "raw": _raw(sent, message_id),
        }
        path = self._folder / f"{time.time_ns()}-{kept['id']}.json"
        path.with_suffix(".new").write_text(json.dumps(kept))
        path.with_suffix(".new").replace(path)

    def as_json(self) -> bytes:
        """All letters, oldest first, as a JSON list of {id, at, to, raw}; raw is base64."""
        return b"[" + b",".join(path.read_bytes() for path in sorted(self._folder.glob("*.json"))) + b"]"


def read_letters(answer: bytes) -> list[Letter]:
    """The letters of `LetterBox.as_json`, newest first."""
    return [
        Letter(id=one["id"], at=one["at"], to=tuple(one["to"]), raw=base64.b64decode(one["raw"]))
        for one in reversed(json.loads(answer))
    ]


def _recipients(sent: dict[str, Any]) -> list[str]:
    destination = sent.get("Destination", {})
    return [
        address for field in ("ToAddresses", "CcAddresses", "BccAddresses") for address in destination.get(field) or []
    ]


def _raw(sent: dict[str, Any], message_id: str) -> str:
    """The mail in base64, with the Message-ID that SES puts in place of the sender's."""
    message = message_from_bytes(base64.b64decode(sent["Content"]["Raw"]["Data"]), policy=policy.SMTP)
    del message["Message-ID"]
    message["Message-ID"] = f"<{message_id}>"
    return base64.b64encode(message.as_bytes()).decode("ascii")
