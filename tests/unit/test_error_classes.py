"""Once identified, an error is A, worked on in every open hour, B, fixed by a date, or C, fixed some day (PM10)."""

import pytest
from tests.unit.lives import BOB, Life
from tests.unit.policy_edits import edited

from chalicelib.domain.instants import read
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket import triage
from chalicelib.domain.ticket.record import Kind, State
from chalicelib.policies.book import Policies, read_tree


def fixed_within(months: int) -> Policies:
    """promark with so many months for class B."""
    return read_tree(edited("promark.yaml", "levels", "error_classes", 1, "months_to", to=str(months)))


@pytest.mark.parametrize(
    ("identified", "months", "due"),
    [
        ("2026-03-03 10:00", 2, "2026-04-30 16:00"),
        ("2026-03-16 10:00", 2, "2026-05-15 16:00"),
        ("2026-08-31 10:00", 6, "2027-02-26 16:00"),
        ("2027-08-31 10:00", 6, "2028-02-29 16:00"),
        ("2026-10-30 10:00", 2, "2026-12-30 16:00"),
        ("2026-12-31 10:00", 2, "2027-02-26 16:00"),
        ("2026-12-31 10:00", 12, "2027-12-31 16:00"),
        ("2026-11-30 10:00", 1, "2026-12-30 16:00"),
        ("2026-03-25 10:00", 2, "2026-05-22 16:00"),
    ],
    ids=[
        "a holiday moves it back over the day before",
        "a Friday",
        "31 August and six months, a Sunday",
        "31 August and six months, a leap day",
        "within the year",
        "over the year's end",
        "a whole year",
        "a shorter month before a longer",
        "Whit Monday",
    ],
)
def test_pm10_b_is_fixed_by_the_last_open_instant_up_to_the_same_day_of_a_later_month(
    identified: str, months: int, due: str
) -> None:
    case = Life(policies=fixed_within(months)).opened(identified).identified(identified, "B")
    assert case.due("fix") == due


def test_pm10_the_date_is_the_desks_own_where_utc_has_another() -> None:
    case = Life().opened("2026-03-16 00:30").identified("2026-03-16 00:30", "B")
    assert case.due("fix") == "2026-05-15 16:00", "in UTC it was still the 15th"


def test_pm10_b_may_use_its_last_instant() -> None:
    for resolved, is_missed in (("2026-05-15 16:00", False), ("2026-05-15 16:00:01", True)):
        case = Life().opened("2026-03-16 10:00").identified("2026-03-16 10:00", "B").resolved(resolved)
        assert case.is_missed("fix", "2026-06-01 12:00") is is_missed
        assert case.closed("2026-05-20 10:00").judged[-1] == ("fix", not is_missed)


def test_pm10_the_date_of_b_does_not_wait_for_the_customer_but_ends_with_the_ticket() -> None:
    case = Life().opened("2026-03-16 10:00").identified("2026-03-16 10:00", "B").asked("2026-03-17 10:00")
    assert case.due("fix") == "2026-05-15 16:00"
    assert not case.closed("2026-04-16 10:00").is_missed("fix", "2026-06-01 12:00")


def test_pm10_a_later_judgement_takes_the_place_of_an_earlier() -> None:
    case = Life().opened("mon 09:00").identified("mon 10:00", "A").identified("tue 10:00", "B")
    assert (case.due("fix"), case.ticket.error_class) == ("2026-04-30 16:00", "B")
    assert (case.identified("wed 10:00", "C").agenda(), case.ticket.due_at) == ([], None)


def test_pm10_the_same_judgement_again_does_not_move_the_date() -> None:
    case = Life().opened("2026-03-16 10:00").identified("2026-03-16 10:00", "B")
    with pytest.raises(Refusal, match="class_unchanged"):
        case.identified("2026-05-11 10:00", "B")
    assert case.identified("2026-05-12 10:00", "A").identified("2026-05-13 10:00", "B").due("fix") == "2026-07-13 16:00"


def test_pm10_each_date_of_b_is_kept_or_missed_by_itself() -> None:
    case = Life().opened("2026-03-16 10:00").identified("2026-03-16 10:00", "B").identified("2026-05-18 10:00", "A")
    assert case.judged[-1] == ("fix", False)
    case.identified("2026-05-19 10:00", "B")
    assert ("breach", "2026-07-17 16:00:01") in case.agenda()


def test_pm10_identifying_begins_the_work_and_takes_the_ticket() -> None:
    case = Life().opened("mon 09:00", severity=1).identified("mon 13:00", "C")
    assert (case.ticket.agent, case.ticket.state, case.judged) == (BOB.ref, State.OPEN, [("start", True)])


@pytest.mark.parametrize("kind", [Kind.ORDER, Kind.CHANGE_REQUEST, Kind.HARDWARE, Kind.DEVELOPMENT_PROPOSAL])
def test_pm10_what_is_no_fault_has_no_class(kind: Kind) -> None:
    case = Life().opened("mon 09:00", kind=kind)
    with pytest.raises(Refusal, match="not_a_fault"):
        triage.identify(case.ticket, BOB, "A", case.at("mon 10:00"))


def test_pm3_no_error_is_identified_without_an_agreement_nor_on_a_closed_ticket() -> None:
    case = Life().opened("mon 09:00", under_agreement=False)
    with pytest.raises(Refusal, match="no_agreement"):
        case.identified("mon 10:00", "A")
    with pytest.raises(Refusal, match="ticket_closed"):
        case.settled("mon 10:00").closed("mon 11:00").identified("mon 12:00", "A")


def idle_at(case: Life) -> list[str]:
    return [when for what, when in case.agenda() if what == "idle"]


def test_pm10_a_demands_work_in_each_open_hour_over_nights_and_weekends() -> None:
    case = Life().opened("fri 09:00").identified("fri 14:30", "A")
    assert idle_at(case) == ["fri 15:30"]
    case.looked_out("next mon 09:30")
    marked = [entry.facts for entry in case.entries if entry.act == "idle"]
    assert [facts["round"] for facts in marked] == ["1", "2"]
    assert [case.told(read(facts["until_idle"])) for facts in marked] == ["fri 15:30", "next mon 08:30"]


def test_pm10_once_agent_and_lead_have_been_told_they_are_told_again_a_working_day_later() -> None:
    case = Life().opened("mon 08:00").identified("mon 08:00", "A").looked_out("mon 10:00")
    assert idle_at(case) == ["tue 10:00"]
    assert idle_at(case.looked_out("tue 10:00")) == ["wed 10:00"]
    assert idle_at(case.noted("tue 11:00")) == ["tue 12:00"], "work begins the hours anew"


def test_pm10_lunch_is_no_open_hour() -> None:
    tree = edited("promark.yaml", "hours", "versions", 0, "weekly", "monday", to=["08:00-12:00", "13:00-16:00"])
    case = Life(policies=read_tree(tree)).opened("mon 09:00").identified("mon 11:40", "A")
    assert idle_at(case) == ["mon 13:40"]


def test_pm10_whatever_an_agent_does_is_work_an_inner_note_too() -> None:
    case = Life().opened("mon 09:00").identified("mon 10:00", "A").noted("mon 10:50")
    assert idle_at(case) == ["mon 11:50"]
    assert idle_at(case.answered("mon 11:30")) == ["mon 12:30"]


def test_pm10_what_the_customer_writes_meanwhile_is_no_work() -> None:
    case = Life().opened("mon 09:00").identified("mon 10:00", "A").added("mon 10:50").looked_out("mon 11:00")
    assert case.acts[-1] == "idle"
    case.added("mon 11:50").looked_out("mon 12:00")
    assert (case.acts[-1], case.entries[-1].facts["round"]) == ("idle", "2"), "and the lead hears of it"


def test_ci8_no_work_is_demanded_while_the_customer_is_asked_and_again_an_hour_after_the_answer() -> None:
    case = Life().opened("mon 09:00").identified("mon 10:00", "A").asked("mon 10:30")
    assert idle_at(case) == []
    assert idle_at(case.added("tue 14:30")) == ["tue 15:30"]


def test_pm10_no_work_is_demanded_on_what_is_over_and_none_for_that_time_once_it_is_taken_up_again() -> None:
    case = Life().opened("mon 09:00").identified("mon 10:00", "A").resolved("mon 11:00")
    assert idle_at(case) == []
    assert idle_at(case.reopened("next mon 09:00")) == ["next mon 10:00"]


@pytest.mark.parametrize("error_class", ["B", "C"])
def test_pm10_only_a_demands_work_in_each_hour(error_class: str) -> None:
    assert idle_at(Life().opened("mon 09:00").identified("mon 10:00", error_class)) == []
