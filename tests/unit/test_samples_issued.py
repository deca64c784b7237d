"""The month before last of one customer at each of the five desks, issued: documents as people and machines read."""

from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.unit.invoice_rules import errors
from tests.unit.policy_edits import POLICIES
from tests.unit.sampled import SAMPLES, SUNDAY, at_every_desk, new_world

from chalicelib.desk.billing.drawing_up import draft_of
from chalicelib.desk.billing.issuing import issue
from chalicelib.desk.billing.places import INVOICE, JOURNAL, PDF, TIME
from chalicelib.desk.ports import Entered, World
from chalicelib.domain.billing.run import Standing
from local.samples import load

MONTH = "2026-09"


@cache
def world_of_its_own() -> World:
    world = new_world(SUNDAY)
    load(world)
    return world


@cache
def issued(desk: str) -> tuple[Entered, dict[str, bytes]]:
    """The statement of the desk's first customer whose agreement goes on, and its files."""
    world, policy = world_of_its_own(), POLICIES[desk]
    goes_on = [one for one in SAMPLES.organisations for had in one.agreements if had.desk == desk and not had.last_day]
    customer = world.directory.organisation(goes_on[0].id)
    assert customer is not None
    approved = draft_of(world, policy, customer, MONTH).data_hash
    draft = issue(world, policy, customer, MONTH, approved)
    assert draft.standing is Standing.ISSUED
    (entered,) = world.books.statements_of(customer.id).items
    return entered, {name: world.files.get(f"{entered.place}{name}") for name in (INVOICE, JOURNAL, PDF, TIME)}


@at_every_desk
def test_the_e_invoice_breaks_no_rule(desk: str) -> None:
    rules = ("CEN",) if POLICIES.sellers[POLICIES[desk].seller].croatian else ("CEN", "PEPPOL")
    assert errors(issued(desk)[1][INVOICE], *rules) == set()


@at_every_desk
def test_the_pdf_is_in_the_desks_language_with_number_and_amount(desk: str) -> None:
    entered, files = issued(desk)
    reader = PdfReader(BytesIO(files[PDF]))
    told = " ".join(page.extract_text() for page in reader.pages)
    assert entered.number in told
    assert f"{entered.payable:,.2f}"[-6:].replace(".", ",") in told
    assert str(reader.trailer["/Root"]["/Lang"]).split("-")[0] == POLICIES[desk].language  # type: ignore[index]


@at_every_desk
@pytest.mark.parametrize("name", [JOURNAL, TIME])
def test_the_tables_have_the_same_number_of_cells_in_every_row(desk: str, name: str) -> None:
    rows = issued(desk)[1][name].decode("utf-8-sig").splitlines()
    assert len(rows) > 2
    assert len({row.count(";") for row in rows if '"' not in row}) == 1
