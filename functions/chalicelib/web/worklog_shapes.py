"""Time worked as the JSON that staff pages read."""

from typing import Any

from chalicelib.desk.ports import World
from chalicelib.desk.worklog.costs import cost_so_far
from chalicelib.desk.worklog.overview import TimeOfTicket
from chalicelib.desk.worklog.stopwatch import Running
from chalicelib.domain.billing.agreement import Version
from chalicelib.domain.billing.beforehand import Cost, Proposal
from chalicelib.domain.billing.timesheet import standing, totals
from chalicelib.domain.billing.worklog import Charging, TimeEntry
from chalicelib.domain.instants import written
from chalicelib.domain.languages import Wording, in_language

Shape = dict[str, Any]


def time_shape(world: World, time: TimeOfTicket, language: str) -> Shape:
    """A ticket's time: entries, sums of each class in seconds, and what more of it would cost today."""
    desk = world.policies[time.ticket.desk]
    names = {work.id: work.name for work in desk.billing.works}
    by_phone = {work.id: work.by_phone for work in desk.billing.works}
    people = world.directory.people({ref for entry in time.entries for ref in (entry.agent, entry.noted_by)})
    called = {ref: person.name for ref, person in people.items()}
    counts = {entry.id for entry in standing(time.entries)}
    sums = totals(time.entries)
    works = [
        {"name": in_language(names[one.work], language), "by_phone": by_phone[one.work], **_proposal(one)}
        for one in time.proposals
    ]
    return {
        "number": time.ticket.number,
        "entries": [_entry(entry, called, names, language, entry.id in counts) for entry in time.entries],
        "totals": {charging.value: seconds for charging, seconds in sums.items()},
        "works": works,
        "currency": desk.currency,
        "agreement": _agreement(time.version, time) if time.version else None,
        "warranty_months": time.warranty_months,
        "may_start": not time.ticket.is_closed,
        "today": desk.local(world.now).date().isoformat(),
        "is_open": desk.calendar.is_open(world.now),
    }


def watch_shape(world: World, running: Running | None) -> Shape | None:
    """An agent's running watch; `seconds` up to now, or to when the ticket closed, which `ended_at` then tells."""
    if running is None:
        return None
    watch, desk = running.watch, world.policies[running.ticket.desk]
    suggested = running.suggested and desk.local(running.suggested).strftime("%Y-%m-%dT%H:%M")
    return {
        "ticket": watch.ticket,
        "subject": running.ticket.subject,
        "started_at": written(watch.started_at),
        "seconds": running.seconds,
        "ended_at": written(running.ends_at) if running.ends_at < world.now else None,
        "work": watch.work,
        "charging": watch.charging.value,
        "note": watch.note,
        "forgotten": running.forgotten,
        "suggested_until": suggested,
    }


def span_shape(entry: TimeEntry) -> Shape:
    return {"ticket": entry.ticket, "start": written(entry.start), "end": written(entry.end)}


def entered_shape(world: World, entry: TimeEntry) -> Shape:
    """An entry that was made just now, and what it costs the customer."""
    cost = cost_so_far(world, entry) if entry.charging is Charging.BILLABLE else None
    return {
        "id": entry.id,
        "month": entry.month,
        **span_shape(entry),
        "seconds": entry.seconds,
        "charging": entry.charging.value,
        "currency": world.policies[entry.desk].currency,
        "cost": _cost(cost) if cost else None,
    }


def _cost(cost: Cost) -> Shape:
    return {
        "seconds": round(cost.minutes * 60),
        "included_seconds": round(cost.included * 60),
        "out_of_hours_seconds": round(cost.out_of_hours * 60),
        "net": str(cost.net),
        "problem": cost.problem or None,
    }


def _entry(entry: TimeEntry, called: dict[str, str], names: dict[str, Wording], language: str, counts: bool) -> Shape:
    return {
        "id": entry.id,
        **span_shape(entry),
        "seconds": entry.seconds,
        "agent": {"name": called.get(entry.agent, "")},
        "work": entry.work,
        "work_name": in_language(names[entry.work], language) if entry.work in names else entry.work,
        "charging": entry.charging.value,
        "month": entry.month,
        "note": entry.note,
        "by_hand": entry.by_hand,
        "noted_at": written(entry.noted_at),
        "noted_by": {"name": called.get(entry.noted_by, "")},
        "corrects": entry.corrects or None,
        "reason": entry.reason,
        "counts": counts,
    }


def _proposal(known: Proposal) -> Shape:
    return {
        "id": known.work,
        "basis": known.basis.value,
        "charging": known.charging.value,
        "per_hour": str(known.per_hour) if known.per_hour is not None else None,
        "out_of_hours": str(known.out_of_hours) if known.out_of_hours is not None else None,
        "included": known.included,
    }


def _agreement(version: Version, time: TimeOfTicket) -> Shape:
    rounding = version.rounding
    return {
        "id": version.agreement,
        "step_minutes": rounding.step_minutes,
        "minimum_minutes": rounding.minimum_minutes,
        "rounded_by": rounding.by.value,
        "included_minutes": time.included.minutes if time.included else None,
        "left_minutes": time.left,
        "counted": time.included.counted.value if time.included else None,
    }
