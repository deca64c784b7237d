"""What is wrong with a policy, told to the editor who wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mistake:
    """One wrong value: the file, the dotted key in it, what was found there, and what is allowed.

    `code` says the same to those who do not read English: it names words under `errors`, which `facts` fill.
    """

    file: str
    key: str
    found: str
    allowed: str
    code: str = "value_bad"
    facts: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: found {self.found}; allowed: {self.allowed}"


class PolicyError(ValueError):
    """Policies that cannot be used, with every mistake found in them."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes
