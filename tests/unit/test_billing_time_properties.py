"""What holds of billed time whatever was worked: nothing is lost, nothing billed twice, and order does not matter."""

import os
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st
from tests.unit.time_accounts import OSLO, RATED, Customer, at, customer, entry

from chalicelib.domain.billing.agreement import Counted, Included, Rate, RoundedBy, Rounding
from chalicelib.domain.billing.line import Line
from chalicelib.domain.billing.rounding import charged_minutes
from chalicelib.domain.billing.statement import BilledPiece
from chalicelib.domain.billing.timesheet import taken_back
from chalicelib.domain.billing.worklog import Charging, TimeEntry

MONTHS = ("2025-01", "2025-02", "2025-03")
ROUNDINGS = st.builds(Rounding, st.just(RoundedBy.TICKET), st.sampled_from([0, 1, 6, 15, 30]), st.sampled_from([0, 20]))
STEPS = st.builds(Rounding, st.just(RoundedBy.TICKET), st.sampled_from([1, 6, 15, 30]), st.sampled_from([0, 20]))
START = at("2025-01-01T00:00")


@st.composite
def worked(draw: st.DrawFn) -> list[TimeEntry]:
    """Work on a few tickets over three months, each entry once."""
    return [
        replace(
            entry("2025-01-01T00:00", 0, f"PRO-{draw(st.integers(1, 3))}"),
            id=f"entry-{place}",
            start=START + timedelta(minutes=draw(st.integers(0, 85 * 24 * 60))),
            seconds=draw(st.integers(0, 4 * 3600)),
            charging=draw(st.sampled_from(Charging)),
            month=draw(st.sampled_from(MONTHS)),
        )
        for place in range(draw(st.integers(0, 12)))
    ]


def billed(one: Customer, entries: list[TimeEntry]) -> list[Line]:
    return [line for month in MONTHS for line in one.month(month, *(each for each in entries if each.month == month))]


def pieces_of(lines: list[Line], entries: list[TimeEntry]) -> dict[str, tuple[BilledPiece, ...]]:
    """What these lines billed of each entry, in statements named by their months."""
    months = {one.id: one.month for one in entries}
    pieces: dict[str, tuple[BilledPiece, ...]] = {}
    for line in lines:
        for id, seconds in zip(line.entries, line.pieces, strict=True):
            piece = BilledPiece(line, seconds, months[id], date(2025, 4, 1), Decimal(0))
            pieces[id] = (*pieces.get(id, ()), piece)
    return pieces


@given(worked(), ROUNDINGS)
def test_no_second_and_no_entry_is_lost_or_billed_twice(entries: list[TimeEntry], rounding: Rounding) -> None:
    lines = billed(customer(rounding=rounding), entries)
    assert sum(line.seconds for line in lines) == sum(one.seconds for one in entries)
    assert sorted(id for line in lines for id in line.entries) == sorted(one.id for one in entries)


@given(worked(), ROUNDINGS)
def test_over_all_months_a_ticket_is_charged_its_rounded_total(entries: list[TimeEntry], rounding: Rounding) -> None:
    charged: dict[tuple[str, Charging | None], Decimal] = {}
    seconds: dict[tuple[str, Charging | None], int] = {}
    for line in billed(customer(rounding=rounding), entries):
        place = line.ticket, line.charging
        charged[place] = charged.get(place, Decimal(0)) + line.minutes
        seconds[place] = seconds.get(place, 0) + line.seconds
    assert {place: round(minutes * 60) for place, minutes in charged.items()} == {
        place: round(charged_minutes(total, rounding) * 60) for place, total in seconds.items()
    }


@given(worked(), st.randoms())
def test_the_order_of_entries_does_not_matter(entries: list[TimeEntry], random: object) -> None:
    shuffled = sorted(entries, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert billed(customer(rates=RATED), entries) == billed(customer(rates=RATED), shuffled)


@given(worked(), st.sampled_from(Counted), st.integers(1, 600))
def test_taking_everything_back_brings_all_to_nothing(entries: list[TimeEntry], counted: Counted, minutes: int) -> None:
    one = customer(included=Included(minutes, counted), rates=RATED)
    paid = billed(one, entries)
    back = [replace(each, id=f"{each.id}-back", seconds=-each.seconds, month="2025-04") for each in entries]
    given_back = one.month("2025-04", *back)
    assert sum(line.net for line in paid) >= 0
    assert sum(line.net for line in paid) + sum(line.net for line in given_back) == 0
    assert all(line.net <= 0 for line in given_back)


@given(worked(), ROUNDINGS, ROUNDINGS, st.integers(1, 5000))
def test_whatever_was_agreed_since_all_that_was_billed_is_given_back(
    entries: list[TimeEntry], then: Rounding, now: Rounding, price: int
) -> None:
    one = customer(rounding=then, rates=RATED)
    paid = billed(one, entries)
    pieces = pieces_of(paid, entries)
    one.versions = customer(rounding=now, rates=(Rate("support", Decimal(price)),)).versions
    back = [replace(taken_back(each, each.agent, each.end, "wrong"), month="2025-04") for each in entries]
    given_back = one.month("2025-04", *back, billed=pieces)
    assert sum(line.net for line in paid) + sum(line.net for line in given_back) == 0
    assert {line.corrects for line in given_back if line.net} <= set(MONTHS)
    assert sum(line.seconds for line in paid) + sum(line.seconds for line in given_back) == 0


@given(worked(), STEPS, st.sampled_from(Counted), st.integers(0, 600))
def test_what_is_taken_back_and_noted_again_as_it_was_costs_nothing(
    entries: list[TimeEntry], rounding: Rounding, counted: Counted, minutes: int
) -> None:
    one = customer(rounding=rounding, rates=RATED, included=Included(minutes, counted))
    in_time = [replace(each, month=f"{each.start.astimezone(OSLO):%Y-%m}") for each in entries]
    pieces = pieces_of(billed(one, in_time), in_time)
    back = [replace(taken_back(each, each.agent, each.end, "wrong"), month="2025-04") for each in in_time]
    again = [replace(each, id=f"{each.id}-again", month="2025-04") for each in in_time]
    assert sum(line.net for line in one.month("2025-04", *back, *again, billed=pieces)) == 0


@given(worked(), st.sampled_from(Counted), st.integers(1, 600))
def test_no_month_of_work_has_more_included_than_agreed(
    entries: list[TimeEntry], counted: Counted, minutes: int
) -> None:
    lines = billed(customer(included=Included(minutes, counted)), entries)
    seconds: dict[str, int] = {}
    for line in lines:
        worked_in = f"{line.period.first:%Y-%m}"
        seconds[worked_in] = seconds.get(worked_in, 0) + round(line.included * 60)
    assert max(seconds.values(), default=0) <= minutes * 60
    assert all(line.quantity >= 0 for line in lines)


@given(st.integers(1, 8 * 60), st.integers(0, 8 * 60), ROUNDINGS)
def test_an_entry_cut_at_midnight_costs_the_same(before: int, after: int, rounding: Rounding) -> None:
    midnight = at("2025-01-08T00:00")
    first = replace(entry("2025-01-07T09:00", before, month="2025-01"), start=midnight - timedelta(minutes=before))
    second = replace(entry("2025-01-07T09:00", after, month="2025-01"), start=midnight, id="second")
    whole = replace(first, seconds=first.seconds + second.seconds)
    cut = customer(rounding=rounding).month("2025-01", first, second)
    assert sum(line.net for line in cut) == sum(
        line.net for line in customer(rounding=rounding).month("2025-01", whole)
    )


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change its time zone")
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "UTC"])
def test_the_time_zone_of_the_server_does_not_matter(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = (entry("2025-01-31T23:40", 45), entry("2025-01-15T15:30", 105))
    here = customer(rates=RATED).month("2025-01", *entries)
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        there = customer(rates=RATED).month("2025-01", *entries)
    time.tzset()
    assert os.environ.get("TZ") != zone or zone == "UTC"
    assert there == here
