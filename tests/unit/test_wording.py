"""What people wrote, as a letter shows it: bounded, harmless, and never lost to a text made to hurt."""

import pytest

from chalicelib.desk.letters import prose

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
