"""People, tickets and entries as the functions show them."""

from typing import Any

Json = dict[str, Any]

_BY_DESK = ("answered", "dismissed", "noted", "handling_started", "promised", "escalated", "returned", "identified")
_BY_MACHINE = ("filed", "warned", "breached", "idle", "reminded", "moved")
_FOR_STAFF = ("noted", "held", "dismissed", "filed", "warned", "breached", "idle")


def contact(**other: Any) -> Json:
    known = {"ref": "contact:fjord:kari", "name": "Kari Nordli", "address": "kari@fjord.example", "role": "contact"}
    organisation = {"id": "fjord", "name": "Fjord Industri"}
    return {**known, "language": "nb", "organisation": organisation, "desks": ["adminet", "promark"], **other}


def agent(**other: Any) -> Json:
    known = {"ref": "agent:ola", "name": "Ola Hansen", "address": "ola@support.example", "role": "agent"}
    return {**known, "language": "nb", "organisation": None, "desks": ["promark", "timecare"], **other}


def ticket(**other: Any) -> Json:
    return {
        "number": "PRO-1042", "desk": "promark", "organisation": {"id": "fjord", "name": "Fjord Industri"},
        "contact": {"name": "Kari Nordli", "address": "kari@fjord.example", "returned": None}, "agent": None,
        "subject": "The terminal does not register time",
        "kind": "fault", "area": "time_registration", "severity": 2, "severity_agreed": False, "state": "new",
        "via": "form", "release": "10.1", "answers": {"environment": "production"}, "late": False,
        "opened_at": "2026-11-23T07:40:00Z", "changed_at": "2026-11-23T08:10:00Z", "started_at": None,
        "due_at": "2026-11-24T12:40:00Z", "closure_asked": False, "under_agreement": True, "held": 0,
        "due_matter": "start", "due_within": True, "severity_proposed": None, "severity_proposed_by": None,
        "error_class": "", "escalation": None, "promise_at": None, "level": "standard", **other,
    }  # fmt: skip


def entry(sequence: int, act: str, text: str | None = None, **other: Any) -> Json:
    side = "machine" if act in _BY_MACHINE else "desk" if act in _BY_DESK else "customer"
    name = {"desk": "Ola Hansen", "customer": "Kari Nordli", "machine": ""}[side]
    return {
        "sequence": sequence, "at": f"2026-11-23T08:{sequence:02}:00Z", "act": act, "by": {"name": name, "side": side},
        "audience": "staff" if act in _FOR_STAFF else "everyone", "via": "form", "facts": {}, "text": text,
        "whole": None, "attachments": [], "held": act == "held", "dismissed": False,
        "has_html": False, "has_mail": False, **other,
    }  # fmt: skip


def mail(**other: Any) -> Json:
    """A mail that was set aside, as it waits for a decision."""
    return {
        "id": "01", "at": "2026-11-20T10:00:00Z", "reason": "stranger", "from_address": "eva@elsewhere.example",
        "from_name": "Eva Lind", "subject": "Where do I find the report?", "text": "Hello, where is it?",
        "attachments": [], "has_html": False, "is_safe": True, "known": None, "forwarded_from": "", "sent_by": "",
        "ticket": None,
        "is_automatic": False, "settled": None, **other,
    }  # fmt: skip


def attached(name: str, **other: Any) -> Json:
    return {"id": f"id-{name}", "name": name, "type": "application/pdf", "size": 1200, "listed": True, **other}


def timing(**other: Any) -> Json:
    """What a case tells of time, beside its ticket: nothing, unless said otherwise."""
    return {"clocks": [], "promises": [], "suggested_until": None, "fee": None, **other}


def worked(**other: Any) -> Json:
    """An entry of time: 25 minutes of a Friday morning."""
    return {
        "id": "20261120T081000Z-a", "ticket": "PRO-1042", "start": "2026-11-20T08:10:00Z",
        "end": "2026-11-20T08:35:00Z", "seconds": 1500, "agent": {"name": "Ola Hansen"}, "work": "support",
        "work_name": "Support", "note": "",
        "charging": "billable", "month": "2026-11", "by_hand": False, "noted_at": "2026-11-20T08:36:00Z",
        "noted_by": {"name": "Ola Hansen"}, "corrects": None, "reason": "", "counts": True, "currency": "NOK",
        "cost": None, **other,
    }  # fmt: skip


def watch(**other: Any) -> Json:
    return {
        "ticket": "PRO-1042", "subject": "The terminal does not register time", "started_at": "2026-11-23T08:00:00Z",
        "seconds": 3661, "ended_at": None, "work": "support", "charging": "billable", "note": "", "forgotten": False,
        "suggested_until": None, **other,
    }  # fmt: skip


def work(id: str, name: str, **other: Any) -> Json:
    known = {"basis": "agreed", "charging": "billable", "per_hour": "1200.00", "out_of_hours": None, "included": False}
    return {"id": id, "name": name, "by_phone": False, **known, **other}


def time_of(*entries: Json, **other: Any) -> Json:
    """What a ticket's page learns of its time."""
    totals = {"free": 0, "warranty": 0, "billable": sum(entry["seconds"] for entry in entries)}
    works = [work("support", "Support"), work("training", "Training", basis="covered", charging="free", per_hour=None)]
    return {
        "number": "PRO-1042", "entries": list(entries), "totals": totals, "works": works, "currency": "NOK",
        "agreement": None, "warranty_months": None, "may_start": True, "is_open": True, "today": "2026-11-23",
        "stopwatch": None, "entry": None, "overlaps": [], **other,
    }  # fmt: skip


def stretch(begin: str, end: str, seconds: int, *reasons: Json) -> Json:
    """A stretch between two instants of November 2026 such as `23T07:40:00`, counted where no reason is given."""
    return {"begin": f"2026-11-{begin}Z", "end": f"2026-11-{end}Z", "seconds": seconds, "reasons": list(reasons)}


def reason(kind: str, name: str = "", pause: str = "") -> Json:
    return {"kind": kind, "name": name, "pause": pause}


def clock(**other: Any) -> Json:
    """A clock of two working hours at a desk that closes for lunch, begun on a Friday, paused, and still running."""
    awaited = reason("paused", pause="awaiting_customer")
    return {
        "matter": "start", "clock": "identification_started", "severity": 2, "target_minutes": 120, "within": True,
        "due_at": "2026-11-23T09:20:33Z", "state": "running", "used_seconds": 5967, "stopped_at": None, "more": False,
        "stretches": [
            stretch("20T10:30:33", "20T11:00:00", 1767), stretch("20T11:00:00", "20T12:00:00", 0, reason("lunch")),
            stretch("20T12:00:00", "20T12:10:00", 600), stretch("20T12:10:00", "20T14:00:00", 0, awaited),
            stretch("20T14:00:00", "20T15:00:00", 3600),
            stretch("20T15:00:00", "23T09:00:00", 0, reason("weekend"), reason("deviation", "Staff meeting")),
            stretch("23T09:00:00", "23T09:20:33", 1233),
        ], **other,
    }  # fmt: skip
