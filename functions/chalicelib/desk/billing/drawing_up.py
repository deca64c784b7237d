"""A customer's month drawn up for the run's page: what it comes to, what changed, what is unusual, what is wrong."""

from dataclasses import replace

from chalicelib.desk.billing.data import hash_of
from chalicelib.desk.billing.gathering import Gathered, gather
from chalicelib.desk.billing.numbers import number_of
from chalicelib.desk.ports import World
from chalicelib.domain.billing.documents import exact
from chalicelib.domain.billing.documents.lacks import lacks
from chalicelib.domain.billing.drawing import draw_up
from chalicelib.domain.billing.reconcile import faults
from chalicelib.domain.billing.review import review
from chalicelib.domain.billing.run import Draft, Standing
from chalicelib.domain.billing.statement import Drawn, Issued, Problem, Statement
from chalicelib.domain.people import Organisation
from chalicelib.policies.desk import Desk

MOST_PROBLEMS = 50
_BUYERS = ("buyer_vat_number", "buyer_endpoint", "exemption_reason", "croatian_tax_distribution")


def draft_of(world: World, desk: Desk, organisation: Organisation, month: str) -> Draft:
    """The draft of a month; of one that is closed, what it was closed with."""
    gathered = gather(world, desk, organisation, month)
    if gathered.month.is_closed:
        return closed_draft(world, organisation, gathered)
    return drafted(world, organisation, gathered, drawn_of(gathered))


def drawn_of(gathered: Gathered) -> Drawn:
    """What the account comes to; nothing while another month is in the way."""
    if gathered.out_of_turn:
        return Drawn(None, (gathered.out_of_turn,))
    return draw_up(gathered.account)


def drafted(world: World, organisation: Organisation, gathered: Gathered, drawn: Drawn) -> Draft:
    """What was drawn up, with what a lead should know of it."""
    statement = drawn.statement
    if statement is None:
        standing = Standing.HELD_BACK if drawn.problems else Standing.NOTHING
        draft = Draft(organisation.id, organisation.name, standing, world.now, entries=gathered.month.entries)
        return replace(draft, problems=_first(drawn.problems))
    wrong = (*faults(gathered.account, drawn), *(fault.code for fault in exact.faults(statement)))
    lacking = _lacking(world, gathered, statement)
    before = gathered.handed_on.statement
    return Draft(
        organisation=organisation.id,
        name=organisation.name,
        standing=Standing.HELD_BACK if wrong or lacking or _leaves_time(drawn) else Standing.DRAWN_UP,
        drawn_up_at=world.now,
        data_hash=hash_of(statement),
        currency=statement.currency,
        net=statement.totals.net,
        payable=statement.totals.payable,
        before=before.totals.net if before else None,
        lines=len(statement.lines),
        problems=_first((*drawn.problems, *lacking)),
        remarks=review(statement, before),
        faults=wrong,
        entries=gathered.month.entries,
    )


def _first(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """As many as a draft has room for, and how many more there are: each entry of time may have its own."""
    more = len(problems) - MOST_PROBLEMS
    return (*problems[:MOST_PROBLEMS], Problem("more_problems", {"count": str(more)})) if more > 0 else problems


def _leaves_time(drawn: Drawn) -> bool:
    """Whether time would be left behind in a month that is closed, where nobody bills it any more."""
    return any("entry" in problem.facts for problem in drawn.problems)


def _lacking(world: World, gathered: Gathered, statement: Statement) -> tuple[Problem, ...]:
    """What the law wants on the document and nobody has told yet."""
    seller = world.policies.sellers[statement.seller]
    on = gathered.account.issue_day
    provisional = Issued(number_of(seller, on.year, 1), on, on, statement, "", corrected=statement.corrected)
    found = lacks(provisional, seller)
    return tuple(Problem(f"lacks_{one}" if one in _BUYERS else "lacks_other", {"what": one}) for one in found)


def closed_draft(world: World, organisation: Organisation, gathered: Gathered) -> Draft:
    """A month that was closed already, by this run or an earlier one, with what a lead was told of it."""
    number = gathered.month.statement
    statement = gathered.handed_on.statement
    if statement is None or statement.month != gathered.account.month:
        return Draft(organisation.id, organisation.name, Standing.NOTHING, world.now, number=number)
    data_hash = hash_of(statement)
    known = world.runs.draft(statement.desk, statement.month, organisation.id)
    if known and known.data_hash == data_hash:
        return replace(known, standing=Standing.ISSUED, drawn_up_at=world.now, number=number, faults=())
    return Draft(
        organisation=organisation.id,
        name=organisation.name,
        standing=Standing.ISSUED,
        drawn_up_at=world.now,
        data_hash=data_hash,
        currency=statement.currency,
        net=statement.totals.net,
        payable=statement.totals.payable,
        lines=len(statement.lines),
        number=number,
    )
