"""What comes next on a ticket for the lookout: warnings, breaches, reminders of questions, the closing after them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies as st
from tests.unit.lives import Life
from tests.unit.policy_edits import POLICIES, edited

from chalicelib.desk.watch.questions import open_days_after
from chalicelib.domain.payroll import Level
from chalicelib.domain.ticket.record import Kind
from chalicelib.policies.book import read_tree


def remind_at(case: Life) -> list[tuple[str, str]]:
    return [occasion for occasion in case.agenda() if occasion[0] in ("remind", "close")]


@pytest.mark.parametrize(
    ("severity", "warned", "breached"),
    [
        (1, "mon 12:00", "mon 13:00:01"),
        (2, "tue 10:00", "tue 13:00"),
        (3, "fri 14:30", "next tue 11:00"),
    ],
)
def test_pm9_the_warning_comes_when_three_quarters_have_run_and_the_breach_when_all_has(
    severity: int, warned: str, breached: str
) -> None:
    case = Life().opened("mon 09:00", severity)
    assert case.agenda() == [("warn", warned), ("breach", breached)]
    assert case.told(case.ticket.look_at) == warned


def test_what_is_done_in_time_is_on_no_agenda() -> None:
    case = Life().opened("mon 09:00", severity=1).handled("mon 11:59")
    assert (case.agenda(), case.ticket.look_at) == ([], None)


def test_each_mark_is_made_once_and_then_nothing_is_left_to_do() -> None:
    case = Life().opened("mon 09:00", severity=1, level=Level.PAYROLL_DAY).promised("mon 09:30", "mon 15:00")
    for when in ("mon 12:30", "mon 12:31", "mon 15:01", "tue 12:00", "tue 12:01", "2026-06-01 12:00"):
        case.looked_out(when)
    assert sorted((entry.act.value, entry.facts["matter"]) for entry in case.entries[2:]) == [
        ("breached", "promise"),
        ("breached", "solution"),
        ("breached", "start"),
        ("warned", "promise"),
        ("warned", "solution"),
        ("warned", "start"),
    ]
    assert (case.agenda(), case.ticket.look_at) == ([], None)


def test_what_was_missed_is_marked_by_the_next_step_where_the_lookout_has_not_come() -> None:
    case = Life().opened("mon 09:00", severity=1).handled("mon 14:00")
    assert (case.acts, case.agenda()) == (["opened", "breached", "handling_started"], [])


def test_a_warning_that_comes_after_the_work_has_begun_in_time_is_not_given() -> None:
    case = Life().opened("mon 09:00", severity=1).handled("mon 12:30")
    assert case.agenda() == []
    assert case.looked_out("mon 12:31").acts == ["opened", "handling_started"]


def test_another_severity_is_warned_of_anew() -> None:
    case = Life().opened("mon 09:00", severity=1).looked_out("mon 12:00").severity("mon 12:30", 2, agreed=True)
    assert case.agenda() == [("warn", "tue 10:00"), ("breach", "tue 13:00")]
    assert case.looked_out("tue 10:00").severity("tue 10:30", 1, agreed=True).agenda()[0][0] == "breach", "warned of 1"


def test_tc9_another_severity_with_the_same_target_is_not_warned_of_again() -> None:
    case = Life("timecare").opened("mon 09:00").looked_out("mon 10:30").severity("mon 10:45", 1, agreed=True)
    assert case.agenda() == [("breach", "mon 11:00:01")]


def test_what_was_judged_in_time_is_not_missed_under_a_stricter_policy() -> None:
    case = Life().opened("mon 09:00", severity=1).handled("mon 11:00")
    tree = edited("promark.yaml", "levels", "targets", 0, "severities", "1", "minutes", to="60")
    assert (case.judged, case.under(read_tree(tree)).agenda()) == ([("start", True)], [])


def test_what_a_closing_left_open_is_judged_once_the_ticket_is_taken_up_again() -> None:
    case = Life().opened("mon 09:00", severity=1).closed("mon 10:00").reopened("mon 11:00")
    assert case.agenda() == [("warn", "mon 13:00"), ("breach", "mon 14:00:01")], "an hour of it was closed"
    assert case.handled("mon 14:00").judged == [("start", True)]


def test_ci8_a_clock_that_stands_still_has_nothing_coming_and_is_not_warned_of() -> None:
    case = Life().opened("mon 09:00", level=Level.PAYROLL_DAY).handled("mon 09:30").asked("mon 16:00")
    assert remind_at(case) == case.agenda(), "seven of the eight hours have run, and nobody has been warned"
    assert case.looked_out("mon 16:01").acts == ["opened", "handling_started", "answered"]
    assert case.added("tue 09:00").agenda() == [("warn", "mon 15:00"), ("breach", "tue 10:00:01")]


def test_ci8_what_was_missed_before_the_question_is_marked_while_the_answer_is_awaited() -> None:
    case = Life().opened("mon 08:00", level=Level.PAYROLL_DAY).handled("mon 09:00").asked("tue 08:30")
    assert (case.acts[-2:], case.judged[-1]) == (["breached", "answered"], ("solution", False))


def test_ci5_of_a_promise_is_warned_when_three_quarters_of_its_working_time_have_run() -> None:
    case = Life().opened("mon 09:00").handled("mon 09:00").promised("mon 12:00", until="tue 12:00")
    assert case.agenda() == [("warn", "tue 10:00"), ("breach", "tue 12:00:01")]
    night = Life().opened("mon 09:00").handled("mon 09:00").promised("mon 20:00", until="tue 12:00")
    assert night.agenda()[0] == ("warn", "tue 11:00")


def test_ci5_a_promise_without_any_working_time_is_not_warned_of() -> None:
    case = Life().opened("mon 09:00").handled("mon 09:00").promised("mon 16:00", until="tue 08:00")
    assert case.agenda() == [("breach", "tue 08:00:01")]


def test_pm10_of_the_date_of_b_is_warned_too() -> None:
    case = Life().opened("2026-03-16 10:00").identified("2026-03-16 10:00", "B")
    assert [what for what, _ in case.agenda()] == ["warn", "breach"]
    assert case.agenda()[1] == ("breach", "2026-05-15 16:00:01")


@pytest.mark.parametrize(
    ("desk", "asked", "rounds"),
    [
        ("promark", "mon 10:00", ["next mon 10:00", "2026-03-16 10:00"]),
        ("promark", "sat 10:00", ["next fri 10:00", "2026-03-20 10:00"]),
        ("promark", "mon 20:00", ["next tue 08:00", "2026-03-17 08:00"]),
        ("promark", "mon 06:30", ["next mon 08:00", "2026-03-16 08:00"]),
        ("promark", "2026-03-30 10:00", ["2026-04-09 10:00", "2026-04-16 10:00"]),
        ("promark", "2026-03-27 10:00", ["2026-04-08 10:00", "2026-04-15 10:00"]),
        ("timecare", "mon 12:30", ["next mon 13:00", "2026-03-23 13:00"]),
        ("timecare", "2026-03-26 15:00", ["2026-04-07 09:00", "2026-04-20 15:00"]),
        ("evidencija", "mon 10:00", ["thu 10:00", "2026-03-16 10:00"]),
        ("adminet", "mon 10:00", ["next mon 10:00"]),
    ],
    ids=[
        "five and ten open days",
        "asked on a Saturday",
        "asked at night",
        "asked before opening",
        "Easter",
        "Easter and summer time",
        "asked at lunch",
        "Maundy Thursday closes at 12",
        "three and ten",
        "once",
    ],
)
def test_who_leaves_a_question_unanswered_is_reminded_after_open_days(desk: str, asked: str, rounds: list[str]) -> None:
    case = Life(desk).opened("mon 06:00").asked(asked)
    for number, due in enumerate(rounds, 1):
        assert remind_at(case) == [("remind", due)]
        case.looked_out(due)
        assert (case.acts[-1], case.entries[-1].facts["round"]) == ("reminded", str(number))


@pytest.mark.parametrize(
    ("desk", "last"),
    [("promark", "2026-03-23 10:00"), ("crm-insight", "2026-03-23 10:00"), ("adminet", "2026-03-16 10:00")],
)
def test_after_the_last_reminder_the_ticket_is_closed_where_the_policy_says_so(desk: str, last: str) -> None:
    case = Life(desk).opened("mon 09:00").asked("mon 10:00").looked_out("next mon 10:00").looked_out("2026-03-16 09:59")
    case.looked_out("2026-03-16 10:00") if desk != "adminet" else case
    assert remind_at(case) == [("close", last)]
    assert case.entries[-1].facts["closes"] == last[:10], "as the reminder says"
    assert case.looked_out(last).ticket.is_closed and case.agenda() == []


@pytest.mark.parametrize("desk", ["timecare", "evidencija"])
def test_tc11_where_the_customer_ends_the_ticket_it_is_never_closed_by_itself(desk: str) -> None:
    case = (
        Life(desk).opened("mon 09:00").asked("mon 10:00").looked_out("2026-05-04 12:00").looked_out("2027-03-01 12:00")
    )
    assert (case.acts[-2:], case.agenda()) == (["reminded", "reminded"], [])
    assert {entry.facts["closes"] for entry in case.entries if entry.act == "reminded"} == {""}


def test_nobody_is_closed_out_without_having_been_reminded_in_time() -> None:
    case = Life().opened("mon 09:00").asked("mon 10:00").looked_out("2026-05-04 10:00")
    assert (case.acts[-1], remind_at(case)) == ("reminded", [("remind", "2026-05-05 10:00")]), "weeks too late"
    case.looked_out("2026-05-05 10:00")
    assert remind_at(case) == [("close", "2026-05-08 10:00")], "three open days after the last"
    assert case.entries[-1].facts["closes"] == "2026-05-08", "as the reminder says"


def test_while_a_held_mail_may_be_the_answer_the_ticket_is_not_closed() -> None:
    case = Life("adminet").opened("mon 09:00").asked("mon 10:00").looked_out("next mon 10:00")
    assert remind_at(case.held("next tue 10:00")) == []
    assert remind_at(case.accepted("2026-03-18 10:00")) == [] and case.ticket.state == "open"


def test_any_word_of_the_customers_ends_the_reminders_and_a_new_question_begins_them_anew() -> None:
    case = Life().opened("mon 09:00").asked("mon 10:00").looked_out("next mon 10:00").added("next tue 10:00")
    assert remind_at(case) == []
    assert remind_at(case.asked("next wed 10:00")) == [("remind", "2026-03-18 10:00")]
    case.looked_out("2026-03-18 10:00")
    assert case.entries[-1].facts["round"] == "1"


def test_asking_again_before_the_answer_gives_the_customer_the_days_again() -> None:
    case = Life().opened("mon 09:00").asked("mon 10:00").asked("wed 12:00")
    assert remind_at(case) == [("remind", "next wed 12:00")]


@pytest.mark.parametrize("over", ["resolved", "closed", "escalated"])
def test_no_question_is_reminded_of_that_nobody_asks_any_more(over: str) -> None:
    case = Life().opened("mon 09:00").asked("mon 10:00")
    assert remind_at(getattr(case, over)("mon 11:00")) == []


def test_what_was_noted_or_agreed_meanwhile_does_not_move_a_reminder() -> None:
    case = Life().opened("mon 09:00").asked("mon 10:00").noted("tue 10:00").severity("wed 10:00", 1).held("wed 11:00")
    assert remind_at(case) == [("remind", "next mon 10:00")]


def test_the_agenda_is_in_the_order_of_time() -> None:
    case = (
        Life().opened("mon 09:00", 3, Kind.CHANGE_REQUEST, level=Level.PREPARING).asked("mon 10:00", until="thu 12:00")
    )
    assert [when for _, when in case.agenda()] == ["wed 13:30", "thu 12:00:01", "next mon 10:00"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.sampled_from(sorted(POLICIES)),
    st.integers(0, 700 * 1440).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.integers(1, 20),
)
def test_so_many_open_days_after_is_an_open_instant_with_so_many_openings_since(
    desk_id: str, asked: datetime, days: int
) -> None:
    desk = POLICIES[desk_id]
    after = open_days_after(desk, asked, days)
    first, last = desk.local(asked).date(), desk.local(after).date()
    opened = [
        day for ahead in range(1, (last - first).days + 1) if desk.calendar.day(day := _later(first, ahead)).spans
    ]
    assert desk.calendar.is_open(after)
    assert len(opened) in (days, days + 1), "the same time of day, or the next opening after it"
    if len(opened) == days:
        assert desk.local(after).time() >= desk.local(asked).time()


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)
