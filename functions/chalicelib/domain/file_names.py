"""Names of files from outside, made so that they can do no harm."""

import re
import unicodedata
from typing import Final

MOST_CHARACTERS: Final = 180
MOST_BYTES: Final = 240
"""In UTF-8: file systems take 255."""
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
_BLANK: Final = re.compile("[\t\r\n\u115f\u1160\u2028\u2029\u2800\u3164\uffa0]")
"""What looks like a space, or like nothing at all, and is none."""
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)\s*(?:\.|\Z)", re.IGNORECASE)
"""What Windows takes for a device, whatever stands after the dot."""


def safe_name(name: str, content_type: str = "") -> str:
    """A file name that any system can save: without path, control or format characters, and never empty.

    At most MOST_CHARACTERS and MOST_BYTES long; what it ends in is what people see that it ends in.
    """
    name = _BLANK.sub(" ", unicodedata.normalize("NFC", name[-1_000:]))
    name = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    name = name.replace("\\", "/").rpartition("/")[2]
    name = " ".join(_RESERVED.sub("_", name).split()).lstrip(". ").rstrip(". ")
    name = _cut(name).rstrip(". ")
    if _DEVICE.match(name):
        name = f"_{name}"
    return name or f"file.{_EXTENSIONS.get(content_type, 'bin')}"


def _cut(name: str) -> str:
    """A name short enough to be saved, with its ending."""
    if len(name) <= MOST_CHARACTERS and len(name.encode("utf-8")) <= MOST_BYTES:
        return name
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    ending = dot + ending[:11]
    room = MOST_BYTES - len(ending.encode("utf-8"))
    return stem[: MOST_CHARACTERS - 12].encode("utf-8")[:room].decode("utf-8", "ignore") + ending
