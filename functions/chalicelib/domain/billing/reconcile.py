"""The check that every run ends with: what was noted is what is billed, and what is billed adds up."""

from collections import Counter
from decimal import Decimal

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.line import LineKind
from chalicelib.domain.billing.money import vat_of
from chalicelib.domain.billing.statement import Drawn, Statement
from chalicelib.domain.billing.timesheet import both_undone
from chalicelib.domain.billing.totals import totals, vat_totals


def faults(account: Account, drawn: Drawn) -> tuple[str, ...]:
    """What does not reconcile, as codes; nothing where all is well. A statement with a fault is not issued."""
    statement = drawn.statement
    if statement is None:
        return ()
    return (*_time(account, drawn, statement), *_money(statement))


def _time(account: Account, drawn: Drawn, statement: Statement) -> list[str]:
    """Each entry is on one line, or named by a problem; and no second is lost or added."""
    taken = Counter(id for line in statement.lines for id in line.entries)
    left = {problem.facts["entry"] for problem in drawn.problems if "entry" in problem.facts}
    found = []
    left |= both_undone(account.entries)
    if any(entry.id not in taken and entry.id not in left for entry in account.entries):
        found.append("entry_lost")
    if set(taken) - {entry.id for entry in account.entries}:
        found.append("entry_foreign")
    seconds = sum(entry.seconds for entry in account.entries if entry.id in taken)
    if seconds != sum(line.seconds for line in statement.lines if line.kind is LineKind.TIME):
        found.append("seconds_differ")
    return found


def _money(statement: Statement) -> list[str]:
    found = []
    if len({line.key for line in statement.lines}) != len(statement.lines):
        found.append("line_twice")
    if any(line.net.as_tuple().exponent != -2 for line in statement.lines):
        found.append("line_not_rounded")
    if statement.vat != vat_totals(statement.lines, statement.discount_percent):
        found.append("vat_differs")
    sums = statement.totals
    if sum((line.net for line in statement.lines), Decimal(0)) != sums.lines:
        found.append("lines_differ")
    if any(one.vat != vat_of(one.base, one.percent) for one in statement.vat):
        found.append("vat_not_rounded")
    if sums != totals(statement.vat, statement.whole_units):
        found.append("totals_differ")
    return found
