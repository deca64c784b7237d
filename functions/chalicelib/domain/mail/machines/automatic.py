"""Automatic replies and the marks of filters, from header fields that machines set (RFC 3834 and the older habits)."""

from __future__ import annotations

import re
from typing import Final

from chalicelib.domain.mail.wire.headers import Headers
from chalicelib.domain.mail.words import machines

_TRUE: Final = frozenset(("yes", "true", "1", "all", "oof", "autoreply", "auto-reply", "auto_reply", "autoresponse"))
_PRECEDENCE: Final = frozenset(("auto_reply", "auto-reply", "bulk", "junk", "list"))
_PRESENT: Final = frozenset(
    "x-autoreply-from x-mail-autoreply x-autorespond x-autoresponder x-auto-reply x-autoreply-sent x-vacation".split()
)
_PREFIX: Final = re.compile(r"\s*(?:re|aw|sv|vs|odg|antw?)\s*:\s*", re.IGNORECASE)


def is_auto_reply(fields: Headers, subject: str) -> bool:
    """Whether a machine sent the mail by itself: nothing may be mailed back to it."""
    return is_marked(fields) or _says_so(subject)


def is_marked(fields: Headers) -> bool:
    """Whether the mail bears a mark that only machines set; a subject alone may be a person's."""
    submitted = fields.get("auto-submitted").partition(";")[0].partition("(")[0].strip().lower()
    if submitted and submitted != "no":
        return True
    if any(value.strip().lower() in _PRECEDENCE for value in fields.all("precedence")):
        return True
    if any(name in _PRESENT for name, _ in fields.fields):
        return True
    if fields.get("x-autoreply").strip().lower() in _TRUE or fields.get("x-auto-response").strip().lower() in _TRUE:
        return True
    if fields.get("x-auto-response-suppress").strip().lower() in ("all", "oof", "autoreply"):
        return True
    if fields.structured("content-type")[0] == "multipart/report":
        return True
    return bool(fields.get("x-ms-exchange-generated-message-source").strip())


def _says_so(subject: str) -> bool:
    """A subject that begins as automatic replies do."""
    prefix = _PREFIX.match(subject)
    start = subject[prefix.end() if prefix else 0 :].strip().lower()
    return start.startswith(machines.AUTO_SUBJECTS)


def is_marked_spam(fields: Headers) -> bool:
    """Whether a filter on the way marked the mail as spam or as carrying a virus."""
    flagged = fields.get("x-spam-flag").strip().lower() in ("yes", "true")
    status = fields.get("x-spam-status").strip().lower().startswith("yes")
    verdicts = (fields.get("x-ses-spam-verdict"), fields.get("x-ses-virus-verdict"))
    return flagged or status or any(verdict.strip().upper() == "FAIL" for verdict in verdicts)


def is_unproven(fields: Headers) -> bool:
    """Whether the receiving server could not prove the sender: DMARC failed, by its Authentication-Results."""
    results = " ".join(fields.all("authentication-results")).lower()
    return bool(re.search(r"\bdmarc\s*=\s*fail\b", results))
