"""Header lines, addresses, charsets and names of files, as senders really write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chalicelib.domain.file_names import safe_name
from chalicelib.domain.mail.text import subject
from chalicelib.domain.mail.wire import addresses, charsets, dates, encoded, headers, parameters, tokens, transfer


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
        ("Horvat, Ana <ana@firm.example>", "ana@firm.example", "Horvat, Ana"),
        ("Ana Horvat, <ana@firm.example>", "ana@firm.example", "Ana Horvat"),
        ("'Ana' <ana@firm.example>", "ana@firm.example", "Ana"),
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
    kind, found = parameters.parse("Attachment; filename*0*=utf-8''ra%C4%8D; filename*1*=un%20; filename*2=1.pdf")
    assert (kind, found["filename"]) == ("attachment", "račun 1.pdf")


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        ("x; charset=us-ascii (Plain text)", "charset", "us-ascii"),
        ("x; charset=utf-8 format=flowed", "charset", "utf-8"),
        ('x boundary="a b"', "boundary", "a b"),
        ("x; filename=short.txt; filename*0=long; filename*1=.txt", "filename", "long.txt"),
        ("x; filename*=utf-8''%C3%A5; filename=a.txt", "filename", "å"),
        ('x; filename="=?utf-8?Q?=C3=A5?=" =?utf-8?Q?b?=', "filename", "åb"),
        ("x; filename*1*=%A5; filename*0*=utf-8''%C3", "filename", "å"),
        ("x; filename*=%E5", "filename", "å"),
        ('x; filename="a;b \\"c\\".txt"', "filename", 'a;b "c".txt'),
        ('x; filename="open', "filename", "open"),
    ],
)
def test_a_parameter_is_read_however_it_is_written(written: str, name: str, value: str) -> None:
    kind, found = parameters.parse(written)
    assert (kind, found[name]) == ("x", value)


@pytest.mark.parametrize(
    ("block", "head", "body"),
    [
        (b"Subject: x\nHello\n\nBye", b"Subject: x", b"Hello\n\nBye"),
        (b"Subject: x\nHello", b"Subject: x", b"Hello"),
        (b"Subject: x\nmore\nTo: y\n\nBye", b"Subject: x\nmore\nTo: y", b"Bye"),
        (b"Content-Type: a/b;\ncharset=x\n\nBye", b"Content-Type: a/b;\ncharset=x", b"Bye"),
        (b"Subject: =?a?Q?b?=\n=?a?Q?c?=\n\nBye", b"Subject: =?a?Q?b?=\n=?a?Q?c?=", b"Bye"),
        (b"A: b\n--x\nC: d\n\nBye", b"A: b", b"--x\nC: d\n\nBye"),
    ],
)
def test_a_body_begins_at_the_blank_line_or_where_fields_end(block: bytes, head: bytes, body: bytes) -> None:
    assert headers.split(block) == (head, body)


@pytest.mark.parametrize(
    ("body", "encoding", "data"),
    [
        (b"aGVp", "base64", b"hei"),
        (b"aGVp", "BASE64 (a comment)", b"hei"),
        (b"aG Vp\n", "base64", b"hei"),
        (b"aGV", "base64", b"he"),
        (b"Hello there, all of you!", "base64", b"Hello there, all of you!"),
        (b"h=65i=\n you", "Quoted-Printable;", b"hei you"),
        (b"as it is", "8-bit", b"as it is"),
        (b"begin 644 x\n#:&5I\n \nend\n", "x-uuencode", b"hei"),
    ],
)
def test_a_body_is_decoded_as_far_as_its_label_is_true(body: bytes, encoding: str, data: bytes) -> None:
    assert transfer.decode(body, encoding) == data


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
        (b"hei p\xe5", "", "hei på"),
        (b"No. \x1b$B-!F|\x1b(B.", "iso-2022-jp", "No. ①日."),
        (b"hei p\xe5", "utf-8", "hei på"),
        ("på lørdag".encode(), "iso-8859-1", "på lørdag"),
        ("žaba".encode("cp1250"), "win-1250", "žaba"),
        ("朱镕基".encode("gbk"), "gb2312", "朱镕基"),
        ("한국".encode("cp949"), "ks_c_5601-1987", "한국"),
        ("på".encode(), "text/html; charset=utf-8", "på"),
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
        ("\U0001d49c" * 180 + ".pdf", "\U0001d49c" * 59 + ".pdf"),
        ("invoice.exe. .", "invoice.exe"),
        ("invoice.pdf" + "\u2800\u3164" * 40 + ".exe", "invoice.pdf .exe"),
        ("con.txt", "_con.txt"),
        ("NUL", "_NUL"),
        ("LPT1 .tar.gz", "_LPT1 .tar.gz"),
        ("console.txt", "console.txt"),
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
