"""Service levels in the samples: cases passed on, promises, classes, payroll days, and the lookout in between."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.unit.policy_edits import POLICIES
from tests.unit.sampled import (
    SAMPLES,
    SUNDAY,
    at_any_time,
    at_every_desk,
    entries_at,
    loaded,
    new_world,
    store_of,
    tickets_of,
    told,
)

from chalicelib.domain.instants import read
from chalicelib.domain.payroll import Level
from chalicelib.domain.ticket.history import MACHINE, Act
from chalicelib.domain.ticket.promise import PromiseState, promises_of
from chalicelib.domain.ticket.record import EscalatedTo, Kind
from local.samples import load
from local.samples.alone import TicketsAlone


@at_every_desk
def test_a_desk_passes_cases_on_inside_and_outside_and_takes_some_back(desk: str) -> None:
    passed = [entry for entry in entries_at(desk) if entry.act is Act.ESCALATED]
    assert {EscalatedTo(entry.facts["to"]).is_external for entry in passed} == {True, False}
    assert any(entry.act is Act.RETURNED for entry in entries_at(desk))
    lying = [ticket for ticket in tickets_of(loaded(SUNDAY), desk) if ticket.escalation]
    assert any(ticket.escalation and ticket.escalation.party for ticket in lying)


@at_any_time
@at_every_desk
def test_a_desk_has_kept_and_missed_promises_and_ones_that_stand(desk: str, now: datetime) -> None:
    world = loaded(now)
    histories = [store_of(world).entries[ticket.number] for ticket in tickets_of(world, desk)]
    states = {promise.state(now) for entries in histories for promise in promises_of(entries)}
    assert states >= {PromiseState.KEPT, PromiseState.MISSED, PromiseState.STANDING}


@at_every_desk
def test_every_open_change_request_says_when_the_next_word_comes(desk: str) -> None:
    open_ones = [it for it in tickets_of(loaded(SUNDAY), desk) if it.kind is Kind.CHANGE_REQUEST and not it.is_over]
    assert open_ones
    assert all(ticket.promise_at for ticket in open_ones)


@at_every_desk
def test_a_desk_has_agreed_severities_and_proposed_ones(desk: str) -> None:
    tickets = tickets_of(loaded(SUNDAY), desk)
    assert any(ticket.severity_agreed for ticket in tickets)
    assert any(entry.act is Act.SEVERITY_PROPOSED for entry in entries_at(desk))
    assert any(ticket.severity_proposed and not ticket.is_over and ticket.agent for ticket in tickets)


def test_pm10_at_promark_errors_are_of_every_class() -> None:
    classes = {error_class.id for error_class in POLICIES["promark"].levels.error_classes}
    faults = [ticket for ticket in tickets_of(loaded(SUNDAY), "promark") if ticket.error_class]
    assert {ticket.error_class for ticket in faults} == classes
    assert {ticket.error_class for ticket in faults if not ticket.is_over} == {"A", "B"}


def test_pm11_one_customer_of_promark_has_payroll_days_and_tickets_filed_around_them() -> None:
    extended = [one for one in SAMPLES.organisations if any(agreement.payroll for agreement in one.agreements)]
    assert [customer.id for customer in extended] == ["havbris"]
    filed = [ticket for ticket in tickets_of(loaded(SUNDAY), "promark") if ticket.level is not Level.STANDARD]
    assert filed
    assert {ticket.organisation for ticket in filed} == {"havbris"}


@at_every_desk
def test_pm3_a_desk_has_a_ticket_on_which_an_agreement_was_settled_later(desk: str) -> None:
    settled = [entry for entry in entries_at(desk) if entry.act is Act.AGREEMENT_SETTLED]
    assert [entry.facts["agreement"] for entry in settled] == ["yes"]


@at_any_time
@at_every_desk
def test_the_figures_of_a_desk_have_something_to_show_of_half_a_year(desk: str, now: datetime) -> None:
    tallies = [tally for tally in store_of(loaded(now)).tallies if tally.desk == desk]
    assert len({tally.month for tally in tallies}) >= 6
    assert {(tally.matter, tally.met) for tally in tallies} >= {
        (it, met) for it in ("start", "promise") for met in (True, False)
    }
    assert {tally.severity for tally in tallies} == {1, 2, 3}


@at_any_time
def test_the_lookout_went_by_and_has_nothing_left_to_do(now: datetime) -> None:
    world = loaded(now)
    assert world.tickets.to_look_at(now) == ()
    acts = {entry.act for entries in store_of(world).entries.values() for entry in entries if entry.by == MACHINE}
    assert acts >= {Act.WARNED, Act.BREACHED, Act.REMINDED, Act.CLOSED}


@at_any_time
def test_the_lookout_marked_each_thing_at_its_instant(now: datetime) -> None:
    for entries in store_of(loaded(now)).entries.values():
        for entry in entries:
            if entry.act is Act.BREACHED:
                assert timedelta(0) <= entry.at - read(entry.facts["due_at"]) <= timedelta(days=5)


def test_the_lookout_of_a_loading_owes_no_letters() -> None:
    for letter in loaded(SUNDAY).letterbox.owed(SUNDAY, limit=1000):
        if letter.ticket and letter.sequence:
            assert store_of(loaded(SUNDAY)).entries[letter.ticket][letter.sequence - 1].by != MACHINE


def test_who_writes_alone_need_not_read_again_what_was_written() -> None:
    tickets = TicketsAlone.of(new_world(SUNDAY).tickets)
    load(replace(new_world(SUNDAY), tickets=tickets))
    store = loaded(SUNDAY)
    for number, (ticket, entries) in told(store).items():
        assert tickets.read(number) == ticket
        assert tickets.course(ticket) == tuple(replace(entry, message=None) for entry in entries)
