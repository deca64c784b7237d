"""Signed reply addresses on the desk's own domain: the safest thread there is (trust ladder, rung 1).

`<local part>+<ticket number>.<mac>@<domain>`, the mac keyed and bound to the ticket and to the one person the letter
went to. A number alone grants nothing.
"""

import base64
import hmac
import re
from dataclasses import dataclass
from hashlib import sha256

MAC_LENGTH = 20
_TAGGED = re.compile(r"^[^+@]+\+([a-z]{2,5}-\d{1,12})\.([a-z2-7]{20})@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
    """What a reply address carries, not yet believed."""

    number: str
    mac: str


def mac_of(key: bytes, number: str, reader: str) -> str:
    """The 100-bit keyed hash that binds a ticket's number to its reader, as 20 base32 characters."""
    digest = hmac.new(key, f"{number}\n{reader}".encode(), sha256).digest()
    return base64.b32encode(digest).decode().lower()[:MAC_LENGTH]


def reply_address(key: bytes, desk_address: str, number: str, reader: str) -> str:
    """Where a reply to a letter about this ticket, sent to this reader, has to go."""
    local, _, domain = desk_address.partition("@")
    return f"{local}+{number.lower()}.{mac_of(key, number, reader)}@{domain}"


def tag_in(address: str) -> Tag | None:
    """The tag of a reply address, or None when the address carries none."""
    found = _TAGGED.match(address)
    return Tag(found[1].upper(), found[2].lower()) if found else None


def is_signed_for(key: bytes, tag: Tag, reader: str) -> bool:
    """Whether the tag was made with our key for this reader."""
    return hmac.compare_digest(tag.mac, mac_of(key, tag.number, reader))
