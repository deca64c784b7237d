"""Mail that the SMTP port has accepted: nothing of it is lost before the emulator has it on disk."""

import time
from pathlib import Path

from local.spool import Spool


def test_an_accepted_mail_is_on_disk_with_its_envelope(tmp_path: Path) -> None:
    mail = Spool(tmp_path).accept("ana@kunde.example", ("evidencija@support.example.com",), b"Subject: x\r\n\r\n\xff\n")
    (kept,) = Spool(tmp_path).left_over()
    assert kept == mail


def test_mails_are_taken_up_in_the_order_they_came(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    accepted = [spool.accept("a@b.example", ("c@d.example",), b"%d" % n) for n in range(5)]
    assert Spool(tmp_path).left_over() == accepted


def test_a_mail_dealt_with_stays_until_the_emulator_has_saved_since(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    before = time.monotonic_ns()
    mail = spool.accept("a@b.example", ("c@d.example",), b"x")
    spool.done(mail.id)
    spool.sweep(before)
    assert spool.left_over() == [mail]
    spool.sweep(time.monotonic_ns() + 1)
    assert spool.left_over() == []


def test_a_mail_not_dealt_with_stays_whatever_is_saved(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    mail = spool.accept("a@b.example", ("c@d.example",), b"x")
    spool.sweep(time.monotonic_ns() + 1)
    assert spool.left_over() == [mail]


def test_a_mail_half_written_when_the_machine_died_was_never_accepted(tmp_path: Path) -> None:
    (tmp_path / "18ea.new").write_bytes(b'{"at": 1')
    assert Spool(tmp_path).left_over() == []
