"""Flat rates as lines: what is due by now less what was billed of it before (MP8, B01-B16 B41).

So a run that is repeated bills nothing, and what ended, was suspended or was raised after it was paid is given back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import Agreement, DayCount, FlatKind, FlatRate
from chalicelib.domain.billing.flat_due import Due, Key, due, flat_rate_on, looked_back_to
from chalicelib.domain.billing.line import Line, LineKind, LineVat, Unit
from chalicelib.domain.billing.money import half_up
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.shares import extent, weighed_days, without
from chalicelib.domain.billing.statement import Billed, Problem
from chalicelib.domain.billing.vat import percent_on

_NOTHING = Due(0, Decimal("0.00"), ())
_LEAST_PERCENT = Decimal(-100)


@dataclass(frozen=True, slots=True)
class _Change:
    """What has become due under a key since it was billed; negative where it is given back."""

    days: int
    net: Decimal
    period: Period


@dataclass(frozen=True, slots=True)
class _Written:
    """How a line says its net amount: quantity * price / per, rounded, is that amount."""

    quantity: Decimal
    unit: Unit
    price: Decimal
    per: Decimal


def flat_lines(account: Account) -> tuple[list[Line], dict[str, Billed], list[Problem]]:
    """The lines of all agreements' flat rates, in the order of their keys; what has been billed then; and problems."""
    carried = account.carried.flat_rates.items()
    keys = {key: billed for text, billed in carried if (key := Key.read(text))}
    state = {key: billed for key, billed in keys.items() if key.period.until > looked_back_to(account)}
    lines: list[Line] = []
    problems: list[Problem] = []
    for agreement in account.agreements:
        unfit = dict(_unfit(agreement))
        problems += unfit.values()
        now = due(account, agreement, unfit)
        before = {key: one for key, one in state.items() if _is_open(key, agreement) and key.flat_rate not in unfit}
        for key in sorted(now.keys() | before.keys(), key=str):
            try:
                line, billed = _settled(account, agreement, key, now.get(key, _NOTHING), before.get(key))
            except LookupError:
                facts = {"agreement": agreement.id, "flat_rate": key.flat_rate, "day": key.period.first.isoformat()}
                problems.append(Problem("no_vat_rate", facts))
                continue
            lines += [line] if line else []
            state[key] = billed
    young = {str(key): state[key] for key in sorted(state, key=str) if state[key].days or state[key].net}
    return sorted(lines, key=lambda line: line.key), young, problems


def _is_open(key: Key, agreement: Agreement) -> bool:
    """Whether what was billed under a key can still be settled: not what lies before the days that are billed here."""
    billed_from = agreement.latest.billed_from
    return key.agreement == agreement.id and (billed_from is None or key.period.until > billed_from)


def _settled(
    account: Account, agreement: Agreement, key: Key, now: Due, before: Billed | None
) -> tuple[Line | None, Billed]:
    """The line that makes good what is due, if any, and what has been billed with it. Raises LookupError: no VAT."""
    used = extent(now.used) if now.used else None
    change = _change(key, now, before)
    vat = before.vat if before else _vat(account, agreement, key, change)
    billed = Billed(now.days, now.net, vat, used=used)
    if before:
        billed = replace(before, days=now.days, net=now.net, used=used)
    if not change.net and (before or not change.days):
        return None, billed
    flat = flat_rate_on(agreement, key.flat_rate, change.period.first)
    per = weighed_days(key.month or key.period, flat.day_count if flat else DayCount.ACTUAL)
    written = _written(key, change, per)
    line = Line(
        key=str(key),
        kind=LineKind.FLAT_RATE,
        agreement=agreement.id,
        period=change.period,
        quantity=written.quantity,
        unit=written.unit,
        price=written.price,
        per=written.per,
        net=change.net,
        vat=vat,
        name=flat.name if flat else key.flat_rate,
        days=change.days,
        period_days=per,
        corrects=before.statement if before else "",
        corrected_on=before.issued_on if before else None,
        discount_percent=before.discount_percent if before else None,
        product_class=flat.product_class if flat else "",
        settles=before is not None and flat is not None and flat.kind is FlatKind.ON_ACCOUNT,
    )
    return line, billed


def _change(key: Key, now: Due, before: Billed | None) -> _Change:
    """What is more or less than before, and from which day to which: of what is more, or else of what is less."""
    if before is None:
        return _Change(now.days, now.net, extent(now.used))
    were = before.used or key.month or key.period
    more, less = without(now.used, [were]), without([were], now.used)
    net = now.net - before.net
    first, second = (less, more) if net < 0 else (more, less)
    return _Change(now.days - before.days, net, extent(first or second or [were]))


def _vat(account: Account, agreement: Agreement, key: Key, change: _Change) -> LineVat:
    """Taxed as it was agreed for these days, at the rate of the day on which they are due."""
    tax_point = min(account.issue_day, change.period.last)
    percent = percent_on(account.vat_rates, key.category, tax_point)
    return LineVat(key.category, percent, agreement.version_on(change.period.first).treatment.reason, tax_point)


def _written(key: Key, change: _Change, per: int) -> _Written:
    """Whole periods by the piece, parts by the day; what differs by a rounded cent as one piece at its amount."""
    for written in _ways(key, change, per):
        if half_up(written.quantity * written.price / written.per) == change.net:
            return written
    sign = Decimal(-1 if change.net < 0 else 1)
    return _Written(sign, Unit.PIECE, abs(change.net), Decimal(1))


def _ways(key: Key, change: _Change, per: int) -> Iterator[_Written]:
    pieces = change.net // key.whole if key.whole else Decimal(1)
    if pieces:
        yield _Written(pieces * key.quantity, Unit.PIECE, _price(key.price), Decimal(1))
        yield _Written(pieces, Unit.PIECE, key.whole, Decimal(1))
    yield _Written(Decimal(change.days), Unit.DAY, key.whole, Decimal(per))


def _price(price: Decimal) -> Decimal:
    """A price with two decimals at least."""
    rounded = half_up(price)
    return rounded if rounded == price else price


def _unfit(agreement: Agreement) -> Iterator[tuple[str, Problem]]:
    """The flat rates that cannot be billed as they are written, by their ids."""
    for version in agreement.versions:
        ids = [flat.id for flat in version.flat_rates]
        for flat in version.flat_rates:
            facts: Mapping[str, str] = {"agreement": agreement.id, "flat_rate": flat.id, "name": flat.name}
            if ids.count(flat.id) > 1:
                yield flat.id, Problem("flat_rate_twice", facts)
            elif not _is_sound(flat):
                yield flat.id, Problem("flat_rate_unfit", facts)


def _is_sound(flat: FlatRate) -> bool:
    amounts = (flat.price, flat.quantity, *(step.percent for step in flat.indexed))
    return (
        all(amount.is_finite() for amount in amounts)
        and flat.price >= 0
        and flat.quantity > 0
        and all(step.percent >= _LEAST_PERCENT for step in flat.indexed)
        and 1 <= flat.anchor_day <= 31
        and 1 <= (flat.anchor_month or 1) <= 12
    )
