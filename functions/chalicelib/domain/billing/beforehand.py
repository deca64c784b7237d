"""What is known of the price of work before it is done: so that an agent can tell the customer (MP5 MP7 PM5 PM8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from chalicelib.domain.billing.agreement import Included, Version
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.prices import ListRate, list_rate
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.domain.working_time.hours import Calendar

_SECONDS = 60


class Basis(StrEnum):
    """Where the price of a kind of work comes from."""

    COVERED = "covered"
    AGREED = "agreed"
    LISTED = "listed"
    NO_RATE = "no_rate"
    NO_AGREEMENT = "no_agreement"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an hour of a kind of work is charged on a day, and the class to propose for it.

    `per_hour` is None where there is no rate, `out_of_hours` where it is the same at any hour. `included` tells whether
    the agreement's included minutes are used up by it, in opening hours.
    """

    work: str
    basis: Basis
    charging: Charging
    per_hour: Decimal | None = None
    out_of_hours: Decimal | None = None
    included: bool = False


def proposal(version: Version | None, rates: tuple[ListRate, ...], work: str, on: date) -> Proposal:
    """What the agreement in force on a local day says of a kind of work; None: there is none, and no statement."""
    listed = list_rate(rates, work, on)
    if version is None:
        per_hour, out_of_hours = (listed.per_hour, listed.out_of_hours) if listed else (None, None)
        return Proposal(work, Basis.NO_AGREEMENT, Charging.BILLABLE, per_hour, out_of_hours)
    if work in version.covered:
        return Proposal(work, Basis.COVERED, Charging.FREE)
    is_included = version.included is not None and _is_among(version.included, work)
    agreed = version.rate(work)
    rate = agreed or listed
    if rate is None:
        return Proposal(work, Basis.NO_RATE, Charging.BILLABLE, included=is_included)
    basis = Basis.AGREED if agreed else Basis.LISTED
    return Proposal(work, basis, Charging.BILLABLE, rate.per_hour, rate.out_of_hours, is_included)


def included_minutes(version: Version, month: Period) -> int:
    """The minutes that the version includes in this month: of a part of a month its share, whole minutes down."""
    last_day = version.last_day
    until = month.until if last_day is None else min(month.until, last_day + timedelta(days=1))
    days = (until - max(month.first, version.first_day)).days
    return version.included.minutes * max(days, 0) // month.days if version.included else 0


def minutes_left(
    version: Version, rates: tuple[ListRate, ...], calendar: Calendar, month: Period, entries: Iterable[TimeEntry]
) -> int:
    """What is left of the month's included minutes, before any rounding: never below none, nor more than there are.

    Used are billable entries of these kinds of work; not what lies out of hours where that has a rate of its own.
    """
    if version.included is None:
        return 0
    used = sum(
        _used_seconds(entry, proposal(version, rates, entry.work, calendar.local(entry.start).date()), calendar)
        for entry in entries
        if entry.charging is Charging.BILLABLE and _is_among(version.included, entry.work)
    )
    included = included_minutes(version, month)
    return min(max(included - -(-used // _SECONDS), 0), included)


def _used_seconds(entry: TimeEntry, known: Proposal, calendar: Calendar) -> int:
    if known.out_of_hours is None:
        return entry.seconds
    inside = calendar.between(entry.start, entry.end)
    return inside if entry.seconds > 0 else -inside


def _is_among(included: Included, work: str) -> bool:
    return not included.works or work in included.works
