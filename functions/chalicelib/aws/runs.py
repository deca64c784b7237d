"""Runs of the month in the table, with a draft a customer, and errands in the lookout index until they are done."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice

from ulid import ULID

from chalicelib.aws import book_keys, ranges
from chalicelib.aws.items.attributes import Item
from chalicelib.aws.items.letters import letter_item
from chalicelib.aws.items.schema import SCHEMA, must_be_known
from chalicelib.aws.table import IS_NEW, MOST_WRITES, ConditionCheck, Delete, Put, Table, Update
from chalicelib.desk.billing.data import plain, value
from chalicelib.desk.ports import Claim, Conflict, Errand
from chalicelib.domain.billing.run import Draft, Run, Standing
from chalicelib.domain.letter import Letter


class DynamoRuns:
    """The port `Runs` on a table. A claim moves an errand's turn to the end of its lease."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def run(self, desk: str, month: str) -> Run | None:
        item = self._table.get(book_keys.run(desk, month))
        if item is None:
            return None
        must_be_known(item)
        return value(Run, item["run"])

    def keep_run(self, run: Run, errand: Errand, letters: Iterable[Letter], now: datetime) -> None:
        item = {**book_keys.run(run.desk, run.month), "schema": SCHEMA, "run": plain(run), "version": run.version}
        kept = Put(item, IS_NEW)
        if run.version > 1:
            kept = Put(item, "#version = :before", {"before": run.version - 1})
        owed = [Put(letter_item(letter), IS_NEW) for letter in letters]
        self._table.transact([kept, Put(_item(errand, now)), *owed])

    def draft(self, desk: str, month: str, organisation: str) -> Draft | None:
        item = self._table.get(book_keys.draft(desk, month, organisation))
        return value(Draft, item["draft"]) if item else None

    def drafts(self, desk: str, month: str) -> tuple[Draft, ...]:
        items = self._table.query(ranges.drafts_of(desk, month), consistent=True)
        return tuple(value(Draft, item["draft"]) for item in items)

    def keep_draft(self, run: Run, draft: Draft) -> None:
        item = {
            **book_keys.draft(run.desk, run.month, draft.organisation),
            "schema": SCHEMA,
            "draft": plain(draft),
            "standing": draft.standing.value,
        }
        same = ConditionCheck(book_keys.run(run.desk, run.month), "#version = :version", {"version": run.version})
        kept = Put(item, f"{IS_NEW} OR #standing <> :issued", {"issued": Standing.ISSUED.value})
        try:
            self._table.transact([same, kept])
        except Conflict:
            if not self._is_overtaken(run, draft.organisation):
                raise

    def _is_overtaken(self, run: Run, organisation: str) -> bool:
        now, known = self.run(run.desk, run.month), self.draft(run.desk, run.month, organisation)
        return now is None or now.version != run.version or (known is not None and known.standing is Standing.ISSUED)

    def send(self, errands: Iterable[Errand], now: datetime) -> None:
        waiting = iter(errands)
        while several := tuple(islice(waiting, MOST_WRITES)):
            self._table.transact([Put(_item(errand, now)) for errand in several])

    def due(self, now: datetime, limit: int = 50) -> tuple[Errand, ...]:
        found = self._table.query(ranges.errands_due(now), limit=limit)
        return tuple(value(Errand, item["errand"]) for item in found)

    def claim(self, errand: Errand, now: datetime, lease_seconds: int) -> Claim:
        turn = book_keys.errand_turn(errand, now + timedelta(seconds=lease_seconds))
        claim = Update(
            book_keys.errand(errand),
            "SET #look_sk = :next, #tries = #tries + :one",
            {"next": turn["look_sk"], "one": 1, "due": ranges.ERRANDS_DUE, "turn": ranges.turn_by(now)},
            only_if="#look_pk = :due AND #look_sk <= :turn",
        )
        claimed = self._table.write(claim)
        return Claim(claimed["sent"], int(claimed["tries"]))

    def finish(self, errand: Errand, claim: Claim) -> None:
        same = {"sent": claim.sent, "tries": claim.tries}
        with suppress(Conflict):
            self._table.write(Delete(book_keys.errand(errand), "#sent = :sent AND #tries = :tries", same))


def _item(errand: Errand, now: datetime) -> Item:
    told = {"schema": SCHEMA, "errand": plain(errand), "sent": str(ULID()), "tries": 0}
    return {**book_keys.errand(errand), **book_keys.errand_turn(errand, now), **told}
