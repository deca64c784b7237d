"""Mails made to crash, to stall or to vanish: each is read at once, and something of it is seen."""

from itertools import count

import pytest

from chalicelib.domain.mail import limits, read
from chalicelib.domain.mail.text import attribution
from chalicelib.domain.mail.wire import charsets, headers

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


@pytest.mark.parametrize("label", ["utf-8", "latin1", "windows-1252", "x-sjis", "cp-850", "iso-8859-8-i", "koi8-u"])
def test_the_labels_that_mails_use_are_known(label: str) -> None:
    assert charsets.codec_of(label)


@pytest.mark.parametrize("label", ["", "hex", "zlib", "this", "../aliases", "charmap", "x" * 500])
def test_a_label_that_means_no_charset_has_no_codec(label: str) -> None:
    assert charsets.codec_of(label) == ""


NOISE = bytes(range(129, 254)) * 2


def noisy(head: bytes = b"", parts: int = 990) -> bytes:
    """So many parts that tell no charset, or a wrong one."""
    part = b"--b\n" + head + b"\n" + NOISE + b"\n"
    return mail(part * parts, b"Content-Type: multipart/mixed; boundary=b")


@pytest.mark.parametrize(
    "raw",
    [
        noisy(),
        noisy(b"Content-Type: text/plain; charset=utf-8\n"),
        noisy(b"Content-Type: text/calendar; charset=utf-8\n"),
        noisy(b"Content-Disposition: attachment; filename=" + NOISE + b"\n"),
        ANA + b"".join(b"X-%d: " % number + NOISE + b"\n" for number in range(1_500)) + b"\nHei",
        ANA + b"Subject: " + b"=?utf-8?q?=FF=FE=E5=F8=E6=C3?= =?big5?q?=FF=FE=E5=F8=E6=C3?= " * 700 + b"\n\nHei",
    ],
    ids=["undeclared", "mislabelled", "invitations", "names", "headers", "words"],
)
def test_charsets_are_guessed_so_often_a_mail_and_not_once_a_part(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    guesses, guessed = count(), charsets.from_bytes
    monkeypatch.setattr(charsets, "from_bytes", lambda *a, **more: next(guesses) < 0 or guessed(*a, **more))
    assert read(raw).from_address == "ana@firm.example"
    assert next(guesses) <= limits.GUESSED_BYTES / 1_000


def test_a_long_undeclared_text_beyond_the_budget_is_read_as_western() -> None:
    with charsets.guessing_at_most(0):
        assert charsets.decode("blåbær".encode("cp1252") * 20 + b"\x81") == "blåbær" * 20 + "\x81"


IDS = b"x " * 7_000
STALLING = {
    "references": ANA + b"References: " + b"x " * 30_000 + b"\n\nHei",
    "many_references": ANA + b"In-Reply-To: " + IDS + b"\n" + (b"References: " + IDS + b"\n") * 20 + b"\nHei",
    "spaces": ANA + b"Subject: a" + b" " * 60_000 + b"b\n\nHei",
    "spaces_forwarded": ANA + b"Subject: Fwd:" + b" " * 60_000 + b"b\n\nHei",
    "rules": mail(b"-" * 15_000 + b"x\n\n> q\n" + b"_ " * 7_000 + b"x\n"),
    "spaces_answered": ANA + b"Subject: Re" + b" " * 60_000 + b"b\n\nHei",
    "padding": mail(b"=" * 1_048_576, b"Content-Transfer-Encoding: base64"),
}


@pytest.mark.parametrize("raw", STALLING.values(), ids=STALLING)
def test_each_of_these_is_read_where_a_careless_parser_would_stall(raw: bytes) -> None:
    assert (read(raw).from_address, read(raw).problem) == ("ana@firm.example", "")


def test_a_line_that_ends_as_attributions_do_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looks, attributes = count(), attribution._attributes
    monkeypatch.setattr(attribution, "_attributes", lambda *a: next(looks) < 0 or attributes(*a))
    read(mail(b"On 1 Jan 2024, a@b.example wrote:\n" * 1_000))
    assert next(looks) <= 1_000


def test_header_lines_of_all_parts_are_counted_together() -> None:
    head = b"--b\n" + b"X: y\n" * 1_000 + b"\nHei\n"
    assert read(mail(head * 60, b"Content-Type: multipart/mixed; boundary=b")).problem == "too_many_headers"


def test_of_a_mail_inside_the_wanted_fields_alone_are_read() -> None:
    block = b"X: y\n" * 1_000 + b"Subject: Hei\n p\xc3\xa5 deg\n" + b"X: y\n" * 1_000
    found = headers.only(block, "subject", "content-type")
    assert (len(found.fields), found.text("subject")) == (1, "Hei på deg")


def test_each_line_of_base64_may_have_padding_of_its_own() -> None:
    assert read(mail(b"SGVp\nICE=\n" * 3_000, b"Content-Transfer-Encoding: base64")).text == "Hei !" * 3_000


def test_a_text_on_one_line_without_end_gets_no_line_break() -> None:
    line = "a " * limits.TEXT_CHARS
    assert read(mail(line.encode())).reply.strip() == line.strip()
    assert read(mail(b"Hei\n" + line.encode())).reply.split("\n")[1].strip() == line.strip()


def test_quotes_in_quotes_are_marked_so_deep_and_no_deeper() -> None:
    html = b"<blockquote type=cite>" * 300 + b"x<br>" * 1_000
    assert len(read(mail(html, b"Content-Type: text/html")).text) < 2 * len(html) + 30_000


def test_a_content_id_longer_than_any_is_none() -> None:
    head = b"Content-Type: multipart/mixed; boundary=b"
    part = b"--b\nContent-Type: image/png; name=a.png\nContent-ID: <%b>\n\nx\n"
    found = read(mail(part % b"a@b" + part % (b"a" * 251) + part % (b"a\x01" * 300), head))
    assert [one.content_id for one in found.attachments] == ["a@b", "", ""]


def test_an_address_longer_than_any_is_none() -> None:
    found = read(ANA + b"To: x" + b"@" * 5_000 + b"firm.example, bo@firm.example\n\nHei")
    assert found.to == ("bo@firm.example",)
    assert all(len(address) <= limits.ADDRESS_CHARS for address in found.to)
    assert read(ANA + b"To: " + b"l" * 80 + b"@firm.example\n\nHei").to == ("l" * 80 + "@firm.example",)


def test_a_mail_of_which_no_part_can_be_read_shows_its_source() -> None:
    broken = b"--a--\nContent-Type: multipart/mixed; boundary=x\n\nHvor er fakturaen?\n--x--"
    found = read(mail(broken, b'Content-Type: multipart/mixed; boundary="a"'))
    assert "Hvor er fakturaen?" in found.text
    assert "Hvor er fakturaen?" in found.reply


@pytest.mark.parametrize("face", [b"", b"<html><body><br></body></html>"], ids=["blank", "wordless"])
def test_a_mail_that_says_all_in_its_subject_has_no_text(face: bytes) -> None:
    parts = b"This is a multi-part message.\n\n--a\n\n \n--a\nContent-Type: text/html\n\n" + face + b"\n--a--\n"
    assert read(mail(parts, b"Content-Type: multipart/alternative; boundary=a")).text == ""


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"ceo@vendor.example" <thief@evil.example>', ""),
        ('"Ana <ceo@vendor.example>" <thief@evil.example>', ""),
        ("=?utf-8?q?ceo=40vendor.example?= <thief@evil.example>", ""),
        ('"ceo\u200b @ vendor.example" <thief@evil.example>', ""),
        ('"ceo\uff20vendor.example" <thief@evil.example>', ""),
        ("(ceo@vendor.example) thief@evil.example", ""),
        ('"Thief@evil.example" <thief@evil.example>', "Thief@evil.example"),
        ('"Ana @ Sales" <thief@evil.example>', "Ana @ Sales"),
        ('"Ana\u202e \u2800\u2060Horvat" <thief@evil.example>', "Ana Horvat"),
        ('"\u3164\u2800" <thief@evil.example>', ""),
        (f'"{"a" * 5_000}" <thief@evil.example>', "a" * limits.NAME_CHARS),
    ],
)
def test_nobody_bears_the_address_of_another_for_a_name(written: str, name: str) -> None:
    found = read(f"From: {written}\n\nHei".encode())
    assert (found.from_address, found.from_name) == ("thief@evil.example", name)


@pytest.mark.parametrize(
    ("written", "subject"),
    [("a\u2028b\u2029c", "a b c"), ("=?utf-8?q?a=0Bb=C2=85c?=", "a b c"), ("a\u202eb\u2066c", "abc")],
)
def test_a_subject_is_one_line_and_runs_one_way(written: str, subject: str) -> None:
    assert read(f"From: a@b.example\nSubject: {written}\n\nHei".encode()).subject == subject


def test_an_invitation_is_told_in_its_readers_language() -> None:
    lines = ("BEGIN:VCALENDAR", "METHOD:REQUEST", "BEGIN:VEVENT", "SUMMARY:Ukemøte", "DTSTART:20261124T100000Z")
    event = "\n".join((*lines, "END:VEVENT", "END:VCALENDAR", "")).encode()
    raw = mail(event, b"Content-Type: text/calendar; method=REQUEST; charset=utf-8")
    assert read(raw, "nb").text.startswith("Invitasjon: Ukemøte")
    assert read(raw).text.startswith("Invitation")
