"""Which parts of a mail are its text, which are its files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.machines import invitation
from chalicelib.domain.mail.text import markup, plain, wild
from chalicelib.domain.mail.wire import attachments, charsets, sealed, winmail
from chalicelib.domain.mail.wire.attachments import Attachment
from chalicelib.domain.mail.wire.parts import Part

_TEXTS: Final = ("text/plain", "text/html")
_FRAME: Final = re.compile(rb"--|\s|[!-9;-~]{1,80}:")
"""How lines begin that belong to the form of a mail."""
_FOR_MACHINES: Final = frozenset(("text/x-amp-html", "text/watch-html"))
"""Faces of an alternative that say the same again for special readers."""


@dataclass(frozen=True, slots=True)
class Body:
    """The whole text, `marked` with quotes where it was HTML; the HTML as it came, "" if it is too wild; the files.

    `encrypted`: words are missing that only the sender's reader has the key to. `signed`: not checked by anyone.
    """

    marked: str
    html: str
    files: tuple[Attachment, ...]
    encrypted: bool
    signed: bool = False

    @property
    def text(self) -> str:
        return markup.unmarked(self.marked)


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of the mail in its faces: plain, rich, or both."""

    plain: str = ""
    rich: str = ""

    def marked(self, shares: int) -> str:
        """Its text; of wild HTML one of so many `shares` of what may be stripped."""
        if self.plain.strip() and not (self.rich and _is_markup(self.plain)):
            return self.plain.replace(markup.QUOTED, "").replace(markup.CUT, "")
        if not self.rich:
            return ""
        return wild.stripped(self.rich, shares) if shares else markup.marked(self.rich)


@dataclass(slots=True)
class _Found:
    """What lies beside the text, as it is met."""

    files: list[Attachment] = field(default_factory=list)
    winmail: list[_Block] = field(default_factory=list)
    invitations: list[str] = field(default_factory=list)
    named_texts: list[Part] = field(default_factory=list)
    encrypted: bool = False
    signed: bool = False


def read(root: Part, language: str = "") -> Body:
    """Text and files of a mail. Of alternatives the plain one is the text, unless it is empty; nothing is left out.

    A mail without text of its own has that of its winmail.dat, of its invitation (told in `language` where that names
    none), or of a text that came as a file.
    """
    found = _Found()
    blocks = _blocks(root, found)
    text, html = _told(blocks)
    if not text.strip():
        for others in (found.winmail, _invited(root, found, language), _named(found)):
            text, html = _told(others)
            if text.strip():
                break
    return Body(text, html, _once(found.files), found.encrypted, found.signed)


def is_lost(root: Part, content: bytes) -> bool:
    """Whether a mail has words although none of its parts holds any: its parts were cut at false boundaries.

    Lines before the first boundary are for old programs, and boundaries and headers are no words.
    """
    if any(part.data.strip(b"\0 \t\r\n") for part in root.walk() if not part.children):
        return False
    if not root.children:
        return bool(content.strip())
    lines = content[: limits.RAW_BYTES].splitlines()
    first = next((place for place, line in enumerate(lines) if line.startswith(b"--")), len(lines))
    return any(line.strip() and not _FRAME.match(line) for line in lines[first:])


def _told(blocks: list[_Block]) -> tuple[str, str]:
    """Marked text and HTML of the stretches of a mail."""
    html = "\n".join(filter(None, (block.rich for block in blocks)))
    shares = 0 if wild.tame(html) else len(blocks)
    text = "\n".join(filter(None, (block.marked(shares) for block in blocks)))
    return text, "" if shares else html


def _invited(root: Part, found: _Found, language: str) -> list[_Block]:
    named = root.headers.get("content-language").partition(",")[0].strip()
    return [_Block(invitation.read(calendar, named or language)) for calendar in found.invitations[:1]]


def _named(found: _Found) -> list[_Block]:
    """A text with a file's name that nobody called an attachment: it stays a file, and is read as well."""
    return [_text(part, _Found()) for part in found.named_texts[:1]]


def _once(files: list[Attachment]) -> tuple[Attachment, ...]:
    """The files; an invitation that is sent twice, as a face of the text and as a file, is one."""
    kept: dict[tuple[bytes, int], Attachment] = {}
    for place, one in enumerate(files):
        same = (one.data, -1) if one.content_type in invitation.KINDS else (b"", place)
        kept[same] = one
    return tuple(kept.values())


def _is_markup(plain: str) -> bool:
    """A plain alternative that is HTML itself."""
    return plain.lstrip()[:200].lower().startswith(("<html", "<!doctype"))


def _blocks(part: Part, found: _Found) -> list[_Block]:
    """The stretches of text below a part, in order; what lies beside them goes to `found`."""
    found.encrypted |= part.content_type in ("multipart/encrypted", "application/pgp-encrypted")
    if part.children:
        found.signed |= part.content_type == "multipart/signed" or part.content_type in sealed.ENVELOPES
        below = [block for child in _shown(part) for block in _blocks(child, found)]
        if part.content_type == "multipart/alternative":
            return [
                _Block(
                    "\n".join(filter(None, (b.plain for b in below))), "\n".join(filter(None, (b.rich for b in below)))
                )
            ]
        return below
    if part.content_type in _TEXTS and part.disposition != "attachment" and not part.filename:
        return [_text(part, found)]
    if not part.content_type.startswith("multipart/"):
        _file(part, found)
    return []


def _shown(part: Part) -> list[Part]:
    """The children of a part that say something to people."""
    if part.content_type == "multipart/alternative":
        return [child for child in part.children if child.content_type not in _FOR_MACHINES]
    if part.content_type == "multipart/signed":
        return [child for child in part.children if child.filename or child.content_type not in sealed.SIGNATURES]
    if part.content_type == "multipart/encrypted":
        return [child for child in part.children if child.filename or child.content_type != "application/pgp-encrypted"]
    return list(part.children)


def _file(part: Part, found: _Found) -> None:
    """Takes up a part that is a file: opened if it is a winmail.dat, read beside if it is an invitation."""
    opened = winmail.read(part.data) if attachments.is_winmail(part) else None
    if opened is not None:
        found.files += attachments.of_winmail(opened)
        found.winmail.append(_Block(opened.plain, opened.html))
        return
    one = attachments.of_part(part)
    found.files.append(one)
    if part.content_type in sealed.ENVELOPES:
        label = part.parameters.get("smime-type", "").lower()
        found.encrypted |= sealed.is_encrypted(one.data) or label.endswith("enveloped-data")
        found.signed |= label == "signed-data"
    elif part.content_type in invitation.KINDS:
        found.invitations.append(charsets.decode(one.data, part.charset))
    elif part.content_type in _TEXTS and part.disposition != "attachment":
        found.named_texts.append(part)


def _text(part: Part, found: _Found) -> _Block:
    data = part.data
    if part.content_type == "text/html":
        return _Block(rich=charsets.decode(data, part.charset or _declared(data)))
    data, inside = attachments.lifted(data)
    found.files += inside
    text, encrypted, signed = sealed.unarmoured(plain.read(data, part))
    found.files += [Attachment("message.asc", "application/pgp-encrypted", one.encode("utf-8")) for one in encrypted]
    found.encrypted |= bool(encrypted)
    found.signed |= signed
    return _Block(plain=text)


def _declared(data: bytes) -> str:
    """The charset that an HTML page names itself."""
    head = data[:2_000].lower()
    at = head.find(b"charset=")
    return (
        head[at + 8 : at + 60].strip(b"\"' ").split(b'"')[0].split(b"'")[0].split(b">")[0].decode("ascii", "replace")
        if at >= 0
        else ""
    )
