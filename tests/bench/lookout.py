"""What a round of the lookout costs, and what becomes of its notices when it is started twice, or dies.

    scripts/bench lookout [OPEN]

Fills a table of the embedded emulator with OPEN tickets (100,000 unless told; a few minutes), 100 of which are due, and
another with 1,000, and counts the calls and the read and write units of one round over each at the edge of boto3, in
DynamoDB's own measure. Then, on small tables: two rounds at the same instant that meet in every transaction; a round
killed after each of its calls; and the post, killed after each of its calls and right after each letter has left.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any, TextIO, TypeVar

from tests.bench.crowd.deaths import Calls, PaperMailer, dies, letters_left
from tests.bench.crowd.lives import NOW, lives_due
from tests.bench.crowd.table import Crowd, Notice, gather

from chalicelib.aws.meter import Meter
from chalicelib.desk.letters.post import deliver_owed
from chalicelib.desk.watch.lookout import Look, look_out
from local import emulator

OPEN, OPEN_BESIDE, DUE = 100_000, 1_000, 100
FEW_OPEN, FEW_DUE = 40, 8
NEXT_MINUTE = NOW + timedelta(minutes=1)
AFTER_LEASES = NOW + timedelta(minutes=10)
MEET_SECONDS = 10.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cost:
    """One round over a table, as the meter saw it."""

    open_tickets: int
    calls: int
    read_units: float
    write_units: float


def cost_of_round(open_tickets: int, out: TextIO) -> Cost:
    """Fills a table and makes one round."""
    begun = time.monotonic()
    crowd = gather(open_tickets, DUE)
    out.write(f"{open_tickets:,} open tickets stored in {time.monotonic() - begun:.0f} s\n")
    meter = Meter()
    looks = look_out(crowd.world(watch=meter.watch))
    assert told(looks) == {"acted": DUE}, told(looks)
    return Cost(open_tickets, meter.calls.total(), meter.read_units, meter.write_units)


def told(looks: tuple[Look, ...]) -> Counter[str]:
    return Counter(look.sight.value for look in looks)


def table_of_costs(beside: Cost, full: Cost, out: TextIO) -> None:
    """A row a table, for the round and for each due ticket of it, and what one is of the other."""
    out.write(f"\n{'open':>9}{'due':>5}{'calls':>8}{'read units':>12}{'write units':>13}   a due ticket\n")
    for cost in (beside, full):
        calls, reads, writes = cost.calls / DUE, cost.read_units / DUE, cost.write_units / DUE
        out.write(f"{cost.open_tickets:>9,}{DUE:>5}{cost.calls:>8}{cost.read_units:>12.1f}{cost.write_units:>13.1f}")
        out.write(f"   {calls:.2f} calls, {reads:.2f} read, {writes:.2f} written\n")
    calls, reads = full.calls / beside.calls, full.read_units / beside.read_units
    writes = full.write_units / beside.write_units
    out.write(f"{'ratio':>14}{calls:>8.3f}{reads:>12.3f}{writes:>13.3f}\n\n")


def notices_due(due: int) -> Counter[Notice]:
    """What a round owes that nothing disturbs."""
    crowd = gather(due, due)
    look_out(crowd.world())
    notices = crowd.notices()
    assert set(notices.values()) == {1}, "a round by itself owes each notice once"
    return notices


def judged(seen: Counter[T], due: Counter[T], what: str = "owed") -> str:
    """How often each of the notices that are due was seen."""
    assert not seen.keys() - due.keys(), "there is a notice that nobody expected"
    times = Counter(seen[notice] for notice in due)
    more = sum(count for often, count in times.items() if often > 2)
    return f"{times[1]} of {len(due)} notices {what} once, {times[2]} twice, {more} more often, {times[0]} missing"


def tell(what: str, results: Counter[str], out: TextIO) -> None:
    for result, count in results.items():
        out.write(f"{what}: in {count} runs {result}\n")


def double_round(out: TextIO) -> None:
    """Two rounds at the same instant. Each waits for the other before every transaction, so that all of them meet."""
    crowd, both = gather(FEW_OPEN + DUE, DUE), Barrier(2)

    def meet(**_: Any) -> None:
        with suppress(BrokenBarrierError):
            both.wait(MEET_SECONDS)

    def watch(client: Any) -> None:
        client.meta.events.register("before-call.*.TransactWriteItems", meet)

    with ThreadPoolExecutor(2) as pool:
        rounds = [pool.submit(look_out, crowd.world(watch=watch)) for _ in range(2)]
        sights = sum((told(one.result()) for one in rounds), Counter[str]())
    told_of = ", ".join(f"{count} {sight}" for sight, count in sorted(sights.items()))
    out.write(f"two rounds at once, {DUE} due: {told_of}; {judged(crowd.notices(), notices_due(DUE))}\n")


def killed_rounds(out: TextIO) -> None:
    """A round killed after each of its calls was answered, and the next minute's."""
    due, calls = notices_due(FEW_DUE), Calls()
    round_on(gather(FEW_OPEN, FEW_DUE), calls)
    results: Counter[str] = Counter()
    for last in range(1, len(calls.made) + 1):
        crowd = gather(FEW_OPEN, FEW_DUE)
        assert dies(partial(round_on, crowd, Calls(last))), "nothing killed the round"
        look_out(crowd.world(NEXT_MINUTE))
        results[judged(crowd.notices(), due)] += 1
    tell(f"round killed after each of its {len(calls.made)} calls, {FEW_DUE} due", results, out)


def round_on(crowd: Crowd, calls: Calls) -> None:
    look_out(crowd.world(watch=calls.watch))


def killed_posts(folder: Path, out: TextIO) -> None:
    """The post killed after each of its calls, and right after each letter has left; then a round of it later on."""
    calls, paper = Calls(), folder / "undisturbed"
    post_round(crowd_owing(), paper, calls)
    due = letters_left(paper)
    assert set(due.values()) == {1}, "the post by itself sends each letter once"
    for what, count in (("calls", len(calls.made)), ("letters", due.total())):
        results: Counter[str] = Counter()
        for last in range(1, count + 1):
            crowd, paper = crowd_owing(), folder / f"{what} {last}"
            killed_by, last_letter = (Calls(last), 0) if what == "calls" else (Calls(), last)
            assert dies(partial(post_round, crowd, paper, killed_by, last_letter)), "nothing killed the post"
            post_round(crowd, paper, Calls(), now=AFTER_LEASES)
            results[judged(letters_left(paper), due, "left")] += 1
        tell(f"post killed after each of its {count} {what}", results, out)


def crowd_owing() -> Crowd:
    """A few tickets whose notices are owed, one of each kind."""
    crowd = gather(len(lives_due()), len(lives_due()))
    look_out(crowd.world())
    return crowd


def post_round(crowd: Crowd, paper: Path, calls: Calls, last_letter: int = 0, now: datetime = NOW) -> None:
    deliver_owed(replace(crowd.world(now, calls.watch), mailer=PaperMailer(paper, last_letter)))


def main(open_tickets: int) -> None:
    out = sys.stdout
    with tempfile.TemporaryDirectory() as scratch, emulator.running() as endpoint:
        os.environ |= emulator.environment(endpoint)
        table_of_costs(cost_of_round(OPEN_BESIDE, out), cost_of_round(open_tickets, out), out)
        double_round(out)
        killed_rounds(out)
        killed_posts(Path(scratch), out)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else OPEN)
