"""Entries of time, sorted into what is billed together: a ticket, a class, a kind of work, a rate and a tax.

A thousand customers with a thousand entries each pass through here: what many entries share is looked up once.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import Rate, Rounding, Version
from chalicelib.domain.billing.prices import list_rate
from chalicelib.domain.billing.statement import BilledPiece, Problem
from chalicelib.domain.billing.timesheet import both_undone
from chalicelib.domain.billing.vat import Category, percent_on
from chalicelib.domain.billing.worklog import Charging, TimeEntry

_DAY = timedelta(days=1)


@dataclass(slots=True)
class Group:
    """Time of one month's work that is billed on one line.

    `pieces` are the seconds of each entry, negative where one is taken back. `total` is the key of the running total
    that it goes on from. `corrects` is the statement that billed what is taken back here, as it was billed then.
    """

    key: str
    total: str
    agreement: str
    ticket: str
    charging: Charging
    work: str
    out_of_hours: bool
    per_hour: Decimal
    rounding: Rounding
    category: Category
    percent: Decimal
    reason: str
    begins: datetime
    first_day: date
    last_day: date
    entries: list[str] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    corrects: BilledPiece | None = None

    @property
    def seconds(self) -> int:
        return sum(self.pieces)

    @property
    def month(self) -> str:
        """The month of the work, like `2026-11`: time that was noted late has an earlier one than the statement."""
        return self.first_day.isoformat()[:7]

    @property
    def last_day_after(self) -> date:
        return self.last_day + _DAY

    @property
    def tax_point(self) -> date:
        return self.last_day


@dataclass(frozen=True, slots=True)
class _Terms:
    """What a kind of work costs on a day; no rate where it has none."""

    version: Version
    rate: Rate | None
    category: Category
    percent: Decimal
    reason: str


@dataclass(slots=True)
class _Day:
    """A local day, with the terms of each kind of work looked up so far."""

    date: date
    version: Version | None
    terms: dict[str, _Terms] = field(default_factory=dict)


class _Days:
    """The local days of entries, each worked out once; entries of an hour share one."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._of_quarter: dict[int, _Day] = {}
        self._days: dict[date, _Day] = {}

    def of(self, at: datetime) -> _Day:
        quarter = int(at.timestamp()) // 900
        found = self._of_quarter.get(quarter)
        if found is None:
            found = self._of_quarter[quarter] = self._on(self._account.calendar.local(at).date())
        return found

    def _on(self, on: date) -> _Day:
        if on not in self._days:
            agreement = self._account.agreement_on(on)
            self._days[on] = _Day(on, agreement.version_on(on) if agreement else None)
        return self._days[on]

    def terms(self, day: _Day, version: Version, work: str) -> _Terms:
        """Raises LookupError where the country had no rate of tax yet."""
        found = day.terms.get(work)
        if found is None:
            treatment = version.treatment
            percent = percent_on(self._account.vat_rates, treatment.category, day.date)
            rate = version.rate(work) or self._listed(work, day.date)
            found = day.terms[work] = _Terms(version, rate, treatment.category, percent, treatment.reason)
        return found

    def _listed(self, work: str, on: date) -> Rate | None:
        listed = list_rate(self._account.list_rates, work, on)
        return Rate(work, listed.per_hour, listed.out_of_hours) if listed else None


def group(account: Account) -> tuple[list[Group], list[Problem]]:
    """The month's entries in groups, and a problem for each entry that nobody can bill as it is."""
    days = _Days(account)
    groups: dict[tuple[object, ...], Group] = {}
    problems: list[Problem] = []
    undone = both_undone(account.entries)
    for entry in sorted(account.entries, key=lambda one: (one.start, one.id)):
        day = days.of(entry.start)
        if entry.corrects in account.billed:
            for piece in account.billed[entry.corrects]:
                _take_back(groups, entry, day.date, piece)
            continue
        if day.version is None:
            problems += _problem("no_agreement", entry, day, undone)
            continue
        try:
            terms = days.terms(day, day.version, entry.work)
        except LookupError:
            problems += _problem("no_vat_rate", entry, day, undone)
            continue
        if terms.rate is None and entry.charging is Charging.BILLABLE:
            problems += _problem("no_rate", entry, day, undone)
            continue
        for out_of_hours, per_hour, seconds in _cut(account, entry, terms.rate):
            _add(groups, entry, day.date, account.month, terms, out_of_hours, per_hour, seconds)
    return list(groups.values()), problems


def _cut(account: Account, entry: TimeEntry, rate: Rate | None) -> Iterator[tuple[bool, Decimal, int]]:
    """The entry's seconds at each price: whether out of hours, the price of an hour, and how many (PM8)."""
    if entry.charging is not Charging.BILLABLE or rate is None:
        yield False, Decimal("0.00"), entry.seconds
    elif rate.out_of_hours is None:
        yield False, rate.per_hour, entry.seconds
    else:
        sign = -1 if entry.seconds < 0 else 1
        inside = account.calendar.between(entry.start, entry.end)
        outside = abs(entry.seconds) - inside
        if inside or not outside:
            yield False, rate.per_hour, sign * inside
        if outside:
            yield True, rate.out_of_hours, sign * outside


def _add(
    groups: dict[tuple[object, ...], Group],
    entry: TimeEntry,
    on: date,
    billed_in: str,
    terms: _Terms,
    out_of_hours: bool,
    per_hour: Decimal,
    seconds: int,
) -> None:
    version = terms.version
    kind = (entry.charging, entry.work, out_of_hours, per_hour)
    place = (version.agreement, entry.ticket, *kind, terms.category, terms.percent, version.rounding)
    worked_in = f"{on:%Y-%m}"
    found = groups.get((*place, worked_in))
    if found is None:
        total = _key(place)
        found = groups[*place, worked_in] = Group(
            key=total if worked_in == billed_in else f"{total}/{worked_in}",
            total=total,
            agreement=version.agreement,
            ticket=entry.ticket,
            charging=entry.charging,
            work=entry.work,
            out_of_hours=out_of_hours,
            per_hour=per_hour,
            rounding=version.rounding,
            category=terms.category,
            percent=terms.percent,
            reason=terms.reason,
            begins=entry.start,
            first_day=on,
            last_day=on,
        )
    found.last_day = on
    found.entries.append(entry.id)
    found.pieces.append(seconds)


def _take_back(groups: dict[tuple[object, ...], Group], entry: TimeEntry, on: date, piece: BilledPiece) -> None:
    """On a line of its own, in the words and at the price of the line that billed it."""
    line = piece.line
    place = (line.key, piece.statement, piece.issued_on)
    found = groups.get(place)
    if found is None:
        found = groups[place] = Group(
            key=f"{line.key}/{piece.issued_on}/{piece.statement}",
            total=line.total_key or line.key,
            agreement=line.agreement,
            ticket=line.ticket,
            charging=entry.charging,
            work=line.work,
            out_of_hours=line.out_of_hours,
            per_hour=line.price,
            rounding=line.rounding,
            category=line.vat.category,
            percent=line.vat.percent,
            reason=line.vat.reason,
            begins=entry.start,
            first_day=on,
            last_day=on,
            corrects=piece,
        )
    found.last_day = max(found.last_day, on)
    found.entries.append(entry.id)
    found.pieces.append(-piece.seconds)


def _key(place: tuple[object, ...]) -> str:
    agreement, ticket, charging, work, out_of_hours, per_hour, category, percent, rounding = place
    assert isinstance(rounding, Rounding)
    steps = f"{rounding.by}-{rounding.step_minutes}-{rounding.minimum_minutes}"
    where = "out" if out_of_hours else "in"
    return f"{agreement}/{ticket}/{charging}/{work}/{where}/{per_hour}/{category}/{percent}/{steps}"


def _problem(code: str, entry: TimeEntry, day: _Day, undone: Collection[str]) -> list[Problem]:
    """None for an entry that was taken back again in the same month: together they come to nothing."""
    if entry.id in undone:
        return []
    facts = {"entry": entry.id, "ticket": entry.ticket, "work": entry.work, "day": day.date.isoformat()}
    return [Problem(code, facts)]
