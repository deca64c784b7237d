"""Whatever a mail has been through on its way, it is read, and it is not lost: a slice of `scripts/bench fuzz`."""

from __future__ import annotations

from random import Random

import pytest
from tests.bench.mails.corpus import own_mails
from tests.bench.mails.delivery import DESK, PASSED, Delivery, addressed, new_place
from tests.bench.mails.mutations import MUTATIONS, Mutation, mutated
from tests.bench.mails.nothing_lost import faults_of_intake
from tests.bench.mails.soundness import faults_in
from tests.fakes import FakeAside, FakeStore, FakeTickets

from chalicelib.domain.mail import Attachment, Mail, read

READ, DELIVERED = 150, 40
MAILS = own_mails()


def test_a_spoilt_mail_is_read_into_sound_fields() -> None:
    inputs = {index: mutated(Random(f"read:{index}"), MAILS) for index in range(READ)}
    found = {index: faults_in(read(raw), raw) for index, raw in inputs.items()}
    assert {index: faults for index, faults in found.items() if faults} == {}


def test_a_spoilt_mail_ends_in_one_place_once_with_all_that_it_owes() -> None:
    found = {}
    for index in range(DELIVERED):
        chance = Random(f"delivered:{index}")
        delivery = addressed(chance, mutated(chance, MAILS))
        found[index] = faults_of_intake(new_place(), delivery)
    assert {index: faults for index, faults in found.items() if faults} == {}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_every_mutation_spoils_mails_and_the_same_chance_spoils_alike(mutation: Mutation) -> None:
    spoilt = [mutation(Random(7), raw, MAILS) for raw in MAILS]
    assert spoilt == [mutation(Random(7), raw, MAILS) for raw in MAILS]
    assert sum(now != raw for now, raw in zip(spoilt, MAILS, strict=True)) > 10


@pytest.mark.parametrize(
    ("mail", "fault"),
    [
        (Mail(to=["a@b.example"]), "to is no"),  # type: ignore[arg-type]
        (Mail(attachments=(Attachment("a.pdf", "application/pdf", "text"),)), "attachments is no"),  # type: ignore[arg-type]
        (Mail(subject="a\x85b"), "subject holds control characters"),
        (Mail(text="\ud800"), "text holds half a character"),
        (Mail(html="x" * 5_000), "html has grown too much"),
        (Mail(references=("a@b",) * 501), "references has too many ids"),
        (Mail(from_address="a" * 400 + "@b.example"), "from_address is longer than an address"),
        (Mail(attachments=(Attachment("../a", "application/pdf", b""),)), "attachment has a bad name"),
        (Mail(attachments=(Attachment("a", "application/p\x01df", b""),)), "attachment has a bad type"),
        (Mail(attachments=(Attachment("a", "image/png", b"", "\n"),)), "attachment has a bad content id"),
        (Mail(problem="boring"), "problem has no such name"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_unsound_mail_is_seen(mail: Mail, fault: str) -> None:
    assert any(found.kind.startswith(fault) for found in faults_in(mail, b"a raw mail"))


def test_a_mail_that_is_lost_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    place = new_place()
    monkeypatch.setattr(FakeAside, "keep", lambda *_: None)
    monkeypatch.setattr(FakeTickets, "commit", lambda *_: None)
    found = faults_of_intake(place, Delivery(MAILS[0], (DESK,), PASSED))
    assert [fault.kind for fault in found] == ["0 tickets, 0 entries, 0 mails set aside"]


def test_a_mail_that_is_taken_in_twice_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    place = new_place()
    monkeypatch.setattr(FakeStore, "mark_done", lambda *_: None)
    found = faults_of_intake(place, Delivery(MAILS[0], (DESK,), PASSED))
    assert "a second time changes something" in [fault.kind for fault in found]
