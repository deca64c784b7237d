"""scripts/bench billing: months drawn up, beside a plain Decimal group-by over the same entries in the same run.

--customers N --entries N; the usual is 1,000 customers with 1,000 entries each on 200 tickets. Then what one such
customer's month costs in the store: calls and units, counted at the edge of boto3, against the bytes of its entries.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from tests.bench.months.accounts import accounts
from tests.bench.months.stored import measure

from chalicelib.desk.billing.data import hash_of
from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.drawing import draw_up
from chalicelib.domain.billing.reconcile import faults
from chalicelib.domain.billing.worklog import Charging, TimeEntry

T = TypeVar("T")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--customers", type=int, default=1_000)
    asked.add_argument("--entries", type=int, default=1_000)
    chosen = asked.parse_args()
    drawn_seconds = peer_seconds = 0.0
    lines = 0
    net = Decimal(0)
    for account in accounts(chosen.customers, chosen.entries):
        seconds, (statement_lines, amount) = timed(lambda account=account: drawn(account))
        drawn_seconds, lines, net = drawn_seconds + seconds, lines + statement_lines, net + amount
        peer_seconds += timed(lambda account=account: grouped(account.entries))[0]
    entries = chosen.customers * chosen.entries
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    out = sys.stdout
    out.write(f"{chosen.customers:,} customers, {entries:,} entries, {lines:,} lines, net {net:,}\n")
    for what, seconds in (("drawn up, reconciled and hashed", drawn_seconds), ("plain Decimal group-by", peer_seconds)):
        out.write(f"{what:<32}{seconds:>8.2f} s {entries / seconds:>12,.0f} entries a second\n")
    out.write(f"ratio {drawn_seconds / peer_seconds:.1f}; peak memory of the process {peak:,.0f} MB\n")
    measure(chosen.entries)


def drawn(account: Account) -> tuple[int, Decimal]:
    """A month as the preview draws it up: how many lines, and what they come to."""
    result = draw_up(account)
    assert result.statement is not None and not result.problems
    assert not faults(account, result)
    hash_of(result.statement)
    return len(result.statement.lines), result.statement.totals.net


def grouped(entries: tuple[TimeEntry, ...]) -> dict[tuple[str, Charging], Decimal]:
    """What one would write first: an amount a ticket and class, without rounding, agreements, or hours of the day."""
    sums: dict[tuple[str, Charging], Decimal] = {}
    rate = Decimal("1250.00") / 3600
    for entry in entries:
        key = entry.ticket, entry.charging
        sums[key] = sums.get(key, Decimal(0)) + rate * entry.seconds
    return sums


def timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


if __name__ == "__main__":
    main()
