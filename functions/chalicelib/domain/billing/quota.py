"""Included time: so many minutes a month, taken up by tickets in the order in which work on them began (B27 B28)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import Agreement, Counted, Included, Version
from chalicelib.domain.billing.cycles import add_months, days_of
from chalicelib.domain.billing.grouping import Group
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.statement import CARRIED_MONTHS, IncludedTime


@dataclass(frozen=True, slots=True)
class Allotment:
    """What an agreement includes in a month: each version for its days in force, whole minutes down."""

    included: Included | None
    minutes: int

    @classmethod
    def of(cls, agreement: Agreement, days: Period) -> Allotment:
        """That of a month's days; the terms are those that held last."""
        minutes = Fraction(0)
        terms: Included | None = None
        for period, version in agreement.stretches(days):
            in_force = _days_in_force(agreement, period)
            if version.included and in_force:
                terms = version.included
                minutes += Fraction(version.included.minutes * in_force, days.days)
        return cls(terms, int(minutes))


@dataclass(slots=True)
class Quota:
    """An agreement's included time in a month, and how many seconds of it are used up."""

    included: Included | None
    minutes: int
    used: int

    @property
    def is_before_rounding(self) -> bool:
        return self.included is not None and self.included.counted is Counted.BEFORE_ROUNDING

    def take_seconds(self, group: Group) -> int:
        """Exact seconds of the group that are included; they are then used up."""
        taken = min(self._left, group.seconds) if self._takes(group) else 0
        self.used += taken
        return taken

    def take_minutes(self, group: Group, minutes: Decimal) -> Decimal:
        """Rounded minutes of the group that are included; they are then used up."""
        if not self._takes(group):
            return Decimal(0)
        taken = min(Decimal(self._left) / 60, minutes)
        self.used += round(taken * 60)
        return taken

    def put_back(self, minutes: Decimal) -> None:
        """What was included and is taken back can be used again."""
        self.used = max(0, self.used - round(minutes * 60))

    @property
    def _left(self) -> int:
        return max(0, self.minutes * 60 - self.used)

    def _takes(self, group: Group) -> bool:
        return self.included is not None and not group.out_of_hours and self.included.takes(group.work)


class Quotas:
    """Those of all agreements by the month of the work: time that is noted late uses what its own month included."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._agreements = {one.id: one for one in account.agreements}
        self._known: dict[tuple[str, str], Quota] = {}

    def of(self, group: Group) -> Quota:
        """The one that a group's time uses up."""
        place = group.agreement, group.month
        if place not in self._known:
            allotment = Allotment.of(self._agreements[group.agreement], days_of(group.month))
            used = self._account.carried.included.get("/".join(place), 0)
            self._known[place] = Quota(allotment.included, allotment.minutes, used)
        return self._known[place]

    @property
    def used(self) -> dict[str, int]:
        """The seconds used up so far, with those of earlier statements; nothing so old that it is never corrected."""
        oldest = add_months(self._account.days.first, -CARRIED_MONTHS).isoformat()[:7]
        before = {key: used for key, used in self._account.carried.included.items() if key[-7:] >= oldest}
        now = {"/".join(place): quota.used for place, quota in self._known.items()}
        return {key: used for key, used in {**before, **now}.items() if used}

    @property
    def told(self) -> tuple[IncludedTime, ...]:
        """What the statement says of them, by agreement and month."""
        found = []
        for (agreement, month), quota in sorted(self._known.items(), key=lambda each: (each[0][0], each[0][1])):
            if quota.included and (quota.minutes or quota.used):
                terms = quota.included
                found.append(IncludedTime(agreement, month, quota.minutes, quota.used, terms.counted, terms.works))
        return tuple(found)


def _days_in_force(agreement: Agreement, period: Period) -> int:
    latest: Version = agreement.latest
    first = max(period.first, latest.first_day)
    last = min(period.last, latest.last_day or period.last)
    return max(0, (last - first).days + 1)
