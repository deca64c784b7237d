"""Header lines, addresses, charsets and names of files, as senders really write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chalicelib.domain.file_names import safe_name
from chalicelib.domain.mail.text import subject
from chalicelib.domain.mail.wire import addresses, charsets, dates, encoded, headers, tokens


@pytest.mark.parametrize(
    ("written", "address", "name"),
    [
        ("Ana <Ana@Firm.EXAMPLE>", "Ana@firm.example", "Ana"),
        ('"Horvat, Ana" <ana@firm.example>', "ana@firm.example", "Horvat, Ana"),
        ("ana@firm.example (Ana Horvat)", "ana@firm.example", "Ana Horvat"),
        ("=?utf-8?Q?Bj=C3=B8rn?= <b@firm.example>", "b@firm.example", "Bjørn"),
        ("<ana@firm.example>", "ana@firm.example", ""),
        ("mailto:ana@firm.example", "ana@firm.example", ""),
        ("root", "root", ""),
        ("Nobody at all", "", "Nobody at all"),
        ('"ana@fake.example" <eve@firm.example>', "eve@firm.example", "ana@fake.example"),
    ],
)
def test_an_address_is_read_with_its_name(written: str, address: str, name: str) -> None:
    assert addresses.parse([written]) == (addresses.Address(address, name),)


def test_lists_groups_and_empty_items_are_read() -> None:
    found = addresses.parse(["Team: a@firm.example, , B <b@firm.example>;", "c@firm.example; d@firm.example"])
    assert [one.address for one in found] == [f"{letter}@firm.example" for letter in "abcd"]


def test_encoded_words_that_cut_a_character_in_two_are_joined() -> None:
    assert encoded.words("=?utf-8?B?xA==?= =?utf-8?B?jA==?=") == "Č"


def test_a_word_in_an_unknown_charset_is_still_read() -> None:
    assert encoded.words("=?x-unheard?Q?Hei_p=C3=A5_deg?=") == "Hei på deg"


def test_a_name_in_pieces_and_percent_signs_is_joined() -> None:
    kind, found = encoded.parameters("Attachment; filename*0*=utf-8''ra%C4%8D; filename*1*=un%20; filename*2=1.pdf")
    assert (kind, found["filename"]) == ("attachment", "račun 1.pdf")


def test_a_folded_line_is_one_value() -> None:
    block, body = headers.split(b"Subject: one\r\n two\r\n \r\n three\r\n\r\nbody")
    assert headers.parse(block).text("subject") == "one two three"
    assert body == b"body"


@pytest.mark.parametrize(
    ("data", "label", "text"),
    [
        (b"caf\xe9", "iso-8859-1", "café"),
        (b"\x93quoted\x94", "iso-8859-1", "“quoted”"),
        ("blåbær".encode(), "us-ascii", "blåbær"),
        ("šuma".encode("cp1250"), "windows-1250", "šuma"),
        ("žaba".encode("iso-8859-2"), "iso-8859-2", "žaba"),
        ("\ufeffhei".encode(), "", "hei"),
        (b"plain", "no-such-charset", "plain"),
    ],
)
def test_bytes_are_read_as_their_sender_meant(data: bytes, label: str, text: str) -> None:
    assert charsets.decode(data, label) == text


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\TEMP\\photo.png", "photo.png"),
        ("in\u202evoice\u0000.pdf", "invoice.pdf"),
        ("..", "file.pdf"),
        ("", "file.pdf"),
        ("a\r\nb.pdf", "a b.pdf"),
        (".htaccess", "htaccess"),
        ("x" * 400 + ".pdf", "x" * 168 + ".pdf"),
    ],
)
def test_a_name_never_is_a_path_nor_hides_anything(given: str, safe: str) -> None:
    assert safe_name(given, "application/pdf") == safe


def test_a_date_is_an_instant_in_utc() -> None:
    assert dates.parse("Tue, 5 Nov 2024 12:03:00 +0100") == datetime(2024, 11, 5, 11, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "value", ["", "yesterday", "Tue, 99 Nov 2024 12:03:00 +0100", "1 1 1 1", "Fri, 31 Dec 9999 23:59:59 -1200"]
)
def test_a_date_that_cannot_be_is_none(value: str) -> None:
    assert dates.parse(value) is None


def test_our_token_is_found_among_the_addresses() -> None:
    mac = "abcdefghij234567abcd"
    assert tokens.find(["ana@firm.example", f"evidencija+4821.{mac}@desk.example"]) == f"4821.{mac}"
    assert tokens.find([f"evidencija+4821.{mac}x@desk.example", "a+b@desk.example"]) == ""


@pytest.mark.parametrize(
    ("given", "clean", "number"),
    [
        ("SV: VS: Re: [PRO-1042] Stempling", "[PRO-1042] Stempling", "PRO-1042"),
        ("Odg: Upit", "Upit", ""),
        ("[list] Re: hello", "hello", ""),
        ("UTF-8 and COVID-19x", "UTF-8 and COVID-19x", "UTF-8"),
        ("re: Re[2]: AW: hello (fwd)", "hello", ""),
        ("Re:", "", ""),
    ],
)
def test_a_subject_loses_its_prefixes_and_names_its_ticket(given: str, clean: str, number: str) -> None:
    assert (subject.clean(given), subject.named_ticket(given)) == (clean, number)
