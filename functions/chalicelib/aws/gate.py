"""Codes, sessions and counts, in the table. Their end is judged here: the table forgets them up to days later."""

import hmac
from datetime import datetime

from chalicelib.aws import keys
from chalicelib.aws.items.attributes import Item
from chalicelib.aws.items.schema import SCHEMA
from chalicelib.aws.table import Delete, Put, Table, Update
from chalicelib.desk.ports import Conflict
from chalicelib.domain.instants import written


class DynamoGate:
    """The port `Gate` on a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def keep_code(self, asking_hash: str, code_hash: str, expires_at: datetime) -> None:
        code = {"code_hash": code_hash, "tries": 0, **_ending(expires_at)}
        self._table.write(Put(keys.code(asking_hash) | code))

    def try_code(self, asking_hash: str, code_hash: str, now: datetime, most_tries: int) -> bool:
        """As the port says. The try is counted before the code is looked at, so that a thousand at once are no more
        than a thousand in turn; and the right one counts only for whoever removes it.
        """
        key = keys.code(asking_hash)
        counted = Update(
            key,
            "SET #tries = #tries + :one",
            {"one": 1, "most": most_tries, "now": written(now)},
            only_if="#tries < :most AND #ends_at > :now",
        )
        try:
            kept = self._table.write(counted)["code_hash"]
            if not hmac.compare_digest(kept, code_hash):
                return False
            self._table.write(Delete(key, "#code_hash = :hash", {"hash": code_hash}))
        except Conflict:
            return False
        return True

    def keep_session(self, session_hash: str, ref: str, expires_at: datetime) -> None:
        self._table.write(Put(keys.session(session_hash) | {"person": ref, **_ending(expires_at)}))

    def session(self, session_hash: str, now: datetime) -> str | None:
        item = self._table.get(keys.session(session_hash))
        return str(item["person"]) if item and item["ends_at"] > written(now) else None

    def end_session(self, session_hash: str) -> None:
        self._table.write(Delete(keys.session(session_hash)))

    def count(self, key: str, expires_at: datetime) -> int:
        counted = Update(
            keys.count(key),
            "SET #counted = if_not_exists(#counted, :zero) + :one, #expires_at = :end, #schema = :schema",
            {"zero": 0, "one": 1, "end": keys.expiry(expires_at), "schema": SCHEMA},
        )
        return int(self._table.write(counted)["counted"])


def _ending(expires_at: datetime) -> Item:
    return {"schema": SCHEMA, "ends_at": written(expires_at), keys.EXPIRES_AT: keys.expiry(expires_at)}
