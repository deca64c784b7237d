"""Included time: so many minutes a month, taken up by tickets in the order in which work on them began (B27 B28)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.agreement import Agreement, Counted, Included, Version
from chalicelib.domain.billing.grouping import Group
from chalicelib.domain.billing.periods import Period


@dataclass(slots=True)
class Quota:
    """What is left of an agreement's included time in a month."""

    included: Included | None
    seconds: int

    @classmethod
    def of(cls, account: Account, agreement: str) -> Quota:
        """The month's: each version for its days in force, whole minutes down."""
        found = next(one for one in account.agreements if one.id == agreement)
        minutes = Fraction(0)
        terms: Included | None = None
        for period, version in found.stretches(account.days):
            days = _days_in_force(found, period)
            if version.included and days:
                terms = version.included
                minutes += Fraction(version.included.minutes * days, account.days.days)
        return cls(terms, int(minutes) * 60)

    @property
    def is_before_rounding(self) -> bool:
        return self.included is not None and self.included.counted is Counted.BEFORE_ROUNDING

    def take_seconds(self, group: Group) -> int:
        """Exact seconds of the group that are included; they are then used up."""
        taken = min(self.seconds, group.seconds) if self._takes(group) else 0
        self.seconds -= taken
        return taken

    def take_minutes(self, group: Group, minutes: Decimal) -> Decimal:
        """Rounded minutes of the group that are included; they are then used up."""
        if not self._takes(group):
            return Decimal(0)
        taken = min(Decimal(self.seconds) / 60, minutes)
        self.seconds -= round(taken * 60)
        return taken

    def _takes(self, group: Group) -> bool:
        works = self.included.works if self.included else ()
        return self.included is not None and not group.out_of_hours and (not works or group.work in works)


def _days_in_force(agreement: Agreement, period: Period) -> int:
    latest: Version = agreement.latest
    first = max(period.first, latest.first_day)
    last = min(period.last, latest.last_day or period.last)
    return max(0, (last - first).days + 1)
