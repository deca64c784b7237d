"""The fee for payroll days that were used: work was done for a customer with an extended agreement (PM11)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import Version
from chalicelib.domain.billing.cycles import add_months
from chalicelib.domain.billing.line import Line, LineKind, LineVat, Unit
from chalicelib.domain.billing.money import half_up
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.statement import CARRIED_MONTHS, Billed, Problem
from chalicelib.domain.billing.vat import percent_on
from chalicelib.domain.payroll import Level

_MARK = "/payroll/"


def fee_lines(account: Account) -> tuple[list[Line], dict[str, Billed], list[Problem]]:
    """A line for each payroll day with work on it that no statement has charged yet, and the days charged so far.

    A day on which all work was taken back again gives its fee back.
    """
    carried = _young(account)
    lines: list[Line] = []
    problems: list[Problem] = []
    for on, seconds in _seconds_of_days(account):
        agreement = account.agreement_on(on)
        version = agreement.version_on(on) if agreement else None
        if version is None:
            continue
        key = f"{version.agreement}{_MARK}{on.isoformat()}"
        before = carried.get(key)
        if before and before.net:
            carried[key] = replace(before, seconds=before.seconds + seconds)
            if before.seconds and carried[key].seconds <= 0:
                lines.append(_given_back(key, version, on, before))
                carried[key] = replace(carried[key], net=Decimal("0.00"), days=0)
            continue
        worked = seconds + (before.seconds if before else 0)
        if worked <= 0 or not _is_payroll_day(account, version, on):
            continue
        fee = account.payroll_fee if version.payroll_fee is None else version.payroll_fee
        facts = {"agreement": version.agreement, "day": on.isoformat()}
        try:
            vat = _vat(account, version, on)
        except LookupError:
            problems.append(Problem("no_vat_rate", facts))
            continue
        if fee is None:
            problems.append(Problem("no_payroll_fee", facts))
            continue
        carried[key] = Billed(1, half_up(fee), vat, used=_only(on), seconds=worked)
        lines.append(_line(key, version, on, half_up(fee), vat))
    return lines, carried, problems


def _seconds_of_days(account: Account) -> list[tuple[date, int]]:
    """The local days of the month's entries in order, with the seconds that they add or take back."""
    seconds: dict[date, int] = {}
    for entry in account.entries:
        on = account.calendar.local(entry.start).date()
        seconds[on] = seconds.get(on, 0) + entry.seconds
    return sorted(seconds.items())


def _is_payroll_day(account: Account, version: Version, on: date) -> bool:
    return version.payroll is not None and version.payroll.level(account.calendar, on) is Level.PAYROLL_DAY


def _vat(account: Account, version: Version, on: date) -> LineVat:
    treatment = version.treatment
    return LineVat(treatment.category, percent_on(account.vat_rates, treatment.category, on), treatment.reason, on)


def _line(key: str, version: Version, on: date, fee: Decimal, vat: LineVat) -> Line:
    return Line(
        key=key,
        kind=LineKind.PAYROLL_DAYS,
        agreement=version.agreement,
        period=_only(on),
        quantity=Decimal(1),
        unit=Unit.PIECE,
        price=fee,
        per=Decimal(1),
        net=fee,
        vat=vat,
        days=1,
        period_days=1,
    )


def _given_back(key: str, version: Version, on: date, before: Billed) -> Line:
    """The fee of a day on which no work stands any more."""
    line = _line(key, version, on, before.net, before.vat)
    return replace(
        line,
        quantity=-line.quantity,
        net=-line.net,
        days=-1,
        corrects=before.statement,
        corrected_on=before.issued_on,
        discount_percent=before.discount_percent,
    )


def _only(on: date) -> Period:
    return Period(on, date.fromordinal(on.toordinal() + 1))


def _young(account: Account) -> dict[str, Billed]:
    oldest = add_months(account.days.first, -CARRIED_MONTHS).isoformat()
    fees = {key: billed for key, billed in account.carried.flat_rates.items() if _MARK in key}
    return {key: billed for key, billed in fees.items() if key.rpartition("/")[2] >= oldest}
