"""Figures for a desk's lead: the share of targets met and promises kept by month, and what is late or due next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.desk.ports import World
from chalicelib.domain.people import Contact, Person, Role
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.tally import Count
from chalicelib.domain.ticket.record import Ticket

MOST_MONTHS = 24
MOST_LATE_COUNTED = 200
_MOST_DUE_NEXT = 10
_PAGE = 50


@dataclass(frozen=True, slots=True)
class FiguresOfDesk:
    """`months` run up to the present one. Where `more_late`, there are more late tickets than the `late` counted."""

    desk: str
    months: tuple[str, ...]
    counts: tuple[Count, ...]
    names: Mapping[str, str]
    due_next: tuple[Ticket, ...]
    late: int
    more_late: bool


def figures(world: World, person: Person, desk: str, months: int) -> FiguresOfDesk:
    """The figures of the last months, 1 to 24 of them, this one included, by the desk's clock.

    Raises Refusal `not_allowed` for an agent of the desk who does not lead it, `not_found` for anybody else.
    """
    _must_lead(world, person, desk)
    asked = _months(world.policies[desk].local(world.now), min(max(months, 1), MOST_MONTHS))
    counts = world.figures.of_desk(desk, asked[0], asked[-1])
    customers = world.directory.organisations({count.organisation for count in counts})
    names = {count.organisation: count.organisation for count in counts}
    names |= {id: organisation.name for id, organisation in customers.items()}
    due_next, late, more_late = _waiting(world, desk)
    return FiguresOfDesk(desk, asked, counts, names, due_next, late, more_late)


def _must_lead(world: World, person: Person, desk: str) -> None:
    if isinstance(person, Contact) or desk not in person.desks or desk not in world.policies:
        raise Refusal("not_found")
    if person.role is not Role.LEAD:
        raise Refusal("not_allowed")


def _months(now: datetime, how_many: int) -> tuple[str, ...]:
    this = now.year * 12 + now.month - 1
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(this - how_many + 1, this + 1))


def _waiting(world: World, desk: str) -> tuple[tuple[Ticket, ...], int, bool]:
    """The tickets due first, how many are late, and whether there are more of these: cost follows what is late."""
    due_next: tuple[Ticket, ...] = ()
    late, cursor = 0, ""
    while True:
        page = world.tickets.queue(desk, closed=False, cursor=cursor, limit=_PAGE)
        due_next = due_next or tuple(ticket for ticket in page.items if ticket.due_at)[:_MOST_DUE_NEXT]
        late += sum(ticket.is_late(world.now) for ticket in page.items)
        goes_on = bool(page.cursor) and page.items[-1].is_late(world.now)
        if not goes_on or late >= MOST_LATE_COUNTED:
            return due_next, late, goes_on
        cursor = page.cursor
