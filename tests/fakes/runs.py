"""Runs of the month, without a table or a queue."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count

from chalicelib.desk.ports import Claim, Conflict, Errand
from chalicelib.domain.billing.run import Draft, Run, Standing
from chalicelib.domain.letter import Letter
from tests.fakes.store import FakeStore


class FakeRuns:
    """The port `Runs`; `errands` are those that wait, each with its turn and its last claim."""

    def __init__(self, store: FakeStore) -> None:
        self._store = store
        self._sendings = count(1)
        self._runs: dict[tuple[str, str], Run] = {}
        self._drafts: dict[tuple[str, str, str], Draft] = {}
        self.errands: dict[Errand, tuple[datetime, Claim]] = {}

    def run(self, desk: str, month: str) -> Run | None:
        return self._runs.get((desk, month))

    def keep_run(self, run: Run, errand: Errand, letters: Iterable[Letter], now: datetime) -> None:
        owed = tuple(letters)
        before = self._runs.get((run.desk, run.month))
        if run.version != (before.version if before else 0) + 1:
            raise Conflict
        self._store.must_be_unknown(owed)
        self._runs[run.desk, run.month] = run
        self.send([errand], now)
        self._store.owe(owed)

    def draft(self, desk: str, month: str, organisation: str) -> Draft | None:
        return self._drafts.get((desk, month, organisation))

    def drafts(self, desk: str, month: str) -> tuple[Draft, ...]:
        found = (key for key in sorted(self._drafts) if key[:2] == (desk, month))
        return tuple(self._drafts[key] for key in found)

    def keep_draft(self, run: Run, draft: Draft) -> None:
        key = run.desk, run.month, draft.organisation
        before, now = self._drafts.get(key), self._runs.get((run.desk, run.month))
        if now is None or now.version != run.version:
            return
        if before is None or before.standing is not Standing.ISSUED:
            self._drafts[key] = draft

    def send(self, errands: Iterable[Errand], now: datetime) -> None:
        for errand in errands:
            self.errands[errand] = (now, Claim(str(next(self._sendings)), 0))

    def due(self, now: datetime, limit: int = 50) -> tuple[Errand, ...]:
        waiting = sorted(self.errands.items(), key=lambda one: one[1][0])
        return tuple(errand for errand, (turn, _) in waiting if turn <= now)[:limit]

    def claim(self, errand: Errand, now: datetime, lease_seconds: int) -> Claim:
        turn, before = self.errands.get(errand, (None, None))
        if turn is None or before is None or turn > now:
            raise Conflict
        claim = Claim(before.sent, before.tries + 1)
        self.errands[errand] = (now + timedelta(seconds=lease_seconds), claim)
        return claim

    def finish(self, errand: Errand, claim: Claim) -> None:
        if self.errands.get(errand, (None, None))[1] == claim:
            del self.errands[errand]
