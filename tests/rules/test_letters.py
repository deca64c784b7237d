"""Letters (TC5): none is lost while mail is down, none goes to who may not read it, none can stop the others."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from chalicelib import ticking
from chalicelib.desk.letters import post
from chalicelib.desk.letters.post import MOST_LETTERS_AN_HOUR, Fate
from chalicelib.desk.ports import Conflict
from chalicelib.domain.letter import Letter, LetterKind
from chalicelib.domain.people import ReturnMark
from chalicelib.domain.ticket.history import Message
from tests.fakes import FakeLetterbox
from tests.rules.front_door import ALICE, IVANA, MAIL_DOMAIN, OLA, PORTAL, FrontDoor, a_question
from tests.unit.test_wording import HOSTILE

TEMPLATE = Path(__file__).parents[2] / "infra" / "functions.yaml"


def filed(desk: FrontDoor, **changes: object) -> str:
    """A ticket whose letters, a receipt and word to Ola, are owed and not yet sent."""
    alice = desk.signed_in(ALICE)
    return str(alice.post("/v1/tickets", a_question(**changes)).body["ticket"]["number"])


def write_instead(desk: FrontDoor, number: str, text: str) -> None:
    """Has the ticket open with a text that the form would not take, as a mail may bring it."""
    opened = desk.store.entries[number][0]
    desk.store.entries[number][0] = replace(opened, message=Message(text))


def fates(desk: FrontDoor) -> list[Fate]:
    return [delivery.fate for delivery in post.deliver_owed(desk.world())]


def test_while_mail_is_down_a_letter_waits_twice_as_long_each_time_but_an_hour_at_most(desk: FrontDoor) -> None:
    filed(desk)
    desk.mailer.is_down = True
    owed_at, tried = desk.now, []
    while desk.now - owed_at <= timedelta(hours=4):
        if fates(desk):
            tried.append(int((desk.now - owed_at).total_seconds()) // 60)
        desk.now += timedelta(minutes=1)
    assert tried == [0, 2, 4, 8, 16, 32, 64, 124, 184]


def test_a_letter_leaves_after_two_days_without_mail(desk: FrontDoor) -> None:
    number = filed(desk)
    desk.mailer.is_down = True
    for _ in range(48):
        assert fates(desk) == [Fate.LEFT, Fate.LEFT]
        desk.now += timedelta(hours=1)
    desk.mailer.is_down = False
    assert number in desk.letters_to(ALICE.address)[-1].subject


def test_a_letter_is_given_up_after_three_days_and_an_alarm_tells(
    desk: FrontDoor, caplog: pytest.LogCaptureFixture
) -> None:
    filed(desk)
    desk.mailer.is_down = True
    desk.now += timedelta(days=3) - timedelta(seconds=1)
    assert fates(desk) == [Fate.LEFT, Fate.LEFT]
    desk.now += timedelta(hours=1)
    ticking.tick()
    given_up = [kept.given_up for kept in desk.store.letters.values() if kept.given_up]
    assert given_up == ["tried_for_days"] * 2
    pattern = yaml.safe_load(TEMPLATE.read_text("utf-8"))["Resources"]["PostGaveUp"]["Properties"]["FilterPattern"]
    lines = [line for line in caplog.records if vars(line).get("fate") == Fate.GIVEN_UP]
    told = [f'{{ $.what = "{line.message}" && $.fate = "{vars(line)["fate"]}" ' for line in lines]
    assert told == [pattern.partition("&& $.reason")[0]] * 2, "the alarm watches for these words"
    assert pattern.endswith('&& $.reason != "address_returned" }'), "staff see that on the ticket; it is no fault"


def test_an_address_that_takes_no_mail_is_given_up_at_once_and_the_others_go(desk: FrontDoor) -> None:
    number = filed(desk)
    desk.mailer.refused.add(ALICE.address)
    assert sorted(fates(desk)) == [Fate.GIVEN_UP, Fate.SENT]
    assert number in desk.letters_to(OLA.address)[-1].subject


@pytest.mark.parametrize("step", ["claim", "mark_sent", "give_up"])
@pytest.mark.parametrize("fault", [Conflict, ConnectionError])
def test_a_letter_that_fails_at_any_step_stops_none_of_the_others(
    desk: FrontDoor, monkeypatch: pytest.MonkeyPatch, step: str, fault: type[Exception]
) -> None:
    filed(desk)
    desk.mailer.refused.add(ALICE.address if step == "give_up" else "")
    done = getattr(FakeLetterbox, step)

    def fails_for_alice(box: FakeLetterbox, letter: Letter, *rest: object) -> object:
        if letter.reader == ALICE.ref:
            raise fault
        return done(box, letter, *rest)

    monkeypatch.setattr(FakeLetterbox, step, fails_for_alice)
    assert Fate.SENT in fates(desk)
    assert desk.letters_to(OLA.address)


def test_a_letter_that_cannot_be_marked_is_not_sent_again(desk: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    number = filed(desk)

    def taken(*_: object) -> None:
        raise Conflict

    monkeypatch.setattr(FakeLetterbox, "mark_sent", taken)
    assert fates(desk) == [Fate.UNMARKED, Fate.UNMARKED]
    desk.now += timedelta(days=1)
    receipts = [letter for letter in desk.letters_to(ALICE.address) if number in letter.subject]
    assert len(receipts) == 1


def test_an_agent_who_has_left_the_desk_is_told_nothing_more_of_it(desk: FrontDoor) -> None:
    number = filed(desk)
    desk.directory.keep_agent(replace(OLA, desks=("timecare",)))
    assert number not in str(desk.letters_to(OLA.address))
    assert [kept.given_up for kept in desk.store.letters.values() if kept.given_up] == ["reader_gone"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_text_made_to_hurt_arrives_on_both_sides(desk: FrontDoor, text: str) -> None:
    number = filed(desk)
    write_instead(desk, number, text)
    letters = [desk.letters_to(person.address)[-1] for person in (ALICE, OLA)]
    assert all(text[:6] in letter.text and len(letter.html) < 200_000 for letter in letters)


def test_a_long_text_is_cut_and_the_letter_says_where_the_rest_is(desk: FrontDoor) -> None:
    filed(desk, text="Lang tekst. " * 1_500)
    assert "Resten finner du i saken." not in desk.letters_to(ALICE.address)[-1].text
    write_instead(desk, filed(desk), "Lang tekst. " * 2_000)
    letter = desk.letters_to(ALICE.address)[-1]
    assert "Resten finner du i saken." in letter.text and "Resten finner du i saken." in letter.html
    assert len(letter.text) < 22_000


def test_what_a_customer_writes_is_shown_as_written_and_what_staff_write_as_markdown(desk: FrontDoor) -> None:
    number = filed(desk, text="Timer **mangler** <b>")
    assert "Timer **mangler** &lt;b&gt;" in desk.letters_to(OLA.address)[-1].html
    answer = {"text": "Velg **Lørdag**.", "then": "open"}
    desk.signed_in(OLA).post(f"/v1/tickets/{number}/answers", answer)
    assert "<strong>Lørdag</strong>" in desk.letters_to(ALICE.address)[-1].html


def test_a_letter_about_a_strangers_mail_cannot_be_answered_to_the_customer(desk: FrontDoor) -> None:
    number = filed(desk)
    usual = next(letter for letter in desk.letters_to(OLA.address) if number in letter.subject)
    assert usual.reply_to and "svare kunden" in usual.text and "over denne linjen" in usual.text
    owed = next(kept.letter for kept in desk.store.letters.values() if kept.letter.reader == OLA.ref)
    held = post.compose(desk.world(), replace(owed, kind=LetterKind.HELD))
    assert held and held.reply_to == "" and f"promark@{MAIL_DOMAIN}" in held.sender
    assert "svare kunden" not in held.text + held.html and "over denne linjen" not in held.text + held.html
    assert f"?n={number}" in held.text


def test_an_address_gets_no_more_than_sixty_letters_an_hour_and_the_others_in_the_next(desk: FrontDoor) -> None:
    number = filed(desk)
    alice = desk.signed_in(ALICE)
    for index in range(MOST_LETTERS_AN_HOUR + 9):
        assert alice.post(f"/v1/tickets/{number}/additions", {"text": f"Ord {index}."}).status == 201

    def told() -> int:
        return len([letter for letter in desk.letters_to(OLA.address) if number in letter.subject])

    for _ in range(30):
        told()
        desk.now += timedelta(minutes=1)
    assert told() == MOST_LETTERS_AN_HOUR
    desk.now = desk.now.replace(hour=desk.now.hour + 1, minute=0)
    for _ in range(59):
        told()
        desk.now += timedelta(minutes=1)
    assert told() == MOST_LETTERS_AN_HOUR + 10, "word of the ticket and of each addition, none of them lost"


def test_a_full_address_keeps_no_other_from_its_letters_and_the_journal_does_not_name_it(
    desk: FrontDoor, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "MOST_LETTERS_AN_HOUR", 1)
    keys: list[str] = []
    monkeypatch.setattr(desk.gate, "count", lambda key, end: keys.append(key) or keys.count(key))
    filed(desk)
    assert fates(desk) == [Fate.SENT, Fate.SENT]
    desk.directory.keep_agent(replace(OLA, address=f" {OLA.address.upper()}"))
    number = filed(desk)
    desk.directory.keep_contact(replace(ALICE, address="alice@new.example"))
    ticking.tick()
    assert number in desk.letters_to("alice@new.example")[-1].subject
    reasons = {vars(line).get("reason") for line in caplog.records if vars(line).get("fate") == Fate.LEFT}
    assert reasons == {"address_full"}, "another spelling of the address is the same one"
    assert OLA.address not in caplog.text.lower() and not any("vendor" in key for key in keys)


def test_a_letter_to_an_address_that_sends_them_back_waits_and_goes_to_the_next_one(desk: FrontDoor) -> None:
    number = filed(desk)
    desk.directory.mark_returned(ALICE.ref, ReturnMark(desk.now, ALICE.address, "5.1.1"))
    assert sorted(fates(desk)) == [Fate.LEFT, Fate.SENT]
    marked = desk.directory.person(ALICE.ref)
    assert marked
    desk.directory.keep_contact(replace(marked, address="alice@new.example"))  # type: ignore[arg-type]
    desk.now += timedelta(minutes=5)
    assert number in desk.letters_to("alice@new.example")[-1].subject


def test_a_letter_to_a_dead_address_is_given_up_after_three_days_without_an_alarm(desk: FrontDoor) -> None:
    filed(desk)
    desk.directory.mark_returned(ALICE.ref, ReturnMark(desk.now, ALICE.address, "5.1.1"))
    fates(desk)
    desk.now += timedelta(days=3, hours=1)
    fates(desk)
    assert [kept.given_up for kept in desk.store.letters.values() if kept.given_up] == ["address_returned"]


def test_agents_are_told_of_a_mail_that_waits_in_their_language(desk: FrontDoor) -> None:
    desk.mail("ny@kunde.example", f"evidencija@{MAIL_DOMAIN}", "Trebam ponudu.", "Ponuda")
    letter = desk.letters_to(IVANA.address)[-1]
    assert letter.subject == "Izdvojeno: Ponuda" and letter.reply_to == ""
    assert "ny@kunde.example" in letter.text and f"{PORTAL}/hr/staff/set-aside/?desk=evidencija" in letter.text
    assert letter.headers["Auto-Submitted"] == "auto-generated"
