"""How fast working time is counted: due times and working seconds, beside the plain limit and the fastest peer.

    scripts/bench hours [QUESTIONS]

Asks Timecare's calendar (lunch, holidays, half days, bridge days) QUESTIONS (default 3000) due times, and as many
spans to count, at seeded random instants from 2024 to 2027. The same is asked of

- bisect: two bisections of a table made beforehand for these years, without a check of any kind: the honest limit.
- businesstimedelta: the fastest public library that is right about lunch and holidays. It knows no half days, so it is
  timed on questions that touch none, a hundred a round.

Before anything is timed, ours and the table must agree on every question, the library on each without a half day.
All take aware datetimes; the years are laid out. Rounds are interleaved, and figures are medians of the rounds.
"""

import random
import sys
import time
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time as wall_clock, timedelta
from statistics import median
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from chalicelib.domain.working_time.days import DayKind
from chalicelib.domain.working_time.hours import Calendar
from chalicelib.policies.folder import read_policies
from local.paths import REPOSITORY

DESK = "timecare"
LAID_OUT = date(2023, 1, 1), date(2030, 1, 1)
ASKED = datetime(2024, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
LEAST_TARGET_MINUTES, MOST_TARGET_MINUTES = 10, 50 * 60
MOST_SPAN_DAYS = 14
ROUNDS = 11
PEER_QUESTIONS = 100  # A round: the library answers some hundred a second.

Question = tuple[datetime, int] | tuple[datetime, datetime]
"""A start, and the seconds of working time to add or the end of the span to count."""


class Table:
    """Openings as sorted lists, and the two questions as tight as Python allows: no call of ours within them."""

    def __init__(self, calendar: Calendar) -> None:
        # Floats throughout, as timestamps are: whole numbers are slower to compare with them.
        starts: list[float] = []
        ends: list[float] = []
        totals: list[float] = []
        zone, total = ZoneInfo(calendar.zone), 0.0
        for on in dates(*LAID_OUT):
            for span in calendar.day(on).spans:
                starts.append(second_of(on, span.opens, zone))
                ends.append(second_of(on, span.closes, zone))
                totals.append(total)
                total += ends[-1] - starts[-1]

        def add(at: datetime, seconds: int) -> datetime:
            second = at.timestamp()
            index = bisect_right(starts, second) - 1
            end = ends[index]
            wanted = totals[index] + (second if second < end else end) - starts[index] + seconds
            index = bisect_left(totals, wanted) - 1
            return datetime.fromtimestamp(starts[index] + wanted - totals[index], UTC)

        def between(start: datetime, end: datetime) -> float:
            first, last = start.timestamp(), end.timestamp()
            i, j = bisect_right(starts, first) - 1, bisect_right(starts, last) - 1
            first_end, last_end = ends[i], ends[j]
            before = totals[i] + (first if first < first_end else first_end) - starts[i]
            return totals[j] + (last if last < last_end else last_end) - starts[j] - before

        self.add, self.between = add, between


class Peer:
    """businesstimedelta with the desk's week, its lunch, and every date on which the desk is closed."""

    def __init__(self, calendar: Calendar) -> None:
        import pytz
        from businesstimedelta import BusinessTimeDelta, HolidayRule, LunchTimeRule, Rules, WorkDayRule

        zone = pytz.timezone(calendar.zone)
        morning, afternoon = calendar.rules[-1].weekly[0]
        closed = {on for on in dates(*LAID_OUT) if on.weekday() < 5 and not calendar.day(on).spans}
        self.delta: Any = BusinessTimeDelta
        self.rules: Any = Rules(
            [
                WorkDayRule(at_minute(morning.opens), at_minute(afternoon.closes), tz=zone),
                LunchTimeRule(at_minute(morning.closes), at_minute(afternoon.opens), tz=zone),
                HolidayRule(closed, tz=zone),
            ]
        )

    def add(self, at: datetime, seconds: int) -> datetime:
        due: datetime = at + self.delta(self.rules, seconds=seconds)
        return due

    def between(self, start: datetime, end: datetime) -> float:
        counted: timedelta = self.rules.difference(start, end).timedelta
        return counted.total_seconds()


@dataclass(frozen=True, slots=True)
class Bench:
    """One kind of question: what is asked, of whom, and which of it touches no half day."""

    what: str
    questions: Sequence[Question]
    without_half_day: Set[Question]
    ours: Callable[..., object]
    table: Callable[..., object]
    peer: Callable[..., object]

    def verify(self, out: TextIO) -> None:
        """Tell how many answers agree. Raises SystemExit at the first question on which they must and do not."""
        alike = 0
        for question in self.questions:
            ours, table, peer = (ask(*question) for ask in (self.ours, self.table, self.peer))
            alike += ours == peer
            if ours != table or (ours != peer and question in self.without_half_day):
                asked = ", ".join(map(str, question))
                raise SystemExit(f"{self.what} {asked}: ours {ours}, bisect {table}, businesstimedelta {peer}")
        total, whole = len(self.questions), len(self.without_half_day)
        out.write(f"{self.what}: of {total} answers bisect agrees on {total}, businesstimedelta on {alike}, ")
        out.write(f"among them all {whole} that touch no half day\n")

    def measure(self, out: TextIO) -> None:
        """Answers a second of each, and the medians of the ratios within a round."""
        asked_of_peer = [question for question in self.questions if question in self.without_half_day][:PEER_QUESTIONS]
        rounds = [
            (
                speed(self.ours, self.questions),
                speed(self.table, self.questions),
                speed(self.peer, asked_of_peer),
            )
            for _ in range(ROUNDS)
        ]
        ours, table, peer = (median(column) for column in zip(*rounds, strict=True))
        to_table = median(ours / table for ours, table, _ in rounds)
        to_peer = median(ours / peer for ours, _, peer in rounds)
        out.write(f"{self.what:<10}{ours:>12,.0f}{table:>12,.0f}{peer:>19,.0f}{to_table:>15.2f}{to_peer:>26,.0f}\n")


def dates(first: date, end: date) -> Iterable[date]:
    return map(date.fromordinal, range(first.toordinal(), end.toordinal()))


def second_of(on: date, minute: int, zone: ZoneInfo) -> float:
    return datetime.combine(on, at_minute(minute), zone).timestamp()


def at_minute(minute: int) -> wall_clock:
    return wall_clock(minute // 60, minute % 60)


def speed(ask: Callable[..., object], questions: Sequence[Question]) -> float:
    """Answers a second."""
    begun = time.perf_counter()
    for first, second in questions:
        ask(first, second)
    return len(questions) / (time.perf_counter() - begun)


def benches(calendar: Calendar, count: int) -> tuple[Bench, Bench]:
    """The questions, the same in each run."""
    table, peer, chance = Table(calendar), Peer(calendar), random.Random(20240101)
    seconds = int((ASKED[1] - ASKED[0]).total_seconds())
    starts = [ASKED[0] + timedelta(seconds=chance.randrange(seconds)) for _ in range(count)]
    targets = [chance.randint(LEAST_TARGET_MINUTES, MOST_TARGET_MINUTES) * 60 for _ in starts]
    dues = list(zip(starts, targets, strict=True))
    ends = [start + timedelta(seconds=chance.randrange(MOST_SPAN_DAYS * 86_400)) for start in starts]
    spans = list(zip(starts, ends, strict=True))

    half_days = sorted(on for on in dates(*LAID_OUT) if calendar.day(on).kind is DayKind.SHORT)

    def whole(start: datetime, end: datetime) -> bool:
        first, last = calendar.local(start).date(), calendar.local(end).date()
        return bisect_left(half_days, first) == bisect_right(half_days, last)

    whole_dues = {(at, seconds) for at, seconds in dues if whole(at, table.add(at, seconds))}
    whole_spans = {span for span in spans if whole(*span)}
    return (
        Bench("due", dues, whole_dues, calendar.add, table.add, peer.add),
        Bench("between", spans, whole_spans, calendar.between, table.between, peer.between),
    )


def main(count: int) -> None:
    try:
        made = benches(read_policies(REPOSITORY / "kb" / "policies")[DESK].calendar, count)
    except ModuleNotFoundError as missing:
        groups = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
        wanted = " ".join(groups["bench"])
        raise SystemExit(f"{missing.name} is not here. Install it: .venv/bin/python -m pip install {wanted}") from None
    out = sys.stdout
    for bench in made:
        bench.verify(out)
    out.write("\na second        ours      bisect  businesstimedelta  ours / bisect  ours / businesstimedelta\n")
    for bench in made:
        bench.measure(out)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
