"""People, tickets and entries as the functions show them."""

from typing import Any

Json = dict[str, Any]


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
        "contact": {"name": "Kari Nordli"}, "agent": None, "subject": "The terminal does not register time",
        "kind": "fault", "area": "time_registration", "severity": 2, "severity_agreed": False, "state": "new",
        "via": "form", "release": "10.1", "answers": {"environment": "production"}, "late": False,
        "opened_at": "2026-11-23T07:40:00Z", "changed_at": "2026-11-23T08:10:00Z", "started_at": None,
        "due_at": "2026-11-24T12:40:00Z", "closure_asked": False, "under_agreement": True, "held": 0, **other,
    }  # fmt: skip


def entry(sequence: int, act: str, text: str | None = None, **other: Any) -> Json:
    side = {"answered": "desk", "noted": "desk", "handling_started": "desk"}.get(act, "customer")
    name = "Ola Hansen" if side == "desk" else "Kari Nordli"
    return {
        "sequence": sequence, "at": f"2026-11-23T08:{sequence:02}:00Z", "act": act, "by": {"name": name, "side": side},
        "audience": "staff" if act in ("noted", "held") else "everyone", "via": "form", "facts": {}, "text": text,
        "whole": None, "attachments": [], "held": act == "held", **other,
    }  # fmt: skip
