"""The errands of runs, done one by one as their turn comes: each tick takes as many as it has time for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from chalicelib.desk.billing import running
from chalicelib.desk.ports import Claim, Conflict, Errand, Task, World
from chalicelib.domain.billing.run import Draft, Standing

LEASE_SECONDS = 180
MOST_TRIES = 5
_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an errand: where the customer's month stands, or why it broke off."""

    errand: Errand
    standing: str = ""
    failure: str = ""


def do_due(world: World, has_time: Callable[[], bool]) -> Iterator[Done]:
    """Does what is due while there is time. One that breaks off is tried again after its lease, some times."""
    while has_time() and (due := world.runs.due(world.now, _AT_ONCE)):
        for errand in due:
            if not has_time():
                return
            try:
                claim = world.runs.claim(errand, world.now, LEASE_SECONDS)
            except Conflict:
                continue
            kills = claim.tries > MOST_TRIES and errand.task is not Task.SEND_ALL
            yield _given_up(world, errand, claim) if kills else _done(world, errand, claim)


def _done(world: World, errand: Errand, claim: Claim) -> Done:
    try:
        draft = running.do(world, errand)
    except Exception as error:
        if claim.tries >= MOST_TRIES and errand.task is not Task.SEND_ALL:
            _give_up(world, errand, claim, type(error).__name__)
        return Done(errand, failure=type(error).__name__)
    world.runs.finish(errand, claim)
    if errand.task is Task.SEND_ALL:
        return Done(errand, "sent")
    return Done(errand, draft.standing.value if draft else "overtaken")


def _given_up(world: World, errand: Errand, claim: Claim) -> Done:
    """One that has killed its process each time, and would again."""
    _give_up(world, errand, claim, "killed")
    return Done(errand, failure="killed")


def _give_up(world: World, errand: Errand, claim: Claim, failure: str) -> None:
    """A month that breaks off each time is held back for a person; nothing of it was issued."""
    run = world.runs.run(errand.desk, errand.month)
    known = world.runs.draft(errand.desk, errand.month, errand.organisation)
    customer = world.directory.organisation(errand.organisation)
    name = customer.name if customer else errand.organisation
    held = known or Draft(errand.organisation, name, Standing.HELD_BACK, world.now)
    if run:
        world.runs.keep_draft(run, replace(held, standing=Standing.HELD_BACK, faults=(*held.faults, failure)))
    world.runs.finish(errand, claim)
