"""Bytes to text: the label of a charset is a claim, read as browsers read it, and never an error."""

from __future__ import annotations

import codecs
from typing import Final

from charset_normalizer import from_bytes

from chalicelib.domain.mail import limits

# Labels that mail uses for something else than Python's codec of that name (as browsers treat them).
_MEANT: Final = {
    "us-ascii": "cp1252", "ascii": "cp1252", "ansi_x3.4-1968": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "l1": "cp1252", "cp819": "cp1252",
    "iso-8859-9": "cp1254", "latin5": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "windows-874": "cp874",
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932",
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949", "korean": "cp949", "windows-949": "cp949",
    "iso-2022-jp": "iso2022_jp_ext", "cp50220": "iso2022_jp_ext", "csiso2022jp": "iso2022_jp_ext",
    "iso-8859-8-i": "iso8859_8", "iso-8859-8-e": "iso8859_8", "unicode-1-1-utf-7": "utf-7",
    "x-unicode-2-0-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8", "utf8mb4": "utf-8", "x-utf-8": "utf-8", "utf-8-mac": "utf-8", "unicode": "utf-16",
    "macintosh": "mac_roman", "x-mac-roman": "mac_roman", "ansi": "cp1252", "x-ansi": "cp1252", "binary": "",
    "x-windows-1250": "cp1250", "x-windows-1252": "cp1252", "8bit": "", "unknown-8bit": "", "x-unknown": "",
    "default": "", "default_charset": "", "none": "", "iso": "", "x-user-defined": "", "idna": "", "punycode": "",
}  # fmt: skip
_ASCII_LABELS: Final = {"", "us-ascii", "ascii", "ansi_x3.4-1968"}
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Characters that single-byte text hardly ever holds: seen, they mean that the guess was wrong.
_UNLIKELY: Final = frozenset("\x81\x8d\x8f\x90\x9d")


def codec_of(label: str) -> str:
    """The codec that a charset's label means, "" where it means none that reads text."""
    wanted = label.strip().strip("'\"").lower()[:60]
    wanted = _MEANT.get(wanted, wanted)
    if not wanted:
        return ""
    try:
        found = codecs.lookup(wanted)
    except (LookupError, ValueError):
        return ""
    return found.name if found._is_text_encoding else ""


def decode(data: bytes, label: str = "") -> str:
    """Text of the bytes. Never raises; the label is followed where it can be true."""
    for mark, codec in _MARKS:
        if data.startswith(mark) and (codec == "utf-8" or codec_of(label).startswith("utf-16") or not label):
            return data.decode(codec, "replace").lstrip("\ufeff")
    if data.isascii() and codec_of(label) in ("", "utf-8", "cp1252"):
        return data.decode("ascii")
    if label.strip().strip("'\"").lower() in _ASCII_LABELS or not codec_of(label):
        return _guess(data)
    try:
        return data.decode(codec_of(label))
    except (UnicodeError, ValueError):
        return _nearly(data, codec_of(label))


def _nearly(data: bytes, codec: str) -> str:
    """Bytes that break their label: mostly right (a cut character), or another charset altogether."""
    text = data.decode(codec, "replace")
    wrong = text.count("\ufffd")
    if codec == "cp1252":
        return _latin(data) if not _is_utf8(data) else data.decode("utf-8")
    if wrong * 50 <= len(text) or (wrong <= 2 and codec.startswith(("iso2022", "utf"))):
        return text
    return _guess(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _latin(data: bytes) -> str:
    """cp1252 with its five holes as browsers fill them."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return (
            "".join(chr(b) if chr(b) in _UNLIKELY else bytes((b,)).decode("cp1252") for b in data)
            if len(data) < 65_536
            else data.decode("cp1252", "replace")
        )


def _guess(data: bytes) -> str:
    """Undeclared text: UTF-8 if it can be, else the likeliest charset of a sample."""
    if b"\x1b$" in data or b"\x1b(" in data:
        return data.decode("iso2022_jp_ext", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        first = error.start
        if error.end == len(data) or data[: error.start].count(b"\xc3") > 3:
            return data.decode("utf-8", "replace")
    start = max(0, first - limits.GUESS_BYTES // 4)
    sample = data[start : start + limits.GUESS_BYTES]
    if sum(byte > 127 for byte in sample) < 24:
        return _latin(data)
    best = from_bytes(sample, steps=3, chunk_size=512).best()
    if best is None:
        return _latin(data)
    return data.decode(best.encoding, "replace")
