"""The SMTP port takes mail as large as SES does, and says plainly what is too large."""

from collections.abc import Iterator
from pathlib import Path
from smtplib import SMTP, SMTPSenderRefused

import pytest

from local import emulator
from local.smtp_port import LARGEST_BYTES, MailIn, open_port
from local.spool import Spool, Spooled

SENDER, DESK = "ana@kunde.example", "promark@support.example.com"
TOO_LARGE = (552, b"5.3.4 This mail is over the limit of 40 MB")
LINE = b"x" * 998 + b"\r\n"


@pytest.fixture
def taken() -> list[Spooled]:
    return []


@pytest.fixture
def client(tmp_path: Path, taken: list[Spooled]) -> Iterator[SMTP]:
    """Somebody's mail server, connected."""
    port = emulator.free_port()
    listening = open_port(MailIn("support.example.com", Spool(tmp_path), taken.append), port)
    with SMTP("127.0.0.1", port, timeout=30) as smtp:
        smtp.ehlo()
        yield smtp
    listening.stop()


def of_size(size: int) -> bytes:
    """A mail of so many bytes, in lines as long as SMTP allows."""
    begin = b"Subject: stor\r\n\r\n"
    whole, rest = divmod(size - len(begin), len(LINE))
    return begin + LINE * whole + (b"y" * (rest - 2) + b"\r\n" if rest >= 2 else b"")


def test_a_mail_as_large_as_ses_takes_is_taken_whole(client: SMTP, taken: list[Spooled]) -> None:
    mail = of_size(LARGEST_BYTES)
    client.sendmail(SENDER, [DESK], mail)
    (spooled,) = taken
    assert len(spooled.raw) == len(mail) == LARGEST_BYTES


def test_a_mail_that_says_it_is_larger_is_refused_before_it_is_sent(client: SMTP, taken: list[Spooled]) -> None:
    assert client.esmtp_features["size"] == str(LARGEST_BYTES)
    with pytest.raises(SMTPSenderRefused) as refused:
        client.sendmail(SENDER, [DESK], of_size(LARGEST_BYTES + 1000))
    assert (refused.value.smtp_code, refused.value.smtp_error) == TOO_LARGE
    assert taken == []


def test_a_mail_that_turns_out_larger_is_refused_at_its_end_and_the_next_is_taken(
    client: SMTP, taken: list[Spooled]
) -> None:
    def hand_in(mail: bytes) -> tuple[int, bytes]:
        client.mail(SENDER)
        client.rcpt(DESK)
        return client.data(mail)

    assert hand_in(of_size(LARGEST_BYTES + 1000)) == TOO_LARGE
    assert taken == []
    assert hand_in(of_size(1000))[0] == 250
