"""Figures in the table: a counter for each month, customer, severity and matter of a desk, counted up by steps."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from chalicelib.aws import keys, ranges
from chalicelib.aws.items.attributes import Item
from chalicelib.aws.items.schema import SCHEMA, must_be_known
from chalicelib.aws.table import Table, Update
from chalicelib.domain.tally import Count, Tally

_ONE_MORE = (
    "SET #schema = :schema, #month = :month, #organisation = :organisation, #severity = :severity, #matter = :matter"
    " ADD #met :met, #missed :missed"
)


class DynamoFigures:
    """The port `Figures` on a table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of_desk(self, desk: str, first_month: str, last_month: str) -> tuple[Count, ...]:
        return tuple(_count_of(item) for item in self._table.query(ranges.figures_of(desk, first_month, last_month)))


def counted(tallies: Iterable[Tally]) -> list[Update]:
    """The tallies of a step as writes, one for each counter: a transaction may touch an item once."""
    met, missed = Counter[Tally](), Counter[Tally]()
    for tally in tallies:
        (met if tally.met else missed)[replace(tally, met=True)] += 1
    return [_one_more(counter, met[counter], missed[counter]) for counter in dict.fromkeys((*met, *missed))]


def _one_more(counter: Tally, met: int, missed: int) -> Update:
    values = {
        "schema": SCHEMA,
        "month": counter.month,
        "organisation": counter.organisation,
        "severity": counter.severity,
        "matter": counter.matter,
        "met": met,
        "missed": missed,
    }
    return Update(keys.figure(counter), _ONE_MORE, values)


def _count_of(item: Item) -> Count:
    must_be_known(item)
    return Count(
        item["month"],
        item["organisation"],
        int(item["severity"]),
        item["matter"],
        int(item["met"]),
        int(item["missed"]),
    )
