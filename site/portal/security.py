"""The content security policy of a page: what a browser may run, load and reach on it.

It stands in the page itself because hosts of static files send no headers of ours. Inline scripts are let through by
the hash of their text, and nothing is let through by an `unsafe-` word.
"""

import base64
import hashlib
import re
from collections.abc import Iterable

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_DATA_BLOCK = re.compile(r"type=[\"']?application/(ld\+)?json")
_CHARSET = '<meta charset="utf-8">'


def with_policy(html: str, origins: Iterable[str]) -> str:
    """The page with its policy as the first thing after the charset; `origins` are those that it may call."""
    policy = content_security_policy(html, origins)
    return html.replace(_CHARSET, f'{_CHARSET}<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


def content_security_policy(html: str, origins: Iterable[str]) -> str:
    """The policy that fits the inline scripts of this page."""
    called = sorted({origin.rstrip("/") for origin in origins if origin})
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *_hashes(html)]),
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "worker-src 'self'",
            " ".join(["connect-src 'self'", *called]),
            "form-action 'self'",
            "base-uri 'none'",
        ]
    )


def _hashes(html: str) -> list[str]:
    texts = {
        match["text"]
        for match in _INLINE_SCRIPT.finditer(html)
        if match["text"] and not _DATA_BLOCK.search(match["attributes"])
    }
    return sorted(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts)
