"""Static pages from a folder, as a plain web host would serve them."""

import hashlib
import mimetypes
from pathlib import Path
from urllib.parse import unquote

from local.functions import Answer

# The portal is rebuilt while it is looked at: browsers keep what they have, and ask.
_CACHE = ("Cache-Control", "no-cache")
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".ics": "text/calendar",
    ".webmanifest": "application/manifest+json",
}


class Pages:
    """The built portal."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def answer(self, target: str, seen: str | None) -> Answer:
        """The page at `target`; `seen` is the reader's If-None-Match."""
        path, _, query = target.partition("?")
        found = self._file(path)
        if found is not None and found.is_dir():
            if not path.endswith("/"):
                # One slash at the front: two would name another host.
                there = f"/{path.lstrip('/')}/" + (f"?{query}" if query else "")
                return Answer(301, (("Location", there),), b"")
            found /= "index.html"
        if found is None or not found.is_file():
            return self._missing()
        content = found.read_bytes()
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = (("Content-Type", _type(found)), ("ETag", tag), _CACHE)
        return Answer(304, headers, b"") if seen == tag else Answer(200, headers, content)

    def _file(self, path: str) -> Path | None:
        """Where a path leads inside the folder; None where it leads out of it."""
        asked = unquote(path)
        if "\0" in asked:
            return None
        inside = (self._folder / asked.lstrip("/")).resolve()
        return inside if inside.is_relative_to(self._folder) else None

    def _missing(self) -> Answer:
        page = self._folder / "404.html"
        content = page.read_bytes() if page.is_file() else b"<!doctype html><title>404</title>There is no such page."
        return Answer(404, (("Content-Type", "text/html; charset=utf-8"), _CACHE), content)


def _type(path: Path) -> str:
    known = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_text = known.startswith("text/") or known in ("application/json", "application/manifest+json", "image/svg+xml")
    return f"{known}; charset=utf-8" if is_text else known
