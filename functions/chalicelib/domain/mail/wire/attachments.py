"""The files of a mail: names that can do no harm, winmail.dat opened, uuencoded blocks lifted out of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.file_names import safe_name
from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire import headers, parts, sealed, transfer
from chalicelib.domain.mail.wire.parts import Part
from chalicelib.domain.mail.wire.winmail import Winmail

_UNKNOWN: Final = "application/octet-stream"
_FILE: Final = re.compile(r"[^/\\:<>\r\n]{1,120}\.[A-Za-z][A-Za-z0-9]{1,4}")
_UNNAMED: Final = {
    "text/calendar": "calendar.ics", "message/delivery-status": "delivery-status.txt",
    "text/rfc822-headers": "headers.txt", "message/disposition-notification": "disposition-notification.txt",
    "message/feedback-report": "feedback-report.txt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a mail. `inline` marks a picture that the text shows by its `content_id`."""

    name: str
    content_type: str
    data: bytes
    content_id: str = ""
    inline: bool = False

    @property
    def is_signature(self) -> bool:
        """Whether the file only signs the mail: kept with it, but nothing that people open."""
        return self.content_type in sealed.SIGNATURES


def of_part(part: Part) -> Attachment:
    """The file that a part is."""
    data = part.data
    name = part.filename or _told_elsewhere(part) or _UNNAMED.get(part.content_type, "")
    if not name and part.content_type == "message/rfc822":
        block, _ = headers.split(data.lstrip(b"\r\n"))
        name = headers.only(block, "subject", "content-type").text("subject") or "message"
        name = name.replace("/", "-") + ".eml"
    inline = part.disposition == "inline" or (bool(part.content_id) and part.disposition != "attachment")
    return Attachment(safe_name(name, part.content_type), part.content_type, data, part.content_id, inline)


def of_winmail(found: Winmail) -> tuple[Attachment, ...]:
    """The files in a winmail.dat."""
    return tuple(
        Attachment(safe_name(one.name, kind), kind, one.data, content_id, bool(content_id))
        for one in found.members
        for kind in (parts.known(one.content_type) or _UNKNOWN,)
        for content_id in (parts.plain_id(one.content_id),)
    )


def is_winmail(part: Part) -> bool:
    """Whether a part says that it is a winmail.dat."""
    return (
        part.content_type in ("application/ms-tnef", "application/vnd.ms-tnef")
        or part.filename.lower() == "winmail.dat"
    )


def lifted(text: bytes) -> tuple[bytes, tuple[Attachment, ...]]:
    """A plain text without the files uuencoded in it, and the files."""
    files = transfer.uuencoded(text) if len(text) <= limits.UUENCODED_BYTES else []
    if not files:
        return text, ()
    kept: list[bytes] = []
    at = 0
    for _, _, start, end in files:
        kept.append(text[at:start])
        at = end
    kept.append(text[at:])
    found = tuple(Attachment(safe_name(name), _UNKNOWN, data) for name, data, _, _ in files)
    return b"".join(kept), found


def _told_elsewhere(part: Part) -> str:
    """A file's name where some programs put it instead: its description or its location."""
    for told in (part.headers.text("content-description"), part.headers.get("content-location").rpartition("/")[2]):
        if _FILE.fullmatch(told):
            return told
    return ""
