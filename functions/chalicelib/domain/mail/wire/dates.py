"""The Date of a mail as an instant in UTC, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def parse(value: str) -> datetime | None:
    """Aware instant in UTC; None where the field names no time that can exist."""
    try:
        found = parsedate_to_datetime(value[:200])
        if found.tzinfo is None:
            found = found.replace(tzinfo=UTC)
        return found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
