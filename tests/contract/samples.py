"""Invented tickets, entries, letters and people for the contract suite."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from chalicelib.desk.ports import Once, Step
from chalicelib.domain.letter import Letter, LetterKind, Outgoing
from chalicelib.domain.payroll import Level
from chalicelib.domain.people import Agent, Contact
from chalicelib.domain.set_aside import SetAside, Settled
from chalicelib.domain.ticket.history import Act, Attached, Audience, Entry, Message, Via
from chalicelib.domain.ticket.record import CustomerRole, EscalatedTo, Escalation, Kind, Side, State, Ticket

NOW = datetime(2026, 3, 2, 9, 30, 15, 250_000, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def ticket(number: str = "PRO-1001", **changes: object) -> Ticket:
    plain = Ticket(
        number=number,
        desk="promark",
        organisation="fjord",
        contact="contact:fjord:kari",
        subject="Stempling mangler på terminal 3",
        kind=Kind.FAULT,
        via=Via.FORM,
        language="nb",
        opened_at=NOW,
        changed_at=NOW,
        entries=1,
        version=1,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def full_ticket() -> Ticket:
    """A ticket with something other than the default in every field."""
    return ticket(
        area="time_registration",
        severity=1,
        severity_agreed=True,
        severity_proposed=3,
        severity_proposed_by=Side.DESK,
        level=Level.PAYROLL_DAY,
        error_class="B",
        escalation=Escalation(EscalatedTo.VENDOR, "Nordvik AS", CustomerRole.ASKED),
        state=State.AWAITING_CUSTOMER,
        agent="agent:bo",
        release="2026.1",
        answers={"person": "4711", "document": "Vedlegg åtte"},
        under_agreement=False,
        closure_asked=True,
        started_at=after(1),
        due_at=after(240),
        due_matter="promise",
        due_within=False,
        promise_at=after(240),
        look_at=after(180),
        held=2,
        version=7,
    )


def message(text: str = "Terminal 3 viser ingen stemplinger.", **changes: object) -> Message:
    return replace(Message(text), **changes)  # type: ignore[arg-type]


def full_message() -> Message:
    return Message(
        text="Hei, se vedlegg.",
        attachments=(Attached("f1", "Skjermbilde øst.png", "image/png", 20_480, "bilde1@fjord.example"),),
        whole="Hei, se vedlegg.\n> Tidligere ord",
        sender="kari@fjord.example",
        mail="mail/abc",
        mail_id="<abc@fjord.example>",
        html="html/abc",
    )


def entry(sequence: int = 1, said: Message | None = None, **changes: object) -> Entry:
    plain = Entry(sequence, NOW, Act.OPENED, "contact:fjord:kari", Audience.EVERYONE, Via.FORM, message=said)
    return replace(plain, **changes)  # type: ignore[arg-type]


def full_entry() -> Entry:
    return Entry(
        1,
        after(2),
        Act.HELD,
        "stranger",
        Audience.STAFF,
        Via.MAIL,
        {"reason": "unverified", "from": "x"},
        full_message(),
    )


def opening(number: str = "PRO-1001", said: Message | None = None, **changes: object) -> Step:
    """The first step of a ticket."""
    return Step(ticket(number, **changes), (entry(said=said or message()),), 0)


def further(before: Ticket, *entries: Entry, **changes: object) -> Step:
    """A later step of a ticket: one more entry unless others are given."""
    told = entries or (entry(before.entries + 1, message("Og en ting til."), act=Act.ADDED),)
    now = replace(before, entries=before.entries + len(told), version=before.version + 1, **changes)  # type: ignore[arg-type]
    return Step(now, told, before.version)


def letter(id: str = "01L1", **changes: object) -> Letter:
    plain = Letter(id, LetterKind.RECEIPT, "contact:fjord:kari", "promark", NOW, "PRO-1001", 1)
    return replace(plain, **changes)  # type: ignore[arg-type]


def set_aside(id: str = "01S1", **changes: object) -> SetAside:
    plain = SetAside(
        id=id,
        desk="promark",
        at=NOW,
        reason="stranger",
        sender="nils@ukjent.example",
        subject="Hei",
        text="Hvem er dere?",
        raw="mail/s1",
        attachments=(Attached("f2", "brev.pdf", "application/pdf", 900),),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def full_set_aside() -> SetAside:
    """A mail set aside with something other than the default in every field."""
    return set_aside(
        "01S5",
        name="Nils Ås",
        forwarded_from="kari@fjord.example",
        number="PRO-1001",
        contact="contact:fjord:kari",
        html="html/s5",
        is_automatic=True,
        sent_by="ovh@elsewhere.example",
        settled=Settled(after(5), "agent:bo", "PRO-1001"),
    )


def once(key: str = "mail:1", outcome: str = "PRO-1001") -> Once:
    return Once(key, outcome)


def kari(**changes: object) -> Contact:
    plain = Contact(
        "kari", "fjord", "Kari Nordmann", "kari@fjord.example", language="nb", phone="555-0101", trained=True
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def bo(**changes: object) -> Agent:
    return replace(Agent("bo", "Bo Ek", "bo@desk.example", ("promark", "timecare")), **changes)  # type: ignore[arg-type]


def outgoing(**changes: object) -> Outgoing:
    plain = Outgoing(
        sender="Brukerstøtte: tid <promark@support.example.com>",
        to="kari@fjord.example",
        reply_to="promark+pro-1001.abcdefghij234567abcd@support.example.com",
        subject="[PRO-1001] Stempling mangler på terminal 3",
        text="Hei Kari,\n\nvi har fått saken.\n",
        html="<p>Hei Kari,</p><p>vi har fått saken.</p>",
        headers={"Auto-Submitted": "auto-generated", "References": "<abc@fjord.example>"},
    )
    return replace(plain, **changes)  # type: ignore[arg-type]
