"""What a mail may cost. Each limit has a name; `Mail.problem` tells which was passed.

All are checked before the costly step they guard, so that no input, however made, takes more than about a second.
"""

from __future__ import annotations

from typing import Final

MAIL_BYTES: Final = 45 * 1024 * 1024
"""Largest mail read, as it came; 40 MB is what the receiving side lets through."""
HEADER_BYTES: Final = 512 * 1024
"""Largest header block."""
HEADER_BYTES_OF_PARTS: Final = 6 * 1024 * 1024
"""Header blocks of all parts together."""
HEADER_COUNT: Final = 2_000
HEADER_LINES_OF_PARTS: Final = 50_000
"""Header lines of all parts together."""
HEADER_VALUE_CHARS: Final = 64_000
"""Longest single header that is decoded; the rest is cut off."""
PARAMETER_CHARS: Final = 8_000
"""How much of a header such as Content-Type is read."""
PARAMETER_CHARS_OF_PARTS: Final = 1_000_000
"""Such headers of all parts together."""
PARTS: Final = 1_000
DEPTH: Final = 20
"""Multiparts inside multiparts."""
SPLIT_BYTES: Final = 250 * 1024 * 1024
"""Bytes searched for boundaries, all levels together: a large mail may not be deep as well."""
ADDRESSES: Final = 2_000
"""Addresses in To and Cc together."""
ADDRESS_CHARS: Final = 320
"""Longest address, as RFC 5321 bounds its two halves."""
NAME_CHARS: Final = 300
"""Longest name of a sender that is kept."""
GUESSED_BYTES: Final = 300_000
"""Bytes of a mail whose charset is guessed thoroughly, all its texts and names together."""
RAW_BYTES: Final = 65_536
"""How much of a body that has no part to read is shown as it came."""
REFERENCES: Final = 500

TEXT_CHARS: Final = 1_000_000
"""Longest text that is scanned for quotes; what lies beyond is kept as it is."""
TEXT_LINES: Final = 10_000
HTML_CHARS: Final = 4_000_000
"""Largest HTML that is parsed; larger is stripped of its tags in one pass."""
HTML_STRIPPED_CHARS: Final = 4_000_000
"""How much of HTML that is too large or too wild to parse becomes text. The raw mail keeps the rest."""
HTML_DEPTH: Final = 1_500
HTML_TAGS: Final = 100_000
HTML_ENTITIES: Final = 50_000
HTML_ATTRIBUTES: Final = 1_000
"""Words in one tag."""
HTML_NESTING: Final = 10_000_000
"""Depth times tags: parsers look upwards at each tag."""
HTML_REOPENED: Final = 100_000
"""Formatting tags that a parser would open again: unclosed ones times tags that follow."""
TNEF_BYTES: Final = 30 * 1024 * 1024
TNEF_OBJECTS: Final = 5_000
TNEF_FILES: Final = 200
TNEF_STEPS: Final = 200_000
"""Properties and their values that are looked at in a winmail.dat."""
RTF_BYTES: Final = 500_000
"""How much of a winmail.dat's own text is read where it is RTF."""
CALENDAR_CHARS: Final = 200_000
"""How much of an invitation is read."""
UUENCODED_BYTES: Final = 6 * 1024 * 1024
"""Longest text that is searched for uuencoded files."""
REPORT_CHARS: Final = 200_000
"""How much of a delivery report is searched for its codes."""
GUESS_BYTES: Final = 16_384
"""How much undeclared text is looked at to guess its charset."""
