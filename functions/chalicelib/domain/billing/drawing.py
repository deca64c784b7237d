"""Drawing up a statement: a pure function of the account, so that an old month gives the same cent again (MP9)."""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import Agreement, Version
from chalicelib.domain.billing.charging import charged
from chalicelib.domain.billing.flat import flat_lines
from chalicelib.domain.billing.line import Line, LineKind
from chalicelib.domain.billing.payroll_days import fee_lines
from chalicelib.domain.billing.statement import Billed, Carried, Drawn, IncludedTime, Problem, Statement
from chalicelib.domain.billing.totals import totals, vat_totals
from chalicelib.domain.billing.vat import Category

_ORDER = (LineKind.FLAT_RATE, LineKind.PAYROLL_DAYS, LineKind.TIME)


def draw_up(account: Account) -> Drawn:
    """The month's statement, and what could not be billed. Never raises for what a person can have written."""
    flat, flat_rates, flat_problems = flat_lines(account)
    fees, used_days, fee_problems = fee_lines(account)
    time = charged(account)
    flat, flat_rates, put_off = _apart(account, flat, flat_rates, (*fees, *time.lines))
    problems = (*flat_problems, *fee_problems, *time.problems, *put_off)
    lines = tuple(sorted((*flat, *fees, *time.lines), key=_place))
    version = heading(account)
    if not lines or version is None:
        return Drawn(None, problems)
    unfit = _unfit(account, lines, version)
    if unfit:
        return Drawn(None, (*problems, *unfit))
    billed = {key: _discounted(one, version) for key, one in {**flat_rates, **used_days}.items()}
    carried = Carried(time.tickets, billed, time.used)
    return Drawn(_statement(account, version, lines, carried, time.included), problems)


def heading(account: Account) -> Version | None:
    """The version whose buyer, language and terms stand on the document: the one in force last; None without any."""
    last = account.agreement_on(account.days.last) or account.agreement_on(account.issue_day)
    found = last or max(account.agreements, key=_end, default=None)
    return found.version_on(account.days.last) if found else None


def _statement(
    account: Account, version: Version, lines: tuple[Line, ...], carried: Carried, included: tuple[IncludedTime, ...]
) -> Statement:
    vat = vat_totals(lines, version.discount_percent)
    return Statement(
        seller=account.seller,
        desk=account.desk,
        organisation=account.organisation,
        month=account.month,
        currency=version.currency,
        language=version.language or account.language,
        buyer=version.buyer,
        payment_days=version.payment_days,
        discount_percent=version.discount_percent,
        lines=lines,
        vat=vat,
        totals=totals(vat, version.whole_units),
        carried=carried,
        policies=account.policies,
        rounding=version.rounding,
        whole_units=version.whole_units,
        included=included,
    )


def _discounted(billed: Billed, version: Version) -> Billed:
    """With the discount of this document, where it is this one that bills it."""
    return billed if billed.statement else replace(billed, discount_percent=version.discount_percent)


def _unfit(account: Account, lines: Iterable[Line], version: Version) -> tuple[Problem, ...]:
    """What keeps lines off one document: other currencies, or services outside the scope of VAT beside others."""
    billed = {line.agreement for line in lines}
    foreign = [one.id for one in account.agreements if one.id in billed and one.latest.currency != version.currency]
    problems = [
        Problem("currency_mixed", {"agreement": id, "document": version.agreement, "currency": version.currency})
        for id in foreign
    ]
    categories = {line.vat.category for line in lines}
    if Category.OUTSIDE_SCOPE in categories and len(categories) > 1:
        problems.append(Problem("vat_mixed", {"agreement": version.agreement}))
    return tuple(problems)


def _apart(
    account: Account, flat: list[Line], flat_rates: dict[str, Billed], other: Iterable[Line]
) -> tuple[list[Line], dict[str, Billed], list[Problem]]:
    """Without flat rates outside the scope of VAT where anything else is inside: no document can hold both (BR-O-11).

    They are due as before, and follow by themselves once all else is outside too.
    """
    outside = [line for line in flat if line.vat.category is Category.OUTSIDE_SCOPE]
    others = {line.vat.category for line in other}
    if not outside or Category.OUTSIDE_SCOPE in others or (len(outside) == len(flat) and not others):
        return flat, flat_rates, []
    keys = {line.key for line in outside}
    before = {key: one for key, one in account.carried.flat_rates.items() if key in keys}
    left = {key: one for key, one in flat_rates.items() if key not in keys}
    problems = [Problem("put_off", {"name": line.name, "agreement": line.agreement}) for line in outside]
    return [line for line in flat if line.key not in keys], {**left, **before}, problems


def _end(agreement: Agreement) -> tuple[bool, str, str]:
    last_day = agreement.latest.last_day
    return last_day is None, last_day.isoformat() if last_day else "", agreement.id


def _place(line: Line) -> tuple[int, str]:
    return _ORDER.index(line.kind), "" if line.kind is LineKind.TIME else line.key
