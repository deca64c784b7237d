"""What past months would have cost a customer under another price list, for a lead; nothing is written (MP9).

Beside it every month that was issued is drawn up again as it was then: it must come to the same data.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Final

from chalicelib.desk.billing.data import hash_of, statement_of
from chalicelib.desk.billing.gathering import billed_before, gather
from chalicelib.desk.billing.places import DATA
from chalicelib.desk.billing.running import MOST_CUSTOMERS, last_month
from chalicelib.desk.billing.trying_prices import FilledIn, Listed, Tried, listed, read_tried
from chalicelib.desk.leading import must_lead
from chalicelib.desk.ports import Entered, HandedOn, Month, World
from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.drawing import draw_up
from chalicelib.domain.billing.replay import Replayed, replay
from chalicelib.domain.billing.statement import Carried
from chalicelib.domain.people import Organisation, Person
from chalicelib.domain.refusal import Refusal
from chalicelib.policies.desk import Desk

_STATEMENTS_A_PAGE: Final = 200
_NOON: Final = time(12, tzinfo=UTC)
"""An instant that is on the same day at every desk."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a lead begins with: the list in force, the month that was over last, and whose months can be replayed."""

    listed: Listed
    month: str
    customers: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """A month replayed. `issued` is what was issued for it, net, and `same` whether it still comes to that, drawn up
    again as it was then; both None where it was not closed."""

    replayed: Replayed
    issued: Decimal | None
    same: bool | None


@dataclass(frozen=True, slots=True)
class Replay:
    """A customer's months under other prices, one after the other."""

    customer: Organisation
    currency: str
    months: tuple[Again, ...]


def start(world: World, person: Person, desk: str) -> Start:
    """What is charged now, and the desk's customers. Raises Refusal for those who do not lead it."""
    must_lead(world, person, desk)
    policy = world.policies[desk]
    customers = world.directory.customers_of(desk, "", MOST_CUSTOMERS)
    return Start(_listed_now(world, policy), last_month(world, desk), customers)


def replay_of(world: World, person: Person, desk: str, organisation: str, filled_in: FilledIn) -> Replay:
    """One customer's months under the prices that a lead filled in, as `read_tried` reads them.

    Raises Refusal `not_found` for a customer that there is not, and `form_incomplete` with every mistake.
    """
    must_lead(world, person, desk)
    policy = world.policies[desk]
    tried = read_tried(filled_in, _listed_now(world, policy), policy.local(world.now).isoformat()[:7])
    customer = world.directory.organisation(organisation)
    if customer is None:
        raise Refusal("not_found")
    history = _History(world, organisation, desk)
    stands, accounts = _gathered(world, policy, customer, tried, history)
    found = replay(accounts, tried.prices)
    again = [_again(*each, history) for each in zip(found, accounts, stands, strict=True)]
    return Replay(customer, _currency(found, policy), tuple(again))


class _History:
    """A customer's statements at a desk, each read from storage once."""

    def __init__(self, world: World, organisation: str, desk: str) -> None:
        self._world = world
        self._read: dict[str, HandedOn] = {}
        entered: list[Entered] = []
        cursor: str | None = ""
        while cursor is not None:
            page = world.books.statements_of(organisation, cursor, _STATEMENTS_A_PAGE)
            entered += [one for one in page.items if one.desk == desk]
            cursor = page.cursor or None
        self._by_month = {one.month: one for one in sorted(entered, key=lambda one: one.month)}

    def issued(self, month: str) -> Entered | None:
        return self._by_month.get(month)

    def last_before(self, month: str) -> str:
        """The month of the last statement before; "" where there was none."""
        return max((each for each in self._by_month if each < month), default="")

    def carried_before(self, month: str) -> Carried:
        """What the month went on from: what the last statement before it handed on."""
        before = self.last_before(month)
        return self.handed_on(self._by_month[before]).carried if before else Carried()

    def handed_on(self, entered: Entered) -> HandedOn:
        if entered.id not in self._read:
            data = self._world.files.get(f"{entered.place}{DATA}")
            self._read[entered.id] = HandedOn(entered.number, statement_of(data), entered.issued_on)
        return self._read[entered.id]


def _gathered(
    world: World, policy: Desk, customer: Organisation, tried: Tried, history: _History
) -> tuple[list[Month], list[Account]]:
    """How each month stands, and its account: today's terms, the time of then, and the fee of the day of its issue."""
    terms = gather(world, policy, customer, tried.months[0]).account
    stands: list[Month] = []
    accounts: list[Account] = []
    for month in tried.months:
        stood = world.books.month(customer.id, policy.id, month)
        entries = tuple(world.worklog.of_month(customer.id, policy.id, month)) if stood.entries else ()
        account = replace(
            terms,
            month=month,
            entries=entries,
            carried=history.carried_before(month),
            last_issued=history.last_before(month),
            billed=billed_before(world, customer.id, policy.id, entries),
        )
        entered = history.issued(month)
        issued_at = entered.issued_at if entered else datetime.combine(account.issue_day, _NOON)
        stands.append(stood)
        accounts.append(replace(account, payroll_fee=_payroll_fee(policy, issued_at)))
    return stands, accounts


def _again(replayed: Replayed, account: Account, stood: Month, history: _History) -> Again:
    entered = history.issued(account.month)
    if entered:
        before = history.handed_on(entered).statement
        then = replace(account, policies=before.policies, language=before.language) if before else account
        drawn = draw_up(then).statement
        return Again(replayed, entered.net, drawn is not None and hash_of(drawn) == entered.data_hash)
    if stood.is_closed:
        return Again(replayed, Decimal("0.00"), draw_up(account).statement is None)
    return Again(replayed, None, None)


def _listed_now(world: World, policy: Desk) -> Listed:
    return listed(policy, policy.local(world.now).date(), _payroll_fee(policy, world.now))


def _payroll_fee(policy: Desk, at: datetime) -> Decimal | None:
    extended = policy.extended(at)
    return extended.fee if extended else None


def _currency(found: list[Replayed], policy: Desk) -> str:
    statements = (drawn.statement for one in found for drawn in (one.was, one.would))
    return next((one.currency for one in statements if one), policy.currency)
