"""Whether any mail, however spoilt, breaks the reading of it or is lost on its way in.

    scripts/bench fuzz [--seconds N] [--seed S] [--keep DIR] [--only INDEX]

Takes real mails (tests/mails, and those beside the repository where they lie), spoils each in one to four ways, and
reads it: no exception, no more processor time than the limit, every field of its type, clean and bounded. Every fourth
is delivered too, to desks over fakes, from people known and unknown, proven or not, with reply tokens true and forged,
now and then with a table that fails or a race that is lost: it must end as one ticket, one entry or one mail set aside,
and change nothing when it comes again. An input follows from the mails, the seed and its index. Failures are printed,
and written to DIR; one of them is tried again by its index. The exit status is 1 if there was any.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import TextIO

from tests.bench.mails.corpus import mails_beside, own_mails
from tests.bench.mails.delivery import addressed, new_place
from tests.bench.mails.mutations import mutated
from tests.bench.mails.nothing_lost import faults_of_intake
from tests.bench.mails.soundness import LIMIT_SECONDS, Fault, broken_off, fault_of, faults_in, seconds_of

from chalicelib.domain.mail import Mail, read

DELIVERED_EVERY = 4
MOST_KEPT_OF_A_KIND = 3


class Fuzz:
    """One run: what was tried, how long reading took, and what went wrong, by kind."""

    def __init__(self, seed: int, keep: Path | None, out: TextIO) -> None:
        self.seed, self.keep, self.out = seed, keep, out
        self.mails = own_mails() + mails_beside()
        self.read = self.delivered = 0
        self.slowest, self.slowest_at = 0.0, 0
        self.found: Counter[str] = Counter()

    def try_one(self, index: int) -> None:
        chance = Random(f"{self.seed}:{index}")
        raw = mutated(chance, self.mails)
        faults = self.faults_of_reading(index, raw)
        self.read += 1
        if not faults and index % DELIVERED_EVERY == 0:
            delivery = addressed(chance, raw)
            raw = delivery.raw
            with broken_off():
                crash = fault_of(lambda: faults.extend(faults_of_intake(new_place(), delivery)))
            faults += [crash] if crash else []
            self.delivered += 1
        for fault in {fault.kind: fault for fault in faults}.values():
            self.tell(index, raw, fault)

    def faults_of_reading(self, index: int, raw: bytes) -> list[Fault]:
        mails: list[Mail] = []
        begun = time.process_time()
        with broken_off():
            crash = fault_of(lambda: mails.append(read(raw)))
        if crash:
            return [crash]
        seconds = time.process_time() - begun
        if seconds > LIMIT_SECONDS:
            seconds = seconds_of(lambda: read(raw))
        if seconds > self.slowest:
            self.slowest, self.slowest_at = seconds, index
        slow = [Fault("slower than the limit", f"{seconds:.2f} s")] if seconds > LIMIT_SECONDS else []
        return slow + faults_in(mails[0], raw)

    def tell(self, index: int, raw: bytes, fault: Fault) -> None:
        self.found[fault.kind] += 1
        if self.found[fault.kind] == 1:
            self.out.write(f"{self.seed}:{index}, {len(raw):,} bytes: {fault.kind}\n")
        if self.keep and self.found[fault.kind] <= MOST_KEPT_OF_A_KIND:
            self.keep.mkdir(parents=True, exist_ok=True)
            (self.keep / f"{self.seed}-{index}.eml").write_bytes(raw)
            told = f"{self.seed}:{index}\n{fault.kind}\n{fault.details}\n"
            with (self.keep / f"{self.seed}-{index}.txt").open("a", encoding="utf-8", errors="replace") as file:
                file.write(told)

    def summary(self, seconds: float) -> None:
        out = self.out
        out.write(f"{self.read:,} inputs made of {len(self.mails)} mails and read in {seconds:.0f} s, ")
        out.write(f"{self.delivered:,} delivered; ")
        out.write(f"the slowest ({self.seed}:{self.slowest_at}) took {self.slowest:.3f} s, ")
        out.write(f"{self.slowest / LIMIT_SECONDS:.2f} of the limit\n")
        for kind, count in self.found.most_common():
            out.write(f"{count:>7} times: {kind}\n")
        out.write("" if self.found else "nothing broke, nothing was lost\n")


def main() -> int:
    options = argparse.ArgumentParser(prog="scripts/bench fuzz", description="Spoils real mails and takes them in.")
    options.add_argument("--seconds", type=float, default=60.0, help="how long to go on (default 60)")
    options.add_argument("--seed", type=int, default=1, help="the inputs follow from it (default 1)")
    options.add_argument("--keep", type=Path, metavar="DIR", help="where the inputs that broke something are written")
    options.add_argument("--only", type=int, metavar="INDEX", help="tries the one input with this index")
    given = options.parse_args()
    fuzz, begun, index = Fuzz(given.seed, given.keep, sys.stdout), time.monotonic(), 0
    if given.only is not None:
        fuzz.try_one(given.only)
    while given.only is None and time.monotonic() - begun < given.seconds:
        fuzz.try_one(index)
        index += 1
    fuzz.summary(time.monotonic() - begun)
    return 1 if fuzz.found else 0


if __name__ == "__main__":
    sys.exit(main())
