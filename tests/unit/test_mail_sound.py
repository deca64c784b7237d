"""Mails made to crash, to stall or to vanish: each is read at once, and something of it is seen."""

import pytest

from chalicelib.domain.mail import limits, read

ANA = b"From: ana@firm.example\n"


def mail(body: bytes, *headers: bytes) -> bytes:
    return ANA + b"".join(header + b"\n" for header in headers) + b"\n" + body


@pytest.mark.parametrize(
    "label", [b"undefined", b"unicode_escape", b"raw_unicode_escape", b"idna", b"punycode", b"rot13"]
)
def test_a_codec_of_pythons_own_is_no_charset(label: bytes) -> None:
    found = read(mail(b"Hei \\ud800 p\xc3\xa5 deg", b"Content-Type: text/plain; charset=" + label))
    assert found.text == "Hei \\ud800 på deg"
    assert "Hei" in read(ANA + b"Subject: =?" + label + b"?Q?Hei?=\n\nx").subject


def test_half_a_character_never_leaves_the_parser() -> None:
    found = read(mail(b"<p>a +2AA- b", b"Content-Type: text/html; charset=utf-7", b"Subject: =?utf-7?q?+2AA-?="))
    for said in (found.text, found.html, found.subject):
        assert said.encode("utf-8")
    assert "a" in found.text


def test_a_short_croatian_text_without_a_charset_is_croatian() -> None:
    assert read(mail("Plaćanje kasni, žao mi je.".encode("cp1250"))).text == "Plaćanje kasni, žao mi je."
    assert read(mail("Blåbærsyltetøy på è pent".encode("cp1252"))).text == "Blåbærsyltetøy på è pent"


IDS = b"x " * 7_000
NOISE = b"".join(b"--b\n\n" + bytes(range(128, 256)) * 2 + b"\n" for _ in range(990))
STALLING = {
    "references": ANA + b"References: " + b"x " * 30_000 + b"\n\nHei",
    "many_references": ANA + b"In-Reply-To: " + IDS + b"\n" + (b"References: " + IDS + b"\n") * 20 + b"\nHei",
    "spaces": ANA + b"Subject: a" + b" " * 60_000 + b"b\n\nHei",
    "spaces_forwarded": ANA + b"Subject: Fwd:" + b" " * 60_000 + b"b\n\nHei",
    "rules": mail(b"-" * 15_000 + b"x\n\n> q\n" + b"_ " * 7_000 + b"x\n"),
    "padding": mail(b"=" * 1_048_576, b"Content-Transfer-Encoding: base64"),
    "noise": mail(NOISE + b"--b--\n", b"Content-Type: multipart/mixed; boundary=b"),
}


@pytest.mark.parametrize("raw", STALLING.values(), ids=STALLING)
def test_each_of_these_is_read_where_a_careless_parser_would_stall(raw: bytes) -> None:
    assert (read(raw).from_address, read(raw).problem) == ("ana@firm.example", "")


def test_an_address_longer_than_any_is_none() -> None:
    found = read(ANA + b"To: x" + b"@" * 5_000 + b"firm.example, bo@firm.example\n\nHei")
    assert found.to == ("bo@firm.example",)
    assert all(len(address) <= limits.ADDRESS_CHARS for address in found.to)


def test_a_mail_of_which_no_part_can_be_read_shows_its_source() -> None:
    broken = b"--a--\nContent-Type: multipart/mixed; boundary=x\n\nHvor er fakturaen?\n--x--"
    found = read(mail(broken, b'Content-Type: multipart/mixed; boundary="a"'))
    assert "Hvor er fakturaen?" in found.text


def test_an_invitation_is_told_in_its_readers_language() -> None:
    lines = ("BEGIN:VCALENDAR", "METHOD:REQUEST", "BEGIN:VEVENT", "SUMMARY:Ukemøte", "DTSTART:20261124T100000Z")
    event = "\n".join((*lines, "END:VEVENT", "END:VCALENDAR", "")).encode()
    raw = mail(event, b"Content-Type: text/calendar; method=REQUEST; charset=utf-8")
    assert read(raw, "nb").text.startswith("Invitasjon: Ukemøte")
    assert read(raw).text.startswith("Invitation")
