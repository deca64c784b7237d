"""What a customer may ask a desk for: kinds of request with their checklists, and product areas (PM13 AD2 AD3 AD6)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chalicelib.domain.checklist import Checklist, Choice, Field, FieldType
from chalicelib.domain.languages import Wording
from chalicelib.policies.section import Section

KINDS = ("question", "fault", "change_request", "development_proposal", "order", "hardware")

FILLED = ("area", "service")
"""Choice fields without choices of their own: the desk's areas, and the services that can be ordered."""

_ID = r"[a-z][a-z0-9_]{0,40}"
_DEFAULT_CHARACTERS = {FieldType.TEXT: 200, FieldType.LONG: 20_000}
_MAX_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the product, or of what the desk helps with."""

    id: str
    name: Wording


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of request that the desk takes. Without `has_clock` no service level runs (AD6)."""

    id: str
    has_clock: bool
    checklist: Checklist


def read_fields(section: Section) -> Mapping[str, Field]:
    """Fields by id, as the shared file and a desk's own section `fields` list them."""
    return {id: _field(id, section.section(id)) for id in section.ids()}


def read_areas(section: Section) -> tuple[Area, ...]:
    """The list `areas` of a desk."""
    return tuple(
        Area(part.text("id", _ID, "an id like time_registration"), part.wording("name"))
        for part in section.sections("areas")
    )


def read_kinds(
    section: Section, fields: Mapping[str, Field], filled: Mapping[str, tuple[Choice, ...]]
) -> tuple[Kind, ...]:
    """The list `kinds` of a desk: `required`, `at_least_one` and `optional` name the fields of each checklist.

    `filled` are the choices of the fields whose choices are the desk's own (FILLED).
    """
    own = {id: replace(field, choices=filled[id]) if id in filled else field for id, field in fields.items()}
    return tuple(_kind(part, own) for part in section.sections("kinds"))


def _kind(section: Section, fields: Mapping[str, Field]) -> Kind:
    id = section.choice("id", KINDS)
    known = tuple(fields)
    asked = [replace(fields[field], required=True) for field in section.texts("required", known)]
    group = section.texts("at_least_one", known, needed=False)
    asked += [replace(fields[field], any_of="at_least_one") for field in group]
    asked += [fields[field] for field in section.texts("optional", known, needed=False)]
    if len(group) == 1:
        section.mistake("at_least_one", f"only {group[0]!r}", "two fields or more; a single one is required")
    for number, field in enumerate(asked):
        if field.id in [other.id for other in asked[:number]]:
            section.mistake("", f"{field.id!r} again", "each field in one place: required, at_least_one or optional")
    return Kind(id, section.flag("has_clock", default=True), Checklist(id, tuple(asked)))


def _field(id: str, section: Section) -> Field:
    type = FieldType(section.choice("type", tuple(FieldType)))
    choices: tuple[Choice, ...] = ()
    if type is FieldType.CHOICE and id not in FILLED:
        choices = tuple(
            Choice(part.text("id", _ID, "an id like once"), part.wording("label"))
            for part in section.sections("choices")
        )
    longest = _DEFAULT_CHARACTERS.get(type, 0)
    return Field(
        id=id,
        type=type,
        label=section.wording("label"),
        help=section.wording("help") if section.has("help") else {},
        choices=choices,
        max_characters=section.integer("max_characters", 1, _MAX_CHARACTERS, default=longest),
    )
