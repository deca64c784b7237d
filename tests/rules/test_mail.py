"""Tickets by mail: MP1 MP6 TC2 TC3 and the trust ladder, through the queue as SES announces a mail."""

import base64

from tests.rules.front_door import ALICE, BOB, CHARLIE, EVA, IVANA, MAIL_DOMAIN, OLA, FrontDoor, a_question

EVIDENCIJA = f"evidencija@{MAIL_DOMAIN}"
TIMECARE = f"timecare@{MAIL_DOMAIN}"
THREADING = ("References", "In-Reply-To", "Thread-Topic", "Thread-Index")


def texts(desk: FrontDoor, number: str, reader: object = ALICE) -> list[str | None]:
    entries = desk.signed_in(reader).get(f"/v1/tickets/{number}").body["entries"]  # type: ignore[arg-type]
    return [entry["text"] for entry in entries]


def opened_by_mail(desk: FrontDoor) -> str:
    desk.mail(f"Alice <{ALICE.address}>", EVIDENCIJA, "Kako produžiti najam?", "Najam skele")
    return str(desk.signed_in(ALICE).get("/v1/tickets").body["tickets"][0]["number"])


def reply_address(desk: FrontDoor, address: str) -> str:
    letter = next(letter for letter in reversed(desk.letters_to(address)) if letter.reply_to)
    return letter.reply_to


def set_aside(desk: FrontDoor, agent: object, name: str) -> list[dict[str, str]]:
    mails = desk.signed_in(agent).get(f"/v1/desks/{name}/set-aside").body["mails"]  # type: ignore[arg-type]
    return list(mails)


def test_mp1_a_mail_opens_a_ticket_with_a_receipt_and_word_to_the_technicians(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    assert number.startswith("EVI-")
    assert texts(desk, number) == ["Kako produžiti najam?"]
    receipt = next(letter for letter in desk.letters_to(ALICE.address) if number in letter.text)
    assert receipt.headers["Auto-Submitted"] == "auto-generated"
    assert "Najam skele" in desk.letters_to(IVANA.address)[0].subject


def test_mp1_the_same_mail_delivered_twice_makes_one_ticket(desk: FrontDoor) -> None:
    for _ in range(2):
        desk.mail(ALICE.address, EVIDENCIJA, "Kako produžiti najam?", message_id="<once@client.example>")
    assert len(desk.signed_in(ALICE).get("/v1/tickets").body["tickets"]) == 1


def test_mp6_tc3_a_reply_to_the_signed_address_lands_on_the_same_ticket(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(ALICE.address, reply_address(desk, ALICE.address), "Još nešto.", "Re: nešto posve drugo")
    assert texts(desk, number) == ["Kako produžiti najam?", "Još nešto."]


def test_mp6_a_reply_threads_by_message_id_when_the_address_is_lost(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    letters = desk.letters_to(ALICE.address)
    receipt = next(sent for sent in desk.mailer.sent if sent.letter == letters[-1])
    desk.mail(ALICE.address, EVIDENCIJA, "Još nešto.", "Re: najam", In_Reply_To=receipt.mail_id)
    assert texts(desk, number) == ["Kako produžiti najam?", "Još nešto."]


def test_mp6_an_agents_reply_by_mail_is_an_answer_to_the_customer(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(IVANA.address, reply_address(desk, IVANA.address), "Produžujemo ga danas.")
    assert texts(desk, number)[-1] == "Produžujemo ga danas."
    assert "Produžujemo ga danas." in desk.letters_to(ALICE.address)[-1].text


def test_mp6_the_quoted_letter_is_not_shown_again_but_kept_whole(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    quoted = "Hvala.\n\nOn Mon, 2 Mar 2026 at 09:00, Evidencija wrote:\n> Zaprimili smo Vaš zahtjev.\n"
    desk.mail(ALICE.address, reply_address(desk, ALICE.address), quoted)
    entry = desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body["entries"][-1]
    assert entry["text"] == "Hvala."
    assert "Zaprimili smo" in entry["whole"]


def test_a_reply_to_a_closed_ticket_reopens_it(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    address = reply_address(desk, ALICE.address)
    desk.signed_in(ALICE).post(f"/v1/tickets/{number}/closure")
    desk.signed_in(IVANA).post(f"/v1/tickets/{number}/closure")
    desk.mail(ALICE.address, address, "Ipak nije.")
    assert desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body["ticket"]["state"] == "open"


def test_a_stranger_with_a_stolen_reply_address_is_held_for_staff(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(CHARLIE.address, reply_address(desk, ALICE.address), "Pošaljite mi sve.")
    assert texts(desk, number) == ["Kako produžiti najam?"]
    shown = desk.signed_in(IVANA).get(f"/v1/tickets/{number}").body
    assert shown["ticket"]["held"] == 1
    assert (shown["entries"][-1]["held"], shown["entries"][-1]["sender"]) == (True, CHARLIE.address)
    assert CHARLIE.address in desk.letters_to(IVANA.address)[-1].text


def test_a_forged_sender_is_held_until_staff_accept_it(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(ALICE.address, reply_address(desk, ALICE.address), "Otkažite ugovor.", proven=False)
    assert texts(desk, number) == ["Kako produžiti najam?"]
    accepted = desk.signed_in(IVANA).post(f"/v1/tickets/{number}/acceptances", {"sequence": 2})
    assert accepted.status == 201
    assert texts(desk, number) == ["Kako produžiti najam?", "Otkažite ugovor."]
    again = desk.signed_in(IVANA).post(f"/v1/tickets/{number}/acceptances", {"sequence": 2})
    assert (again.status, again.body["ticket"]["held"]) == (201, 0)
    assert len(texts(desk, number)) == 2
    assert desk.signed_in(IVANA).post(f"/v1/tickets/{number}/acceptances", {"sequence": 1}).code == "nothing_held"


def test_a_number_in_the_subject_alone_grants_a_stranger_nothing(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(CHARLIE.address, EVIDENCIJA, "I ja bih.", f"[{number}] Najam skele")
    desk.mail("mallory@evil.example", EVIDENCIJA, "I ja bih.", f"[{number}] Najam skele")
    assert texts(desk, number, IVANA) == ["Kako produžiti najam?"]


def test_tc2_a_mail_to_timecare_gets_the_letter_with_the_way_in_and_is_kept(desk: FrontDoor) -> None:
    desk.mail(ALICE.address, TIMECARE, "Passet syns inte.", "Schema")
    assert desk.signed_in(ALICE).get("/v1/tickets").body["tickets"] == []
    kept = set_aside(desk, EVA, "timecare")
    assert (kept[0]["subject"], kept[0]["reason"], kept[0]["text"].strip()) == (
        "Schema",
        "channel",
        "Passet syns inte.",
    )
    way_in = next(letter for letter in desk.letters_to(ALICE.address) if "Timecare" in letter.subject)
    assert "portal" in way_in.text and "/timecare/" in way_in.text
    assert way_in.headers["Auto-Submitted"] == "auto-replied"


def test_tc2_the_way_in_is_told_once_an_hour(desk: FrontDoor) -> None:
    for subject in ("Schema", "Schema igen", "Hallå"):
        desk.mail("ny@kund.example", TIMECARE, "Passet syns inte.", subject)
    assert len(desk.letters_to("ny@kund.example")) == 1
    assert len(set_aside(desk, EVA, "timecare")) == 3


def test_a_forged_mail_gets_no_letter(desk: FrontDoor) -> None:
    desk.mail("victim@elsewhere.example", TIMECARE, "Passet syns inte.", proven=False)
    assert desk.letters_to("victim@elsewhere.example") == []
    assert len(set_aside(desk, EVA, "timecare")) == 1


def test_an_automatic_mail_is_filed_and_answered_by_nobody(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    before = len(desk.mailer.sent)
    away = {"Auto_Submitted": "auto-replied"}
    desk.mail(ALICE.address, reply_address(desk, ALICE.address), "Na odmoru sam.", "Odsutna", **away)
    desk.mail("robot@elsewhere.example", EVIDENCIJA, "Na odmoru sam.", "Odsutna", **away)
    desk.letters_to(ALICE.address)
    assert len(desk.mailer.sent) == before
    entries = desk.signed_in(IVANA).get(f"/v1/tickets/{number}").body["entries"]
    assert [(entry["act"], entry["audience"]) for entry in entries] == [("opened", "everyone"), ("filed", "staff")]
    assert set_aside(desk, IVANA, "evidencija")[0]["reason"] == "automatic"


def test_a_mail_that_is_no_mail_is_set_aside_with_its_reason(desk: FrontDoor) -> None:
    desk.raw_mail(b"\x00\xff\xfe nothing that anyone wrote", EVIDENCIJA)
    assert set_aside(desk, IVANA, "evidencija")[0]["reason"] == "not_a_mail"


def test_a_mail_from_nobody_we_know_is_set_aside_and_not_lost(desk: FrontDoor) -> None:
    desk.mail("new@customer.example", EVIDENCIJA, "Trebam ponudu.", "Ponuda")
    kept = set_aside(desk, IVANA, "evidencija")[0]
    assert (kept["from_address"], kept["subject"], kept["reason"]) == ("new@customer.example", "Ponuda", "stranger")


def test_a_notification_that_cannot_be_read_comes_again(desk: FrontDoor) -> None:
    assert desk.announce("no json") == {"batchItemFailures": [{"itemIdentifier": "1"}]}


def test_a_mails_files_are_kept_with_the_ticket(desk: FrontDoor) -> None:
    raw = (
        f"From: {ALICE.address}\r\nTo: {EVIDENCIJA}\r\nSubject: Racun\r\nMessage-ID: <files@client.example>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
        'U prilogu.\r\n--b\r\nContent-Type: application/pdf; name="racun.pdf"\r\nContent-Disposition: attachment; '
        'filename="../../racun.pdf"\r\n\r\n%PDF\r\n--b--\r\n'
    ).encode()
    desk.raw_mail(raw, EVIDENCIJA)
    alice = desk.signed_in(ALICE)
    number = alice.get("/v1/tickets").body["tickets"][0]["number"]
    kept = alice.get(f"/v1/tickets/{number}").body["entries"][0]["attachments"]
    assert [file["name"] for file in kept] == ["racun.pdf"]


def test_a_letter_threads_in_every_client(desk: FrontDoor) -> None:
    desk.mail(ALICE.address, EVIDENCIJA, "Kako produžiti najam?", "Re: Najam skele", message_id="<hers@client.example>")
    number = desk.signed_in(ALICE).get("/v1/tickets").body["tickets"][0]["number"]
    letters = [letter for letter in desk.letters_to(ALICE.address) if number in letter.text]
    desk.signed_in(IVANA).post(f"/v1/tickets/{number}/answers", {"text": "Da.", "then": "open"})
    letters = [letter for letter in desk.letters_to(ALICE.address) if number in letter.text]
    assert len(letters) == 2
    root = f"<{number.lower()}@{MAIL_DOMAIN}>"
    for letter in letters:
        assert letter.subject == "Re: Najam skele", "Gmail wants her own subject"
        assert letter.headers["Thread-Topic"] == "Najam skele", "and so does Outlook"
        assert letter.headers["References"].split() == [root, "<hers@client.example>"], "she has the second"
        assert letter.headers["In-Reply-To"] == "<hers@client.example>"
        assert "Thread-Index" not in letter.headers, "that would part it from hers"


def test_who_has_not_begun_the_ticket_by_mail_has_a_thread_under_its_number(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(ALICE.address, reply_address(desk, ALICE.address), "Još nešto.")
    letters = [letter for letter in desk.letters_to(IVANA.address) if number in letter.text]
    assert len(letters) == 2
    told = {(letter.subject, *(letter.headers[name] for name in THREADING)) for letter in letters}
    assert len(told) == 1, "one thread"
    subject, references, answered, topic, index = told.pop()
    assert subject == topic == f"[{number}] Najam skele"
    assert references == answered == f"<{number.lower()}@{MAIL_DOMAIN}>"
    assert len(base64.b64decode(index)) == 22


def test_another_tickets_letters_are_another_thread(desk: FrontDoor) -> None:
    opened_by_mail(desk)
    opened_by_mail(desk)
    letters = [letter for letter in desk.letters_to(IVANA.address) if "Najam skele" in letter.subject]
    for name in THREADING:
        assert len({letter.headers[name] for letter in letters}) == 2


def test_a_mail_that_staff_pass_on_begins_no_thread_of_the_customers(desk: FrontDoor) -> None:
    passed_on = (
        "---------- Forwarded message ---------\n"
        f"From: Alice Nordmann <{ALICE.address}>\nDate: Mon, 2 Mar 2026 at 08:40\n"
        f"Subject: Najam skele\nTo: Ivana Kos <{IVANA.address}>\n\nKako produžiti najam?\n"
    )
    desk.mail(IVANA.address, EVIDENCIJA, passed_on, "Fwd: Najam skele")
    receipt = desk.letters_to(ALICE.address)[-1]
    assert receipt.subject.startswith("[EVI-") and receipt.subject.endswith("] Najam skele")


def test_a_letter_that_cannot_leave_is_tried_again_and_not_doubled(desk: FrontDoor) -> None:
    desk.mailer.is_down = True
    alice_writes = a_question(desk="evidencija", area="", subject="Najam", text="Kako?")
    desk.mailer.is_down = False
    bob = desk.signed_in(BOB)
    desk.mailer.is_down = True
    number = bob.post("/v1/tickets", alice_writes).body["ticket"]["number"]
    assert not [letter for letter in desk.letters_to(BOB.address) if number in letter.subject]
    desk.mailer.is_down = False
    desk.now = desk.now.replace(hour=9)
    for _ in range(3):
        receipts = [letter for letter in desk.letters_to(BOB.address) if number in letter.subject]
    assert len(receipts) == 1


def test_ola_hears_nothing_of_other_desks(desk: FrontDoor) -> None:
    opened_by_mail(desk)
    assert desk.letters_to(OLA.address) == []


def a_mail_of(sender: str, text: str, subject: str = "Hei") -> bytes:
    return f"From: {sender}\r\nSubject: {subject}\r\nMessage-ID: <{text[:5]}@c.example>\r\n\r\n{text}\r\n".encode()


def test_where_the_senders_domain_has_no_dmarc_another_domains_spf_proves_nothing(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    undecided = {"spf": "PASS", "dkim": "GRAY", "dmarc": "GRAY"}
    forged = a_mail_of(IVANA.address, "Vaš je ugovor raskinut.", f"[{number}] Najam")
    desk.raw_mail(forged, EVIDENCIJA, source="mallory@evil.example", **undecided)
    forged = a_mail_of(ALICE.address, "Otkazujem.", "Otkaz")
    desk.raw_mail(forged, EVIDENCIJA, source="mallory@evil.example", **undecided)
    assert texts(desk, number) == ["Kako produžiti najam?"]
    assert [ticket["number"] for ticket in desk.signed_in(ALICE).get("/v1/tickets").body["tickets"]] == [number]
    desk.raw_mail(a_mail_of(ALICE.address, "Prava sam.", "Novo"), EVIDENCIJA, source=ALICE.address, **undecided)
    assert len(desk.signed_in(ALICE).get("/v1/tickets").body["tickets"]) == 2


def test_an_agents_mail_becomes_an_answer_only_by_the_address_signed_for_her(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(IVANA.address, EVIDENCIJA, "Ovaj je korisnik naporan.", f"Fwd: [{number}] Najam skele")
    assert texts(desk, number) == ["Kako produžiti najam?"]
    assert desk.signed_in(IVANA).get(f"/v1/tickets/{number}").body["entries"][-1]["act"] == "noted"


def test_what_an_agent_quotes_in_a_mail_is_not_shown_to_the_customer(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    answer = "Ne poznajem ga.\n\nOn Mon, 2 Mar 2026 at 09:00, Charlie wrote:\n> TAJNA SUPARNIKA\n"
    desk.mail(IVANA.address, reply_address(desk, IVANA.address), answer)
    assert "TAJNA" not in str(desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body)
    assert "TAJNA" in str(desk.signed_in(IVANA).get(f"/v1/tickets/{number}").body)


def test_an_agents_mail_about_no_ticket_is_kept_and_she_gets_no_letter(desk: FrontDoor) -> None:
    desk.mail(EVA.address, TIMECARE, "Kan någon ta passet?")
    assert set_aside(desk, EVA, "timecare")[0]["reason"] == "staff"
    assert not [letter for letter in desk.letters_to(EVA.address) if "Timecare" in letter.subject]


def test_two_machines_that_answer_each_other_are_taken_for_machines(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    address = reply_address(desk, ALICE.address)
    for index in range(40):
        desk.mail(ALICE.address, address, f"Automatski odgovor {index}")
    entries = desk.signed_in(IVANA).get(f"/v1/tickets/{number}").body["entries"]
    assert sum(entry["act"] == "added" for entry in entries) < 31
    assert (entries[-1]["act"], entries[-1]["facts"]["reason"]) == ("held", "automatic")


def test_a_way_in_letter_is_not_lost_when_keeping_the_mail_fails_once(desk: FrontDoor) -> None:
    raw = a_mail_of("ny@kund.example", "Passet syns inte.", "Schema")
    desk.store.fail_next = True
    assert desk.raw_mail(raw, TIMECARE)["batchItemFailures"]
    desk.raw_mail(raw, TIMECARE)
    assert len(desk.letters_to("ny@kund.example")) == 1


def test_an_encrypted_mail_is_kept_and_its_sender_told_that_nobody_can_read_it(desk: FrontDoor) -> None:
    sealed = (
        f"From: {ALICE.address}\r\nTo: {EVIDENCIJA}\r\nSubject: Tajno\r\nMessage-ID: <s1@client.example>\r\n"
        'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\r\n\r\n'
        "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\n"
        "Content-Type: application/octet-stream; name=encrypted.asc\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n--b--\r\n"
    )
    desk.raw_mail(sealed.encode(), EVIDENCIJA)
    told = desk.letters_to(ALICE.address)[-1].text
    assert "šifrirana" in told
    assert "Napisali ste" not in told
    number = desk.signed_in(ALICE).get("/v1/tickets").body["tickets"][0]["number"]
    entry = desk.signed_in(IVANA).get(f"/v1/tickets/{number}").body["entries"][0]
    assert [file["name"] for file in entry["attachments"]] == ["encrypted.asc"]


def test_a_mail_without_words_says_so_in_the_language_of_the_desk(desk: FrontDoor) -> None:
    desk.mail(ALICE.address, f"evidencija@{MAIL_DOMAIN}", "", "")
    (ticket,) = desk.signed_in(ALICE).get("/v1/tickets").body["tickets"]
    assert ticket["subject"] == "(bez predmeta)"
    (entry,) = desk.signed_in(ALICE).get(f"/v1/tickets/{ticket['number']}").body["entries"]
    assert entry["text"] == "(Ova poruka nema teksta.)"
