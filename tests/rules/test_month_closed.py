"""The month is closed: drawn up, approved as it was seen, issued once under a number without gaps (MP5 MP7 MP8 MP9)."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest

from chalicelib import ticking
from chalicelib.desk.billing import errands, running
from chalicelib.desk.billing.drawing_up import MOST_PROBLEMS
from chalicelib.desk.documents import specification
from chalicelib.desk.ports import Once, Task
from chalicelib.domain.billing.documents import ubl
from chalicelib.domain.billing.timesheet import taken_back
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.domain.people import Agent, Contact, Organisation, Role
from tests.fakes import FakeWorklog
from tests.rules.front_door import ALICE, BOB, CHARLIE, OLA, Answer, FrontDoor, Visitor
from tests.rules.test_agreements import TERMS, keep

LENA = Agent("lena", "Lena Vik", "lena@vendor.example", ("promark", "adminet"), Role.LEAD, "nb")
ADA = Contact("ada", "bakery", "Ada Lund", "ada@bakery.example", Role.ADMINISTRATOR, "nb")
RUN = "/v1/desks/promark/runs/2026-02"
APRIL = datetime(2026, 4, 2, 8, tzinfo=UTC)


@pytest.fixture
def lena(desk: FrontDoor) -> Visitor:
    desk.now = APRIL
    desk.directory.keep_agent(LENA)
    desk.directory.keep_contact(ADA)
    lead = desk.signed_in(LENA)
    assert keep(lead).status == 201
    return lead


def worked(desk: FrontDoor, id: str, minutes: int, month: str = "2026-02") -> TimeEntry:
    start = datetime(2026, 2, 10, 9, tzinfo=UTC)
    entry = TimeEntry(
        id, "PRO-1001", "promark", "bakery", OLA.ref, start, minutes * 60, "consulting", Charging.BILLABLE,
        month, start, OLA.ref,
    )  # fmt: skip
    FakeWorklog(desk.store).write((entry,), Once(id, ""))
    return entry


def done(desk: FrontDoor) -> None:
    """Does the errands that wait, each twice and the last ones first, as nothing keeps them from it."""
    while waiting := tuple(desk.runs.errands):
        desk.runs.errands.clear()
        for errand in (*reversed(waiting), *waiting):
            running.do(desk.world(), errand)


def drawn_up(desk: FrontDoor, lead: Visitor, run: str = RUN) -> dict[str, Any]:
    assert lead.post(run).status == 201
    done(desk)
    found: dict[str, Any] = lead.get(run).body
    return found


def issued(desk: FrontDoor, lead: Visitor, run: str = RUN) -> dict[str, Any]:
    seen = drawn_up(desk, lead, run)
    assert lead.post(f"{run}/approvals", {"hash": seen["hash"]}).status == 201
    done(desk)
    found: dict[str, Any] = lead.get(run).body
    return found


def draft(run: dict[str, Any], organisation: str = "bakery") -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in run["drafts"] if one["organisation"]["id"] == organisation)
    return found


def statements(lead: Visitor) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = lead.get(f"{RUN}/statements").body["statements"]
    return found


def document(desk: FrontDoor, visitor: Visitor, id: str, name: str, query: str = "") -> Answer:
    return visitor.get(f"/v1/statements/{id}/files/{name}{query}")


def test_a_month_is_drawn_up_for_every_customer(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    run = drawn_up(desk, lena)
    assert {one["organisation"]["id"] for one in run["drafts"]} == {"bakery", "rival", "lapsed"}
    assert len(run["drafts"]) == run["customers"]
    assert (draft(run)["standing"], draft(run)["net"]) == ("drawn_up", "2500.00")
    assert draft(run, "rival")["standing"] == "nothing"


def test_what_a_lead_approved_is_issued_under_the_next_number(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    run = issued(desk, lena)
    assert (draft(run)["standing"], draft(run)["number"]) == ("issued", "2026-00001")
    (statement,) = statements(lena)
    assert (statement["number"], statement["net"], statement["payable"]) == ("2026-00001", "2500.00", "3125.00")


def test_twice_is_once(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    issued(desk, lena)
    first = statements(lena)
    again = drawn_up(desk, lena)
    assert draft(again)["standing"] == "issued"
    lena.post(f"{RUN}/approvals", {"hash": again["hash"]})
    done(desk)
    assert statements(lena) == first


def test_what_changed_since_the_preview_is_not_issued(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    run = drawn_up(desk, lena)
    lena.post(f"{RUN}/approvals", {"hash": run["hash"]})
    worked(desk, "two", 60)
    done(desk)
    assert draft(lena.get(RUN).body)["standing"] == "changed"
    assert statements(lena) == []


def test_time_that_came_since_a_month_was_drawn_up_is_told_to_the_lead(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    assert draft(drawn_up(desk, lena))["come_since"] == 0
    worked(desk, "two", 60)
    worked(desk, "three", 15)
    newcomers = replace(worked(desk, "january", 5, "2026-01"), id="new", organisation="newcomer", month="2026-02")
    FakeWorklog(desk.store).write((newcomers,), Once("new", ""))
    seen = lena.get(RUN).body
    assert (draft(seen)["come_since"], seen["newcomers"]) == (2, 1)
    assert draft(drawn_up(desk, lena))["come_since"] == 0


def test_a_draft_that_is_late_changes_nothing_of_what_was_approved(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    seen = drawn_up(desk, lena)
    before = desk.runs.run("promark", "2026-02")
    assert before
    (known,) = [one for one in desk.runs.drafts("promark", "2026-02") if one.organisation == "bakery"]
    assert lena.post(f"{RUN}/approvals", {"hash": seen["hash"]}).status == 201
    desk.runs.keep_draft(before, replace(known, data_hash="other"))
    done(desk)
    assert draft(lena.get(RUN).body)["standing"] == "issued"


def test_an_approval_is_of_what_was_seen(desk: FrontDoor, lena: Visitor) -> None:
    run = drawn_up(desk, lena)
    worked(desk, "one", 20)
    drawn_up(desk, lena)
    assert lena.post(f"{RUN}/approvals", {"hash": run["hash"]}).code == "run_changed"


def test_a_run_is_approved_when_all_is_drawn_up_and_the_month_is_over(desk: FrontDoor, lena: Visitor) -> None:
    lena.post(RUN)
    assert lena.post(f"{RUN}/approvals", {"hash": ""}).code == "run_unfinished"
    done(desk)
    desk.now = datetime(2026, 2, 28, 22, tzinfo=UTC)
    assert lena.post(f"{RUN}/approvals", {"hash": lena.get(RUN).body["hash"]}).code == "month_not_over"


def test_time_that_nobody_can_bill_holds_back_its_customers_month_and_the_rest_is_issued(
    desk: FrontDoor, lena: Visitor
) -> None:
    keep(lena, {**TERMS, "agreement": "A-200", "currency": "NOK"}, organisation="rival")
    lost = replace(worked(desk, "one", 20), id="lost", work="magic")
    FakeWorklog(desk.store).write((lost,), Once("lost", ""))
    run = issued(desk, lena)
    assert [one["code"] for one in draft(run)["problems"]] == ["no_rate"]
    assert (draft(run)["standing"], draft(run, "rival")["standing"]) == ("held_back", "issued")
    FakeWorklog(desk.store).write((taken_back(lost, OLA.ref, desk.now, "Feil"),), Once("back", ""))
    assert draft(issued(desk, lena))["standing"] == "issued"
    assert {one["net"] for one in statements(lena)} == {"1800.00", "2500.00"}


def test_time_for_a_customer_without_any_agreement_is_seen_in_the_run(desk: FrontDoor, lena: Visitor) -> None:
    desk.directory.keep_organisation(Organisation("newcomer", "Nykommer AS"))
    stray = replace(worked(desk, "one", 20), id="stray", organisation="newcomer", ticket="PRO-1002")
    FakeWorklog(desk.store).write((stray,), Once("stray", ""))
    run = drawn_up(desk, lena)
    assert draft(run, "newcomer")["standing"] == "held_back"
    assert [one["code"] for one in draft(run, "newcomer")["problems"]] == ["no_agreement"]


def test_of_very_many_problems_the_first_are_told_and_the_rest_counted(desk: FrontDoor, lena: Visitor) -> None:
    entry = worked(desk, "one", 20)
    for place in range(MOST_PROBLEMS + 5):
        stray = replace(entry, id=f"stray-{place:03}", work="magic")
        FakeWorklog(desk.store).write((stray,), Once(stray.id, ""))
    problems = draft(drawn_up(desk, lena))["problems"]
    assert [one["code"] for one in problems] == ["no_rate"] * MOST_PROBLEMS + ["more_problems"]
    assert problems[-1]["text"] == "Og 5 til av samme slag."


def test_a_month_whose_e_invoice_says_something_else_is_not_issued(
    desk: FrontDoor, lena: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = ubl.document
    monkeypatch.setattr(ubl, "document", lambda *told: written(*told).replace(b">2500.00<", b">2500.01<"))
    worked(desk, "one", 20)
    run = drawn_up(desk, lena)
    lena.post(f"{RUN}/approvals", {"hash": run["hash"]})
    for _ in range(errands.MOST_TRIES):
        list(errands.do_due(desk.world(), lambda: True))
        desk.now += timedelta(seconds=errands.LEASE_SECONDS + 1)
    told = draft(lena.get(RUN).body)
    assert (told["standing"], told["faults"]) == ("held_back", ["InvoiceDiffers"])
    assert statements(lena) == []


def test_more_time_than_can_be_printed_is_in_the_file(desk: FrontDoor, lena: Visitor, monkeypatch: Any) -> None:
    monkeypatch.setattr(specification, "MOST_PRINTED", 1)
    worked(desk, "one", 20)
    worked(desk, "two", 20)
    issued(desk, lena)
    (statement,) = statements(lena)
    sheet = lena.get(f"/v1/statements/{statement['id']}?organisation=bakery").body["sheet"]
    assert "De 2 føringene" in sheet["annexes"][0]["notes"][0]
    assert sheet["annexes"][0]["groups"] == []
    assert document(desk, lena, statement["id"], "pdf", "?organisation=bakery").status == 200


def test_no_month_is_issued_while_an_earlier_one_has_time_that_waits(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20, "2025-12")
    run = drawn_up(desk, lena)
    assert draft(run)["standing"] == "held_back"
    assert [(one["code"], "2025" in one["text"]) for one in draft(run)["problems"]] == [("earlier_month_open", True)]


def test_an_errand_that_kills_its_process_each_time_is_given_up(desk: FrontDoor, lena: Visitor) -> None:
    lena.post(RUN)
    list(errands.do_due(desk.world(), _one_at_a_time()))
    for _ in range(errands.MOST_TRIES):
        for errand in tuple(desk.runs.errands):
            desk.runs.claim(errand, desk.now, errands.LEASE_SECONDS)
        desk.now += timedelta(seconds=errands.LEASE_SECONDS + 1)
    list(errands.do_due(desk.world(), lambda: True))
    assert desk.runs.errands == {}
    assert {tuple(one["faults"]) for one in lena.get(RUN).body["drafts"]} == {("killed",)}


def _one_at_a_time() -> Callable[[], bool]:
    """Time for the errand that sends the others, and for none of these."""
    left = iter((True, True))
    return lambda: next(left, False)


def test_what_was_corrected_later_is_given_back_on_the_next_statement(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 60)
    issued(desk, lena)
    back = worked(desk, "two", 0, "2026-03")
    reversal = TimeEntry(
        **{**{name: getattr(back, name) for name in back.__slots__}, "id": "back", "seconds": -3600, "corrects": "one"}
    )
    FakeWorklog(desk.store).write((reversal,), Once("back", ""))
    lena.post("/v1/desks/promark/runs/2026-03")
    done(desk)
    march = lena.get("/v1/desks/promark/runs/2026-03").body
    assert [one["code"] for one in draft(march)["remarks"]].count("gives_back") == 1
    lena.post("/v1/desks/promark/runs/2026-03/approvals", {"hash": march["hash"]})
    done(desk)
    (statement,) = lena.get("/v1/desks/promark/runs/2026-03/statements").body["statements"]
    sheet = lena.get(f"/v1/statements/{statement['id']}?organisation=bakery").body["sheet"]
    assert "2026-00001" in json.dumps(sheet)


def test_an_administrator_reads_the_statement_and_takes_its_files(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    issued(desk, lena)
    ada = desk.signed_in(ADA)
    (statement,) = ada.get("/v1/statements").body["statements"]
    sheet = ada.get(f"/v1/statements/{statement['id']}").body["sheet"]
    assert (sheet["number"], sheet["language"]) == ("2026-00001", "nb")
    for name in statement["files"]:
        assert document(desk, ada, statement["id"], name).status == 200
    assert document(desk, ada, statement["id"], "secrets").code == "not_found"


def test_a_customers_statement_of_a_month_is_found_among_however_many(desk: FrontDoor, lena: Visitor) -> None:
    keep(lena, {**TERMS, "agreement": "A-200"}, organisation="rival")
    issued(desk, lena)
    for customer in ("bakery", "rival"):
        (found,) = lena.get(f"{RUN}/statements?organisation={customer}").body["statements"]
        assert found["organisation"] == customer
    assert lena.get(f"{RUN}/statements?organisation=lapsed").body == {"statements": [], "cursor": None}
    assert desk.signed_in(OLA).get(f"{RUN}/statements?organisation=bakery").code == "leads_only"


def test_nobody_else_reads_a_statement(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    issued(desk, lena)
    (statement,) = statements(lena)
    for person, code in ((CHARLIE, "not_allowed"), (OLA, "leads_only"), (BOB, "not_allowed")):
        found = desk.signed_in(person).get(f"/v1/statements/{statement['id']}?organisation=bakery")
        assert found.code == code
    stranger = Contact("rita", "rival", "Rita", "rita@rival.example", Role.ADMINISTRATOR, "nb")
    desk.directory.keep_contact(stranger)
    assert desk.signed_in(stranger).get(f"/v1/statements/{statement['id']}?organisation=bakery").code == "not_found"


def test_issued_documents_never_change(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    issued(desk, lena)
    before = {place: desk.files.get(place) for place in desk.files.stored if place.startswith("statements/")}
    assert before
    drawn_up(desk, lena)
    assert {place: desk.files.get(place) for place in before} == before


@pytest.mark.parametrize("person", [OLA, ALICE])
def test_runs_are_for_leads(desk: FrontDoor, lena: Visitor, person: Any) -> None:
    visitor = desk.signed_in(person)
    refused = "leads_only" if person is OLA else "not_found"
    for answer in (visitor.get(RUN), visitor.post(RUN), visitor.post(f"{RUN}/approvals", {"hash": "x"})):
        assert answer.code == refused


def test_the_month_that_is_over_is_begun_by_itself_once(desk: FrontDoor) -> None:
    desk.now = APRIL
    begun = running.begin_all(desk.world())
    assert {(run.desk, run.month) for run in begun} >= {("promark", "2026-03"), ("timecare", "2026-03")}
    assert {errand.task for errand in desk.runs.errands} == {Task.SEND_ALL}
    assert running.begin_all(desk.world()) == ()


def test_what_is_no_month_is_refused(lena: Visitor) -> None:
    assert lena.get("/v1/desks/promark/runs/2026-13").code == "month_bad"
    assert lena.post("/v1/desks/promark/runs/soon").code == "month_bad"


def test_each_tick_does_what_waits_and_tries_again_what_broke_off(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    lena.post(RUN)
    told = ticking.tick()
    assert told["months_drawn_up"] >= 1
    assert desk.runs.errands == {}
    assert draft(lena.get(RUN).body)["standing"] == "drawn_up"


def test_a_month_that_always_breaks_off_is_held_back_for_a_person(
    desk: FrontDoor, lena: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ArithmeticError

    lena.post(RUN)
    monkeypatch.setattr(running, "draft_of", broken)
    for _ in range(errands.MOST_TRIES):
        list(errands.do_due(desk.world(), lambda: True))
        desk.now += timedelta(seconds=errands.LEASE_SECONDS + 1)
    assert desk.runs.errands == {}
    assert [(one["standing"], one["faults"]) for one in lena.get(RUN).body["drafts"]] == [
        ("held_back", ["ArithmeticError"])
    ] * 3


def test_a_lead_has_all_that_was_issued_for_a_month_in_one_table_for_the_accountant(
    desk: FrontDoor, lena: Visitor
) -> None:
    worked(desk, "entry-1", 60)
    run = issued(desk, lena)
    told = lena.get(f"{RUN}/journal").body
    rows = list(csv.DictReader(StringIO(told["csv"]), delimiter=";"))
    assert told["cursor"] is None
    assert {row["Bilagsnummer"] for row in rows} == {draft(run)["number"]}
    net = sum(Decimal(row["Beløp uten MVA"].replace(",", ".") or 0) for row in rows)
    assert net == Decimal(draft(run)["net"])
    assert desk.signed_in(ADA).get(f"{RUN}/journal").status == 404
