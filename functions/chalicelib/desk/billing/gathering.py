"""What a customer's month is drawn up of, gathered: agreements, time, what was handed on, and the policies in force."""

from dataclasses import dataclass
from datetime import timedelta

from chalicelib.desk.ports import HandedOn, Month, World
from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.statement import Problem
from chalicelib.domain.people import Organisation
from chalicelib.policies.desk import Desk


@dataclass(frozen=True, slots=True)
class Gathered:
    """An account, with how the month stood when it was read, and what it goes on from.

    Months go one after the other, as each goes on from the one before: `out_of_turn` says what is in the way.
    """

    account: Account
    month: Month
    handed_on: HandedOn
    out_of_turn: Problem | None = None


def gather(world: World, desk: Desk, organisation: Organisation, month: str) -> Gathered:
    """Reads all there is. The month is read before its entries: one that comes in between changes its version."""
    stands = world.books.month(organisation.id, desk.id, month)
    handed_on = world.books.handed_on(organisation.id, desk.id)
    extended = desk.extended(world.now)
    account = Account(
        seller=desk.seller,
        desk=desk.id,
        organisation=organisation.id,
        month=month,
        language=organisation.language or desk.language,
        agreements=world.books.agreements_of(organisation.id, desk.id),
        entries=tuple(world.worklog.of_month(organisation.id, desk.id, month)) if stands.entries else (),
        carried=handed_on.carried,
        calendar=desk.calendar,
        vat_rates=world.policies.sellers[desk.seller].vat_rates,
        list_rates=desk.billing.rates,
        payroll_fee=extended.fee if extended else None,
        policies=world.policies.hash,
    )
    return Gathered(account, stands, handed_on, _out_of_turn(world, account, handed_on))


def _out_of_turn(world: World, account: Account, handed_on: HandedOn) -> Problem | None:
    if handed_on.statement and account.month <= handed_on.statement.month:
        return Problem("later_month_issued", {"month": handed_on.statement.month, "number": handed_on.number})
    before = (account.days.first - timedelta(days=1)).isoformat()[:7]
    earlier = world.books.month(account.organisation, account.desk, before)
    if earlier.entries and not earlier.is_closed:
        return Problem("earlier_month_open", {"month": before})
    return None
