"""Mails made to stall a parser, each under a name that tells what there is too much of."""

from base64 import encodebytes
from collections.abc import Callable, Mapping
from random import Random
from struct import pack

MEGABYTE = 1024 * 1024
HEAD = b"From: a@firm.example\nTo: b@desk.example\nSubject: x\nMessage-ID: <x@firm.example>\n"
IN_CHARSET = HEAD + b"Content-Type: text/plain; charset=%b\n\n"
PLAIN = IN_CHARSET % b"utf-8"
HTML = HEAD + b"Content-Type: text/html; charset=utf-8\n\n"
BASE64 = HEAD + b"Content-Type: %b\nContent-Transfer-Encoding: base64\n\n"
QUOTED = HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n"
PICTURE = b"--x\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\n"
MAIL_INSIDE = b"--x\nContent-Type: message/rfc822\n\n" + HEAD
UU_LINE = b"M" + b"x" * 60 + b"\n"
ENCODED_LINE = b"QUJD" * 19 + b"\n"
REPORT = HEAD + b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n\nFailed.\n--x\n"
REPORT += b"Content-Type: message/delivery-status\n\n"


def filled(piece: bytes, size: int = MEGABYTE) -> bytes:
    """The piece over and over."""
    return piece * (size // len(piece))


def numbered(form: bytes, count: int) -> bytes:
    """The form with each number in turn."""
    return b"".join(form % number for number in range(count))


def multiparts(levels: int) -> bytes:
    """Multiparts in multiparts."""
    form = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    return HEAD + b"".join(form % (level, level) for level in range(levels)) + b"\nhi\n"


def winmail(object_type: int, claims: int) -> bytes:
    """A winmail.dat with one object that claims to hold so many things."""
    told = pack("<I", claims) + b"\0" * 8
    data = b"\x78\x9f\x3e\x22\0\0\x01" + pack("<II", object_type, len(told)) + told + b"\0" * 22
    return BASE64 % b"application/ms-tnef; name=winmail.dat" + encodebytes(data)


def noise(size: int) -> bytes:
    return Random(1).randbytes(size)


def staircase(lines: int, step: bytes) -> bytes:
    """Each line deeper than the one before."""
    return b"".join(step * (depth % 500) + b"text\n" for depth in range(lines))


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "20,000 parts": lambda: MIXED + b"--x\n\nhi\n" * 20_000,
    "990 parts, 20 headers each": lambda: MIXED + (b"--x\n" + b"X-A: b\n" * 20 + b"\nhi\n") * 990,
    "990 parts, 1,900 headers each": lambda: MIXED + (b"--x\n" + b"X-A: b\n" * 1_900 + b"\nhi\n") * 990,
    "990 mails, 1,900 headers each": lambda: MIXED + (MAIL_INSIDE + b"X-A: b\n" * 1_900 + b"\nhi\n") * 990,
    "990 parts of noise": lambda: MIXED + (b"--x\nContent-Type: text/plain\n\n" + noise(16_000) + b"\n") * 990,
    "990 parts of wild HTML": lambda: MIXED + (b"--x\nContent-Type: text/html\n\n" + filled(b"<div><b>x", 4_000)) * 990,
    "990 parts that begin quotes": lambda: MIXED + (b"--x\n\n" + b"On 1 Jan 2024, a@b.example wrote:\n" * 100) * 990,
    "lines that almost are boundaries": lambda: MIXED + filled(b"--xy\n"),
    "no boundary in 40,000 multiparts": lambda: MIXED + b"--y\nContent-Type: multipart/mixed; boundary=z\n\n" * 40_000,
    "multiparts 5,000 deep": lambda: multiparts(5_000),
    "multiparts 19 deep, 1 MB": lambda: multiparts(19) + filled(b"text\n"),
    "mails in mails 5,000 deep": lambda: HEAD + b"Content-Type: message/rfc822\n\n" * 5_000,
    "20,000 addresses": lambda: HEAD + b"Cc: " + b", ".join([b"a@b.example"] * 20_000) + b"\n\nhi",
    "1,900 addresses with comments": lambda: HEAD + b"Cc: " + b"(((a))) <a@b.example>, " * 1_900 + b"\n\nhi",
    "brackets in an address": lambda: b"From: " + b"(" * 60_000 + b"a@b.example\nSubject: x\n\nhi",
    "quotes in an address": lambda: b'From: "' + b'\\"' * 30_000 + b'" <a@b.example>\nSubject: x\n\nhi',
    "at signs in an address": lambda: b"From: " + b"a@" * 30_000 + b"\nSubject: x\n\nhi",
    "a local part without end": lambda: b"From: " + b"a." * 30_000 + b"\nSubject: x\n\nhi",
    "100,000 headers": lambda: HEAD + b"X-A: b\n" * 100_000 + b"\nhi",
    "a header of 500 KB": lambda: HEAD + b"X-A: " + b"b" * 500_000 + b"\n\nhi",
    "a header folded 100,000 times": lambda: HEAD + b"X-A: b\n" + b" c\n" * 100_000 + b"\nhi",
    "references without an at sign": lambda: HEAD + b"References: " + b"x " * 30_000 + b"\n\nhi",
    "30 such headers": lambda: HEAD + (b"In-Reply-To: " + b"x " * 7_000 + b"\n") * 30 + b"\nhi",
    "100,000 references": lambda: HEAD + b"References: " + numbered(b"<%d@x> ", 40_000) + b"\n\nhi",
    "encoded words in the subject": lambda: b"From: a@b.example\nSubject: " + b"=?utf-8?q?a?= " * 4_000 + b"\n\nhi",
    "encoded words begun": lambda: b"From: a@b.example\nSubject: " + b"=?utf-8?q?" * 6_000 + b"\n\nhi",
    "question marks in a word": lambda: b"From: a@b.example\nSubject: =?utf-8?q?" + b"?" * 60_000 + b"\n\nhi",
    "a thousand Re:": lambda: b"From: a@b.example\nSubject: " + b"Re: " * 15_000 + b"x\n\nhi",
    "spaces in the subject": lambda: b"From: a@b.example\nSubject: a" + b" " * 60_000 + b"b\n\nhi",
    "a thousand [": lambda: b"From: a@b.example\nSubject: " + b"[" * 60_000 + b"x\n\nhi",
    "parameters of a type": lambda: HEAD + b"Content-Type: text/plain" + numbered(b"; a*%d*=x", 5_000) + b"\n\nhi",
    "a quote that stays open in a type": lambda: HEAD + b'Content-Type: text/plain; a="' + b"\\" * 60_000 + b"\n\nhi",
    "a date of digits": lambda: HEAD + b"Date: " + b"9" * 60_000 + b"\n\nhi",
    "1 MB of <div>": lambda: HTML + filled(b"<div>"),
    "1 MB of <b>": lambda: HTML + filled(b"<b>") + b"x",
    "1 MB of <": lambda: HTML + filled(b"<"),
    "1 MB of <!--": lambda: HTML + filled(b"<!--"),
    "1 MB of <blockquote>": lambda: HTML + filled(b"<blockquote>x"),
    "quotes in quotes, over and over": lambda: HTML + (b"<blockquote>" * 30 + b"x" + b"</blockquote>" * 30) * 1_500,
    "quotes 100 deep in every line": lambda: HTML + b"<blockquote type=cite>" * 100 + b"x<br>" * 90_000,
    "1,400 tables deep, wide": lambda: HTML + b"<table><tr><td>" * 1_400 + b"<p>x" * 5_000,
    "1 MB of &amp;": lambda: HTML + filled(b"&amp;"),
    "1 MB of &": lambda: HTML + filled(b"&"),
    "attributes in one tag": lambda: HTML + b"<p " + numbered(b"a%d=x ", 90_000) + b">x",
    "a style without end": lambda: HTML + b'<p style="' + filled(b"color:red;") + b'">x',
    "4 MB of short paragraphs": lambda: HTML + filled(b"<p>text</p>\n", 4 * MEGABYTE - 99),
    "90,000 links": lambda: HTML + b"<a href=http://a.example>x</a> " * 49_000,
    "a quote deep in every line": lambda: PLAIN + filled(b">" * 200 + b" x\n"),
    "one line of >": lambda: PLAIN + filled(b">"),
    "one line of > and spaces": lambda: PLAIN + filled(b"> "),
    "quotes as a staircase": lambda: PLAIN + staircase(9_000, b"> "),
    "lines that begin a quote": lambda: PLAIN + filled(b"On 1 Jan 2024, a@b.example wrote:\n"),
    "lines that almost begin a quote": lambda: PLAIN + filled(b"On Monday the first of January Anna\n"),
    "one line that begins quotes": lambda: PLAIN + filled(b"On 1 Jan 2024 a@b.example wrote: "),
    "Outlook's header blocks": lambda: PLAIN + filled(b"From: a@b.example\nSent: now\nTo: b\nSubject: x\n\n"),
    "Original Message": lambda: PLAIN + filled(b"-----Original Message-----\n"),
    "Forwarded message": lambda: PLAIN + filled(b"---------- Forwarded message ---------\nFrom: a@b.example\n"),
    "signatures": lambda: PLAIN + filled(b"-- \nAnna\n"),
    "dashes": lambda: PLAIN + filled(b"-" * 900 + b"\n"),
    "underscores in one line": lambda: PLAIN + filled(b"_"),
    "stars in one line": lambda: PLAIN + filled(b"*"),
    "brackets in one line": lambda: PLAIN + filled(b"["),
    "spaces in one line": lambda: PLAIN + filled(b" ") + b"x",
    "empty lines": lambda: PLAIN + filled(b"\n") + b"x",
    "spaces in every line": lambda: PLAIN + filled(b" " * 400 + b"\n") + b"x",
    "addresses in one line": lambda: PLAIN + filled(b"a@b.example"),
    "colons": lambda: PLAIN + filled(b"a: b: c: d:\n"),
    "phone numbers": lambda: PLAIN + filled(b"+47 22 00 00 00 / "),
    "carriage returns": lambda: PLAIN + filled(b"\r"),
    "flowed lines": lambda: HEAD + b"Content-Type: text/plain; format=flowed\n\n" + filled(b"> text \n"),
    "base64 of nothing": lambda: BASE64 % b"text/plain" + filled(b"="),
    "base64 of zeros": lambda: BASE64 % b"text/plain" + filled(b"AAAA\n", 10 * MEGABYTE),
    "base64 of <div>": lambda: BASE64 % b"text/html" + encodebytes(filled(b"<div>", 3 * MEGABYTE)),
    "base64 with dirt": lambda: BASE64 % b"text/plain" + filled(b"QU!JD\xff\n", 10 * MEGABYTE),
    "quoted-printable of =": lambda: QUOTED + filled(b"=", 5 * MEGABYTE),
    "uuencoded files": lambda: PLAIN + filled(b"begin 644 x\n"),
    "one large uuencoded file": lambda: PLAIN + b"begin 644 x\n" + filled(UU_LINE, 5_900_000) + b"`\nend\n",
    "uuencoded and ended": lambda: PLAIN + filled(b"begin 644 x\n`\nend\n"),
    "a winmail.dat of properties": lambda: winmail(0x00069003, 0xFFFFFFFF),
    "a winmail.dat of recipients": lambda: winmail(0x00069004, 0xFFFFFFFF),
    "a winmail.dat of files": lambda: winmail(0x00069005, 0xFFFFFFFF),
    "a report of recipients": lambda: REPORT + filled(b"Final-Recipient: rfc822; a@b.example\nStatus: 5.1.1\n\n"),
    "a report of codes": lambda: REPORT + filled(b"Diagnostic-Code: smtp; 550 5.1.1 5.1.1 5.1.1\n"),
    "a notice of digits": lambda: PLAIN.replace(b"From: a@", b"From: mailer-daemon@") + b"failed " + filled(b"5.1."),
    "1 MB of noise": lambda: PLAIN + noise(MEGABYTE),
    "1 MB of noise without a charset": lambda: HEAD + b"\n" + noise(MEGABYTE),
    "1 MB of Japanese escapes": lambda: IN_CHARSET % b"iso-2022-jp" + filled(b"\x1b$B\x1b(B"),
    "1 MB of utf-7": lambda: IN_CHARSET % b"utf-7" + filled(b"+AGE-"),
}  # fmt: skip

HUGE: Mapping[str, Callable[[], bytes]] = {
    "one file": lambda: BASE64 % b"application/pdf; name=a.pdf" + encodebytes(noise(29 * MEGABYTE)),
    "900 files": lambda: MIXED + (PICTURE + filled(ENCODED_LINE, 45_000)) * 900,
    "plain text": lambda: PLAIN + filled(b"A line of text, as people write it.\n", 40 * MEGABYTE),
    "one line": lambda: PLAIN + filled(b"x", 40 * MEGABYTE),
    "quotes": lambda: PLAIN + filled(b"> > On 1 Jan 2024, a@b.example wrote:\n", 40 * MEGABYTE),
    "HTML": lambda: HTML + filled(b"<p>A line of <b>text</b>, as people write it.</p>\n", 40 * MEGABYTE),
    "quoted-printable": lambda: QUOTED + filled(b"=C3=A6=C3=B8=C3=A5 text=\n", 40 * MEGABYTE),
    "noise": lambda: HEAD + b"\n" + noise(40 * MEGABYTE),
    "a file 6 levels deep": lambda: multiparts(6)[:-4] + b"\n" + filled(ENCODED_LINE, 40 * MEGABYTE),
}  # fmt: skip
