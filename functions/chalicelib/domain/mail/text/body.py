"""Which parts of a mail are its text, which are its files."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.text import markup, wild
from chalicelib.domain.mail.wire import attachments, charsets
from chalicelib.domain.mail.wire.attachments import Attachment
from chalicelib.domain.mail.wire.parts import Part

_TEXTS = ("text/plain", "text/html")


@dataclass(frozen=True, slots=True)
class Body:
    """The whole text, `marked` with quotes where it was HTML; the HTML as it came, "" if it is too wild; the files."""

    marked: str
    html: str
    files: tuple[Attachment, ...]
    encrypted: bool

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


def read(root: Part) -> Body:
    """Text and files of a mail. Of alternatives the plain one is the text, unless it is empty; nothing is left out."""
    files: list[Attachment] = []
    blocks = _blocks(root, files)
    html = "\n".join(filter(None, (block.rich for block in blocks)))
    shares = 0 if wild.tame(html) else len(blocks)
    text = "\n".join(filter(None, (block.marked(shares) for block in blocks)))
    return Body(text, "" if shares else html, tuple(files), _is_encrypted(root))


def _is_markup(plain: str) -> bool:
    """A plain alternative that is HTML itself."""
    return plain.lstrip()[:200].lower().startswith(("<html", "<!doctype"))


def _blocks(part: Part, files: list[Attachment]) -> list[_Block]:
    """The stretches of text below a part, in order; its files go to `files`."""
    if part.children:
        below = [block for child in part.children for block in _blocks(child, files)]
        if part.content_type == "multipart/alternative":
            return [
                _Block(
                    "\n".join(filter(None, (b.plain for b in below))), "\n".join(filter(None, (b.rich for b in below)))
                )
            ]
        return below
    if part.content_type in _TEXTS and part.disposition != "attachment" and not part.filename:
        return [_text(part, files)]
    if not part.content_type.startswith("multipart/"):
        files.extend(attachments.of_part(part))
    return []


def _text(part: Part, files: list[Attachment]) -> _Block:
    data = part.data
    if part.content_type == "text/html":
        return _Block(rich=charsets.decode(data, part.charset or _declared(data)))
    data, inside = attachments.lifted(data)
    files.extend(inside)
    text = (
        charsets.decode(data, part.charset).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").lstrip("\ufeff")
    )
    if part.parameters.get("format", "").lower() == "flowed" and len(text) <= limits.TEXT_CHARS:
        text = _unflowed(text, part.parameters.get("delsp", "").lower() == "yes")
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


def _unflowed(text: str, drop_space: bool) -> str:
    """Text whose soft line breaks (RFC 3676) are taken out; quoted lines stay as they are."""
    out: list[list[str]] = []
    soft = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        bare = line[1:] if line.startswith(" ") else line
        continued = soft and not quoted and bool(out)
        soft = bare.endswith(" ") and bare != "-- " and not quoted
        piece = bare[:-1] if soft and drop_space else bare
        if continued:
            out[-1].append(piece)
        else:
            out.append([piece])
    return "\n".join(map("".join, out))


def _is_encrypted(root: Part) -> bool:
    kinds = {part.content_type for part in root.walk()}
    sealed = root.parameters.get("smime-type", "").lower() == "enveloped-data"
    return "multipart/encrypted" in kinds or "application/pgp-encrypted" in kinds or sealed
