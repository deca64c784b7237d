"""How long a stopwatch may be believed, and where the time that it counts ends (MP5)."""

from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.working_time.hours import Calendar

PAST_CLOSING: Final = timedelta(hours=2)
BELIEVED: Final = timedelta(hours=10)
LONGEST: Final = timedelta(hours=24)
"""Of one entry, however it comes."""


def closing_after(calendar: Calendar, started_at: datetime) -> datetime | None:
    """When the desk closed for the day on which the watch was started; None where it was started after that."""
    openings = calendar.openings(calendar.local(started_at).date())
    return openings[-1][1] if openings and openings[-1][1] > started_at else None


def is_forgotten(calendar: Calendar, started_at: datetime, until: datetime) -> bool:
    """Whether nobody can have meant it to run until then: more than two hours past closing, or over ten hours."""
    closing = closing_after(calendar, started_at)
    return until - started_at > BELIEVED or (closing is not None and until - closing > PAST_CLOSING)
