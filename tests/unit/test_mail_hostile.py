"""Mails made to break a parser: each is answered, most with the name of the limit that it passed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from chalicelib.domain import mail
from chalicelib.domain.mail import limits
from chalicelib.domain.mail.text import markup, wild

HEAD = b"From: a@firm.example\nTo: b@desk.example\nSubject: x\n"


def test_more_bytes_than_a_mail_may_have_leave_its_header() -> None:
    seen = mail.read(HEAD + b"\n" + b"x" * limits.MAIL_BYTES)
    assert (seen.problem, seen.from_address, seen.text) == ("too_large", "a@firm.example", "")


def test_more_parts_than_allowed_have_a_name() -> None:
    raw = HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nhi\n" * (limits.PARTS + 2)
    assert mail.read(raw).problem == "too_many_parts"


def test_parts_in_parts_without_end_have_a_name() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (n, n) for n in range(500))
    assert mail.read(HEAD + nested).problem == "too_deep"


def test_more_header_lines_than_allowed_have_a_name() -> None:
    assert mail.read(HEAD + b"X-A: b\n" * (limits.HEADER_COUNT + 1) + b"\nhi").problem == "too_many_headers"
    assert mail.read(HEAD + b"X-A: " + b"b" * limits.HEADER_BYTES + b"\n\nhi").problem == "too_many_headers"


def test_heads_of_parts_are_counted_together() -> None:
    head = b"--x\nX-A: " + b"b" * 20_000 + b"\n\n"
    raw = HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + head * 900
    assert mail.read(raw).problem == "too_many_headers"
    head = b"--x\nContent-Type: text/plain; " + b"a;" * 3_000 + b"\n\n"
    raw = HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + head * 900
    assert mail.read(raw).problem == "too_many_headers"


def test_more_addresses_than_allowed_have_a_name() -> None:
    raw = b"From: a@firm.example\nTo: " + b"b@desk.example, " * (limits.ADDRESSES + 1) + b"\n\nhi"
    assert mail.read(raw).problem == "too_many_addresses"


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\0" * 50, b"hello", b"GET / HTTP/1.1\nHost: x\n\n", bytes(range(256))])
def test_what_is_no_mail_is_called_so(raw: bytes) -> None:
    assert mail.read(raw).problem == "not_a_mail"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * (limits.HTML_DEPTH + 1) + "hello",
        "<p>" + "".join(f"<b a{n}>" for n in range(300)) + "<p>hello" * 400,
        "<p " + " ".join(f"a{n}" for n in range(limits.HTML_ATTRIBUTES + 5)) + ">hello",
        "&amp;" * (limits.HTML_ENTITIES + 1) + "hello",
        "<i></i>" * limits.HTML_TAGS + "hello",
    ],
    ids=["deep", "reopened", "attributes", "entities", "tags"],
)
def test_wild_html_is_read_and_never_shown(html: str) -> None:
    assert not wild.tame(html)
    seen = mail.read(HEAD + b"Content-Type: text/html\n\n" + html.encode())
    assert seen.text.endswith("hello")
    assert seen.html == ""


def test_tame_html_is_shown() -> None:
    assert wild.tame("<table>" + "<tr><td><b>x</b><br>" * 500 + "</table>")


def test_quotes_cannot_be_forged_with_our_marks() -> None:
    seen = mail.read(
        HEAD + f"Content-Type: text/html; charset=utf-8\n\n<p>a</p>{markup.CUT}<p>{markup.QUOTED}b".encode()
    )
    assert "b" in seen.reply


def test_a_very_long_text_is_kept_whole() -> None:
    seen = mail.read(HEAD + b"\n" + b"line of text\n" * (limits.TEXT_LINES * 2))
    assert seen.text.count("line") == seen.reply.count("line") == limits.TEXT_LINES * 2


def test_winmail_with_endless_objects_is_kept_as_it_is() -> None:
    raw = HEAD + b"Content-Type: application/ms-tnef; name=winmail.dat\n\n" + b"\x78\x9f\x3e\x22\0\0" + b"\0" * 200_000
    assert [one.name for one in mail.read(raw).attachments] == ["winmail.dat"]


@given(st.binary(max_size=600))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_mail(raw: bytes) -> None:
    assert isinstance(mail.read(raw), mail.Mail)


LINES = rb"""From: a@b.example
Subject: =?utf-8?B?
Content-Type: multipart/mixed; boundary=x
--x
--x--
Content-Type: text/html
Content-Transfer-Encoding: base64
Content-Type: multipart/report
Content-Type: message/delivery-status
Action: failed
Content-Type: text/plain; charset=utf-7; format=flowed
Content-Type: application/ms-tnef; name=winmail.dat
Content-Type: application/pkcs7-mime; smime-type=signed-data
Content-Type: multipart/signed; boundary=x
Content-Type: text/calendar; method=REQUEST
BEGIN:VEVENT
SUMMARY;LANGUAGE=nb:x
DTSTART;TZID=x:20261201T090000
-----BEGIN PGP SIGNED MESSAGE-----
-----BEGIN PGP MESSAGE-----
-----BEGIN PGP SIGNATURE-----
eJ8+IgEAAQAQAAAAAAAAAAAAAAAAAAAAAAA=
MIAGCSqGSIb3DQEHAqCAMIACAQExADCABgkqhkiG9w0BBwGggCSABAFh
filename*0*=utf-8''%ff
begin 644 x
On 1 Jan 2024, a@b.example wrote:
> quoted
-----Original Message-----
---------- Forwarded message ----------
From: c@d.example
--
<blockquote type=cite><div id=divRplyFwdMsg>
&#x;
To: (((,<<"
Date: 99 99 9999
""".splitlines()
PIECES = [*LINES, b"", b"\xff\xfe", b"=?x?q?\xff?=", b"\x1b$B$"]


@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from([b"\n", b"\r\n", b"\r"]))
@settings(max_examples=250, deadline=None)
def test_any_order_of_a_mails_pieces_gives_a_mail(pieces: list[bytes], end: bytes) -> None:
    seen = mail.read(end.join(pieces))
    assert isinstance(seen, mail.Mail)
    assert all(one.name and "/" not in one.name and one.name.isprintable() for one in seen.attachments)
