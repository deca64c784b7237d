"""How fast mails are understood and kept, and what the worst of them cost.

    scripts/bench mail

- Mails a second read by ours, beside the standard library's parser as people use it: headers, body and attachments.
  Ours also makes text of HTML, finds what is new in a reply, bounces, forwards, automatic replies. Figures are medians
  of rounds that take turns. Cases beside the repository are read where they lie there.
- From raw mail to its place in the real store on the embedded emulator, beside reading alone, with the calls and the
  read and write units of a mail at the edge of boto3.
- Mails of 40 MB beside the limit of 2 s, mails made to stall a parser beside the limit of 1 s, in processor seconds.
"""

import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TextIO

from tests.bench.crowd.lives import BAKERY, NOW
from tests.bench.crowd.table import gather
from tests.bench.mails.corpus import BESIDE, mails_beside, own_mails
from tests.bench.mails.hostile import HOSTILE, HUGE
from tests.bench.mails.soundness import (
    HANGS_AFTER_SECONDS,
    LIMIT_SECONDS,
    LIMIT_SECONDS_OF_A_HUGE_MAIL,
    Hangs,
    broken_off,
    seconds_of,
)
from tests.contract.worlds import MAIL_DOMAIN

from chalicelib.aws.meter import Meter
from chalicelib.desk.mail.case import Arrival
from chalicelib.desk.mail.taking import take_in
from chalicelib.domain.mail import read
from chalicelib.domain.people import Contact
from chalicelib.domain.trust import Verdicts
from local import emulator

ROUNDS = 5
MAILS_A_WRITER = 25  # More in an hour are taken for a machine's.
SHOWN = 12
PASSED = Verdicts("PASS", "PASS", "PASS", "PASS", "PASS")


def standard_library(raw: bytes) -> None:
    """Headers, body and attachments by the standard library's modern interface."""
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    for name in ("from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references"):
        str(mail.get(name, ""))
    body = mail.get_body(("plain", "html"))
    if body:
        body.get_content()
    for part in mail.iter_attachments():
        part.get_filename()
        part.get_content()


def table_of_speeds(sets: Mapping[str, Sequence[bytes]], out: TextIO) -> None:
    """Mails a second, and the median of the ratios within a round."""
    out.write(f"{'mails a second':<28}{'mails':>7}{'ours':>9}{'email':>9}  ours / email   raised\n")
    for name, mails in sets.items():
        if not mails:
            out.write(f"{name:<28}  not here: skipped\n")
            continue
        rounds = [(speed(read, mails), speed(standard_library, mails)) for _ in range(ROUNDS)]
        ours, theirs = (statistics.median(column) for column in zip(*rounds, strict=True))
        ratio = statistics.median(ours / theirs for ours, theirs in rounds)
        raised = f"ours {raises(read, mails)}, email {raises(standard_library, mails)}"
        out.write(f"{name:<28}{len(mails):>7}{ours:>9,.0f}{theirs:>9,.0f}{ratio:>14.2f}   {raised}\n")


def speed(parse: Callable[[bytes], object], mails: Sequence[bytes]) -> float:
    begun = time.perf_counter()
    for raw in mails:
        with suppress(Exception):
            parse(raw)
    return len(mails) / (time.perf_counter() - begun)


def raises(parse: Callable[[bytes], object], mails: Sequence[bytes]) -> int:
    """How many of the mails the parser does not take."""
    failed = 0
    for raw in mails:
        try:
            parse(raw)
        except Exception:
            failed += 1
    return failed


def table_of_intake(mails: Sequence[bytes], out: TextIO) -> None:
    """Milliseconds a mail from its notification to its place, and what the store was asked for."""
    crowd, meter = gather(0, 0), Meter()
    unmetered, world = crowd.world(NOW), crowd.world(NOW, meter.watch)
    taken, alone, rungs = [], [], Counter[str]()
    for index, raw in enumerate(mails):
        writer = f"writer{index // MAILS_A_WRITER}"
        address = f"{writer}@bakery.example"
        if index % MAILS_A_WRITER == 0:
            unmetered.directory.keep_contact(Contact(writer, BAKERY.id, "Writer", address))
        sent = f"From: {address}\r\nMessage-ID: <{index}@bakery.example>\r\n".encode() + raw
        unmetered.files.put(f"mail/{index}", sent, "message/rfc822")
        begun = time.perf_counter()
        outcome = take_in(world, Arrival(f"mail/{index}", (f"promark@{MAIL_DOMAIN}",), PASSED))
        taken.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        read(sent)
        alone.append(time.perf_counter() - begun)
        rungs[" ".join(filter(None, (outcome.rung, outcome.reason)))] += 1
    tell_intake(taken, alone, meter, out)
    out.write(f"they ended as: {', '.join(f'{often} {rung}' for rung, often in rungs.most_common())}\n")


def tell_intake(taken: Sequence[float], alone: Sequence[float], meter: Meter, out: TextIO) -> None:
    """Seconds of each mail to its place, and of reading it; and what the store was asked for by all of them."""
    calls, count = meter.calls, len(taken)
    of_store, of_parser = statistics.median(taken) * 1000, statistics.median(alone) * 1000
    p95 = statistics.quantiles(taken, n=20)[-1] * 1000
    of_storage = calls["s3.GetObject"] + calls["s3.PutObject"]
    out.write(f"\nfrom raw mail to its place in the store, {count} mails: p50 {of_store:.1f} ms, p95 {p95:.1f} ms, ")
    out.write(f"{of_store / of_parser:.1f} times reading alone (p50 {of_parser:.2f} ms)\n")
    out.write(f"a mail: {calls.total() / count:.1f} calls ({of_storage / count:.1f} of storage), ")
    out.write(f"{meter.read_units / count:.1f} read units, {meter.write_units / count:.1f} write units\n")


def table_of_worst(what: str, makers: Mapping[str, Callable[[], bytes]], limit: float, out: TextIO) -> None:
    """The slowest inputs and what they take of the limit."""
    rows = sorted(((*cost(make(), limit), name) for name, make in makers.items()), reverse=True)
    out.write(f"\n{what:<36}{'bytes':>12}{'seconds':>9}{'of limit':>10}   said\n")
    for seconds, size, said, name in rows[:SHOWN]:
        out.write(f"{name:<36}{size:>12,}{seconds:>9.3f}{seconds / limit:>10.2f}   {said}\n")
    over = sum(seconds > limit for seconds, *_ in rows)
    out.write(f"{len(rows)} inputs, {over} over the limit of {limit:.0f} s\n")


def cost(raw: bytes, limit: float) -> tuple[float, int, str]:
    """Processor seconds, bytes, and what reading said: a problem by its name, or an exception."""
    try:
        with broken_off():
            said = read(raw).problem
    except Hangs:
        return HANGS_AFTER_SECONDS, len(raw), f"broken off after {HANGS_AFTER_SECONDS} s"
    except Exception as error:
        said = type(error).__name__
    return seconds_of(lambda: attempted(raw), limit), len(raw), said


def attempted(raw: bytes) -> None:
    with suppress(Exception):
        read(raw)


def main() -> None:
    out = sys.stdout
    own, beside = own_mails(), mails_beside()
    table_of_speeds({"our own cases": own, f"cases of {'/'.join(BESIDE.parts[-2:])}": beside}, out)
    with emulator.running() as endpoint:
        os.environ |= emulator.environment(endpoint)
        table_of_intake(own + beside, out)
    table_of_worst("mails of 40 MB", HUGE, LIMIT_SECONDS_OF_A_HUGE_MAIL, out)
    table_of_worst("mails made to stall", HOSTILE, LIMIT_SECONDS, out)


if __name__ == "__main__":
    main()
