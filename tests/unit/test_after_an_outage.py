"""The lookout marks the same whether it ran every quarter of an hour or once after an outage of days.

What may differ, and why that is right:
- An hour of idle work, a reminder of a question, a warning: each asks somebody to act. Where that person has acted
  before the lookout comes back, there is nothing left to ask, and the mark is not made up for.
- A closing comes when the lookout comes: until then the customer can answer, and a promise made to her still runs.
- When the mark was made. What it says was due, and the month that counts it, are those of the miss.
A breach is a fact: where the lookout has not come, the next step marks it before it changes anything.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from hypothesis import given, settings, strategies as st
from tests.unit.lives import ALICE, Life

from chalicelib.domain.instants import read
from chalicelib.domain.payroll import Level
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.history import MACHINE, Act, Entry
from chalicelib.domain.ticket.record import Kind

END = "next sun 12:00"
QUARTER = timedelta(minutes=15)
ASKING = ("warned", "reminded", "idle")

STEPS: dict[str, Callable[[Life, str], Life]] = {
    "handle": Life.handled,
    "answer": Life.answered,
    "ask": Life.asked,
    "add": Life.added,
    "note": Life.noted,
    "resolve": Life.resolved,
    "close": Life.closed,
    "reopen": Life.reopened,
    "promise": lambda case, when: case.promised(when, case.told(case.desk.calendar.add(case.at(when), 5 * 3600))),
    "escalate": Life.escalated,
    "take back": Life.taken_back,
    "settle": Life.settled,
    "identify A": lambda case, when: case.identified(when, "A"),
    "identify C": lambda case, when: case.identified(when, "C"),
    "severity 1": lambda case, when: case.severity(when, 1, by=ALICE),
    "severity 3": lambda case, when: case.severity(when, 3, agreed=True),
}
Steps = list[tuple[str, int]]
Began = tuple[int, Kind, Level, bool]
lives = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(1, 2000)), min_size=3, max_size=10)
beginnings = st.tuples(
    st.sampled_from([1, 2, 3]),
    st.sampled_from([Kind.FAULT, Kind.CHANGE_REQUEST]),
    st.sampled_from([Level.STANDARD, Level.PAYROLL_DAY]),
    st.booleans(),
)


def lived(began: Began, steps: Steps, watched: bool) -> Life:
    """Two weeks of a ticket: the lookout each quarter of an hour, or once when they are over."""
    severity, kind, level, under_agreement = began
    case = Life().opened("mon 08:00", severity, kind, level=level, under_agreement=under_agreement)
    now = case.at("mon 08:00")
    for name, minutes in steps:
        now += timedelta(minutes=minutes)
        if now >= case.at(END):
            break
        if watched:
            watch(case, case.told(now))
        try:
            STEPS[name](case, case.told(now))
        except Refusal:
            continue
    if watched:
        watch(case, END)
    return case.looked_out(END)


def watch(case: Life, until: str) -> None:
    """Each quarter up to an instant; those at which there is nothing to look at are passed over."""
    while look_at := case.ticket.look_at:
        changed_at = case.entries[-1].at
        first = case.at("mon 00:00")
        quarters = -(-(max(look_at, changed_at) - first) // QUARTER)
        if first + quarters * QUARTER >= case.at(until):
            return
        case.looked_out(case.told(first + quarters * QUARTER))


def marks(case: Life) -> Counter[tuple[str, str]]:
    """What the lookout did, each with its key; entries that it names are told by when they were made."""
    return Counter((entry.act.value, key(case, entry)) for entry in case.entries if entry.by == MACHINE)


def key(case: Life, entry: Entry) -> str:
    facts = entry.facts
    if entry.act is Act.REMINDED:
        return f"{made_at(case, facts['question'])} {facts['round']}"
    if entry.act is Act.IDLE:
        return f"{facts['until_idle']} {facts['round']}"
    matter, _, sequence = facts["key"].partition(":")
    return f"promise {made_at(case, sequence)}" if matter == "promise" else facts["key"]


def made_at(case: Life, sequence: str) -> str:
    return case.told(case.entries[int(sequence) - 1].at)


def tallies(case: Life) -> Counter[tuple[str, int, str, bool]]:
    return Counter((one.matter, one.severity, one.month, one.met) for one in case.store.tallies)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(beginnings, lives)
def test_every_breach_is_marked_and_every_figure_counted_the_same(began: Began, steps: Steps) -> None:
    often, once = lived(began, steps, watched=True), lived(began, steps, watched=False)
    breaches = [Counter(mark for mark in marks(case).elements() if mark[0] == "breached") for case in (often, once)]
    assert breaches[0] == breaches[1]
    assert tallies(often) == tallies(once)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(beginnings, lives)
def test_what_is_not_made_up_for_asked_somebody_who_has_acted_since(began: Began, steps: Steps) -> None:
    often, once = lived(began, steps, watched=True), lived(began, steps, watched=False)
    assert marks(once) <= marks(often), "an outage adds nothing"
    people = [entry.at for entry in often.entries if entry.by != MACHINE]
    not_made_up_for = marks(often) - marks(once)
    for entry in often.entries:
        if entry.by == MACHINE and (entry.act.value, key(often, entry)) in not_made_up_for:
            assert entry.act.value in ASKING and entry.at <= max(people)


def test_once_everything_is_marked_a_second_run_finds_nothing() -> None:
    case = Life().opened("mon 09:00", severity=1).promised("mon 10:00", "mon 12:00").looked_out("wed 12:00")
    before = case.entries
    assert case.looked_out("wed 12:00").looked_out("fri 12:00").entries == before


def test_a_breach_is_marked_although_another_severity_was_agreed_before_the_lookout_came_back() -> None:
    case = Life().opened("mon 09:00", severity=1).severity("mon 14:00", 3, agreed=True).looked_out("mon 15:00")
    assert [case.told(read(entry.facts["due_at"])) for entry in case.entries if entry.act is Act.BREACHED] == [
        "mon 13:00"
    ]


def test_a_missed_solution_is_counted_under_the_severity_that_it_had() -> None:
    case = Life().opened("mon 08:00", severity=1, level=Level.PAYROLL_DAY).handled("mon 09:00")
    case.severity("tue 09:00", 3, agreed=True).looked_out("tue 10:00")
    assert [(one.matter, one.severity) for one in case.store.tallies] == [("start", 1), ("solution", 1)]


def test_a_missed_date_of_b_is_marked_although_the_error_was_judged_anew_before_the_lookout_came_back() -> None:
    case = Life().opened("mon 09:00").identified("mon 10:00", "B").identified("2026-05-04 10:00", "C")
    assert "breached" in case.looked_out("2026-05-04 12:00").acts


def test_a_reminder_that_fell_due_before_the_customer_answered_is_not_sent_after_it() -> None:
    case = Life().opened("mon 09:00").asked("mon 10:00").added("next mon 11:00").looked_out("next mon 12:00")
    assert "reminded" not in case.acts


def test_a_closing_that_comes_late_counts_what_was_missed_until_then() -> None:
    """A ticket that should have been closed on Monday stood open on Tuesday: no word had come by the hour promised."""
    for closes, became in (("2026-03-16 10:00", "void"), ("2026-03-17 10:00", "missed")):
        case = Life("adminet").opened("mon 09:00").asked("mon 10:00", until="2026-03-16 12:00")
        case.looked_out("next mon 10:00").looked_out(closes)
        assert (case.ticket.is_closed, case.promises("2026-06-01 12:00")) == (True, [became])


def test_what_was_missed_in_march_is_counted_in_march_although_the_lookout_came_in_april() -> None:
    case = Life().opened("2026-03-31 11:00", severity=1).looked_out("2026-04-01 10:00")
    assert [tally.month for tally in case.store.tallies] == ["2026-03"]
