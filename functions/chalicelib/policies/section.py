"""A part of a policy file, read value by value with its type.

A wrong value is noted, with its file and key, and something harmless is returned in its place, so that one reading
finds all mistakes. The keys that were asked for are the keys allowed: `close` notes the others.
"""

import difflib
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from chalicelib.domain.languages import LANGUAGES, Wording
from chalicelib.domain.working_time.days import Span, Spans
from chalicelib.policies.mistakes import Mistake

Value = TypeVar("Value")

_EXCERPT_CHARACTERS = 60


class Section:
    """A mapping at `path` of a policy file; numbers and dates in it are text until they are asked for."""

    def __init__(self, file: str, path: str, values: object, mistakes: list[Mistake]) -> None:
        self.file = file
        self.path = path
        self.mistakes = mistakes
        self._asked: list[str] = []
        self._parts: list[Section] = []
        self._values: dict[str, object] = values if isinstance(values, dict) else {}
        if not isinstance(values, dict):
            self.mistake("", shown(values), "a mapping of keys to values", "mapping_bad")

    def mistake(self, key: str, found: str, allowed: str, code: str = "value_bad", **facts: str) -> None:
        """Note a mistake at a key of this section; an empty key means the section itself."""
        path = f"{self.path}.{key}".strip(".") or "(the whole file)"
        self.mistakes.append(Mistake(self.file, path, found, allowed, code, facts))

    def has(self, key: str) -> bool:
        """Whether the key is there; it is then allowed to be."""
        if key not in self._asked:
            self._asked.append(key)
        return key in self._values

    def close(self) -> None:
        """Note every key, here and in the parts read, that nothing asked for."""
        for key in self._values:
            if key not in self._asked:
                near = difflib.get_close_matches(key, self._asked, n=1)
                hint = f"{near[0]}, if that is what is meant" if near else ", ".join(sorted(self._asked))
                known = near[0] if near else hint
                self.mistake(key, "an unknown key", hint, "key_unknown", known=known)
        for part in self._parts:
            part.close()

    def read(
        self,
        key: str,
        convert: Callable[[str], Value],
        allowed: str,
        instead: Value,
        default: Value | None = None,
        code: str = "value_bad",
        **facts: str,
    ) -> Value:
        """The text at `key` converted; the default where there is no key, `instead` where the value is wrong."""
        if not self.has(key):
            if default is None:
                self.mistake(key, "nothing", allowed, "value_missing")
                return instead
            return default
        value = self._values[key]
        try:
            if isinstance(value, str):
                return convert(value)
        except (ValueError, ArithmeticError):
            pass
        self.mistake(key, shown(value), allowed, code, **facts)
        return instead

    def text(
        self,
        key: str,
        pattern: str = r"\S.*",
        allowed: str = "some text",
        default: str | None = None,
        code: str = "value_bad",
    ) -> str:
        """Text that fully matches the pattern; needed unless there is a default."""
        return self.read(key, lambda text: _matching(pattern, text), allowed, "", default, code)

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """One of the choices; the first stands in for a wrong one."""
        pattern, allowed = "|".join(map(re.escape, choices)), ", ".join(choices)
        read = self.read(
            key, lambda text: _matching(pattern, text), allowed, "", default, "value_choice", choices=allowed
        )
        return read or choices[0]

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Yes or no."""
        return self.read(key, lambda text: _matching("yes|no", text) == "yes", "yes, no", False, default, "value_flag")

    def integer(self, key: str, lowest: int, highest: int, default: int | None = None) -> int:
        """A whole number within the bounds."""
        allowed = f"a whole number from {lowest} to {highest}"
        bounds = {"lowest": str(lowest), "highest": str(highest)}
        return self.read(
            key, lambda text: _bounded(lowest, highest, text), allowed, lowest, default, "value_integer", **bounds
        )

    def amount(self, key: str) -> Decimal:
        """An amount of money with two decimals."""
        allowed = "an amount with two decimals, like 1200.00"
        return self.decimal(key, r"\d{1,12}\.\d\d", allowed, code="value_amount")

    def decimal(
        self, key: str, pattern: str, allowed: str, default: Decimal | None = None, code: str = "value_bad"
    ) -> Decimal:
        """A decimal number that fully matches the pattern."""
        return self.read(key, lambda text: Decimal(_matching(pattern, text)), allowed, Decimal(0), default, code)

    def date(self, key: str) -> date:
        """A date like 2026-11-22."""
        return self.read(key, read_date, "a date like 2026-11-22", date(2000, 1, 1), code="value_date")

    def local_time(self, key: str) -> datetime:
        """A wall-clock time like 2026-11-22T09:30, without a zone."""
        allowed = "a local time like 2026-11-22T09:30, without a zone"
        shape = r"(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d)?"
        stand_in = datetime(2000, 1, 1)  # noqa: DTZ001 (a wall clock, no instant)
        return self.read(key, lambda text: datetime.fromisoformat(_matching(shape, text)), allowed, stand_in)

    def wording(self, key: str) -> Wording:
        """The same words in every language."""
        part = self.section(key)
        return {language: part.text(language, allowed=f"the words in {language}") for language in LANGUAGES}

    def spans(self, key: str) -> Spans:
        """Opening spans like [09:00-12:00, 13:00-16:00]; an empty list means closed."""
        spans = []
        for number, text in enumerate(self._list(key, "a list of spans like 09:00-12:00", needed=True)):
            try:
                spans.append(Span.parse(str(text)))
            except ValueError:
                self.mistake(f"{key}.{number}", shown(text), "a span like 09:00-12:00")
        return tuple(spans)

    def texts(self, key: str, choices: tuple[str, ...] | None = None, needed: bool = True) -> tuple[str, ...]:
        """A list of texts, each one of the choices where there are any, none twice."""
        texts: list[str] = []
        allowed = "a list of texts" if choices is None else "a list of " + ", ".join(choices)
        for number, value in enumerate(self._list(key, allowed, needed)):
            if not isinstance(value, str) or not value or (choices is not None and value not in choices):
                near = difflib.get_close_matches(str(value), choices or (), n=1)
                hint = f"{near[0]}, if that is what is meant" if near else ", ".join(choices or ("some text",))
                self.mistake(f"{key}.{number}", shown(value), hint)
            elif value in texts:
                self.mistake(f"{key}.{number}", f"{value!r} again", "each only once")
            else:
                texts.append(value)
        return tuple(texts)

    def section(self, key: str) -> "Section":
        """The mapping at `key`."""
        if not self.has(key):
            self.mistake(key, "nothing", "a mapping of keys to values")
        return self._part(key, self._values.get(key, {}))

    def sections(self, key: str, needed: bool = True) -> Iterator["Section"]:
        """The mappings in the list at `key`, in order; those with an `id` go by it in the path."""
        seen: set[str] = set()
        for number, values in enumerate(self._list(key, "a list of mappings", needed)):
            id = str(values.get("id", number)) if isinstance(values, dict) else str(number)
            if id in seen:
                self.mistake(f"{key}.{number}", f"the id {id!r} again", "each id only once")
            seen.add(id)
            yield self._part(f"{key}.{id}", values)

    def ids(self) -> tuple[str, ...]:
        """The keys as written, all of them allowed: for a mapping whose keys are ids or dates."""
        self._asked += self._values
        return tuple(self._values)

    def _part(self, key: str, values: object) -> "Section":
        part = Section(self.file, f"{self.path}.{key}".strip("."), values, self.mistakes)
        self._parts.append(part)
        return part

    def _list(self, key: str, allowed: str, needed: bool) -> list[object]:
        if not self.has(key):
            if needed:
                self.mistake(key, "nothing", allowed)
            return []
        values = self._values[key]
        if isinstance(values, list):
            return values
        self.mistake(key, shown(values), allowed)
        return []


def read_date(text: str) -> date:
    """The date written like 2026-11-22. Raises ValueError for anything else."""
    return date.fromisoformat(_matching(r"(19|20|21)\d\d-\d\d-\d\d", text))


def shown(found: object) -> str:
    """A value as an editor may recognise it, cut where it is long."""
    text = repr(found)
    return text if len(text) <= _EXCERPT_CHARACTERS else text[: _EXCERPT_CHARACTERS - 1] + "…"


def _matching(pattern: str, text: str) -> str:
    if not re.fullmatch(pattern, text, re.DOTALL):
        raise ValueError(f"{text!r} is not {pattern}")
    return text


def _bounded(lowest: int, highest: int, text: str) -> int:
    number = int(_matching(r"\d{1,12}", text))
    if not lowest <= number <= highest:
        raise ValueError(f"{number} is not from {lowest} to {highest}")
    return number
