"""Why a thing is due when it is: each stretch counted or left out, with its reason (CI8 PM9 PM10 TC9)."""

from itertools import pairwise

import pytest
from tests.unit.lives import Life
from tests.unit.policy_edits import edited

from chalicelib.desk.watch.why import MOST_STRETCHES, Explained, explained
from chalicelib.domain.languages import LANGUAGES
from chalicelib.domain.payroll import Level
from chalicelib.policies.book import read_tree


def stretches(case: Life, clock: Explained) -> list[tuple[str, str, int, list[str]]]:
    """Each stretch: from, to, minutes counted, and why it was left out."""
    return [
        (
            case.told(one.begin),
            case.told(one.end),
            one.seconds // 60,
            [reason.pause or reason.kind.value for reason in one.reasons],
        )
        for one in clock.stretches
    ]


def test_tc9_lunch_and_night_are_told_between_the_hours_that_count() -> None:
    case = Life("timecare").opened("mon 11:30")
    assert stretches(case, case.why("start", "mon 11:30")) == [
        ("mon 11:30", "mon 12:00", 30, []),
        ("mon 12:00", "mon 13:00", 0, ["lunch"]),
        ("mon 13:00", "mon 14:30", 90, []),
    ]


def test_pm9_the_stretches_lead_from_the_start_to_the_due_instant_and_add_up_to_the_target() -> None:
    case = Life().opened("fri 15:00", severity=2)
    clock = case.why("start", "fri 15:30")
    told = stretches(case, clock)
    assert (told[0][0], told[-1][1]) == ("fri 15:00", "next tue 11:00") == ("fri 15:00", case.told(clock.due_at))
    assert all(before[1] == after[0] for before, after in pairwise(told))
    assert sum(minutes for _, _, minutes, _ in told) * 60 == clock.seconds
    assert ["weekend"] in [reasons for *_, reasons in told]


def test_ci8_a_pause_is_told_where_the_desk_was_open() -> None:
    case = Life().opened("mon 12:00", level=Level.PAYROLL_DAY).asked("mon 14:00").added("tue 10:00")
    assert stretches(case, case.why("solution", "tue 11:00")) == [
        ("mon 12:00", "mon 14:00", 120, []),
        ("mon 14:00", "mon 16:00", 0, ["awaiting_customer"]),
        ("mon 16:00", "tue 08:00", 0, ["closed"]),
        ("tue 08:00", "tue 10:00", 0, ["awaiting_customer"]),
        ("tue 10:00", "tue 16:00", 360, []),
    ]


def test_pm3_the_time_before_the_terms_and_after_a_resolution_has_its_own_names() -> None:
    case = Life().opened("mon 09:00", under_agreement=False).settled("mon 10:00", Level.PAYROLL_DAY)
    case.resolved("mon 11:00").reopened("mon 13:00")
    told = stretches(case, case.why("solution", "mon 14:00"))
    assert [reasons for *_, reasons in told][:4] == [["no_agreement"], [], ["resolved"], []]


def state(case: Life, matter: str, when: str) -> str:
    return case.why(matter, when).state.value


def test_a_clock_runs_is_late_and_once_stopped_was_met_or_missed() -> None:
    case = Life().opened("mon 09:00", severity=1)
    assert [state(case, "start", when) for when in ("mon 10:00", "mon 13:00", "mon 13:00:01")] == [
        "running",
        "running",
        "late",
    ]
    assert state(Life().opened("mon 09:00", severity=1).handled("mon 13:00"), "start", "tue 12:00") == "met"
    assert state(Life().opened("mon 09:00", severity=1).handled("mon 13:30"), "start", "tue 12:00") == "missed"


def test_ci8_a_clock_that_waits_stands_still_unless_it_is_late_already() -> None:
    case = Life().opened("mon 09:00", level=Level.PAYROLL_DAY).asked("mon 10:00")
    clock = case.why("solution", "thu 10:00")
    assert (clock.state.value, clock.due_at, clock.used_seconds) == ("standing", None, 3600)
    assert stretches(case, clock)[-1][1] == "thu 10:00", "told up to now"
    late = Life().opened("mon 08:00", level=Level.PAYROLL_DAY).handled("mon 09:00").asked("tue 10:00")
    assert state(late, "solution", "thu 10:00") == "late"


def test_what_was_used_is_counted_up_to_the_stop() -> None:
    case = Life().opened("mon 15:00", severity=2).handled("tue 09:00")
    clock = case.why("start", "fri 12:00")
    assert (clock.used_seconds, case.told(clock.stopped_at)) == (7200, "tue 09:00")
    assert stretches(case, clock)[-1][1] == "tue 09:00"


def test_a_clock_that_was_met_still_tells_when_it_had_been_due() -> None:
    case = Life().opened("mon 09:00", severity=1).handled("mon 10:00")
    assert case.told(case.why("start", "tue 12:00").due_at) == "mon 13:00"


def test_pm3_without_an_agreement_there_is_nothing_to_tell() -> None:
    case = Life().opened("mon 09:00", under_agreement=False)
    assert explained(case.world("tue 12:00"), case.ticket, case.entries) == ()


@pytest.mark.parametrize(("error_class", "due"), [("A", ""), ("B", "2026-04-30 16:00"), ("C", "")])
def test_pm10_a_ticket_shows_which_fix_clock_runs(error_class: str, due: str) -> None:
    case = Life().opened("mon 09:00").identified("mon 10:00", error_class)
    fix = case.why("fix", "tue 12:00")
    assert (fix.state.value, case.told(fix.due_at), fix.stretches, fix.seconds) == ("running", due, (), 0)
    assert case.resolved("tue 13:00").why("fix", "tue 14:00").state.value == "met"


def test_pm10_a_date_that_has_passed_is_late_and_then_missed() -> None:
    case = Life().opened("mon 09:00").identified("mon 10:00", "B")
    assert state(case, "fix", "2026-05-01 12:00") == "late"
    assert state(case.resolved("2026-05-04 09:00"), "fix", "2026-05-04 12:00") == "missed"


def test_a_clock_that_has_stopped_is_told_under_the_policy_that_judged_it() -> None:
    case = Life().opened("mon 09:00", severity=1).handled("mon 11:00")
    case.under(read_tree(edited("promark.yaml", "levels", "targets", 0, "severities", "1", "minutes", to="60")))
    clock = case.why("start", "tue 12:00")
    assert (clock.seconds, clock.state.value) == (4 * 3600, "met")


def test_a_clock_that_runs_is_told_under_the_policy_in_force() -> None:
    case = Life().opened("mon 09:00", severity=1)
    day = {
        "date": "2026-03-02",
        "hours": ["08:00-10:00"],
        "reason": dict.fromkeys(LANGUAGES, "x"),
    }
    case.under(read_tree(edited("promark.yaml", "hours", "deviations", to=[day])))
    clock = case.why("start", "mon 09:30")
    assert case.told(clock.due_at) == "tue 11:00"
    assert "deviation" in [reason for *_, reasons in stretches(case, clock) for reason in reasons]


def test_what_was_missed_is_told_as_missed_whatever_was_agreed_afterwards() -> None:
    case = Life().opened("mon 09:00", severity=1).looked_out("mon 13:15").severity("mon 14:00", 3, agreed=True)
    assert case.handled("mon 14:30").judged == [("start", False)]
    assert state(case, "start", "mon 15:00") == "missed", "the page says what the figures say"


def test_a_very_long_account_is_cut_and_says_so() -> None:
    case = Life().opened("2026-06-01 09:00", level=Level.PAYROLL_DAY).asked("2026-06-01 10:00")
    clock = case.why("solution", "2026-12-01 12:00")
    assert (len(clock.stretches), clock.is_cut) == (MOST_STRETCHES, True)
    assert not case.why("start", "2026-12-01 12:00").is_cut
