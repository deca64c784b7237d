"""The flat rates of an agreement as a lead wrote them (MP8 TC13)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from chalicelib.domain.billing.agreement import DayCount, Every, FlatKind, FlatRate, Indexed, PriceFor, When
from chalicelib.domain.billing.periods import Period
from chalicelib.policies.section import Section

_ID: Final = r"[a-z0-9][a-z0-9_-]{0,39}"
_EVERY: Final = {every.name.lower(): every for every in Every}
_MOST_NAME_CHARACTERS: Final = 120
_SIGNED_PERCENT: Final = r"-?\d{1,3}(\.\d{1,4})?"
_QUANTITY: Final = r"\d{1,6}(\.\d{1,3})?"
_DAY: Final = timedelta(days=1)


def read_flat_rates(section: Section, first_day: date) -> tuple[FlatRate, ...]:
    """The list at `flat_rates`; one without a first day begins with the agreement."""
    return tuple(_flat_rate(part, first_day) for part in section.sections("flat_rates", needed=False))


def _flat_rate(section: Section, first_day: date) -> FlatRate:
    begins = section.date("first_day") if section.has("first_day") else first_day
    last_day = section.date("last_day") if section.has("last_day") else None
    if last_day and last_day < begins:
        section.mistake("last_day", last_day.isoformat(), "the first day or later", "day_before_first")
    name = rf"\S.{{0,{_MOST_NAME_CHARACTERS - 1}}}"
    return FlatRate(
        id=section.text("id", _ID, "small letters, digits, _ -, at most 40", code="value_id"),
        name=section.text("name", name, f"words, at most {_MOST_NAME_CHARACTERS} characters"),
        kind=FlatKind(section.choice("kind", tuple(FlatKind))),
        price=section.amount("price"),
        every=_EVERY[section.choice("every", tuple(_EVERY))],
        when=When(section.choice("when", tuple(When))),
        first_day=begins,
        last_day=last_day,
        quantity=section.decimal("quantity", _QUANTITY, "a number like 1 or 2.5", Decimal(1), "value_quantity"),
        anchor_day=section.integer("anchor_day", 1, 31, begins.day),
        anchor_month=section.integer("anchor_month", 1, 12) if section.has("anchor_month") else None,
        price_for=PriceFor(section.choice("price_for", tuple(PriceFor), PriceFor.PERIOD)),
        day_count=DayCount(section.choice("day_count", tuple(DayCount), DayCount.ACTUAL)),
        indexed=tuple(_indexed(part) for part in section.sections("indexed", needed=False)),
        suspended=tuple(filter(None, (_suspended(part) for part in section.sections("suspended", needed=False)))),
        product_class=section.text("product_class", r"[0-9.]{0,15}", "a KPD code like 62.02.20", default=""),
    )


def _indexed(section: Section) -> Indexed:
    percent = section.decimal("percent", _SIGNED_PERCENT, "a percentage like 3.4", code="value_percent")
    return Indexed(section.date("valid_from"), percent)


def _suspended(section: Section) -> Period | None:
    first, last = section.date("first_day"), section.date("last_day")
    if last < first:
        section.mistake("last_day", last.isoformat(), "the first day or later", "day_before_first")
        return None
    return Period(first, last + _DAY)
