"""scripts/replay: what a changed policy would have made of the stored tickets of the last months."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.fakes import FakeArchive, FakeDirectory, FakeStore, FakeTickets
from tests.unit.lives import Life
from tests.unit.policy_edits import FOLDER, POLICIES, edited

from chalicelib.desk.ports import Page, Step
from chalicelib.desk.watch.replay import Compared, OfCustomer, Replay, Verdict, replay
from chalicelib.domain.people import Organisation
from chalicelib.domain.ticket.deadline import Matter
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Kind, Ticket
from chalicelib.policies.book import read_tree
from chalicelib.policies.desk import Desk
from chalicelib.policies.mistakes import PolicyError
from local import emulator
from local.paths import REPOSITORY, RESOURCES
from local.replay.changed import all_along, policies_with, undated
from local.replay.command import main
from local.replay.stored import Stored, stored_in

PROMARK = POLICIES["promark"]
CLOCK = Life("promark")
SINCE, NOW = CLOCK.at("2026-03-01 00:00"), CLOCK.at("next fri 16:00")
SEVERITIES = ("levels", "targets", 0, "severities")
QUICKER = "2: {minutes: 240, inclusive: no}"
WITH_LUNCH = ["08:00-11:30", "12:30-16:00"]
DATED = """\
    - valid_from: 2030-01-01
      clock: identification_started
      severities:
        1: {minutes: 60, inclusive: yes}
        2: {minutes: 240, inclusive: no}
        3: {minutes: 600, inclusive: no}
"""


class CountedTickets(FakeTickets):
    """Says what was read: pages of queues, and histories."""

    def __init__(self, store: FakeStore) -> None:
        super().__init__(store)
        self.pages: list[str] = []
        self.courses: list[str] = []

    def queue(self, desk: str, closed: bool, cursor: str = "", limit: int = 50) -> Page[Ticket]:
        self.pages.append("closed" if closed else "open")
        return super().queue(desk, closed, cursor, limit)

    def course(self, ticket: Ticket) -> tuple[Entry, ...]:
        self.courses.append(ticket.number)
        return super().course(ticket)


def desk_with(*path: str | int, to: object) -> Desk:
    """Promark with one value of its file changed."""
    return read_tree(edited("promark.yaml", *path, to=to))["promark"]


def fault(severity: int = 2) -> Life:
    return Life("promark").opened("mon 08:00", severity=severity)


def stored(*lives: Life, organisations: tuple[str, ...] = ()) -> CountedTickets:
    """Their tickets in one store as PRO-1001, PRO-1002 …, the last of `organisations` for all that are left."""
    store = FakeStore()
    for index, life in enumerate(lives):
        number = f"PRO-{1001 + index}"
        organisation = organisations[min(index, len(organisations) - 1)] if organisations else "bakery"
        store.tickets[number] = replace(life.ticket, number=number, organisation=organisation)
        store.entries[number] = list(life.entries)
    return CountedTickets(store)


def replayed(tickets: FakeTickets, after: Desk, before: Desk = PROMARK, since: datetime = SINCE) -> Replay:
    return replay(tickets, before, after, since, NOW)


def told(one: Compared) -> tuple[str, str, str, str, str]:
    before, after = one.before, one.after
    dues = CLOCK.told(before.due_at), CLOCK.told(after.due_at)
    return (one.number, *dues, before.verdict.value, after.verdict.value)


# What is compared


def test_a_shorter_target_turns_so_many_that_were_met_into_breaches() -> None:
    tickets = stored(fault().handled("mon 09:00"), fault().handled("mon 13:00"), fault().handled("tue 10:00"))
    found = replayed(tickets, desk_with(*SEVERITIES, "2", "minutes", to="240"))
    assert (found.tickets, found.before.met, found.after.met, found.after.judged) == (3, 3, 1, 3)
    assert found.fewer == ()
    assert [told(one) for one in found.more] == [
        ("PRO-1002", "tue 12:00", "mon 12:00", "met", "missed"),
        ("PRO-1003", "tue 12:00", "mon 12:00", "met", "missed"),
    ]


def test_a_longer_lunch_moves_what_is_due() -> None:
    found = replayed(
        stored(fault(severity=1).handled("mon 12:30")),
        desk_with("hours", "versions", 0, "weekly", "monday", to=WITH_LUNCH),
    )
    assert [told(one) for one in found.fewer] == [("PRO-1001", "mon 12:00", "mon 13:00", "missed", "met")]
    assert found.more == ()


def test_the_same_policy_changes_nothing() -> None:
    tickets = stored(fault().handled("mon 09:00"), fault().handled("next mon 09:00"), fault())
    found = replayed(tickets, PROMARK)
    assert (found.before, found.before.met, found.before.judged) == (found.after, 1, 3)
    assert (found.more, found.fewer, found.customers) == ((), (), ())


def test_what_still_runs_and_is_not_missed_is_not_judged() -> None:
    tickets = stored(Life("promark").opened("next fri 09:00"))
    assert replayed(tickets, desk_with(*SEVERITIES, "2", "minutes", to="600")).compared == ()


def test_what_runs_under_one_policy_and_is_missed_under_the_other_is_told_as_such() -> None:
    tickets = stored(Life("promark").opened("next fri 09:00"))
    quicker = desk_with(*SEVERITIES, "2", "minutes", to="60")
    [more] = replayed(tickets, quicker).more
    assert (more.before.verdict, more.after.verdict) == (Verdict.RUNNING, Verdict.MISSED)
    found = replayed(tickets, PROMARK, before=quicker)
    assert (len(found.fewer), found.before.judged, found.after.judged) == (1, 1, 0)


def test_what_was_judged_before_the_period_is_left_out() -> None:
    tickets = stored(fault().handled("mon 09:00"), fault().handled("next mon 09:00"))
    found = replayed(tickets, PROMARK, since=CLOCK.at("tue 00:00"))
    assert [one.number for one in found.compared] == ["PRO-1002"], "the first was met on Monday"
    assert replayed(tickets, PROMARK, since=CLOCK.at("wed 00:00")).compared == (), "the second was missed on Tuesday"


def test_a_breach_in_the_period_is_not_one_more_where_it_was_one_before_the_period() -> None:
    tickets = stored(fault(severity=1).handled("next mon 09:00"))
    slower = desk_with(*SEVERITIES, "1", "minutes", to="1200")
    found = replayed(tickets, slower, since=CLOCK.at("tue 00:00"))
    assert [told(one) for one in found.compared] == [("PRO-1001", "mon 12:00", "wed 12:00", "missed", "missed")]


def test_pauses_before_a_clock_stopped_move_its_due_and_those_after_do_not() -> None:
    life = fault(severity=1).settled_questions() if hasattr(Life, "settled_questions") else fault(severity=1)
    life = life.took("mon 09:00", _asks_without_starting).added("mon 10:00").handled("mon 11:00").asked("mon 11:30")
    [one] = replayed(stored(life), PROMARK).compared
    assert told(one) == ("PRO-1001", "mon 13:00", "mon 13:00", "met", "met")
