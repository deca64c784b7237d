"""One customer's month in the store: what noting its time, drawing it up and issuing it cost in calls and units."""

import sys
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from tests.bench.months.accounts import MONTH, entry_of, version_of
from tests.contract.worlds import clients_under, new_cloud

from chalicelib.aws.items.worklog import worked_item
from chalicelib.aws.meter import Meter, item_bytes
from chalicelib.desk.billing import running
from chalicelib.desk.billing.errands import do_due
from chalicelib.desk.billing.preview import preview
from chalicelib.desk.ports import Kept, Once, Settings, World
from chalicelib.domain.billing.worklog import TimeEntry
from chalicelib.domain.people import Agent, Contact, Organisation, Role
from chalicelib.policies.folder import read_policies
from chalicelib.policies.words import read_words
from local import emulator
from local.paths import REPOSITORY

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
CUSTOMER = "customer-0"
LEAD = Agent("lene", "Lene Vik", "lene@vendor.example", ("promark",), Role.LEAD, "nb")
ADA = Contact("ada", CUSTOMER, "Ada Lund", "ada@bakery.example", Role.ADMINISTRATOR, "nb")
_READ_BYTES = 4096


def measure(count: int) -> None:
    """Prints calls and units of each step of a month with so many entries, in the emulator, counted at boto3's edge."""
    meter = Meter()
    with emulator.running() as endpoint:
        clients = clients_under(emulator.environment(endpoint))
        world = _world(new_cloud(clients).ports)
        world.directory.keep_organisation(Organisation(CUSTOMER, "Fjellbakeriet AS"))
        world.directory.keep_contact(ADA)
        world.directory.keep_agent(LEAD)
        world.books.keep_version(Kept(version_of(CUSTOMER), LEAD.ref, NOW))
        for service in ("dynamodb", "s3"):
            meter.watch(clients.of(service))
        chance = Random(0)
        entries = [entry_of(chance, CUSTOMER, place) for place in range(count)]
        sys.stdout.write(f"\none customer, {count:,} entries{'calls':>26}{'read units':>12}{'write units':>12}\n")
        for entry in entries:
            world.worklog.write((entry,), Once(entry.id, entry.id))
        _told(meter, "its entries noted, one by one")
        preview(world, LEAD, "promark", CUSTOMER, MONTH)
        read = _told(meter, "the month seen by a lead")
        running.begin(world, LEAD, "promark", MONTH)
        _done(world)
        _told(meter, "drawn up in a run")
        approved = running.hash_of_all(world.runs.drafts("promark", MONTH))
        meter.reset()
        running.approve(world, LEAD, "promark", MONTH, approved)
        _done(world)
        _told(meter, "approved and issued")
        _limit(entries, read)


def _limit(entries: list[TimeEntry], read: float) -> None:
    stored = sum(_size(entry) for entry in entries)
    least = stored / _READ_BYTES / 2
    told = f"{stored / 1024:,.0f} KB of entries are {least:,.1f} units at least; a lead's look at the month costs"
    sys.stdout.write(f"{told} {read / least:.2f} times that\n")


def _size(entry: TimeEntry) -> int:
    from boto3.dynamodb.types import TypeSerializer

    write = TypeSerializer().serialize
    return item_bytes({name: write(value) for name, value in worked_item(entry).items()})


def _told(meter: Meter, what: str) -> float:
    """Prints what was asked for since the last time, and gives the units read."""
    read, calls = meter.read_units, sum(meter.calls.values())
    sys.stdout.write(f"{what:<36}{calls:>14,}{read:>12,.1f}{meter.write_units:>12,.1f}\n")
    meter.reset()
    return read


def _done(world: World) -> None:
    assert not [done for done in do_due(world, lambda: True) if done.failure]


def _world(ports: Any) -> World:
    known = {one.name: getattr(ports, one.name) for one in fields(World) if hasattr(ports, one.name)}
    data: dict[str, Any] = {
        "policies": read_policies(Path(REPOSITORY / "kb" / "policies")),
        "words": read_words(Path(REPOSITORY / "kb" / "words")),
        "settings": Settings("support.example.com", "http://127.0.0.1:8000", lambda: b"k" * 32),
        "now": NOW,
    }
    return World(**known, **data)
