"""Real mails spoilt: each mutation takes a mail and gives another that a broken program, or a bad one, might send."""

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from random import Random

MOST_BYTES = 1_500_000
MOST_MUTATIONS = 4

CHARSETS = (
    b"utf-8 us-ascii iso-8859-1 windows-1252 utf-7 utf-16 utf-16-le utf-32 utf-8-sig iso-2022-jp gb18030 big5 koi8-r "
    b"undefined unicode_escape raw_unicode_escape punycode idna hex rot13 base64 cp65001 hz mac_roman x '' \"utf-8"
).split()
ENCODINGS = b"7bit 8bit binary quoted-printable base64 x-uuencode uuencode BASE64; base64=base64 yenc".split()
TYPES = (
    b"text/plain text/html text/enriched text/calendar multipart/mixed multipart/alternative multipart/related "
    b"multipart/signed multipart/report multipart/digest multipart/encrypted message/rfc822 message/delivery-status "
    b"message/feedback-report application/ms-tnef application/octet-stream text multipart/ /plain text/html; text/plain"
).split()
LINES = b"""From: "Kari Nordmann" <kari@kunde.example>
To: (((,<<"
Cc: undisclosed-recipients:;
Subject: =?utf-8?B?
Subject: Re: SV: VS: Odg: Fwd: [EVI-1001]
Content-Type: multipart/mixed; boundary=x
Content-Type: text/plain; charset=utf-7; format=flowed; delsp=yes
Content-Type: application/ms-tnef; name=winmail.dat
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename*0*=utf-8''%ff; filename*999999999999="../../x"
Content-ID: <<>>
Auto-Submitted: auto-replied
References: <a@b> <a@b><c@d>,e@f
Date: 99 99 99999 99:99:99 +9999
begin 644 ../x
On 1 Jan 2024, a@b.example wrote:
Den 1. jan. 2024 skrev Ola:
Dana 1. sij 2024. Ana je napisala:
> quoted
>>>>>>>>>>>> quoted deep
-----Original Message-----
---------- Forwarded message ----------
--
--\x20
--x
--x--
<blockquote type=cite><div id=divRplyFwdMsg>
<table><tr><td><p><b><i><a href=javascript:x>
</div></td></blockquote></html><!--
<style>p{</style><script>
&#x;&#xd800;&#0;&amp;amp;
Final-Recipient: rfc822; a@b.example
Status: 5.1.1
Action: failed""".split(b"\n")
STRANGE = (
    "\0 \x01 \x0b \x0c \x1b[31m \x7f \x85 \xa0 \xad \u061c \u200b \u200d \u200f \u2028 \u2029 \u202e \u2066 \ufeff "
    "\ufffd \uffff \U0001f469\u200d\U0001f4bb \U000e0041 \U0010ffff İ ß ﬁ Å\u030a ١٢٣ \u0300\u0301\u0302 <> () [] {} "
    "\" \\ ; , : @ % .. / ../ ' ` $"
).split(" ")
_HEADER = re.compile(rb"(?m)^[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*")
_BOUNDARY = re.compile(rb'boundary="?([^"\s;]{1,70})')

Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]


def mutated(chance: Random, mails: Sequence[bytes]) -> bytes:
    """One of the mails with a few mutations, the same for the same state of chance."""
    raw = chance.choice(mails)
    for _ in range(chance.randint(1, MOST_MUTATIONS)):
        raw = chance.choice(MUTATIONS)(chance, raw, mails)[:MOST_BYTES]
    return raw


def flip_bytes(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    spoilt = bytearray(raw or b"\0")
    for _ in range(chance.randint(1, 12)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def drop_lines(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    start, end = _stretch(chance, lines := raw.splitlines(keepends=True))
    return b"".join(lines[:start] + lines[end:])


def double_lines(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    start, end = _stretch(chance, lines := raw.splitlines(keepends=True))
    return b"".join(lines[:end] + lines[start:])


def swap_lines(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    lines = raw.splitlines(keepends=True) or [b""]
    one, other = (chance.randrange(len(lines)) for _ in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def cut_header(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """A header ends in the middle of its value, or is gone."""
    found = list(_HEADER.finditer(raw))
    if not found:
        return raw
    header = chance.choice(found)
    kept = chance.choice((0, chance.randrange(len(header[0]))))
    return raw[: header.start() + kept] + chance.choice((b"", b"\n")) + raw[header.end() :]


def double_header(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    found = _HEADER.findall(raw)
    return b"".join(chance.sample(found, min(len(found), chance.randint(1, 3)))) + raw


def break_boundary(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """A boundary that is told is not the one that is used, or one of the lines is spoilt."""
    found = _BOUNDARY.search(raw)
    if not found:
        return raw
    places = [place.start() for place in re.finditer(re.escape(found[1]), raw)]
    at = chance.choice(places)
    spoilt = chance.choice((b"", b"x", found[1] + b"--", found[1][:-1], b" " + found[1], found[1] * 30))
    return raw[:at] + spoilt + raw[at + len(found[1]) :]


def change_charset(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    raw = re.sub(rb"=\?[\w-]+\?", lambda _: b"=?" + chance.choice(CHARSETS) + b"?", raw)
    return re.sub(rb"(?i)charset=[^\s;]*", lambda _: b"charset=" + chance.choice(CHARSETS), raw)


def change_encoding(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    return _retold(chance, raw, b"Content-Transfer-Encoding", ENCODINGS)


def change_type(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    return _retold(chance, raw, b"Content-Type", TYPES)


def nest(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """The mail as the only part of another, and so on, some levels deep."""
    head = b"".join(_HEADER.findall(raw[:4_000])[:4])
    for level in range(chance.choice((1, 2, 5, 19, 25))):
        if chance.random() < 0.3:
            raw = b"Content-Type: message/rfc822\n\n" + raw
        else:
            raw = (
                b"Content-Type: multipart/mixed; boundary=n%d\n\n--n%d\n" % (level, level)
                + raw
                + b"\n--n%d--\n" % level
            )
    return head + raw


def splice(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """The beginning of one mail and the end of another."""
    other = chance.choice(mails)
    return raw[: chance.randrange(len(raw) + 1)] + other[chance.randrange(len(other) + 1) :]


def truncate(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)]


def blow_up(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """A stretch of the mail over and over, from a character to some lines of it."""
    start = chance.randrange(len(raw) + 1)
    piece = raw[start : start + chance.choice((1, 3, 10, 80, 400))] or b">"
    times = chance.choice((10, 300, 5_000, 100_000))
    return raw[:start] + piece * min(times, 600_000 // len(piece)) + raw[start:]


def strew(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """Strange characters in headers, bare or as encoded words."""
    found = list(_HEADER.finditer(raw[:20_000]))
    if not found:
        return raw
    for header in sorted(chance.sample(found, min(len(found), 4)), key=re.Match.start, reverse=True):
        words = "".join(chance.choices(STRANGE, k=chance.randint(1, 8))).encode()
        told = (words, b"=?utf-8?b?" + b64encode(words) + b"?=", b"=?utf-8?q?" + words, b'"' + words + b'"')
        at = chance.randint(header.start(), header.end())
        raw = raw[:at] + chance.choice(told) + raw[at:]
    return raw


def other_line_ends(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    ends = chance.choice(((b"\n",), (b"\r\n",), (b"\r",), (b"\n", b"\r\n", b"\r", b"\n\n", b" \n")))
    return b"".join(line + chance.choice(ends) for line in raw.splitlines())


def insert_lines(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """Lines that mean something to a mail program, where they do not belong."""
    lines = raw.splitlines(keepends=True)
    for _ in range(chance.randint(1, 6)):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(LINES) + b"\n")
    return b"".join(lines)


def other_numbers(chance: Random, raw: bytes, mails: Sequence[bytes]) -> bytes:
    told = (b"0", b"-1", b"4294967296", b"9" * 40, "\u0661\u00b2".encode(), b"1e999")
    return re.sub(rb"\d+", lambda found: chance.choice(told) if chance.random() < 0.2 else found[0], raw[:60_000])


def _stretch(chance: Random, lines: Sequence[bytes]) -> tuple[int, int]:
    start = chance.randrange(len(lines) + 1)
    return start, min(len(lines), start + chance.choice((1, 1, 2, 10)))


def _retold(chance: Random, raw: bytes, name: bytes, values: Sequence[bytes]) -> bytes:
    """One header of the name, wherever it stands, with another value."""
    found = list(re.finditer(rb"(?im)^" + name + rb":[ \t]*([^\s;]*)", raw))
    if not found:
        return name + b": " + chance.choice(values) + b"\n" + raw
    start, end = chance.choice(found).span(1)
    return raw[:start] + chance.choice(values) + raw[end:]


MUTATIONS: tuple[Mutation, ...] = (
    flip_bytes, drop_lines, double_lines, swap_lines, cut_header, double_header, break_boundary, change_charset,
    change_encoding, change_type, nest, splice, truncate, blow_up, strew, other_line_ends, insert_lines, other_numbers,
)  # fmt: skip
