"""The search finds words in their inflected forms, and without their accents, in each language."""

import json
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
JS = HOME / "site" / "theme" / "js"

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs node, which runs the browser's search")

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


@lru_cache
def found(language: str, query: str) -> list[str]:
    sections = [{"location": f"{id}/", "title": title, "text": ""} for id, title in PAGES[language].items()]
    return [item["location"].rstrip("/") for item in asked(sections, language, query)["items"]]


def asked(sections: list[dict[str, str]], language: str, query: str) -> dict[str, list[dict[str, str]]]:
    program = f"""
      import {{ Index }} from {json.dumps((JS / "search-index.js").as_uri())};
      const {{ sections, language, query }} = JSON.parse(await new Response(process.stdin).text());
      console.log(JSON.stringify(new Index(sections, language).find(query, 5)));
    """
    given = json.dumps({"sections": sections, "language": language, "query": query})
    command = ["node", "--experimental-default-type=module", "--input-type=module", "--eval", program]
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, list[dict[str, str]]] = json.loads(done.stdout)
    return answer


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
def test_an_inflected_word_finds_its_page(language: str, query: str, page: str) -> None:
    assert found(language, query)[:1] == [page]


def test_a_word_half_typed_finds_its_page() -> None:
    assert found("en", "invo") == ["invoice"]


def test_what_is_nowhere_is_not_found() -> None:
    assert found("en", "giraffe") == []


def test_a_page_is_found_once_by_its_best_section() -> None:
    sections = [
        {"location": "hours/", "title": "Opening hours", "text": ""},
        {"location": "hours/#feed", "title": "Calendar", "text": "Subscribe to the feed"},
    ]
    items = asked(sections, "en", "feed")["items"]
    assert [(item["location"], item["title"], item["section"]) for item in items] == [
        ("hours/#feed", "Opening hours", "Calendar")
    ]


def test_what_stands_in_a_page_comes_as_text_and_never_as_markup() -> None:
    sections = [{"location": "a/", "title": "A &amp; B", "text": "<p>about &lt;script&gt; tags</p>"}]
    item = asked(sections, "en", "tags")["items"][0]
    assert item["title"] == "A & B"
    assert item["parts"] == [["about", False], [" <", False], ["script", False], ["> ", False], ["tags", True]]
