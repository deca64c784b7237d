"""Time in the columns of a document: exact, rounded, included, charged (MP5 MP7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from chalicelib.desk.documents.vocabulary import seconds_of, shown_minutes, shown_seconds
from chalicelib.domain.billing.agreement import Counted
from chalicelib.domain.billing.line import Line
from chalicelib.domain.billing.statement import Statement
from chalicelib.domain.billing.worklog import Charging

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class TimeKinds:
    """Which columns of time a document has, by the ids of their words, and whether they show seconds.

    Rounded time stands there where anything was rounded, included time where anything was included; where that is taken
    off before rounding, what is left of the exact time stands there instead.
    """

    ids: tuple[str, ...]
    to_the_second: bool

    @classmethod
    def of(cls, statement: Statement, lines: Sequence[Line]) -> TimeKinds:
        """Seconds are shown where time is not rounded, or any of it has some."""
        is_rounded = any(seconds_of(line.minutes) != line.seconds for line in lines)
        is_included = any(line.included for line in lines)
        broken = any(seconds_of(minutes) % 60 for line in lines for minutes in (line.minutes, line.included))
        is_before = is_included and all(line.counted is Counted.BEFORE_ROUNDING for line in lines)
        rounded = ("rounded",) if is_rounded else ()
        included = ("included",) if is_included else ()
        ids = ("exact", "included", "rest", "charged") if is_before else ("exact", *rounded, *included, "charged")
        return cls(ids, broken or statement.rounding.step_minutes == 0)

    def shown(self, lines: Sequence[Line]) -> tuple[str, ...]:
        """The time of these lines together, a text for each column."""
        told = {
            "exact": shown_seconds(sum(line.seconds for line in lines)),
            "rounded": self._minutes(sum((line.minutes for line in lines), _NONE)),
            "included": self._minutes(sum((line.included for line in lines), _NONE)),
            "rest": shown_seconds(sum(line.seconds - seconds_of(line.included) for line in lines)),
            "charged": self._minutes(sum(map(charged_minutes, lines), _NONE)),
        }
        return tuple(told[id] for id in self.ids)

    def _minutes(self, minutes: Decimal) -> str:
        return shown_minutes(minutes, self.to_the_second)


def charged_minutes(line: Line) -> Decimal:
    """What the customer pays for of a line's rounded time: nothing of what is free or under warranty."""
    return line.minutes - line.included if line.charging is Charging.BILLABLE else _NONE
