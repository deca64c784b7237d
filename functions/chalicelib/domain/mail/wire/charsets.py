"""Bytes to text: the label of a charset is a claim, read as browsers read it, and never an error."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from encodings import normalize_encoding
from encodings.aliases import aliases
from functools import lru_cache
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
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949", "korean": "cp949", "cp949": "cp949",
    "ks_c_5601-1989": "cp949",
    "iso-ir-149": "cp949", "euc-cn": "gb18030", "cp936": "gb18030", "mac-ce": "mac_latin2", "ucs-2": "utf-16",
    "iso-2022-jp": "iso2022_jp_ext", "cp50220": "iso2022_jp_ext", "csiso2022jp": "iso2022_jp_ext",
    "iso-8859-8-i": "iso8859_8", "iso-8859-8-e": "iso8859_8", "unicode-1-1-utf-7": "utf-7",
    "x-unicode-2-0-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8", "utf8mb4": "utf-8", "x-utf-8": "utf-8", "utf-8-mac": "utf-8", "unicode": "utf-16",
    "macintosh": "mac_roman", "x-mac-roman": "mac_roman", "ansi": "cp1252", "x-ansi": "cp1252", "binary": "",
    "x-windows-1250": "cp1250", "x-windows-1252": "cp1252", "8bit": "", "unknown-8bit": "", "x-unknown": "",
    "default": "", "default_charset": "", "none": "", "iso": "", "x-user-defined": "", "idna": "", "punycode": "",
}  # fmt: skip
_PYTHONS_OWN: Final = frozenset(
    ("undefined", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "mbcs", "oem", "utf_8_sig")
)
_WITHOUT_ALIAS: Final = frozenset(
    "cp720 cp737 cp856 cp874 cp875 cp1006 koi8_t koi8_u mac_arabic mac_croatian mac_farsi mac_romanian".split()
)
_KNOWN: Final = frozenset((*aliases, *aliases.values(), *_WITHOUT_ALIAS)) - _PYTHONS_OWN
"""Names looked up no further: a codec that is not among them is searched for on the disk."""
_NUMBERED: Final = re.compile(r"(?:x-)?(?:windows|win|cp|ibm|dos|ms)[-_ ]?(\d{3,5})")
_ASCII_LABELS: Final = {"", "us-ascii", "ascii", "ansi_x3.4-1968"}
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SHIFTED: Final = re.compile(rb"(?:(\x1b\$[@B])|\x1b\([BJ])?([^\x1b]+|\x1b)")
_HIGH: Final = bytes(byte | 128 if byte > 32 else byte for byte in range(256))
_ASCII_BYTES: Final = bytes(range(128))
_CP1252: Final = "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
"""cp1252 with its five holes as browsers fill them."""
_SURELY_HIGH: Final = 18
_SIBILANTS: Final = frozenset(b"\x8a\x8e\x9a\x9e")
_SOFT: Final = frozenset(b"\xc6\xc8\xd0\xe6\xe8\xf0")
_GUESS_COSTS: Final = 1_000
"""Bytes that a guess costs however short the text is."""
_left: ContextVar[int | None] = ContextVar("_left", default=None)
"""Bytes of the mail being read that may still be guessed thoroughly; None: as many as there are."""


@contextmanager
def guessing_at_most(amount: int) -> Iterator[None]:
    """Bounds what guesses cost inside: undeclared text beyond so many bytes is read as western Europe wrote it."""
    before = _left.set(amount)
    try:
        yield
    finally:
        _left.reset(before)


@lru_cache(maxsize=256)
def codec_of(label: str) -> str:
    """The codec that a charset's label means, "" where it means none that reads text."""
    wanted = label.strip().strip("'\"").lower()[:60]
    for spelling in (wanted, _NUMBERED.sub(r"cp\1", wanted), wanted.removeprefix("x-")):
        meant = normalize_encoding(_MEANT.get(spelling, spelling))
        if not {meant, meant.replace(".", "_")} & _KNOWN:
            if spelling in _MEANT:
                return ""
            continue
        try:
            found = codecs.lookup(meant)
        except (LookupError, ValueError):
            continue
        return found.name if found._is_text_encoding and found.name.replace("-", "_") not in _PYTHONS_OWN else ""
    return "utf-8" if "utf-8" in wanted else ""


def decode(data: bytes, label: str = "") -> str:
    """Text of the bytes. Never raises; the label is followed where it can be true."""
    text = _decoded(data, label)
    return (
        text
        if text.isascii() or _is_sound(text)
        else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )


def _is_sound(text: str) -> bool:
    """Whether no half of a character stands by itself: such a text could be written nowhere."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _decoded(data: bytes, label: str) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark) and (codec == "utf-8" or codec_of(label).startswith("utf-16") or not label):
            return data.decode(codec, "replace").lstrip("\ufeff")
    if data.isascii() and codec_of(label) in ("", "utf-8", "cp1252"):
        return data.decode("ascii")
    if label.strip().strip("'\"").lower() in _ASCII_LABELS or not codec_of(label):
        return _guess(data)
    if _is_sooner_utf8(data, codec_of(label)):
        return data.decode("utf-8")
    try:
        return data.decode(codec_of(label))
    except (UnicodeError, ValueError):
        return _nearly(data, codec_of(label))


def tells(label: str) -> bool:
    """Whether a label says more about bytes of unknown charset than a guess from the bytes themselves."""
    return codec_of(label) not in ("", "utf-8", "utf-7", "cp1252")


def bare(data: bytes, declared: str) -> str:
    """Header bytes that name no charset: UTF-8 if they can be, else what the body is `declared` to be, else a guess."""
    return decode(data, declared) if tells(declared) and not _is_utf8(data) else _guess(data)


def _nearly(data: bytes, codec: str) -> str:
    """Bytes that break their label: mostly right (a cut character), or another charset altogether."""
    if codec.startswith("iso2022_jp"):
        return _japanese(data)
    text = data.decode(codec, "replace")
    wrong = text.count("\ufffd")
    if codec == "cp1252":
        return _latin(data) if not _is_utf8(data) else data.decode("utf-8")
    right = len(text) - wrong - _count_ascii(data[: limits.GUESS_BYTES])
    if codec == "utf-8" and right <= 0 and not _is_cut(data):
        return _guess(data)
    if wrong * 50 <= len(text) or (wrong <= 2 and codec.startswith(("iso2022", "utf"))):
        return text
    return _guess(data)


def _japanese(data: bytes) -> str:
    """ISO-2022-JP with the characters that Windows adds to it, such as digits in circles."""
    out: list[str] = []
    for wide, text in _SHIFTED.findall(data):
        out.append(text.translate(_HIGH).decode("euc_jis_2004", "replace") if wide else text.decode("ascii", "replace"))
    return "".join(out)


def _is_cut(data: bytes) -> bool:
    """Whether UTF-8 ends in the middle of a character of three or four bytes, which no other charset looks like."""
    return data[-2:-1] >= b"\xe0" and data[-1:] >= b"\x80"


def _is_sooner_utf8(data: bytes, codec: str) -> bool:
    """Whether bytes labelled as something else are UTF-8: text in a charset of single bytes hardly ever looks so."""
    if codec.startswith(("cp125", "iso8859", "koi8", "mac")):
        return not data.isascii() and _is_utf8(data)
    if codec.startswith(("gb", "big5", "cp9", "euc", "shift")):
        sample = data[: limits.GUESS_BYTES]
        return len(sample) - _count_ascii(sample) >= _SURELY_HIGH and _is_utf8(data)
    return False


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _count_ascii(data: bytes) -> int:
    return len(data) - len(data.translate(None, _ASCII_BYTES))


def _latin(data: bytes) -> str:
    """Text as western Europe wrote it."""
    return codecs.charmap_decode(data, "strict", _CP1252)[0]


def _is_croatian(data: bytes) -> bool:
    """Whether a short text has š or ž, and beside them what is č, ć or đ only in the charset of central Europe."""
    return not _SIBILANTS.isdisjoint(data) and not _SOFT.isdisjoint(data)


def _guess(data: bytes) -> str:
    """Undeclared text: UTF-8 if it can be, else the likeliest charset of a sample."""
    if b"\x1b$" in data or b"\x1b(" in data:
        return data.decode("iso2022_jp_ext", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        first = error.start
        cut = error.end == len(data) and not data[: error.start].isascii()
        if cut or _is_cut(data) or data[: error.start].count(b"\xc3") > 3:
            return data.decode("utf-8", "replace")
    start = max(0, first - limits.GUESS_BYTES // 4)
    sample = data[start : start + limits.GUESS_BYTES]
    if len(sample) - _count_ascii(sample) < 24:
        return data.decode("cp1250", "replace") if _is_croatian(data) else _latin(data)
    if not _is_affordable(sample):
        return _latin(data)
    best = from_bytes(sample, steps=3, chunk_size=512).best()
    if best is None:
        return _latin(data)
    return data.decode(best.encoding, "replace")


def _is_affordable(sample: bytes) -> bool:
    """Whether a guess may still be made for this mail; what it costs is taken off."""
    left = _left.get()
    if left is None:
        return True
    left -= len(sample) + _GUESS_COSTS
    if left >= 0:
        _left.set(left)
    return left >= 0
