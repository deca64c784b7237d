"""The port `Tickets`: a step is written whole or not at all."""

from dataclasses import replace

import pytest
from tests.contract.samples import (
    NOW,
    after,
    entry,
    full_entry,
    full_ticket,
    further,
    letter,
    message,
    once,
    opening,
    ticket,
)
from tests.contract.worlds import Ports

from chalicelib.desk.ports import AlreadyDone, Conflict, Moving, Step
from chalicelib.domain.ticket.record import State


def test_a_ticket_comes_back_as_it_was_written(ports: Ports) -> None:
    ports.tickets.commit(Step(full_ticket(), (full_entry(),), 0))
    assert ports.tickets.read("PRO-1001") == full_ticket()
    assert ports.tickets.history("PRO-1001") == (full_ticket(), (full_entry(),))


def test_what_was_never_written_is_not_there(ports: Ports) -> None:
    assert ports.tickets.read("PRO-1") is None
    assert ports.tickets.history("PRO-1") is None


def test_entries_come_in_the_order_of_their_sequence(ports: Ports) -> None:
    last = opening()
    ports.tickets.commit(last)
    for _ in range(11):
        last = further(last.ticket)
        ports.tickets.commit(last)
    _, entries = ports.tickets.history("PRO-1001") or (None, ())
    assert [one.sequence for one in entries] == list(range(1, 13))


def test_an_entry_without_words_has_no_message(ports: Ports) -> None:
    ports.tickets.commit(opening())
    ports.tickets.commit(further(opening().ticket, entry(2)))
    _, entries = ports.tickets.history("PRO-1001") or (None, ())
    assert [one.message is None for one in entries] == [False, True]


def test_a_lost_race_is_a_conflict_and_writes_nothing(ports: Ports) -> None:
    first = opening()
    ports.tickets.commit(first)
    winner = further(first.ticket, subject="Den som kom først")
    ports.tickets.commit(winner)
    loser = replace(
        further(first.ticket, subject="Den som kom sist"),
        letters=(letter(),),
        once=once(),
        mail_ids=("<late@fjord.example>",),
    )
    with pytest.raises(Conflict):
        ports.tickets.commit(loser)
    assert ports.tickets.history("PRO-1001") == (winner.ticket, first.entries + winner.entries)
    assert ports.letterbox.owed(after(60)) == ()
    assert ports.tickets.of_mails(loser.mail_ids) == ()
    ports.tickets.commit(replace(further(winner.ticket), once=once()))


def test_a_number_is_given_to_one_ticket_only(ports: Ports) -> None:
    ports.tickets.commit(opening())
    with pytest.raises(Conflict):
        ports.tickets.commit(opening(subject="En annen sak"))
    assert ports.tickets.read("PRO-1001") == ticket()


def test_a_step_on_a_ticket_that_is_not_there_is_a_conflict(ports: Ports) -> None:
    with pytest.raises(Conflict):
        ports.tickets.commit(further(ticket()))
    assert ports.tickets.read("PRO-1001") is None


def test_a_repeated_trigger_is_already_done_and_tells_its_outcome(ports: Ports) -> None:
    ports.tickets.commit(replace(opening("PRO-1001"), once=once("mail:1", "PRO-1001")))
    with pytest.raises(AlreadyDone) as done:
        ports.tickets.commit(replace(opening("PRO-1002"), once=once("mail:1", "PRO-1002"), letters=(letter(),)))
    assert done.value.outcome == "PRO-1001"
    assert ports.tickets.read("PRO-1002") is None
    assert ports.letterbox.owed(after(60)) == ()


def test_a_step_can_be_asked_for_by_its_trigger(ports: Ports) -> None:
    assert ports.tickets.outcome_of("mail:3") is None
    ports.tickets.commit(replace(opening("PRO-1003"), once=once("mail:3", "PRO-1003")))
    assert ports.tickets.outcome_of("mail:3") == "PRO-1003"


def test_a_repeated_trigger_is_already_done_even_where_the_race_is_lost_too(ports: Ports) -> None:
    ports.tickets.commit(opening())
    ports.tickets.commit(replace(further(ticket()), once=once("mail:2", "PRO-1001")))
    with pytest.raises(AlreadyDone):
        ports.tickets.commit(replace(further(ticket(), entry(2, message("Igjen"))), once=once("mail:2", "PRO-1001")))


def test_running_numbers_are_never_given_twice_and_each_prefix_has_its_own(ports: Ports) -> None:
    assert [ports.tickets.next_number(prefix) for prefix in ("PRO", "PRO", "TC")] == ["PRO-1001", "PRO-1002", "TC-1001"]


def test_a_long_text_comes_back_whole(ports: Ports) -> None:
    said = message("Å" * 60_000, whole="linje\n" * 20_000)
    ports.tickets.commit(opening(said=said))
    _, entries = ports.tickets.history("PRO-1001") or (None, ())
    assert entries[0].message == said


def test_one_entry_is_found_by_itself(ports: Ports) -> None:
    ports.tickets.commit(opening("PRO-1001"))
    found = ports.tickets.history("PRO-1001")
    assert found is not None
    assert ports.tickets.at_entry("PRO-1001", 1) == (found[0], found[1][0])
    assert ports.tickets.at_entry("PRO-1001", 2) is None
    assert ports.tickets.at_entry("PRO-9", 1) is None


def test_a_history_of_more_than_a_megabyte_comes_whole(ports: Ports) -> None:
    said = message("o" * 30_000)
    first = tuple(entry(sequence, said) for sequence in range(1, 21))
    second = tuple(entry(sequence, said) for sequence in range(21, 41))
    opened = Step(ticket(entries=20), first, 0)
    ports.tickets.commit(opened)
    ports.tickets.commit(further(opened.ticket, *second))
    _, entries = ports.tickets.history("PRO-1001") or (None, ())
    assert entries == first + second


def test_a_mail_leads_to_its_ticket_with_brackets_or_without(ports: Ports) -> None:
    ports.tickets.commit(replace(opening("PRO-1001"), mail_ids=("<a@fjord.example>",)))
    ports.tickets.commit(replace(opening("PRO-1002"), mail_ids=("b@fjord.example",)))
    asked = ("<b@fjord.example>", "<unknown@fjord.example>", "a@fjord.example", "<a@fjord.example>")
    assert ports.tickets.of_mails(asked) == ("PRO-1002", "PRO-1001")
    assert ports.tickets.of_mails(()) == ()


def test_more_mails_than_one_call_can_ask_for_are_all_found(ports: Ports) -> None:
    ports.tickets.commit(replace(opening(), mail_ids=("<last@fjord.example>",)))
    asked = [f"<{number}@fjord.example>" for number in range(120)] + ["<last@fjord.example>"]
    assert ports.tickets.of_mails(asked) == ("PRO-1001",)


def test_a_later_ticket_never_steals_a_mail_and_is_written_all_the_same(ports: Ports) -> None:
    ports.tickets.commit(replace(opening("PRO-1001"), mail_ids=("<a@fjord.example>",)))
    ports.tickets.commit(replace(opening("PRO-1002"), mail_ids=("<a@fjord.example>", "<b@fjord.example>")))
    assert ports.tickets.of_mails(["<a@fjord.example>"]) == ("PRO-1001",)
    assert ports.tickets.of_mails(["<b@fjord.example>"]) == ("PRO-1002",)


def test_a_mail_named_twice_or_not_at_all_does_not_stop_a_step(ports: Ports) -> None:
    ports.tickets.commit(replace(opening(), mail_ids=("<a@fjord.example>", "a@fjord.example", "")))
    assert ports.tickets.of_mails(["a@fjord.example"]) == ("PRO-1001",)


def test_a_ticket_moves_between_open_and_closed_with_its_step(ports: Ports) -> None:
    ports.tickets.commit(opening())
    closed = further(ticket(), state=State.CLOSED, changed_at=after(5))
    ports.tickets.commit(closed)
    assert ports.tickets.queue("promark", closed=False).items == ()
    assert ports.tickets.queue("promark", closed=True).items == (closed.ticket,)
    ports.tickets.commit(further(closed.ticket, state=State.OPEN, changed_at=NOW))
    assert ports.tickets.queue("promark", closed=True).items == ()
    assert [one.version for one in ports.tickets.of_organisation("fjord", closed=False).items] == [3]


def test_the_course_is_the_history_up_to_the_ticket_without_what_was_said(ports: Ports) -> None:
    ports.tickets.commit(opening())
    further_on = further(ticket(), entry(2, message("Igjen")))
    ports.tickets.commit(further_on)
    assert ports.tickets.course(ticket()) == (replace(entry(1), message=None),)
    assert [one.sequence for one in ports.tickets.course(replace(further_on.ticket, entries=2))] == [1, 2]


def test_only_tickets_whose_instant_has_come_are_looked_at_the_earliest_first(ports: Ports) -> None:
    for number, minutes in (("PRO-1001", 20), ("PRO-1002", 10), ("PRO-1003", 21), ("PRO-1004", None)):
        look_at = after(minutes) if minutes is not None else None
        ports.tickets.commit(Step(ticket(number, look_at=look_at), (entry(1),), 0))
    assert ports.tickets.to_look_at(after(20)) == ("PRO-1002", "PRO-1001")
    assert ports.tickets.to_look_at(after(20), limit=1) == ("PRO-1002",)
    assert ports.tickets.to_look_at(after(9)) == ()
    ports.tickets.commit(further(ticket("PRO-1002", look_at=after(10)), look_at=None))
    assert ports.tickets.to_look_at(after(20)) == ("PRO-1001",)


def test_a_look_that_is_put_off_comes_later_and_the_next_step_decides_anew(ports: Ports) -> None:
    ports.tickets.commit(Step(ticket(look_at=after(10)), (entry(1),), 0))
    ports.tickets.look_later("PRO-1001", after(30))
    assert ports.tickets.to_look_at(after(29)) == ()
    assert ports.tickets.to_look_at(after(30)) == ("PRO-1001",)
    ports.tickets.commit(further(ticket(look_at=after(10)), look_at=after(12)))
    assert ports.tickets.to_look_at(after(12)) == ("PRO-1001",)
    ports.tickets.look_later("PRO-9999", after(1))
    assert ports.tickets.to_look_at(after(12)) == ("PRO-1001",), "one that is not there is not put there"


def test_how_far_a_desks_tickets_have_been_moved_is_remembered(ports: Ports) -> None:
    assert ports.tickets.moving("promark") is None
    moving = Moving("a clockwork", NOW, "a cursor")
    ports.tickets.keep_moving("promark", moving)
    ports.tickets.keep_moving("timecare", replace(moving, is_done=True))
    assert ports.tickets.moving("promark") == moving
