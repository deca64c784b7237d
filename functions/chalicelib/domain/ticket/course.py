"""The course of a ticket: its history as the clocks see it. Folded anew each time, never stored (CI8 PM9 PM10 TC9)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from chalicelib.domain.payroll import Level
from chalicelib.domain.ticket.history import Act, Entry
from chalicelib.domain.ticket.record import SAID, SEVERITY_UNTIL_AGREED, Kind, State
from chalicelib.domain.working_time.clock import Clock, Pause

AWAITING_CUSTOMER, NO_AGREEMENT, RESOLVED = "awaiting_customer", "no_agreement", "resolved"
"""Why a clock stands still."""

_OVER = (State.RESOLVED, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a ticket stands from an instant on."""

    since: datetime
    state: State
    severity: int
    level: Level
    under_agreement: bool
    kind: Kind

    @property
    def stands_still(self) -> str:
        """Why no clock runs while it stands so; empty where they do."""
        if self.state in _OVER:
            return RESOLVED
        if not self.under_agreement:
            return NO_AGREEMENT
        return AWAITING_CUSTOMER if self.state is State.AWAITING_CUSTOMER else ""


@dataclass(frozen=True, slots=True)
class Course:
    """What happened that a clock heeds, in order."""

    standings: tuple[Standing, ...]
    started_at: datetime | None
    answered_at: datetime | None
    identified: tuple[datetime, str] | None

    @property
    def opened_at(self) -> datetime:
        return self.standings[0].since

    def at(self, instant: datetime | None) -> Standing:
        """How it stood just after an instant; now, for None."""
        if instant is None:
            return self.standings[-1]
        return [standing for standing in self.standings if standing.since <= instant][-1]

    def terms_since(self, instant: datetime | None) -> datetime:
        """Since when severity, level and agreement had been as they stood at an instant; now, for None."""
        wanted = self.at(instant)
        since = wanted.since
        for standing in reversed(self.standings):
            if standing.since > wanted.since:
                continue
            if _terms(standing) != _terms(wanted):
                break
            since = standing.since
        return since

    @property
    def was_under_agreement(self) -> bool:
        return any(standing.under_agreement for standing in self.standings)

    def fault_since(self) -> datetime | None:
        """Since when it has been known for a fault; None while it is none."""
        return next((standing.since for standing in self.standings if standing.kind is Kind.FAULT), None)

    @property
    def runs_since(self) -> datetime:
        """The instant from which clocks have run without standing still."""
        since = self.opened_at
        for earlier, later in pairwise(self.standings):
            if earlier.stands_still and not later.stands_still:
                since = later.since
        return since

    @property
    def is_closed(self) -> bool:
        return self.standings[-1].state is State.CLOSED

    def clock(self, stopped_at: datetime | None, since: datetime | None = None) -> tuple[Clock, dict[Pause, str]]:
        """The clock from the opening, or a later instant, to its stop or the end of the ticket; and why it paused.

        A ticket that is resolved or closed stops it; where it is taken up again, that was only a pause.
        """
        start = since or self.opened_at
        pauses = list(self._pauses())
        last = self.standings[-1]
        if stopped_at is None and last.stands_still == RESOLVED:
            stopped_at = pauses.pop()[0][0]
        why = {pause: reason for pause, reason in pauses if pause[1] is None or pause[1] > start}
        return Clock(start, tuple(why), stopped_at), why

    def _pauses(self) -> Iterator[tuple[Pause, str]]:
        """Each stretch of one reason to stand still."""
        begin, reason = self.opened_at, self.standings[0].stands_still
        for standing in self.standings[1:]:
            if standing.stands_still != reason:
                if reason:
                    yield (begin, standing.since), reason
                begin, reason = standing.since, standing.stands_still
        if reason:
            yield (begin, None), reason


def course_of(entries: Sequence[Entry]) -> Course:
    """The course that a history tells; it holds at least the opening."""
    started = _first(entries, lambda entry: entry.act in (Act.HANDLING_STARTED, Act.IDENTIFIED, Act.ESCALATED))
    answered = _first(entries, lambda entry: SAID in entry.facts or entry.act is Act.ANSWERED)
    begun = _first(entries, lambda entry: entry.act is Act.ANSWERED and _under_agreement(entry))
    classes = [(entry.at, entry.facts["class"]) for entry in entries if entry.act is Act.IDENTIFIED]
    return Course(
        standings=tuple(_standings(entries)),
        started_at=min((at for at in (started, begun) if at), default=None),
        answered_at=answered,
        identified=classes[-1] if classes else None,
    )


def _standings(entries: Sequence[Entry]) -> list[Standing]:
    """How it stood after each entry, as far as is known by now.

    A customer's mail that was held ended her wait when it came, not when staff vouched for it (CI8); what the desk
    asked in between was a new wait.
    """
    standings = [_standing(entry) for entry in entries]
    places = {entry.sequence: place for place, entry in enumerate(entries) if entry.act is Act.HELD}
    for end, entry in enumerate(entries):
        came = places.get(int(entry.facts.get("accepts", 0)))
        if came is None or entries[came].facts.get("from", "").startswith("agent:"):
            continue
        for place in range(came, end):
            if standings[place].state is not State.AWAITING_CUSTOMER or entries[place].act is Act.ANSWERED:
                break
            standings[place] = replace(standings[place], state=standings[end].state)
    return standings


def _standing(entry: Entry) -> Standing:
    """Entries of the first release do not say how the ticket stood."""
    facts = entry.facts
    state = State(facts.get("state", State.CLOSED if entry.act is Act.CLOSED else State.OPEN))
    severity = int(facts.get("severity", SEVERITY_UNTIL_AGREED))
    level, kind = Level(facts.get("level", Level.STANDARD)), Kind(facts.get("kind", Kind.QUESTION))
    return Standing(entry.at, state, severity, level, _under_agreement(entry), kind)


def _under_agreement(entry: Entry) -> bool:
    return entry.facts.get("agreement", "yes") == "yes"


def _first(entries: Sequence[Entry], is_it: Callable[[Entry], bool]) -> datetime | None:
    return next((entry.at for entry in entries if is_it(entry)), None)


def _terms(standing: Standing) -> tuple[int, Level, bool]:
    return standing.severity, standing.level, standing.under_agreement
