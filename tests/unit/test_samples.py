"""The samples of a first start: people of five desks, and tickets that look alike on whatever day they are loaded."""

import re
import shutil
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from tests.fakes import (
    FakeArchive,
    FakeAside,
    FakeDirectory,
    FakeFigures,
    FakeFiles,
    FakeGate,
    FakeLetterbox,
    FakeMailer,
    FakeStore,
    FakeTickets,
)

from chalicelib.desk.intake import may_file
from chalicelib.desk.ports import Settings, World
from chalicelib.domain.people import Agent, Contact, Role
from chalicelib.domain.ticket.history import Act, Entry, Via
from chalicelib.domain.ticket.record import State, Ticket
from chalicelib.policies.channels import MailRule
from chalicelib.policies.folder import read_policies
from chalicelib.policies.mistakes import PolicyError
from chalicelib.policies.words import read_words
from local.samples import FOLDER, OPEN_DAYS_WITH_LETTERS, load
from local.samples.instants import instant, open_day
from local.samples.papers import made
from local.samples.script import Samples, read_samples

KB = Path(__file__).resolve().parents[2] / "kb"
POLICIES = read_policies(KB / "policies")
WORDS = read_words(KB / "words")
DESKS = tuple(POLICIES)
SUNDAY = datetime(2026, 11, 22, 15, 22, tzinfo=UTC)
NOWS = (
    SUNDAY,
    datetime(2026, 11, 23, 5, 30, tzinfo=UTC),  # A Monday, before any desk opens.
    datetime(2026, 6, 24, 10, 5, tzinfo=UTC),  # After Midsummer and its closed eve.
    datetime(2027, 1, 4, 7, 40, tzinfo=UTC),  # After Christmas, with bridge days before it.
    datetime(2027, 3, 30, 22, 10, tzinfo=UTC),  # After Easter, and a clock change.
)
ENGLISH = re.compile(r"\b(the|please|your|with|thanks|hello|dear)\b", re.IGNORECASE)
SAMPLES: Samples = read_samples(FOLDER, DESKS, SUNDAY.date())

at_any_time = pytest.mark.parametrize("now", NOWS, ids=lambda now: f"{now:%Y-%m-%dT%H:%M}")
at_every_desk = pytest.mark.parametrize("desk", DESKS)


def new_world(now: datetime) -> World:
    store = FakeStore()
    return World(
        FakeTickets(store),
        FakeFigures(store),
        FakeAside(store),
        FakeLetterbox(store),
        FakeDirectory(),
        FakeGate(),
        FakeFiles(),
        FakeMailer(),
        FakeArchive(),
        POLICIES,
        WORDS,
        Settings("support.example.com", "http://127.0.0.1:8000", b"k" * 32),
        now,
    )


@cache
def loaded(now: datetime) -> World:
    world = new_world(now)
    load(world)
    return world


def store_of(world: World) -> FakeStore:
    assert isinstance(world.tickets, FakeTickets)
    return world.tickets.store


def tickets_of(world: World, desk: str) -> list[Ticket]:
    return [ticket for ticket in store_of(world).tickets.values() if ticket.desk == desk]


def told(world: World) -> Mapping[str, tuple[Ticket, list[Entry]]]:
    """Tickets with their histories, but for the random keys of their files."""
    store = store_of(world)
    return {
        number: (ticket, [without_keys(it) for it in store.entries[number]]) for number, ticket in store.tickets.items()
    }


def without_keys(entry: Entry) -> Entry:
    if entry.message is None:
        return entry
    files = tuple(replace(file, id="") for file in entry.message.attachments)
    return replace(entry, message=replace(entry.message, attachments=files))


@at_every_desk
def test_a_desk_has_a_lead_and_at_least_two_agents(desk: str) -> None:
    agents = loaded(SUNDAY).directory.agents_of(desk)
    assert sorted(agent.role for agent in agents) == [Role.AGENT, Role.AGENT, Role.LEAD]


@at_every_desk
def test_a_desk_has_three_customers_one_of_them_without_an_agreement_in_force(desk: str) -> None:
    customers = [customer for customer in SAMPLES.organisations if desk in customer.desks]
    assert sorted(customer.is_under_agreement(desk, SUNDAY.date()) for customer in customers) == [False, True, True]


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
    assert 10 <= len(tickets) <= 14
    assert {ticket.state for ticket in tickets} == set(State) - {State.ESCALATED}
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
        assert now - timedelta(weeks=8) < instants[0] <= instants[-1] < now


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
    load(replace(world, now=SUNDAY + timedelta(hours=20)))
    assert (dict(told(world)), set(store_of(world).letters), store_of(world).aside) == (before, letters, aside)


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1d 10:12", datetime(2026, 11, 20, 9, 12, tzinfo=UTC)),
        ("6d 08:00", datetime(2026, 11, 13, 7, 0, tzinfo=UTC)),
        ("40m", datetime(2026, 11, 20, 14, 20, tzinfo=UTC)),
        ("9h30m", datetime(2026, 11, 19, 13, 30, tzinfo=UTC)),
    ],
)
def test_instants_are_counted_in_open_days_or_opening_time(text: str, expected: datetime) -> None:
    assert instant(POLICIES["promark"].calendar, SUNDAY, text) == expected


@pytest.mark.parametrize("text", ["", "0d 10:00", "yesterday", "3d 25:00", "2d", "h"])
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time like"):
        instant(POLICIES["promark"].calendar, SUNDAY, text)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("does: handling", "does: handlin", r"tickets\.overtid-kveld\.steps\.0\.does: found 'handlin'"),
        ("at: 22d 08:41", "at: last Monday", r"tickets\.overtid-kveld\.at: found 'last Monday'"),
        (
            "contact: kari-nordmann",
            "contact: henrik-aasland",
            r"tickets\.overtid-kveld\.contact: found 'henrik-aasland'",
        ),
        ("severity: 3", "urgency: 3", r"tickets\.pause-i-mobilen\.urgency: found an unknown key"),
    ],
)
def test_a_mistake_names_its_file_and_its_key(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "samples")
    file = folder / "promark.yaml"
    file.write_text(file.read_text("utf-8").replace(right, wrong, 1), "utf-8")
    with pytest.raises(PolicyError, match=rf"samples/promark\.yaml: {told}"):
        read_samples(folder, DESKS, SUNDAY.date())


def test_a_desk_without_samples_does_not_stand_in_the_way_of_the_others(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "samples")
    (folder / "adminet.yaml").unlink()
    assert {desk for desk, _ in read_samples(folder, DESKS, SUNDAY.date()).tickets} == set(DESKS) - {"adminet"}


def test_a_picture_has_all_its_rows() -> None:
    picture = made("window.png", "")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    start = picture.index(b"IDAT") + 4
    rows = zlib.decompress(picture[start : picture.index(b"IEND") - 8])
    assert picture.startswith(b"\x89PNG")
    assert len(rows) == height * (1 + 3 * width)


def test_a_page_has_each_object_where_its_table_says() -> None:
    page = made("quote.pdf", "One (1) line\nand another")
    table = int(page.rpartition(b"startxref\n")[2].split()[0])
    assert page[table:].startswith(b"xref")
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", page)]
    assert [page[place:].split(b" ", 1)[0] for place in places] == [b"1", b"2", b"3", b"4", b"5", b"6"]
    assert rb"(One \(1\) line) Tj" in page
