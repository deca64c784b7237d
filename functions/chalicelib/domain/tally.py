"""What was promised and how it ended, counted: the figures that a lead sees."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """One target or promise judged, once, in the transaction of the step that ended it.

    `month` is like `2026-11`, by the desk's clock; `matter` is start, solution, fix or promise.
    """

    desk: str
    month: str
    organisation: str
    severity: int
    matter: str
    met: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many targets or promises of one matter were met and missed: a customer's, of a severity, in a month."""

    month: str
    organisation: str
    severity: int
    matter: str
    met: int
    missed: int
