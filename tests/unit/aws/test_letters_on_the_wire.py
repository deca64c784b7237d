"""Letters as they go on the wire."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from chalicelib.aws.mailer import message_id, mime_of
from chalicelib.desk.ports import Undeliverable
from chalicelib.domain.letter import Outgoing

LONG_ID = f"<{'a' * 120}@mail.example.com>"


def _letter(**changes: object) -> Outgoing:
    plain: dict[str, object] = {
        "sender": "Brukerstøtte: tid, fravær <promark@support.example.com>",
        "to": "kari@fjord.example",
        "reply_to": f"promark+pro-123456.{'a' * 20}@support.some-rather-long-company-name.example.com",
        "subject": "[PRO-1001] " + "Stempling mangler på øverste terminal " * 4,
        "text": "Hei,\n\n" + "æøå " * 80 + "\n",
        "html": "<p>Hei</p>",
        "headers": {},
    }
    return Outgoing(**(plain | changes))  # type: ignore[arg-type]


def _read(letter: Outgoing) -> EmailMessage:
    return message_from_bytes(mime_of(letter), policy=policy.default)


def test_every_line_is_plain_ascii_of_a_length_that_mail_allows() -> None:
    lines = mime_of(_letter(headers={"References": f"{LONG_ID} {LONG_ID}"})).split(b"\r\n")
    assert all(line.isascii() and len(line) < 998 and b"\n" not in line for line in lines)


def test_encoded_words_keep_to_their_75_characters() -> None:
    words = [word for word in mime_of(_letter()).split() if word.startswith(b"=?")]
    assert words
    assert max(map(len, words)) <= 75


def test_names_and_subjects_come_through_in_any_script() -> None:
    message = _read(_letter())
    assert message["From"].addresses[0].display_name == "Brukerstøtte: tid, fravær"
    assert message["From"].addresses[0].addr_spec == "promark@support.example.com"
    assert message["Subject"] == " ".join(_letter().subject.split())


@pytest.mark.parametrize(
    "subject", ["¹ =?utf-8?q?unclosed8?B?jA=ekamo, ovo", "=?utf-8?B?SGVp?=", "a" * 900, "š " * 300]
)
def test_a_subject_made_to_break_the_encoding_leaves_as_it_is(subject: str) -> None:
    message = _read(replace(_letter(), subject=subject, headers={"Thread-Topic": subject}))
    assert "".join(str(message["Subject"]).split()) == "".join(subject.split())
    assert "".join(str(message["Thread-Topic"]).split()) == "".join(subject.split())


def test_text_and_html_stand_side_by_side_text_first() -> None:
    message = _read(_letter())
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == _letter().text  # type: ignore[union-attr]


def test_a_letter_without_html_is_text_alone() -> None:
    assert _read(_letter(html="")).get_content_type() == "text/plain"


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
def test_a_long_message_id_goes_out_as_it_came(header: str) -> None:
    wire = mime_of(_letter(headers={header: f"{LONG_ID} <b@example.com>"}))
    assert f"{header}: {LONG_ID}\r\n <b@example.com>\r\n".encode() in wire


def test_a_message_id_that_no_mail_should_have_does_not_stop_a_letter() -> None:
    wire = mime_of(_letter(headers={"References": "<æ@example.com>\r\nBcc: all@example.com <b@example.com>"}))
    assert b"\r\nBcc:" not in wire


def test_a_header_of_message_ids_without_a_usable_one_is_left_out() -> None:
    message = _read(_letter(headers={"References": f"<{'a' * 2000}@example.com>", "In-Reply-To": ""}))
    assert (message["References"], message["In-Reply-To"]) == (None, None)


def test_a_long_reply_address_is_not_broken() -> None:
    assert _letter().reply_to.encode() in mime_of(_letter())


def test_no_header_can_be_smuggled_in() -> None:
    message = _read(_letter(subject="Hei\r\nBcc: all@example.com", headers={"X-Tuki": "a\nBcc: all@example.com"}))
    assert message["Bcc"] is None
    assert message["Subject"] == "Hei Bcc: all@example.com"


def test_a_domain_beyond_ascii_is_spelt_in_punycode() -> None:
    assert _read(_letter(to="info@bücher.example"))["To"] == "info@xn--bcher-kva.example"


@pytest.mark.parametrize(
    "address",
    [
        *("", "kari", "kari@", "@fjord.example", "a b@fjord.example", "ø@fjord.example", "a@@b.example"),
        *("a@b..example", "a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example", f"a@{'x' * 80}.example"),
    ],
)
def test_an_address_that_no_mail_can_carry_is_undeliverable(address: str) -> None:
    with pytest.raises(Undeliverable):
        mime_of(_letter(to=address))


def test_the_message_id_is_the_one_that_ses_puts_there() -> None:
    assert message_id("0102-0", "eu-west-1") == "<0102-0@eu-west-1.amazonses.com>"
    assert message_id("0102-0", "us-east-1") == "<0102-0@email.amazonses.com>"
    assert message_id("0102@email.amazonses.com", "eu-west-1") == "<0102@email.amazonses.com>"
