"""What a customer's month is drawn up of, gathered: agreements, time, what was handed on, and the policies in force."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chalicelib.desk.billing.data import statement_of
from chalicelib.desk.billing.places import DATA
from chalicelib.desk.ports import Entered, HandedOn, Month, World
from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.statement import BilledPiece, Problem
from chalicelib.domain.billing.worklog import TimeEntry
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
    entries = tuple(world.worklog.of_month(organisation.id, desk.id, month)) if stands.entries else ()
    account = Account(
        seller=desk.seller,
        desk=desk.id,
        organisation=organisation.id,
        month=month,
        language=organisation.language or desk.language,
        agreements=world.books.agreements_of(organisation.id, desk.id),
        entries=entries,
        carried=handed_on.carried,
        calendar=desk.calendar,
        vat_rates=world.policies.sellers[desk.seller].vat_rates,
        list_rates=desk.billing.rates,
        payroll_fee=extended.fee if extended else None,
        policies=world.policies.hash,
        billed=billed_before(world, organisation.id, desk.id, entries),
        last_issued=handed_on.statement.month if handed_on.statement else "",
    )
    return Gathered(account, stands, handed_on, _out_of_turn(world, account, handed_on))


def billed_before(
    world: World, organisation: str, desk: str, entries: Iterable[TimeEntry]
) -> Mapping[str, tuple[BilledPiece, ...]]:
    """What earlier statements billed of entries that these take back, by the ids of those; few months have any."""
    listed = tuple(entries)
    here = {entry.id for entry in listed}
    back = {entry.corrects: entry.ticket for entry in listed if entry.corrects and entry.corrects not in here}
    if not back:
        return {}
    known = {one.id: one for ticket in set(back.values()) for one in world.worklog.of_ticket(ticket)}
    found: dict[str, list[BilledPiece]] = {}
    for month in sorted({known[id].month for id in back if id in known}):
        for id, piece in _pieces_of(world, organisation, desk, month):
            if id in back:
                found.setdefault(id, []).append(piece)
    return {id: tuple(pieces) for id, pieces in found.items()}


def _pieces_of(world: World, organisation: str, desk: str, month: str) -> Iterator[tuple[str, BilledPiece]]:
    """All that was billed of entries of time in a month that was issued."""
    entered = issued_for(world, organisation, desk, month)
    if entered is None:
        return
    statement = statement_of(world.files.get(f"{entered.place}{DATA}"))
    for line in statement.lines:
        for id, seconds in zip(line.entries, line.pieces, strict=False):
            yield id, BilledPiece(line, seconds, entered.number, entered.issued_on, statement.discount_percent)


def issued_for(world: World, organisation: str, desk: str, month: str) -> Entered | None:
    """The statement of a customer's month at a desk, if it was issued."""
    cursor: str | None = ""
    while cursor is not None:
        page = world.books.statements_of(organisation, cursor)
        for one in page.items:
            if (one.desk, one.month) == (desk, month):
                return one
        cursor = page.cursor or None
    return None


def _out_of_turn(world: World, account: Account, handed_on: HandedOn) -> Problem | None:
    if handed_on.statement and account.month <= handed_on.statement.month:
        return Problem("later_month_issued", {"month": handed_on.statement.month, "number": handed_on.number})
    earlier = world.books.open_before(account.organisation, account.desk, account.month)
    return Problem("earlier_month_open", {"month": earlier}) if earlier else None
