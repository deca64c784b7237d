"""Payroll days of an extended agreement: more is promised on them, and on the open days that prepare them (PM11)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st
from tests.unit.policy_edits import POLICIES

from chalicelib.domain.payroll import Level, Payroll
from chalicelib.domain.working_time.days import Rules
from chalicelib.domain.working_time.hours import Calendar

OSLO = POLICIES["promark"].calendar
STOCKHOLM = POLICIES["timecare"].calendar
STANDARD, PREPARING, PAYROLL_DAY = Level.STANDARD, Level.PREPARING, Level.PAYROLL_DAY
DAY = timedelta(days=1)


def levels(payroll: Payroll, *days: str, calendar: Calendar = OSLO) -> list[Level]:
    return [payroll.level(calendar, date.fromisoformat(day)) for day in days]


def test_pm11_the_open_days_before_a_payroll_day_prepare_it_and_no_others_do() -> None:
    twelfth = Payroll((12,), prepares_days=2)
    assert levels(twelfth, "2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13") == [
        STANDARD,
        PREPARING,
        PREPARING,
        PAYROLL_DAY,
        STANDARD,
    ]


def test_pm11_a_weekend_is_not_counted_among_the_preparing_days_but_what_is_filed_in_it_is_preparing() -> None:
    monday = Payroll((9,), prepares_days=2)
    assert levels(monday, "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08", "2026-03-09") == [
        STANDARD,
        PREPARING,
        PREPARING,
        PREPARING,
        PREPARING,
        PAYROLL_DAY,
    ]


def test_pm11_a_weekend_before_the_first_preparing_day_is_standard() -> None:
    assert levels(Payroll((10,), prepares_days=1), "2026-03-07", "2026-03-08", "2026-03-09") == [
        STANDARD,
        STANDARD,
        PREPARING,
    ]


def test_pm11_without_preparing_days_only_the_payroll_day_itself_is_special() -> None:
    assert levels(Payroll((12,)), "2026-03-11", "2026-03-12", "2026-03-13") == [STANDARD, PAYROLL_DAY, STANDARD]


@pytest.mark.parametrize(
    ("month", "last_open"),
    [("2027-02", "2027-02-26"), ("2028-02", "2028-02-29"), ("2026-04", "2026-04-30"), ("2026-05", "2026-05-29")],
)
def test_pm11_a_day_that_the_month_lacks_is_its_last_open_one(month: str, last_open: str) -> None:
    days = [str(date.fromisoformat(f"{month}-20") + DAY * ahead) for ahead in range(12)]
    found = dict(zip(days, levels(Payroll((31,)), *days), strict=True))
    assert [day for day, level in found.items() if level is PAYROLL_DAY] == [last_open]


def test_pm11_a_payroll_day_on_whit_monday_moves_back_over_the_weekend() -> None:
    whit_monday = Payroll((25,), prepares_days=1)
    assert levels(whit_monday, "2026-05-20", "2026-05-21", "2026-05-22", "2026-05-23", "2026-05-25", "2026-05-26") == [
        STANDARD,
        PREPARING,
        PAYROLL_DAY,
        STANDARD,
        STANDARD,
        STANDARD,
    ]


def test_pm11_a_payroll_day_on_the_first_may_lie_in_the_month_before() -> None:
    first = Payroll((1,), prepares_days=1)
    assert levels(first, "2026-04-28", "2026-04-29", "2026-04-30", "2026-05-01") == [
        STANDARD,
        PREPARING,
        PAYROLL_DAY,
        STANDARD,
    ], "1 May is a holiday"


def test_pm11_payroll_is_prepared_across_the_end_of_the_year() -> None:
    fourth = Payroll((4,), prepares_days=3)
    assert levels(fourth, "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01", "2027-01-04") == [
        STANDARD,
        PREPARING,
        PREPARING,
        PREPARING,
        PREPARING,
        PAYROLL_DAY,
    ]
    assert levels(Payroll((1,)), "2026-12-30", "2026-12-31", "2027-01-01") == [STANDARD, PAYROLL_DAY, STANDARD]


def test_pm11_a_short_day_is_open_and_a_bridge_day_is_not() -> None:
    friday = Payroll((15,), prepares_days=1)
    assert levels(friday, "2026-05-12", "2026-05-13", "2026-05-15", calendar=STOCKHOLM) == [
        PREPARING,
        PAYROLL_DAY,
        STANDARD,
    ], "the 14th is Ascension Day, the 15th a bridge day, and the 13th closes at 12"


def test_pm11_of_two_payroll_days_the_earlier_is_one_even_while_the_later_is_prepared() -> None:
    both = Payroll((10, 12), prepares_days=3)
    assert levels(both, "2026-03-10", "2026-03-11", "2026-03-12") == [PAYROLL_DAY, PREPARING, PAYROLL_DAY]


def test_pm11_a_desk_that_never_opens_has_no_payroll_days() -> None:
    closed = Calendar("Europe/Oslo", (Rules(date(2024, 1, 1), ((), (), (), (), (), (), ())),))
    assert levels(Payroll((12,), 2), "2026-03-11", "2026-03-12", calendar=closed) == [STANDARD, STANDARD]


def is_open(on: date) -> bool:
    return bool(OSLO.day(on).spans)


def open_days_between(first: date, last: date) -> int:
    """The open days after the first and before the last."""
    return sum(is_open(first + DAY * ahead) for ahead in range(1, (last - first).days))


def is_payroll_day(payroll: Payroll, on: date) -> bool:
    """Told forwards: an open day, with a day of the list on it or on one of the closed days that follow."""
    if not is_open(on):
        return False
    closed_after = 1
    while not is_open(on + DAY * closed_after):
        closed_after += 1
    named = [on + DAY * ahead for ahead in range(closed_after)]
    return any(day.day in payroll.days_of_month or _lacks_a_later_one(payroll, day) for day in named)


def _lacks_a_later_one(payroll: Payroll, on: date) -> bool:
    return (on + DAY).day == 1 and any(day > on.day for day in payroll.days_of_month)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.lists(st.integers(1, 31), min_size=1, max_size=3),
    st.integers(0, 8),
)
def test_pm11_told_forwards_it_is_the_same(on: date, days: list[int], prepares_days: int) -> None:
    payroll = Payroll(tuple(days), prepares_days)
    ahead = [on + DAY * days_ahead for days_ahead in range(1, 31)]
    prepares = any(is_payroll_day(payroll, day) and open_days_between(on, day) < prepares_days for day in ahead)
    expected = PAYROLL_DAY if is_payroll_day(payroll, on) else PREPARING if prepares else STANDARD
    assert payroll.level(OSLO, on) is expected
