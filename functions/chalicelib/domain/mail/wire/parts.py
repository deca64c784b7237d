"""A mail as a tree of parts, split at its boundaries: each byte is looked at once a level, and levels are few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire import charsets, encoded, headers, sealed, transfer
from chalicelib.domain.mail.wire.headers import Headers

_KIND: Final = re.compile(r"[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}")
_CONTENT_ID_CHARS: Final = 250
_FALSE_ALARMS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Part:
    """One node of a mail: a leaf with its body as it travelled, or a multipart with its children."""

    headers: Headers
    content_type: str
    parameters: dict[str, str]
    disposition: str
    filename: str
    body: bytes
    children: tuple[Part, ...] = ()

    @property
    def data(self) -> bytes:
        """The decoded bytes of a leaf."""
        return transfer.decode(self.body, self.headers.get("content-transfer-encoding"))

    @property
    def charset(self) -> str:
        return self.parameters.get("charset", "")

    @property
    def content_id(self) -> str:
        return plain_id(self.headers.get("content-id"))

    @property
    def named_charset(self) -> str:
        """The first telling charset that it or a part below names."""
        return next((part.charset for part in self.walk() if charsets.tells(part.charset)), "")

    def walk(self) -> Iterator[Part]:
        """Itself and everything below, in the order of the mail."""
        yield self
        for child in self.children:
            yield from child.walk()


class TooMuch(Exception):
    """More parts or levels than the limits allow; its text is the name of the problem."""


def read(block: bytes, body: bytes) -> Part:
    """The tree of a mail given as header block and body. Raises `TooMuch` at limits.PARTS and limits.DEPTH."""
    return _part(block, body, 0, _Spent(), "text/plain")


@dataclass(slots=True)
class _Spent:
    """What the reading of one mail has cost so far."""

    parts: int = 0
    split_bytes: int = 0
    header_bytes: int = 0
    header_lines: int = 0
    parameter_chars: int = 0
    charset: str = ""
    """The first telling one that a part named: for names of files that stand bare in the headers after it."""

    def enter(self, block: bytes) -> None:
        self.parts += 1
        self.header_bytes += len(block)
        self.header_lines += headers.count(block)
        if self.parts > limits.PARTS:
            raise TooMuch("too_many_parts")
        if self.header_bytes > limits.HEADER_BYTES_OF_PARTS or self.header_lines > limits.HEADER_LINES_OF_PARTS:
            raise TooMuch("too_many_headers")

    def parameters(self, *values: str) -> None:
        self.parameter_chars += sum(map(len, values))
        if self.parameter_chars > limits.PARAMETER_CHARS_OF_PARTS:
            raise TooMuch("too_many_headers")

    def name_charset(self, label: str) -> None:
        self.charset = self.charset or (label if charsets.tells(label) else "")

    def split(self, body: bytes) -> None:
        self.split_bytes += len(body)
        if self.split_bytes > limits.SPLIT_BYTES:
            raise TooMuch("too_deep")


def _part(block: bytes, body: bytes, depth: int, spent: _Spent, default: str) -> Part:
    spent.enter(block)
    if depth > limits.DEPTH:
        raise TooMuch("too_deep")
    fields = headers.parse(block, spent.charset)
    spent.parameters(fields.get("content-type"), fields.get("content-disposition"))
    kind, parameters = fields.structured("content-type")
    kind = known(kind) or default
    spent.name_charset(parameters.get("charset", ""))
    disposition, extra = fields.structured("content-disposition")
    filename = extra.get("filename") or parameters.get("name", "")
    children: tuple[Part, ...] = ()
    if kind.startswith("multipart/"):
        spent.split(body)
        below = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        pieces = _pieces(body, parameters.get("boundary", ""))
        children = tuple(
            _part(block, content, depth + 1, spent, below)
            for block, content in (headers.split(piece) for piece in pieces)
        )
        if not children:
            kind = "text/plain"
    elif kind in sealed.ENVELOPES:
        spent.split(body)
        content = sealed.signed_content(transfer.decode(body, fields.get("content-transfer-encoding")))
        if content is not None:
            children = (_part(*headers.split(content), depth + 1, spent, "text/plain"),)
    return Part(fields, kind, parameters, disposition, filename, body, children)


def plain_id(told: str) -> str:
    """A Content-ID without its angles; "" for one that is no printable ASCII, or longer than any program makes it."""
    if len(told) > 2 * _CONTENT_ID_CHARS:
        return ""
    id = encoded.printable(told).strip().strip("<>").strip()
    return id if id.isascii() and id.isprintable() and len(id) <= _CONTENT_ID_CHARS else ""


def known(kind: str) -> str:
    """A content type of the form main/sub, or "": senders also write `text`, `plain` or nothing."""
    kind = encoded.printable(kind.partition(" ")[0].partition(",")[0])
    main, slash, sub = kind.partition("/")
    if slash and main and sub:
        return kind if _KIND.fullmatch(kind) else "application/octet-stream"
    return {"text": "text/plain", "plain": "text/plain", "html": "text/html", "multipart": "multipart/mixed"}.get(
        kind, ""
    )


def _pieces(body: bytes, boundary: str) -> list[bytes]:
    """What lies between the boundary lines; with none found, between lines like the first that looks like one."""
    wanted = boundary.strip().encode("utf-8", "surrogateescape")[:300]
    spans = _cuts(body, wanted) if wanted else []
    if not spans:
        guessed = _guessed(body)
        spans = _cuts(body, guessed) if guessed else []
    return [body[start:end] for start, end in spans]


def _guessed(body: bytes) -> bytes:
    for line in body[:4_000].split(b"\n"):
        line = line.rstrip()
        if line.startswith(b"--") and len(line) > 10 and b" " not in line:
            return line[2:]
        if line.strip():
            return b""
    return b""


def _cuts(body: bytes, boundary: bytes) -> list[tuple[int, int]]:
    """Start and end of each piece. A boundary counts where it is a whole line; the last piece may be unclosed."""
    needle = b"--" + boundary
    spans: list[tuple[int, int]] = []
    begun = -1
    alarms = 0
    at = body.find(needle)
    while at >= 0:
        tail = body[at + len(needle) : at + len(needle) + 200].partition(b"\n")[0].rstrip()
        whole = (at == 0 or body[at - 1] in b"\r\n") and tail in (b"", b"--")
        if whole:
            if begun >= 0:
                spans.append((begun, _before(body, begun, at)))
                if len(spans) > limits.PARTS:
                    raise TooMuch("too_many_parts")
            stop = body.find(b"\n", at)
            begun = len(body) if stop < 0 else stop + 1
            if tail == b"--":
                return spans
        else:
            alarms += 1
            if alarms > _FALSE_ALARMS:
                raise TooMuch("too_many_parts")
        at = body.find(needle, at + len(needle))
    if 0 <= begun < len(body):
        spans.append((begun, len(body)))
    return spans


def _before(body: bytes, begun: int, at: int) -> int:
    """Where a piece ends: the line break before a boundary belongs to the boundary."""
    end = at
    if end > begun and body[end - 1] == 10:
        end -= 1
    if end > begun and body[end - 1] == 13:
        end -= 1
    return max(end, begun)
