"""A table of the embedded emulator, filled with tickets: so many open ones, so many of them due."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import chain, cycle, islice
from typing import Any

from tests.bench.crowd.lives import DESK, NOW, Life, keep_people, life_in_peace, lives_due, world_of
from tests.contract.worlds import REGION, Cloud, table_as_keys_say

from chalicelib.aws.clients import Clients
from chalicelib.aws.items.attributes import packed, unpacked
from chalicelib.aws.items.tickets import entry_item, ticket_item
from chalicelib.desk.ports import World

ITEMS_A_CALL = 25

Watch = Callable[[Any], None]
Notice = tuple[str, str, str]
"""Of which ticket, which letter, to whom."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """A table by its name; the bucket beside it goes by the same."""

    name: str

    def world(self, now: datetime = NOW, watch: Watch | None = None) -> World:
        """The desk on this table; with clients of its own where `watch` is to be shown them."""
        return world_of(Cloud(Clients(watch) if watch else _clients(), self.name, self.name).ports, now)

    def notices(self) -> Counter[Notice]:
        """Every letter that was ever owed here."""
        items = (unpacked(item) for item in Cloud(_clients(), self.name, self.name).items())
        letters = (item for item in items if item["sk"].startswith("O#"))
        return Counter((letter["ticket"], letter["kind"], letter["reader"]) for letter in letters)


def gather(open_tickets: int, due: int) -> Crowd:
    """A new table with so many open tickets, the first of which are due at NOW, of each kind as many."""
    clients, crowd = _clients(), Crowd(f"tuki-{uuid.uuid4().hex}")
    table = clients.of("dynamodb")
    table.create_table(**table_as_keys_say(crowd.name))
    clients.of("s3").create_bucket(Bucket=crowd.name, CreateBucketConfiguration={"LocationConstraint": REGION})
    keep_people(crowd.world())
    lives = chain(islice(cycle(lives_due()), due), islice(cycle((life_in_peace(),)), open_tickets - due))
    for batch in _batches(_items(lives)):
        answer = table.batch_write_item(RequestItems={crowd.name: batch})
        assert not answer["UnprocessedItems"]
    return crowd


@cache
def _clients() -> Clients:
    return Clients()


def _items(lives: Iterable[Life]) -> Iterator[dict[str, Any]]:
    for count, (ticket, entries) in enumerate(lives, 1001):
        number = f"{DESK[:3].upper()}-{count}"
        yield packed(ticket_item(replace(ticket, number=number)))
        yield from (packed(entry_item(number, entry)) for entry in entries)


def _batches(items: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(items, ITEMS_A_CALL)):
        yield [{"PutRequest": {"Item": item}} for item in batch]
