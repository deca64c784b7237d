"""People's way through the deployed desk, each in front of it: portal, storage, mail."""

import pytest

from tests.packaged.deployed import ALICE, CHARLIE, MAIL_DOMAIN, OLA, PORTAL, Deployed, eventually, fetch, post_form

pytestmark = pytest.mark.packaged

TEXT = "Hvordan fører vi timer på lørdag?"
QUESTION = {
    "desk": "promark",
    "kind": "question",
    "subject": "Timer i helgen",
    "severity": 2,
    "area": "time_registration",
    "answers": {},
}
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def test_a_contact_signs_in_with_the_code_that_was_mailed_to_her(deployed: Deployed) -> None:
    session = deployed.signed_in(ALICE).get("/v1/session")
    assert session.status == 200
    assert session.body["person"]["name"] == "Alice Nordmann"


def test_a_session_cookie_is_for_the_api_alone_and_only_over_tls(deployed: Deployed) -> None:
    visitor = deployed.signed_in_anew(CHARLIE)
    ended = visitor.call("DELETE", "/v1/session")
    assert ended.status == 204
    assert {"HttpOnly", "Secure", "SameSite=Strict"} <= set(ended.headers["Set-Cookie"].split("; "))
    assert visitor.get("/v1/session").status == 401


def test_a_ticket_with_a_file_is_filed_and_its_receipt_arrives(deployed: Deployed) -> None:
    alice = deployed.signed_in(ALICE)
    number = file_ticket(deployed, PICTURE)
    receipt = deployed.letter(ALICE.address, number)
    assert "Timer i helgen" in receipt.message["Subject"]
    kept = alice.get(f"/v1/tickets/{number}").body["entries"][0]["attachments"][0]
    assert (kept["name"], kept["type"], kept["size"]) == ("skjerm.png", "image/png", len(PICTURE))
    link = alice.get(f"/v1/tickets/{number}/files/{kept['id']}").body["url"]
    fetched = fetch(link)
    assert fetched.body == PICTURE
    assert fetched.headers["Content-Disposition"].startswith("attachment")


def test_a_mail_opens_a_ticket_and_a_reply_to_the_receipt_lands_on_it(deployed: Deployed) -> None:
    deployed.mail(ALICE.address, f"promark@{MAIL_DOMAIN}", "Terminalen er død", "Skjermen er svart.\n")
    receipt = deployed.letter(ALICE.address, "Terminalen er død")
    reply_to = str(receipt.message["Reply-To"])
    deployed.mail(
        ALICE.address, reply_to, f"Re: {receipt.message['Subject']}", "Nå virker den igjen.\n",
        In_Reply_To=str(receipt.message["Message-ID"]),
    )  # fmt: skip
    number = reply_to.partition("+")[2].partition(".")[0].upper()
    alice = deployed.signed_in(ALICE)

    def both() -> list[str] | None:
        texts = [entry["text"] for entry in alice.get(f"/v1/tickets/{number}").body["entries"] if entry["text"]]
        return texts if len(texts) == 2 else None

    assert eventually(both, "the reply on the ticket") == ["Skjermen er svart.", "Nå virker den igjen."]


def test_an_agents_answer_reaches_the_contact_by_mail(deployed: Deployed) -> None:
    number = file_ticket(deployed)
    ola = deployed.signed_in(OLA)
    assert ola.post(f"/v1/tickets/{number}/handling", {}).status == 201
    answer = {"text": "Bruk koden for helgetillegg.", "files": [], "then": "resolved"}
    answered = ola.post(f"/v1/tickets/{number}/answers", answer)
    assert (answered.status, answered.body["ticket"]["state"]) == (201, "resolved")
    assert deployed.letter(ALICE.address, number, "helgetillegg")
    assert number in {one["number"] for one in ola.get("/v1/desks/promark/queue").body["tickets"]}


def test_a_stranger_finds_nothing(deployed: Deployed) -> None:
    number = file_ticket(deployed)
    charlie = deployed.signed_in(CHARLIE)
    assert charlie.get(f"/v1/tickets/{number}").status == 404
    assert charlie.post(f"/v1/tickets/{number}/additions", {"text": "Hei", "files": []}).status == 404
    assert charlie.get("/v1/desks/promark/queue").status == 404
    assert charlie.get("/v1/tickets").body["tickets"] == []


def test_a_long_text_lies_in_storage_and_comes_back_whole(deployed: Deployed) -> None:
    text = "æøå ÆØÅ åøæ\n" * 1600
    number = file_ticket(deployed, text=text)
    assert deployed.signed_in(ALICE).get(f"/v1/tickets/{number}").body["entries"][0]["text"] == text.strip()
    assert deployed.letter(ALICE.address, number)


def test_a_browser_at_the_portal_may_ask_first(deployed: Deployed) -> None:
    asked = {"Origin": PORTAL, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-tuki"}
    told = deployed.visitor().call("OPTIONS", "/v1/tickets", headers=asked)
    assert told.status == 204
    assert told.headers["Access-Control-Allow-Origin"] == PORTAL
    assert "X-Tuki" in told.headers["Access-Control-Allow-Headers"]


def test_letters_in_every_language_survive_the_gateway(deployed: Deployed) -> None:
    number = file_ticket(deployed, text="Ääkköset, čšž, åäö, ☕")
    assert deployed.signed_in(ALICE).get(f"/v1/tickets/{number}").body["entries"][0]["text"] == "Ääkköset, čšž, åäö, ☕"


def file_ticket(deployed: Deployed, picture: bytes = b"", text: str = TEXT) -> str:
    """A new ticket of Alice's, with a picture posted straight to storage; its number."""
    alice = deployed.signed_in(ALICE)
    files = []
    if picture:
        asked = alice.post("/v1/files", {"desk": "promark", "name": "skjerm.png", "size": len(picture)})
        assert asked.status == 201, asked.body
        upload = asked.body["upload"]
        assert post_form(upload["url"], upload["fields"], "skjerm.png", picture).status == 204
        files = [{"id": asked.body["id"], "name": "skjerm.png"}]
    filed = alice.post("/v1/tickets", {**QUESTION, "text": text, "files": files})
    assert filed.status == 201, filed.body
    return str(filed.body["ticket"]["number"])
