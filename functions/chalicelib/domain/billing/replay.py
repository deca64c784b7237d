"""Months drawn up again under other prices: what they would have cost (MP8 MP9 PM5 PM8 PM11).

Both what was and what would have been come of the same chain of months, so that they differ by prices alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import Agreement, FlatRate, Indexed, Rate, Version
from chalicelib.domain.billing.drawing import draw_up
from chalicelib.domain.billing.flat_due import Key
from chalicelib.domain.billing.prices import ListRate
from chalicelib.domain.billing.statement import Carried, Drawn, Problem

_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Prices:
    """A price list to try: list rates by kind of work, the desk's fee for a payroll day, and what flat rates change by.

    A kind of work that it does not name keeps its rate; a fee of None keeps the desk's. Agreed rates are not in it.
    """

    rates: tuple[Rate, ...] = ()
    payroll_fee: Decimal | None = None
    flat_rate_percent: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Replayed:
    """A customer's month, like `2026-10`, as today's terms draw it up, and as other prices would have."""

    month: str
    was: Drawn
    would: Drawn

    @property
    def was_net(self) -> Decimal:
        return _net(self.was)

    @property
    def would_net(self) -> Decimal:
        return _net(self.would)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is in neither amount, or only in one of them."""
        return (*self.was.problems, *(one for one in self.would.problems if one not in self.was.problems))


def replay(accounts: Sequence[Account], prices: Prices) -> list[Replayed]:
    """Months in a row as they are now and under other prices from the first one on, which both go on from its carried.

    What the other months say that they carry is not looked at: each goes on from the one before.
    """
    if not accounts:
        return []
    start = accounts[0]
    other = [under(replace(one, carried=start.carried), prices, start.month) for one in accounts]
    drawn = zip(accounts, chained(accounts), chained(other), strict=True)
    return [Replayed(account.month, was, would) for account, was, would in drawn]


def chained(accounts: Iterable[Account]) -> Iterator[Drawn]:
    """Months drawn up one after the other, each going on from the one before as if that had been issued."""
    carried: Carried | None = None
    for account in accounts:
        going_on = account if carried is None else replace(account, carried=carried)
        drawn = draw_up(going_on)
        carried = drawn.statement.carried if drawn.statement else going_on.carried
        yield drawn


def under(account: Account, prices: Prices, from_month: str) -> Account:
    """The account with other prices from the first day of a month, like `2026-10`, on.

    Flat rates change from that day, or from the one until which the account carries that they have been paid: what was
    paid beforehand stays as it was paid.
    """
    first = date.fromisoformat(f"{from_month}-01")
    return replace(
        account,
        list_rates=_listed(account.list_rates, prices.rates, first),
        payroll_fee=account.payroll_fee if prices.payroll_fee is None else prices.payroll_fee,
        agreements=_indexed(account, prices.flat_rate_percent, first),
    )


def _listed(known: tuple[ListRate, ...], rates: tuple[Rate, ...], first: date) -> tuple[ListRate, ...]:
    """The desk's rates, oldest first, with the others in place of all that their works had from that day on."""
    changed = {rate.work for rate in rates}
    kept = [one for one in known if one.work not in changed or one.valid_from < first]
    tried = [ListRate(rate.work, first, rate.per_hour, rate.out_of_hours) for rate in rates]
    return tuple(sorted((*kept, *tried), key=lambda one: one.valid_from))


def _indexed(account: Account, percent: Decimal, first: date) -> tuple[Agreement, ...]:
    """The agreements with every flat rate changed by so many percent; as they are where it is none."""
    if not percent:
        return account.agreements
    paid = _paid_until(account.carried)

    def flat_of(version: Version, flat: FlatRate) -> FlatRate:
        begins = max(first, paid.get((version.agreement, flat.id), first))
        return replace(flat, indexed=(*flat.indexed, Indexed(begins, percent)))

    def version_of(version: Version) -> Version:
        return replace(version, flat_rates=tuple(flat_of(version, flat) for flat in version.flat_rates))

    return tuple(Agreement(tuple(map(version_of, one.versions))) for one in account.agreements)


def _paid_until(carried: Carried) -> dict[tuple[str, str], date]:
    """The day until which each agreement's flat rate has been billed, by agreement and the flat rate's id."""
    paid: dict[tuple[str, str], date] = {}
    for written, billed in carried.flat_rates.items():
        key = Key.read(written)
        if key and billed.days > 0:
            place = key.agreement, key.flat_rate
            paid[place] = max(paid.get(place, date.min), key.period.until)
    return paid


def _net(drawn: Drawn) -> Decimal:
    return drawn.statement.totals.net if drawn.statement else _NOTHING
