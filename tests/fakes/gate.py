"""Codes, sessions and counts, without a table."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class _Code:
    hash: str
    expires_at: datetime
    tries: int = 0


class FakeGate:
    """The port `Gate`."""

    def __init__(self) -> None:
        self._codes: dict[str, _Code] = {}
        self._sessions: dict[str, tuple[str, datetime]] = {}
        self._counts: Counter[str] = Counter()

    def keep_code(self, asking_hash: str, code_hash: str, expires_at: datetime) -> None:
        self._codes[asking_hash] = _Code(code_hash, expires_at)

    def try_code(self, asking_hash: str, code_hash: str, now: datetime, most_tries: int) -> bool:
        code = self._codes.get(asking_hash)
        if code is None or code.expires_at <= now or code.tries >= most_tries:
            return False
        code.tries += 1
        if code.hash != code_hash:
            return False
        del self._codes[asking_hash]
        return True

    def keep_session(self, session_hash: str, ref: str, expires_at: datetime) -> None:
        self._sessions[session_hash] = (ref, expires_at)

    def session(self, session_hash: str, now: datetime) -> str | None:
        ref, expires_at = self._sessions.get(session_hash, ("", now))
        return ref if expires_at > now else None

    def end_session(self, session_hash: str) -> None:
        self._sessions.pop(session_hash, None)

    def count(self, key: str, expires_at: datetime) -> int:
        self._counts[key] += 1
        return self._counts[key]
