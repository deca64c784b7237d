"""Guides as editors write them, and what is told of one that cannot be published."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.front_pages import editors_page
from portal.guides import written
from portal.shelf import Site, read_shelf
from portal.speech import Speech

HOME = Path(__file__).parents[2]
DESKS = ("adminet", "promark")
GUIDE = "---\ntitle: Payroll\nsummary: Before you run it.\ndesks: [adminet]\n---\n\nDo this **first**.\n"


def write(folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_a_guide_has_a_title_a_summary_and_desks(tmp_path: Path) -> None:
    write(tmp_path, "en/guides/payroll.md", GUIDE)
    (guide,) = written(tmp_path, "en", DESKS)
    assert (guide.title, guide.summary, guide.desks) == ("Payroll", "Before you run it.", ("adminet",))
    assert guide.address == "guides/payroll/"
    assert guide.is_for("adminet")
    assert not guide.is_for("promark")


def test_a_guide_that_is_not_translated_is_the_english_one(tmp_path: Path) -> None:
    write(tmp_path, "en/guides/payroll.md", GUIDE)
    write(tmp_path, "fi/guides/only-here.md", GUIDE.replace("Payroll", "Palkat"))
    assert [(page.title, page.language) for page in written(tmp_path, "fi", DESKS)] == [
        ("Palkat", "fi"),
        ("Payroll", "en"),
    ]
    assert [page.title for page in written(tmp_path, "en", DESKS)] == ["Payroll"]


def test_an_untranslated_guide_says_so_and_names_its_language(tmp_path: Path) -> None:
    write(tmp_path, "en/guides/payroll.md", GUIDE)
    site = Site("https://support.example.com/", "", "support.example.com")
    shelf = read_shelf(HOME / "kb", site, datetime(2026, 11, 23, tzinfo=UTC))
    (guide,) = written(tmp_path, "fi", DESKS)
    page = editors_page(shelf, Speech("fi", shelf.words), guide, [])
    assert "Tätä ohjetta ei ole vielä käännetty." in page.body
    assert '<div lang="en" markdown="1">' in page.body
    assert page.meta["canonical"] == "https://support.example.com/en/guides/payroll/"


def test_a_page_in_the_folder_of_a_desk_is_the_desks_own(tmp_path: Path) -> None:
    write(tmp_path, "en/promark/terminals.md", GUIDE)
    (page,) = written(tmp_path, "en", DESKS)
    assert page.desks == ("promark",)
    assert not page.is_guide


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No front matter.", "en/guides/a.md: begins with no front matter"),
        (GUIDE.replace("title: Payroll\n", ""), "en/guides/a.md: title: needed"),
        (GUIDE.replace("adminet", "adminett"), "en/guides/a.md: 'adminett' is no desk; there are adminet, promark"),
        (GUIDE.replace("Before", "Before: after"), "en/guides/a.md: its front matter is no YAML"),
    ],
)
def test_a_mistake_names_its_file(tmp_path: Path, text: str, told: str) -> None:
    write(tmp_path, "en/guides/a.md", text)
    with pytest.raises(ValueError, match=told):
        written(tmp_path, "en", DESKS)
