"""Letters owed, in the table: in the lookout index while unsent, in the order in which their turn comes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from chalicelib.aws import keys, ranges
from chalicelib.aws.items.letters import letter_of
from chalicelib.aws.table import IS_THERE, Table, Update, Write
from chalicelib.aws.tickets import reference
from chalicelib.desk.ports import Conflict
from chalicelib.domain import instants
from chalicelib.domain.letter import Letter

SENT_KEPT = timedelta(days=90)
GIVEN_UP_KEPT = timedelta(days=400)


class DynamoLetterbox:
    """The port `Letterbox` on a table. A claim moves the letter's turn to the end of its lease."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def owed(self, now: datetime, limit: int = 50) -> tuple[Letter, ...]:
        return tuple(letter_of(item) for item in self._table.query(ranges.letters_owed(now), limit=limit))

    def written(self, event: Mapping[str, Any]) -> tuple[Letter, ...]:
        """The letters that an event of the table's stream tells of, whether the index knows of them yet or not."""
        told = [record["dynamodb"]["Keys"] for record in event.get("Records", ())]
        places = [{name: key[name]["S"] for name in (ranges.PARTITION, ranges.SORT)} for key in told]
        return tuple(letter_of(item) for item in self._table.get_many(places, consistent=True))

    def claim(self, letter: Letter, now: datetime, lease_seconds: int) -> int:
        turn = keys.letter_turn(letter.id, now + timedelta(seconds=lease_seconds))
        claim = Update(
            keys.letter(letter),
            "SET #look_sk = :next, #tries = #tries + :one",
            {"next": turn["look_sk"], "one": 1, "owed": ranges.LETTERS_OWED, "turn": ranges.turn_by(now)},
            only_if="#look_pk = :owed AND #look_sk <= :turn",
        )
        return int(self._table.write(claim)["tries"])

    def mark_sent(self, letter: Letter, mail_id: str, now: datetime) -> None:
        """As the port says; may be said twice. The record of the letter is kept for 90 days, the reference for good."""
        sent = Update(
            keys.letter(letter),
            "SET #sent_at = :now, #mail_id = :mail_id, #expires_at = :end REMOVE #look_pk, #look_sk",
            {"now": instants.written(now), "mail_id": mail_id, "end": keys.expiry(now + SENT_KEPT)},
            only_if=IS_THERE,
        )
        found_by: list[Write] = [reference(mail_id, letter.ticket)] if letter.ticket else []
        self._table.transact([sent, *found_by])

    def give_up(self, letter: Letter, reason: str, now: datetime) -> None:
        """As the port says, for 400 days. One that has been sent, or given up, stays as it is."""
        given_up = Update(
            keys.letter(letter),
            "SET #given_up_at = :now, #reason = :reason, #expires_at = :end REMOVE #look_pk, #look_sk",
            {
                "now": instants.written(now),
                "reason": reason,
                "end": keys.expiry(now + GIVEN_UP_KEPT),
                "owed": ranges.LETTERS_OWED,
            },
            only_if="#look_pk = :owed",
        )
        try:
            self._table.write(given_up)
        except Conflict:
            return
