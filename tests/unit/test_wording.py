"""What people wrote, as a letter shows it: bounded, harmless, and never lost to a text made to hurt."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from chalicelib.desk.letters import prose
from chalicelib.desk.letters.speech import shown_zone
from chalicelib.domain.languages import LANGUAGES
from chalicelib.policies.folder import read_policies
from chalicelib.policies.words import read_words
from portal.speech import Speech

KB = Path(__file__).parents[2] / "kb"

DEEP_LIST = "\n".join("    " * depth + "- punkt" for depth in range(300))
HOSTILE = {
    "brackets": "[" * 20_000,
    "pictures": "![a](" * 8_000,
    "half links": "[a](<" * 8_000,
    "nested lists": DEEP_LIST,
    "nested quotes": "> " * 300 + "a",
    "a megabyte": "plain " * 175_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_markdowns_reader_never_sees_a_text_made_to_hurt(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose.markdown, "markdown", lambda *_, **__: pytest.fail("read as Markdown"))
    assert not prose.is_plain_markdown(text)
    assert prose.from_markdown(text) == prose.in_paragraphs(text)
    assert prose.in_paragraphs(text).startswith("<p>")


def test_what_markdowns_reader_stumbles_over_is_shown_as_it_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> str:
        raise RecursionError

    monkeypatch.setattr(prose.markdown, "markdown", stumble)
    assert prose.from_markdown("Velg **Lørdag**.") == "<p>Velg **Lørdag**.</p>"


def test_an_ordinary_answer_is_read_as_markdown() -> None:
    answer = "Velg **Lørdag**:\n\n1. Åpne *Timer*.\n2. Trykk `Lagre`.\n\n    - bare én gang\n"
    shown = prose.from_markdown(answer)
    assert "<strong>Lørdag</strong>" in shown and "<ol>" in shown and "<code>Lagre</code>" in shown


def test_markdown_brings_no_script_picture_or_strange_address() -> None:
    shown = prose.from_markdown(
        "<script>alert(1)</script>![x](https://elsewhere.example/x.png)[y](javascript:alert(1))"
    )
    assert "script" not in shown and "img" not in shown and "elsewhere" not in shown


def test_words_in_paragraphs_are_as_they_were_written() -> None:
    shown = prose.in_paragraphs('Feil: <b>"17" & 18</b>\r\nigjen\r\n \r\n**ny**')
    assert shown == '<p>Feil: &lt;b&gt;"17" &amp; 18&lt;/b&gt;<br>\nigjen</p>\n<p>**ny**</p>'


def test_an_address_of_a_page_is_a_link_without_the_mark_after_it() -> None:
    shown = prose.in_paragraphs("Se (https://fjord.example/?a=1&b=2).")
    assert 'href="https://fjord.example/?a=1&amp;b=2"' in shown and "</a>)." in shown


def test_an_address_that_is_no_page_is_no_link() -> None:
    assert "<a" not in prose.in_paragraphs("javascript:alert(1) file:///etc/passwd")


def test_a_letter_shows_the_beginning_of_a_long_text() -> None:
    assert prose.beginning("a" * prose.MOST_CHARACTERS) == "a" * prose.MOST_CHARACTERS
    assert prose.beginning("a" * (prose.MOST_CHARACTERS + 1)) == "a" * prose.MOST_CHARACTERS


def test_a_bare_address_in_an_answer_is_a_link_but_not_in_code_or_inside_another() -> None:
    shown = prose.from_markdown(
        "Se https://fjord.example/?a=1&b=2. `https://code.example/` [her](https://her.example/)"
    )
    assert '<a href="https://fjord.example/?a=1&amp;b=2" rel="noopener noreferrer">' in shown and "</a>. " in shown
    assert "<code>https://code.example/</code>" in shown
    assert shown.count("<a ") == 2


def test_a_line_of_ours_breaks_between_words_only() -> None:
    link = f"https://support.example.com/{'a' * 80}"
    assert prose.in_lines(f"{'ord ' * 30}{link} e-post") == "\n".join(
        ["ord " * 17 + "ord", "ord " * 11 + "ord", link, "e-post"]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_names_every_desks_zone_as_the_portal_does(language: str) -> None:
    words = read_words(KB / "words")
    speech = Speech(language, words)
    for desk in read_policies(KB / "policies").values():
        assert words.of(language)[f"letters.cities.{desk.zone}"] == speech.city(desk.zone)


@pytest.mark.parametrize(
    ("zone", "month", "told"),
    [("Europe/Oslo", 7, "Oslo time"), ("Europe/Berlin", 1, "UTC+1"), ("Europe/Berlin", 7, "UTC+2"),
     ("America/St_Johns", 1, "UTC-3:30"), ("Europe/Lisbon", 1, "UTC+0")],
)  # fmt: skip
def test_where_our_words_have_no_name_for_a_zone_its_distance_from_utc_tells(zone: str, month: int, told: str) -> None:
    world = SimpleNamespace(words=read_words(KB / "words"))
    assert shown_zone(world, "en", datetime(2026, month, 5, 12, tzinfo=ZoneInfo(zone))) == told  # type: ignore[arg-type]
