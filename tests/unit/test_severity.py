"""The severity is agreed between customer and desk: one side proposes it, both see it (PM1 PM13 TC9)."""

import pytest
from tests.unit.lives import ALICE, BOB, Life

from chalicelib.domain.people import Person
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.history import Via
from chalicelib.domain.ticket.record import Side

NOBODY = (0, None)


def by_form(severity: int) -> Life:
    return Life().opened("mon 09:00", severity)


def by_mail() -> Life:
    return Life().opened("mon 09:00", via=Via.MAIL)


def counts(case: Life) -> tuple[int, bool]:
    """The severity that the clocks go by, and whether it is agreed."""
    return case.ticket.severity, case.ticket.severity_agreed


def proposed(case: Life) -> tuple[int, Side | None]:
    return case.ticket.severity_proposed, case.ticket.severity_proposed_by


def is_refused(case: Life, severity: int, by: Person, agreed: bool = False) -> bool:
    with pytest.raises(Refusal) as refused:
        case.severity("mon 12:00", severity, by, agreed)
    return refused.value.code == "severity_unchanged"


def test_pm1_what_the_customer_fills_in_is_proposed_and_counts_until_another_is_agreed() -> None:
    assert (counts(by_form(1)), proposed(by_form(1))) == ((1, False), (1, Side.CUSTOMER))


def test_pm1_a_mail_proposes_nothing_and_counts_as_functional() -> None:
    assert (counts(by_mail()), proposed(by_mail())) == ((2, False), NOBODY)


def test_pm13_the_desk_takes_what_the_customer_proposed() -> None:
    case = by_form(1).severity("mon 10:00", 1, BOB)
    assert (counts(case), proposed(case), case.acts[-1]) == ((1, True), NOBODY, "severity_agreed")


def test_pm13_what_the_desk_proposes_counts_only_once_the_customer_takes_it() -> None:
    case = by_form(1).severity("mon 10:00", 3, BOB)
    assert (counts(case), proposed(case), case.acts[-1]) == ((1, False), (3, Side.DESK), "severity_proposed")
    case.severity("mon 11:00", 3, ALICE)
    assert (counts(case), proposed(case), case.acts[-1]) == ((3, True), NOBODY, "severity_agreed")


def test_pm13_the_customer_may_answer_a_proposal_with_another_which_counts_until_they_agree() -> None:
    case = by_form(1).severity("mon 10:00", 3, BOB).severity("mon 11:00", 2, ALICE)
    assert (counts(case), proposed(case)) == ((2, False), (2, Side.CUSTOMER))
    assert counts(case.severity("mon 11:30", 2, BOB)) == (2, True)


def test_pm13_the_customer_may_insist_on_what_the_desk_would_change() -> None:
    case = by_form(1).severity("mon 10:00", 3, BOB).severity("mon 11:00", 1, ALICE)
    assert (counts(case), proposed(case)) == ((1, False), (1, Side.CUSTOMER))


def test_pm13_on_a_mail_either_side_may_begin() -> None:
    customer_first = by_mail().severity("mon 10:00", 1, ALICE)
    assert (counts(customer_first), proposed(customer_first)) == ((1, False), (1, Side.CUSTOMER))
    desk_first = by_mail().severity("mon 10:00", 1, BOB)
    assert (counts(desk_first), proposed(desk_first)) == ((2, False), (1, Side.DESK))
    assert counts(desk_first.severity("mon 11:00", 1, ALICE)) == (1, True)


def test_pm13_even_the_severity_that_counts_anyway_is_agreed_by_both() -> None:
    assert counts(by_mail().severity("mon 10:00", 2, ALICE).severity("mon 11:00", 2, BOB)) == (2, True)
    assert counts(by_mail().severity("mon 10:00", 2, BOB).severity("mon 11:00", 2, ALICE)) == (2, True)


@pytest.mark.parametrize("severity", [1, 2, 3])
def test_pm13_an_agent_may_say_that_it_was_agreed_elsewhere(severity: int) -> None:
    for case in (by_form(1), by_mail(), by_form(1).severity("mon 09:30", 3, BOB)):
        agreed = case.severity("mon 10:00", severity, BOB, agreed=True)
        assert (counts(agreed), proposed(agreed), agreed.acts[-1]) == ((severity, True), NOBODY, "severity_agreed")


def test_pm13_what_is_agreed_holds_until_another_is() -> None:
    for one, other, side in ((ALICE, BOB, Side.CUSTOMER), (BOB, ALICE, Side.DESK)):
        case = by_form(2).severity("mon 10:00", 2, BOB).severity("mon 11:00", 1, one)
        assert (counts(case), proposed(case)) == ((2, True), (1, side))
        assert (counts(case.severity("mon 12:00", 1, other)), proposed(case)) == ((1, True), NOBODY)


def test_pm13_a_proposal_to_change_what_is_agreed_is_declined_by_naming_what_is_agreed() -> None:
    for one, other in ((ALICE, BOB), (BOB, ALICE)):
        case = by_form(2).severity("mon 10:00", 2, BOB).severity("mon 11:00", 1, one).severity("mon 12:00", 2, other)
        assert (counts(case), proposed(case)) == ((2, True), NOBODY)


def test_pm13_a_proposal_is_taken_back_by_naming_what_is_agreed() -> None:
    for side in (ALICE, BOB):
        case = by_form(2).severity("mon 10:00", 2, BOB).severity("mon 11:00", 1, side).severity("mon 12:00", 2, side)
        assert (counts(case), proposed(case)) == ((2, True), NOBODY)


def test_what_was_said_already_is_refused() -> None:
    assert is_refused(by_form(1), 1, ALICE)
    assert is_refused(by_mail().severity("mon 10:00", 1, BOB), 1, BOB)
    agreed = by_form(2).severity("mon 10:00", 2, BOB)
    assert is_refused(agreed, 2, BOB) and is_refused(agreed, 2, ALICE) and is_refused(agreed, 2, BOB, agreed=True)
    assert is_refused(agreed.severity("mon 11:00", 1, ALICE), 1, ALICE)


def test_a_closed_ticket_keeps_its_severity() -> None:
    with pytest.raises(Refusal, match="ticket_closed"):
        by_form(1).closed("mon 10:00").severity("mon 11:00", 2, BOB)


def test_a_proposal_leaves_state_agent_and_clock_as_they_were() -> None:
    case = by_form(2).severity("mon 10:00", 1, BOB)
    assert (case.ticket.state, case.ticket.agent, case.due("start")) == ("new", "", "tue 13:00")
    assert case.entries[-1].facts["proposed"] == "1" and case.entries[-1].facts["severity"] == "2"


def test_pm9_the_clock_follows_the_severity_that_counts() -> None:
    case = by_form(2)
    assert case.severity("mon 10:00", 1, ALICE).due("start") == "mon 13:00", "the customer's own, before any is agreed"
    assert case.severity("mon 10:30", 3, BOB).due("start") == "mon 13:00"
    assert case.severity("mon 11:00", 3, ALICE).due("start") == "next tue 11:00"
    assert case.severity("mon 11:30", 1, ALICE).due("start") == "next tue 11:00", "what is agreed holds"


def test_each_side_is_known_by_its_way() -> None:
    case = by_form(1).severity("mon 10:00", 3, BOB).severity("mon 11:00", 3, ALICE)
    assert [(entry.by, entry.via) for entry in case.entries[1:]] == [(BOB.ref, Via.DESK), (ALICE.ref, Via.FORM)]
