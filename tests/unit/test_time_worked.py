"""Time worked, as values: how long a watch is believed, what corrections leave, the price beforehand (MP5 MP7)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.domain.billing.agreement import Address, Buyer, Rate, Version
from chalicelib.domain.billing.beforehand import Basis, proposal
from chalicelib.domain.billing.prices import ListRate
from chalicelib.domain.billing.stopwatch import closing_after, is_forgotten
from chalicelib.domain.billing.timesheet import entry_id, overlapping, standing, taken_back, totals
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.domain.working_time.days import Rules, Span
from chalicelib.domain.working_time.hours import Calendar

OFFICE = (Span.parse("08:00-12:00"), Span.parse("13:00-16:00"))
OSLO = Calendar("Europe/Oslo", (Rules(date(2020, 1, 1), (OFFICE,) * 5 + ((), ())),))
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # Nine o'clock in Oslo.
HOUR = timedelta(hours=1)
LISTED = (
    ListRate("support", date(2024, 1, 1), Decimal("1250.00")),
    ListRate("phone", date(2024, 1, 1), Decimal("1250.00"), Decimal("1800.00")),
    ListRate("support", date(2026, 7, 1), Decimal("1290.00")),
)
TERMS = Version(
    "A-1", "bakery", "promark", date(2026, 1, 1), date(2026, 1, 1), "NOK",
    Buyer("Bakeriet", Address("Torget 1", "0101", "Oslo", "NO")),
    rates=(Rate("phone", Decimal("1100.00"), Decimal("1600.00")),), covered=("training",),
)  # fmt: skip
ENTRY = TimeEntry(
    "a", "PRO-1", "promark", "bakery", "agent:bo", MONDAY, 1500, "support", Charging.BILLABLE, "2026-11", MONDAY,
    "agent:bo",
)  # fmt: skip


def test_the_days_last_closing_is_meant_and_not_lunch() -> None:
    assert closing_after(OSLO, MONDAY) == MONDAY + 7 * HOUR
    assert closing_after(OSLO, MONDAY + 7 * HOUR) is None, "at closing time the day is over"
    assert closing_after(OSLO, MONDAY - timedelta(days=1)) is None, "a Sunday has none"


@pytest.mark.parametrize(
    ("started", "ran", "forgotten"),
    [
        (MONDAY, 9 * HOUR, False),
        (MONDAY, 9 * HOUR + timedelta(seconds=1), True),
        (MONDAY + 6 * HOUR, 3 * HOUR, False),
        (MONDAY + 6 * HOUR, 3 * HOUR + timedelta(seconds=1), True),
        (MONDAY + 8 * HOUR, 10 * HOUR, False),
        (MONDAY + 8 * HOUR, 10 * HOUR + timedelta(seconds=1), True),
        (MONDAY - 4 * HOUR, 10 * HOUR + timedelta(seconds=1), True),
    ],
)
def test_two_hours_past_closing_or_ten_in_all_are_believed(started: datetime, ran: timedelta, forgotten: bool) -> None:
    assert is_forgotten(OSLO, started, started + ran) is forgotten


def test_what_is_taken_back_counts_no_more_and_nothing_of_it_is_lost() -> None:
    back = taken_back(ENTRY, "agent:eva", MONDAY + HOUR, "Feil sak")
    instead = replace(ENTRY, id="b", seconds=900, charging=Charging.FREE)
    assert (back.seconds, back.start, back.end, back.corrects) == (-1500, ENTRY.start, ENTRY.end, "a")
    assert (back.noted_by, back.agent, back.reason) == ("agent:eva", "agent:bo", "Feil sak")
    assert standing((ENTRY, back, instead)) == (instead,)
    assert totals((ENTRY, back, instead)) == {Charging.FREE: 900, Charging.WARRANTY: 0, Charging.BILLABLE: 0}
    assert taken_back(ENTRY, "agent:bo", MONDAY, "twice").id == back.id, "so that it is taken back once"


def test_entries_overlap_where_they_share_a_second_of_one_agent() -> None:
    touching = replace(ENTRY, id="b", start=ENTRY.end)
    within = replace(ENTRY, id="c", start=MONDAY + timedelta(minutes=24), seconds=3600)
    hers = replace(within, id="d", agent="agent:eva")
    gone = replace(within, id="e")
    others = (ENTRY, touching, within, hers, gone, taken_back(gone, "agent:bo", MONDAY, "x"))
    assert overlapping(ENTRY, others) == (within,)


def test_an_entrys_id_is_the_same_at_every_try_and_begins_with_its_start() -> None:
    assert entry_id(MONDAY, "one") == entry_id(MONDAY, "one") != entry_id(MONDAY, "two")
    assert entry_id(MONDAY, "two") < entry_id(MONDAY + timedelta(seconds=1), "one")


@pytest.mark.parametrize(
    ("work", "basis", "charging", "per_hour", "out_of_hours"),
    [
        ("training", Basis.COVERED, Charging.FREE, None, None),
        ("phone", Basis.AGREED, Charging.BILLABLE, "1100.00", "1600.00"),
        ("support", Basis.LISTED, Charging.BILLABLE, "1290.00", None),
        ("dancing", Basis.NO_RATE, Charging.BILLABLE, None, None),
    ],
)
def test_the_agreements_rate_goes_before_the_list(
    work: str, basis: Basis, charging: Charging, per_hour: str | None, out_of_hours: str | None
) -> None:
    known = proposal(TERMS, LISTED, work, date(2026, 11, 23))
    assert (known.basis, known.charging) == (basis, charging)
    assert (known.per_hour, known.out_of_hours) == (_amount(per_hour), _amount(out_of_hours))


def test_without_an_agreement_the_list_rate_of_the_day_is_told() -> None:
    known = proposal(None, LISTED, "support", date(2026, 6, 30))
    assert (known.basis, known.per_hour) == (Basis.NO_AGREEMENT, Decimal("1250.00"))
    assert proposal(None, LISTED, "dancing", date(2026, 6, 30)).per_hour is None


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
