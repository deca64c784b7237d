"""How exact time becomes charged time, and charged time money (MP5 MP8, B20-B23 B26 B46)."""

from decimal import Decimal

from chalicelib.domain.billing.agreement import Rounding
from chalicelib.domain.billing.money import quotient


def charged_minutes(seconds: int, rounding: Rounding) -> Decimal:
    """Up to whole steps, at least the minimum; without a step the exact time. No time costs nothing.

    Negative time is the mirror of positive, so that what was charged is given back whole.
    """
    if seconds < 0:
        return -charged_minutes(-seconds, rounding)
    if seconds == 0:
        return Decimal(0)
    return max(Decimal(rounding.minimum_minutes), _stepped(seconds, rounding.step_minutes))


def charge(per_hour: Decimal, minutes: Decimal, digits: int = 2) -> Decimal:
    """The price of charged time, rounded half up once.

    Charged time is whole seconds, however the minutes are written: a third of a minute is 20 seconds, not 19.99….
    """
    seconds = round(minutes * 60)
    above, below = per_hour.as_integer_ratio()
    return quotient(above * seconds, below * 3600, digits)


def _stepped(seconds: int, step_minutes: int) -> Decimal:
    if step_minutes == 0:
        return Decimal(seconds) / 60
    steps = -(-seconds // (60 * step_minutes))
    return Decimal(steps * step_minutes)
