"""What a lead should look at before a month is issued: what changed since the last statement, and what is unusual."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from chalicelib.domain.billing.cycles import add_months, days_of
from chalicelib.domain.billing.line import Line, LineKind
from chalicelib.domain.billing.statement import Statement
from chalicelib.domain.billing.worklog import Charging

_NOTABLE_SHARE = Decimal("0.25")
_MUCH_ON_ONE_TICKET_SECONDS = 8 * 3600
_PERIODS_DIFFER_DAYS = 3


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at: `code` names its words under `remarks`; amounts among its facts are decimal text."""

    code: str
    facts: Mapping[str, str]


def review(statement: Statement, before: Statement | None) -> tuple[Remark, ...]:
    """The remarks on a statement beside the one before it, in the order in which a person would ask."""
    found = [*_on_totals(statement, before), *_on_lines(statement)]
    if before:
        found += [*_on_flat_rates(statement, before), *_on_rates(statement, before)]
    return tuple(found)


def _on_totals(statement: Statement, before: Statement | None) -> Iterator[Remark]:
    now = statement.totals.net
    if before is None:
        yield Remark("first_statement", {"net": str(now)})
    else:
        earlier = before.totals.net
        if abs(now - earlier) > abs(earlier) * _NOTABLE_SHARE:
            yield Remark("total_differs", {"before": str(earlier), "now": str(now)})
    if statement.is_credit:
        yield Remark("pays_back", {"total": str(statement.totals.total)})


def _on_lines(statement: Statement) -> Iterator[Remark]:
    first = f"{statement.month}-01"
    seconds: dict[str, int] = {}
    for line in statement.lines:
        if line.net < 0 and not line.settles:
            yield Remark("gives_back", {"line": line.name or line.ticket, "net": str(-line.net)})
        if line.kind is LineKind.TIME:
            seconds[line.ticket] = seconds.get(line.ticket, 0) + line.seconds
            if line.period.first.isoformat() < first and line.net >= 0:
                yield Remark("late_time", {"ticket": line.ticket, "day": line.period.first.isoformat()})
            if line.out_of_hours and line.charging is Charging.BILLABLE:
                yield Remark("out_of_hours", {"ticket": line.ticket, "net": str(line.net)})
    for ticket, spent in seconds.items():
        if spent > _MUCH_ON_ONE_TICKET_SECONDS:
            yield Remark("much_time", {"ticket": ticket, "seconds": str(spent)})


def _on_flat_rates(statement: Statement, before: Statement) -> Iterator[Remark]:
    now, earlier = _flat_rates(statement), _flat_rates(before)
    known = {_flat_rate(key) for key in before.carried.flat_rates}
    for id, line in now.items():
        if id not in earlier and id not in known:
            yield Remark("flat_rate_new", {"line": line.name, "net": str(line.net)})
        elif id in earlier and line.price != earlier[id].price and line.per == earlier[id].per:
            facts = {"line": line.name, "before": str(earlier[id].price), "now": str(line.price)}
            yield Remark("flat_rate_price", facts)
    for id, line in earlier.items():
        if id not in now and _is_due_again(line, before.month, statement.month):
            yield Remark("flat_rate_gone", {"line": line.name, "net": str(line.net)})


def _is_due_again(line: Line, billed_in: str, month: str) -> bool:
    """Whether the period that follows a billed one is due in a month: of a quarter's it is in every third only."""
    is_in_advance = line.period.until > days_of(billed_in).until
    issue_day = days_of(month).until
    if is_in_advance:
        return line.period.until < add_months(issue_day, 1)
    return line.period.until + timedelta(days=line.period_days - _PERIODS_DIFFER_DAYS) <= issue_day


def _on_rates(statement: Statement, before: Statement) -> Iterator[Remark]:
    earlier = _rates(before)
    for key, price in _rates(statement).items():
        if key in earlier and earlier[key] != price:
            yield Remark("rate_changed", {"work": key[0], "before": str(earlier[key]), "now": str(price)})


def _flat_rates(statement: Statement) -> dict[str, Line]:
    """The latest line of each flat rate, corrections left out, by agreement and flat rate."""
    lines = (line for line in statement.lines if line.kind is LineKind.FLAT_RATE and not line.corrects)
    return {_flat_rate(line.key): line for line in lines if line.net >= 0}


def _flat_rate(key: str) -> str:
    """Agreement and flat rate of a key."""
    return "/".join(key.split("/")[:2])


def _rates(statement: Statement) -> dict[tuple[str, bool], Decimal]:
    time = (line for line in statement.lines if line.kind is LineKind.TIME and line.charging is Charging.BILLABLE)
    return {(line.work, line.out_of_hours): line.price for line in time}
