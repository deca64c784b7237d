"""Letters that come back: filed on their ticket, shown to staff, and never a way to silence somebody else."""

from datetime import timedelta

import pytest

from chalicelib import wiring
from chalicelib.desk.mail import returns
from chalicelib.domain.returned import Returned
from tests.rules.front_door import ALICE, BOB, CHARLIE, IVANA, MAIL_DOMAIN, OLA, FrontDoor

EVIDENCIJA = f"evidencija@{MAIL_DOMAIN}"


def opened_by_mail(desk: FrontDoor) -> str:
    desk.mail(ALICE.address, EVIDENCIJA, "Kako produžiti najam?", "Najam skele")
    return str(desk.signed_in(ALICE).get("/v1/tickets").body["tickets"][0]["number"])


def report(recipient: str, reply_to: str, status: str = "5.1.1", action: str = "failed") -> bytes:
    said = "550 5.1.1 user unknown" if status.startswith("5") else "452 4.2.2 mailbox full"
    return (
        f"From: MAILER-DAEMON@mx.example\r\nTo: {EVIDENCIJA}\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        "Message-ID: <dsn@mx.example>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nYour message could not be delivered.\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; {said}\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <gone@ses.example>\r\nReply-To: {reply_to}\r\n"
        f"To: {recipient}\r\n--b--\r\n"
    ).encode()


def reply_to_of(desk: FrontDoor, address: str) -> str:
    return next(letter.reply_to for letter in reversed(desk.letters_to(address)) if letter.reply_to)


def returned_of(desk: FrontDoor, number: str) -> object:
    return desk.signed_in(IVANA).get(f"/v1/tickets/{number}").body["ticket"]["contact"]["returned"]


def test_a_letter_that_comes_back_for_good_is_filed_and_its_contact_shown_to_staff(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.raw_mail(report(ALICE.address, reply_to_of(desk, ALICE.address)), EVIDENCIJA, proven=False)
    shown = desk.signed_in(IVANA).get(f"/v1/tickets/{number}").body
    entry = shown["entries"][-1]
    assert (entry["act"], entry["audience"], entry["facts"]["bounce"]) == ("filed", "staff", "hard")
    assert entry["facts"]["address"] == ALICE.address
    mark = shown["ticket"]["contact"]["returned"]
    assert (mark["address"], mark["code"]) == (ALICE.address, "5.1.1")
    assert "trials" in shown["actions"]
    seen = desk.signed_in(BOB).get(f"/v1/tickets/{number}").body["ticket"]["contact"]
    assert seen == {"name": ALICE.name}


def test_no_letter_goes_to_an_address_from_which_they_come_back_until_it_is_tried_again(desk: FrontDoor) -> None:
    number, ivana = opened_by_mail(desk), desk.signed_in(IVANA)
    desk.raw_mail(report(ALICE.address, reply_to_of(desk, ALICE.address)), EVIDENCIJA, proven=False)
    before = len(desk.letters_to(ALICE.address))
    ivana.post(f"/v1/tickets/{number}/answers", {"text": "Evo.", "then": "open"})
    assert len(desk.letters_to(ALICE.address)) == before
    answer = ivana.post(f"/v1/tickets/{number}/trials")
    assert (answer.status, answer.body["ticket"]["contact"]["returned"]) == (201, None)
    desk.now += timedelta(minutes=5)
    assert "Evo." in desk.letters_to(ALICE.address)[-1].text
    assert len(desk.letters_to(ALICE.address)) == before + 1
    assert ivana.post(f"/v1/tickets/{number}/trials").code == "not_returned"


def test_an_agent_whom_no_letter_reaches_is_shown_to_the_desk_until_tried_again(desk: FrontDoor) -> None:
    ivana, path = desk.signed_in(IVANA), "/v1/desks/evidencija/returns"
    opened_by_mail(desk)
    desk.raw_mail(report(IVANA.address, reply_to_of(desk, IVANA.address)), EVIDENCIJA, proven=False)
    (shown,) = ivana.get(path).body["returned"]
    assert (shown["id"], shown["name"], shown["address"]) == (IVANA.id, IVANA.name, IVANA.address)
    assert ivana.post(f"{path}/nobody/trials").body["returned"] == [shown]
    answer = ivana.post(f"{path}/{IVANA.id}/trials")
    assert (answer.status, answer.body["returned"]) == (201, [])
    for stranger in (ALICE, OLA):
        assert desk.signed_in(stranger).get(path).status in (403, 404)
        assert desk.signed_in(stranger).post(f"{path}/{IVANA.id}/trials").status in (403, 404)


def test_a_letter_that_is_only_late_marks_nobody(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    late = report(ALICE.address, reply_to_of(desk, ALICE.address), "4.2.2", "delayed")
    desk.raw_mail(late, EVIDENCIJA, proven=False)
    assert returned_of(desk, number) is None
    entry = desk.signed_in(IVANA).get(f"/v1/tickets/{number}").body["entries"][-1]
    assert (entry["act"], entry["facts"]["bounce"]) == ("filed", "soft")


def test_a_forged_report_silences_nobody(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(CHARLIE.address, EVIDENCIJA, "I ja bih.", "Moje")
    hers = reply_to_of(desk, CHARLIE.address)
    forged = reply_to_of(desk, ALICE.address)
    forged = forged.replace(forged.partition(".")[2].partition("@")[0], "a" * 20)
    for reply_to in (hers, forged, EVIDENCIJA):
        raw = report(ALICE.address, reply_to).replace(b"dsn@", reply_to[-60:-30].encode() + b"@")
        desk.raw_mail(raw, EVIDENCIJA)
    assert returned_of(desk, number) is None
    assert len(desk.signed_in(IVANA).get(f"/v1/tickets/{number}").body["entries"]) == 1


def test_who_writes_again_from_the_address_is_written_to_again(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    reply_to = reply_to_of(desk, ALICE.address)
    desk.raw_mail(report(ALICE.address, reply_to), EVIDENCIJA, proven=False)
    desk.mail(ALICE.address, reply_to, "Nisam ja.", proven=False)
    assert returned_of(desk, number) is not None
    desk.mail(ALICE.address, reply_to, "Tu sam.")
    assert returned_of(desk, number) is None


def test_a_report_that_comes_again_marks_nobody_again(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    told = report(ALICE.address, reply_to_of(desk, ALICE.address))
    desk.raw_mail(told, EVIDENCIJA, proven=False)
    desk.mail(ALICE.address, EVIDENCIJA, "Tu sam.", "Nešto drugo")
    desk.raw_mail(told, EVIDENCIJA, proven=False)
    assert returned_of(desk, number) is None


@pytest.mark.parametrize("verdict", ["spam", "virus"])
def test_a_report_that_is_spam_or_carries_a_virus_marks_nobody(desk: FrontDoor, verdict: str) -> None:
    number = opened_by_mail(desk)
    desk.raw_mail(report(ALICE.address, reply_to_of(desk, ALICE.address)), EVIDENCIJA, False, **{verdict: "FAIL"})
    assert returned_of(desk, number) is None


def test_the_service_that_sends_our_letters_tells_of_one_that_came_back_however_often(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.letters_to(ALICE.address)
    mail_id = next(owed.mail_id for owed in desk.store.letters.values() if owed.letter.reader == ALICE.ref)
    told = Returned((mail_id,), (), ALICE.address.upper(), "5.1.1", True, False, desk.now)
    for _ in range(2):
        assert returns.take_back(wiring.world(), told).number == number
    entries = desk.signed_in(IVANA).get(f"/v1/tickets/{number}").body["entries"]
    assert [entry["act"] for entry in entries] == ["opened", "filed"]
    assert returned_of(desk, number) is not None
    assert (
        returns.take_back(wiring.world(), Returned(("<x@y>",), (), "no@one.example", "", True, False, None)).number
        == ""
    )


def test_a_complaint_is_filed_and_marks_nobody(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    told = Returned((), (reply_to_of(desk, ALICE.address),), ALICE.address, "", False, True, desk.now)
    returns.take_back(wiring.world(), told)
    assert returned_of(desk, number) is None
    entry = desk.signed_in(IVANA).get(f"/v1/tickets/{number}").body["entries"][-1]
    assert entry["facts"]["bounce"] == "complaint"
