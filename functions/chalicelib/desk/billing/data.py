"""Agreements and statements as plain data, and back: how they are kept, and what a statement's hash is taken of."""

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from chalicelib.domain.billing.statement import Statement
from chalicelib.domain.instants import read, written

T = TypeVar("T")


@cache
def _converter() -> Any:
    """Fields that have their default are left out: so a field that is added later changes no hash of before."""
    from cattrs import Converter  # here, so that functions that keep no books start without it

    converter = Converter(omit_if_default=True, detailed_validation=False)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda told, _: Decimal(told))
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda told, _: date.fromisoformat(told))
    converter.register_unstructure_hook(datetime, written)
    converter.register_structure_hook(datetime, lambda told, _: read(told))
    converter.register_unstructure_hook(Enum, lambda member: member.value)
    return converter


def plain(value: Any) -> dict[str, Any]:
    """A value of the domain as text, whole numbers, lists and maps."""
    told: dict[str, Any] = _converter().unstructure(value)
    return told


def value(kind: type[T], told: Any) -> T:
    """The value of that kind which `plain` told. Raises ValueError or KeyError for what it cannot have told."""
    found: T = _converter().structure(told, kind)
    return found


def data_of(statement: Statement) -> bytes:
    """A statement in the one form that its hash is taken of: JSON in UTF-8, names in order, no blanks."""
    return json.dumps(plain(statement), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def statement_of(data: bytes) -> Statement:
    """The statement that `data_of` wrote."""
    return value(Statement, json.loads(data))


def hash_of(statement: Statement) -> str:
    """What a lead approves and what is issued: equal hashes are statements that say the same.

    Not of the policies that it was drawn up under: most of what is published changes no statement.
    """
    return sha256(data_of(replace(statement, policies=""))).hexdigest()
