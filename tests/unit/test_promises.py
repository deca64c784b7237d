"""Promises of the next word: made by an agent or by default, kept by a public word, never by a note (CI5 CI6 CI8)."""

from collections.abc import Callable

import pytest
from tests.unit.lives import ALICE, BOB, Life

from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.promise import promises_of
from chalicelib.domain.ticket.record import Kind

Steps = Callable[[Life], Life]


def change_request(when: str = "mon 09:00", **more: object) -> Life:
    return Life().opened(when, kind=Kind.CHANGE_REQUEST, **more)  # type: ignore[arg-type]


def promised(case: Life) -> list[str]:
    """Until when the next word was promised, each time."""
    return [case.told(promise.until) for promise in promises_of(case.entries)]


@pytest.mark.parametrize(
    "word",
    [
        lambda case: case.answered("mon 11:00"),
        lambda case: case.asked("mon 11:00"),
        lambda case: case.resolved("mon 11:00"),
        lambda case: case.promised("mon 11:00", "tue 12:00"),
        lambda case: case.escalated("mon 11:00"),
        lambda case: case.identified("mon 11:00", "C"),
        lambda case: case.escalated("mon 10:30", until="mon 12:00").taken_back("mon 11:00"),
    ],
    ids=["answer", "question", "resolution", "promise", "escalation", "class", "return"],
)
def test_ci5_a_promise_is_kept_by_a_public_word(word: Steps) -> None:
    case = word(Life().opened("mon 09:00").promised("mon 10:00", until="mon 12:00"))
    assert case.promises("tue 16:00")[0] == "kept"


@pytest.mark.parametrize(
    "act",
    [
        lambda case: case.noted("mon 11:00"),
        lambda case: case.handled("mon 11:00"),
        lambda case: case.severity("mon 11:00", 1),
        lambda case: case.added("mon 11:00"),
        lambda case: case.held("mon 11:00").accepted("mon 11:30"),
        lambda case: case.looked_out("mon 11:55"),
    ],
    ids=["note", "handling", "severity", "customer", "vouching for a mail", "lookout"],
)
def test_ci5_a_promise_is_not_kept_by_anything_else(act: Steps) -> None:
    case = act(Life().opened("mon 09:00").promised("mon 10:00", until="mon 12:00"))
    assert case.promises("mon 12:00") == ["standing"]
    assert case.promises("mon 12:00:01") == ["missed"]


def test_ci5_a_promise_may_use_its_last_instant() -> None:
    in_time = Life().opened("mon 09:00").promised("mon 10:00", until="mon 12:00").answered("mon 12:00")
    late = Life().opened("mon 09:00").promised("mon 10:00", until="mon 12:00").answered("mon 12:00:01")
    assert (in_time.promises("tue 16:00"), late.promises("tue 16:00")) == (["kept"], ["missed"])
    assert ("promise", True) in in_time.judged and ("promise", True) not in late.judged


def test_ci5_a_promise_kept_late_stays_missed_and_is_judged_once() -> None:
    case = Life().opened("mon 09:00").promised("mon 10:00", until="mon 12:00").looked_out("mon 12:01")
    case.answered("mon 13:00").looked_out("mon 14:00")
    assert [met for matter, met in case.judged if matter == "promise"] == [False]


def test_ci5_a_new_promise_takes_the_place_of_the_one_before_it() -> None:
    case = Life().opened("mon 09:00").promised("mon 10:00", "mon 12:00").promised("mon 11:00", "tue 12:00")
    assert case.promises("mon 16:00") == ["kept", "standing"]
    assert (case.due("promise"), case.told(case.ticket.promise_at)) == ("tue 12:00", "tue 12:00")


def test_ci5_a_promise_is_void_when_the_ticket_is_closed_before_it_is_due() -> None:
    case = Life().opened("mon 09:00").promised("mon 10:00", "mon 12:00").closed("mon 11:00")
    assert (case.promises("tue 16:00"), case.ticket.promise_at) == (["void"], None)
    assert [judged for judged in case.judged if judged[0] == "promise"] == []
    assert case.agenda() == []


def test_ci5_a_promise_that_was_missed_stays_missed_when_the_ticket_is_closed() -> None:
    case = Life().opened("mon 09:00").promised("mon 10:00", "mon 12:00").closed("mon 13:00", by=BOB)
    assert case.promises("tue 16:00") == ["missed"]


def test_ci5_closing_a_resolved_ticket_does_not_undo_what_was_kept() -> None:
    case = change_request().resolved("mon 11:00").closed("mon 12:00")
    assert case.promises("2026-06-01 12:00") == ["kept"]


@pytest.mark.parametrize(("severity", "until"), [(1, "mon 13:00"), (2, "wed 09:00"), (3, "next mon 09:00")])
def test_ci5_a_change_request_promises_the_next_word_from_the_start(severity: int, until: str) -> None:
    case = change_request(severity=severity)
    assert (promised(case), case.promises("mon 09:00")) == ([until], ["standing"])


def test_ci5_a_default_is_promised_by_the_severity_that_holds_then() -> None:
    case = change_request(severity=3).severity("mon 10:00", 1, agreed=True)
    assert promised(case) == ["next mon 09:00"], "what stands is not moved"
    assert promised(case.answered("mon 11:00")) == ["next mon 09:00", "mon 15:00"]


def test_ci5_every_word_on_an_escalated_ticket_promises_the_next_one() -> None:
    case = Life().opened("mon 09:00").escalated("mon 10:00").answered("tue 10:00")
    assert promised(case) == ["wed 10:00", "thu 10:00"]
    assert promised(case.identified("wed 10:00", "B")) == ["wed 10:00", "thu 10:00", "fri 10:00"]


def test_ci5_the_agents_own_instant_goes_before_the_default() -> None:
    case = Life().opened("mon 09:00").escalated("mon 10:00", until="mon 15:00").answered("mon 14:00", until="tue 09:00")
    assert promised(case) == ["mon 15:00", "tue 09:00"]


def test_ci5_an_ordinary_ticket_promises_no_next_word_unless_an_agent_does() -> None:
    case = (
        Life().opened("mon 09:00").handled("mon 09:30").answered("mon 10:00").added("mon 11:00").answered("mon 12:00")
    )
    assert promised(case) == []
    assert promised(case.answered("mon 13:00", until="tue 09:00")) == ["tue 09:00"]


def test_ci5_a_case_that_is_taken_back_needs_no_next_promise_but_a_change_request_does() -> None:
    assert promised(Life().opened("mon 09:00").escalated("mon 10:00").taken_back("mon 11:00")) == ["wed 10:00"]
    assert promised(change_request().escalated("mon 10:00").taken_back("mon 11:00"))[2:] == ["wed 11:00"]


def test_ci8_no_word_is_promised_while_the_customers_is_awaited_and_one_is_again_after_it() -> None:
    case = change_request().asked("mon 10:00")
    assert (case.promises("fri 10:00"), case.ticket.promise_at) == (["kept"], None)
    assert promised(case.added("tue 10:00")) == ["wed 09:00", "thu 10:00"]


def test_ci8_a_word_promised_together_with_a_question_stands_through_the_wait() -> None:
    case = change_request().asked("mon 10:00", until="thu 12:00").added("tue 10:00")
    assert promised(case)[1:] == ["thu 12:00"]
    assert case.promises("thu 12:00") == ["kept", "standing"]


def test_ci8_the_customers_further_word_does_not_move_what_stands() -> None:
    assert promised(change_request().added("mon 10:00").added("tue 10:00")) == ["wed 09:00"]


def test_ci5_a_missed_promise_is_followed_by_none_until_the_desk_has_said_something() -> None:
    case = change_request().looked_out("wed 09:01").noted("wed 10:00").added("wed 11:00")
    assert (promised(case), case.due("promise")) == (["wed 09:00"], "wed 09:00")
    assert promised(case.answered("wed 12:00")) == ["wed 09:00", "fri 12:00"]


def test_ci5_a_change_request_taken_up_again_promises_the_next_word_anew() -> None:
    case = change_request().resolved("mon 10:00").reopened("tue 10:00")
    assert promised(case) == ["wed 09:00", "thu 10:00"]
    assert promised(case.closed("tue 11:00").added("wed 11:00"))[2:] == ["fri 11:00"]


def test_pm3_nothing_is_promised_before_the_terms_are_agreed() -> None:
    case = change_request(under_agreement=False)
    assert promised(case) == []
    assert promised(case.settled("tue 10:00")) == ["thu 10:00"]


def test_nothing_is_promised_on_a_ticket_that_is_closed() -> None:
    case = Life().opened("mon 09:00").closed("mon 10:00")
    for step in (lambda: case.promised("mon 11:00", "tue 12:00"), lambda: case.escalated("mon 11:00")):
        with pytest.raises(Refusal, match="ticket_closed"):
            step()


def test_only_the_last_promise_can_still_stand() -> None:
    case = change_request().promised("mon 10:00", "mon 15:00").answered("mon 11:00").escalated("mon 12:00")
    case.added("mon 13:00").promised("mon 14:00", "tue 12:00").severity("mon 14:30", 1, by=ALICE)
    assert case.promises("mon 15:00") == ["kept"] * 4 + ["standing"]
