"""What a replay says to a lead, for the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.desk.watch.replay import Compared, Judgement, Replay, Share
from chalicelib.policies.desk import Desk

MOST_TICKETS = 50
_BETWEEN = "  "

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was judged by what: the changed file, what it is held against, and whether its dates were heeded."""

    file: str
    against: str
    as_dated: bool
    since: datetime
    now: datetime


def report(asked: Asked, desk: Desk, found: Replay, names: Mapping[str, str]) -> str:
    """The whole answer. `names` are the customers' by id; instants are by the desk's clock."""
    return "\n".join(
        [*_heading(asked, desk), "", *_sums(found), *_customers(found, names), *_tickets(desk, found, names)]
    )


def _heading(asked: Asked, desk: Desk) -> Iterator[str]:
    yield f"{desk.id}, {desk.local(asked.since):%Y-%m-%d} to {desk.local(asked.now):%Y-%m-%d %H:%M} ({desk.zone})"
    yield f"Before: {asked.against}."
    yield "        (Reckoned anew, and so not always what was judged at the time.)"
    if asked.as_dated:
        yield f"After: {asked.file}, each of its versions from its valid_from on."
    else:
        yield f"After: {asked.file}, its newest hours and levels as though they had been in force all along."
        yield "       (--as-dated heeds valid_from.)"
    yield "Payroll days stay what they were when each ticket was filed."
    yield "Promises of a next word are left out: they are fixed instants, which no policy moves."


def _sums(found: Replay) -> Iterator[str]:
    if not found.compared:
        yield "Nothing was judged in this time."
        return
    yield f"Judged: {_counted(len(found.compared), 'target')} of {_counted(found.tickets, 'ticket')}."
    yield f"Met:    {_share(found.before)} → {_share(found.after)}"
    yield f"        {_counted(len(found.more), 'more breach', 'more breaches')}, {len(found.fewer)} fewer"


def _customers(found: Replay, names: Mapping[str, str]) -> Iterator[str]:
    rows = [(names.get(one.organisation, one.organisation), str(one.more), str(one.fewer)) for one in found.customers]
    if rows:
        yield ""
        yield from _table(("Customer", "More", "Fewer"), rows, numbers=(1, 2))


def _tickets(desk: Desk, found: Replay, names: Mapping[str, str]) -> Iterator[str]:
    changed = (*found.more, *found.fewer)
    if not changed:
        return
    yield ""
    heads = ("Ticket", "Customer", "Severity", "Matter", "Due before", "Due after", "Verdict")
    yield from _table(heads, [_row(desk, one, names) for one in changed[:MOST_TICKETS]])
    if len(changed) > MOST_TICKETS:
        yield f"… and {len(changed) - MOST_TICKETS} more."


def _row(desk: Desk, one: Compared, names: Mapping[str, str]) -> Row:
    return (
        one.number,
        names.get(one.organisation, one.organisation),
        str(one.severity),
        one.matter.value,
        _due(desk, one.before),
        f"→ {_due(desk, one.after)}",
        f"{one.before.verdict} → {one.after.verdict}",
    )


def _due(desk: Desk, it: Judgement) -> str:
    return f"{desk.local(it.due_at):%a %Y-%m-%d %H:%M}" if it.due_at else "-"


def _share(it: Share) -> str:
    return f"{100 * it.met / it.judged:.1f} % ({it.met} of {it.judged})" if it.judged else "none judged"


def _counted(how_many: int, what: str, several: str = "") -> str:
    return f"{how_many} {what if how_many == 1 else several or f'{what}s'}"


def _table(heads: Row, rows: Sequence[Row], numbers: tuple[int, ...] = ()) -> Iterator[str]:
    """The rows below their heads, each column as wide as it needs; those of numbers to the right."""
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    for row in (heads, *rows):
        cells = (
            cell.rjust(width) if column in numbers else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield _BETWEEN.join(cells).rstrip()
