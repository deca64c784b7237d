"""What the desk does by itself as time passes: warns, marks a breach once, reminds, closes, all in its own hours."""

from datetime import UTC, datetime, timedelta

from chalicelib import ticking
from chalicelib.domain.people import Agent, Role
from tests.rules.front_door import ALICE, IVANA, OLA, FrontDoor, Visitor, a_question

LENE = Agent("lene", "Lene Sande", "lene@vendor.example", ("promark",), Role.LEAD, "nb")


def filed(door: FrontDoor, **changes: object) -> str:
    answer = door.signed_in(ALICE).post("/v1/tickets", a_question(**changes))
    assert answer.status == 201, answer.body
    return str(answer.body["ticket"]["number"])


def at(desk: FrontDoor, day: int, hour: int, minute: int = 0) -> None:
    """Time passes to a day of March 2026, in UTC (an hour behind Oslo), and the minute's round is made."""
    desk.now = datetime(2026, 3, day, hour, minute, tzinfo=UTC)
    ticking.tick()


def acts(desk: FrontDoor, number: str) -> list[str]:
    return [entry.act.value for entry in desk.store.entries[number]]


def leads(desk: FrontDoor, address: str, words: str) -> int:
    return sum(words in letter.text for letter in desk.letters_to(address))


def ask(desk: FrontDoor, agent: Visitor, number: str) -> None:
    asked = {"text": "Hvilken terminal gjelder det?", "files": [], "then": "awaiting_customer"}
    assert agent.post(f"/v1/tickets/{number}/answers", asked).status == 201


def test_pm9_the_agents_are_warned_and_the_lead_is_told_of_a_breach_once(desk: FrontDoor) -> None:
    desk.directory.keep_agent(LENE)
    number = filed(desk, severity=1)
    at(desk, 2, 10, 59)
    assert acts(desk, number) == ["opened"], "9:00 + 3 of 4 hours is 12:00 in Oslo"
    at(desk, 2, 11, 0)
    at(desk, 2, 11, 1)
    assert acts(desk, number) == ["opened", "warned"]
    assert "12.00" not in desk.letters_to(OLA.address)[-1].text and "13.00" in desk.letters_to(OLA.address)[-1].text
    at(desk, 2, 12, 0)
    assert acts(desk, number) == ["opened", "warned"], "within four hours may use the last instant"
    for minute in (1, 2, 3):
        at(desk, 2, 12, minute)
    assert acts(desk, number) == ["opened", "warned", "breached"]
    told = [letter for letter in desk.letters_to(LENE.address) if "[" + number in letter.subject]
    assert len(told) == 3, "the new ticket, the warning of a ticket that is nobody's, the breach"


def test_pm9_less_than_is_breached_at_the_due_instant_itself(desk: FrontDoor) -> None:
    number = filed(desk, severity=2)
    at(desk, 3, 11, 59)
    assert "breached" not in acts(desk, number)
    at(desk, 3, 12, 0)
    assert "breached" in acts(desk, number)


def test_a_ticket_that_has_an_agent_warns_its_agent_alone(desk: FrontDoor) -> None:
    desk.directory.keep_agent(LENE)
    number = filed(desk, kind="change_request", answers={"changed_part": "customisation"}, area="analysis")
    desk.signed_in(OLA).post(f"/v1/tickets/{number}/handling")
    at(desk, 3, 13, 0)
    assert acts(desk, number)[-1] == "warned", "three quarters of the 16 hours to the next word have run"
    assert not leads(desk, LENE.address, "neste oppdatering")
    at(desk, 4, 8, 1)
    assert acts(desk, number)[-1] == "breached"
    assert desk.letters_to(LENE.address)[-1].subject.startswith(f"[{number}]")


def test_after_a_day_without_the_lookout_the_same_is_marked_and_overtaken_warnings_are_not_sent(
    desk: FrontDoor,
) -> None:
    number = filed(desk, severity=1)
    before = len(desk.letters_to(OLA.address))
    at(desk, 3, 9, 0)
    assert acts(desk, number) == ["opened", "warned", "breached"]
    assert len(desk.letters_to(OLA.address)) == before + 1, "the breach tells it all"


def test_a_breach_that_the_lookout_slept_through_is_marked_before_the_step_that_would_hide_it(desk: FrontDoor) -> None:
    number = filed(desk, severity=1)
    agent = desk.signed_in(OLA)
    desk.now = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
    agent.post(f"/v1/tickets/{number}/handling")
    at(desk, 2, 13, 30)
    assert acts(desk, number) == ["opened", "breached", "handling_started"]


def test_two_lookouts_at_once_mark_and_tell_once(desk: FrontDoor) -> None:
    number = filed(desk, severity=1)
    desk.now = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    desk.tickets.lose_next_race = True
    ticking.tick()
    assert acts(desk, number) == ["opened"], "the other one was faster"
    ticking.tick()
    ticking.tick()
    assert acts(desk, number) == ["opened", "warned"]


def test_one_ticket_that_fails_stops_none_of_the_others_nor_the_post(desk: FrontDoor) -> None:
    first, second = filed(desk, severity=1), filed(desk, severity=1)
    desk.store.entries[first][0].facts["severity"] = "none"  # type: ignore[index]
    at(desk, 2, 11, 0)
    assert acts(desk, second) == ["opened", "warned"]
    assert leads(desk, OLA.address, second)


def test_what_falls_due_at_night_is_told_when_the_desk_opens(desk: FrontDoor) -> None:
    desk.now = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    number = filed(desk, severity=1)
    at(desk, 2, 15, 1)
    assert acts(desk, number)[-1] == "breached", "12:00 + 4 hours is closing time, and has passed"
    before = len(desk.letters_to(OLA.address))
    at(desk, 3, 6, 59)
    assert len(desk.letters_to(OLA.address)) == before
    at(desk, 3, 7, 0)
    assert len(desk.letters_to(OLA.address)) == before + 1


def test_a_customer_who_leaves_a_question_unanswered_is_reminded_and_promark_then_closes(desk: FrontDoor) -> None:
    number = filed(desk)
    ask(desk, desk.signed_in(OLA), number)
    at(desk, 9, 7, 59)
    assert acts(desk, number)[-1] == "answered"
    at(desk, 9, 8, 0)
    reminder = desk.letters_to(ALICE.address)[-1]
    assert acts(desk, number)[-1] == "reminded" and "mandag 23. mars 2026" in reminder.text, "five open days; closing"
    assert "Hvilken terminal gjelder det?" in reminder.text, "the question is asked again"
    at(desk, 16, 8, 0)
    at(desk, 23, 8, 0)
    assert acts(desk, number)[-3:] == ["reminded", "reminded", "closed"]
    assert number in desk.letters_to(ALICE.address)[-1].subject
    reply_to = desk.letters_to(ALICE.address)[-1].reply_to
    desk.mail(ALICE.address, reply_to, "Beklager, her er svaret.")
    assert desk.store.tickets[number].state == "open", "a reply to the letter takes it up again"


def test_an_answer_ends_the_reminders(desk: FrontDoor) -> None:
    number = filed(desk)
    ask(desk, desk.signed_in(OLA), number)
    desk.signed_in(ALICE).post(f"/v1/tickets/{number}/additions", {"text": "Terminal 3.", "files": []})
    at(desk, 30, 8)
    assert "reminded" not in acts(desk, number) and "closed" not in acts(desk, number)


def test_tc11_evidencija_reminds_but_never_closes_by_itself(desk: FrontDoor) -> None:
    number = filed(desk, desk="evidencija", area="", answers={})
    ask(desk, desk.signed_in(IVANA), number)
    desk.now += timedelta(days=120)
    ticking.tick()
    assert desk.store.tickets[number].state == "awaiting_customer"
    assert acts(desk, number).count("reminded") >= 1


def test_a_mail_that_waits_to_be_accepted_keeps_the_ticket_from_closing(desk: FrontDoor) -> None:
    number = filed(desk)
    ask(desk, desk.signed_in(OLA), number)
    reply_to = desk.letters_to(ALICE.address)[-1].reply_to
    desk.mail("somebody@else.example", reply_to, "Det var terminal 3.")
    assert desk.store.tickets[number].held == 1
    at(desk, 30, 8)
    assert desk.store.tickets[number].state == "awaiting_customer"


def test_the_queue_grows_and_the_lookout_reads_only_what_is_due(desk: FrontDoor) -> None:
    numbers = [filed(desk, severity=3) for _ in range(3)]
    assert desk.tickets.to_look_at(desk.now) == ()
    soonest = filed(desk, severity=1)
    desk.now = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    assert desk.tickets.to_look_at(desk.now) == (soonest,)
    assert all(desk.store.tickets[number].look_at for number in numbers)
