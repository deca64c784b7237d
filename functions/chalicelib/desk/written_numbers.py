"""Numbers in a form as people write them, made the exact ones that YAML has: `1 234,5` is 1234.50 (PM5 MP9)."""

import re
from dataclasses import replace
from typing import Final

from chalicelib.policies.mistakes import Mistake

_AMOUNTS: Final = frozenset({"price", "per_hour", "out_of_hours", "fee", "payroll_fee"})
_PERCENTS: Final = frozenset({"percent", "discount_percent", "flat_rate_percent"})
_COUNTS: Final = frozenset(
    {
        "quantity",
        "payment_days",
        "step_minutes",
        "minimum_minutes",
        "minutes",
        "prepares_days",
        "anchor_day",
        "anchor_month",
    }
)
_CODES: Final = {"value_amount": "amount_bad", "value_percent": "percent_bad", "value_quantity": "quantity_bad"}
_BLANK: Final = "[ \u00a0\u2009\u202f]"
_WHOLE: Final = rf"\d+|\d{{1,3}}(?:{_BLANK}\d{{3}})+|\d{{1,3}}(?:\.\d{{3}})+(?=,)|\d{{1,3}}(?:,\d{{3}})+(?=\.)"
_NUMBER: Final = re.compile(rf"(-?)({_WHOLE})(?:[.,](\d+))?")
_LIKE_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_UNCLEAR: Final = re.compile(rf"(?<![\d.,]){_LIKE_THOUSANDS.pattern}(?!\d)")


def exact_numbers(tree: object) -> object:
    """The tree with its numbers exact, known by their keys; what is no number, or could be two, stays as it was."""
    return _exact(tree, "")


def in_words_of_a_form(mistake: Mistake) -> Mistake:
    """What is wrong with a number that was filled in: `number_unclear` where it can be read in two ways."""
    if mistake.code not in _CODES:
        return mistake
    is_unclear = mistake.code != "value_percent" and _UNCLEAR.search(mistake.found)
    return replace(mistake, code="number_unclear" if is_unclear else _CODES[mistake.code])


def exact(text: str, decimals: int = 0, has_thousands: bool = True) -> str:
    """A number as YAML has it, with at least so many decimals; what is no number, or could be two, as it was.

    Zeros beyond them are left out, so that `2,1250` is 2.125, where `2,125` could be thousands. No percentage has
    thousands: `3,125` is one with three decimals.
    """
    number = text.strip().replace("\u2212", "-")
    found = _NUMBER.fullmatch(number)
    if not found or (has_thousands and _LIKE_THOUSANDS.fullmatch(number)):
        return text
    sign, whole, part = found[1], re.sub(r"\D", "", found[2]), (found[3] or "").rstrip("0").ljust(decimals, "0")
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


def _exact(value: object, key: str) -> object:
    match value:
        case dict():
            return {name: _exact(inner, name) for name, inner in value.items()}
        case list():
            return [_exact(inner, key) for inner in value]
        case str() if key in _AMOUNTS:
            return exact(value, decimals=2)
        case str() if key in _PERCENTS:
            return exact(value.strip().removesuffix("%"), has_thousands=False)
        case str() if key in _COUNTS:
            return exact(value)
    return value
