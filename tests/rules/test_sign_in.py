"""Signing in, and requests that are not as they should be: each gets a clear answer and changes nothing."""

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest

from chalicelib import wiring
from chalicelib.journal import LOG
from chalicelib.web.call import Call
from tests.rules.front_door import ALICE, BOB, Answer, FrontDoor, Visitor, a_question


def ask(visitor: Visitor, address: str = ALICE.address) -> str:
    """The challenge that comes of asking for a code."""
    asked = visitor.post("/v1/codes", {"address": address})
    assert asked.status == 202, asked.body
    return str(asked.body["challenge"])


def give(visitor: Visitor, challenge: str, code: str) -> Answer:
    """What a code comes to."""
    return visitor.post("/v1/sessions", {"address": ALICE.address, "challenge": challenge, "code": code})


def wrong(code: str) -> str:
    return "000000" if code != "000000" else "111111"


def everybody_comes_from(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Call, "source", source)


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(desk: FrontDoor) -> None:
    visitor = desk.visitor("nb")
    known = visitor.post("/v1/codes", {"address": ALICE.address})
    unknown = visitor.post("/v1/codes", {"address": "nobody@nowhere.example"})
    assert known.status == unknown.status == 202
    for answer in (known, unknown):
        assert answer.body.keys() == {"challenge"}
        assert re.fullmatch(r"[\w-]{32}", answer.body["challenge"])
    assert known.body != unknown.body
    assert desk.letters_to("nobody@nowhere.example") == []


@pytest.mark.parametrize("is_down", [False, True])
def test_an_address_that_takes_no_letter_gives_the_same_answer(desk: FrontDoor, is_down: bool) -> None:
    desk.mailer.refused, desk.mailer.is_down = {ALICE.address}, is_down
    asked = desk.visitor("nb").post("/v1/codes", {"address": ALICE.address})
    assert (asked.status, asked.body.keys()) == (202, {"challenge"})


def test_a_letter_that_could_not_go_is_logged_without_its_address(
    desk: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[object, ...]] = []
    monkeypatch.setattr(LOG, "warning", lambda what, extra: told.append((what, extra)))
    desk.mailer.refused = {ALICE.address}
    ask(desk.visitor("nb"))
    assert "Undeliverable" in str(told)
    assert ALICE.address not in str(told)


def test_a_code_works_once(desk: FrontDoor) -> None:
    visitor = desk.visitor("nb")
    challenge = ask(visitor)
    assert give(visitor, challenge, desk.code_sent_to(ALICE.address)).status == 201
    again = give(visitor, challenge, desk.code_sent_to(ALICE.address))
    assert (again.status, again.code) == (401, "code_wrong")


def test_a_code_works_only_where_it_was_asked_for(desk: FrontDoor) -> None:
    """A foreign challenge, none at all, and her own challenge with another address."""
    visitor = desk.visitor("nb")
    hers, anothers = ask(visitor), ask(visitor, "nobody@nowhere.example")
    code = desk.code_sent_to(ALICE.address)
    assert give(visitor, anothers, code).code == "code_wrong"
    assert visitor.post("/v1/sessions", {"address": ALICE.address, "code": code}).code == "code_wrong"
    other = visitor.post("/v1/sessions", {"address": BOB.address, "challenge": hers, "code": code})
    assert other.code == "code_wrong"
    assert give(visitor, hers, code).status == 201


def test_nobody_can_spend_her_codes_or_her_tries(desk: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger asks for codes to her address and tries them, before she asks and while she looks for her letter."""
    alice, stranger = desk.visitor("nb"), desk.visitor("nb")
    everybody_comes_from("203.0.113.7", monkeypatch)
    strangers = [ask(stranger) for _ in range(5)]
    assert stranger.post("/v1/codes", {"address": ALICE.address}).code == "too_many_codes"
    everybody_comes_from("198.51.100.1", monkeypatch)
    hers = ask(alice)
    code = desk.code_sent_to(ALICE.address)
    everybody_comes_from("192.0.2.66", monkeypatch)
    strangers.append(ask(stranger))
    assert {give(stranger, challenge, wrong(code)).status for challenge in strangers for _ in range(6)} == {401, 429}
    everybody_comes_from("198.51.100.1", monkeypatch)
    assert give(alice, hers, code).status == 201


def test_a_code_works_for_ten_minutes(desk: FrontDoor) -> None:
    visitor = desk.visitor("nb")
    challenge = ask(visitor)
    desk.now += timedelta(minutes=10, seconds=1)
    assert give(visitor, challenge, desk.code_sent_to(ALICE.address)).code == "code_wrong"


def test_a_code_can_be_tried_five_times(desk: FrontDoor) -> None:
    visitor = desk.visitor("nb")
    challenge = ask(visitor)
    right = desk.code_sent_to(ALICE.address)
    for _ in range(5):
        assert give(visitor, challenge, wrong(right)).status == 401
    assert give(visitor, challenge, right).status == 401


def test_only_wrong_tries_count_against_a_source(desk: FrontDoor) -> None:
    """An office behind one address signs in as often as it likes, even when somebody there was wrong too often."""
    visitor = desk.visitor("nb")
    people = [replace(ALICE, id=f"a{n}", address=f"a{n}@bakery.example") for n in range(32)]
    for person in people:
        desk.directory.keep_contact(person)
        desk.signed_in(person)
    challenge = ask(visitor)
    code = desk.code_sent_to(ALICE.address)
    statuses = [give(visitor, "guessed", "123456").status for _ in range(31)]
    assert statuses == [401] * 30 + [429]
    assert give(visitor, challenge, code).status == 201


def test_wrong_tries_spend_the_codes_that_a_source_may_ask_for(desk: FrontDoor) -> None:
    visitor = desk.visitor("nb")
    for _ in range(60):
        give(visitor, "guessed", "123456")
    assert visitor.post("/v1/codes", {"address": ALICE.address}).code == "too_many_codes"


def test_only_so_many_codes_are_sent_to_an_address(desk: FrontDoor) -> None:
    visitor = desk.visitor("nb")
    statuses = [visitor.post("/v1/codes", {"address": ALICE.address}).status for _ in range(6)]
    assert statuses == [202] * 5 + [429]


def test_a_session_ends_when_she_signs_out(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    assert alice.get("/v1/session").body["person"]["name"] == "Alice Nordmann"
    alice.call("DELETE", "/v1/session", None, {})
    assert alice.get("/v1/session").code == "sign_in_needed"


def test_the_cookie_is_out_of_scripts_and_other_sites_reach(desk: FrontDoor) -> None:
    visitor = desk.visitor("nb")
    challenge = ask(visitor)
    cookie = give(visitor, challenge, desk.code_sent_to(ALICE.address)).headers["Set-Cookie"]
    assert cookie.startswith("__Host-tuki_session=")
    assert all(word in cookie.split("; ") for word in ("HttpOnly", "Secure", "SameSite=Strict", "Path=/"))
    assert "Domain" not in cookie


def test_a_laptop_without_https_has_a_cookie_of_a_plain_name(desk: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = replace(desk.settings(), portal="http://127.0.0.1:8000")
    monkeypatch.setattr(desk, "settings", lambda: settings)
    alice = desk.signed_in(ALICE)
    assert alice.cookie.startswith("tuki_session=")
    assert alice.get("/v1/session").status == 200


@pytest.mark.parametrize("other", ['consent={"a":1}', "foo[bar]=1", "x=\xe6", "word", "=", "", "tuki_session=old"])
def test_other_cookies_do_not_hide_the_session(desk: FrontDoor, other: str) -> None:
    alice = desk.signed_in(ALICE)
    for cookies in (f"{other}; {alice.cookie}", f"{alice.cookie};{other}"):
        visitor = desk.visitor("nb")
        visitor.cookie = cookies
        assert visitor.get("/v1/session").status == 200


@pytest.mark.parametrize("value", ["forged", "", "\x80;;=", "\ud800"])
@pytest.mark.parametrize("name", ["__Host-tuki_session", "tuki_session", "other"])
def test_a_forged_session_is_nobody(desk: FrontDoor, name: str, value: str) -> None:
    visitor = desk.visitor("nb")
    visitor.cookie = f"{name}={value}"
    assert visitor.get("/v1/tickets").code == "sign_in_needed"


@pytest.mark.parametrize("address", ["", "alice", "a@b", "a b@c.example", "x" * 300 + "@c.example"])
def test_what_is_no_address_is_told(desk: FrontDoor, address: str) -> None:
    refused = desk.visitor("nb").post("/v1/codes", {"address": address})
    assert (refused.status, refused.code) == (422, "address_bad")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"\xff\xfe",
        b'"text"',
        b"[" * 50_000,
        b'{"address": 7}',
        b'{"address": "\\u0000"}',
        b'{"address": "kari\\ud800@fjord.example"}',
        b'{"address": "kari\xed\xa0\x80@fjord.example"}',
    ],
)
def test_a_malformed_body_is_told_and_leaves_no_stack_trace(desk: FrontDoor, body: bytes) -> None:
    refused = desk.visitor("nb").post("/v1/codes", body)
    assert (refused.status, refused.code) == (400, "body_malformed")
    assert "Traceback" not in str(refused.body)


@pytest.mark.parametrize("answers", [{"steps": "\ud800"}, {"\ud800": "1. Åpne"}, {"\0": "1. Åpne"}])
def test_half_a_character_among_the_answers_is_told(desk: FrontDoor, answers: dict[str, str]) -> None:
    refused = desk.signed_in(ALICE).post("/v1/tickets", a_question(answers=answers))
    assert (refused.status, refused.code) == (400, "body_malformed")


def test_a_whole_character_beyond_the_common_ones_is_text(desk: FrontDoor) -> None:
    filed = desk.signed_in(ALICE).post("/v1/tickets", a_question(text="Hei \U0001f44b, hvordan fører vi timer?"))
    assert filed.status == 201, filed.body


@pytest.mark.parametrize(
    "number", ["P", "PRO", "PRO-", "-1", "PRO-1x", "PRO-1234567890123", "PROMARK-1", "PRÖ-1", "PRO-١"]
)
def test_what_is_no_ticket_number_is_not_found_unread(
    desk: FrontDoor, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    alice = desk.signed_in(ALICE)
    monkeypatch.setattr(desk.tickets, "history", lambda *_: 1 / 0)
    monkeypatch.setattr(desk.tickets, "read", lambda *_: 1 / 0)
    path = f"/v1/tickets/{quote(number)}"
    assert alice.get(path).code == "not_found"
    assert alice.get(f"{path}/files/x").code == "not_found"
    assert alice.post(f"{path}/additions", {"text": "Hei"}).code == "not_found"


def test_a_ticket_number_may_be_in_small_letters(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    number = alice.post("/v1/tickets", a_question()).body["ticket"]["number"]
    assert alice.get(f"/v1/tickets/{number.lower()}").body["ticket"]["number"] == number


def test_a_changing_call_without_our_header_or_key_is_refused(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    assert alice.post("/v1/tickets", a_question(), X_Tuki="0").code == "header_missing"
    assert alice.post("/v1/tickets", a_question(), Idempotency_Key="").code == "key_missing"
    assert alice.get("/v1/tickets").body["tickets"] == []


@pytest.mark.parametrize(
    ("language", "said"), [("nb", "logge"), ("sv", "logga"), ("fi", "irjau"), ("hr", "rijav"), ("en", "ign in")]
)
def test_an_error_is_in_the_readers_language(desk: FrontDoor, language: str, said: str) -> None:
    refused = desk.visitor(language).get("/v1/tickets")
    assert refused.headers["Content-Type"].startswith("application/problem+json")
    assert said.casefold() in refused.body["detail"].casefold()


def test_a_tampered_cursor_is_refused(desk: FrontDoor) -> None:
    refused = desk.signed_in(ALICE).get("/v1/tickets?cursor=eyJwayI6ICJDI3JpdmFsIn0")
    assert (refused.status, refused.code) == (400, "cursor_bad")


def test_a_fault_of_ours_shows_no_stack_trace(desk: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    alice = desk.signed_in(ALICE)
    monkeypatch.setattr(desk.tickets, "of_organisation", lambda *_: 1 / 0)
    failed = alice.get("/v1/tickets")
    assert (failed.status, failed.code) == (500, "internal")
    assert "ZeroDivision" not in str(failed.body)


@pytest.mark.parametrize(("language", "said"), [("nb", "gikk galt"), ("fi", "meni"), ("", "went wrong")])
def test_with_the_store_down_the_fault_is_still_told(
    desk: FrontDoor, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    alice = desk.signed_in(ALICE)
    alice.language = language
    monkeypatch.setattr(desk.gate, "session", lambda *_: 1 / 0)
    failed = alice.get("/v1/tickets")
    assert (failed.status, failed.code) == (500, "internal")
    assert failed.headers["Content-Type"].startswith("application/problem+json")
    assert failed.headers["Access-Control-Allow-Origin"] == "https://support.example.com"
    assert said in failed.body["detail"]


def test_with_the_store_down_a_refusal_without_a_language_is_told_as_a_fault(
    desk: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = desk.signed_in(ALICE)
    alice.language = ""
    monkeypatch.setattr(desk.gate, "session", lambda *_: 1 / 0)
    failed = alice.post("/v1/codes", b"{")
    assert (failed.status, failed.code) == (500, "internal")


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_with_no_world_at_all_the_fault_is_still_told(
    desk: FrontDoor, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    visitor = desk.visitor("nb")
    monkeypatch.setattr(wiring, "world", lambda: 1 / 0)
    monkeypatch.setattr(wiring, "settings", lambda: 1 / 0)
    failed = visitor.call(method, "/v1/tickets", None, {})
    assert (failed.status, failed.code) == (500, "internal")
    assert "ZeroDivision" not in str(failed.body)


def test_the_browser_may_ask_from_the_portals_origin_only(desk: FrontDoor) -> None:
    answer = desk.visitor().call("OPTIONS", "/v1/tickets", None, {"Origin": "https://evil.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "https://support.example.com"
