"""Agreements: a lead keeps them by versions, as YAML or by form, and sees what a month comes to (PM3 PM5 MP7 MP8)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.desk.ports import Once
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.domain.people import Agent, Role
from tests.fakes import FakeWorklog
from tests.rules.front_door import ALICE, OLA, Answer, FrontDoor, Visitor, a_question

LENA = Agent("lena", "Lena Vik", "lena@vendor.example", ("promark", "adminet"), Role.LEAD, "nb")
TERMS: dict[str, Any] = {
    "agreement": "A-100",
    "valid_from": "2026-01-01",
    "first_day": "2026-01-01",
    "buyer": {
        "name": "Fjellbakeriet AS",
        "street": "Storgata 1",
        "post_code": "0155",
        "city": "Oslo",
        "country": "NO",
        "reference": "Bestilling 7",
    },
    "flat_rates": [
        {
            "id": "maintenance",
            "name": "Vedlikehold",
            "kind": "maintenance",
            "price": "900.00",
            "every": "month",
            "when": "arrears",
        }
    ],
    "rates": [{"work": "consulting", "per_hour": "1400.00"}],
    "covered": ["guidance"],
    "rounding": {"by": "ticket", "step_minutes": "15"},
}
YAML = """
agreement: A-100
valid_from: 2026-01-01
first_day: 2026-01-01
buyer: {name: Fjellbakeriet AS, street: Storgata 1, post_code: 0155, city: Oslo, country: "NO"}
"""


@pytest.fixture
def lena(desk: FrontDoor) -> Visitor:
    desk.directory.keep_agent(LENA)
    return desk.signed_in(LENA)


def keep(lead: Visitor, terms: dict[str, Any] | None = None, revision: int = 0, **more: object) -> Answer:
    told: dict[str, Any] = {"organisation": "bakery", "revision": revision, **more}
    if "yaml" not in told:
        told["terms"] = TERMS if terms is None else terms
    return lead.post("/v1/desks/promark/agreements", told)


def versions(lead: Visitor) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = lead.get("/v1/desks/promark/agreements?organisation=bakery").body["versions"]
    return found


def month(lead: Visitor, month: str) -> dict[str, Any]:
    found: dict[str, Any] = lead.get(f"/v1/desks/promark/months?organisation=bakery&month={month}").body
    return found


def faults(answer: Answer) -> dict[str, str]:
    assert answer.status == 422, answer.body
    return {fault["field"]: fault["code"] for fault in answer.body["fields"]}


def worked(desk: FrontDoor, minutes: int, work: str, charging: Charging = Charging.BILLABLE) -> None:
    """Time on a ticket of the bakery's, in February 2026."""
    start = datetime(2026, 2, 10, 9, tzinfo=UTC)
    entry = TimeEntry(
        f"{work}-{minutes}", "PRO-1001", "promark", "bakery", OLA.ref, start, minutes * 60, work, charging,
        "2026-02", start, OLA.ref,
    )  # fmt: skip
    FakeWorklog(desk.store).write((entry,), Once(entry.id, ""))


def test_a_lead_keeps_an_agreement_and_finds_it_again(lena: Visitor) -> None:
    kept = keep(lena)
    assert (kept.status, kept.body["version"]["revision"], kept.body["version"]["by"]) == (201, 1, "Lena Vik")
    (version,) = versions(lena)
    assert version["terms"]["flat_rates"][0]["price"] == "900.00"
    assert "price: 900.00\n" in version["yaml"]


def test_an_agreement_goes_in_and_out_as_yaml(lena: Visitor) -> None:
    assert keep(lena, yaml=YAML).status == 201
    (version,) = versions(lena)
    again = keep(lena, yaml=version["yaml"].replace("payment_days: 14", "payment_days: 30"), revision=1)
    assert (again.status, again.body["version"]["terms"]["payment_days"]) == (201, "30")


def test_a_version_can_be_looked_at_before_it_is_kept(lena: Visitor) -> None:
    looked = keep(lena, check=True)
    assert (looked.status, looked.body["terms"]["agreement"]) == (200, "A-100")
    assert versions(lena) == []


def test_pm3_an_agreement_that_is_kept_covers_tickets(desk: FrontDoor, lena: Visitor) -> None:
    keep(lena, {**TERMS, "last_day": "2026-02-28"})
    bakery = desk.directory.organisation("bakery")
    assert bakery is not None
    assert [(one.first_day, one.last_day) for one in bakery.agreements if one.id == "A-100"] == [
        (date(2026, 1, 1), date(2026, 2, 28))
    ]


def test_a_mistake_names_its_field_in_the_leads_language(lena: Visitor) -> None:
    wrong = {**TERMS, "flat_rates": [{**TERMS["flat_rates"][0], "price": "much"}], "covered": ["magic"]}
    answer = keep(lena, wrong)
    assert faults(answer) == {"flat_rates.maintenance.price": "amount_bad", "covered.0": "value_bad"}
    assert "1200,50" in answer.body["fields"][0]["detail"]
    assert faults(keep(lena, {**TERMS, "buyer": {**TERMS["buyer"], "vat_number": "NO123MVA"}})) == {
        "buyer.vat_number": "number_bad"
    }


def test_a_form_takes_numbers_as_people_write_them(lena: Visitor) -> None:
    flat = {**TERMS["flat_rates"][0], "price": "19 000,5", "indexed": [{"valid_from": "2027-01-01", "percent": "3,9"}]}
    kept = keep(lena, {**TERMS, "flat_rates": [flat], "discount_percent": "2,5 %"})
    terms = kept.body["version"]["terms"]
    assert (terms["flat_rates"][0]["price"], terms["discount_percent"]) == ("19000.50", "2.5")
    assert terms["flat_rates"][0]["indexed"][0]["percent"] == "3.9"


def test_what_can_be_read_in_two_ways_is_refused(lena: Visitor) -> None:
    for price in ("1.234", "12,500", "1.234.567"):
        wrong = {**TERMS, "flat_rates": [{**TERMS["flat_rates"][0], "price": price}]}
        assert faults(keep(lena, wrong)) == {"flat_rates.maintenance.price": "number_unclear"}


def test_yaml_has_exact_amounts(lena: Visitor) -> None:
    assert faults(keep(lena, yaml=YAML + "payroll: {days: ['10'], fee: '9,50'}")) == {"payroll.fee": "value_amount"}


def test_yaml_that_cannot_be_read_names_its_line(lena: Visitor) -> None:
    assert faults(keep(lena, yaml="agreement: [")) == {"yaml": "yaml_bad"}


def test_two_leads_do_not_write_over_each_other(lena: Visitor) -> None:
    keep(lena)
    dearer = {**TERMS, "payment_days": "30"}
    assert keep(lena, dearer).code == "conflict"
    assert keep(lena, dearer, revision=1).status == 201
    assert keep(lena, dearer, revision=1).status == 201, "the same twice is kept once"


def test_agreements_with_a_desk_do_not_overlap(lena: Visitor) -> None:
    keep(lena)
    assert faults(keep(lena, {**TERMS, "agreement": "A-101"})) == {"first_day": "agreement_overlaps"}


@pytest.mark.parametrize("person", [OLA, ALICE])
def test_agreements_and_months_are_for_leads(desk: FrontDoor, person: Any) -> None:
    visitor = desk.signed_in(person)
    refused = "leads_only" if person is OLA else "not_found"
    assert visitor.get("/v1/desks/promark/agreements?organisation=bakery").code == refused
    assert visitor.get("/v1/desks/promark/months?organisation=bakery").code == refused
    assert keep(visitor).code == refused


def test_another_desk_and_a_customer_that_is_not_are_not_found(lena: Visitor) -> None:
    assert lena.get("/v1/desks/timecare/agreements?organisation=bakery").code == "not_found"
    assert lena.get("/v1/desks/promark/agreements?organisation=nobody").code == "not_found"
    assert keep(lena, organisation="nobody").code == "not_found"


def test_mp8_a_month_is_drawn_up_with_every_flat_rate_and_service(desk: FrontDoor, lena: Visitor) -> None:
    keep(lena)
    worked(desk, 20, "consulting")
    worked(desk, 10, "guidance", Charging.FREE)
    found = month(lena, "2026-02")
    lines = [(line["kind"], line["net"]) for line in found["statement"]["lines"]]
    assert lines == [("flat_rate", "900.00"), ("flat_rate", "900.00"), ("time", "700.00"), ("time", "0.00")]
    assert (found["statement"]["net"], found["statement"]["payable"]) == ("2500.00", "3125.00")
    assert [one["code"] for one in found["remarks"]] == ["first_statement"]
    assert (found["problems"], found["faults"], found["standing"]) == ([], [], "drawn_up")


def test_a_month_tells_what_cannot_be_billed_and_bills_the_rest(desk: FrontDoor, lena: Visitor) -> None:
    flat_rate = {**TERMS["flat_rates"][0], "anchor_day": "1"}
    keep(lena, {**TERMS, "first_day": "2026-02-15", "valid_from": "2026-02-15", "flat_rates": [flat_rate]})
    worked(desk, 20, "consulting")
    found = month(lena, "2026-02")
    assert [one["code"] for one in found["problems"]] == ["no_agreement"]
    assert [line["net"] for line in found["statement"]["lines"]] == ["450.00"]


def test_the_same_month_has_the_same_hash(desk: FrontDoor, lena: Visitor) -> None:
    keep(lena)
    worked(desk, 20, "consulting")
    assert month(lena, "2026-02")["hash"] == month(lena, "2026-02")["hash"]
    assert month(lena, "2026-02")["hash"] != month(lena, "2026-03")["hash"]


def test_what_is_no_month_is_refused(lena: Visitor) -> None:
    assert lena.get("/v1/desks/promark/months?organisation=bakery&month=2026-13").code == "month_bad"


def test_a_customer_without_agreement_has_an_empty_month(lena: Visitor) -> None:
    found = month(lena, "2026-02")
    assert (found["statement"], found["standing"]) == (None, "nothing")


def test_an_agreement_is_proposed_as_the_desk_usually_agrees(lena: Visitor) -> None:
    usual = lena.get("/v1/desks/promark/agreements?organisation=bakery").body["usual"]
    assert usual["rounding"]["step_minutes"] == "15"


def test_filing_goes_on_under_a_kept_agreement(desk: FrontDoor, lena: Visitor) -> None:
    keep(lena)
    assert desk.signed_in(ALICE).post("/v1/tickets", a_question()).status == 201
