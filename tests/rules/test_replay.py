"""A lead tries a price list on months that are over: nothing is written, and what was issued comes out again (MP9)."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.desk.ports import Once
from chalicelib.domain.people import Agent, Role
from tests.fakes import FakeWorklog
from tests.rules.front_door import ALICE, OLA, Answer, FrontDoor, Visitor
from tests.rules.test_agreements import TERMS, keep
from tests.rules.test_month_closed import issued, lena, worked

__all__ = ["lena"]

REPLAYS = "/v1/desks/promark/replays"
MARCH = "/v1/desks/promark/runs/2026-03"
FREYA = Agent("freya", "Freya Dahl", "freya@vendor.example", ("adminet",), Role.LEAD, "nb")


def listed(lead: Visitor) -> dict[str, Any]:
    """The desk's list as the form fills it in."""
    begun = lead.get(REPLAYS).body
    rates = {
        work["id"]: {name: work[name] for name in ("per_hour", "out_of_hours") if work[name]} for work in begun["works"]
    }
    return {"rates": rates, "payroll_fee": begun["payroll_fee"], "flat_rate_percent": "0"}


def replayed(lead: Visitor, organisation: str = "bakery", **changes: Any) -> Answer:
    """February and March tried on one customer, under the desk's own list but for the changes."""
    asked = {"organisation": organisation, "first": "2026-02", "last": "2026-03", **listed(lead)}
    rates = {**asked["rates"], **changes.pop("rates", {})}
    return lead.post(REPLAYS, {**asked, **changes, "rates": rates})


def month(answer: Answer, place: int = 0) -> dict[str, Any]:
    assert answer.status == 200, answer.body
    found: dict[str, Any] = answer.body["months"][place]
    return found


def unbound(desk: FrontDoor, lead: Visitor) -> None:
    """The bakery's agreement without a rate of its own, so that the list counts."""
    terms = {**TERMS, "rates": [], "rounding": {"by": "ticket", "step_minutes": "15"}}
    assert keep(lead, terms, revision=1).status == 201


def test_a_lead_begins_with_the_list_in_force_and_the_months_that_are_over(desk: FrontDoor, lena: Visitor) -> None:
    begun = lena.get(REPLAYS).body
    assert (begun["currency"], begun["month"], begun["payroll_fee"]) == ("NOK", "2026-03", "500.00")
    works = {work["id"]: (work["per_hour"], work["out_of_hours"]) for work in begun["works"]}
    assert works["phone"] == ("1250.00", "1800.00")
    assert works["consulting"] == ("1450.00", None)
    assert {one["id"] for one in begun["customers"]} == {"bakery", "rival", "lapsed"}


def test_the_same_list_makes_no_difference_and_gives_what_was_issued(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    issued(desk, lena)
    issued(desk, lena, MARCH)
    answer = replayed(lena)
    assert [month(answer, place)["month"] for place in (0, 1)] == ["2026-02", "2026-03"]
    for place, run in ((0, "2500.00"), (1, "900.00")):
        found = month(answer, place)
        assert found["was"] == found["would"] == found["issued"] == run
        assert found["same"] is True
    assert (answer.body["was"], answer.body["would"]) == ("3400.00", "3400.00")


def test_a_dearer_list_is_dearer_where_the_agreement_has_no_rate(desk: FrontDoor, lena: Visitor) -> None:
    unbound(desk, lena)
    worked(desk, "one", 60)
    found = month(replayed(lena, rates={"consulting": {"per_hour": "2000.00"}}))
    assert float(found["would"]) - float(found["was"]) == 550.0


def test_an_agreed_rate_is_not_touched_by_the_list(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 60)
    found = month(replayed(lena, rates={"consulting": {"per_hour": "2000.00"}}))
    assert found["was"] == found["would"]


def test_flat_rates_change_by_the_percentage(desk: FrontDoor, lena: Visitor) -> None:
    answer = replayed(lena, flat_rate_percent="10", first="2026-03")
    assert (month(answer)["was"], month(answer)["would"]) == ("2700.00", "2790.00")
    assert (answer.body["was"], answer.body["would"]) == ("2700.00", "2790.00")


def test_numbers_are_taken_as_people_write_them(desk: FrontDoor, lena: Visitor) -> None:
    unbound(desk, lena)
    worked(desk, "one", 60)
    exact = replayed(lena, rates={"consulting": {"per_hour": "1550.50"}}, flat_rate_percent="-2.5")
    written = replayed(lena, rates={"consulting": {"per_hour": "1 550,5"}}, flat_rate_percent="\u22122,5 %")
    assert month(written) == month(exact)
    assert month(exact)["was"] != month(exact)["would"]


def test_a_month_that_was_not_issued_says_so(desk: FrontDoor, lena: Visitor) -> None:
    found = month(replayed(lena))
    assert (found["issued"], found["same"]) == (None, None)


def test_a_month_with_nothing_to_state_still_comes_to_nothing(desk: FrontDoor, lena: Visitor) -> None:
    issued(desk, lena)
    found = month(replayed(lena, "rival"))
    assert (found["was"], found["issued"], found["same"]) == ("0.00", "0.00", True)


def test_an_agreement_changed_backwards_does_not_come_to_what_was_issued(desk: FrontDoor, lena: Visitor) -> None:
    issued(desk, lena)
    terms = {**TERMS, "flat_rates": [{**TERMS["flat_rates"][0], "price": "950.00"}]}
    assert keep(lena, terms, revision=1).status == 201
    found = month(replayed(lena))
    assert (found["issued"], found["same"]) == ("1800.00", False)
    assert found["was"] == found["would"] == "1900.00"


def test_each_month_is_drawn_up_again_from_what_was_handed_on_to_it(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    issued(desk, lena)
    worked(desk, "two", 20, "2026-03")
    issued(desk, lena, MARCH)
    late = replayed(lena, first="2026-03")
    assert [one["month"] for one in late.body["months"]] == ["2026-03"]
    assert month(late)["was"] == month(late)["issued"]
    assert month(late)["same"] is True


def test_a_language_chosen_since_changes_nothing(desk: FrontDoor, lena: Visitor) -> None:
    issued(desk, lena)
    bakery = desk.directory.organisation("bakery")
    assert bakery is not None
    desk.directory.keep_organisation(replace(bakery, language="sv"))
    assert month(replayed(lena))["same"] is True


def test_nothing_is_written_and_nobody_is_told(desk: FrontDoor, lena: Visitor) -> None:
    worked(desk, "one", 20)
    issued(desk, lena)
    before = deepcopy((desk.store, desk.files.stored, desk.runs.errands))
    assert replayed(lena, flat_rate_percent="10").status == 200
    assert (desk.store, desk.files.stored, desk.runs.errands) == before


def test_what_cannot_be_billed_is_told_with_its_month(desk: FrontDoor, lena: Visitor) -> None:
    stray = worked(desk, "one", 20)
    FakeWorklog(desk.store).write((replace(stray, id="lost", work="magic"),), Once("lost", ""))
    (problem,) = replayed(lena).body["problems"]
    assert (problem["month"], problem["code"]) == ("2026-02", "no_rate")
    assert "magic" in problem["text"]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"first": "soon"}, "first", "month_bad"),
        ({"last": "2026-13"}, "last", "month_bad"),
        ({"last": "2026-04"}, "last", "replay_months_bad"),
        ({"last": "2026-01"}, "last", "replay_months_bad"),
        ({"first": "2025-03"}, "last", "replay_months_bad"),
        ({"payroll_fee": "much"}, "payroll_fee", "amount_bad"),
        ({"payroll_fee": "1.234"}, "payroll_fee", "number_unclear"),
        ({"payroll_fee": ""}, "payroll_fee", "value_missing"),
        ({"flat_rate_percent": "-100"}, "flat_rate_percent", "percent_bad"),
        ({"rates": {"phone": {"per_hour": "1250.00"}}}, "rates.phone.out_of_hours", "value_missing"),
        ({"rates": {"consulting": {"per_hour": "-1.00"}}}, "rates.consulting.per_hour", "amount_bad"),
        ({"rates": {"magic": {"per_hour": "1.00"}}}, "rates.magic", "key_unknown"),
    ],
)
def test_a_mistake_is_told_at_its_field(lena: Visitor, changes: dict[str, Any], field: str, code: str) -> None:
    answer = replayed(lena, **changes)
    assert answer.code == "form_incomplete"
    assert [(one["field"], one["code"]) for one in answer.body["fields"]] == [(field, code)]
    assert all(one["detail"] for one in answer.body["fields"])


def test_all_mistakes_are_told_at_once(lena: Visitor) -> None:
    answer = replayed(lena, first="", flat_rate_percent="lots", payroll_fee="-1")
    assert {one["field"] for one in answer.body["fields"]} == {"first", "flat_rate_percent", "payroll_fee"}


def test_a_customer_that_there_is_not_is_not_found(lena: Visitor) -> None:
    assert replayed(lena, "nobody").code == "not_found"


@pytest.mark.parametrize("person", [OLA, ALICE, FREYA])
def test_prices_are_tried_by_leads_of_the_desk_only(desk: FrontDoor, lena: Visitor, person: Any) -> None:
    if isinstance(person, Agent):
        desk.directory.keep_agent(person)
    visitor = desk.signed_in(person)
    refused = "leads_only" if person is OLA else "not_found"
    for answer in (visitor.get(REPLAYS), visitor.post(REPLAYS, {"organisation": "bakery"})):
        assert answer.code == refused
