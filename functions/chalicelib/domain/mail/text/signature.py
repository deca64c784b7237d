"""Where a signature begins: the line of dashes that the standard knows, or the advertisement of a phone."""

from __future__ import annotations

import re
from typing import Final

from chalicelib.domain.mail.words import devices

_DASHES: Final = re.compile(r"\s{0,8}(?:--|—|–|__|-- ?\*?|\u2014{1,2}|-{2} )\s*")
_DEVICE_CHARS: Final = 110
_NAME: Final = re.compile(r"[-–—][^\W\d_]{2,20}(?: [^\W\d_]{1,20}\.?){0,2}\s{0,3}")
_NAME_CHARS: Final = 40
_WORDS: Final = 14
_SHORT_WORDS: Final = 5
_GET_WORDS: Final = 8
_LINK: Final = re.compile(r"<[^<>]{0,300}>|\([^()]{0,300}\)|https?:\S{0,300}")
_TOLD: Final = re.compile(
    r"(?<![\w'’])(?:is|are|was|were|er|är|je|ist|sind|est|and i|but|because"
    r"|on(?! (?:android|ios|the go|my|mobile|at&t)))\b"
)
_OWN: Final = re.compile(r"\b(?:my|min|mitt|meine[mr]|mon|ma|moj\w{0,3}|mog|mio|mia|mi|mijn|laitteesta\w{0,3})\b")
_PASSIVE: Final = re.compile(r"^(?:this|denne|detta|det här|tämä|ova|diese|ce|cet|questa|este|deze)\b")


def begins(line: str) -> bool:
    """Whether a line opens a signature."""
    return len(line) <= _DEVICE_CHARS * 3 and (_DASHES.fullmatch(line) is not None or is_device(line))


def is_name(line: str) -> bool:
    """Whether a line is a name behind a dash: `-Ana Horvat`."""
    return len(line) < _NAME_CHARS and _NAME.fullmatch(line) is not None and line.strip("- \t").istitle()


def is_device(line: str) -> bool:
    """Whether a line is what a phone or mail program adds below a text: `Sent from my phone`."""
    said = _LINK.sub("", line.strip(" \t<>()[]*_.-\xa0").lower().replace("[", "").replace("]", "")).strip(" .,;*_<>-")
    count = len(said.split())
    if not said or len(said) > _DEVICE_CHARS or count > _WORDS:
        return False
    if said.startswith(("please excuse", "excuse", "pardon", "sorry for")):
        said = said[max(0, said.find("sent from")) :]
    if _offers(said, count):
        return True
    if not _PASSIVE.match(said) and _TOLD.search(said):
        return False
    if _PASSIVE.match(said):
        return said.startswith(devices.SENT) and _names_device(said) and bool(_OWN.search(said)) and "," not in said
    if said.startswith(devices.MINE):
        return True
    short = count <= _SHORT_WORDS and ":" not in said and said.startswith(("sent from", "sent with", "sent via"))
    named = _names_device(said.partition(",")[0])
    return short or ((said.startswith(devices.SENT) or said.endswith(devices.END)) and named)


def _names_device(said: str) -> bool:
    return any(name in said for name in devices.DEVICES)


def _offers(said: str, count: int) -> bool:
    """Whether a line offers a mail program: `Get Outlook for iOS`."""
    if count > _GET_WORDS or not said.startswith(devices.GET) or not any(name in said for name in devices.PROGRAMS):
        return False
    return any(name in piece for piece in said.split()[-2:] for name in devices.PLATFORMS) or said in devices.PROGRAMS
