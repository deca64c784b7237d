"""From the queue to the desk: SES says by a topic where it stored a mail, for whom, and what it found (MP1)."""

import json
from collections.abc import Mapping
from typing import Any

from chalicelib import wiring
from chalicelib.desk.mail_case import Arrival
from chalicelib.desk.mail_in import take_in as take_in_mail
from chalicelib.domain.trust import Verdicts
from chalicelib.journal import LOG


def take_in(event: Mapping[str, Any]) -> dict[str, Any]:
    """Takes in each mail of a batch by itself; those that fail are named, and only they come again."""
    failed = [record["messageId"] for record in event["Records"] if not _is_taken_in(record)]
    return {"batchItemFailures": [{"itemIdentifier": id} for id in failed]}


def _is_taken_in(record: Mapping[str, Any]) -> bool:
    try:
        notification = json.loads(json.loads(record["body"])["Message"])
        outcome = take_in_mail(wiring.world(), _arrival(notification))
    except Exception:
        LOG.exception("mail not taken in", extra={"queued": record.get("messageId", "")})
        return False
    told = {"rung": outcome.rung, "reason": outcome.reason, "ticket": outcome.number}
    LOG.info("mail taken in", extra={"queued": record.get("messageId", ""), **told})
    return True


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
