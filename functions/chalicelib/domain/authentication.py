"""Who a mail proves to be from: its DKIM signers, as our own receiving side wrote them on top of the mail.

Only the topmost `Authentication-Results` counts, and only by the name of our receiver (RFC 8601): whatever stands
below it came with the mail and may be forged.
"""

import re

_MOST_HEADER_BYTES = 64_000
_RECEIVER = "amazonses.com"
_HEADER = re.compile(rb"^Authentication-Results:((?:[^\r\n]|\r?\n[ \t])*)", re.IGNORECASE | re.MULTILINE)
_SIGNED = re.compile(r"\bdkim=pass\b[^;]{0,400}?\bheader\.[di]=@?([a-z0-9.-]+)", re.IGNORECASE)


def dkim_signers(raw: bytes) -> tuple[str, ...]:
    """The domains whose signature our receiver found valid, in lower case."""
    block = re.split(rb"\r?\n\r?\n", raw[:_MOST_HEADER_BYTES], maxsplit=1)[0]
    found = _HEADER.search(block)
    result = found[1].decode("ascii", "replace").strip() if found else ""
    if result.partition(";")[0].split()[:1] != [_RECEIVER]:
        return ()
    return tuple(domain.lower().rstrip(".") for domain in _SIGNED.findall(result))


def is_aligned(domain: str, sender: str) -> bool:
    """Whether a proven domain speaks for the sender's address: the same domain, or one below it."""
    of_sender = sender.rpartition("@")[2].lower().rstrip(".")
    proven = domain.lower().rstrip(".")
    return bool(of_sender) and (proven == of_sender or proven.endswith(f".{of_sender}"))
