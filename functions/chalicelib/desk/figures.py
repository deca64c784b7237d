"""Figures for a desk's lead: the share of targets met and promises kept by month, and what is late or due next."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.desk.leading import must_lead
from chalicelib.desk.ports import World
from chalicelib.domain.people import Person
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.tally import Count
from chalicelib.domain.ticket.record import Ticket

MOST_MONTHS = 24
MOST_CUSTOMERS = 50
MOST_LATE_COUNTED = 200
ALL = ""
"""In the place of a month or an organisation: the sum over all, or over all others."""
_MOST_DUE_NEXT = 10
_PAGE = 50

Place = tuple[str, str, int, str]
"""What a count is of: month, organisation, severity, matter."""


@dataclass(frozen=True, slots=True)
class CountsOfDesk:
    """Every count of a desk's `months`, which run up to the present one, and the `names` of the customers in them."""

    desk: str
    months: tuple[str, ...]
    counts: tuple[Count, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FiguresOfDesk:
    """A page's worth of figures, however many customers there are.

    `by_month` are sums over all customers; `by_customer` over all months, those first for whom most was missed, and
    last, as `ALL` others, the ones beyond `MOST_CUSTOMERS`. `names` are of those shown. Where `more_late`, more tickets
    are late than the `late` counted.
    """

    desk: str
    months: tuple[str, ...]
    by_month: tuple[Count, ...]
    by_customer: tuple[Count, ...]
    names: Mapping[str, str]
    due_next: tuple[Ticket, ...]
    late: int
    more_late: bool


def figures(world: World, person: Person, desk: str, months: int) -> FiguresOfDesk:
    """The figures of the last months, 1 to 24 of them, this one included, by the desk's clock.

    Raises Refusal `leads_only` for an agent of the desk who does not lead it, `not_found` for anybody else, and
    `months_bad` for another number of months.
    """
    asked, counts = _counted(world, person, desk, months)
    shown = _hardest_hit(counts)[:MOST_CUSTOMERS]
    rank = {organisation: place for place, organisation in enumerate([*shown, ALL])}
    by_month = _summed(counts, lambda it: (it.month, ALL, it.severity, it.matter))
    by_customer = _summed(
        counts, lambda it: (ALL, it.organisation if it.organisation in rank else ALL, it.severity, it.matter)
    )
    ranked = tuple(sorted(by_customer, key=lambda it: rank[it.organisation]))
    return FiguresOfDesk(desk, asked, tuple(by_month), ranked, _names(world, shown), *_waiting(world, desk))


def counts_of_desk(world: World, person: Person, desk: str, months: int) -> CountsOfDesk:
    """What the figures of the last months are the sums of: each month, customer, severity and matter by itself.

    Raises Refusal as `figures` does.
    """
    asked, counts = _counted(world, person, desk, months)
    return CountsOfDesk(desk, asked, counts, _names(world, {count.organisation for count in counts}))


def _counted(world: World, person: Person, desk: str, months: int) -> tuple[tuple[str, ...], tuple[Count, ...]]:
    must_lead(world, person, desk)
    if not 1 <= months <= MOST_MONTHS:
        raise Refusal("months_bad")
    asked = _months(world.policies[desk].local(world.now), months)
    return asked, world.figures.of_desk(desk, asked[0], asked[-1])


def _months(now: datetime, how_many: int) -> tuple[str, ...]:
    this = now.year * 12 + now.month - 1
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(this - how_many + 1, this + 1))


def _hardest_hit(counts: Iterable[Count]) -> list[str]:
    """The customers, those with the most missed first, then those with the most judged."""
    sums = _summed(counts, lambda it: (ALL, it.organisation, 0, ""))
    sums.sort(key=lambda it: (-it.missed, -it.met, it.organisation))
    return [it.organisation for it in sums]


def _summed(counts: Iterable[Count], place_of: Callable[[Count], Place]) -> list[Count]:
    """Those of the same place added up, in the places' order."""
    sums: dict[Place, tuple[int, int]] = {}
    for count in counts:
        place = place_of(count)
        met, missed = sums.get(place, (0, 0))
        sums[place] = met + count.met, missed + count.missed
    return [Count(*place, met, missed) for place, (met, missed) in sorted(sums.items())]


def _names(world: World, organisations: Iterable[str]) -> Mapping[str, str]:
    """What the customers are called; one who is no longer known by its id."""
    ids = set(organisations)
    known = world.directory.organisations(ids)
    return {id: known[id].name if id in known else id for id in ids}


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
