"""What there is to bill of the samples: two months of time, and agreements at all five desks, on whatever day."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from tests.unit.policy_edits import POLICIES
from tests.unit.sampled import SAMPLES, SUNDAY, at_any_time, at_every_desk, loaded, new_world, store_of

from chalicelib.desk.billing.drawing_up import drafted
from chalicelib.desk.billing.gathering import Gathered, gather
from chalicelib.desk.ports import World
from chalicelib.domain.billing.agreement import Counted, Every, FlatKind, RoundedBy, Version, When
from chalicelib.domain.billing.cycles import add_months
from chalicelib.domain.billing.drawing import draw_up
from chalicelib.domain.billing.line import Line, LineKind, Unit
from chalicelib.domain.billing.reconcile import faults
from chalicelib.domain.billing.run import Draft, Standing
from chalicelib.domain.billing.statement import Drawn, Statement
from chalicelib.domain.billing.timesheet import overlapping, standing
from chalicelib.domain.billing.vat import Category
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.domain.people import Organisation
from chalicelib.domain.ticket.history import Act
from chalicelib.policies.mistakes import PolicyError
from local.samples import FOLDER, load
from local.samples.billing import read_billing
from local.samples.months import day, instant_in_a_month

ENDED = {one.id: customer.id for customer in SAMPLES.organisations for one in customer.agreements if one.last_day}
"""Agreements that are over, by their ids, and whose they were."""


@dataclass(frozen=True, slots=True)
class Month:
    """A customer's month at a desk, drawn up after the one before it was."""

    gathered: Gathered
    drawn: Drawn
    draft: Draft


@cache
def drawn(now: datetime, desk: str) -> tuple[Month, ...]:
    """The two last months of each customer of a desk, the second going on from the first."""
    return tuple(_drawn(loaded(now), desk))


def _drawn(world: World, desk: str) -> Iterator[Month]:
    policy = world.policies[desk]
    this = policy.local(world.now).date().replace(day=1)
    for customer in [one for one in SAMPLES.organisations if desk in one.desks]:
        carried = None
        for back in (2, 1):
            gathered = gather(world, policy, customer, f"{add_months(this, -back):%Y-%m}")
            if carried:
                account = replace(gathered.account, carried=carried)
                gathered = replace(gathered, account=account, out_of_turn=None)
            made = draw_up(gathered.account)
            carried = made.statement.carried if made.statement else carried
            yield Month(gathered, made, drafted(world, customer, gathered, made))


def statements(now: datetime, desk: str) -> list[Statement]:
    return [month.drawn.statement for month in drawn(now, desk) if month.drawn.statement]


def lines(now: datetime, desk: str = "") -> list[Line]:
    desks = (desk,) if desk else tuple(POLICIES)
    return [line for id in desks for statement in statements(now, id) for line in statement.lines]


def entries(now: datetime, desk: str) -> list[TimeEntry]:
    return [entry for entry in store_of(loaded(now)).worked.values() if entry.desk == desk]


def versions(desk: str) -> list[Version]:
    return [kept.version for kept in store_of(loaded(SUNDAY)).versions.values() if kept.version.desk == desk]


@at_any_time
@at_every_desk
def test_the_two_last_months_of_every_customer_draw_up_without_problems_and_reconcile(desk: str, now: datetime) -> None:
    months = drawn(now, desk)
    assert [month.drawn.problems for month in months if month.drawn.problems] == []
    assert [faults(month.gathered.account, month.drawn) for month in months] == [()] * len(months)
    assert {month.draft.standing for month in months} <= {Standing.DRAWN_UP, Standing.NOTHING}
    assert [month.draft.faults for month in months if month.draft.faults] == []


@at_any_time
@at_every_desk
def test_each_customer_whose_agreement_goes_on_has_two_months_to_bill(desk: str, now: datetime) -> None:
    states = [month.draft.standing for month in drawn(now, desk) if month.draft.organisation not in ENDED.values()]
    assert states == [Standing.DRAWN_UP] * 4


@at_any_time
@at_every_desk
def test_an_agreement_that_ended_is_billed_to_its_last_day(desk: str, now: datetime) -> None:
    ended = [one for one in lines(now, desk) if one.kind is LineKind.FLAT_RATE and one.agreement in ENDED]
    assert any(line.unit is Unit.DAY and line.net > 0 for line in ended)


@at_any_time
def test_every_kind_of_line_is_somewhere(now: datetime) -> None:
    found = lines(now)
    time = [line for line in found if line.kind is LineKind.TIME]
    flat = [line for line in found if line.kind is LineKind.FLAT_RATE]
    assert {line.kind for line in found} == set(LineKind)
    assert {line.unit for line in flat} == {Unit.PIECE, Unit.DAY}
    assert {line.charging for line in time} == set(Charging)
    assert {line.out_of_hours for line in time} == {True, False}
    assert {line.vat.category for line in found} == {Category.STANDARD, Category.REVERSE_CHARGE}
    assert any(line.net < 0 for line in flat), "what was paid on account is given back"
    assert any(line.included for line in time)
    assert any(line.product_class for line in flat)


@at_any_time
@at_every_desk
def test_a_desk_has_time_of_every_class_in_both_months_for_both_customers(desk: str, now: datetime) -> None:
    worked = entries(now, desk)
    assert 15 <= len(worked) <= 40
    assert {entry.charging for entry in worked} == set(Charging)
    assert {entry.agent for entry in worked} <= {agent.ref for agent in loaded(now).directory.agents_of(desk)}
    months = [month.gathered.account for month in drawn(now, desk) if month.draft.organisation not in ENDED.values()]
    assert all(len(account.entries) >= 3 for account in months)


@at_any_time
def test_help_by_phone_out_of_hours_is_charged_where_a_desk_gives_it(now: datetime) -> None:
    desks = {id for id in POLICIES for line in lines(now, id) if line.out_of_hours}
    assert desks == {id for id, desk in POLICIES.items() if any(work.by_phone for work in desk.billing.works)}


@at_any_time
@at_every_desk
def test_a_desk_has_one_entry_that_was_corrected_for_a_reason(desk: str, now: datetime) -> None:
    worked = entries(now, desk)
    back = [entry for entry in worked if entry.corrects]
    right = [entry for entry in standing(worked) if entry.reason]
    assert [entry.seconds < 0 for entry in back] == [True]
    assert [entry.reason for entry in right] == [entry.reason for entry in back]
    assert 0 < right[0].seconds < -back[0].seconds


@at_any_time
@at_every_desk
def test_nobody_worked_before_a_ticket_was_opened_nor_twice_at_once_nor_later_than_now(
    desk: str, now: datetime
) -> None:
    store, worked = store_of(loaded(now)), entries(now, desk)
    for entry in standing(worked):
        opened = next(it.at for it in store.entries[entry.ticket] if it.act is Act.OPENED)
        assert opened <= entry.start < entry.end <= now, entry.note
        assert overlapping(entry, worked) == ()
    assert all(entry.start < entry.noted_at <= now for entry in worked)


@at_any_time
def test_pm11_both_payroll_days_of_a_month_are_worked_on(now: datetime) -> None:
    fees = [line for line in lines(now, "promark") if line.kind is LineKind.PAYROLL_DAYS]
    assert {line.agreement for line in fees} == {"PM-1063"}
    assert len(fees) == 4


def test_what_is_agreed_differs_as_it_does_in_life() -> None:
    each = {desk: versions(desk) for desk in POLICIES}
    flats = {desk: [flat for one in found for flat in one.flat_rates] for desk, found in each.items()}
    agreed = [one for found in each.values() for one in found]
    assert {(flat.every, flat.when) for flat in flats["promark"]} >= {(Every.QUARTER, When.ADVANCE)}
    assert any(flat.indexed for flat in flats["promark"])
    assert {(flat.every, flat.when) for flat in flats["timecare"]} == {
        (Every.YEAR, When.ADVANCE),
        (Every.MONTH, When.ARREARS),
    }
    assert all(one.whole_units for one in each["timecare"])
    assert Every.HALF_YEAR in {flat.every for flat in flats["crm-insight"]}
    assert {flat.kind for flat in flats["evidencija"]} == {FlatKind.RENT, FlatKind.MAINTENANCE, FlatKind.ON_ACCOUNT}
    assert [one.buyer.address.country for one in each["adminet"]].count("SE") == 1
    assert {one.included.counted for one in agreed if one.included} == set(Counted)
    assert {one.rounding.by for one in agreed} == set(RoundedBy)
    assert any(one.discount_percent for one in agreed)
    assert any(one.covered for one in agreed)
    assert any(one.rates for one in agreed)


def test_some_prices_were_raised_in_the_month_before_last() -> None:
    raised = {one.agreement: one.valid_from for desk in POLICIES for one in versions(desk) if one.valid_from.day == 16}
    assert {f"{on:%Y-%m}" for on in raised.values()} == {"2026-09"}
    prices = {line.price for line in lines(SUNDAY, "adminet") if line.key.startswith("AS-512/users/2026-09")}
    assert len(prices) == 2


@pytest.mark.parametrize("sample", SAMPLES.organisations, ids=lambda sample: sample.id)
def test_a_customers_record_tells_the_days_of_what_was_agreed(sample: Organisation) -> None:
    customer = loaded(SUNDAY).directory.organisation(sample.id)
    assert customer is not None
    assert set(customer.agreements) == set(sample.agreements)
    assert_record_tells_what_was_agreed(loaded(SUNDAY), sample.id)


def test_loading_again_neither_agrees_nor_works_anything_anew() -> None:
    world = new_world(SUNDAY)
    load(world)
    before = kept_in(world)
    load(replace(world, now=SUNDAY + timedelta(hours=20)))
    assert kept_in(world) == before


def test_agreements_that_were_cut_short_are_completed_by_the_next_loading_whatever_day_it_is() -> None:
    world = new_world(SUNDAY)
    keep, left = world.books.keep_version, iter(range(10))

    def cut_short(kept) -> None:  # type: ignore[no-untyped-def]
        next(left)
        keep(kept)

    world.books.keep_version = cut_short  # type: ignore[method-assign]
    with pytest.raises(StopIteration):
        load(world)
    world.books.keep_version = keep  # type: ignore[method-assign]
    assert len(store_of(world).versions) == 10
    load(replace(world, now=SUNDAY + timedelta(days=12)))
    assert ids_in(world) == ids_in(loaded(SUNDAY))
    for sample in SAMPLES.organisations:
        assert_record_tells_what_was_agreed(world, sample.id)


def kept_in(world: World) -> tuple[object, ...]:
    store = store_of(world)
    customers = [world.directory.organisation(one.id) for one in SAMPLES.organisations]
    return dict(store.versions), dict(store.worked), dict(store.months), customers


def ids_in(world: World) -> list[tuple[str, str]]:
    return sorted((one.version.organisation, one.version.agreement) for one in store_of(world).versions.values())


def assert_record_tells_what_was_agreed(world: World, organisation: str) -> None:
    customer = world.directory.organisation(organisation)
    assert customer is not None
    terms = {(one.id, one.latest.first_day, one.latest.last_day) for one in world.books.agreements_of(organisation)}
    assert {(one.id, one.first_day, one.last_day) for one in customer.agreements} == terms
    assert len(customer.agreements) == len(terms)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("40d", "2026-10-13"), ("0m", "2026-11-01"), ("2m", "2026-09-01"), ("2m 31", "2026-09-30"), ("12m", "2025-11-01")],
)
def test_days_are_counted_back_in_days_or_months(text: str, expected: str) -> None:
    assert day(text, SUNDAY.date()).isoformat() == expected


def test_an_instant_in_a_month_is_on_its_day_or_the_last_open_one_before() -> None:
    calendar = POLICIES["promark"].calendar
    assert instant_in_a_month(calendar, SUNDAY, "1m 14 10:20").isoformat() == "2026-10-14T08:20:00+00:00"
    assert instant_in_a_month(calendar, SUNDAY, "1m 11 10:20").isoformat() == "2026-10-09T08:20:00+00:00"
    with pytest.raises(ValueError, match="is not a time like"):
        instant_in_a_month(calendar, SUNDAY, "14 10:20")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("agreement: PM-1041", "agreement: PM-9999", "agreements.0.agreement: found 'PM-9999'"),
        ("price: 17850.00", "price: 17850", "agreements.0.flat_rates.maintenance.price: found '17850'"),
        ("valid_from: 26m", "valid_from: some day", "flat_rates.maintenance.indexed.0.valid_from: found 'some day'"),
        ('registration: "310003018"', 'registration: "310003018", colour: red', "buyer.colour: found an unknown"),
        ("work: guidance, note", "work: guide, note", "time.0.entries.0.work: found 'guide'"),
        ("took: 11m48s", "took: a while", "time.0.entries.0.took: found 'a while'"),
        ("at: 2m 9 09:20", "at: long ago", "time.0.entries.0.at: found 'long ago'"),
        ("ticket: terminalklokke", "ticket: klokke", "time.0.ticket: found 'klokke'"),
    ],
)
def test_a_mistake_names_its_file_and_its_key(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    folder = shutil.copytree(FOLDER / "billing", tmp_path / "billing")
    file = folder / "promark.yaml"
    content = file.read_text("utf-8")
    assert right in content
    file.write_text(content.replace(right, wrong, 1), "utf-8")
    with pytest.raises(PolicyError, match=rf"samples/billing/promark\.yaml: .*{re.escape(told)}"):
        read_billing(folder, loaded(SUNDAY), SAMPLES)
