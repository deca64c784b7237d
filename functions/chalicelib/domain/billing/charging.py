"""Time as lines: grouped by ticket, class and rate, then rounded, going on from what was billed (MP5 MP7 PM5 PM8).

Seconds are counted in whole numbers and become money once a line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import Counted, RoundedBy, Rounding
from chalicelib.domain.billing.cycles import add_months
from chalicelib.domain.billing.grouping import Group, group
from chalicelib.domain.billing.line import Line, LineKind, LineVat, RunningTotal, Unit
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.quota import Quota, Quotas
from chalicelib.domain.billing.rounding import charge, charged_minutes
from chalicelib.domain.billing.statement import CARRIED_MONTHS, IncludedTime, Problem, TicketTotal
from chalicelib.domain.billing.worklog import Charging

_PER_HOUR = Decimal(60)
_NOTHING = Decimal(0)
_NONE = TicketTotal(0, _NOTHING, _NOTHING, "")
_ORDER = {Charging.BILLABLE: 0, Charging.WARRANTY: 1, Charging.FREE: 2}


@dataclass(frozen=True, slots=True)
class _Minutes:
    """What a group adds in this month, after rounding: minutes that are paid for, and such as cost nothing."""

    charged: Decimal
    included: Decimal = _NOTHING
    running: RunningTotal | None = None

    @property
    def rounded(self) -> Decimal:
        return self.charged + self.included


@dataclass(frozen=True, slots=True)
class Charged:
    """A month's time: its lines, the tickets' totals and the included time that the next month goes on from, and the
    entries that cannot be billed."""

    lines: list[Line]
    tickets: dict[str, TicketTotal]
    used: dict[str, int]
    included: tuple[IncludedTime, ...]
    problems: list[Problem]


def charged(account: Account) -> Charged:
    """The month's time, priced as it was agreed; what is taken back comes first, so that its included time is free."""
    groups, problems = group(account)
    carried = _young(account)
    quotas = Quotas(account)
    lines: list[Line] = []
    for one in _in_turn(groups):
        before = carried.get(one.total, _NONE)
        quota = quotas.of(one)
        minutes = _minutes(one, before, quota)
        line = _line(one, minutes, before)
        lines.append(replace(line, counted=Counted.BEFORE_ROUNDING) if quota.is_before_rounding else line)
        carried[one.total] = TicketTotal(
            before.seconds + one.seconds,
            before.minutes + minutes.rounded,
            before.included + minutes.included,
            account.month,
        )
    return Charged(sorted(lines, key=_place), carried, quotas.used, quotas.told, problems)


def _in_turn(groups: Iterable[Group]) -> list[Group]:
    """What is taken back first, the last to be billed before the others; then all else as it began."""
    ordered = sorted(groups, key=lambda one: (one.begins, one.ticket, one.key))
    back = [(one.corrects.issued_on, one.corrects.statement, one) for one in reversed(ordered) if one.corrects]
    latest = sorted(back, key=lambda each: each[:2], reverse=True)
    return [*(one for _, _, one in latest), *(one for one in ordered if not one.corrects)]


def _minutes(one: Group, before: TicketTotal, quota: Quota) -> _Minutes:
    """Class first, then rounding (B22); the running total is rounded, and what was billed of it taken off (B23)."""
    if one.charging is not Charging.BILLABLE:
        return _Minutes(_rounded(one, before.seconds, before.minutes, one.seconds))
    if quota.is_before_rounding and one.seconds >= 0:
        return _after_included(one, before, quota)
    if quota.is_before_rounding and one.rounding.by is RoundedBy.TICKET:
        return _back_before_rounding(one, before, quota)
    rounded = _rounded(one, before.seconds, before.minutes, one.seconds)
    if rounded < 0:
        line = one.corrects.line if one.corrects else None
        free = _free_again(line, -rounded, line.minutes if line else _NOTHING, _paid(before))
        quota.put_back(free)
        return _Minutes(rounded + free, -free)
    included = quota.take_minutes(one, rounded)
    running = _running(one, before.seconds, one.seconds, before.minutes, rounded)
    return _Minutes(rounded - included, included, running)


def _after_included(one: Group, before: TicketTotal, quota: Quota) -> _Minutes:
    """Exact time is included first; the rest is rounded."""
    taken = quota.take_seconds(one)
    paid, paid_seconds = _paid(before), before.seconds - _seconds(before.included)
    charged = _rounded(one, paid_seconds, paid, one.seconds - taken)
    return _Minutes(charged, Decimal(taken) / 60, _running(one, paid_seconds, one.seconds - taken, paid, charged))


def _back_before_rounding(one: Group, before: TicketTotal, quota: Quota) -> _Minutes:
    """Included time is free again; what is left of the paid time is rounded as ever."""
    line = one.corrects.line if one.corrects else None
    paid_seconds = before.seconds - _seconds(before.included)
    worked = Decimal(line.seconds) / 60 if line else _NOTHING
    free = _free_again(line, Decimal(-one.seconds) / 60, worked, Decimal(paid_seconds) / 60)
    quota.put_back(free)
    left = charged_minutes(max(0, paid_seconds + one.seconds + _seconds(free)), one.rounding)
    return _Minutes(left - _paid(before), -free)


def _free_again(line: Line | None, back: Decimal, worked: Decimal, paid: Decimal) -> Decimal:
    """How much of what is taken back had been included, in minutes: what its line did not charge of what it had worked,
    and what cannot have been paid."""
    unpaid = min(line.included, back - (worked - line.included)) if line else _NOTHING
    return max(_NOTHING, unpaid, back - paid)


def _paid(before: TicketTotal) -> Decimal:
    """Minutes paid for so far, of whole seconds: thirds of a minute do not come out even."""
    return Decimal(_seconds(before.minutes) - _seconds(before.included)) / 60


def _running(one: Group, before: int, seconds: int, billed: Decimal, more: Decimal) -> RunningTotal | None:
    """What seconds of before and of now come to, where they are rounded as one and there were any before."""
    goes_on = one.rounding.by is RoundedBy.TICKET and one.rounding != Rounding() and before > 0
    return RunningTotal(before + seconds, billed + more, billed) if goes_on and not one.corrects else None


def _rounded(one: Group, seconds_before: int, minutes_before: Decimal, seconds: int) -> Decimal:
    if one.rounding.by is RoundedBy.ENTRY:
        spared = sum(one.pieces) - seconds
        return sum((charged_minutes(piece, one.rounding) for piece in _less(one.pieces, spared)), Decimal(0))
    return charged_minutes(seconds_before + seconds, one.rounding) - minutes_before


def _less(pieces: Iterable[int], spared: int) -> Iterable[int]:
    """The pieces without so many seconds of the first ones, which are included."""
    for piece in pieces:
        off = min(spared, piece) if piece > 0 else 0
        spared -= off
        yield piece - off


def _line(one: Group, minutes: _Minutes, before: TicketTotal) -> Line:
    is_billable = one.charging is Charging.BILLABLE
    price = one.per_hour if is_billable else Decimal("0.00")
    net = charge(price, minutes.charged)
    origin = one.corrects if net < 0 else None
    rest = before if net < 0 else _NONE
    return Line(
        key=one.key,
        kind=LineKind.TIME,
        agreement=one.agreement,
        period=Period(one.first_day, one.last_day_after),
        quantity=minutes.charged,
        unit=Unit.MINUTE,
        price=price,
        per=_PER_HOUR,
        net=net,
        vat=LineVat(one.category, one.percent, one.reason, one.tax_point),
        ticket=one.ticket,
        work=one.work,
        charging=one.charging,
        out_of_hours=one.out_of_hours,
        seconds=one.seconds,
        minutes=minutes.rounded,
        included=minutes.included,
        entries=tuple(one.entries),
        pieces=tuple(one.pieces),
        rounding=one.rounding,
        corrects=origin.statement if origin else rest.statement,
        corrected_on=origin.issued_on if origin else rest.issued_on,
        discount_percent=one.corrects.discount_percent if one.corrects else None,
        total_key=one.total if one.total != one.key else "",
        running=minutes.running,
    )


def _young(account: Account) -> dict[str, TicketTotal]:
    """What was carried, without tickets on which nothing was billed for so long that nothing will be corrected."""
    oldest = add_months(account.days.first, -CARRIED_MONTHS).isoformat()[:7]
    carried: Mapping[str, TicketTotal] = account.carried.tickets
    return {key: total for key, total in carried.items() if total.month >= oldest}


def _seconds(minutes: Decimal) -> int:
    return round(minutes * 60)


def _place(line: Line) -> tuple[str, int, str, bool, Decimal, str]:
    charging = _ORDER[line.charging] if line.charging else 0
    return line.ticket, charging, line.work, line.out_of_hours, line.price, line.key
