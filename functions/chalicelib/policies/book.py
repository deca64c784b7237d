"""All desks' policies together, and the tree of plain data that they are read from.

The tree is the policy files as mappings, lists and texts. The portal reads it from YAML (`folder`), the functions from
one JSON bundle (`bundle`); both give the same values, because they are read from the same tree by the same readers.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from chalicelib.domain.billing.seller import Seller
from chalicelib.domain.checklist import Field
from chalicelib.domain.languages import LANGUAGES
from chalicelib.policies.desk import Desk, read_desk
from chalicelib.policies.holidays import Holidays, read_holidays, read_names
from chalicelib.policies.mistakes import Mistake, PolicyError
from chalicelib.policies.requests import read_fields
from chalicelib.policies.section import Section
from chalicelib.policies.sellers import read_seller

Tree = Mapping[str, object]
"""File, relative to the folder of policies (`timecare.yaml`) -> its content."""

SHARED_FIELDS = "shared/fields.yaml"
HOLIDAY_NAMES = "holidays/names.yaml"
SELLERS = "sellers/"


@dataclass(frozen=True)
class Policies(Mapping[str, Desk]):
    """Desk id -> desk, in alphabetical order; who sells; and the tree they were read from, with its content hash."""

    desks: Mapping[str, Desk]
    sellers: Mapping[str, Seller]
    tree: Tree

    def __getitem__(self, id: str) -> Desk:
        return self.desks[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.desks)

    def __len__(self) -> int:
        return len(self.desks)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the content, in hexadecimal: the version that a clock or a statement line was judged under."""
        return sha256(canonical(self.tree).encode()).hexdigest()

    def clockwork(self, desk: str) -> str:
        """A hash of what the clocks of a desk go by: its hours and days off, targets, kinds, how tickets end.

        What is only there to be read does not count: words, names of holidays, worked examples.
        """
        own: Any = self.tree[f"{desk}.yaml"]
        rules = self[desk].calendar.rules
        goes_by = {
            "zone": own["zone"],
            "hours": own["hours"],
            "days_off": [[sorted(map(str, days)) for days in (each.holidays, each.closed_eves)] for each in rules],
            "levels": {key: part for key, part in own["levels"].items() if key != "examples"},
            "kinds": {kind.id: kind.has_clock for kind in self[desk].kinds},
            "closing": own["closing"],
        }
        return sha256(canonical(_wordless(goes_by)).encode()).hexdigest()


def read_tree(tree: Tree) -> Policies:
    """The policies that a tree says. Raises PolicyError with every mistake found."""
    mistakes: list[Mistake] = []
    countries = _countries(tree, mistakes)
    shared = _shared_fields(tree, mistakes)
    sellers = _sellers(tree, mistakes)
    desks: dict[str, Desk] = {}
    for file in sorted(tree):
        if "/" not in file:
            desk = read_desk(Section(file, "", tree[file], mistakes), countries, shared)
            if file != f"{desk.id}.yaml":
                mistakes.append(Mistake(file, "id", repr(desk.id), f"the name of the file, {file[:-5]}"))
            desks[desk.id] = desk
    mistakes += _shared_twice(desks)
    mistakes += _sellers_missing(desks, sellers)
    if not desks:
        mistakes.append(Mistake("(the folder)", "(files)", "no desk", "a file a desk, like timecare.yaml"))
    if mistakes:
        raise PolicyError(tuple(mistakes))
    return Policies(desks, sellers, tree)


def canonical(value: object) -> str:
    """JSON that is the same text for the same content."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _wordless(value: object) -> object:
    """A part of the tree without what it says in the languages."""
    if isinstance(value, Mapping):
        return {key: _wordless(part) for key, part in value.items() if not _is_wording(part)}
    return [_wordless(part) for part in value] if isinstance(value, list) else value


def _is_wording(value: object) -> bool:
    return isinstance(value, Mapping) and set(value) == set(LANGUAGES)


def _countries(tree: Tree, mistakes: list[Mistake]) -> dict[str, Holidays]:
    names = Section(HOLIDAY_NAMES, "", tree.get(HOLIDAY_NAMES, {}), mistakes)
    known = read_names(names)
    names.close()
    countries = {}
    for file in sorted(tree):
        if file.startswith("holidays/") and file != HOLIDAY_NAMES:
            holidays = read_holidays(Section(file, "", tree[file], mistakes), known)
            countries[holidays.country] = holidays
    return countries


def _sellers(tree: Tree, mistakes: list[Mistake]) -> dict[str, Seller]:
    sellers = {}
    for file in sorted(tree):
        if file.startswith(SELLERS):
            seller = read_seller(Section(file, "", tree[file], mistakes))
            id = file.removeprefix(SELLERS).removesuffix(".yaml")
            if seller.id not in ("", id):
                mistakes.append(Mistake(file, "id", repr(seller.id), f"the name of the file, {id}"))
            sellers[id] = seller
    return sellers


def _sellers_missing(desks: Mapping[str, Desk], sellers: Mapping[str, Seller]) -> Iterator[Mistake]:
    for desk in desks.values():
        if desk.seller and desk.seller not in sellers:
            allowed = ", ".join(sellers) or f"a seller with a file in {SELLERS}"
            yield Mistake(f"{desk.id}.yaml", "seller", repr(desk.seller), allowed)


def _shared_fields(tree: Tree, mistakes: list[Mistake]) -> Mapping[str, Field]:
    section = Section(SHARED_FIELDS, "", tree.get(SHARED_FIELDS, {}), mistakes)
    fields = read_fields(section)
    section.close()
    return fields


def _shared_twice(desks: Mapping[str, Desk]) -> Iterator[Mistake]:
    prefixes: dict[str, str] = {}
    addresses: dict[str, str] = {}
    for desk in desks.values():
        for taken, key, value in (
            (prefixes, "prefix", desk.prefix),
            (addresses, "channels.mail.local_part", desk.channels.mail.local_part),
        ):
            if value and value in taken:
                yield Mistake(f"{desk.id}.yaml", key, repr(value), f"one that {taken[value]} does not have")
            taken.setdefault(value, desk.id)
