"""The same mail makes one ticket and never none: delivered twice, to two addresses, or cut short at any step (MP1)."""

from dataclasses import replace

import pytest

from chalicelib import wiring
from chalicelib.policies.channels import UnknownSenders
from tests.rules.cutting import Calls
from tests.rules.front_door import ALICE, MAIL_DOMAIN, FrontDoor

EVIDENCIJA, PROMARK = f"evidencija@{MAIL_DOMAIN}", f"promark@{MAIL_DOMAIN}"

FILED = (
    f"From: {ALICE.address}\r\nTo: {EVIDENCIJA}\r\nSubject: Najam\r\nMessage-ID: <n1@client.example>\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/html\r\n\r\n<p>Kako <b>produžiti</b>?</p>\r\n"
    '--b\r\nContent-Type: application/pdf; name="racun.pdf"\r\nContent-Disposition: attachment\r\n\r\n%PDF\r\n--b--\r\n'
).encode()
STRANGERS = FILED.replace(ALICE.address.encode(), b"new@customer.example")


def everything_about(desk: FrontDoor) -> tuple[int, int, int, int]:
    """Tickets, entries, mails set aside, letters owed or sent."""
    store = desk.store
    entries = sum(len(of_ticket) for of_ticket in store.entries.values())
    return len(store.tickets), entries, len(store.aside), len(store.letters)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("raw", [FILED, STRANGERS], ids=["a_contacts", "a_strangers"])
def test_a_mail_cut_short_at_any_call_is_taken_in_once_when_it_comes_again(
    desk: FrontDoor, monkeypatch: pytest.MonkeyPatch, raw: bytes, after: bool
) -> None:
    desk.raw_mail(raw, EVIDENCIJA)
    whole, at = everything_about(desk), 0
    assert sum(whole[:3]) in (1, 2)
    while True:
        at += 1
        fresh = FrontDoor(desk.visitor().client)
        calls = Calls(at, after=after)
        world = calls.over(fresh.world())
        monkeypatch.setattr(wiring, "world", lambda world=world: world)
        failed = fresh.raw_mail(raw, EVIDENCIJA)["batchItemFailures"]
        monkeypatch.setattr(wiring, "world", fresh.world)
        fresh.raw_mail(raw, EVIDENCIJA)
        assert everything_about(fresh) == whole, f"cut at call {at}"
        if not failed:
            break
    assert calls.count < at
    assert at > 8


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_newcomers_mail_cut_short_at_any_call_ends_in_one_contact_with_one_ticket(
    desk: FrontDoor, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    """At a desk that opens for strangers, who are made contacts of an organisation of their own."""
    policies = wiring.policies()
    given = policies["evidencija"]
    channel = replace(given.channels.mail, unknown_senders=UnknownSenders.OPEN)
    opening = replace(given, channels=replace(given.channels, mail=channel))
    monkeypatch.setattr(wiring, "policies", lambda: {**policies, "evidencija": opening})
    failed, at = ["at first"], 0
    while failed:
        at += 1
        fresh = FrontDoor(desk.visitor().client)
        world = Calls(at, after=after).over(fresh.world())
        monkeypatch.setattr(wiring, "world", lambda world=world: world)
        failed = fresh.raw_mail(STRANGERS, EVIDENCIJA)["batchItemFailures"]
        monkeypatch.setattr(wiring, "world", fresh.world)
        fresh.raw_mail(STRANGERS, EVIDENCIJA)
        (ticket,) = fresh.store.tickets.values()
        newcomer = fresh.directory.by_address("new@customer.example")
        assert newcomer and newcomer.ref == ticket.contact, f"cut at call {at}"
        assert fresh.directory.organisation(ticket.organisation), f"cut at call {at}"
    assert at > 8


def test_the_same_mail_to_two_of_our_addresses_is_one_ticket(desk: FrontDoor) -> None:
    for address in (EVIDENCIJA, PROMARK, EVIDENCIJA):
        desk.raw_mail(FILED, address)
    assert len(desk.signed_in(ALICE).get("/v1/tickets").body["tickets"]) == 1
    assert everything_about(desk)[:3] == (1, 1, 0)


def test_a_copy_in_which_only_the_way_differs_is_the_same_mail(desk: FrontDoor) -> None:
    desk.raw_mail(b"Received: from one.example\r\n" + FILED, EVIDENCIJA)
    desk.raw_mail(b"Received: from two.example\r\nX-Spam-Score: 0\r\n" + FILED, EVIDENCIJA)
    assert everything_about(desk)[:3] == (1, 1, 0)


def test_an_invitation_to_two_desks_of_two_languages_is_one_ticket(desk: FrontDoor) -> None:
    raw = (
        f"From: {ALICE.address}\r\nTo: {EVIDENCIJA}\r\nSubject: Sastanak\r\nMessage-ID: <i1@client.example>\r\n"
        "Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
        "SUMMARY:Sastanak\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()
    desk.raw_mail(raw, EVIDENCIJA)
    desk.raw_mail(raw, PROMARK)
    assert everything_about(desk)[:3] == (1, 1, 0)


def test_an_unproven_copy_that_comes_first_does_not_keep_the_proven_one_away(desk: FrontDoor) -> None:
    desk.raw_mail(FILED, EVIDENCIJA, proven=False)
    desk.raw_mail(FILED, EVIDENCIJA)
    desk.raw_mail(FILED, EVIDENCIJA, proven=False)
    assert everything_about(desk)[:3] == (1, 1, 1)


def test_a_forged_mail_under_somebodys_message_id_does_not_keep_hers_away(desk: FrontDoor) -> None:
    forged = FILED.replace(b"produ\xc5\xbeiti", b"otkazati")
    desk.raw_mail(forged, EVIDENCIJA, proven=False)
    desk.raw_mail(FILED, EVIDENCIJA)
    assert len(desk.signed_in(ALICE).get("/v1/tickets").body["tickets"]) == 1
    assert everything_about(desk)[:3] == (1, 1, 1)


def test_two_short_mails_without_message_id_are_two(desk: FrontDoor) -> None:
    bare = FILED.replace(b"Message-ID: <n1@client.example>\r\n", b"")
    desk.raw_mail(bare, EVIDENCIJA)
    desk.raw_mail(b"Received: from two.example\r\n" + bare, EVIDENCIJA)
    assert everything_about(desk)[0] == 2


def test_a_mail_to_no_address_of_ours_is_seen_by_somebody(desk: FrontDoor) -> None:
    desk.mail("new@customer.example", f"nobody@{MAIL_DOMAIN}", "Hei", "Hei")
    (kept,) = desk.store.aside.values()
    assert kept.desk == next(iter(wiring.policies()))
