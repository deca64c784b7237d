"""What is known of the price of work before it is done: so that an agent can tell the customer (MP5 MP7 PM5 PM8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from chalicelib.domain.billing.agreement import Included, RoundedBy, Rounding, Version
from chalicelib.domain.billing.prices import ListRate, list_rate
from chalicelib.domain.billing.rounding import charge, charged_minutes
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


def minutes_left(
    version: Version, included: int, rates: tuple[ListRate, ...], calendar: Calendar, entries: Iterable[TimeEntry]
) -> int:
    """What is left of a month's included minutes, before any rounding: never below none, nor more than there are.

    Used are billable entries of these kinds of work; not what lies out of hours where that has a rate of its own.
    """
    if version.included is None:
        return 0
    used = sum(
        _used_seconds(entry, proposal(version, rates, entry.work, calendar.local(entry.start).date()), calendar)
        for entry in entries
        if entry.charging is Charging.BILLABLE and _is_among(version.included, entry.work)
    )
    return min(max(included - -(-used // _SECONDS), 0), included)


@dataclass(frozen=True, slots=True)
class Added:
    """What an entry adds to a statement before included time: minutes as rounded, those out of hours, the price."""

    minutes: Decimal
    out_of_hours_minutes: Decimal
    net: Decimal


def added(
    entry: TimeEntry,
    others: Iterable[TimeEntry],
    rounding: Rounding,
    known: Proposal,
    calendar: Calendar,
) -> Added | None:
    """What billable time adds to what its ticket has of that work already; None where it has no price."""
    if known.per_hour is None:
        return None
    alike = [one for one in others if (one.work, one.charging) == (entry.work, entry.charging) and one.id != entry.id]
    minutes = {}
    for is_out in (False, True):
        before = sum(_seconds_at(one, is_out, known, calendar) for one in alike)
        seconds = _seconds_at(entry, is_out, known, calendar)
        before = before if rounding.by is RoundedBy.TICKET else 0
        minutes[is_out] = charged_minutes(before + seconds, rounding) - charged_minutes(before, rounding)
    net = charge(known.per_hour, minutes[False]) + charge(known.out_of_hours or known.per_hour, minutes[True])
    return Added(minutes[False] + minutes[True], minutes[True], net)


def _seconds_at(entry: TimeEntry, is_out: bool, known: Proposal, calendar: Calendar) -> int:
    inside = _used_seconds(entry, known, calendar)
    return entry.seconds - inside if is_out else inside


def _used_seconds(entry: TimeEntry, known: Proposal, calendar: Calendar) -> int:
    if known.out_of_hours is None:
        return entry.seconds
    inside = calendar.between(entry.start, entry.end)
    return inside if entry.seconds > 0 else -inside


def _is_among(included: Included, work: str) -> bool:
    return not included.works or work in included.works
