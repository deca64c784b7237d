"""Passing a case on and taking it back; the desk stays the customer's voice all the while (CI2 CI3 CI4 CI5 CI8)."""

import pytest
from tests.unit.lives import BOB, LENE, WORDS, Life

from chalicelib.domain.instants import read
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket import escalation
from chalicelib.domain.ticket.record import CustomerRole, EscalatedTo, Escalation, State


def refusal(case: Life, step: str) -> str:
    with pytest.raises(Refusal) as refused:
        getattr(case, step)("tue 12:00")
    return refused.value.code


@pytest.mark.parametrize("to", list(EscalatedTo))
def test_ci2_ci4_a_case_may_lie_with_colleagues_or_with_others_outside(to: EscalatedTo) -> None:
    outside = to in (EscalatedTo.VENDOR, EscalatedTo.THIRD_PARTY)
    assert to.is_external is outside
    passed = Escalation(to, "Nordvik Drift AS", CustomerRole.CONTACTED) if outside else Escalation(to)
    case = Life().opened("mon 09:00")
    case.took("mon 10:00", lambda ticket, now: escalation.escalate(ticket, BOB, passed, None, None, now))
    assert (case.ticket.state, case.ticket.escalation) == (State.ESCALATED, passed)


@pytest.mark.parametrize("role", list(CustomerRole))
def test_ci3_the_history_says_with_whom_it_lies_and_what_the_customer_has_to_do(role: CustomerRole) -> None:
    outside = Escalation(EscalatedTo.THIRD_PARTY, "Nordvik Drift AS", role)
    case = Life().opened("mon 09:00")
    _, entry = escalation.escalate(case.ticket, BOB, outside, WORDS, case.at("tue 12:00"), case.at("mon 10:00"))
    told = {key: entry.facts[key] for key in ("to", "party", "customer", "state")}
    assert told == {"to": "third_party", "party": "Nordvik Drift AS", "customer": role.value, "state": "escalated"}
    assert case.told(read(entry.facts["until"])) == "tue 12:00"


def test_ci5_passing_on_begins_the_work_and_promises_the_next_word() -> None:
    case = Life().opened("mon 09:00", severity=1).escalated("mon 13:00")
    assert (case.ticket.agent, case.judged) == (BOB.ref, [("start", True)])
    assert case.due("promise") == "tue 09:00"


def test_ci2_the_agent_keeps_the_case_when_a_colleague_passes_it_on() -> None:
    case = Life().opened("mon 09:00").handled("mon 10:00")
    to = Escalation(EscalatedTo.CONSULTING)
    passed, _ = escalation.escalate(case.ticket, LENE, to, None, None, case.at("mon 11:00"))
    assert passed.agent == BOB.ref


def test_ci8_an_answer_leaves_it_where_it_lies_and_a_question_waits_for_the_customer() -> None:
    case = Life().opened("mon 09:00").escalated("mon 10:00").answered("mon 11:00")
    assert case.ticket.state is State.ESCALATED
    assert case.asked("mon 12:00").ticket.state is State.AWAITING_CUSTOMER
    assert case.added("mon 13:00").ticket.state is State.ESCALATED
    assert case.ticket.escalation == Escalation(EscalatedTo.DEVELOPMENT)


def test_a_case_that_is_taken_back_is_open_and_may_be_passed_on_again() -> None:
    case = Life().opened("mon 09:00").escalated("mon 10:00").taken_back("mon 11:00")
    assert (case.ticket.state, case.ticket.escalation, case.acts[-1]) == (State.OPEN, None, "returned")
    assert case.escalated("mon 12:00").ticket.state is State.ESCALATED


def test_ci8_taking_back_does_not_end_the_waiting_for_the_customer() -> None:
    case = Life().opened("mon 09:00").escalated("mon 10:00").asked("mon 11:00").taken_back("mon 12:00")
    assert (case.ticket.state, case.ticket.escalation) == (State.AWAITING_CUSTOMER, None)
    assert case.added("mon 13:00").ticket.state is State.OPEN


def test_what_is_resolved_or_closed_lies_with_nobody() -> None:
    case = Life().opened("mon 09:00").escalated("mon 10:00").resolved("mon 11:00")
    assert (case.ticket.escalation, case.reopened("mon 12:00").ticket.state) == (None, State.OPEN)
    closed = Life().opened("mon 09:00").escalated("mon 10:00").closed("mon 11:00")
    assert (closed.ticket.escalation, closed.added("mon 12:00").ticket.state) == (None, State.OPEN)


def test_a_case_lies_in_one_place_at_a_time() -> None:
    case = Life().opened("mon 09:00")
    assert refusal(case, "taken_back") == "not_escalated"
    assert refusal(case.escalated("mon 10:00"), "escalated") == "already_escalated"


def test_pm3_nothing_is_passed_on_without_an_agreement_nor_when_closed() -> None:
    assert refusal(Life().opened("mon 09:00", under_agreement=False), "escalated") == "no_agreement"
    assert refusal(Life().opened("mon 09:00").closed("mon 10:00"), "escalated") == "ticket_closed"
    assert (
        refusal(Life().opened("mon 09:00").escalated("mon 10:00").closed("mon 11:00"), "taken_back") == "not_escalated"
    )
