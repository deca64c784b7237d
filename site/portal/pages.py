"""A page as it is written to disk: its address, what its templates read, and its text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Page:
    """`path` is its Markdown file below the language, such as `promark/hours.md`; `body` is Markdown or HTML."""

    path: str
    title: str
    body: str
    description: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write the page, its data as front matter, below the folder of its language."""
        file = folder / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        meta = {"title": self.title, "description": self.description, **self.meta}
        front = yaml.dump(meta, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
        file.write_text(f"---\n{front}---\n\n{self.body}\n", "utf-8")


def up_from(path: str) -> str:
    """The way from a page's address up to the front page of its language: empty, or `../` as often as needed."""
    address = path.removesuffix(".md").removesuffix("index")
    return "../" * len([part for part in address.split("/") if part])


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes the same value twice rather than a reference to it: not every reader follows them."""

    def ignore_aliases(self, data: object) -> bool:
        return True
