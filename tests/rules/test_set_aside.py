"""Mails set aside: what staff make of them. None is lost, none lands twice, and nobody else's desk sees them."""

from email.message import EmailMessage

from tests.rules.front_door import ALICE, CHARLIE, EVA, IVANA, MAIL_DOMAIN, FrontDoor

EVIDENCIJA = f"evidencija@{MAIL_DOMAIN}"
NEWCOMER = "nina@bakery.example"
AT = "/v1/desks/evidencija/set-aside"


def waiting(desk: FrontDoor, state: str = "open") -> list[dict[str, object]]:
    return list(desk.signed_in(IVANA).get(f"{AT}?state={state}").body["mails"])


def newcomers_mail(desk: FrontDoor) -> str:
    desk.mail(f"Nina Nordmann <{NEWCOMER}>", EVIDENCIJA, "Trebam ponudu za najam.", "Ponuda")
    return str(waiting(desk)[0]["id"])


def tickets_of(desk: FrontDoor) -> list[dict[str, object]]:
    return list(desk.signed_in(ALICE).get("/v1/tickets").body["tickets"])


def opened_by_mail(desk: FrontDoor) -> str:
    desk.mail(ALICE.address, EVIDENCIJA, "Kako produžiti najam?", "Najam skele")
    return str(tickets_of(desk)[0]["number"])


def test_a_mail_set_aside_joins_the_ticket_that_staff_name(desk: FrontDoor) -> None:
    number, id = opened_by_mail(desk), newcomers_mail(desk)
    answer = desk.signed_in(IVANA).post(f"{AT}/{id}/acceptances", {"to": "ticket", "ticket": f" {number.lower()} "})
    assert (answer.status, answer.body["ticket"]["number"]) == (201, number)
    entry = desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body["entries"][-1]
    assert (entry["act"], entry["text"], entry["sender"]) == ("accepted", "Trebam ponudu za najam.", NEWCOMER)
    assert waiting(desk) == []
    settled = waiting(desk, "closed")[0]["settled"]
    assert settled == {"at": settled["at"], "by": {"name": IVANA.name}, "ticket": number}  # type: ignore[index]
    assert "Trebam ponudu" in desk.letters_to(ALICE.address)[-1].text


def test_a_mail_set_aside_becomes_the_ticket_of_a_contact(desk: FrontDoor) -> None:
    id = newcomers_mail(desk)
    answer = desk.signed_in(IVANA).post(f"{AT}/{id}/acceptances", {"to": "contact", "address": ALICE.address})
    assert answer.status == 201
    ticket = tickets_of(desk)[0]
    assert (ticket["number"], ticket["subject"]) == (answer.body["ticket"]["number"], "Ponuda")
    assert desk.letters_to(ALICE.address)[-1].subject.startswith(f"[{ticket['number']}]")


def test_tc8_a_stranger_becomes_a_contact_of_the_customer_that_staff_choose(desk: FrontDoor) -> None:
    id, ivana = newcomers_mail(desk), desk.signed_in(IVANA)
    found = ivana.get("/v1/desks/evidencija/customers?beginning=fjell").body["customers"]
    assert found == [{"id": "bakery", "name": "Fjellbakeriet AS"}]
    chosen = {"to": "customer", "organisation": "bakery", "name": "Nina Nordmann"}
    assert ivana.post(f"{AT}/{id}/acceptances", chosen).status == 201
    assert tickets_of(desk)[0]["contact"]["name"] == "Nina Nordmann"  # type: ignore[index]
    assert desk.letters_to(NEWCOMER)
    desk.mail(NEWCOMER, EVIDENCIJA, "Još nešto.", "Novo pitanje")
    assert waiting(desk) == []
    assert len(tickets_of(desk)) == 2


def test_accepting_twice_makes_one_ticket_and_who_comes_second_gets_it(desk: FrontDoor) -> None:
    number, id, ivana = opened_by_mail(desk), newcomers_mail(desk), desk.signed_in(IVANA)
    first = ivana.post(f"{AT}/{id}/acceptances", {"to": "contact", "address": ALICE.address})
    second = ivana.post(f"{AT}/{id}/acceptances", {"to": "ticket", "ticket": number})
    assert second.body["ticket"]["number"] == first.body["ticket"]["number"] != number
    assert len(tickets_of(desk)) == 2
    assert len(desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body["entries"]) == 1


def test_an_acceptance_that_dies_before_the_list_is_changed_ends_on_the_same_ticket(desk: FrontDoor) -> None:
    id, ivana = newcomers_mail(desk), desk.signed_in(IVANA)
    opening = {"to": "contact", "address": ALICE.address}
    before = desk.store.aside[id]
    opened = ivana.post(f"{AT}/{id}/acceptances", opening).body["ticket"]["number"]
    desk.store.aside[id] = before
    assert ivana.post(f"{AT}/{id}/acceptances", opening).body["ticket"]["number"] == opened
    assert (waiting(desk), len(tickets_of(desk))) == ([], 1)


def test_a_discarded_mail_is_kept_and_can_still_be_accepted(desk: FrontDoor) -> None:
    id, ivana = newcomers_mail(desk), desk.signed_in(IVANA)
    assert ivana.post(f"{AT}/{id}/discards").body["mail"]["settled"]["ticket"] is None
    assert waiting(desk) == []
    assert [mail["id"] for mail in waiting(desk, "closed")] == [id]
    assert ivana.post(f"{AT}/{id}/acceptances", {"to": "contact", "address": ALICE.address}).status == 201
    assert ivana.post(f"{AT}/{id}/discards").code == "set_aside_settled"


def test_what_cannot_be_found_is_refused_at_its_field(desk: FrontDoor) -> None:
    id, ivana = newcomers_mail(desk), desk.signed_in(IVANA)
    wrong = {
        "ticket": {"to": "ticket", "ticket": "EVI-999999"},
        "address": {"to": "contact", "address": "nobody@elsewhere.example"},
        "organisation": {"to": "customer", "organisation": "nowhere", "name": "Nina"},
        "name": {"to": "customer", "organisation": "bakery", "name": " "},
        "to": {"to": "bin"},
    }
    for field, acceptance in wrong.items():
        answer = ivana.post(f"{AT}/{id}/acceptances", acceptance)
        assert (answer.status, answer.fields) == (422, {field}), field
    assert len(waiting(desk)) == 1


def test_another_desks_mails_and_tickets_are_out_of_reach(desk: FrontDoor) -> None:
    id, eva = newcomers_mail(desk), desk.signed_in(EVA)
    number = opened_by_mail(desk)
    assert eva.get(AT).status == 404
    assert eva.post(f"{AT}/{id}/acceptances", {"to": "contact", "address": ALICE.address}).status == 404
    assert eva.post(f"/v1/desks/timecare/set-aside/{id}/discards").status == 404
    assert eva.get(f"/v1/desks/timecare/set-aside/{id}/html").status == 404
    assert desk.signed_in(ALICE).get(AT).status == 404
    assert desk.signed_in(ALICE).get("/v1/desks/evidencija/customers").status == 404
    desk.mail("robot@elsewhere.example", f"timecare@{MAIL_DOMAIN}", "Hej")
    other = eva.get("/v1/desks/timecare/set-aside").body["mails"][0]["id"]
    refused = eva.post(f"/v1/desks/timecare/set-aside/{other}/acceptances", {"to": "ticket", "ticket": number})
    assert refused.fields == {"ticket"}


def test_no_contact_is_made_of_a_machine(desk: FrontDoor) -> None:
    desk.mail("robot@elsewhere.example", EVIDENCIJA, "Disk je pun.", "Upozorenje", Auto_Submitted="auto-generated")
    mail, ivana = waiting(desk)[0], desk.signed_in(IVANA)
    assert (mail["is_automatic"], mail["reason"]) == (True, "automatic")
    made = {"to": "customer", "organisation": "bakery", "name": "Robot"}
    assert ivana.post(f"{AT}/{mail['id']}/acceptances", made).fields == {"to"}
    assert ivana.post(f"{AT}/{mail['id']}/acceptances", {"to": "contact", "address": ALICE.address}).status == 201
    assert desk.letters_to("robot@elsewhere.example") == []


def test_the_files_of_a_mail_set_aside_can_be_opened_but_not_where_a_virus_was_found(desk: FrontDoor) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = NEWCOMER, EVIDENCIJA, "Račun", "<r1@c.example>"
    mail.set_content("U prilogu.")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="racun.pdf")
    mail.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="racun.exe")
    desk.raw_mail(mail.as_bytes(), EVIDENCIJA)
    desk.raw_mail(mail.as_bytes().replace(b"r1@", b"r2@"), EVIDENCIJA, virus="FAIL")
    infected, clean = waiting(desk)
    ivana = desk.signed_in(IVANA)
    assert [(file["name"], file["listed"]) for file in clean["attachments"]] == [  # type: ignore[attr-defined]
        ("racun.pdf", True),
        ("racun.exe", False),
    ]
    file = clean["attachments"][0]["id"]  # type: ignore[index]
    assert ivana.get(f"{AT}/{clean['id']}/files/{file}").status == 200
    assert ivana.get(f"{AT}/{clean['id']}/files/mail").status == 200
    assert ivana.get(f"{AT}/{clean['id']}/files/other").status == 404
    assert infected["is_safe"] is False
    for name in (infected["attachments"][0]["id"], "mail"):  # type: ignore[index]
        assert ivana.get(f"{AT}/{infected['id']}/files/{name}").code == "virus_inside"
    assert ivana.post(f"{AT}/{infected['id']}/acceptances", {"to": "contact", "address": ALICE.address}).status == 201
    number = tickets_of(desk)[0]["number"]
    entry = ivana.get(f"/v1/tickets/{number}").body["entries"][0]
    assert (entry["text"], entry["attachments"], entry["has_html"]) == ("U prilogu.", [], False)


def test_staff_are_told_once_an_hour_that_a_mail_waits_but_not_of_what_machines_send(desk: FrontDoor) -> None:
    desk.mail("robot@elsewhere.example", EVIDENCIJA, "Disk je pun.", "Upozorenje", Auto_Submitted="auto-generated")
    assert desk.letters_to(IVANA.address) == [
        letter for letter in desk.letters_to(IVANA.address) if not letter.reply_to
    ]
    before = len(desk.letters_to(IVANA.address))
    newcomers_mail(desk)
    newcomers_mail(desk)
    told = desk.letters_to(IVANA.address)[before:]
    told = [letter for letter in told if "sign-in@" not in letter.sender]
    assert len(told) == 1
    assert NEWCOMER in told[0].text
    assert "/staff/set-aside/" in told[0].text


def test_mp3_what_an_agent_passes_on_is_the_ticket_of_the_customer_who_wrote_it(desk: FrontDoor) -> None:
    desk.mail(IVANA.address, EVIDENCIJA, forwarded(ALICE.address), "Fwd: Najam skele")
    ticket = tickets_of(desk)[0]
    entry = desk.signed_in(ALICE).get(f"/v1/tickets/{ticket['number']}").body["entries"][0]
    assert ticket["subject"] == "Najam skele"
    assert "Kako produžiti najam?" in entry["text"]
    assert "opet ona" not in str(entry)
    assert desk.letters_to(ALICE.address)[-1].subject.startswith(f"[{ticket['number']}]")


def test_what_an_agent_passes_on_of_a_stranger_waits_with_her_address(desk: FrontDoor) -> None:
    desk.mail(IVANA.address, EVIDENCIJA, forwarded(NEWCOMER), "Fwd: Najam skele")
    mail = waiting(desk)[0]
    assert (mail["reason"], mail["forwarded_from"]) == ("forwarded", NEWCOMER)
    made = {"to": "customer", "organisation": "bakery", "name": "Nina Nordmann"}
    assert desk.signed_in(IVANA).post(f"{AT}/{mail['id']}/acceptances", made).status == 201
    assert desk.directory.by_address(NEWCOMER) is not None
    assert "opet ona" not in str(desk.signed_in(ALICE).get(f"/v1/tickets/{tickets_of(desk)[0]['number']}").body)


def test_nobody_but_a_proven_agent_of_the_desk_files_in_anothers_name(desk: FrontDoor) -> None:
    desk.mail(IVANA.address, EVIDENCIJA, forwarded(ALICE.address), "Fwd: Najam skele", proven=False)
    desk.mail(EVA.address, EVIDENCIJA, forwarded(ALICE.address), "Fwd: Najam skele 2")
    desk.mail(CHARLIE.address, EVIDENCIJA, forwarded(ALICE.address), "Fwd: Najam skele 3")
    assert tickets_of(desk) == []
    assert len(desk.signed_in(CHARLIE).get("/v1/tickets").body["tickets"]) == 1


def test_of_a_forged_mail_the_address_that_really_sent_it_is_told(desk: FrontDoor) -> None:
    forged = f"From: {ALICE.address}\r\nTo: {EVIDENCIJA}\r\nSubject: Otkaz\r\n\r\nOtkazujemo.\r\n".encode()
    desk.raw_mail(forged, EVIDENCIJA, proven=False, source="evil@far.example")
    desk.raw_mail(forged.replace(b"Otkaz\r", b"Drugi otkaz\r"), EVIDENCIJA, proven=False, source=ALICE.address.upper())
    desk.raw_mail(
        forged.replace(ALICE.address.encode(), b"new@customer.example"), EVIDENCIJA, source="list@far.example"
    )
    assert sorted((mail["reason"], mail["sent_by"]) for mail in waiting(desk)) == [
        ("stranger", ""),
        ("unverified", ""),
        ("unverified", "evil@far.example"),
    ]


def forwarded(sender: str) -> str:
    return (
        "opet ona, molim te pogledaj\n\n---------- Forwarded message ---------\n"
        f"From: Alice Nordmann <{sender}>\nDate: Mon, 2 Mar 2026 at 08:00\nSubject: Najam skele\n"
        f"To: <ivana@vendor.example>\n\nKako produžiti najam?\n"
    )
