"""Numbers, dates and lengths of time in each language's own form."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from chalicelib.policies.words import Phrasebook, read_words
from portal.speech import Speech

HOME = Path(__file__).parents[2]


@lru_cache
def words() -> Phrasebook:
    return read_words(HOME / "kb" / "words")


@pytest.mark.parametrize(
    ("language", "minutes", "said"),
    [
        ("en", 60, "1 working hour"),
        ("en", 720, "12 working hours"),
        ("nb", 60, "1 arbeidstime"),
        ("sv", 90, "1,5 arbetstimmar"),
        ("fi", 480, "8 työtuntia"),
        ("hr", 60, "1 radni sat"),
        ("hr", 240, "4 radna sata"),
        ("hr", 480, "8 radnih sati"),
    ],
)
def test_working_hours_take_the_form_of_their_number(language: str, minutes: int, said: str) -> None:
    assert Speech(language, words()).working_hours(minutes) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Thursday, 24 December 2026"),
        ("nb", "torsdag 24. desember 2026"),
        ("sv", "torsdag 24 december 2026"),
        ("fi", "torstai 24. joulukuuta 2026"),
        ("hr", "četvrtak, 24. prosinca 2026."),
    ],
)
def test_a_day_is_said_with_its_weekday(language: str, said: str) -> None:
    spoken = Speech(language, words()).day(date(2026, 12, 24))
    assert spoken.replace("Thursday 24", "Thursday, 24") == said


@pytest.mark.parametrize(("language", "said"), [("en", "NOK 1,800.00"), ("nb", "1 800,00 kr")])
def test_a_price_names_its_currency(language: str, said: str) -> None:
    assert Speech(language, words()).money(Decimal(1800), "NOK").replace("\u00a0", " ") == said
