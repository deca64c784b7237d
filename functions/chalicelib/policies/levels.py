"""Service levels of a desk: targets by severity, fix clocks, extended agreements, promises (PM9 PM10 PM11 TC9 CI5)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from chalicelib.domain.languages import Wording
from chalicelib.policies.section import Section

SEVERITIES = (1, 2, 3)

_MAX_MINUTES = 100_000


class ClockKind(StrEnum):
    """What stops the clock that starts when the ticket is registered."""

    IDENTIFICATION_STARTED = "identification_started"
    HANDLING_STARTED = "handling_started"
    FIRST_ANSWER = "first_answer"


class FixPromise(StrEnum):
    """How an identified error is fixed (PM10)."""

    CONTINUOUS = "continuous"  # worked on in every open hour until a hot fix is delivered
    NEXT_RELEASE = "next_release"  # by date
    LATER = "later"  # listed


@dataclass(frozen=True, slots=True)
class Target:
    """Working time in which the clock of a severity has to stop, for clocks that start from `valid_from` on.

    `inclusive` is *within*, which may use the last instant; otherwise *less than*, which may not.
    """

    severity: int
    clock: ClockKind
    minutes: int
    inclusive: bool
    valid_from: date
    footnote: Wording | None = None

    @property
    def seconds(self) -> int:
        """The target as the clock counts it."""
        return self.minutes * 60


@dataclass(frozen=True, slots=True)
class ErrorClass:
    """A class of identified errors, and when they are fixed: in `months_from` to `months_to` where by date."""

    id: str
    promise: FixPromise
    text: Wording
    months_from: int | None = None
    months_to: int | None = None


@dataclass(frozen=True, slots=True)
class ExtendedLevel:
    """What an extended agreement gives on a customer's payroll days, and its fee a day used (PM11)."""

    valid_from: date
    start_minutes: int
    solution_minutes: int
    fee: Decimal


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """A published example: a ticket registered at `start` is due at `due`, both in UTC."""

    start: datetime
    severity: int
    due: datetime
    note: Wording


@dataclass(frozen=True, slots=True)
class Levels:
    """Everything a desk promises about time. Targets and extended levels stand in order of `valid_from`.

    `warning_percent` of a target run brings the warning; `next_update_minutes` is the default promise by severity in
    working time.
    """

    targets: tuple[Target, ...]
    error_classes: tuple[ErrorClass, ...]
    extended: tuple[ExtendedLevel, ...]
    examples: tuple[WorkedExample, ...]
    warning_percent: int
    next_update_minutes: dict[int, int]


def read_levels(section: Section, zone: str) -> Levels:
    """The section `levels`. Mistakes are noted in the section."""
    targets = [target for version in section.sections("targets") for target in _targets(version)]
    if len({(target.severity, target.valid_from) for target in targets}) < len(targets):
        section.mistake("targets", "the same valid_from again", "each date once")
    extended = [_extended(part) for part in section.sections("extended", needed=False)]
    updates = section.section("next_update_minutes")
    return Levels(
        targets=tuple(sorted(targets, key=lambda target: target.valid_from)),
        error_classes=tuple(_error_class(part) for part in section.sections("error_classes", needed=False)),
        extended=tuple(sorted(extended, key=lambda level: level.valid_from)),
        examples=tuple(_example(part, zone) for part in section.sections("examples")),
        warning_percent=section.integer("warning_percent", 1, 99),
        next_update_minutes={severity: updates.integer(str(severity), 1, _MAX_MINUTES) for severity in SEVERITIES},
    )


def _targets(section: Section) -> list[Target]:
    valid_from = section.date("valid_from")
    clock = ClockKind(section.choice("clock", tuple(ClockKind)))
    severities = section.section("severities")
    targets = []
    for severity in SEVERITIES:
        part = severities.section(str(severity))
        footnote = part.wording("footnote") if part.has("footnote") else None
        minutes, inclusive = part.integer("minutes", 1, _MAX_MINUTES), part.flag("inclusive")
        targets.append(Target(severity, clock, minutes, inclusive, valid_from, footnote))
    return targets


def _error_class(section: Section) -> ErrorClass:
    promise = FixPromise(section.choice("promise", tuple(FixPromise)))
    months: tuple[int | None, int | None] = (None, None)
    if promise is FixPromise.NEXT_RELEASE:
        months = section.integer("months_from", 0, 60), section.integer("months_to", 1, 60)
    return ErrorClass(section.text("id", "[A-Z]", "one capital letter"), promise, section.wording("text"), *months)


def _extended(section: Section) -> ExtendedLevel:
    return ExtendedLevel(
        valid_from=section.date("valid_from"),
        start_minutes=section.integer("start_minutes", 1, _MAX_MINUTES),
        solution_minutes=section.integer("solution_minutes", 1, _MAX_MINUTES),
        fee=section.amount("fee"),
    )


def _example(section: Section, zone: str) -> WorkedExample:
    tz = ZoneInfo(zone)
    return WorkedExample(
        start=section.local_time("start").replace(tzinfo=tz).astimezone(UTC),
        severity=section.integer("severity", SEVERITIES[0], SEVERITIES[-1]),
        due=section.local_time("due").replace(tzinfo=tz).astimezone(UTC),
        note=section.wording("note"),
    )
