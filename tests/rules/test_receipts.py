"""What letters tell: promises by policy (PM9), what is still wanted (AD2), old versions (PM6), takeovers."""

from dataclasses import replace
from datetime import UTC, datetime

from chalicelib.domain.letter import Outgoing
from tests.rules.front_door import ALICE, DORA, IVANA, MAIL_DOMAIN, OLA, FrontDoor, a_question

EVIDENCIJA = f"evidencija@{MAIL_DOMAIN}"
NILS = replace(OLA, id="nils", name="Nils Vik", address="nils@vendor.example")


def receipt(desk: FrontDoor, **changes: object) -> Outgoing:
    desk.signed_in(ALICE).post("/v1/tickets", a_question(**changes))
    return desk.letters_to(ALICE.address)[-1]


def test_less_than_a_target_is_promised_before_and_within_one_by_its_instant(desk: FrontDoor) -> None:
    assert "før tirsdag 3. mars 2026 kl. 13.00" in receipt(desk, severity=2).text, "promark: under 12 hours"
    assert "senest mandag 2. mars 2026 kl. 13.00" in receipt(desk, severity=1).text, "promark: within 4 hours"


def test_ad6_a_proposal_is_promised_no_answer(desk: FrontDoor) -> None:
    proposal = {"kind": "development_proposal", "answers": {"benefit": "Spart tid", "trouble": "Mye klikking"}}
    assert "en gang i måneden" in receipt(desk, **proposal).text


def test_pm6_a_ticket_from_an_old_version_is_told_at_once(desk: FrontDoor) -> None:
    desk.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    old = desk.world().policies["promark"].offers.releases
    assert old
    letter = receipt(desk, release=old.versions[0].version)
    assert f"Versjon {old.versions[0].version} støttes ikke lenger" in letter.text


def test_ad2_a_receipt_by_mail_asks_only_for_what_the_mail_has_not_said(desk: FrontDoor) -> None:
    desk.mail(ALICE.address, EVIDENCIJA, "Kako produžiti najam?", "Najam skele")
    assert "hjelper det oss å vite" not in desk.letters_to(ALICE.address)[-1].text, "subject and text are there"
    desk.mail(ALICE.address, f"adminet@{MAIL_DOMAIN}", "Hvor er fakturaen?", "Faktura")
    asked = desk.letters_to(ALICE.address)[-1].text
    assert "hjelper det oss å vite: ett av dette: " in " ".join(asked.split()), "one of several"
    assert "Beskrivelse" not in asked


def test_a_file_without_a_word_is_named_in_the_receipt(desk: FrontDoor) -> None:
    raw = (
        f"From: {ALICE.address}\r\nTo: {EVIDENCIJA}\r\nMessage-ID: <one@client.example>\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/pdf\r\n"
        'Content-Disposition: attachment; filename="plan.pdf"\r\n\r\n%PDF\r\n--b--\r\n'
    )
    desk.raw_mail(raw.encode(), EVIDENCIJA)
    assert "plan.pdf" in desk.letters_to(ALICE.address)[-1].text


def test_pm3_staff_are_told_that_no_agreement_is_in_force(desk: FrontDoor) -> None:
    desk.signed_in(DORA).post("/v1/tickets", a_question())
    assert "Ingen vedlikeholdsavtale gjelder" in desk.letters_to(OLA.address)[-1].text


def test_the_answers_of_the_checklist_reach_the_technicians(desk: FrontDoor) -> None:
    proposal = {"kind": "development_proposal", "answers": {"benefit": "Spart tid", "trouble": "Mye klikking"}}
    desk.signed_in(ALICE).post("/v1/tickets", a_question(**proposal))
    assert "Mye klikking" in desk.letters_to(OLA.address)[-1].text


def test_who_had_the_ticket_is_told_when_another_takes_it_over(desk: FrontDoor) -> None:
    desk.directory.keep_agent(NILS)
    number = desk.signed_in(ALICE).post("/v1/tickets", a_question()).body["ticket"]["number"]
    desk.signed_in(OLA).post(f"/v1/tickets/{number}/handling")
    desk.signed_in(NILS).post(f"/v1/tickets/{number}/handling")
    assert "Nils Vik har overtatt saken" in desk.letters_to(OLA.address)[-1].text
    assert "Nils Vik har overtatt saken" in desk.letters_to(ALICE.address)[-1].text


def test_an_upload_is_asked_for_at_a_desk_of_hers_and_with_a_size(desk: FrontDoor) -> None:
    asked = {"desk": "adminet", "name": "a.png", "size": 10}
    assert desk.signed_in(DORA).post("/v1/files", asked).code == "desk_not_yours"
    assert desk.signed_in(IVANA).post("/v1/files", asked).code == "desk_not_yours"
    assert desk.signed_in(ALICE).post("/v1/files", {**asked, "size": -1}).code == "body_malformed"
