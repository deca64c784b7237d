"""Stored tickets judged again under a changed policy, beside what they come to under another (PM9 PM10 PM11 TC9).

Clocks and fixes are recomputed from history, and so under whatever policy: what was judged at the time is not heeded.
Promises of a next word are stored instants that no policy moves: they are left out. The level of a payroll day is
stored when a ticket is filed, and stays what it was.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain, takewhile

from chalicelib.desk.ports import Tickets
from chalicelib.desk.watch.deadlines import deadlines
from chalicelib.domain.ticket.deadline import Deadline, Matter
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Ticket
from chalicelib.policies.desk import Desk

JUDGED = (Matter.START, Matter.SOLUTION, Matter.FIX)
_PAGE = 100


class Verdict(StrEnum):
    """What a matter comes to under a policy: judged, still to be judged, or nothing that the policy promises."""

    MET = "met"
    MISSED = "missed"
    RUNNING = "running"
    NOT_PROMISED = "not promised"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and the instant promised; for a clock that stopped, the one that was promised when it did."""

    verdict: Verdict
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A matter of a ticket under both policies."""

    number: str
    organisation: str
    severity: int
    matter: Matter
    before: Judgement
    after: Judgement

    @property
    def is_more(self) -> bool:
        """A breach that there was not."""
        return self.after.verdict is Verdict.MISSED and self.before.verdict is not Verdict.MISSED

    @property
    def is_fewer(self) -> bool:
        """A breach that there would not have been."""
        return self.before.verdict is Verdict.MISSED and self.after.verdict is not Verdict.MISSED


@dataclass(frozen=True, slots=True)
class Share:
    """So many targets met, of so many judged."""

    met: int
    judged: int


@dataclass(frozen=True, slots=True)
class OfCustomer:
    """What changes for one customer."""

    organisation: str
    more: int
    fewer: int


@dataclass(frozen=True, slots=True)
class Replay:
    """All that was judged in the period under either policy, in the order of ticket numbers."""

    compared: tuple[Compared, ...]

    @property
    def tickets(self) -> int:
        return len({one.number for one in self.compared})

    @property
    def before(self) -> Share:
        return _share([one.before for one in self.compared])

    @property
    def after(self) -> Share:
        return _share([one.after for one in self.compared])

    @property
    def more(self) -> tuple[Compared, ...]:
        return tuple(one for one in self.compared if one.is_more)

    @property
    def fewer(self) -> tuple[Compared, ...]:
        return tuple(one for one in self.compared if one.is_fewer)

    @property
    def customers(self) -> tuple[OfCustomer, ...]:
        """Those for whom something changes, the hardest hit first."""
        more = Counter(one.organisation for one in self.more)
        fewer = Counter(one.organisation for one in self.fewer)
        changed = [OfCustomer(id, more[id], fewer[id]) for id in {*more, *fewer}]
        return tuple(sorted(changed, key=lambda one: (-one.more, -one.fewer, one.organisation)))


def replay(tickets: Tickets, before: Desk, after: Desk, since: datetime, now: datetime) -> Replay:
    """The desk's tickets that are open, or were when the period began or later, judged as of `now` by both policies.

    Raises NoSuchTime where a policy's hours hold no such working time.
    """
    compared = (
        one
        for ticket in _of_period(tickets, after.id, since)
        for one in compare(before, after, ticket, tickets.course(ticket), since, now)
    )
    return Replay(tuple(sorted(compared, key=lambda one: (len(one.number), one.number, JUDGED.index(one.matter)))))


def compare(
    before: Desk, after: Desk, ticket: Ticket, entries: Sequence[Entry], since: datetime, now: datetime
) -> Iterator[Compared]:
    """The matters of one ticket that were judged from `since` on, under one policy at least."""
    first, then = ({it.matter: it for it in deadlines(desk, ticket, entries)} for desk in (before, after))
    for matter in JUDGED:
        sides = first.get(matter), then.get(matter)
        known = [side for side in sides if side]
        if any(_judged_since(side, since, now) for side in known):
            yield Compared(
                number=ticket.number,
                organisation=ticket.organisation,
                severity=known[-1].severity,
                matter=matter,
                before=_judgement(sides[0], now),
                after=_judgement(sides[1], now),
            )


def _of_period(tickets: Tickets, desk: str, since: datetime) -> Iterator[Ticket]:
    """Closing is a change, and the closed ones come latest changed first: reading ends with the period."""
    closed = takewhile(lambda ticket: ticket.changed_at >= since, _queue(tickets, desk, closed=True))
    # Who is closed while we read is seen twice, and counts as seen last.
    found = {ticket.number: ticket for ticket in chain(_queue(tickets, desk, closed=False), closed)}
    yield from found.values()


def _queue(tickets: Tickets, desk: str, *, closed: bool) -> Iterator[Ticket]:
    page = tickets.queue(desk, closed, limit=_PAGE)
    yield from page.items
    while page.cursor:
        page = tickets.queue(desk, closed, page.cursor, _PAGE)
        yield from page.items


def _judged_since(deadline: Deadline, since: datetime, now: datetime) -> bool:
    """A breach is judged when it happens, what is met when it ends for good."""
    ended_at = deadline.ended_at if deadline.is_settled else None
    judged_at = deadline.missed_at if deadline.is_missed(now) else ended_at
    return judged_at is not None and judged_at >= since


def _judgement(deadline: Deadline | None, now: datetime) -> Judgement:
    if deadline is None:
        return Judgement(Verdict.NOT_PROMISED, None)
    if deadline.is_missed(now):
        return Judgement(Verdict.MISSED, deadline.due_at)
    return Judgement(Verdict.MET if deadline.is_settled else Verdict.RUNNING, deadline.due_at)


def _share(judgements: Sequence[Judgement]) -> Share:
    verdicts = Counter(one.verdict for one in judgements)
    return Share(verdicts[Verdict.MET], verdicts[Verdict.MET] + verdicts[Verdict.MISSED])
