"""The queue's way into the functions: partial failures are honoured, and nothing is forgotten too early."""

import json
from pathlib import Path
from typing import Any

from local.mail_queue import MailQueue
from local.spool import Spool, Spooled

ARN = "arn:aws:sqs:eu-west-1:000000000000:mail"


class Queue:
    """Stands for SQS with these mails in it, received `tried` times."""

    def __init__(self, mails: list[Spooled], tried: int = 1) -> None:
        self.deleted: list[str] = []
        self._messages = [
            {
                "MessageId": f"m-{mail.id}",
                "ReceiptHandle": mail.id,
                "MD5OfBody": "",
                "Attributes": {"ApproximateReceiveCount": str(tried)},
                "Body": json.dumps({"Message": json.dumps({"mail": {"messageId": mail.id}})}),
            }
            for mail in mails
        ]

    def get_queue_attributes(self, **_: Any) -> dict[str, Any]:
        return {"Attributes": {"RedrivePolicy": '{"maxReceiveCount": 5}'}}

    def receive_message(self, **_: Any) -> dict[str, Any]:
        return {"Messages": self._messages}

    def delete_message(self, QueueUrl: str, ReceiptHandle: str) -> None:
        self.deleted.append(ReceiptHandle)


def two_mails(folder: Path) -> tuple[Spool, list[Spooled]]:
    spool = Spool(folder)
    return spool, [spool.accept("a@b.example", ("c@d.example",), b"%d" % n) for n in range(2)]


def still_kept(spool: Spool) -> list[str]:
    spool.sweep(2**63)
    return [mail.id for mail in spool.left_over()]


def test_only_what_was_taken_in_leaves_the_queue(tmp_path: Path) -> None:
    spool, (good, bad) = two_mails(tmp_path)
    queue = Queue([good, bad])
    MailQueue(queue, "url", ARN, lambda event: {f"m-{bad.id}"}, spool, lambda: None).step()
    assert queue.deleted == [good.id]
    assert still_kept(spool) == [bad.id]


def test_after_the_last_try_the_dead_letters_hold_it_and_the_spool_lets_go(tmp_path: Path) -> None:
    spool, mails = two_mails(tmp_path)
    queue = Queue(mails, tried=5)
    MailQueue(queue, "url", ARN, lambda event: {f"m-{mail.id}" for mail in mails}, spool, lambda: None).step()
    assert queue.deleted == []
    assert still_kept(spool) == []


def test_the_functions_get_a_batch_as_lambda_would_hand_it(tmp_path: Path) -> None:
    spool, mails = two_mails(tmp_path)
    handed: list[dict[str, Any]] = []
    MailQueue(Queue(mails), "url", ARN, lambda event: handed.append(dict(event)) or set(), spool, lambda: None).step()
    (event,) = handed
    assert [record["messageId"] for record in event["Records"]] == [f"m-{mail.id}" for mail in mails]
    assert event["Records"][0]["eventSourceARN"] == ARN
    assert event["Records"][0]["awsRegion"] == "eu-west-1"


def test_whoever_sends_letters_hears_that_a_batch_was_dealt_with(tmp_path: Path) -> None:
    spool, mails = two_mails(tmp_path)
    heard: list[bool] = []
    MailQueue(Queue(mails), "url", ARN, lambda event: set(), spool, lambda: heard.append(True)).step()
    assert heard == [True]
