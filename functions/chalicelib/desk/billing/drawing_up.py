"""A customer's month drawn up for the run's page: what it comes to, what changed, what is unusual, what is wrong."""

from chalicelib.desk.billing.data import data_of, hash_of
from chalicelib.desk.billing.gathering import Gathered, gather
from chalicelib.desk.ports import World
from chalicelib.domain.billing.drawing import draw_up
from chalicelib.domain.billing.reconcile import faults
from chalicelib.domain.billing.review import review
from chalicelib.domain.billing.run import Sheet, Standing
from chalicelib.domain.billing.statement import Drawn
from chalicelib.domain.people import Organisation
from chalicelib.policies.desk import Desk


def draw_up_sheet(world: World, desk: Desk, organisation: Organisation, month: str) -> Sheet:
    """The sheet of a month; of one that is closed, what it was closed with."""
    gathered = gather(world, desk, organisation, month)
    if gathered.month.is_closed:
        return closed_sheet(world, organisation, gathered)
    return sheet_of(world, organisation, gathered, drawn_of(gathered))


def drawn_of(gathered: Gathered) -> Drawn:
    """What the account comes to; nothing while another month is in the way."""
    if gathered.out_of_turn:
        return Drawn(None, (gathered.out_of_turn,))
    return draw_up(gathered.account)


def sheet_of(world: World, organisation: Organisation, gathered: Gathered, drawn: Drawn) -> Sheet:
    """What was drawn up, with what a lead should know of it."""
    statement = drawn.statement
    if statement is None:
        standing = Standing.HELD_BACK if drawn.problems else Standing.NOTHING
        return Sheet(organisation.id, organisation.name, standing, world.now, problems=drawn.problems)
    wrong = faults(gathered.account, drawn)
    before = gathered.handed_on.statement
    return Sheet(
        organisation=organisation.id,
        name=organisation.name,
        standing=Standing.HELD_BACK if wrong else Standing.DRAWN_UP,
        drawn_up_at=world.now,
        data_hash=hash_of(data_of(statement)),
        currency=statement.currency,
        net=statement.totals.net,
        payable=statement.totals.payable,
        before=before.totals.net if before else None,
        lines=len(statement.lines),
        problems=drawn.problems,
        remarks=review(statement, before),
        faults=wrong,
    )


def closed_sheet(world: World, organisation: Organisation, gathered: Gathered) -> Sheet:
    """A month that was closed already, by this run or an earlier one."""
    number = gathered.month.statement
    statement = gathered.handed_on.statement
    if number != gathered.handed_on.number or statement is None:
        return Sheet(organisation.id, organisation.name, Standing.NOTHING, world.now, number=number)
    return Sheet(
        organisation=organisation.id,
        name=organisation.name,
        standing=Standing.ISSUED,
        drawn_up_at=world.now,
        data_hash=hash_of(data_of(statement)),
        currency=statement.currency,
        net=statement.totals.net,
        payable=statement.totals.payable,
        lines=len(statement.lines),
        number=number,
    )
