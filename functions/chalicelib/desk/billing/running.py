"""The run of a desk's month: begun, drawn up by customer, approved by a lead, issued by customer (MP9).

Every errand may come twice, late, or die: what it finds done stays done, and one bad agreement never stops the rest.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Final

from chalicelib.desk.billing.drawing_up import draft_of
from chalicelib.desk.billing.telling import word_of_month
from chalicelib.desk.leading import must_lead
from chalicelib.desk.ports import Conflict, Errand, Task, World
from chalicelib.domain.billing.run import Draft, Run, Standing, hash_of_all
from chalicelib.domain.letter import Letter
from chalicelib.domain.people import Organisation, Person
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.history import MACHINE

MONTH: Final = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
MOST_CUSTOMERS: Final = 20_000
_TO_ISSUE: Final = (Standing.DRAWN_UP, Standing.NOTHING)


def begin(world: World, person: Person, desk: str, month: str) -> Run:
    """Has every customer's month drawn up, anew where it was before. Raises Refusal `month_bad`, `conflict`."""
    lead = must_lead(world, person, desk)
    if not MONTH.fullmatch(month):
        raise Refusal("month_bad")
    return _begun(world, desk, month, lead.ref, world.runs.run(desk, month))


def begin_all(world: World) -> tuple[Run, ...]:
    """The month that is over, at every desk that has not begun it yet."""
    begun = []
    for desk in world.policies:
        month = last_month(world, desk)
        if world.runs.run(desk, month) is None:
            with suppress(Refusal):  # another round has begun it meanwhile
                begun.append(_begun(world, desk, month, MACHINE, None))
    return tuple(begun)


def run_of(world: World, person: Person, desk: str, month: str) -> tuple[Run | None, tuple[Draft, ...]]:
    """How far a run has come: drafts of before it was begun anew are none. Raises Refusal `month_bad`."""
    must_lead(world, person, desk)
    if not MONTH.fullmatch(month):
        raise Refusal("month_bad")
    run, drafts = world.runs.run(desk, month), world.runs.drafts(desk, month)
    since = run.begun_at if run else world.now
    return run, tuple(one for one in drafts if one.drawn_up_at >= since or one.standing is Standing.ISSUED)


def come_since(world: World, run: Run, drafts: Iterable[Draft]) -> dict[str, int]:
    """How many entries of time came after a customer's month was drawn up, where any did; new customers among them."""
    drawn = {one.organisation: one for one in drafts}
    since = {}
    for customer, entries in world.worklog.counts_in(run.desk, run.month).items():
        draft = drawn.get(customer)
        if draft is None or (draft.standing is not Standing.ISSUED and entries > draft.entries):
            since[customer] = entries - (draft.entries if draft else 0)
    return since


def approve(world: World, person: Person, desk: str, month: str, approved: str) -> Run:
    """Has issued what the lead saw, by the hash of all of it.

    Raises Refusal `month_not_over`, `run_unfinished` while drafts are missing, `run_changed` where they are others.
    """
    lead = must_lead(world, person, desk)
    run, drafts = run_of(world, person, desk, month)
    if run is None or len(drafts) < run.customers:
        raise Refusal("run_unfinished")
    if month >= world.policies[desk].local(world.now).isoformat()[:7]:
        raise Refusal("month_not_over")
    if hash_of_all(drafts) != approved:
        raise Refusal("run_changed")
    given = replace(run, approved=approved, approved_at=world.now, approved_by=lead.ref, version=run.version + 1)
    _keep(world, given)
    return given


def do(world: World, errand: Errand) -> Draft | None:
    """Does an errand; None where there is no draft of it, or it has been overtaken."""
    run = world.runs.run(errand.desk, errand.month)
    if run and errand.task is Task.SEND_ALL:
        world.runs.send(_errands(world, run), world.now)
        return None
    customer = world.directory.organisation(errand.organisation)
    if run is None or customer is None or bool(run.approved) != (errand.task is Task.ISSUE):
        return None
    draft = _done(world, errand, customer)
    world.runs.keep_draft(run, draft)
    return draft


def last_month(world: World, desk: str) -> str:
    """The month that is over, by the desk's clock."""
    first = world.policies[desk].local(world.now).date().replace(day=1)
    return (first - timedelta(days=1)).isoformat()[:7]


def _done(world: World, errand: Errand, customer: Organisation) -> Draft:
    desk = world.policies[errand.desk]
    if errand.task is Task.DRAW_UP:
        return draft_of(world, desk, customer, errand.month)
    from chalicelib.desk.billing.issuing import issue  # here, so that calls of the API start without a typesetter

    return issue(world, desk, customer, errand.month, errand.approved)


def _begun(world: World, desk: str, month: str, by: str, before: Run | None) -> Run:
    customers = _customers(world, desk, month)
    version = before.version + 1 if before else 1
    run = Run(desk, month, len(customers), world.now, by, version=version)
    _keep(world, run, word_of_month(world, run) if by == MACHINE else ())
    return run


def _errands(world: World, run: Run) -> list[Errand]:
    """What a run has done now: drawn up for every customer, or issued to those whose drafts were approved."""
    if not run.approved:
        customers = _customers(world, run.desk, run.month)
        return [Errand(Task.DRAW_UP, run.desk, run.month, customer) for customer in customers]
    return [
        Errand(Task.ISSUE, run.desk, run.month, draft.organisation, draft.data_hash)
        for draft in world.runs.drafts(run.desk, run.month)
        if draft.standing in _TO_ISSUE
    ]


def _customers(world: World, desk: str, month: str) -> list[str]:
    """Those who agreed on something with the desk, and those on whom time was spent without it."""
    agreed = {customer.id for customer in world.directory.customers_of(desk, "", MOST_CUSTOMERS)}
    return sorted(agreed.union(world.worklog.counts_in(desk, month)))


def _keep(world: World, run: Run, letters: tuple[Letter, ...] = ()) -> None:
    """Keeps a run, and the errand that sends all others in the same transaction: none is lost on the way."""
    try:
        world.runs.keep_run(run, Errand(Task.SEND_ALL, run.desk, run.month, ""), letters, world.now)
    except Conflict:
        raise Refusal("conflict") from None
