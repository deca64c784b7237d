"""From the queue to the desk what SES tells by one topic.

Of a mail: where it is stored, for whom it is, and what was found in it (MP1). Of a letter of ours: that it came back,
or that its reader called it spam, and why.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import getaddresses, parseaddr
from typing import Any

from chalicelib import wiring
from chalicelib.aws.mailer import message_id
from chalicelib.desk.mail.case import Arrival
from chalicelib.desk.mail.returns import take_back
from chalicelib.desk.mail.taking import take_in as take_in_mail
from chalicelib.domain import instants
from chalicelib.domain.returned import Returned
from chalicelib.domain.trust import Verdicts
from chalicelib.journal import LOG

_OF_A_MAIL = (None, "Received")
_RETURNS = {"Bounce": ("bounce", "bouncedRecipients"), "Complaint": ("complaint", "complainedRecipients")}
# What SES says, in plain text, when it is given the topic for its events.
_GREETING = "Successfully validated SNS topic"
_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)")


def take_in(event: Mapping[str, Any]) -> dict[str, Any]:
    """Takes in each notification of a batch by itself; those that fail are named, and only they come again."""
    failed = [record["messageId"] for record in event["Records"] if not _is_taken_in(record)]
    return {"batchItemFailures": [{"itemIdentifier": id} for id in failed]}


def returned_letters(notification: Mapping[str, Any], region: str) -> tuple[Returned, ...]:
    """Whom a letter did not reach, or who complained of it, one a recipient. `region` is where it was sent.

    None for a report that the letter is no spam after all. Raises KeyError for a notification that lacks its parts.
    """
    kind = _kind(notification)
    part, people = _RETURNS[str(kind)]
    told, mail = notification[part], notification["mail"]
    if told.get("complaintFeedbackType") == "not-spam":
        return ()
    return tuple(
        Returned(
            mail_ids=(message_id(mail["messageId"], region),),
            addresses=_reply_to(mail),
            recipient=parseaddr(person["emailAddress"])[1],
            code=_code(person),
            is_hard=told.get("bounceType") == "Permanent",
            is_complaint=kind == "Complaint",
            at=_instant(told.get("timestamp")),
        )
        for person in told[people]
    )


def _is_taken_in(record: Mapping[str, Any]) -> bool:
    queued = record.get("messageId", "")
    try:
        said = json.loads(record["body"])["Message"]
        if said.startswith(_GREETING):
            return True
        notification = json.loads(said)
        kind = _kind(notification)
        if kind in _OF_A_MAIL:
            _take_in_mail(notification, queued)
        elif kind in _RETURNS:
            _take_back(notification, queued, record.get("awsRegion", ""))
        else:
            LOG.warning("notification of no use", extra={"queued": queued, "kind": str(kind)[:40]})
    except Exception:
        LOG.exception("mail not taken in", extra={"queued": queued})
        return False
    return True


def _kind(notification: Mapping[str, Any]) -> object:
    """What SES calls it, by one name or the other; None where it does not say."""
    return notification.get("eventType") or notification.get("notificationType")


def _take_in_mail(notification: Mapping[str, Any], queued: str) -> None:
    outcome = take_in_mail(wiring.world(), _arrival(notification))
    told = {"rung": outcome.rung, "reason": outcome.reason, "ticket": outcome.number}
    LOG.info("mail taken in", extra={"queued": queued, **told})


def _take_back(notification: Mapping[str, Any], queued: str, region: str) -> None:
    for returned in returned_letters(notification, region):
        taken = take_back(wiring.world(), returned)
        told = {"code": returned.code, "is_hard": returned.is_hard, "is_complaint": returned.is_complaint}
        extra = {"queued": queued, "ticket": taken.number, "is_marked": taken.is_marked, **told}
        LOG.info("letter came back", extra=extra)


def _arrival(notification: Mapping[str, Any]) -> Arrival:
    receipt = notification["receipt"]

    def verdict(of: str) -> str:
        return str((receipt.get(f"{of}Verdict") or {}).get("status", "GRAY"))

    verdicts = Verdicts(
        spf=verdict("spf"),
        dkim=verdict("dkim"),
        dmarc=verdict("dmarc"),
        spam=verdict("spam"),
        virus=verdict("virus"),
        source=str(notification["mail"].get("source") or ""),
    )
    return Arrival(receipt["action"]["objectKey"], tuple(receipt["recipients"]), verdicts)


def _reply_to(mail: Mapping[str, Any]) -> tuple[str, ...]:
    """The reply addresses of the letter; none where SES left its headers out, or cut them off before."""
    headers = mail.get("headers") or ()
    values = [str(header["value"]) for header in headers if str(header["name"]).casefold() == "reply-to"]
    return tuple(address for _, address in getaddresses(values) if address)


def _code(person: Mapping[str, Any]) -> str:
    """The enhanced status code that the receiving side gave, or "": it may stand in its own words only."""
    for words in (person.get("status"), person.get("diagnosticCode")):
        found = _STATUS.search(str(words or ""))
        if found:
            return found[0]
    return ""


def _instant(told: object) -> datetime | None:
    try:
        return instants.read(str(told))
    except ValueError:
        return None
