"""What a person asked for and does not get, as a value that every edge can explain in the person's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.languages import Wording

Fact = str | int | tuple[Wording, ...]
"""What fills the words of a refusal: a text or number as it is, or labels, shown in the reader's language."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one field: `code` names its words under `errors`, `facts` fill them."""

    field: str
    code: str
    facts: Mapping[str, Fact]


class Refusal(Exception):
    """A request that is refused without anything having changed. `code` names its words under `errors`."""

    def __init__(self, code: str, faults: tuple[Fault, ...] = (), **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.faults = faults
        self.facts = facts
