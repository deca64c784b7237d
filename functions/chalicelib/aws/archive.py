"""Policies by their hash: each bundle an object in storage, and one item in the table that names those in force."""

from contextlib import suppress
from datetime import datetime

from chalicelib.aws import keys
from chalicelib.aws.items.schema import SCHEMA, must_be_known
from chalicelib.aws.table import Table, Update
from chalicelib.desk.ports import Conflict, Files
from chalicelib.domain.instants import written
from chalicelib.policies import bundle
from chalicelib.policies.book import Policies

MOST_REMEMBERED = 8


class DynamoArchive:
    """The port `Archive` on a table and `files`. The policies read last are remembered: reading some takes 10 ms."""

    def __init__(self, table: Table, files: Files) -> None:
        self._table = table
        self._files = files
        self._remembered: dict[str, Policies] = {}

    def in_force(self) -> str:
        item = self._table.get(keys.policies_in_force())
        if item is None:
            return ""
        must_be_known(item)
        return str(item["hash"])

    def keep(self, policies: Policies) -> None:
        place = _place(policies.hash)
        if self._files.look(place) is None:
            self._files.put(place, bundle.to_bundle(policies).encode(), "application/json")

    def take(self, policies: Policies, since: datetime) -> None:
        """As the port says; the bundle lies in storage before the table names it."""
        self.keep(policies)
        named = Update(
            keys.policies_in_force(),
            "SET #hash = :hash, #since = :since, #schema = :schema",
            {"hash": policies.hash, "since": written(since), "schema": SCHEMA},
            only_if="attribute_not_exists(#hash) OR #hash <> :hash",
        )
        with suppress(Conflict):
            self._table.write(named)

    def of(self, hash: str) -> Policies | None:
        found = self._remembered.get(hash)
        if found is None:
            try:
                found = bundle.from_bundle(self._files.get(_place(hash)))
            except KeyError:
                return None
            self._remember(found)
        return found

    def _remember(self, policies: Policies) -> None:
        while len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.pop(next(iter(self._remembered)), None)
        self._remembered[policies.hash] = policies


def _place(hash: str) -> str:
    return f"policies/{hash}.json"
