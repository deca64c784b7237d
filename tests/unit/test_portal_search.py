"""The search finds words in their inflected forms, and without their accents, in each language."""

from collections.abc import Callable

import pytest
from tests.conftest import InBrowser

Find = Callable[[str, str], list[str]]

PAGES = {
    "en": {"invoice": "Send an invoice again", "password": "Forgotten password", "hours": "Opening hours"},
    "nb": {"faktura": "Fakturaen ligger i køen", "passord": "Glemt passord", "apner": "Når vi åpner"},
    "sv": {"faktura": "En faktura i kön", "losenord": "Glömt lösenord", "oppet": "Öppettider"},
    "fi": {
        "lasku": "Lasku jää jonoon",
        "salasana": "Unohtunut salasana",
        "palkka": "Ennen palkka-ajoa",
        "tilaus": "Tilaus",
    },
    "hr": {"racun": "Račun u redu čekanja", "lozinka": "Zaboravljena lozinka", "smjena": "Slobodna smjena"},
}


def asked(run: InBrowser, sections: list[dict[str, str]], language: str, query: str) -> dict[str, list[dict[str, str]]]:
    body = "return new module.Index(given.sections, given.language).find(given.query, 5)"
    return dict(run("search-index.js", body, {"sections": sections, "language": language, "query": query}))


@pytest.fixture
def found(in_browser: InBrowser) -> Find:
    def find(language: str, query: str) -> list[str]:
        sections = [{"location": f"{id}/", "title": title, "text": ""} for id, title in PAGES[language].items()]
        return [item["location"].rstrip("/") for item in asked(in_browser, sections, language, query)["items"]]

    return find


@pytest.mark.parametrize(
    ("language", "query", "page"),
    [
        ("en", "invoices", "invoice"),
        ("en", "passwords", "password"),
        ("nb", "fakturaene", "faktura"),
        ("nb", "passordet", "passord"),
        ("nb", "apner", "apner"),
        ("sv", "fakturorna", "faktura"),
        ("sv", "lösenordet", "losenord"),
        ("sv", "losenord", "losenord"),
        ("fi", "salasanaa", "salasana"),
        ("fi", "laskuun", "lasku"),
        ("fi", "palkan", "palkka"),
        ("fi", "tilauksen", "tilaus"),
        ("hr", "lozinkom", "lozinka"),
        ("hr", "racun", "racun"),
        ("hr", "računima", "racun"),
        ("hr", "smjenu", "smjena"),
    ],
)
def test_an_inflected_word_finds_its_page(found: Find, language: str, query: str, page: str) -> None:
    assert found(language, query)[:1] == [page]


def test_a_word_half_typed_finds_its_page(found: Find) -> None:
    assert found("en", "invo") == ["invoice"]


def test_what_is_nowhere_is_not_found(found: Find) -> None:
    assert found("en", "giraffe") == []


def test_a_page_is_found_once_by_its_best_section(in_browser: InBrowser) -> None:
    sections = [
        {"location": "hours/", "title": "Opening hours", "text": ""},
        {"location": "hours/#feed", "title": "Calendar", "text": "Subscribe to the feed"},
    ]
    items = asked(in_browser, sections, "en", "feed")["items"]
    assert [(item["location"], item["title"], item["section"]) for item in items] == [
        ("hours/#feed", "Opening hours", "Calendar")
    ]


def test_what_stands_in_a_page_comes_as_text_and_never_as_markup(in_browser: InBrowser) -> None:
    sections = [{"location": "a/", "title": "A &amp; B", "text": "<p>about &lt;script&gt; tags</p>"}]
    item = asked(in_browser, sections, "en", "tags")["items"][0]
    assert item["title"] == "A & B"
    assert item["parts"] == [["about", False], [" <", False], ["script", False], ["> ", False], ["tags", True]]
