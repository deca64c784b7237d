"""A mail delivered to a desk over fakes: from whom, to whom, with which verdicts, and what hinders it."""

import re
from dataclasses import dataclass, replace
from random import Random

from tests.bench.crowd.lives import NOW, world_of
from tests.contract.worlds import MAIL_DOMAIN, fakes
from tests.fakes import FakeMailer, FakeStore, FakeTickets
from tests.rules.front_door import ALICE, BOB, CHARLIE, DORA, EVA, IVANA, OLA, ORGANISATIONS, PORTAL

from chalicelib.desk.letters.post import deliver_owed
from chalicelib.desk.mail.case import Arrival
from chalicelib.desk.mail.taking import take_in
from chalicelib.desk.ports import Settings, World
from chalicelib.domain.reply_address import reply_address
from chalicelib.domain.trust import Verdicts

KEY = b"a key for spoilt mails, of 32 bytes or more"
PASSED = Verdicts(*("PASS",) * 5)
DESK = f"evidencija@{MAIL_DOMAIN}"
DESKS = tuple(f"{name}@{MAIL_DOMAIN}" for name in ("evidencija", "promark", "timecare", "crm-insight", "nobody"))
PEOPLE = (ALICE, BOB, CHARLIE, DORA, OLA, EVA, IVANA)
NUMBER = "EVI-1001"
FIRST = "first@client.example"
REPLIES = tuple(reply_address(KEY, DESK, NUMBER, reader.ref) for reader in (ALICE, BOB, IVANA))
SENDERS = (*(person.address for person in PEOPLE), "new@elsewhere.example", f"sign-in@{MAIL_DOMAIN}", "")


@dataclass(frozen=True, slots=True)
class Place:
    """A world with one ticket of Alice's in it, by what the fakes show of it."""

    world: World
    tickets: FakeTickets
    mailer: FakeMailer

    @property
    def store(self) -> FakeStore:
        return self.tickets.store


@dataclass(frozen=True, slots=True)
class Delivery:
    """A mail as it comes in. `hindrance` is what goes wrong the first time: "", `table` or `race`."""

    raw: bytes
    recipients: tuple[str, ...]
    verdicts: Verdicts
    hindrance: str = ""


def new_place() -> Place:
    ports, mailer = fakes(), FakeMailer()
    assert isinstance(ports.tickets, FakeTickets)
    world = replace(world_of(ports, NOW), mailer=mailer, settings=Settings(MAIL_DOMAIN, PORTAL, lambda: KEY))
    for organisation in ORGANISATIONS:
        world.directory.keep_organisation(organisation)
    for person in PEOPLE:
        keep = world.directory.keep_agent if person.ref.startswith("agent") else world.directory.keep_contact
        keep(person)  # type: ignore[arg-type]
    world.files.put("first", f"From: {ALICE.address}\nSubject: Najam\nMessage-ID: <{FIRST}>\n\nKako?\n".encode(), "")
    take_in(world, Arrival("first", (DESK,), PASSED))
    deliver_owed(world)
    return Place(world, ports.tickets, mailer)


def addressed(chance: Random, raw: bytes) -> Delivery:
    """The mail from somebody, to something, proven or not: known people, agents, strangers, forged and true tokens."""
    forged = re.sub(r"\.[a-z2-7]{20}@", "." + "a" * 20 + "@", REPLIES[0])
    head = ""
    if chance.random() < 0.8:
        head += f"From: {chance.choice(SENDERS)}\n"
    if chance.random() < 0.2:
        head += f"In-Reply-To: <{FIRST}>\n"
    if chance.random() < 0.2:
        head += f"Subject: Re: [{NUMBER}] Najam\n"
    if chance.random() < 0.1:
        head += "Auto-Submitted: auto-replied\n"
    recipients = chance.sample((*DESKS, *REPLIES, forged, REPLIES[0].upper(), "x@other.example"), chance.randint(1, 3))
    spf, dkim, dmarc = chance.choices(("PASS", "FAIL", "GRAY"), (3, 1, 1), k=3)
    (spam,), (virus,) = chance.choices(("PASS", "FAIL"), (3, 1)), chance.choices(("PASS", "FAIL"), (9, 1))
    verdicts = Verdicts(spf, dkim, dmarc, spam, virus, source=chance.choice(SENDERS))
    hindrance = chance.choice(("", "", "", "table", "race"))
    return Delivery(head.encode() + raw, tuple(recipients), verdicts, hindrance)
