"""What a round of the lookout costs, and what becomes of its notices when it is started twice, or dies.

    scripts/bench lookout [OPEN]

Fills a table of the embedded emulator with OPEN tickets (default 100,000; a minute or two), of which 100 are due, and
another with 1,000, and counts the calls and the read and write units of one round over each at the edge of boto3, in
DynamoDB's own measure. Then, on small tables: two rounds at the same instant, meeting in every transaction; rounds
killed after each of their calls; and the post, killed after each of its calls and right after each letter has left.
"""

import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any, TextIO

from tests.bench.crowd.lives import NOW
from tests.bench.crowd.table import Crowd, Notice, gather

from chalicelib.aws.meter import Meter
from chalicelib.desk.letters.post import deliver_owed
from chalicelib.desk.ports import World
from chalicelib.desk.watch.lookout import Look, look_out
from chalicelib.domain.letter import Outgoing
from local import emulator

DUE = 100
BESIDE = 1000
FEW_DUE, FEW_OPEN = 8, 40
LETTERS_OF_POST = 4  # Due tickets whose letters the post is killed over: one of each kind.
LATER = timedelta(minutes=1)
AFTER_LEASE = timedelta(minutes=10)
MEET_SECONDS = 5.0

out: TextIO = sys.stdout


@dataclass(frozen=True, slots=True)
class Cost:
    """One round, as the meter saw it."""

    open_tickets: int
    acted: int
    calls: int
    reads: float
    writes: float


def cost_of_round(open_tickets: int) -> Cost:
    begun = time.monotonic()
    crowd = gather(open_tickets, DUE)
    out.write(f"{open_tickets:,} open tickets stored in {time.monotonic() - begun:.0f} seconds\n")
    meter = Meter()
    world = crowd.world(watch=meter.watch)
    looks = look_out(world)
    assert not look_out(world), "a second round has nothing left to do"
    meter.reset()
    return Cost(open_tickets, 0, 0, 0, 0)
