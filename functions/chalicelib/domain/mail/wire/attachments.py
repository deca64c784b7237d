"""The files of a mail: names that can do no harm, winmail.dat opened, uuencoded blocks lifted out of the text."""

from __future__ import annotations

from dataclasses import dataclass

from tnefparse import TNEF

from chalicelib.domain.file_names import safe_name
from chalicelib.domain.mail import limits
from chalicelib.domain.mail.wire import headers, transfer
from chalicelib.domain.mail.wire.parts import Part


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a mail. `inline` marks a picture that the text shows by its `content_id`."""

    name: str
    content_type: str
    data: bytes
    content_id: str = ""
    inline: bool = False


def of_part(part: Part) -> tuple[Attachment, ...]:
    """The file that a part is, or the files that its winmail.dat holds."""
    data = part.data
    if (
        part.content_type in ("application/ms-tnef", "application/vnd.ms-tnef")
        or part.filename.lower() == "winmail.dat"
    ):
        inside = _tnef(data)
        if inside:
            return inside
    name = part.filename
    if not name and part.content_type == "message/rfc822":
        block, _ = headers.split(data.lstrip(b"\r\n"))
        name = headers.parse(block).text("subject") or "message"
        name = name.replace("/", "-") + ".eml"
    inline = part.disposition == "inline" or (bool(part.content_id) and part.disposition != "attachment")
    return (Attachment(safe_name(name, part.content_type), part.content_type, data, part.content_id, inline),)


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
    found = tuple(Attachment(safe_name(name), "application/octet-stream", data) for name, data, _, _ in files)
    return b"".join(kept), found


def _tnef(data: bytes) -> tuple[Attachment, ...]:
    """Members of a winmail.dat; none if it cannot be read."""
    if len(data) > limits.TNEF_BYTES or not _is_small_tnef(data):
        return ()
    try:
        members = TNEF(data, do_checksum=False).attachments
        return tuple(
            Attachment(
                safe_name(member.long_filename() or member.name or ""), "application/octet-stream", bytes(member.data)
            )
            for member in members
        )
    except Exception:  # the library raises whatever its reading stumbles over; the file is then kept whole
        return ()


def _is_small_tnef(data: bytes) -> bool:
    """Whether a winmail.dat has so few objects that the library reads it in time.

    Each object: level, name and type in 5 bytes, the length of its data in 4, the data, a checksum in 2.
    """
    at, objects = 6, 0
    while at + 9 <= len(data):
        at += 11 + int.from_bytes(data[at + 5 : at + 9], "little")
        objects += 1
        if objects > limits.TNEF_OBJECTS:
            return False
    return True
