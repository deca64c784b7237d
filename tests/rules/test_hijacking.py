"""Who may not: hijacked threads, forged senders, replayed and borrowed tokens, machines (the trust ladder)."""

from datetime import timedelta
from email import message_from_bytes

import pytest

from chalicelib.aws.mailer import mime_of
from chalicelib.domain.mail import read
from chalicelib.domain.ticket.course import course_of
from tests.rules.front_door import ALICE, BOB, CHARLIE, IVANA, MAIL_DOMAIN, FrontDoor, Visitor

EVIDENCIJA, PROMARK = f"evidencija@{MAIL_DOMAIN}", f"promark@{MAIL_DOMAIN}"
FIRST = "<first@client.example>"


def opened_by_mail(desk: FrontDoor, whose: str = ALICE.address, message_id: str = FIRST) -> str:
    desk.mail(whose, EVIDENCIJA, "Kako produžiti najam?", "Najam skele", message_id=message_id)
    return str(staff(desk).get("/v1/desks/evidencija/queue").body["tickets"][-1]["number"])


def staff(desk: FrontDoor) -> Visitor:
    return desk.signed_in(IVANA)


def acts(desk: FrontDoor, number: str) -> list[str]:
    return [entry["act"] for entry in staff(desk).get(f"/v1/tickets/{number}").body["entries"]]


def reply_to_of(desk: FrontDoor, address: str) -> str:
    return next(letter.reply_to for letter in reversed(desk.letters_to(address)) if letter.reply_to)


@pytest.mark.parametrize("header", ["In_Reply_To", "References"])
@pytest.mark.parametrize("proven", [True, False])
def test_who_quotes_the_message_ids_of_anothers_thread_is_held(desk: FrontDoor, header: str, proven: bool) -> None:
    number = opened_by_mail(desk)
    ids = {header: f"<other@elsewhere.example> {FIRST}"}
    desk.mail(CHARLIE.address, EVIDENCIJA, "Pošaljite mi sve.", "Re: Najam skele", proven, **ids)
    assert acts(desk, number) == ["opened", "held"]
    assert desk.signed_in(CHARLIE).get(f"/v1/tickets/{number}").status == 404
    assert "Pošaljite" not in str(desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body)
    assert not [letter for letter in desk.letters_to(CHARLIE.address) if number in letter.subject + letter.text]


def test_a_forged_sender_with_the_right_references_is_held(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(ALICE.address, EVIDENCIJA, "Otkažite sve.", "Re: Najam skele", proven=False, References=FIRST)
    assert acts(desk, number) == ["opened", "held"]


def test_a_replayed_mail_changes_nothing(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    token = reply_to_of(desk, ALICE.address)
    for _ in range(3):
        desk.mail(ALICE.address, token, "Hvala.", "Re: Najam", message_id="<second@client.example>")
    assert acts(desk, number) == ["opened", "added"]


def test_a_token_replayed_by_a_stranger_is_held(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail("thief@elsewhere.example", reply_to_of(desk, ALICE.address), "I ja.", "Re: Najam")
    assert acts(desk, number) == ["opened", "held"]
    assert desk.letters_to("thief@elsewhere.example") == []


def test_a_token_of_one_ticket_opens_no_other(desk: FrontDoor) -> None:
    hers = opened_by_mail(desk)
    his = opened_by_mail(desk, CHARLIE.address, "<his@client.example>")
    token = reply_to_of(desk, CHARLIE.address)
    assert his.lower() in token
    desk.mail(CHARLIE.address, token.replace(his.lower(), hers.lower()), "Pokažite mi.", "Re: Najam")
    assert acts(desk, hers) == ["opened"]


def test_a_colleague_with_anothers_token_writes_in_her_own_name(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(BOB.address, reply_to_of(desk, ALICE.address), "Hitno je.", "Re: Najam")
    entry = staff(desk).get(f"/v1/tickets/{number}").body["entries"][-1]
    assert (entry["act"], entry["by"]["name"]) == ("added", BOB.name)


def test_a_token_of_an_agent_in_a_customers_hands_makes_no_answer(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(ALICE.address, reply_to_of(desk, IVANA.address), "Sve je besplatno.", "Re: Najam")
    entry = staff(desk).get(f"/v1/tickets/{number}").body["entries"][-1]
    assert (entry["act"], entry["by"]["side"]) == ("added", "customer")


@pytest.mark.parametrize(
    "subject", ["Fraværsmelding vises ikke", "Fravær: feil saldo", "Automatic reply does not work"]
)
def test_a_proven_contact_whose_subject_sounds_like_a_machine_is_not_overheard(desk: FrontDoor, subject: str) -> None:
    number = opened_by_mail(desk)
    desk.mail(ALICE.address, EVIDENCIJA, "Molim pomoć.", subject)
    (mail,) = staff(desk).get("/v1/desks/evidencija/set-aside").body["mails"]
    assert (mail["reason"], mail["is_automatic"]) == ("automatic", False)
    assert any("Izdvojeno" in letter.subject for letter in desk.letters_to(IVANA.address))
    desk.mail(ALICE.address, reply_to_of(desk, ALICE.address), "Odgovaram.", subject)
    assert acts(desk, number) == ["opened", "held"]
    staff(desk).post(f"/v1/tickets/{number}/acceptances", {"sequence": 2})
    assert "Odgovaram." in str(desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body)


def test_forged_mails_do_not_make_a_machine_of_her_in_whose_name_they_come(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    token = reply_to_of(desk, ALICE.address)
    for index in range(40):
        desk.mail(ALICE.address, EVIDENCIJA, f"Lažno {index}", proven=False)
    desk.mail(ALICE.address, token, "Prava ja.")
    assert acts(desk, number) == ["opened", "added"]


def test_a_mail_that_is_tried_again_counts_once(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    token = reply_to_of(desk, ALICE.address)
    for index in range(8):
        for _ in range(5):
            desk.mail(ALICE.address, token, f"Poruka {index}.", message_id=f"<m{index}@client.example>")
    assert acts(desk, number) == ["opened", *["added"] * 8]


def test_a_number_moves_a_mail_to_another_desk_for_nobody_but_its_readers(desk: FrontDoor) -> None:
    hers = opened_by_mail(desk)
    desk.mail(CHARLIE.address, PROMARK, "I ja bih.", f"[{hers}] Najam")
    assert acts(desk, hers) == ["opened"]
    (his,) = desk.signed_in(CHARLIE).get("/v1/tickets").body["tickets"]
    assert his["number"].startswith("PRO-")


QUOTE = (
    "\n\nOn Mon, 2 Mar 2026 at 09:00, Evidencija <evidencija@support.example.com> wrote:\n> Interno: kupac ne placa\n"
)


def test_an_agent_who_answers_nothing_but_a_quote_answers_nobody(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(IVANA.address, reply_to_of(desk, IVANA.address), QUOTE, "Re: Najam")
    assert acts(desk, number) == ["opened", "noted"]


def test_an_agent_who_passes_a_mail_on_to_a_ticket_notes_it_for_staff(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    passed = (
        "Pogledaj.\n\n---------- Forwarded message ---------\nFrom: <c@rival.example>\nSubject: X\n\nTajna Rivala.\n"
    )
    desk.mail(IVANA.address, reply_to_of(desk, IVANA.address), passed, "Fwd: X")
    assert acts(desk, number) == ["opened", "noted"]
    assert "Tajna" not in str(desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body)


def test_what_an_agent_quotes_stays_with_staff_where_her_unproven_mail_is_accepted(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(IVANA.address, reply_to_of(desk, IVANA.address), f"Riješeno.{QUOTE}", "Re: Najam", proven=False)
    staff(desk).post(f"/v1/tickets/{number}/acceptances", {"sequence": 2})
    seen = str(desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body)
    assert "Riješeno." in seen
    assert "Interno" not in seen


def test_control_headers_from_outside_steer_nothing(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    trick = {
        "X_Tuki": "1",
        "X_Ticket": number,
        "Authentication_Results": "amazonses.com; dkim=pass header.d=bakery.example",
    }
    desk.mail(
        "thief@elsewhere.example", EVIDENCIJA, "Ja sam Alice.", "Re: Najam", proven=False, Sender=ALICE.address, **trick
    )
    assert acts(desk, number) == ["opened"]


def test_two_desks_that_write_to_each_other_fall_silent(desk: FrontDoor) -> None:
    opened_by_mail(desk)
    for _ in range(3):
        sent = len(desk.mailer.sent)
        for letter in [one.letter for one in desk.mailer.sent]:
            raw = mime_of(letter)
            assert read(raw).is_auto_reply
            desk.raw_mail(raw.replace(b"To: ", b"X-To: "), PROMARK)
        desk.letters_to(ALICE.address)
    assert len(desk.mailer.sent) == sent


def test_what_we_send_says_that_a_machine_sent_it(desk: FrontDoor) -> None:
    opened_by_mail(desk)
    for letter in desk.letters_to(ALICE.address):
        mail = message_from_bytes(mime_of(letter))
        assert mail["Auto-Submitted"] in ("auto-generated", "auto-replied")
        assert mail["X-Auto-Response-Suppress"] == "All"


def test_a_held_mail_that_staff_dismiss_waits_no_more_and_is_never_shown(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(CHARLIE.address, reply_to_of(desk, ALICE.address), "Pošaljite mi sve.", "Re: Najam")
    answer = staff(desk).post(f"/v1/tickets/{number}/dismissals", {"sequence": 2})
    held = answer.body["entries"][1]
    assert (answer.status, answer.body["ticket"]["held"], held["held"], held["dismissed"]) == (201, 0, False, True)
    assert "Pošaljite" not in str(desk.signed_in(ALICE).get(f"/v1/tickets/{number}").body)
    assert staff(desk).post(f"/v1/tickets/{number}/dismissals", {"sequence": 2}).body["ticket"]["held"] == 0
    assert acts(desk, number) == ["opened", "held", "dismissed"]
    assert desk.signed_in(ALICE).post(f"/v1/tickets/{number}/dismissals", {"sequence": 2}).status == 404


def test_a_held_mail_that_belongs_elsewhere_is_set_aside_once(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(CHARLIE.address, EVIDENCIJA, "Imam svoje pitanje.", "Re: Najam skele", References=FIRST)
    for _ in range(2):
        staff(desk).post(f"/v1/tickets/{number}/dismissals", {"sequence": 2, "belongs_elsewhere": True})
    (mail,) = staff(desk).get("/v1/desks/evidencija/set-aside").body["mails"]
    assert (mail["reason"], mail["known"]["address"], mail["text"].strip()) == (
        "held",
        CHARLIE.address,
        "Imam svoje pitanje.",
    )
    opened = {"to": "contact", "address": CHARLIE.address}
    answer = staff(desk).post(f"/v1/desks/evidencija/set-aside/{mail['id']}/acceptances", opened)
    assert answer.status == 201
    assert desk.signed_in(CHARLIE).get(f"/v1/tickets/{answer.body['ticket']['number']}").status == 200
    assert acts(desk, number) == ["opened", "held", "dismissed"]


def test_a_mail_that_was_accepted_belongs_nowhere_else(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(ALICE.address, reply_to_of(desk, ALICE.address), "Hvala.", "Re: Najam", proven=False)
    staff(desk).post(f"/v1/tickets/{number}/acceptances", {"sequence": 2})
    staff(desk).post(f"/v1/tickets/{number}/dismissals", {"sequence": 2, "belongs_elsewhere": True})
    assert staff(desk).get("/v1/desks/evidencija/set-aside").body["mails"] == []
    assert acts(desk, number) == ["opened", "held", "accepted"]


def test_a_mail_that_was_moved_elsewhere_is_not_accepted_where_it_was(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(ALICE.address, reply_to_of(desk, ALICE.address), "Hvala.", "Re: Najam", proven=False)
    staff(desk).post(f"/v1/tickets/{number}/dismissals", {"sequence": 2, "belongs_elsewhere": True})
    assert staff(desk).post(f"/v1/tickets/{number}/acceptances", {"sequence": 2}).code == "nothing_held"
    assert acts(desk, number) == ["opened", "held", "dismissed"]


def test_a_dismissed_mail_can_be_accepted_after_all(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    desk.mail(ALICE.address, reply_to_of(desk, ALICE.address), "Hvala.", "Re: Najam", proven=False)
    staff(desk).post(f"/v1/tickets/{number}/dismissals", {"sequence": 2})
    for _ in range(2):
        answer = staff(desk).post(f"/v1/tickets/{number}/acceptances", {"sequence": 2})
    assert (answer.status, answer.body["ticket"]["held"]) == (201, 0)
    assert acts(desk, number) == ["opened", "held", "dismissed", "accepted"]


def test_ci8_a_held_mail_that_staff_accept_ends_the_waiting_when_it_came(desk: FrontDoor) -> None:
    number, asked_at = opened_by_mail(desk), desk.now
    staff(desk).post(f"/v1/tickets/{number}/answers", {"text": "Koja skela?", "then": "awaiting_customer"})
    token = reply_to_of(desk, ALICE.address)
    desk.now = came_at = asked_at + timedelta(hours=1)
    desk.mail(ALICE.address, token, "Crvena.", "Re: Najam", proven=False)
    desk.now = asked_at + timedelta(hours=3)
    sequence = acts(desk, number).index("held") + 1
    staff(desk).post(f"/v1/tickets/{number}/acceptances", {"sequence": sequence})
    _, why = course_of(desk.store.entries[number]).clock(None)
    assert why == {(asked_at, came_at): "awaiting_customer"}


def test_staff_get_word_of_held_mails_at_most_once_an_hour(desk: FrontDoor) -> None:
    number = opened_by_mail(desk)
    token, began = reply_to_of(desk, ALICE.address), desk.now.replace(minute=0, second=0, microsecond=0)
    desk.now = began + timedelta(minutes=5)
    for index in range(4):
        desk.mail("thief@elsewhere.example", token, f"I ja {index}.", "Re: Najam")
    desk.now = began + timedelta(minutes=65)
    for index in range(2):
        desk.mail("thief@elsewhere.example", token, f"Opet ja {index}.", "Re: Najam")
    assert acts(desk, number) == ["opened", *["held"] * 6]
    words = [one.letter for one in desk.store.letters.values() if one.letter.kind == "held"]
    hers = [letter for letter in words if letter.reader == IVANA.ref]
    hours = [timedelta(minutes=5), timedelta(hours=1), timedelta(hours=2)]
    assert [letter.owed_at - began for letter in hers] == hours


def test_a_held_mail_leads_to_its_ticket_only_once_staff_have_vouched_for_it(desk: FrontDoor) -> None:
    number, hers = opened_by_mail(desk), "<hers@client.example>"
    desk.mail(CHARLIE.address, EVIDENCIJA, "Imam svoje pitanje.", "Re: Najam skele", message_id=hers, References=FIRST)
    staff(desk).post(f"/v1/tickets/{number}/dismissals", {"sequence": 2, "belongs_elsewhere": True})
    (mail,) = staff(desk).get("/v1/desks/evidencija/set-aside").body["mails"]
    opened = {"to": "contact", "address": CHARLIE.address}
    answer = staff(desk).post(f"/v1/desks/evidencija/set-aside/{mail['id']}/acceptances", opened)
    desk.mail(CHARLIE.address, EVIDENCIJA, "I još nešto.", "Re: Najam skele", In_Reply_To=hers)
    assert acts(desk, answer.body["ticket"]["number"]) == ["opened", "added"]
    assert acts(desk, number) == ["opened", "held", "dismissed"]
