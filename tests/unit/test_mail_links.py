"""Where links of an HTML mail lead: told behind their words in its text."""

from __future__ import annotations

import pytest

from chalicelib.domain.mail.text import links, markup


@pytest.mark.parametrize(
    ("words", "href", "told"),
    [
        ("our page", "https://x.example/a?b=1", "https://x.example/a?b=1"),
        ("www.x.example", "http://www.x.example/", ""),
        ("x.example/a", "https://x.example/a", ""),
        ("Ana", "mailto:ana@x.example?subject=Hi", "ana@x.example"),
        ("ana@x.example", "mailto:ana@x.example", ""),
        ("paypal.example", "https://evil.example/login", "https://evil.example/login"),
        ("here", "https://click.example/" + "x" * links.ADDRESS_CHARS, "https://click.example/…"),
        ("here", "javascript:alert(1)", ""),
        ("here", "java\nscript:alert(1)", ""),
        ("here", "#top", ""),
        ("", "https://x.example/logo", ""),
        ("here", "https://[x", ""),
    ],
)
def test_links_tell_where_they_lead(words: str, href: str, told: str) -> None:
    assert links.told(words, href) == told


def test_the_text_of_html_keeps_the_addresses_of_its_links() -> None:
    html = '<p>See <a href="https://x.example/a">our <b>page</b></a>, or ask <a href="mailto:a@x.example">Ana</a>.</p>'
    assert markup.marked(html) == "See our page <https://x.example/a>, or ask Ana <a@x.example>."


def test_a_link_around_whole_paragraphs_is_told_at_their_end() -> None:
    html = '<a href="https://x.example/a"><p>One</p><p>two</p></a><p>three</p>'
    assert markup.marked(html) == "One\n\ntwo <https://x.example/a>\n\nthree"


def test_a_picture_that_is_a_link_is_told_by_its_words_or_not_at_all() -> None:
    html = '<a href="https://x.example/a"><img src="cid:x" alt="Shop"></a> <a href="https://x.example/b"><img></a>'
    assert markup.marked(html) == "Shop <https://x.example/a>"
