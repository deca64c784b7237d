"""Signing in, and requests that are not as they should be: each gets a clear answer and changes nothing."""

from datetime import timedelta

import pytest

from tests.rules.front_door import ALICE, FrontDoor, a_question


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(desk: FrontDoor) -> None:
    visitor = desk.visitor("nb")
    known = visitor.post("/v1/codes", {"address": ALICE.address})
    unknown = visitor.post("/v1/codes", {"address": "nobody@nowhere.example"})
    assert (known.status, known.body) == (unknown.status, unknown.body) == (202, {})
    assert desk.letters_to("nobody@nowhere.example") == []


def test_a_code_works_once(desk: FrontDoor) -> None:
    alice = desk.signed_in(ALICE)
    again = alice.post("/v1/sessions", {"address": ALICE.address, "code": desk.code_sent_to(ALICE.address)})
    assert (again.status, again.code) == (401, "code_wrong")


def test_a_code_works_for_ten_minutes(desk: FrontDoor) -> None:
    visitor = desk.visitor("nb")
    visitor.post("/v1/codes", {"address": ALICE.address})
    desk.now += timedelta(minutes=10, seconds=1)
    late = visitor.post("/v1/sessions", {"address": ALICE.address, "code": desk.code_sent_to(ALICE.address)})
    assert late.code == "code_wrong"


def test_a_code_can_be_tried_five_times(desk: FrontDoor) -> None:
    visitor = desk.visitor("nb")
    visitor.post("/v1/codes", {"address": ALICE.address})
    right = desk.code_sent_to(ALICE.address)
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        assert visitor.post("/v1/sessions", {"address": ALICE.address, "code": wrong}).status == 401
    assert visitor.post("/v1/sessions", {"address": ALICE.address, "code": right}).status == 401


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
    visitor.post("/v1/codes", {"address": ALICE.address})
    code = desk.code_sent_to(ALICE.address)
    cookie = visitor.post("/v1/sessions", {"address": ALICE.address, "code": code}).headers["Set-Cookie"]
    assert all(word in cookie for word in ("HttpOnly", "Secure", "SameSite=Strict"))


@pytest.mark.parametrize("cookie", ["tuki_session=forged", "tuki_session=", "other=1", "tuki_session=\x80;;="])
def test_a_forged_session_is_nobody(desk: FrontDoor, cookie: str) -> None:
    visitor = desk.visitor("nb")
    visitor.cookie = cookie
    assert visitor.get("/v1/tickets").code == "sign_in_needed"


@pytest.mark.parametrize("address", ["", "alice", "a@b", "a b@c.example", "x" * 300 + "@c.example"])
def test_what_is_no_address_is_told(desk: FrontDoor, address: str) -> None:
    refused = desk.visitor("nb").post("/v1/codes", {"address": address})
    assert (refused.status, refused.code) == (422, "address_bad")


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"\xff\xfe", b'"text"', b"[" * 50_000, b'{"address": 7}', b'{"address": "\\u0000"}']
)
def test_a_malformed_body_is_told_and_leaves_no_stack_trace(desk: FrontDoor, body: bytes) -> None:
    refused = desk.visitor("nb").post("/v1/codes", body)
    assert (refused.status, refused.code) == (400, "body_malformed")
    assert "Traceback" not in str(refused.body)


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


def test_the_browser_may_ask_from_the_portals_origin_only(desk: FrontDoor) -> None:
    answer = desk.visitor().call("OPTIONS", "/v1/tickets", None, {"Origin": "https://evil.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "https://support.example.com"
