"""Every text that a person reads, in every language, with the same placeholders."""

import re
from pathlib import Path

import pytest

from chalicelib.domain.languages import LANGUAGES
from chalicelib.policies.words import Phrasebook, pack, read_words, spoken, unpack

KB_WORDS = Path(__file__).parents[2] / "kb" / "words"
_PLACEHOLDER = re.compile(r"{{\s*(\w+)\s*}}")


@pytest.fixture(scope="module")
def words() -> Phrasebook:
    return read_words(KB_WORDS)


def test_every_language_has_the_same_texts(words: Phrasebook) -> None:
    english = set(words.of("en"))
    assert english
    assert {language: english ^ set(words.of(language)) for language in LANGUAGES} == {
        code: set() for code in LANGUAGES
    }


def test_every_language_fills_the_same_placeholders(words: Phrasebook) -> None:
    def placeholders(language: str) -> dict[str, set[str]]:
        return {key: set(_PLACEHOLDER.findall(text)) for key, text in words.of(language).items()}

    english = placeholders("en")
    for language in LANGUAGES:
        assert placeholders(language) == english, language


def test_no_text_is_empty(words: Phrasebook) -> None:
    empty = [(language, key) for language in LANGUAGES for key, text in words.of(language).items() if not text.strip()]
    assert empty == []


def test_packed_words_are_the_same_words(words: Phrasebook, tmp_path: Path) -> None:
    pack(KB_WORDS, tmp_path / "words.json")
    assert unpack(tmp_path / "words.json").texts == words.texts


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("nb-NO,nb;q=0.9", "nb"),
        ("no", "nb"),
        ("nn", "nb"),
        ("sv_SE", "sv"),
        ("de,fi;q=0.5", "fi"),
        ("de", "en"),
        (None, "en"),
    ],
)
def test_a_browsers_wish_becomes_a_language_of_ours(wanted: str | None, language: str) -> None:
    assert spoken(wanted) == language
