"""The road of a mail on this machine: from the spool through the receipt rule, from the queue into the functions."""

import json
import logging
import queue
from collections.abc import Callable, Mapping
from typing import Any

from local.receipt_rule import ReceiptRule
from local.spool import Spool, Spooled

BATCH = 10
WAIT_SECONDS = 1

log = logging.getLogger("local.mail")

MailInFunction = Callable[[Mapping[str, Any]], set[str]]


class Courier:
    """Carries accepted mails to the receipt rule, in their order. `step` is repeated by a background thread."""

    def __init__(self, rule: ReceiptRule) -> None:
        self._rule = rule
        self._waiting: queue.Queue[Spooled] = queue.Queue()
        self._at_hand: Spooled | None = None

    def take(self, mail: Spooled) -> None:
        """Take over a spooled mail; returns at once."""
        self._waiting.put(mail)

    def step(self) -> None:
        """Carry one mail. One that could not be delivered is at hand for the next step."""
        if self._at_hand is None:
            try:
                self._at_hand = self._waiting.get(timeout=WAIT_SECONDS)
            except queue.Empty:
                return
        self._rule.apply(self._at_hand)
        self._at_hand = None


class MailQueue:
    """The event source mapping of `mail_in`: batches, partial failures; retries and dead letters are the queue's own.

    `changed` hears when a batch has been dealt with.
    """

    def __init__(
        self, sqs: Any, url: str, arn: str, mail_in: MailInFunction, spool: Spool, changed: Callable[[], None]
    ) -> None:
        self._sqs, self._url, self._arn = sqs, url, arn
        self._mail_in = mail_in
        self._spool = spool
        self._changed = changed
        self._tries = _tries(sqs, url)

    def step(self) -> None:
        """Take what waits, hand it to the functions, take off the queue what they dealt with."""
        said = self._sqs.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=BATCH,
            WaitTimeSeconds=WAIT_SECONDS,
            MessageSystemAttributeNames=["All"],
        )
        messages = said.get("Messages", [])
        if not messages:
            return
        failed = self._mail_in({"Records": [self._record(message) for message in messages]})
        self._changed()
        for message in messages:
            if message["MessageId"] in failed:
                self._keep(message)
            else:
                self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])
                self._spool.done(_mail_id(message))

    def _keep(self, message: Mapping[str, Any]) -> None:
        """The queue gives it again later; after the last try the dead letters hold it."""
        tried = int(message["Attributes"]["ApproximateReceiveCount"])
        log.error("mail %s could not be taken in (try %d of %d)", _mail_id(message), tried, self._tries)
        if tried >= self._tries:
            self._spool.done(_mail_id(message))

    def _record(self, message: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message["Attributes"],
            "messageAttributes": {},
            "md5OfBody": message["MD5OfBody"],
            "eventSource": "aws:sqs",
            "eventSourceARN": self._arn,
            "awsRegion": self._arn.split(":")[3],
        }


def _tries(sqs: Any, url: str) -> int:
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["RedrivePolicy"])["Attributes"]
    return int(json.loads(attributes["RedrivePolicy"])["maxReceiveCount"])


def _mail_id(message: Mapping[str, Any]) -> str:
    return str(json.loads(json.loads(message["Body"])["Message"])["mail"]["messageId"])
