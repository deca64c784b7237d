"""What a request of some kind must say, and what is still missing from the answers given (AD2, AD3, AD6, PM4).

One checklist serves the page that helps to prepare, the form, the validation, and the letter that asks for more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from chalicelib.domain.languages import Wording


class FieldType(StrEnum):
    """How a field is answered: a line, several lines, one of its choices, a date (2026-11-22), or attached files."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    DATE = "date"
    FILE = "file"


class LackCode(StrEnum):
    """What is wrong with an answer."""

    MISSING = "missing"
    AT_LEAST_ONE = "at_least_one"
    TOO_LONG = "too_long"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_DATE = "not_a_date"
    UNKNOWN_FIELD = "unknown_field"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a choice field takes."""

    id: str
    label: Wording


@dataclass(frozen=True, slots=True)
class Field:
    """A question of the checklist. Fields that share `any_of` need an answer to at least one of them."""

    id: str
    type: FieldType
    label: Wording
    help: Wording = field(default_factory=dict)
    required: bool = False
    any_of: str | None = None
    choices: tuple[Choice, ...] = ()
    max_characters: int = 200


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing to put right: the fields it concerns, and the limit in characters where one was passed."""

    code: LackCode
    fields: tuple[str, ...]
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """The fields asked for one kind of request, in the order in which they are shown."""

    kind: str
    fields: tuple[Field, ...]

    def lacks(self, answers: Mapping[str, str], files: Sequence[str] = ()) -> tuple[Lack, ...]:
        """What the answers (field id -> text) and names of attached files leave to be put right, in field order."""
        given = {asked.id for asked in self.fields if _is_given(asked, answers, files)}
        lacks: list[Lack] = []
        groups_seen: set[str] = set()
        for asked in self.fields:
            if asked.id in given:
                lacks += _faults(asked, answers)
            elif asked.required:
                lacks.append(Lack(LackCode.MISSING, (asked.id,)))
            if asked.any_of and asked.any_of not in groups_seen:
                groups_seen.add(asked.any_of)
                group = tuple(other.id for other in self.fields if other.any_of == asked.any_of)
                if not given.intersection(group):
                    lacks.append(Lack(LackCode.AT_LEAST_ONE, group))
        known = {asked.id for asked in self.fields}
        lacks += [Lack(LackCode.UNKNOWN_FIELD, (id,)) for id in answers if id not in known]
        return tuple(lacks)


def _is_given(asked: Field, answers: Mapping[str, str], files: Sequence[str]) -> bool:
    return bool(files) if asked.type is FieldType.FILE else bool(answers.get(asked.id, "").strip())


def _faults(asked: Field, answers: Mapping[str, str]) -> list[Lack]:
    answer = answers.get(asked.id, "").strip()
    if asked.type in (FieldType.TEXT, FieldType.LONG) and len(answer) > asked.max_characters:
        return [Lack(LackCode.TOO_LONG, (asked.id,), asked.max_characters)]
    if asked.type is FieldType.CHOICE and answer not in {choice.id for choice in asked.choices}:
        return [Lack(LackCode.NOT_A_CHOICE, (asked.id,))]
    if asked.type is FieldType.DATE and not _is_date(answer):
        return [Lack(LackCode.NOT_A_DATE, (asked.id,))]
    return []


def _is_date(text: str) -> bool:
    try:
        return len(text) == len("2026-11-22") and bool(date.fromisoformat(text))
    except ValueError:
        return False
