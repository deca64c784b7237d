"""Entries of time and running stopwatches as items, and back."""

from collections.abc import Mapping
from typing import Any

from chalicelib.aws import book_keys
from chalicelib.aws.items.attributes import Item
from chalicelib.aws.items.schema import SCHEMA, must_be_known
from chalicelib.domain.billing.worklog import Charging, Stopwatch, TimeEntry
from chalicelib.domain.instants import read, written


def worked_item(entry: TimeEntry) -> Item:
    return {**book_keys.worked(entry.ticket, entry.id), **book_keys.worked_turn(entry), **_told(entry)}


def worked_copy(entry: TimeEntry) -> Item:
    """The same below its agent, by which her entries on all tickets are found."""
    return {**book_keys.worked_by(entry), **_told(entry)}


def worked_of(item: Mapping[str, Any]) -> TimeEntry:
    must_be_known(item)
    return TimeEntry(
        id=item["id"],
        ticket=item["ticket"],
        desk=item["desk"],
        organisation=item["organisation"],
        agent=item["agent"],
        start=read(item["start"]),
        seconds=item["seconds"],
        work=item["work"],
        charging=Charging(item["charging"]),
        month=item["month"],
        noted_at=read(item["noted_at"]),
        noted_by=item["noted_by"],
        note=item["note"],
        by_hand=item["by_hand"],
        corrects=item["corrects"],
        reason=item["reason"],
    )


def stopwatch_item(watch: Stopwatch) -> Item:
    return {
        **book_keys.stopwatch(watch.agent),
        "schema": SCHEMA,
        "agent": watch.agent,
        "ticket": watch.ticket,
        "started_at": written(watch.started_at),
        "work": watch.work,
        "charging": watch.charging.value,
        "note": watch.note,
    }


def stopwatch_of(item: Mapping[str, Any]) -> Stopwatch:
    must_be_known(item)
    started_at, charging = read(item["started_at"]), Charging(item["charging"])
    return Stopwatch(item["agent"], item["ticket"], started_at, item["work"], charging, item["note"])


def _told(entry: TimeEntry) -> Item:
    return {
        "schema": SCHEMA,
        "id": entry.id,
        "ticket": entry.ticket,
        "desk": entry.desk,
        "organisation": entry.organisation,
        "agent": entry.agent,
        "start": written(entry.start),
        "seconds": entry.seconds,
        "work": entry.work,
        "charging": entry.charging.value,
        "month": entry.month,
        "noted_at": written(entry.noted_at),
        "noted_by": entry.noted_by,
        "note": entry.note,
        "by_hand": entry.by_hand,
        "corrects": entry.corrects,
        "reason": entry.reason,
    }
