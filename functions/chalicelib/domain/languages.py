"""The languages that people read Tuki in."""

from collections.abc import Mapping

LANGUAGES = ("en", "nb", "sv", "fi", "hr")

Wording = Mapping[str, str]
"""One short text in several languages: language code -> text."""


def in_language(words: Wording, language: str) -> str:
    """The text in `language`, else in English, else in the first language there is; empty when there is none."""
    return words.get(language) or words.get("en") or next(iter(words.values()), "")
