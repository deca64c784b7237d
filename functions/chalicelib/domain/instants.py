"""Instants as they are kept: UTC, ISO 8601 with milliseconds and `Z`, so that text order is time order."""

from datetime import UTC, datetime


def written(at: datetime) -> str:
    """The stored form of an aware instant, e.g. `2026-11-22T14:03:00.000Z`."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read(text: str) -> datetime:
    """The aware UTC instant behind a stored form. Raises ValueError when it is none."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text!r} names no time zone")
    return at.astimezone(UTC)
