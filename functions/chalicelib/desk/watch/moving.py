"""Changed hours or targets move what is due on the open tickets of a desk; what was judged stays as it was.

The tickets are gone through by the queue, some each minute, until all have been: what a death in the middle leaves is
gone on with. A ticket that somebody changes meanwhile is reckoned anew by that step.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.desk.ports import Conflict, Moving, Step, World
from chalicelib.desk.watch.keeping import derived, kept
from chalicelib.domain.ticket import marks
from chalicelib.domain.ticket.record import Ticket

TICKETS_A_RUN = 100

WAIT = timedelta(minutes=2)
"""Every process has the new policies by then, so that none writes what is due by the old ones behind us."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A ticket whose next due instant has moved; or why it could not be reckoned anew: the error's type."""

    number: str
    before: datetime | None = None
    after: datetime | None = None
    failure: str = ""


def move(world: World) -> tuple[Moved, ...]:
    """Goes on with every desk whose clockwork has changed. A ticket that fails stops none of the others."""
    return tuple(moved for desk in world.policies for moved in _move_desk(world, desk))


def _move_desk(world: World, desk: str) -> Iterator[Moved]:
    clockwork = world.policies.clockwork(desk)
    moving = world.tickets.moving(desk)
    if moving is None or moving.clockwork != clockwork:
        begins_at = world.now + WAIT if moving else world.now
        moving = Moving(clockwork, begins_at)
        world.tickets.keep_moving(desk, moving)
    if moving.is_done or world.now < moving.begins_at:
        return
    page = world.tickets.queue(desk, False, moving.cursor, TICKETS_A_RUN)
    for ticket in page.items:
        moved = _moved(world, ticket.number)
        if moved:
            yield moved
    world.tickets.keep_moving(desk, replace(moving, cursor=page.cursor, is_done=not page.cursor))


def _moved(world: World, number: str) -> Moved | None:
    try:
        ticket = world.tickets.read(number)
        return _move_ticket(world, ticket) if ticket and not ticket.is_closed else None
    except Conflict:
        return None
    except Exception as error:
        return Moved(number, failure=type(error).__name__)


def _move_ticket(world: World, ticket: Ticket) -> Moved | None:
    """The ticket with what is due anew; a history entry tells of it where the next due instant is another."""
    entries = world.tickets.course(ticket)
    right = derived(world, ticket, entries)
    if right == ticket:
        return None
    if right.due_at == ticket.due_at:
        world.tickets.commit(Step(replace(right, version=ticket.version + 1), (), ticket.version))
        return None
    done = kept(world, entries, marks.move(right, ticket.due_at, right.due_at, world.now))
    world.tickets.commit(Step(done.ticket, (done.entry,), ticket.version, tallies=done.tallies))
    return Moved(ticket.number, ticket.due_at, right.due_at)
