"""Delivery reports: which failures are for good, by what servers say."""

from __future__ import annotations

import pytest

from chalicelib.domain import mail


def report(diagnosis: str, status: str = "5.0.0", action: str = "failed", notice: str = "It failed.") -> mail.Bounce:
    seen = mail.read(
        f"""From: MAILER-DAEMON@mx.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=r

--r

{notice}
--r
Content-Type: message/delivery-status

Final-Recipient: rfc822; a@firm.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnosis}
--r--
""".encode()
    )
    assert seen.bounce is not None
    return seen.bounce


@pytest.mark.parametrize(
    ("diagnosis", "status"),
    [
        ("550 5.1.1 The email account that you tried to reach does not exist", "5.1.1"),
        ("550 No such person at this address", "5.0.0"),
        ("550 finnes ikke", "5.0.0"),
        ("550 Requested action not taken: mailbox unavailable", "5.0.0"),
        ("Host or domain name not found", "5.4.4"),
        ("550", "5.1.1"),
    ],
)
def test_nobody_there_is_for_good(diagnosis: str, status: str) -> None:
    assert report(diagnosis, status).hard


@pytest.mark.parametrize(
    ("diagnosis", "status"),
    [
        ("552 mailbox full", "5.2.2"),
        ("550 5.2.1 The email account that you tried to reach is disabled: account is disabled", "5.2.1"),
        ("550 blocked by the recipient", "5.0.0"),
        ("554 rejected as spam", "5.7.1"),
        ("552 message size exceeds maximum", "5.3.4"),
        ("451 try again later", "4.0.0"),
        ("550", "5.2.1"),
    ],
)
def test_a_full_closed_or_choosy_mailbox_is_not_for_good(diagnosis: str, status: str) -> None:
    assert not report(diagnosis, status).hard


def test_an_unknown_user_told_after_the_letter_was_taken_may_be_a_filter() -> None:
    notice = "<a@firm.example>: 550 Unknown user (in reply to end of DATA\n    command)"
    assert not report("550 Unknown user", notice=notice).hard
    assert report(
        "554 This user doesn't have an account", notice=notice.replace("Unknown user", "user doesn't have a")
    ).hard


def test_a_delay_is_no_failure() -> None:
    found = report("450 4.1.1 unknown user", "4.1.1", "delayed")
    assert (found.delayed, found.hard) == (True, False)


def test_what_a_notice_says_below_a_friendly_hint_is_read() -> None:
    notice = "You can delete your own text\nfrom the attached returned message.\n\n<a@firm.example>: 550 5.1.1 unknown"
    assert report("550", notice=notice).codes == ("5.0.0", "5.1.1")
