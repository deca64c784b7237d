"""The samples of a first start: people of five desks, and tickets that look alike on whatever day they are loaded."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.unit.policy_edits import POLICIES
from tests.unit.sampled import (
    SAMPLES,
    SUNDAY,
    at_any_time,
    at_every_desk,
    loaded,
    new_world,
    store_of,
    tickets_of,
    told,
)

from chalicelib.desk.intake import may_file
from chalicelib.domain.people import Agent, Contact, Role
from chalicelib.domain.ticket.history import MACHINE, Act, Via
from chalicelib.domain.ticket.record import State
from chalicelib.policies.channels import MailRule
from local.samples import OPEN_DAYS_WITH_LETTERS, load
from local.samples.instants import open_day

ENGLISH = re.compile(r"\b(the|please|your|with|thanks|hello|dear)\b", re.IGNORECASE)


@at_every_desk
def test_a_desk_has_a_lead_and_at_least_two_agents(desk: str) -> None:
    agents = loaded(SUNDAY).directory.agents_of(desk)
    assert sorted(agent.role for agent in agents) == [Role.AGENT, Role.AGENT, Role.LEAD]


@at_every_desk
def test_a_desk_has_three_customers_one_of_them_without_an_agreement_in_force(desk: str) -> None:
    customers = [customer for customer in SAMPLES.organisations if desk in customer.desks]
    assert sorted(customer.agreement(desk, SUNDAY.date()) is not None for customer in customers) == [False, True, True]


@pytest.mark.parametrize("customer", SAMPLES.organisations, ids=lambda customer: customer.id)
def test_a_customer_has_two_or_three_contacts_the_main_administrator_first(customer) -> None:  # type: ignore[no-untyped-def]
    contacts = [one for one in SAMPLES.people.values() if isinstance(one, Contact) and one.organisation == customer.id]
    assert 2 <= len(contacts) <= 3
    assert [one.role for one in contacts] == [Role.ADMINISTRATOR, *[Role.CONTACT] * (len(contacts) - 1)]


def test_one_agent_and_one_customer_belong_to_two_desks() -> None:
    agents = [person for person in SAMPLES.people.values() if isinstance(person, Agent)]
    assert [agent.id for agent in agents if len(agent.desks) == 2] == ["maren-lie"]
    assert [customer.id for customer in SAMPLES.organisations if len(customer.desks) == 2] == ["havbris"]


def test_everyone_is_found_by_an_address_that_is_nobodys_on_the_internet() -> None:
    for person in SAMPLES.people.values():
        assert loaded(SUNDAY).directory.by_address(person.address) == person
        assert person.address.endswith(".example")


def test_at_timecare_some_are_trained_and_some_are_not() -> None:
    customers = {customer.id for customer in SAMPLES.organisations if "timecare" in customer.desks}
    contacts = [one for one in SAMPLES.people.values() if isinstance(one, Contact) and one.organisation in customers]
    assert {may_file(POLICIES["timecare"], contact) for contact in contacts} == {True, False}


@at_any_time
@at_every_desk
def test_a_desk_has_tickets_in_every_state_late_ones_and_ones_with_time_left(desk: str, now: datetime) -> None:
    tickets = tickets_of(loaded(now), desk)
    assert 20 <= len(tickets) <= 35
    assert {ticket.state for ticket in tickets} == set(State)
    assert {ticket.severity for ticket in tickets} == {1, 2, 3}
    assert {ticket.due_at > now for ticket in tickets if ticket.due_at} == {True, False}


@at_every_desk
def test_a_desk_has_tickets_of_every_kind_that_it_offers(desk: str) -> None:
    assert {ticket.kind for ticket in tickets_of(loaded(SUNDAY), desk)} == {kind.id for kind in POLICIES[desk].kinds}


@at_every_desk
def test_a_desk_has_a_reopened_ticket_one_without_an_agreement_and_files(desk: str) -> None:
    tickets = tickets_of(loaded(SUNDAY), desk)
    entries = [entry for ticket in tickets for entry in store_of(loaded(SUNDAY)).entries[ticket.number]]
    assert any(entry.act is Act.REOPENED for entry in entries)
    assert any(not ticket.under_agreement for ticket in tickets)
    assert any(entry.message and entry.message.attachments for entry in entries)


@at_every_desk
def test_a_desk_that_takes_mail_has_a_ticket_opened_by_it_and_each_has_one_set_aside(desk: str) -> None:
    takes_mail = POLICIES[desk].channels.mail.rule is MailRule.OPENS_TICKETS
    assert any(ticket.via is Via.MAIL for ticket in tickets_of(loaded(SUNDAY), desk)) == takes_mail
    assert len(loaded(SUNDAY).aside.of_desk(desk).items) == 1


def test_mails_are_held_where_their_sender_is_foreign_or_unproven() -> None:
    entries = [entry for entries in store_of(loaded(SUNDAY)).entries.values() for entry in entries]
    assert {entry.facts["reason"] for entry in entries if entry.act is Act.HELD} == {"foreign", "unverified"}
    assert any(entry.act is Act.ACCEPTED for entry in entries)
    assert any(ticket.held for ticket in store_of(loaded(SUNDAY)).tickets.values())


def test_what_a_reply_quotes_is_kept_apart_from_what_it_says() -> None:
    mails = [
        entry for entries in store_of(loaded(SUNDAY)).entries.values() for entry in entries if entry.act is Act.ADDED
    ]
    quoting = [entry.message for entry in mails if entry.message and entry.message.whole]
    assert quoting
    assert all("\n>" in message.whole and "\n>" not in message.text for message in quoting)


@at_any_time
def test_everything_happened_before_now_and_in_its_order(now: datetime) -> None:
    for entries in store_of(loaded(now)).entries.values():
        instants = [entry.at for entry in entries]
        assert instants == sorted(instants)
        assert now - timedelta(weeks=28) < instants[0] <= instants[-1] <= now


def test_only_those_who_ask_in_english_are_answered_in_english() -> None:
    for ticket, entries in told(loaded(SUNDAY)).values():
        texts = [ticket.subject, *[entry.message.text for entry in entries if entry.message]]
        if ticket.language == "en":
            assert ENGLISH.search(" ".join(texts))
        else:
            assert [text for text in texts if ENGLISH.search(text)] == []


def test_loading_twice_changes_nothing() -> None:
    world = new_world(SUNDAY)
    load(world)
    before, letters, aside = dict(told(world)), set(store_of(world).letters), dict(store_of(world).aside)
    load(world)
    assert (dict(told(world)), set(store_of(world).letters), store_of(world).aside) == (before, letters, aside)


def test_loading_again_later_only_marks_what_has_come_due_meanwhile() -> None:
    world = new_world(SUNDAY)
    load(world)
    before, letters = dict(told(world)), set(store_of(world).letters)
    load(replace(world, now=SUNDAY + timedelta(hours=20)))
    added = [entry for number, (_, entries) in told(world).items() for entry in entries[len(before[number][1]) :]]
    assert set(store_of(world).letters) == letters
    assert added
    assert {entry.by for entry in added} == {MACHINE}


def test_a_loading_that_was_cut_short_is_completed_by_the_next() -> None:
    world = new_world(SUNDAY)
    store = store_of(world)
    commit, left = world.tickets.commit, iter(range(100))

    def cut_short(step) -> None:  # type: ignore[no-untyped-def]
        next(left)
        commit(step)

    world.tickets.commit = cut_short  # type: ignore[method-assign]
    with pytest.raises(StopIteration):
        load(world)
    world.tickets.commit = commit  # type: ignore[method-assign]
    assert 0 < len(store.tickets) < len(SAMPLES.tickets)
    load(world)
    subjects = {ticket.subject: len(entries) for ticket, entries in told(world).values()}
    assert subjects == {ticket.subject: len(entries) for ticket, entries in told(loaded(SUNDAY)).values()}


def test_the_same_instant_gives_the_same_tickets() -> None:
    again = new_world(SUNDAY)
    load(again)
    assert told(again) == told(loaded(SUNDAY))


def test_letters_are_owed_for_the_last_days_only() -> None:
    letters = loaded(SUNDAY).letterbox.owed(SUNDAY, limit=1000)
    assert 20 < len(letters) < 120
    for letter in letters:
        calendar = POLICIES[letter.desk].calendar
        assert calendar.local(letter.owed_at).date() >= open_day(calendar, SUNDAY, OPEN_DAYS_WITH_LETTERS)
