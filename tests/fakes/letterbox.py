"""Letters owed, without a table."""

from datetime import datetime, timedelta

from chalicelib.desk.ports import Conflict
from chalicelib.domain.letter import Letter
from tests.fakes.store import FakeStore


class FakeLetterbox:
    """The port `Letterbox`. What became of each letter stands in the store's `letters`."""

    def __init__(self, store: FakeStore | None = None) -> None:
        self.store = store or FakeStore()

    def owed(self, now: datetime, limit: int = 50) -> tuple[Letter, ...]:
        waiting = [kept for kept in self.store.letters.values() if kept.is_owed and kept.turn <= now]
        return tuple(kept.letter for kept in sorted(waiting, key=lambda kept: (kept.turn, kept.letter.id))[:limit])

    def claim(self, letter: Letter, now: datetime, lease_seconds: int) -> int:
        kept = self.store.letters.get(letter.id)
        if kept is None or not kept.is_owed or kept.turn > now:
            raise Conflict
        kept.turn = now + timedelta(seconds=lease_seconds)
        kept.tries += 1
        return kept.tries

    def mark_sent(self, letter: Letter, mail_id: str, now: datetime) -> None:
        kept = self.store.letters.get(letter.id)
        if kept is None:
            raise Conflict
        kept.mail_id = mail_id
        if letter.ticket:
            self.store.refer(mail_id, letter.ticket)

    def give_up(self, letter: Letter, reason: str, now: datetime) -> None:
        kept = self.store.letters.get(letter.id)
        if kept and kept.is_owed:
            kept.given_up = reason
