"""What was billed and is corrected later: given back as it was billed, whatever was agreed since (MP7 MP9)."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.desk.billing.data import hash_of
from chalicelib.desk.billing.preview import preview
from chalicelib.desk.ports import Once
from chalicelib.domain.billing.timesheet import taken_back
from chalicelib.domain.billing.worklog import TimeEntry
from tests.fakes import FakeWorklog
from tests.rules.front_door import OLA, FrontDoor, Visitor
from tests.rules.test_agreements import TERMS, keep
from tests.rules.test_month_closed import ADA, LENA, issued, worked

RUNS = "/v1/desks/promark/runs"
ONLY_TIME: dict[str, Any] = {key: told for key, told in TERMS.items() if key not in ("flat_rates", "rounding")}


@pytest.fixture
def lena(desk: FrontDoor) -> Visitor:
    desk.now = datetime(2026, 5, 4, 8, tzinfo=UTC)
    desk.directory.keep_agent(LENA)
    desk.directory.keep_contact(ADA)
    return desk.signed_in(LENA)


def write(desk: FrontDoor, entry: TimeEntry) -> TimeEntry:
    FakeWorklog(desk.store).write((entry,), Once(entry.id, ""))
    return entry


def take_back(desk: FrontDoor, entry: TimeEntry, month: str) -> None:
    write(desk, replace(taken_back(entry, OLA.ref, desk.now, "Feil"), month=month))


def billed(desk: FrontDoor, lena: Visitor, month: str) -> dict[str, Any]:
    """The month is drawn up, approved and issued; its statement, and its sheet as one text."""
    issued(desk, lena, f"{RUNS}/{month}")
    (statement,) = lena.get(f"{RUNS}/{month}/statements").body["statements"]
    sheet = lena.get(f"/v1/statements/{statement['id']}?organisation=bakery").body["sheet"]
    return {**statement, "sheet": str(sheet)}


def test_time_is_given_back_at_the_price_at_which_it_was_billed(desk: FrontDoor, lena: Visitor) -> None:
    assert keep(lena, ONLY_TIME).status == 201
    entry = worked(desk, "one", 60)
    assert billed(desk, lena, "2026-02")["net"] == "1400.00"
    dearer = {**ONLY_TIME, "rates": [{"work": "consulting", "per_hour": "2000.00"}]}
    assert keep(lena, dearer, revision=1).status == 201
    take_back(desk, entry, "2026-03")
    credit = billed(desk, lena, "2026-03")
    assert (credit["net"], credit["is_credit"]) == ("-1400.00", True)


def test_what_is_given_back_names_the_statement_that_billed_it(desk: FrontDoor, lena: Visitor) -> None:
    assert keep(lena, ONLY_TIME).status == 201
    first = worked(desk, "one", 60)
    billed(desk, lena, "2026-02")
    worked(desk, "two", 15, "2026-03")
    billed(desk, lena, "2026-03")
    take_back(desk, first, "2026-04")
    worked(desk, "three", 90, "2026-04")
    third = billed(desk, lena, "2026-04")
    assert third["net"] == "700.00"
    assert "2026-00001" in third["sheet"] and "2026-00002" not in third["sheet"]


def test_another_rounding_does_not_round_anew_what_was_billed_before(desk: FrontDoor, lena: Visitor) -> None:
    assert keep(lena, {**ONLY_TIME, "rounding": {"by": "ticket", "step_minutes": "30"}}).status == 201
    worked(desk, "one", 5)
    assert billed(desk, lena, "2026-02")["net"] == "700.00"
    exact = {**ONLY_TIME, "valid_from": "2026-03-01", "rounding": {"by": "ticket", "step_minutes": "0"}}
    assert keep(lena, exact).status == 201
    start = datetime(2026, 3, 10, 9, tzinfo=UTC)
    write(desk, replace(worked(desk, "away", 0, "2026-03"), id="two", start=start, seconds=360, noted_at=start))
    assert billed(desk, lena, "2026-03")["net"] == "140.00"


def test_a_discount_is_given_back_as_it_was_given(desk: FrontDoor, lena: Visitor) -> None:
    assert keep(lena, ONLY_TIME).status == 201
    entry = worked(desk, "one", 60)
    assert billed(desk, lena, "2026-02")["net"] == "1400.00"
    assert keep(lena, {**ONLY_TIME, "valid_from": "2026-03-01", "discount_percent": "10"}).status == 201
    take_back(desk, entry, "2026-03")
    start = datetime(2026, 3, 10, 9, tzinfo=UTC)
    write(desk, replace(worked(desk, "away", 0, "2026-03"), id="two", start=start, seconds=7200, noted_at=start))
    assert billed(desk, lena, "2026-03")["net"] == "1120.00", "2,800.00 less 10 %, and 1,400.00 given back whole"


def test_pm11_the_fee_of_a_payroll_day_is_given_back_with_all_its_time(desk: FrontDoor, lena: Visitor) -> None:
    payroll = {**ONLY_TIME, "payroll": {"days": ["10"], "prepares_days": "2", "fee": "450.00"}}
    assert keep(lena, payroll).status == 201
    first, second = worked(desk, "one", 60), worked(desk, "two", 30)
    assert billed(desk, lena, "2026-02")["net"] == "2550.00"
    take_back(desk, first, "2026-03")
    assert billed(desk, lena, "2026-03")["net"] == "-1400.00", "there is work on that day still"
    take_back(desk, second, "2026-04")
    assert billed(desk, lena, "2026-04")["net"] == "-1150.00"


def test_policies_published_since_a_month_was_drawn_up_do_not_change_it(desk: FrontDoor, lena: Visitor) -> None:
    assert keep(lena, ONLY_TIME).status == 201
    worked(desk, "one", 60)
    world = desk.world()
    now = preview(world, LENA, "promark", "bakery", "2026-02").statement
    assert now is not None
    assert hash_of(now) == hash_of(replace(now, policies="published since"))
