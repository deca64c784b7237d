"""Writes all pages and feeds of a language to disk, where its build finds them."""

from pathlib import Path

from portal.desk_pages import desk_pages, form_page
from portal.feed import feed
from portal.front_pages import editors_page, front_pages
from portal.guides import written
from portal.shelf import Shelf
from portal.speech import Speech


def write_language(shelf: Shelf, language: str, folder: Path) -> None:
    """Write a language into its folder. Raises ValueError for an editor's page that cannot be published."""
    speech = Speech(language, shelf.words)
    editors = written(shelf.folder, language, tuple(shelf.policies))
    pages = list(front_pages(shelf, speech, [page for page in editors if page.is_guide]))
    for desk in shelf.policies.values():
        own = [page for page in editors if not page.is_guide and desk.id in page.desks]
        pages += [*desk_pages(shelf, speech, desk, own), form_page(shelf, speech, desk, own)]
        pages += [editors_page(shelf, speech, page, own) for page in own]
        file = folder / desk.id / "hours.ics"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(feed(desk, speech, shelf.today(desk)))
    pages += [editors_page(shelf, speech, page, []) for page in editors if page.is_guide]
    for page in pages:
        page.write(folder)
