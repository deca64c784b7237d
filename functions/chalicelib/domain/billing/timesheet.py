"""Entries of time seen together: what stands after corrections, sums, what overlaps (MP5 MP7)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from chalicelib.domain.billing.worklog import Charging, TimeEntry

_TAKEN_BACK = "-back"


def entry_id(start: datetime, trigger: str) -> str:
    """The id of the entry that this trigger makes, the same at every try; ids stand in the order of their starts."""
    return f"{start.astimezone(UTC):%Y%m%dT%H%M%SZ}-{sha256(trigger.encode()).hexdigest()[:12]}"


def taken_back(entry: TimeEntry, by: str, at: datetime, reason: str) -> TimeEntry:
    """The entry that takes another back. Its id follows from the other's, so that none is taken back twice."""
    return replace(
        entry,
        id=f"{entry.id}{_TAKEN_BACK}",
        seconds=-entry.seconds,
        noted_at=at,
        noted_by=by,
        corrects=entry.id,
        reason=reason,
    )


def standing(entries: Iterable[TimeEntry]) -> tuple[TimeEntry, ...]:
    """Those that count: neither taken back nor taking back."""
    listed = tuple(entries)
    gone = {entry.corrects for entry in listed if entry.corrects}
    return tuple(entry for entry in listed if not entry.corrects and entry.id not in gone)


def both_undone(entries: Iterable[TimeEntry]) -> frozenset[str]:
    """The ids of entries that are taken back among these, and of those that take them back."""
    listed = tuple(entries)
    known = {entry.id for entry in listed}
    back = [entry for entry in listed if entry.corrects in known]
    return frozenset(id for entry in back for id in (entry.id, entry.corrects))


def totals(entries: Iterable[TimeEntry]) -> dict[Charging, int]:
    """The exact seconds of each class, corrections included."""
    sums = dict.fromkeys(Charging, 0)
    for entry in entries:
        sums[entry.charging] += entry.seconds
    return sums


def overlapping(entry: TimeEntry, others: Iterable[TimeEntry]) -> tuple[TimeEntry, ...]:
    """Those of the same agent's standing entries that share time with this one."""
    rivals = (one for one in standing(others) if one.agent == entry.agent and one.id != entry.id)
    return tuple(one for one in rivals if one.start < entry.end and entry.start < one.end)
