"""An agreement as a form holds it: the tree that YAML has, with numbers as people write them (PM5)."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.desk.agreements.reading import Whose, read_version
from chalicelib.desk.written_numbers import exact_numbers, in_words_of_a_form
from chalicelib.domain.billing.agreement import Version
from chalicelib.policies.mistakes import Mistake


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A tree of texts as controls held them, in the keys of YAML."""

    terms: Mapping[str, object]


def read_filled_in(filled_in: FilledIn, whose: Whose) -> tuple[Version | None, tuple[Mistake, ...]]:
    """As `read_version`, with the mistakes in the words of a form."""
    version, mistakes = read_version(exact_numbers(filled_in.terms), whose)
    return version, tuple(map(in_words_of_a_form, mistakes))
