"""What is known of the price of work before it is done, and as soon as it is (MP5 MP7 PM5 PM8)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import Agreement, Version
from chalicelib.domain.billing.charging import charged
from chalicelib.domain.billing.line import Line
from chalicelib.domain.billing.prices import ListRate, list_rate
from chalicelib.domain.billing.quota import Allotment
from chalicelib.domain.billing.statement import IncludedTime
from chalicelib.domain.billing.worklog import Charging, TimeEntry

_NOTHING = Decimal(0)


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


@dataclass(frozen=True, slots=True)
class Cost:
    """What an entry of time adds to what its customer is charged, in minutes, and before discount and VAT in `net`.

    `minutes` are rounded as agreed, `included` those of them that cost nothing, `out_of_hours` those at that price.
    `problem` says why nobody can bill it: `no_agreement`, `no_rate` or `no_vat_rate`.
    """

    minutes: Decimal
    included: Decimal
    out_of_hours: Decimal
    net: Decimal
    problem: str = ""


def proposal(version: Version | None, rates: tuple[ListRate, ...], work: str, on: date) -> Proposal:
    """What the agreement in force on a local day says of a kind of work; None: there is none, and no statement."""
    listed = list_rate(rates, work, on)
    if version is None:
        per_hour, out_of_hours = (listed.per_hour, listed.out_of_hours) if listed else (None, None)
        return Proposal(work, Basis.NO_AGREEMENT, Charging.BILLABLE, per_hour, out_of_hours)
    if work in version.covered:
        return Proposal(work, Basis.COVERED, Charging.FREE)
    is_included = version.included is not None and version.included.takes(work)
    agreed = version.rate(work)
    rate = agreed or listed
    if rate is None:
        return Proposal(work, Basis.NO_RATE, Charging.BILLABLE, included=is_included)
    basis = Basis.AGREED if agreed else Basis.LISTED
    return Proposal(work, basis, Charging.BILLABLE, rate.per_hour, rate.out_of_hours, is_included)


def included_time(account: Account, agreement: Agreement) -> IncludedTime | None:
    """What an agreement includes in the account's month and how much of it the account's time uses up, counted as the
    statement will; None where it includes none."""
    allotment = Allotment.of(agreement, account.days)
    terms = allotment.included
    if terms is None:
        return None
    told = (one for one in charged(account).included if (one.agreement, one.month) == (agreement.id, account.month))
    unused = IncludedTime(agreement.id, account.month, allotment.minutes, 0, terms.counted, terms.works)
    return next(told, unused)


def cost_of(account: Account, entry: TimeEntry) -> Cost:
    """What an entry adds to an account that has all time of its ticket: the difference of with it and without.

    Rounding goes on from the ticket's other time, so that an entry can cost nothing more. It makes no difference
    whether it was taken back since.
    """
    rest = tuple(one for one in account.entries if entry.id not in (one.id, one.corrects))
    before, after = charged(replace(account, entries=rest)), charged(replace(account, entries=(*rest, entry)))
    problem = next((one.code for one in after.problems if one.facts["entry"] == entry.id), "")
    less, more = _sum(before.lines), _sum(after.lines)
    return Cost(
        minutes=more.minutes - less.minutes,
        included=more.included - less.included,
        out_of_hours=more.out_of_hours - less.out_of_hours,
        net=more.net - less.net,
        problem=problem,
    )


def _sum(lines: Iterable[Line]) -> Cost:
    listed = tuple(lines)
    return Cost(
        minutes=sum((one.minutes for one in listed), _NOTHING),
        included=sum((one.included for one in listed), _NOTHING),
        out_of_hours=sum((one.minutes for one in listed if one.out_of_hours), _NOTHING),
        net=sum((one.net for one in listed), _NOTHING),
    )
