"""Guides and other pages that editors write, one Markdown file a language; where there is none, the English one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import yaml

from chalicelib.domain.languages import LANGUAGES

_FRONT = re.compile(r"---\n(?P<front>.*?\n)---\n(?P<text>.*)", re.DOTALL)
_NEEDED = ("title", "summary")
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Written:
    """An editor's page. `language` is the one it is in; `desks` are those it is for, none meaning all."""

    path: str
    language: str
    title: str
    summary: str
    desks: tuple[str, ...]
    text: str

    @property
    def address(self) -> str:
        """Its address below the language."""
        return f"{self.path.removesuffix('.md')}/"

    @property
    def is_guide(self) -> bool:
        """A guide, not a desk's own page."""
        return self.path.startswith("guides/")

    def is_for(self, desk: str) -> bool:
        """Whether it is listed with a desk's guides."""
        return self.is_guide and desk in self.desks


def written(folder: Path, language: str, desks: tuple[str, ...]) -> list[Written]:
    """All editors' pages in a language, the missing ones in English, in order of their paths.

    Raises ValueError, naming the file, for one without title or summary, or of an unknown desk.
    """
    found = {page.path: page for code in (_FALLBACK, language) for page in _in_language(folder, code, desks)}
    return [found[path] for path in sorted(found)]


def _in_language(folder: Path, language: str, desks: tuple[str, ...]) -> Iterator[Written]:
    if language not in LANGUAGES:
        raise ValueError(f"{language!r} is none of our languages")
    for file in sorted((folder / language).rglob("*.md")):
        yield _read(folder, file, language, desks)


def _read(folder: Path, file: Path, language: str, desks: tuple[str, ...]) -> Written:
    name = file.relative_to(folder).as_posix()
    path = PurePosixPath(name).relative_to(language).as_posix()
    match = _FRONT.fullmatch(file.read_text("utf-8"))
    try:
        front = yaml.load(match["front"], Loader=yaml.BaseLoader) if match else None
    except yaml.YAMLError as error:
        raise ValueError(f"{name}: its front matter is no YAML (quote texts with a colon): {error}") from None
    if match is None or not isinstance(front, dict):
        raise ValueError(f"{name}: begins with no front matter between lines of ---")
    for key in _NEEDED:
        if not isinstance(front.get(key), str) or not front[key]:
            raise ValueError(f"{name}: {key}: needed in the front matter")
    place = path.split("/")[0]
    wanted = tuple(front.get("desks", ())) if place == "guides" else (place,)
    for desk in wanted:
        if desk not in desks:
            raise ValueError(f"{name}: {desk!r} is no desk; there are {', '.join(desks)}")
    return Written(path, language, front["title"], front["summary"], wanted, match["text"].strip())
