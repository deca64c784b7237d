"""What is promised on a ticket and when it is missed: the clocks that count working time (PM3 PM9 PM11 TC9 CI8)."""

import pytest
from tests.unit.lives import ALICE, BOB, Life
from tests.unit.policy_edits import Tree, edited

from chalicelib.desk.watch.deadlines import deadlines, next_due
from chalicelib.domain.payroll import Level
from chalicelib.domain.ticket.history import Via
from chalicelib.domain.ticket.record import Kind
from chalicelib.policies.book import Policies, read_tree


@pytest.mark.parametrize(("severity", "due"), [(1, "mon 13:00"), (2, "tue 13:00"), (3, "next tue 11:00")])
def test_pm9_identification_starts_within_so_many_working_hours(severity: int, due: str) -> None:
    assert Life().opened("mon 09:00", severity).due("start") == due


@pytest.mark.parametrize(
    ("severity", "in_time", "late"),
    [(1, "mon 13:00", "mon 13:00:01"), (2, "tue 12:59:59", "tue 13:00"), (3, "next tue 10:59:59", "next tue 11:00")],
)
def test_pm9_within_may_use_the_last_instant_and_less_than_may_not(severity: int, in_time: str, late: str) -> None:
    for handled, is_missed in ((in_time, False), (late, True)):
        case = Life().opened("mon 09:00", severity).handled(handled)
        assert case.is_missed("start", "2026-06-01 12:00") is is_missed
        assert case.judged == [("start", not is_missed)]


def test_pm9_not_yet_begun_it_is_missed_an_instant_after_the_last() -> None:
    within, less_than = Life().opened("mon 09:00", severity=1), Life().opened("mon 09:00", severity=2)
    assert not within.is_missed("start", "mon 13:00") and within.is_missed("start", "mon 13:00:01")
    assert not less_than.is_missed("start", "tue 12:59:59") and less_than.is_missed("start", "tue 13:00")


def test_pm9_a_due_instant_at_closing_time_stays_there_and_the_next_morning_is_late() -> None:
    case = Life().opened("mon 12:00", severity=1)
    assert case.due("start") == "mon 16:00"
    assert case.handled("tue 08:00").is_missed("start", "tue 08:00")


def test_pm9_what_is_filed_at_night_starts_when_the_desk_opens() -> None:
    assert Life().opened("fri 20:00", severity=1).due("start") == "next mon 12:00"
    assert Life().opened("2026-03-28 02:30", severity=1).due("start") == "2026-03-30 12:00", (
        "summer time began meanwhile"
    )


@pytest.mark.parametrize("severity", [1, 2, 3])
def test_tc9_handling_starts_within_two_working_hours_before_any_severity_is_set(severity: int) -> None:
    assert Life("timecare").opened("mon 11:30", severity).due("start") == "mon 14:30", "lunch is left out"


def test_tc9_a_severity_set_later_leaves_the_clock_alone() -> None:
    case = Life("timecare").opened("mon 11:30", via=Via.PHONE)
    assert case.severity("mon 13:00", 1, agreed=True).due("start") == "mon 14:30"
    assert case.answered("mon 14:30").judged == [("start", True)]


@pytest.mark.parametrize("desk", ["crm-insight", "evidencija", "adminet"])
def test_the_first_answer_is_what_stops_the_clock_where_that_is_promised_and_handling_is_not(desk: str) -> None:
    case = Life(desk).opened("mon 09:00", severity=1).handled("mon 10:00")
    assert (case.due("start"), case.judged) == ("mon 13:00", [])
    assert case.answered("mon 13:00").judged == [("start", True)]


def test_a_question_to_the_customer_is_a_first_answer_and_receipts_and_notes_are_none() -> None:
    case = Life("adminet").opened("mon 09:00").noted("mon 10:00").identified("mon 10:30", "A")
    assert case.deadline("start").is_open  # type: ignore[union-attr]
    assert case.asked("mon 11:00").judged == [("start", True)]


def test_ad6_a_development_proposal_has_no_clock() -> None:
    case = Life("adminet").opened("mon 09:00", kind=Kind.DEVELOPMENT_PROPOSAL)
    assert deadlines(case.desk, case.ticket, case.entries) == ()


def test_pm3_without_an_agreement_nothing_is_promised() -> None:
    case = Life().opened("mon 09:00", severity=1, under_agreement=False).answered("mon 12:00")
    assert deadlines(case.desk, case.ticket, case.entries) == ()
    assert case.closed("tue 12:00").judged == []


def test_pm3_the_clock_runs_from_when_the_terms_are_agreed() -> None:
    case = Life().opened("mon 09:00", severity=1, under_agreement=False).settled("tue 15:00")
    assert case.due("start") == "wed 11:00"


def test_pm3_an_answer_given_before_the_terms_meets_the_promise_of_a_first_answer() -> None:
    case = Life("adminet").opened("mon 09:00", under_agreement=False).answered("tue 09:00").settled("wed 09:00")
    assert not case.is_missed("start", "2026-06-01 12:00")


def test_ci8_the_solution_clock_stands_still_while_the_customers_answer_is_awaited() -> None:
    case = Life().opened("mon 09:00", level=Level.PAYROLL_DAY).asked("mon 11:00")
    assert case.due("solution") == "", "no instant while it stands still"
    assert case.added("tue 10:00").due("solution") == "tue 16:00", "two hours on Monday, six on Tuesday"
    assert case.resolved("tue 16:00").closed("wed 10:00").judged == [("start", True), ("solution", True)]


def test_ci8_what_was_late_when_the_question_was_asked_stays_late() -> None:
    case = Life().opened("mon 08:00", level=Level.PAYROLL_DAY).handled("mon 09:00").asked("tue 08:00")
    assert (case.due("solution"), case.is_missed("solution", "tue 08:00")) == ("mon 16:00", True)
    assert case.added("wed 08:00").due("solution") == "mon 16:00"


@pytest.mark.parametrize("severity", [1, 3])
def test_ci8_pauses_already_taken_are_kept_when_the_severity_changes(severity: int) -> None:
    case = Life().opened("mon 09:00", level=Level.PAYROLL_DAY).asked("mon 10:00").severity("mon 10:30", severity)
    case.added("mon 12:00").severity("mon 12:30", severity, by=ALICE)
    assert case.due("solution") == "tue 11:00", "eight hours, two of them waiting"


def test_pm3_the_time_without_terms_is_left_out_after_a_change_of_severity_too() -> None:
    case = Life().opened("mon 09:00", severity=3, under_agreement=False).settled("tue 09:00")
    assert case.severity("tue 10:00", 1, agreed=True).due("start") == "tue 13:00"


def test_pm11_pauses_are_kept_when_the_level_changes_with_the_terms() -> None:
    case = Life().opened("mon 09:00", under_agreement=False).asked("mon 10:00").settled("mon 11:00", Level.PAYROLL_DAY)
    assert case.added("mon 12:00").due("solution") == "tue 12:00", "neither without terms nor waiting for the customer"


def test_a_severity_agreed_after_the_start_changes_nothing_that_was_judged() -> None:
    case = Life().opened("mon 09:00", severity=3).handled("mon 15:00").severity("mon 15:30", 1, agreed=True)
    assert not case.is_missed("start", "2026-06-01 12:00")
    assert case.deadline("start").severity == 3  # type: ignore[union-attr]


def stricter_from(day: str) -> Policies:
    """promark with half the time for each severity from a day on."""
    tree: Tree = edited("promark.yaml", "id", to="promark")
    (version,) = tree["promark.yaml"]["levels"]["targets"]
    halved = {
        severity: {**target, "minutes": str(int(target["minutes"]) // 2)}
        for severity, target in version["severities"].items()
    }
    tree["promark.yaml"]["levels"]["targets"] = [version, {**version, "valid_from": day, "severities": halved}]
    return read_tree(tree)


@pytest.mark.parametrize(("opened", "due"), [("tue 15:00", "wed 11:00"), ("wed 08:00", "wed 10:00")])
def test_a_clock_takes_the_target_in_force_when_it_starts(opened: str, due: str) -> None:
    assert Life(policies=stricter_from("2026-03-04")).opened(opened, severity=1).due("start") == due


def test_a_clock_takes_the_target_in_force_when_its_terms_change() -> None:
    case = Life(policies=stricter_from("2026-03-04")).opened("tue 15:00", severity=2)
    assert case.severity("tue 15:30", 3, agreed=True).due("start") == "next thu 09:00", "50 hours: agreed on Tuesday"
    assert case.severity("wed 10:00", 2, agreed=True).due("start") == "wed 13:00", "6 hours since Tuesday at 15"
    late = Life(policies=stricter_from("2026-03-04")).opened("mon 09:00", severity=1, under_agreement=False)
    assert late.settled("wed 09:00").due("start") == "wed 11:00"


def test_what_is_said_on_a_ticket_does_not_change_its_terms() -> None:
    case = Life(policies=stricter_from("2026-03-04")).opened("tue 15:00", severity=2).added("wed 09:00")
    case.severity("wed 10:00", 1).promised("wed 10:30", "wed 12:00")
    assert case.due("start") == "thu 11:00", "12 hours, as on Tuesday: what the desk proposes does not count yet"


def test_a_ticket_that_is_closed_before_anybody_began_has_neither_kept_nor_missed_its_target() -> None:
    case = Life().opened("mon 09:00", severity=1).closed("mon 12:00")
    assert (case.judged, case.is_missed("start", "2026-06-01 12:00")) == ([], False)


def test_a_target_that_was_missed_before_the_closing_stays_missed() -> None:
    case = Life().opened("mon 09:00", severity=1).closed("mon 13:00:01")
    assert (case.judged, case.is_missed("start", "mon 13:00:01")) == ([("start", False)], True)


def test_a_ticket_that_is_taken_up_again_goes_on_with_the_time_that_was_left() -> None:
    case = Life().opened("mon 09:00", level=Level.PAYROLL_DAY).resolved("mon 12:00").added("wed 08:00")
    assert case.due("solution") == "wed 13:00"
    case.closed("wed 10:00").reopened("thu 10:00", by=BOB)
    assert case.due("solution") == "thu 13:00"


@pytest.mark.parametrize(("level", "due"), [(Level.PREPARING, "mon 11:00"), (Level.PAYROLL_DAY, "mon 11:00")])
def test_pm11_near_a_payroll_day_the_start_target_is_shorter(level: Level, due: str) -> None:
    assert Life().opened("mon 09:00", severity=3, level=level).due("start") == due
    case = Life().opened("mon 09:00", severity=3, level=level).handled("mon 11:00")
    assert case.judged == [("start", True)], "within may use the last instant, though the severity's is less than"


def test_pm11_a_desk_whose_own_target_is_shorter_keeps_it() -> None:
    tree = edited("promark.yaml", "levels", "extended", 0, "start_minutes", to="720")
    case = Life(policies=read_tree(tree)).opened("mon 09:00", severity=1, level=Level.PREPARING)
    assert case.due("start") == "mon 13:00"


@pytest.mark.parametrize(
    ("kind", "level"), [(Kind.FAULT, Level.PREPARING), (Kind.FAULT, Level.STANDARD), (Kind.QUESTION, Level.PAYROLL_DAY)]
)
def test_pm11_a_solution_is_promised_for_faults_on_payroll_days_only(kind: Kind, level: Level) -> None:
    assert Life().opened("mon 09:00", kind=kind, level=level).deadline("solution") is None


def test_pm11_a_solution_takes_no_other_start_than_the_filing_and_no_other_end_than_the_resolution() -> None:
    case = Life().opened("mon 09:00", level=Level.PAYROLL_DAY).handled("mon 10:00").answered("mon 11:00")
    assert case.due("solution") == "tue 09:00"
    assert ("solution", True) not in case.resolved("tue 09:00").judged, "the customer may say that it is none"
    assert case.closed("fri 09:00").judged[-1] == ("solution", True)
    late = Life().opened("mon 09:00", level=Level.PAYROLL_DAY).handled("mon 10:00").resolved("tue 09:00:01")
    assert late.is_missed("solution", "tue 09:00:01")


def test_what_is_due_next_is_the_first_that_is_open_and_has_an_instant() -> None:
    case = Life().opened("mon 09:00", level=Level.PAYROLL_DAY).promised("mon 09:30", "mon 10:30")

    def due_next() -> str:
        due = next_due(deadlines(case.desk, case.ticket, case.entries))
        return f"{due.matter} {case.told(due.due_at)}" if due else ""

    assert (due_next(), case.ticket.due_matter) == ("promise mon 10:30", "promise")
    case.answered("mon 10:00")
    assert (due_next(), case.told(case.ticket.due_at)) == ("solution tue 09:00", "tue 09:00")
    case.asked("mon 11:00")
    assert (due_next(), case.ticket.due_at, case.ticket.due_matter) == ("", None, "")
