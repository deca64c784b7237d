"""Time as lines: grouped by ticket, class and rate, then rounded, going on from what was billed (MP5 MP7 PM5 PM8).

Seconds are counted in whole numbers and become money once a line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import RoundedBy
from chalicelib.domain.billing.cycles import add_months
from chalicelib.domain.billing.grouping import Group, group
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.quota import Quota
from chalicelib.domain.billing.rounding import charge, charged_minutes
from chalicelib.domain.billing.statement import CARRIED_MONTHS, Line, LineKind, LineVat, Problem, TicketTotal, Unit
from chalicelib.domain.billing.worklog import Charging

_PER_HOUR = Decimal(60)
_NONE = TicketTotal(0, Decimal(0), Decimal(0), "")
_ORDER = {Charging.BILLABLE: 0, Charging.WARRANTY: 1, Charging.FREE: 2}


@dataclass(frozen=True, slots=True)
class _Minutes:
    """What a group adds in this month: rounded minutes, and those of them that cost nothing."""

    rounded: Decimal
    included: Decimal

    @property
    def charged(self) -> Decimal:
        return self.rounded - self.included


def time_lines(account: Account) -> tuple[list[Line], dict[str, TicketTotal], list[Problem]]:
    """The lines of a month's time, what the next month goes on from, and the entries that cannot be billed."""
    groups, problems = group(account)
    carried = _young(account)
    quotas = {id: Quota.of(account, id) for id in sorted({one.agreement for one in groups})}
    lines: list[Line] = []
    for one in sorted(groups, key=lambda each: (each.corrects is None, each.begins, each.ticket, each.key)):
        before = carried.get(one.total, _NONE)
        minutes = _minutes(one, before, quotas[one.agreement])
        lines.append(_line(one, minutes, before))
        carried[one.total] = TicketTotal(
            before.seconds + one.seconds,
            before.minutes + minutes.rounded,
            before.included + minutes.included,
            account.month,
        )
    return sorted(lines, key=_place), carried, problems


def _minutes(one: Group, before: TicketTotal, quota: Quota) -> _Minutes:
    """Class first, then rounding (B22); the running total is rounded, and what was billed of it taken off (B23)."""
    if one.charging is not Charging.BILLABLE:
        return _Minutes(_rounded(one, before.seconds, before.minutes, one.seconds), Decimal(0))
    if quota.is_before_rounding and one.seconds > 0:
        taken = quota.take_seconds(one)
        charged_so_far = before.minutes - before.included
        charged = _rounded(one, before.seconds - _seconds(before.included), charged_so_far, one.seconds - taken)
        free = Decimal(taken) / 60
        return _Minutes(charged + free, free)
    rounded = _rounded(one, before.seconds, before.minutes, one.seconds)
    if rounded < 0:
        return _Minutes(rounded, rounded + min(-rounded, before.minutes - before.included))
    return _Minutes(rounded, quota.take_minutes(one, rounded))


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
