"""winmail.dat: what Outlook packs is found again, and no count that it states is believed."""

from __future__ import annotations

import struct

import pytest

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire import rtf, winmail

SIGNATURE = b"\x78\x9f\x3e\x22\1\0"
BODY, DATA, NEW_FILE, PROPERTIES, FILE_PROPERTIES = 0x800C, 0x800F, 0x9002, 0x9003, 0x9005
TEXT, UNICODE, BINARY, INTEGER = 0x1E, 0x1F, 0x102, 0x03
EVERY_COUNT = b"\xff\xff\xff\xff"


def entry(name: int, content: bytes) -> bytes:
    return b"\1" + struct.pack("<HHI", name, 6, len(content)) + content + b"\0\0"


def value(number: int, kind: int, content: bytes) -> bytes:
    return struct.pack("<HHII", kind, number, 1, len(content)) + content + b"\0" * (-len(content) % 4)


def values(*those: bytes) -> bytes:
    return struct.pack("<I", len(those)) + b"".join(those)


def packed(source: bytes) -> bytes:
    """RTF as it stands, in the form for what is not compressed."""
    return struct.pack("<II", len(source) + 12, len(source)) + b"MELA" + b"\0" * 4 + source


def test_names_and_files_are_found() -> None:
    described = values(
        value(0x3707, UNICODE, "Lønn 2026.txt\0".encode("utf-16-le")), value(0x370E, TEXT, b"text/plain\0")
    )
    found = winmail.read(SIGNATURE + entry(NEW_FILE, b"") + entry(DATA, b"abc") + entry(FILE_PROPERTIES, described))
    assert found is not None
    assert found.members == [winmail.Member("Lønn 2026.txt", "text/plain", "", b"abc")]


def test_properties_of_several_values_and_of_names_are_passed_over() -> None:
    several = struct.pack("<HHI", 0x1000 | TEXT, 0x3333, 2) + struct.pack("<I4sI4s", 3, b"ab\0\0", 1, b"\0\0\0\0")
    numbers = struct.pack("<HHI", 0x1000 | INTEGER, 0x3334, 2) + b"\0" * 8
    named = struct.pack("<HH", INTEGER, 0x8001) + b"\0" * 16 + struct.pack("<II6s2x", 1, 6, b"a\0b\0\0\0") + b"\0" * 4
    found = winmail.read(
        SIGNATURE + entry(PROPERTIES, values(several, numbers, named, value(0x1000, TEXT, b"Hello\0")))
    )
    assert found is not None
    assert found.plain == "Hello"


@pytest.mark.parametrize(
    "content",
    [
        entry(PROPERTIES, EVERY_COUNT + b"\0" * 90),
        entry(PROPERTIES, EVERY_COUNT + struct.pack("<HH", 0x1000 | TEXT, 0x1000) + EVERY_COUNT + b"\0" * 90),
        entry(PROPERTIES, EVERY_COUNT + struct.pack("<HH", 0x1000 | INTEGER, 0x1000) + EVERY_COUNT),
        b"\1" + struct.pack("<HHI", BODY, 6, 0xFFFFFFFF),
        entry(NEW_FILE, b"") * (limits.TNEF_FILES + 1),
        b"",
    ],
    ids=["properties", "values", "numbers", "length", "files", "empty"],
)
def test_forged_counts_end_with_what_is_there(content: bytes) -> None:
    assert winmail.read(SIGNATURE + content) is None


def test_what_is_no_winmail_is_none() -> None:
    assert winmail.read(b"%PDF-1.4") is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (rb"{\rtf1\ansi one\par two\line three\tab four}", "one\ntwo\nthree\tfour"),
        (rb"{\rtf1\ansicpg1250 \'9auma \u269?aj {\*\unknown hidden}\{x\}}", "šuma čaj {x}"),
        (rb"{\rtf1{\fonttbl{\f0 Arial;}}{\pict 00ff}\uc2\u8364 xxEUR}", "€EUR"),
        (b"{\\rtf1 a\r\nb}}}}", "ab"),
        (b"no rtf", ""),
    ],
)
def test_rtf_is_read_as_text(source: bytes, text: str) -> None:
    assert rtf.read(packed(source)) == (text, "")


def test_html_inside_rtf_comes_out_as_html() -> None:
    words = rb"{\*\htmltag64 <p>}\htmlrtf {\b \htmlrtf0 a<b{\*\htmltag72 </p>}\htmlrtf \par}\htmlrtf0 "
    source = rb"{\rtf1\ansi\fromhtml1 " + words + b"}"
    assert rtf.read(packed(source)) == ("", "<p>a&lt;b</p>")


def test_a_packed_text_may_repeat_itself_and_what_all_know() -> None:
    known = struct.pack(">H", 0 << 4 | 6 - 2)  # `{\rtf1` stands at the start of what every packed text refers to
    runs = struct.pack(">H", (207 + 8) << 4 | 5 - 2)  # five bytes from one place before: the byte repeats
    end = struct.pack(">H", (207 + 14) << 4)
    body = bytes((0b0001_0001,)) + known + b" ab" + runs + b"}" + end + b"\0"
    told = struct.pack("<II", len(body) + 12, 15) + b"LZFu" + b"\0" * 4 + body
    assert rtf.read(told) == ("abbbbbb", "")
