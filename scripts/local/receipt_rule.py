"""What SES does with an accepted mail under infra/mail.yaml: judge it, put it into the bucket, tell the topic.

The judgement is a stand-in, made so that every verdict can be had at will: SPF, DKIM and DMARC pass when the envelope's
sender and the From line have the same domain; the EICAR test file is a virus, the GTUBE line is spam.
"""

import json
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import format_datetime, parseaddr
from typing import Any

from local.spool import Spooled

# In halves: a scanner on this machine would take the whole ones for what they stand for.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
GTUBE = b"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-" + b"STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"


class ReceiptRule:
    """The rule of one bucket and topic."""

    def __init__(self, s3: Any, sns: Any, bucket: str, topic: str) -> None:
        self._s3, self._sns = s3, sns
        self._bucket, self._topic = bucket, topic

    def apply(self, mail: Spooled) -> None:
        """Store the raw mail, then notify. Twice for the same mail is harmless: the intake knows it by its id."""
        verdicts = judge(mail)
        key = f"mail/{mail.id}"
        self._s3.put_object(Bucket=self._bucket, Key=key, Body=_stamped(mail, verdicts))
        self._sns.publish(
            TopicArn=self._topic,
            Subject="Amazon SES Email Receipt Notification",
            Message=json.dumps(notification(mail, verdicts, self._bucket, key)),
        )


def judge(mail: Spooled) -> dict[str, str]:
    """The verdicts on a mail: spf, dkim, dmarc, spam and virus, each PASS or FAIL."""
    message = message_from_bytes(mail.raw)
    content = [mail.raw, *_decoded_parts(message)]
    known = _domain(mail.sender) != "" and _domain(mail.sender) == _domain(parseaddr(str(message.get("From", "")))[1])
    honest = _verdict(known)
    return {
        "spf": honest,
        "dkim": honest,
        "dmarc": honest,
        "spam": _verdict(not any(GTUBE in part for part in content)),
        "virus": _verdict(not any(EICAR in part for part in content)),
    }


def notification(mail: Spooled, verdicts: dict[str, str], bucket: str, key: str) -> dict[str, Any]:
    """SES's own notification of its S3 action."""
    at = datetime.fromtimestamp(mail.at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "notificationType": "Received",
        "mail": {
            "timestamp": at,
            "source": mail.sender,
            "messageId": mail.id,
            "destination": list(mail.recipients),
        },
        "receipt": {
            "timestamp": at,
            "recipients": list(mail.recipients),
            **{f"{name}Verdict": {"status": status} for name, status in verdicts.items()},
            "action": {"type": "S3", "bucketName": bucket, "objectKeyPrefix": "mail/", "objectKey": key},
        },
    }


def _stamped(mail: Spooled, verdicts: dict[str, str]) -> bytes:
    """The mail with the lines that SES writes above it."""
    received = format_datetime(datetime.fromtimestamp(mail.at, UTC))
    lines = [
        f"Return-Path: <{mail.sender}>",
        f"Received: by localhost with SMTP id {mail.id}; {received}",
        f"X-SES-Spam-Verdict: {verdicts['spam']}",
        f"X-SES-Virus-Verdict: {verdicts['virus']}",
    ]
    return "".join(line + "\r\n" for line in lines).encode() + mail.raw


def _decoded_parts(message: Message) -> list[bytes]:
    contents = (part.get_payload(decode=True) for part in message.walk() if not part.is_multipart())
    return [content for content in contents if isinstance(content, bytes)]


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()


def _verdict(good: bool) -> str:
    return "PASS" if good else "FAIL"
