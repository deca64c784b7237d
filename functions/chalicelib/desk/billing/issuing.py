"""A customer's month issued: documents to storage first, then number, statement and closed month in one transaction.

It may run twice, late, or die at any point: what lies in storage under a number that was not taken is in nobody's way.
"""

from dataclasses import replace
from datetime import date, timedelta

from ulid import ULID

from chalicelib.desk.billing.data import data_of, hash_of
from chalicelib.desk.billing.documents import documents_of
from chalicelib.desk.billing.drawing_up import closed_draft, drafted, drawn_of
from chalicelib.desk.billing.gathering import Gathered, gather
from chalicelib.desk.billing.numbers import number_of
from chalicelib.desk.billing.places import DATA, place_of
from chalicelib.desk.billing.telling import word_of_statement
from chalicelib.desk.ports import Closing, Conflict, Entered, World
from chalicelib.domain.billing.run import Draft, Standing
from chalicelib.domain.billing.statement import Statement
from chalicelib.domain.people import Organisation
from chalicelib.policies.desk import Desk

MOST_TRIES = 20


def issue(world: World, desk: Desk, organisation: Organisation, month: str, approved: str) -> Draft:
    """Issues a month if it still comes to what was approved, by its `data_hash`, "" for nothing.

    Raises Conflict when others were first too often: the errand is done again.
    """
    for _ in range(MOST_TRIES):
        gathered = gather(world, desk, organisation, month)
        if gathered.month.is_closed:
            return closed_draft(world, organisation, gathered)
        drawn = drawn_of(gathered)
        draft = drafted(world, organisation, gathered, drawn)
        if draft.data_hash != approved:
            return replace(draft, standing=Standing.CHANGED)
        if draft.standing is Standing.HELD_BACK:
            return draft
        try:
            number = _close(world, gathered, drawn.statement)
        except Conflict:
            continue
        return replace(draft, standing=Standing.ISSUED if number else Standing.NOTHING, number=number)
    raise Conflict


def _close(world: World, gathered: Gathered, statement: Statement | None) -> str:
    """The number that was given, "" where there is nothing to state. Raises Conflict when anything else came first."""
    account = gathered.account
    closing = Closing(account.organisation, account.desk, account.month, gathered.month, gathered.handed_on.number)
    if statement is None:
        world.books.close(closing)
        return ""
    entered = _entered(world, statement)
    issued = entered.issued(statement, world.policies[statement.desk].local(entered.issued_at).time())
    world.files.put(f"{entered.place}{DATA}", data_of(statement), "application/json")
    for name, (content, kind) in documents_of(world, account, issued).items():
        world.files.put(f"{entered.place}{name}", content, kind)
    world.books.close(replace(closing, entered=entered, letters=word_of_statement(world, entered)))
    return entered.number


def _entered(world: World, statement: Statement) -> Entered:
    policy = world.policies[statement.desk]
    seller = world.policies.sellers[statement.seller]
    today: date = policy.local(world.now).date()
    position = world.books.last_position(seller.id, today.year) + 1
    data_hash = hash_of(statement)
    return Entered(
        seller=seller.id,
        year=today.year,
        position=position,
        number=number_of(seller, today.year, position),
        desk=statement.desk,
        organisation=statement.organisation,
        month=statement.month,
        issued_at=world.now,
        issued_on=today,
        due_on=today + timedelta(days=statement.payment_days),
        currency=statement.currency,
        net=statement.totals.net,
        payable=statement.totals.payable,
        is_credit=statement.is_credit,
        data_hash=data_hash,
        place=place_of(statement, today.year, position, str(ULID())),
    )
