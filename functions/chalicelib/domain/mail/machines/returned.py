"""The letter that a delivery report returns: the addresses and Message-IDs in what it quotes, whatever its form.

They are claims until a signed reply address among them proves that the letter was ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.mail import limits

_MOST: Final = 20
_TAGGED: Final = re.compile(rb"[a-z0-9.-]{1,64}\+[a-z]{2,5}-\d{1,12}\.[a-z2-7]{20}@[a-z0-9.-]{1,253}", re.IGNORECASE)
_MESSAGE_ID: Final = re.compile(rb"^[ \t>|]{0,8}Message-ID:[ \t]*(?:\r?\n[ \t]+)?<([^<>\s]{3,900})>", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a report quotes of a letter: tagged addresses as they may stand in its Reply-To, and its Message-IDs."""

    addresses: tuple[str, ...] = ()
    message_ids: tuple[str, ...] = ()


def quoted(raw: bytes) -> Quoted:
    """What stands in the first `limits.REPORT_CHARS` bytes of a raw report."""
    looked_at = raw[: limits.REPORT_CHARS]
    return Quoted(_distinct(_TAGGED.findall(looked_at)), _distinct(_MESSAGE_ID.findall(looked_at)))


def _distinct(found: list[bytes]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.decode("ascii", "replace") for one in found))[:_MOST]
