"""What a person asked for and does not get, as a value that every edge can explain in the person's language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one field: `code` names its words under `errors`, `facts` fill them."""

    field: str
    code: str
    facts: Mapping[str, str | int]


class Refusal(Exception):
    """A request that is refused without anything having changed. `code` names its words under `errors`."""

    def __init__(self, code: str, faults: tuple[Fault, ...] = (), **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.faults = faults
        self.facts = facts
