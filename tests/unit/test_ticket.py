"""A ticket's steps: what each does, and in which state it can be taken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.people import Agent, Contact
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket import correspondence, ending, triage
from chalicelib.domain.ticket.history import Act, Audience, Message, Via
from chalicelib.domain.ticket.record import Kind, State, Ticket, open_ticket

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
ALICE = Contact("alice", "bakery", "Alice", "alice@bakery.example")
BOB = Agent("bob", "Bob", "bob@vendor.example", ("promark",))
CAROL = Agent("carol", "Carol", "carol@vendor.example", ("promark",))
WORDS = Message("It has stopped again.")


def a_ticket() -> Ticket:
    draft = Ticket(
        number="PRO-1001",
        desk="promark",
        organisation="bakery",
        contact=ALICE.ref,
        subject="It has stopped",
        kind=Kind.FAULT,
        via=Via.FORM,
        language="nb",
        opened_at=NOON,
        changed_at=NOON,
    )
    return open_ticket(draft, WORDS)[0]


def answered(then: State) -> Ticket:
    return correspondence.answer(a_ticket(), BOB, Message("Try this."), then, LATER)[0]


def closed() -> Ticket:
    return ending.close(a_ticket(), ALICE, None, LATER)[0]


def refusal(act: object, *args: object) -> str:
    with pytest.raises(Refusal) as refused:
        act(*args)  # type: ignore[operator]
    return refused.value.code


def test_the_first_entry_holds_the_customers_own_words() -> None:
    ticket, entry = open_ticket(replace(a_ticket(), entries=0, version=0), WORDS)
    assert (entry.sequence, entry.act, entry.by, entry.message) == (1, Act.OPENED, ALICE.ref, WORDS)
    assert (ticket.state, ticket.version) == (State.NEW, 1)


def test_each_step_counts_its_entry_and_a_version() -> None:
    ticket, entry = correspondence.add(a_ticket(), ALICE, WORDS, LATER)
    assert (entry.sequence, ticket.entries, ticket.version, ticket.changed_at) == (2, 2, 2, LATER)


def test_starting_takes_the_ticket_and_is_remembered_from_the_first_time() -> None:
    started, _ = triage.start_handling(a_ticket(), BOB, LATER)
    assert (started.agent, started.state, started.started_at) == (BOB.ref, State.OPEN, LATER)
    taken_over, _ = triage.start_handling(started, CAROL, LATER + timedelta(hours=1))
    assert (taken_over.agent, taken_over.started_at) == (CAROL.ref, LATER)


def test_starting_twice_is_refused() -> None:
    started, _ = triage.start_handling(a_ticket(), BOB, LATER)
    assert refusal(triage.start_handling, started, BOB, LATER) == "already_handled"


def test_pm3_nothing_is_started_without_an_agreement() -> None:
    without = replace(a_ticket(), under_agreement=False)
    assert refusal(triage.start_handling, without, BOB, LATER) == "no_agreement"


def test_an_answer_is_handling_too() -> None:
    assert answered(State.OPEN).started_at == LATER


@pytest.mark.parametrize("then", [State.OPEN, State.AWAITING_CUSTOMER, State.RESOLVED])
def test_an_answer_leaves_the_ticket_as_the_agent_says(then: State) -> None:
    assert answered(then).state is then


@pytest.mark.parametrize("then", [State.NEW, State.CLOSED, State.ESCALATED])
def test_an_answer_cannot_close_or_unopen(then: State) -> None:
    assert refusal(correspondence.answer, a_ticket(), BOB, WORDS, then, LATER) == "state_unknown"


@pytest.mark.parametrize("waiting", [State.AWAITING_CUSTOMER, State.RESOLVED])
def test_the_customers_word_wakes_a_ticket(waiting: State) -> None:
    assert correspondence.add(answered(waiting), ALICE, WORDS, LATER)[0].state is State.OPEN


def test_the_customers_word_on_a_closed_ticket_reopens_it() -> None:
    ticket, entry = correspondence.add(closed(), ALICE, WORDS, LATER, Via.MAIL)
    assert (ticket.state, entry.act, entry.via) == (State.OPEN, Act.REOPENED, Via.MAIL)


def test_a_note_is_for_staff_and_leaves_no_trace_that_customers_see() -> None:
    ticket, entry = correspondence.note(a_ticket(), BOB, WORDS, LATER)
    assert entry.audience is Audience.STAFF
    assert (ticket.state, ticket.changed_at, ticket.started_at) == (State.NEW, NOON, None)


def test_a_held_mail_is_staffs_until_it_is_accepted() -> None:
    holding, held = correspondence.hold(a_ticket(), WORDS, "stranger", "foreign", LATER)
    assert (held.audience, holding.held, holding.state) == (Audience.STAFF, 1, State.NEW)
    ticket, accepted = correspondence.accept(replace(holding, state=State.RESOLVED), held, BOB, LATER)
    assert (ticket.held, ticket.state) == (0, State.OPEN)
    assert (accepted.audience, accepted.message, accepted.facts["accepts"]) == (Audience.EVERYONE, WORDS, "2")


def test_only_a_held_mail_can_be_accepted() -> None:
    ticket, noted = correspondence.note(a_ticket(), BOB, WORDS, LATER)
    assert refusal(correspondence.accept, ticket, noted, BOB, LATER) == "nothing_held"


def test_an_automatic_mail_is_filed_and_changes_nothing() -> None:
    ticket, entry = correspondence.file(answered(State.AWAITING_CUSTOMER), WORDS, {"reason": "automatic"}, LATER)
    assert (entry.act, entry.audience, ticket.state) == (Act.FILED, Audience.STAFF, State.AWAITING_CUSTOMER)


def test_closure_is_asked_for_once() -> None:
    asked, _ = ending.ask_closure(a_ticket(), ALICE, None, LATER)
    assert (asked.closure_asked, asked.state) == (True, State.NEW)
    assert refusal(ending.ask_closure, asked, ALICE, None, LATER) == "closure_already_asked"


def test_a_further_word_takes_the_wish_to_close_back() -> None:
    asked, _ = ending.ask_closure(a_ticket(), ALICE, None, LATER)
    assert not correspondence.add(asked, ALICE, WORDS, LATER)[0].closure_asked


def test_a_closed_ticket_takes_no_answer_and_no_second_closing() -> None:
    for act, args in (
        (correspondence.answer, (BOB, WORDS, State.OPEN, LATER)),
        (ending.close, (ALICE, None, LATER)),
        (triage.start_handling, (BOB, LATER)),
        (ending.ask_closure, (ALICE, None, LATER)),
    ):
        assert refusal(act, closed(), *args) == "ticket_closed"


def test_only_what_is_over_can_be_reopened() -> None:
    assert ending.reopen(closed(), ALICE, WORDS, LATER)[0].state is State.OPEN
    assert ending.reopen(answered(State.RESOLVED), ALICE, WORDS, LATER)[0].state is State.OPEN
    assert refusal(ending.reopen, a_ticket(), ALICE, WORDS, LATER) == "not_closed"
