"""The course of a ticket: what of its history a clock heeds, and why it stood still when it did (CI8 PM3 PM9 TC9)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given, settings, strategies as st
from tests.unit.lives import ALICE, BOB, Life

from chalicelib.domain.ticket.history import Via
from chalicelib.domain.ticket.record import Kind, State

Steps = Callable[[Life], Life]


def pauses(case: Life, stopped: str = "") -> list[tuple[str, str, str]]:
    """Each pause of the clock that stops when told, else at the end of the ticket: from, to, and why."""
    _, why = case.course.clock(case.at(stopped) if stopped else None)
    return [(case.told(begin), case.told(end), reason) for (begin, end), reason in why.items()]


@pytest.mark.parametrize(
    "begins",
    [
        lambda case: case.handled("mon 10:00"),
        lambda case: case.identified("mon 10:00", "C"),
        lambda case: case.escalated("mon 10:00"),
        lambda case: case.answered("mon 10:00"),
        lambda case: case.asked("mon 10:00"),
    ],
    ids=["handled", "identified", "escalated", "answered", "asked"],
)
def test_pm9_an_agent_begins_by_handling_identifying_passing_on_or_answering(begins: Steps) -> None:
    case = begins(Life().opened("mon 09:00"))
    assert case.told(case.course.started_at) == "mon 10:00" == case.told(case.ticket.started_at)


def test_pm9_reading_noting_promising_and_talking_of_severity_begin_nothing() -> None:
    case = Life().opened("mon 09:00").noted("mon 10:00").severity("mon 10:10", 1).promised("mon 10:20", "mon 15:00")
    case.held("mon 10:30").accepted("mon 10:40").added("mon 10:50")
    assert (case.course.started_at, case.ticket.started_at) == (None, None)


def test_only_the_first_beginning_and_the_first_answer_count() -> None:
    case = Life().opened("mon 09:00").handled("mon 10:00").answered("mon 11:00").answered("mon 12:00")
    assert case.told(case.course.started_at) == "mon 10:00"
    assert case.told(case.course.answered_at) == "mon 11:00"


def test_a_promise_in_an_agents_own_words_is_her_first_answer() -> None:
    case = Life("adminet").opened("mon 09:00").noted("mon 09:30").promised("mon 10:00", "mon 15:00")
    assert case.told(case.course.answered_at) == "mon 10:00"


def test_what_the_customer_wrote_is_no_answer_of_the_desks_though_an_agent_vouched_for_it() -> None:
    case = Life("adminet").opened("mon 09:00").held("mon 09:30").accepted("mon 10:00")
    assert case.course.answered_at is None


def test_pm3_an_answer_without_an_agreement_is_an_answer_but_begins_nothing() -> None:
    case = Life().opened("mon 09:00", under_agreement=False).answered("mon 10:00")
    assert (case.told(case.course.answered_at), case.course.started_at) == ("mon 10:00", None)
    assert case.settled("mon 11:00").course.started_at is None, "what was said before the terms is not the work"
    assert case.answered("mon 12:00").told(case.course.started_at) == "mon 12:00"


def test_ci8_a_clock_stands_still_from_the_question_to_the_customers_word_and_at_no_other_time() -> None:
    case = Life().opened("mon 09:00").handled("mon 09:30").asked("mon 10:00").noted("mon 11:00").added("mon 12:00")
    case.escalated("mon 13:00").answered("mon 14:00").taken_back("mon 15:00").promised("tue 09:00", "tue 12:00")
    assert pauses(case) == [("mon 10:00", "mon 12:00", "awaiting_customer")]


def test_ci8_a_second_question_before_the_first_is_answered_is_the_same_pause() -> None:
    case = Life().opened("mon 09:00").asked("mon 10:00").asked("mon 11:00").severity("mon 11:30", 1).added("mon 12:00")
    assert pauses(case) == [("mon 10:00", "mon 12:00", "awaiting_customer")]


def test_ci8_a_held_mail_that_is_accepted_ended_the_waiting_when_it_came() -> None:
    case = Life().opened("mon 09:00").asked("mon 10:00").held("mon 11:00").noted("mon 11:30")
    assert pauses(case.accepted("mon 14:00")) == [("mon 10:00", "mon 11:00", "awaiting_customer")]


def test_ci8_what_is_asked_while_a_mail_is_held_is_waited_for_anew() -> None:
    case = Life().opened("mon 09:00").asked("mon 10:00").held("mon 11:00").asked("mon 12:00").accepted("mon 14:00")
    assert pauses(case) == [
        ("mon 10:00", "mon 11:00", "awaiting_customer"),
        ("mon 12:00", "mon 14:00", "awaiting_customer"),
    ]


def test_ci8_a_mail_held_before_the_question_ends_its_waiting_when_it_is_accepted() -> None:
    case = Life().opened("mon 09:00").held("mon 09:30").asked("mon 10:00").accepted("mon 14:00")
    assert pauses(case) == [("mon 10:00", "mon 14:00", "awaiting_customer")]


def test_ci8_passing_a_case_on_ends_the_waiting_for_the_customer() -> None:
    case = Life().opened("mon 09:00").asked("mon 10:00").escalated("mon 11:00")
    assert pauses(case) == [("mon 10:00", "mon 11:00", "awaiting_customer")]


def test_ci8_what_is_asked_while_a_case_lies_elsewhere_is_awaited_too() -> None:
    case = Life().opened("mon 09:00").escalated("mon 10:00").asked("mon 11:00").added("mon 12:00")
    assert (pauses(case), case.ticket.state) == ([("mon 11:00", "mon 12:00", "awaiting_customer")], State.ESCALATED)


def test_pm3_without_an_agreement_nothing_else_is_a_reason_to_stand_still() -> None:
    case = Life().opened("mon 09:00", under_agreement=False).asked("mon 10:00").settled("mon 11:00").added("mon 12:00")
    assert pauses(case) == [("mon 09:00", "mon 11:00", "no_agreement"), ("mon 11:00", "mon 12:00", "awaiting_customer")]


def test_a_ticket_that_is_over_stops_its_clock_and_one_taken_up_again_has_only_paused() -> None:
    case = Life().opened("mon 09:00").asked("mon 10:00").added("mon 11:00").resolved("mon 12:00").closed("mon 13:00")
    clock, _ = case.course.clock(None)
    assert (case.told(clock.stop), pauses(case)) == ("mon 12:00", [("mon 10:00", "mon 11:00", "awaiting_customer")])
    clock, _ = case.reopened("mon 14:00").course.clock(None)
    assert (clock.stop, pauses(case)[1:]) == (None, [("mon 12:00", "mon 14:00", "resolved")])
    clock, _ = case.resolved("mon 15:00").course.clock(None)
    assert (case.told(clock.stop), len(pauses(case))) == ("mon 15:00", 2)


def test_a_word_of_the_customers_after_the_resolution_takes_the_ticket_up_again() -> None:
    case = Life().opened("mon 09:00").resolved("mon 10:00").added("mon 11:00")
    assert pauses(case) == [("mon 10:00", "mon 11:00", "resolved")]


def test_a_step_may_be_older_than_the_one_before_it_where_a_race_was_lost() -> None:
    """Whoever loses a race takes the step again, on the ticket as it then is, at the instant of the request."""
    case = Life().opened("mon 09:00").handled("mon 09:30").asked("mon 10:00:01").added("mon 10:00")
    clock, why = case.course.clock(None)
    assert clock.consumed(case.desk.calendar, case.at("mon 11:00")) in (7200, 7199)
    assert all(end is not None and end >= begin for begin, end in why)


def test_the_terms_are_as_old_as_the_last_change_of_severity_or_agreement() -> None:
    case = Life().opened("mon 09:00", severity=3)
    assert case.told(case.course.terms_since(None)) == "mon 09:00"
    case.handled("mon 09:30").asked("mon 10:00").added("mon 11:00").noted("mon 11:30")
    assert case.told(case.course.terms_since(None)) == "mon 09:00"
    case.severity("mon 12:00", 2).severity("mon 13:00", 2, by=ALICE).answered("mon 14:00")
    assert case.told(case.course.terms_since(None)) == "mon 13:00", "a proposal of the desk's changes nothing yet"
    assert case.told(case.course.terms_since(case.at("mon 12:59"))) == "mon 09:00"


def test_a_severity_that_comes_back_counts_from_when_it_came_back() -> None:
    case = Life().opened("mon 09:00", severity=1).severity("mon 10:00", 3, agreed=True)
    case.severity("mon 11:00", 1, agreed=True)
    assert case.told(case.course.terms_since(None)) == "mon 11:00"


def test_how_it_stood_is_asked_of_the_instant_not_of_the_end() -> None:
    case = Life().opened("mon 09:00", severity=1).handled("mon 10:00").severity("mon 11:00", 3, agreed=True)
    assert case.course.at(case.course.started_at).severity == 1
    assert case.course.at(None).severity == 3


def test_entries_that_do_not_say_how_the_ticket_stood_are_taken_as_open_until_closed() -> None:
    case = Life().opened("mon 09:00", kind=Kind.QUESTION, via=Via.MAIL).closed("mon 10:00", by=BOB)
    for entry in case.entries:
        entry.facts.clear()  # type: ignore[attr-defined]
    assert [standing.state for standing in case.course.standings] == [State.OPEN, State.CLOSED]
    assert all(standing.under_agreement for standing in case.course.standings)


STEPS: dict[str, Callable[[Life, str], Life]] = {
    "ask": Life.asked,
    "answer": Life.answered,
    "add": Life.added,
    "note": Life.noted,
    "resolve": Life.resolved,
    "settle": Life.settled,
    "reopen": Life.reopened,
}
lives = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(1, 600)), max_size=12)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(lives, st.booleans())
def test_the_minutes_that_run_are_those_in_which_the_ticket_stood_with_the_desk(
    steps: list[tuple[str, int]], under_agreement: bool
) -> None:
    case = Life().opened("mon 08:00", under_agreement=under_agreement)
    now, stands_with_desk = case.at("mon 08:00"), under_agreement
    expected = 0
    for name, minutes in steps:
        later = now + timedelta(minutes=minutes)
        expected += case.desk.calendar.between(now, later) if stands_with_desk else 0
        now = later
        if not _may(case, name):
            continue
        STEPS[name](case, case.told(now))
        waits = case.ticket.state in (State.AWAITING_CUSTOMER, State.RESOLVED)
        stands_with_desk = case.ticket.under_agreement and not waits
    clock, _ = case.course.clock(None)
    assert clock.consumed(case.desk.calendar, now) == expected


def _may(case: Life, name: str) -> bool:
    if name == "settle":
        return not case.ticket.under_agreement
    return name != "reopen" or case.ticket.is_over
