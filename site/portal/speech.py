"""How a language says things: words by key, and dates, spans, prices and lengths of working time in its own form."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Literal

from babel import Locale
from babel.dates import format_date, get_day_names, get_timezone_location
from babel.numbers import format_currency, format_decimal

from chalicelib.domain.languages import Wording, in_language
from chalicelib.domain.working_time.days import Span, Spans, Week
from chalicelib.policies.words import Phrasebook

# English is written here as in Europe: days before months.
_LOCALES = {"en": "en_GB", "nb": "nb_NO", "sv": "sv_SE", "fi": "fi_FI", "hr": "hr_HR"}
_HOUR_MINUTES = 60


@dataclass(frozen=True)
class Speech:
    """One language, with its words."""

    language: str
    words: Phrasebook

    @property
    def locale(self) -> Locale:
        """The language's rules for dates and numbers."""
        return Locale.parse(_LOCALES[self.language])

    def say(self, key: str, **values: object) -> str:
        """The text of a key, such as `desk.hours.week`, with its placeholders filled."""
        return self.words.say(self.language, key, **values)

    def of(self, wording: Wording) -> str:
        """A policy's text in this language."""
        return in_language(wording, self.language)

    def day(self, on: date) -> str:
        """A date in full with its weekday."""
        return format_date(on, "full", self.locale)

    def date(self, on: date) -> str:
        """A date in full."""
        return format_date(on, "long", self.locale)

    def instant(self, at: datetime) -> str:
        """A local date and time, with the weekday in short."""
        return f"{format_date(at, 'EEE', self.locale)} {format_date(at, 'medium', self.locale)} {at:%H:%M}"

    def weekday(self, number: int, width: Literal["wide", "abbreviated"] = "wide") -> str:
        """The name of a weekday, 0 for Monday, for the start of a line."""
        name: str = get_day_names(width, "stand-alone", self.locale)[number]
        return name[:1].upper() + name[1:] if width == "wide" else name

    def spans(self, spans: Spans) -> str:
        """Spans as times of day, or that it is closed."""
        return ", ".join(map(_times, spans)) if spans else self.say("desk.hours.closed")

    def week(self, week: Week) -> str:
        """The open days of a week in short, equal neighbours together."""
        parts = []
        for spans, group in groupby(range(7), key=lambda number: week[number]):
            numbers = list(group)
            names = [self.weekday(number, "abbreviated") for number in (numbers[0], numbers[-1])]
            if spans:
                parts.append(f"{'–'.join(dict.fromkeys(names))} {self.spans(spans)}")
        return "; ".join(parts)

    def money(self, amount: Decimal, currency: str) -> str:
        """A price in a currency."""
        # The code, as elsewhere the sign of a foreign currency runs into the number.
        pattern = "¤¤\u00a0#,##0.00" if self.language == "en" else None
        return format_currency(amount, currency, pattern, locale=self.locale)

    def working_hours(self, minutes: int) -> str:
        """A length of working time in hours."""
        hours = Decimal(minutes) / _HOUR_MINUTES
        form = self.locale.plural_form(hours)
        number = format_decimal(hours, locale=self.locale)
        return self.say(f"desk.levels.hours_{form if form in ('one', 'few') else 'other'}", n=number)

    def city(self, zone: str) -> str:
        """The city that a time zone is named after."""
        return get_timezone_location(zone, locale=self.locale, return_city=True)


def lunch(spans: Spans) -> Spans:
    """The stretches between the spans of a day."""
    return tuple(Span(earlier.closes, later.opens) for earlier, later in pairwise(spans))


def _times(span: Span) -> str:
    return str(span).replace("-", "–")
