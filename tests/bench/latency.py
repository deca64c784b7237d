"""How long a person waits: file, list, open, answer, and a mail taken in, in process against the embedded emulator.

    scripts/bench latency [TICKETS]

Stores TICKETS (default 300) through the front door and measures each call on the way; then prints p50 and p95 in
milliseconds and the ratio to the fastest peer's p50, measured with 100,000 tickets stored on a like
machine. The emulator is slower than DynamoDB where an index holds many items, so a ratio here flatters nobody.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from datetime import date
from pathlib import Path
from typing import Any, TextIO
from uuid import uuid4

from chalicelib.desk import sign_in
from chalicelib.domain.people import Agent, Agreement, Contact, Organisation
from local import build, emulator
from local.functions import Functions
from local.paths import FUNCTIONS, RESOURCES

# The fastest of three well-known open desks, p50 in milliseconds: one connection, 100,000 tickets stored.
PEERS = {
    "file": ("django-helpdesk", 18),
    "open": ("django-helpdesk", 40),
    "list queue": ("Request Tracker", 304),
    "mail in": ("django-helpdesk", 87),
}
DOMAIN = "support.example.com"
MAILS_A_WRITER = 25  # More in an hour are taken for a machine's.


class Bench:
    """One contact and one agent, and the seconds that each of their calls took."""

    def __init__(self, functions: Functions) -> None:
        from chalicelib import wiring

        self.functions, self.wiring = functions, wiring
        self.seconds: dict[str, list[float]] = defaultdict(list)
        world = wiring.world()
        world.directory.keep_organisation(
            Organisation("bakery", "Bakery", (Agreement("evidencija", date(2020, 1, 1)),))
        )
        alice = Contact("alice", "bakery", "Alice", "alice@bakery.example", language="en")
        ivana = Agent("ivana", "Ivana", "ivana@vendor.example", ("evidencija",), language="en")
        world.directory.keep_contact(alice)
        world.directory.keep_agent(ivana)
        self.cookies = {}
        for person in (alice, ivana):
            token = str(uuid4())
            world.gate.keep_session(sign_in.session_hash(token), person.ref, world.now.replace(year=world.now.year + 1))
            self.cookies[person.ref] = f"tuki_session={token}"
        self.alice, self.ivana = alice.ref, ivana.ref

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.seconds[what].append(time.perf_counter() - begun)

    def call(self, who: str, method: str, path: str, body: object = None) -> Any:
        headers = {
            "content-type": "application/json",
            "x-tuki": "1",
            "idempotency-key": str(uuid4()),
            "cookie": self.cookies[who],
        }
        answer = self.functions.answer(method, path, headers, json.dumps(body).encode() if body is not None else b"")
        assert answer.status < 300, (path, answer.status, answer.body)
        return json.loads(answer.body)

    def round(self, index: int) -> None:
        filing = {
            "desk": "evidencija",
            "kind": "question",
            "subject": f"Rent {index}",
            "text": "How do we renew it?" * 20,
            "severity": 2,
        }
        with self.timed("file"):
            number = self.call(self.alice, "POST", "/v1/tickets", filing)["ticket"]["number"]
        with self.timed("list queue"):
            self.call(self.ivana, "GET", "/v1/desks/evidencija/queue")
        with self.timed("list own"):
            self.call(self.alice, "GET", "/v1/tickets")
        with self.timed("open"):
            self.call(self.ivana, "GET", f"/v1/tickets/{number}")
        with self.timed("answer"):
            self.call(self.ivana, "POST", f"/v1/tickets/{number}/answers", {"text": "Like this.", "then": "open"})
        self.mail(index)

    def mail(self, index: int) -> None:
        sender = f"writer{index // MAILS_A_WRITER}@bakery.example"
        if index % MAILS_A_WRITER == 0:
            self.wiring.world().directory.keep_contact(Contact(f"writer{index}", "bakery", "Writer", sender))
        head = f"From: {sender}\nTo: evidencija@{DOMAIN}\nSubject: Mail {index}"
        raw = f"{head}\nMessage-ID: <{uuid4()}@c.example>\n\nHello\n"
        key = f"mail/{uuid4().hex}"
        self.wiring.world().files.put(key, raw.encode(), "message/rfc822")
        passed = {f"{name}Verdict": {"status": "PASS"} for name in ("spf", "dkim", "dmarc", "spam", "virus")}
        receipt = {**passed, "recipients": [f"evidencija@{DOMAIN}"], "action": {"objectKey": key}}
        told = json.dumps({"receipt": receipt, "mail": {"source": sender}})
        event = {"Records": [{"messageId": "1", "body": json.dumps({"Message": told})}]}
        with self.timed("mail in"):
            assert not self.functions.mail_in(event)


def table(seconds: dict[str, list[float]], out: TextIO) -> None:
    """A row a call, the ratio beside the peer it is held against."""
    out.write(f"{'call':<12}{'p50 ms':>9}{'p95 ms':>9}   ratio to the peer's p50\n")
    for what, taken in seconds.items():
        p50, p95 = statistics.median(taken) * 1000, statistics.quantiles(taken, n=20)[-1] * 1000
        peer = PEERS.get(what)
        beside = f"{p50 / peer[1]:.2f} of {peer[0]} ({peer[1]} ms)" if peer else ""
        out.write(f"{what:<12}{p50:>9.1f}{p95:>9.1f}   {beside}\n")


def main(tickets: int) -> None:
    build.write_bundle()
    with tempfile.TemporaryDirectory() as scratch, emulator.running() as endpoint:
        os.environ |= emulator.environment(endpoint)
        made = emulator.deploy(endpoint, RESOURCES)
        emulator.client("ssm", endpoint).put_parameter(Name="/bench", Value="k" * 64, Type="SecureString")
        os.environ |= {
            "TUKI_TABLE": made["Table"],
            "TUKI_BUCKET": made["Bucket"],
            "TUKI_MAIL_DOMAIN": DOMAIN,
            "TUKI_PORTAL": "http://127.0.0.1:8000",
            "TUKI_KEY_PARAMETER": "/bench",
        }
        with (Path(scratch) / "log").open("w") as log, redirect_stderr(log):
            functions = Functions(FUNCTIONS)
            functions.load()
            bench = Bench(functions)
            for index in range(tickets // 2):
                bench.round(index)
        sys.stdout.write(f"{tickets} tickets stored, {len(bench.seconds['file'])} of each call\n")
        table(bench.seconds, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
