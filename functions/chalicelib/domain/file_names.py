"""Names of files from outside, made so that they can do no harm."""

import re
import unicodedata
from typing import Final

MOST_CHARACTERS: Final = 180
_EXTENSIONS: Final = {
    "application/pdf": "pdf", "application/zip": "zip", "application/json": "json", "application/pgp-signature": "asc",
    "application/pgp-encrypted": "asc", "application/pkcs7-signature": "p7s", "application/x-pkcs7-signature": "p7s",
    "application/pkcs7-mime": "p7m", "application/x-pkcs7-mime": "p7m", "application/msword": "doc",
    "image/jpeg": "jpg", "image/jpg": "jpg", "image/png": "png", "image/gif": "gif", "image/svg+xml": "svg",
    "image/webp": "webp",
    "message/rfc822": "eml", "message/delivery-status": "txt", "text/rfc822-headers": "txt", "text/calendar": "ics",
    "text/csv": "csv", "text/html": "html", "text/plain": "txt", "text/vcard": "vcf", "text/x-vcard": "vcf",
}  # fmt: skip
_RESERVED: Final = re.compile(r'[<>:"|?*]')


def safe_name(name: str, content_type: str = "") -> str:
    """A file name without path, control or format characters, at most MOST_CHARACTERS long; never empty."""
    name = unicodedata.normalize("NFC", name[-1_000:])
    name = "".join(
        " " if char in "\t\r\n" else char for char in name if char in "\t\r\n" or unicodedata.category(char)[0] != "C"
    )
    name = name.replace("\\", "/").rpartition("/")[2]
    name = " ".join(_RESERVED.sub("_", name).split()).strip(" ")
    name = name.lstrip(".") if name.strip(".") else ""
    if len(name) > MOST_CHARACTERS:
        stem, dot, ending = name.rpartition(".")
        name = stem[: MOST_CHARACTERS - 12] + dot + ending[:11] if dot else name[:MOST_CHARACTERS]
    return name or f"file.{_EXTENSIONS.get(content_type, 'bin')}"
