"""Files for the samples, made here so that the repository holds no binary ones: small, valid, the same each time."""

import struct
import zlib
from collections.abc import Iterator

_WIDTH, _HEIGHT = 320, 180
_PAPER, _BAR, _LINE, _MARK = b"\xf4\xf5\xf7", b"\x2f\x4b\x6e", b"\xc9\xce\xd6", b"\xd8\x5b\x3a"


def made(name: str, content: str) -> bytes:
    """A picture for .png, a page with the lines of the content for .pdf, the content itself for anything else."""
    match name.rpartition(".")[2]:
        case "png":
            return _picture()
        case "pdf":
            return _page(content.splitlines())
        case "csv":
            return b"\xef\xbb\xbf" + content.encode()  # With the mark by which spreadsheets know UTF-8.
    return content.encode()


def _picture() -> bytes:
    """Something like a window with a list in it, one line of which is marked."""
    rows = b"".join(b"\x00" + _row(y) for y in range(_HEIGHT))
    size = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    size_and_rows = _chunk(b"IHDR", size) + _chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + size_and_rows + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _row(y: int) -> bytes:
    if y < 24:
        return _BAR * _WIDTH
    if y % 24 not in range(8, 16):
        return _PAPER * _WIDTH
    text = _MARK if y // 24 == 4 else _LINE
    long = _WIDTH - 40 - 37 * (y // 24 % 4)
    return _PAPER * 20 + text * long + _PAPER * (_WIDTH - 20 - long)


def _page(lines: list[str]) -> bytes:
    """One A4 page of text in Latin letters."""
    shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    stream = f"BT /F1 14 Tf 22 TL 72 760 Td\n{shown}\nET".encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return body + b"".join(_ending(places, len(body)))


def _ending(places: list[int], start: int) -> Iterator[bytes]:
    """The table of where each object begins, which readers look for first."""
    count = len(places) + 1
    yield b"xref\n0 %d\n0000000000 65535 f \n" % count
    yield from (b"%010d 00000 n \n" % place for place in places)
    yield b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
