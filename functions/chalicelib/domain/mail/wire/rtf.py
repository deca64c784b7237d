"""Compressed RTF, the form in which Outlook keeps a mail's text: unpacked, and read as plain text or as the HTML in it.

Packing: MS-OXRTFCP; HTML inside RTF: MS-OXRTFEX.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire import charsets

_KNOWN: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What every packed text may refer back to."""
_WINDOW: Final = 4096
_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z\r\n])|([{}])|([^\\{}\r\n]+)|[\\\r\n]+"
)
_HIDDEN: Final = frozenset(
    b"fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr themedata".split()
)
_MARKS: Final = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"cell": "\t", b"row": "\n", b"lquote": "\u2018", b"rquote": "\u2019",
    b"ldblquote": "\u201c", b"rdblquote": "\u201d", b"bullet": "\u2022", b"endash": "\u2013", b"emdash": "\u2014",
}  # fmt: skip
_SIGNS: Final = {b"~": "\u00a0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}"}


def read(packed: bytes) -> tuple[str, str]:
    """Plain text and HTML of a compressed RTF text: one of them, the other ""; neither where it cannot be read."""
    source = _unpacked(packed)
    if not source.startswith(b"{\\rtf"):
        return "", ""
    is_html = b"\\fromhtml" in source[:400]
    text = _Reader(is_html).read(source)
    return ("", text) if is_html else (text.strip(), "")


def _unpacked(packed: bytes) -> bytes:
    """The RTF, at most limits.RTF_BYTES of it."""
    size = min(int.from_bytes(packed[4:8], "little"), limits.RTF_BYTES)
    if packed[8:12] == b"MELA":
        return packed[16 : 16 + size]
    if packed[8:12] != b"LZFu":
        return b""
    out = bytearray(_KNOWN)
    at, wanted = 16, len(_KNOWN) + size
    while at < len(packed) and len(out) < wanted:
        flags = packed[at]
        at += 1
        for bit in range(8):
            if not flags >> bit & 1:
                out += packed[at : at + 1]
                at += 1
                continue
            word = int.from_bytes(packed[at : at + 2], "big")
            at += 2
            back = (len(out) - (word >> 4)) % _WINDOW
            if back == 0 or back > len(out):
                return bytes(out[len(_KNOWN) :])
            piece = out[len(out) - back :][: (word & 15) + 2]
            while len(piece) < (word & 15) + 2:
                piece += piece[: (word & 15) + 2 - len(piece)]
            out += piece
    return bytes(out[len(_KNOWN) : wanted])


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds between two braces."""

    hidden: bool = False
    tag: bool = False
    rtf_only: bool = False
    fallback: int = 1


class _Reader:
    """Reads RTF from its start to its end, group in group, without recursion."""

    def __init__(self, is_html: bool) -> None:
        self.is_html = is_html
        self.out: list[str] = []
        self.bytes = bytearray()
        self.codec = "cp1252"
        self.group = _Group()
        self.stack: list[_Group] = []
        self.skip = 0
        self.starred = False

    def read(self, source: bytes) -> str:
        for found in _TOKEN.finditer(source):
            word, number, code, sign, brace, text = found.groups()
            if word is not None:
                self._word(word.lower(), number)
            elif code is not None:
                self._raw(bytes((int(code, 16),)))
            elif brace is not None:
                self._brace(brace)
            elif sign == b"*":
                self.starred = True
            elif sign is not None:
                self._say(_SIGNS.get(sign, ""))
            elif text is not None:
                self._raw(text)
        self._flush()
        return "".join(self.out)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self.skip = 0
        if brace == b"{":
            self.stack.append(self.group)
        elif self.stack:
            self.group = self.stack.pop()

    def _word(self, word: bytes, number: bytes | None) -> None:
        starred, self.starred = self.starred, False
        if word == b"htmltag" and starred and self.is_html:
            self.group = replace(self.group, tag=True)
        elif starred or word in _HIDDEN:
            self.group = replace(self.group, hidden=True)
        elif word == b"htmlrtf":
            self._flush()
            self.group = replace(self.group, rtf_only=number != b"0")
        elif word == b"ansicpg":
            self.codec = charsets.codec_of(f"cp{int(number or 0)}") or self.codec
        elif word == b"uc":
            self.group = replace(self.group, fallback=min(abs(int(number or 1)), 10))
        elif word == b"u" and number:
            value = int(number) % 65_536
            self._say("\ufffd" if 0xD800 <= value < 0xE000 else chr(value))
            self.skip = self.group.fallback
        elif word in _MARKS:
            self._say(_MARKS[word])

    def _raw(self, data: bytes) -> None:
        """Text bytes; those fall away that stand in for a character already told by its number."""
        if self.skip:
            taken = min(self.skip, len(data))
            self.skip -= taken
            data = data[taken:]
        if not (self.group.hidden or self.group.rtf_only):
            self.bytes += data

    def _say(self, text: str) -> None:
        self._flush()
        if not (self.group.hidden or self.group.rtf_only):
            self.out.append(text)

    def _flush(self) -> None:
        if self.bytes:
            text = self.bytes.decode(self.codec, "replace")
            self.bytes.clear()
            self.out.append(html.escape(text, quote=False) if self.is_html and not self.group.tag else text)
