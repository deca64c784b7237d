"""Signed and encrypted content (S/MIME, RFC 8551; PGP inside the text, RFC 9580): opened as far as it needs no key.

No signature is verified here: a signed mail is read like any other, and proves nothing.
"""

from __future__ import annotations

import re
from typing import Final

SIGNATURES: Final = frozenset(
    ("application/pgp-signature", "application/x-pgp-signature", "application/pkcs7-signature",
     "application/x-pkcs7-signature")
)  # fmt: skip
ENVELOPES: Final = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
_SIGNED: Final = bytes.fromhex("06092a864886f70d010702")
_ENVELOPED: Final = (bytes.fromhex("06092a864886f70d010703"), bytes.fromhex("060b2a864886f70d0109100117"))
_SEQUENCE, _OCTETS, _PIECES, _EXPLICIT, _OPEN = 0x30, 0x04, 0x24, 0xA0, -1
_STEPS: Final = 5_000
_MOST_PIECES: Final = 200_000

_ARMOUR: Final = re.compile(r"(?m)^-----BEGIN PGP (SIGNED MESSAGE|MESSAGE|SIGNATURE)-----[ \t]*$")
_MOST_ARMOURS: Final = 50


def is_encrypted(data: bytes) -> bool:
    """Whether S/MIME content is encrypted, by what it is and not by what its label says."""
    return any(mark in data[:40] for mark in _ENVELOPED)


def signed_content(data: bytes) -> bytes | None:
    """The mail part inside opaque signed data; None where it holds none, or cannot be read."""
    try:
        at = _inside(data, 0, _SEQUENCE)
        if data[at : at + len(_SIGNED)] != _SIGNED:
            return None
        at = _inside(data, _inside(data, at + len(_SIGNED), _EXPLICIT), _SEQUENCE)
        at = _after(data, _after(data, at))  # version, digest algorithms
        at = _after(data, _inside(data, at, _SEQUENCE))  # kind of content
        return _octets(data, _inside(data, at, _EXPLICIT))
    except (IndexError, ValueError):
        return None


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Tag, length (`_OPEN`: up to an end mark) and start of the content of the element at a place (BER)."""
    tag, length = data[at], data[at + 1]
    if tag & 31 == 31:
        raise ValueError("long tag")
    at += 2
    if length == 128:
        return tag, _OPEN, at
    if length > 128:
        size = length & 127
        if size > 4:
            raise ValueError("long length")
        length = int.from_bytes(data[at : at + size], "big")
        at += size
    return tag, length, at


def _inside(data: bytes, at: int, wanted: int) -> int:
    """Start of the content of the element at a place."""
    tag, _, start = _head(data, at)
    if tag != wanted:
        raise ValueError("another element")
    return start


def _after(data: bytes, at: int) -> int:
    """Where the element at a place ends."""
    depth = 0
    for _ in range(_STEPS):
        tag, length, start = _head(data, at)
        if length == _OPEN:
            depth, at = depth + 1, start
        elif tag == 0 and length == 0 and depth:
            depth, at = depth - 1, start
        else:
            at = start + length
        if depth == 0:
            return at
    raise ValueError("too many elements")


def _octets(data: bytes, at: int) -> bytes:
    """The bytes of an octet string, in one piece or in many."""
    tag, length, start = _head(data, at)
    if tag == _OCTETS and length != _OPEN:
        return data[start : start + length]
    if tag != _PIECES:
        raise ValueError("no octets")
    end = len(data) if length == _OPEN else min(start + length, len(data))
    pieces: list[bytes] = []
    at = start
    while at < end and len(pieces) < _MOST_PIECES:
        tag, length, start = _head(data, at)
        if tag != _OCTETS or length == _OPEN:
            break
        pieces.append(data[start : start + length])
        at = start + length
    return b"".join(pieces)


def unarmoured(text: str) -> tuple[str, list[str], bool]:
    """A text without PGP's armour: what was signed in clear stays, what is encrypted is given apart; whether signed."""
    encrypted: list[str] = []
    kept: list[str] = []
    signed, in_clear, at = False, False, 0
    for _ in range(_MOST_ARMOURS):
        found = _ARMOUR.search(text, at)
        if found is None:
            break
        kept.append(_undashed(text[at : found.start()], in_clear))
        at, in_clear = found.end() + 1, False
        if found[1] == "SIGNED MESSAGE":
            signed, in_clear = True, True
            at = _after_blank(text, at)
            continue
        closing = f"-----END PGP {found[1]}-----"
        end = text.find(closing, at)
        end = len(text) if end < 0 else end + len(closing)
        if found[1] == "MESSAGE":
            encrypted.append(text[found.start() : end] + "\n")
        at = end
    kept.append(_undashed(text[at:], in_clear))
    return "".join(kept), encrypted, signed


def _after_blank(text: str, at: int) -> int:
    """Where the words begin below the armour's own header lines (`Hash: SHA256`)."""
    while text.startswith(("Hash:", "Charset:", "Comment:", "Version:", "NotDashEscaped:"), at):
        at = text.find("\n", at) + 1 or len(text)
    return at + 1 if text.startswith("\n", at) else at


def _undashed(text: str, in_clear: bool) -> str:
    """Words signed in clear as they were before each line that begins with a dash got another."""
    return re.sub(r"(?m)^- ", "", text) if in_clear else text
