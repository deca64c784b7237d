"""What a request's body says, read key by key with its type. Everything from outside is hostile."""

import json
import re
from collections.abc import Mapping
from typing import TypeGuard

from chalicelib.domain.refusal import Refusal

_MOST_ANSWERS = 100
_MOST_DEPTH = 6
_MOST_BRANCHES = 500
_NO_TEXT = re.compile(r"[\0\ud800-\udfff]")  # A NUL, and halves of a character, which nothing behind us can keep.


class Body:
    """A JSON object. A key that is absent reads as empty; one of the wrong type refuses the whole body."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def text(self, key: str) -> str:
        value = self._values.get(key)
        if value is None:
            return ""
        if not _is_text(value):
            raise Refusal("body_malformed", field=key)
        return value

    def integer(self, key: str, absent: int = 0) -> int:
        value = self._values.get(key, absent)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Refusal("body_malformed", field=key)
        return value

    def flag(self, key: str) -> bool:
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise Refusal("body_malformed", field=key)
        return value

    def texts(self, key: str) -> dict[str, str]:
        """A mapping of texts, e.g. the checklist's answers."""
        value = self._values.get(key) or {}
        if not isinstance(value, dict) or len(value) > _MOST_ANSWERS:
            raise Refusal("body_malformed", field=key)
        if not all(_is_text(name) and _is_text(answer) for name, answer in value.items()):
            raise Refusal("body_malformed", field=key)
        return value

    def tree(self, key: str) -> dict[str, object]:
        """A mapping of texts, lists and mappings, as deep and as wide as a form needs."""
        value = self._values.get(key) or {}
        if not isinstance(value, dict) or not _is_tree(value, _MOST_DEPTH):
            raise Refusal("body_malformed", field=key)
        return value

    def files(self, key: str = "files") -> tuple[tuple[str, str], ...]:
        """Uploads as (id, name)."""
        value = self._values.get(key) or []
        if not isinstance(value, list):
            raise Refusal("body_malformed", field=key)
        return tuple(_file(item, key) for item in value)


def read_body(raw: bytes) -> Body:
    """The body of a request; an empty one says nothing. Raises Refusal `body_malformed` for what is no JSON object."""
    if not raw.strip():
        return Body({})
    try:
        values = json.loads(raw)
    except (ValueError, RecursionError):
        raise Refusal("body_malformed", field="") from None
    if not isinstance(values, dict):
        raise Refusal("body_malformed", field="")
    return Body(values)


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and not _NO_TEXT.search(value)


def _is_tree(value: object, depth: int) -> bool:
    if isinstance(value, str):
        return _is_text(value)
    if depth == 0 or not isinstance(value, dict | list) or len(value) > _MOST_BRANCHES:
        return False
    if isinstance(value, list):
        return all(_is_tree(inner, depth - 1) for inner in value)
    return all(_is_text(name) and _is_tree(inner, depth - 1) for name, inner in value.items())


def _file(item: object, key: str) -> tuple[str, str]:
    if not isinstance(item, dict):
        raise Refusal("body_malformed", field=key)
    body = Body(item)
    return body.text("id"), body.text("name")
