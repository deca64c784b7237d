"""The words of pages and letters: `kb/words/<language>/<room>.yaml`, one folder a language, one file a room."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from chalicelib.domain.languages import LANGUAGES

_JINJA = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Every text by language and dotted key, e.g. `errors.code_wrong`."""

    texts: Mapping[str, Mapping[str, str]]

    def of(self, language: str) -> Mapping[str, str]:
        """All texts of a language. Raises KeyError for a language that we do not speak."""
        return self.texts[language]

    def room(self, language: str, room: str) -> dict[str, str]:
        """The texts of one room, keys without the room's name."""
        start = f"{room}."
        return {key.removeprefix(start): text for key, text in self.texts[language].items() if key.startswith(start)}

    def say(self, language: str, key: str, **values: object) -> str:
        """A text with its placeholders filled. Raises KeyError for an unknown key, UndefinedError for no value."""
        return str(_template(self.texts[language][key]).render(**values))


def spoken(wanted: str | None, otherwise: str = "en") -> str:
    """The language of ours that a browser's or a person's wish means: `nn-NO`, `no` and `nb` are all `nb`."""
    for choice in (wanted or "").replace("_", "-").lower().split(","):
        code = choice.split(";")[0].strip().split("-")[0]
        code = "nb" if code in ("no", "nn") else code
        if code in LANGUAGES:
            return code
    return otherwise


def read_words(folder: Path) -> Phrasebook:
    """All words below a folder. Raises ValueError naming the file when one is no mapping of texts."""
    return Phrasebook({language: _language(folder / language) for language in LANGUAGES})


def pack(source: Path, target: Path) -> Phrasebook:
    """Reads the words below `source` and leaves them in the file `target` as JSON, quick to read at a cold start."""
    words = read_words(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(words.texts, ensure_ascii=False, sort_keys=True), "utf-8")
    return words


def unpack(file: Path) -> Phrasebook:
    """The words that `pack` left in a file. Raises OSError where there is none."""
    return Phrasebook(json.loads(file.read_bytes()))


def _language(folder: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for file in sorted(folder.glob("*.yaml")):
        content = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader) or {}
        if not isinstance(content, dict):
            raise ValueError(f"{file}: expected keys with texts")
        texts |= _flat(content, file.stem, file)
    return texts


def _flat(content: Mapping[str, Any], path: str, file: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for key, value in content.items():
        if isinstance(value, Mapping):
            texts |= _flat(value, f"{path}.{key}", file)
        elif isinstance(value, str):
            texts[f"{path}.{key}"] = value.rstrip("\n")
        else:
            raise ValueError(f"{file}: {path}.{key}: expected a text")
    return texts


@lru_cache(maxsize=2048)
def _template(text: str) -> Any:
    return _JINJA.from_string(text)
