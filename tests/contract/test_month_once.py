"""A customer's month is issued once, whatever single write to the table or to storage the function dies after (MP9)."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.contract.worlds import Cloud, Ports
from tests.rules.cutting import Calls, Counted, Cut

from chalicelib.aws.clients import Clients
from chalicelib.desk.billing import documents, errands, running
from chalicelib.desk.billing.data import statement_of
from chalicelib.desk.billing.places import DATA, INVOICE, JOURNAL, PDF, SHEET, TIME
from chalicelib.desk.ports import Kept, Once, Settings, World
from chalicelib.domain.billing.agreement import Address, Buyer, Every, FlatKind, FlatRate, Rate, Version, When
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.domain.people import Agent, Contact, Organisation, Role
from chalicelib.policies.folder import read_policies
from chalicelib.policies.words import read_words
from local.paths import REPOSITORY

MONTH = "2026-02"
MARCH = datetime(2026, 3, 2, 8, tzinfo=UTC)
FIRST = date(2026, 2, 1)
LENA = Agent("lena", "Lena Vik", "lena@vendor.example", ("promark",), Role.LEAD, "nb")
CUSTOMERS = tuple(f"customer-{number:02}" for number in range(1, 15))
BUYER = Buyer("Fjellbakeriet AS", Address("Torget 1", "0101", "Oslo", "NO"), reference="Kari")
FLAT = FlatRate("maintenance", "Vedlikehold", FlatKind.MAINTENANCE, Decimal("900.00"), Every.MONTH, When.ARREARS, FIRST)
WRITES = ("put_item", "update_item", "delete_item", "transact_write_items", "batch_write_item", "put_object")
FILES = (DATA, SHEET, PDF, JOURNAL, TIME, INVOICE)


@dataclass(frozen=True)
class Dying:
    """Clients whose writes are counted: the function dies after one of them."""

    clients: Clients
    calls: Calls

    def of(self, service: str) -> Any:
        return Counted(self.clients.of(service), self.calls, *WRITES)


@pytest.fixture(scope="module")
def policies() -> dict[str, Any]:
    kb = REPOSITORY / "kb"
    return {"policies": read_policies(kb / "policies"), "words": read_words(kb / "words")}


@pytest.fixture
def world(emulator: Cloud, policies: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> World:
    """Time and a flat rate for every customer, drawn up and approved; the errands of issuing wait."""
    monkeypatch.setattr(documents, "pdf", lambda sheet: repr(sheet).encode())
    ports = {one.name: getattr(emulator.ports, one.name) for one in fields(Ports) if one.name != "post"}
    settings = Settings("support.example.com", "https://support.example.com", lambda: b"k" * 32)
    world = World(**ports, **policies, settings=settings, now=MARCH)
    world.directory.keep_agent(LENA)
    for customer in CUSTOMERS:
        agree(world, customer)
    running.begin(world, LENA, "promark", MONTH)
    list(errands.do_due(world, lambda: True))
    running.approve(world, LENA, "promark", MONTH, running.hash_of_all(world.runs.drafts("promark", MONTH)))
    next(errands.do_due(world, lambda: True))
    return world


def agree(world: World, customer: str) -> None:
    rates = (Rate("consulting", Decimal("1400.00")),)
    ada = Contact(f"ada-{customer}", customer, "Ada Lund", f"ada@{customer}.example", Role.ADMINISTRATOR)
    terms = Version("A", customer, "promark", FIRST, FIRST, "NOK", BUYER, flat_rates=(FLAT,), rates=rates)
    entry = TimeEntry(
        customer, "PRO-1001", "promark", customer, LENA.ref, datetime(2026, 2, 10, 9, tzinfo=UTC), 1200,
        "consulting", Charging.BILLABLE, MONTH, MARCH, LENA.ref,
    )  # fmt: skip
    world.directory.keep_organisation(Organisation(customer, customer, language="nb"))
    world.directory.keep_contact(ada)
    world.books.keep_version(Kept(terms, LENA.ref, MARCH))
    world.worklog.write((entry,), Once(customer, customer))


def killed(emulator: Cloud, world: World, at: int) -> bool:
    """Whether the function died after so many writes of its first errand, rather than do it."""
    calls = Calls(at, after=True, dies=True)
    dying = replace(emulator, clients=Dying(emulator.clients, calls)).ports  # type: ignore[arg-type]
    ports = {one.name: getattr(dying, one.name) for one in fields(Ports) if one.name != "post"}
    with suppress(Cut):
        next(errands.do_due(replace(world, **ports), lambda: True))
    return calls.count == at


def test_mp9_killed_after_any_single_write_a_month_is_issued_once(emulator: Cloud, world: World) -> None:
    """Of one customer after the first write, of the next one after the second: all get their one statement."""
    deaths = 0
    while killed(emulator, world, deaths + 1):
        deaths += 1
    assert len(FILES) + 3 <= deaths < len(CUSTOMERS), "claimed, stored, closed, told, finished"
    later = replace(world, now=world.now + timedelta(seconds=errands.LEASE_SECONDS + 1))
    list(errands.do_due(later, lambda: True))
    assert later.runs.due(later.now + timedelta(days=1)) == ()
    issued = later.books.statements_in("promark", MONTH).items
    assert [one.number for one in issued] == [f"2026-{number:05}" for number in range(1, len(CUSTOMERS) + 1)]
    assert sorted(one.organisation for one in issued) == list(CUSTOMERS)
    assert {draft.organisation: draft.number for draft in later.runs.drafts("promark", MONTH)} == {
        one.organisation: one.number for one in issued
    }
    for one in issued:
        assert later.books.month(one.organisation, "promark", MONTH).statement == one.number
        assert all(later.files.look(f"{one.place}{name}") for name in FILES)
        statement = statement_of(later.files.get(f"{one.place}{DATA}"))
        billed = Counter(entry for line in statement.lines for entry in line.entries)
        assert billed == {one.organisation: 1} and sum(line.seconds for line in statement.lines) == 1200
    letters = [one.reader for one in later.letterbox.owed(later.now, 100)]
    assert sorted(letters) == [f"contact:{customer}:ada-{customer}" for customer in CUSTOMERS]
