"""What time costs, as the statement will count it: told at once, of no more entries than are read at once (MP7)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from chalicelib.desk.ports import World
from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import Agreement
from chalicelib.domain.billing.beforehand import Cost, cost_of, included_time
from chalicelib.domain.billing.quota import Allotment
from chalicelib.domain.billing.statement import Carried, IncludedTime
from chalicelib.domain.billing.worklog import TimeEntry
from chalicelib.policies.desk import Desk

_MOST_ENTRIES: Final = 1_000


@dataclass(frozen=True, slots=True)
class _Seen:
    """All time of a ticket and, where the agreements include time, what its customer's other tickets have of a month.

    Rounding of the other tickets begins with the month. Of very many entries only the first tickets are seen: then it
    is not whole.
    """

    account: Account
    is_whole: bool

    def knows_left(self, included: IncludedTime) -> bool:
        """What is left is known of a whole month, and where already a part of it used all up."""
        return self.is_whole or not included.left


def included_left(
    world: World, desk: Desk, agreement: Agreement, here: Sequence[TimeEntry]
) -> tuple[IncludedTime | None, int | None]:
    """What an agreement includes this month, and how many whole minutes are left of it: None where nobody knows yet.

    `here` is all time of the ticket.
    """
    seen = _seen(world, desk, (agreement,), agreement.latest.organisation, here, world.now)
    included = included_time(seen.account, agreement)
    if included is None or not seen.knows_left(included):
        return included, None
    return included, included.left // 60


def cost_so_far(world: World, entry: TimeEntry) -> Cost | None:
    """What an entry that was made just now costs; None where nobody knows yet whether it is included."""
    desk = world.policies[entry.desk]
    agreements = world.books.agreements_of(entry.organisation, entry.desk)
    here = world.worklog.of_ticket(entry.ticket)
    seen = _seen(world, desk, agreements, entry.organisation, here, entry.start)
    cost = cost_of(seen.account, entry)
    return cost if seen.is_whole or not cost.included else None


def _seen(
    world: World,
    desk: Desk,
    agreements: tuple[Agreement, ...],
    organisation: str,
    here: Sequence[TimeEntry],
    at: datetime,
) -> _Seen:
    account = Account(
        seller=desk.seller,
        desk=desk.id,
        organisation=organisation,
        month=f"{desk.local(at):%Y-%m}",
        language=desk.language,
        agreements=agreements,
        entries=tuple(here),
        carried=Carried(),
        calendar=desk.calendar,
        vat_rates=world.policies.sellers[desk.seller].vat_rates,
        list_rates=desk.billing.rates,
        payroll_fee=None,
        policies=world.policies.hash,
    )
    if not any(Allotment.of(one, account.days).included for one in agreements):
        return _Seen(account, is_whole=True)
    others = world.worklog.some_of_month(organisation, desk.id, account.month, _MOST_ENTRIES)
    is_whole = len(others) < _MOST_ENTRIES
    complete = others if is_whole else tuple(one for one in others if one.ticket != others[-1].ticket)
    entries = {(one.ticket, one.id): one for one in (*complete, *here)}
    return _Seen(replace(account, entries=tuple(entries.values())), is_whole)
