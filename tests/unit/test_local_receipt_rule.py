"""What SES would do with a mail, on this machine: verdicts, the stored object, the notification."""

import json
from email.message import EmailMessage
from typing import Any

import pytest

from local.receipt_rule import EICAR, GTUBE, ReceiptRule, judge
from local.spool import Spooled

PLAIN = b"From: Ana <ana@kunde.example>\r\nSubject: x\r\n\r\nhei\r\n"


def mail(raw: bytes = PLAIN, sender: str = "ana@kunde.example") -> Spooled:
    return Spooled("18ea", 1_795_360_421.25, sender, ("evidencija@support.example.com",), raw)


def with_attachment(content: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = "ana@kunde.example"
    message.set_content("se vedlegg")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename="a.bin")
    return message.as_bytes()


class Recorder:
    """Stands for S3 and SNS, and keeps what they are told."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def put_object(self, **said: Any) -> None:
        self.calls.append(("put", said))

    def publish(self, **said: Any) -> None:
        self.calls.append(("publish", said))


@pytest.mark.parametrize(
    ("sender", "verdict"),
    [
        ("ana@kunde.example", "PASS"),
        ("bounces@KUNDE.example", "PASS"),
        ("ana@elsewhere.example", "FAIL"),
        ("", "FAIL"),
    ],
)
def test_a_sender_is_believed_when_envelope_and_from_line_have_one_domain(sender: str, verdict: str) -> None:
    verdicts = judge(mail(sender=sender))
    assert {verdicts["spf"], verdicts["dkim"], verdicts["dmarc"]} == {verdict}


def test_the_virus_test_file_is_found_inside_an_attachment() -> None:
    assert judge(mail(with_attachment(b"x" + EICAR)))["virus"] == "FAIL"
    assert judge(mail(with_attachment(b"x")))["virus"] == "PASS"


def test_the_spam_test_line_is_found() -> None:
    assert judge(mail(PLAIN + GTUBE))["spam"] == "FAIL"
    assert judge(mail())["spam"] == "PASS"


def test_bytes_that_are_no_mail_are_judged_too() -> None:
    assert judge(mail(b"\x00\xff no mail at all"))["dmarc"] == "FAIL"


def test_the_mail_is_stored_before_anyone_is_told() -> None:
    aws = Recorder()
    ReceiptRule(aws, aws, "bucket", "topic").apply(mail())
    assert [name for name, _ in aws.calls] == ["put", "publish"]
    assert aws.calls[0][1]["Key"] == "mail/18ea"
    assert aws.calls[0][1]["Body"].startswith(b"Return-Path: <ana@kunde.example>\r\n")
    assert aws.calls[0][1]["Body"].endswith(PLAIN)


def test_the_notification_says_where_the_mail_lies_for_whom_and_what_was_found() -> None:
    aws = Recorder()
    ReceiptRule(aws, aws, "bucket", "topic").apply(mail())
    said = json.loads(aws.calls[1][1]["Message"])
    assert said["notificationType"] == "Received"
    assert said["mail"]["timestamp"] == "2026-11-22T15:13:41.250Z"
    assert said["receipt"]["recipients"] == ["evidencija@support.example.com"]
    assert said["receipt"]["spfVerdict"] == {"status": "PASS"}
    assert said["receipt"]["action"]["bucketName"] == "bucket"
    assert said["receipt"]["action"]["objectKey"] == "mail/18ea"
