"""Refusals as problem details (RFC 9457): a stable code, the field, and the reader's words."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.languages import in_language
from chalicelib.domain.refusal import Fact, Refusal
from chalicelib.policies.words import Phrasebook

_STATUSES = {
    "sign_in_needed": 401,
    "code_wrong": 401,
    "header_missing": 403,
    "not_allowed": 403,
    "leads_only": 403,
    "not_trained": 403,
    "desk_not_yours": 403,
    "closure_not_yours": 403,
    "not_found": 404,
    "conflict": 409,
    "ticket_closed": 409,
    "not_closed": 409,
    "already_handled": 409,
    "no_agreement": 409,
    "closure_already_asked": 409,
    "nothing_held": 409,
    "set_aside_settled": 409,
    "virus_inside": 409,
    "not_returned": 409,
    "already_escalated": 409,
    "not_escalated": 409,
    "ticket_resolved": 409,
    "class_unchanged": 409,
    "severity_unchanged": 409,
    "not_a_fault": 409,
    "stopwatch_runs": 409,
    "stopwatch_closed": 409,
    "stopwatch_forgotten": 409,
    "stopwatch_gone": 409,
    "entry_corrected": 409,
    "agreement_in_force": 409,
    "run_unfinished": 409,
    "run_changed": 409,
    "month_not_over": 409,
    "body_malformed": 400,
    "key_missing": 400,
    "cursor_bad": 400,
    "too_many_codes": 429,
    "too_many": 429,
    "internal": 500,
}


def status_of(code: str) -> int:
    """The HTTP status of a code; what is wrong with the content of a request is 422."""
    return _STATUSES.get(code, 422)


def problem(refusal: Refusal, words: Phrasebook, language: str, request_id: str) -> dict[str, Any]:
    """The body of the answer, in the reader's language."""
    status = status_of(refusal.code)
    fields = [
        {
            "field": fault.field,
            "code": fault.code,
            "detail": words.say(language, f"errors.{fault.code}", **_said(fault.facts, language)),
        }
        for fault in refusal.faults
    ]
    return {
        "type": "about:blank",
        "title": words.say(language, "errors.form_incomplete") if fields else refusal.code,
        "status": status,
        "code": refusal.code,
        "detail": words.say(language, f"errors.{refusal.code}", **_said(refusal.facts, language)),
        "fields": fields,
        "request": request_id,
    }


def _said(facts: Mapping[str, Fact], language: str) -> dict[str, str | int]:
    """The facts as the reader says them."""
    return {
        name: ", ".join(in_language(label, language) for label in fact) if isinstance(fact, tuple) else fact
        for name, fact in facts.items()
    }
