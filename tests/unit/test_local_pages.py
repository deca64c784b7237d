"""Static pages: what a plain web host would do with them."""

from pathlib import Path

import pytest

from local.pages import Pages


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    public = tmp_path / "public"
    (public / "nb").mkdir(parents=True)
    (public / "index.html").write_text("root")
    (public / "nb" / "index.html").write_text("norsk")
    (public / "app.js").write_text("1")
    (public / "404.html").write_text("lost")
    (tmp_path / "secret").write_text("no")
    return Pages(public)


def test_a_folder_shows_its_index(pages: Pages) -> None:
    assert pages.answer("/nb/?x=1", None).body == b"norsk"


def test_a_folder_without_its_slash_leads_there_with_the_query_kept(pages: Pages) -> None:
    answer = pages.answer("/nb?ticket=PRO-1", None)
    assert (answer.status, dict(answer.headers)["Location"]) == (301, "/nb/?ticket=PRO-1")


def test_an_address_of_two_slashes_does_not_lead_to_another_host(pages: Pages) -> None:
    assert not any(value.startswith("//") for _, value in pages.answer("//nb", None).headers)


def test_scripts_are_served_as_scripts(pages: Pages) -> None:
    assert dict(pages.answer("/app.js", None).headers)["Content-Type"] == "text/javascript; charset=utf-8"


def test_an_unknown_address_shows_the_page_for_it(pages: Pages) -> None:
    answer = pages.answer("/nothing/here", None)
    assert (answer.status, answer.body) == (404, b"lost")


@pytest.mark.parametrize("path", ["/../secret", "/%2e%2e/secret", "/nb/../../secret", "//../secret", "/%00"])
def test_nothing_outside_the_folder_is_shown(pages: Pages, path: str) -> None:
    assert pages.answer(path, None).status == 404


def test_a_reader_who_has_the_page_gets_it_not_again(pages: Pages) -> None:
    tag = dict(pages.answer("/", None).headers)["ETag"]
    assert pages.answer("/", tag).status == 304
    assert pages.answer("/", '"other"').status == 200
