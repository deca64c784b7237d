"""What a statement is said with: the words and figures of one language, the names of works and tickets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from textwrap import shorten

from chalicelib.domain.billing.periods import Period
from chalicelib.domain.languages import Wording, in_language
from chalicelib.policies.words import Phrasebook

_MINUS = "\u2212"
_SUBJECT_CHARACTERS = 120
_SIGNS = {"comma": ",", "point": ".", "space": "\u00a0"}
_DATE_PARTS = re.compile("dd?|MMM|MM?|y| ")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language. `works` are a desk's kinds of work by id, `subjects` those of tickets by number."""

    words: Phrasebook
    language: str
    works: Mapping[str, Wording]
    subjects: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, **values: object) -> str:
        """A text of kb/words/*/statements.yaml. Raises KeyError for an unknown key."""
        return self.words.say(self.language, f"statements.{key}", **values)

    def find(self, key: str, otherwise: str) -> str:
        """A text of that room; the one under another key where there is none."""
        known = f"statements.{key}" in self.words.of(self.language)
        return self.say(key if known else otherwise)

    def work(self, id: str) -> str:
        """What a kind of work is called; its id where the desk no longer has it."""
        return in_language(self.works.get(id, {}), self.language) or id

    def subject(self, ticket: str) -> str:
        """What a ticket is about, in one line; "" where that is not told."""
        return shorten(self.subjects.get(ticket, ""), _SUBJECT_CHARACTERS, placeholder="…")

    def amount(self, value: Decimal) -> str:
        """Money or a price: at least two decimals, thousands apart, a minus where it is below zero."""
        exponent = value.normalize().as_tuple().exponent
        decimals = max(2, -exponent) if isinstance(exponent, int) else 2
        return self._written(f"{abs(value):,.{decimals}f}", value < 0)

    def number(self, value: Decimal) -> str:
        """A quantity or a percent, without idle zeros."""
        digits = f"{abs(value):,f}"
        return self._written(digits.rstrip("0").rstrip(".") if "." in digits else digits, value < 0)

    def day(self, on: date) -> str:
        """A date as tables write it."""
        parts = {
            "d": f"{on.day}",
            "dd": f"{on.day:02d}",
            "M": f"{on.month}",
            "MM": f"{on.month:02d}",
            "y": f"{on.year}",
        }
        parts |= {"MMM": self._month_name(on.month)[:3], " ": _SIGNS["space"]}
        return _DATE_PARTS.sub(lambda part: parts[part.group()], self.say("notation.day"))

    def span(self, period: Period) -> str:
        """A period with its last day; one day alone."""
        if period.days == 1:
            return self.day(period.first)
        return self.say("notation.span", first=self.day(period.first), last=self.day(period.last))

    def month(self, month: str) -> str:
        """A month like `2026-11` by its name."""
        year, number = month.split("-")
        return self.say("notation.month", month=self._month_name(int(number)), year=year)

    def instant(self, local: datetime) -> str:
        """A local time to the minute, with its day."""
        return self.say("notation.instant", day=self.day(local.date()), time=f"{local:%H:%M}")

    def _month_name(self, number: int) -> str:
        return self.say("notation.months").split()[number - 1]

    def _written(self, digits: str, below_zero: bool) -> str:
        thousands, decimal = _SIGNS[self.say("notation.thousands")], _SIGNS[self.say("notation.decimal")]
        told = digits.replace(",", "\0").replace(".", decimal).replace("\0", thousands)
        return f"{_MINUS}{told}" if below_zero else told


def seconds_of(minutes: Decimal) -> int:
    """Charged time in whole seconds, which it always is, however the minutes are written."""
    return round(minutes * 60)


def shown_minutes(minutes: Decimal, to_the_second: bool = False) -> str:
    """Charged time as h:mm; as h:mm:ss where asked for, or where it does not come to whole minutes."""
    seconds = seconds_of(minutes)
    if to_the_second or seconds % 60:
        return shown_seconds(seconds)
    return f"{_MINUS if seconds < 0 else ''}{abs(seconds) // 3600}:{abs(seconds) // 60 % 60:02d}"


def shown_seconds(seconds: int) -> str:
    """Exact time as h:mm:ss."""
    whole = abs(seconds)
    return f"{_MINUS if seconds < 0 else ''}{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"
