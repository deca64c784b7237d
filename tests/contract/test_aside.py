"""The port `Aside`: a mail that is no ticket is kept, once."""

from dataclasses import replace

import pytest
from tests.contract.samples import NOW, after, full_set_aside, letter, once, set_aside
from tests.contract.worlds import Ports

from chalicelib.desk.ports import AlreadyDone, Conflict
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.set_aside import Settled
from chalicelib.domain.ticket.history import Attached


def test_a_mail_set_aside_comes_back_as_it_was_kept(ports: Ports) -> None:
    ports.aside.keep(set_aside())
    assert ports.aside.of_desk("promark").items == (set_aside(),)
    assert ports.aside.of_desk("timecare").items == ()


def test_a_long_mail_set_aside_comes_back_whole(ports: Ports) -> None:
    long = set_aside(text="Æ" * 300_000)
    ports.aside.keep(long)
    assert ports.aside.of_desk("promark").items == (long,)


def test_mails_set_aside_come_latest_first_in_pages(ports: Ports) -> None:
    for minute in range(3):
        ports.aside.keep(set_aside(f"01S{minute}", at=after(minute)))
    first = ports.aside.of_desk("promark", limit=2)
    rest = ports.aside.of_desk("promark", cursor=first.cursor, limit=2)
    assert [mail.id for mail in first.items + rest.items] == ["01S2", "01S1", "01S0"]
    assert rest.cursor == ""


def test_a_mail_is_set_aside_once_and_its_letter_owed_once(ports: Ports) -> None:
    ports.aside.keep(set_aside("01S1"), (letter("01L1", ticket=None),), once("mail:7", "aside"))
    with pytest.raises(AlreadyDone) as done:
        ports.aside.keep(set_aside("01S2"), (letter("01L2", ticket=None),), once("mail:7", "again"))
    assert done.value.outcome == "aside"
    assert len(ports.aside.of_desk("promark").items) == 1
    assert len(ports.letterbox.owed(NOW)) == 1


def test_a_cursor_of_another_desk_is_refused(ports: Ports) -> None:
    for id in ("01S1", "01S2"):
        ports.aside.keep(set_aside(id))
    cursor = ports.aside.of_desk("promark", limit=1).cursor
    with pytest.raises(Refusal, match="cursor_bad"):
        ports.aside.of_desk("timecare", cursor=cursor)


def test_a_letter_that_is_owed_already_is_a_conflict_and_the_mail_is_not_kept(ports: Ports) -> None:
    ports.aside.keep(set_aside("01S1"), (letter("way-in-1"),), once("mail:1"))
    with pytest.raises(Conflict):
        ports.aside.keep(set_aside("01S2"), (letter("way-in-1"),), once("mail:2"))
    assert [mail.id for mail in ports.aside.of_desk("promark").items] == ["01S1"]
    ports.aside.keep(set_aside("01S2"), (), once("mail:2"))


def test_a_mail_set_aside_is_read_by_its_id_at_its_own_desk_only(ports: Ports) -> None:
    ports.aside.keep(full_set_aside())
    assert ports.aside.read("promark", full_set_aside().id) == full_set_aside()
    assert ports.aside.read("timecare", full_set_aside().id) is None
    assert ports.aside.read("promark", "01S9") is None


def test_a_mail_with_as_many_files_as_there_may_be_is_kept(ports: Ports) -> None:
    files = tuple(Attached(f"{n:032}", "Å" * 180, "application/octet-stream", n, "c" * 250) for n in range(1_000))
    ports.aside.keep(set_aside("01S1", attachments=files))
    assert ports.aside.read("promark", "01S1") == set_aside("01S1", attachments=files)


def test_a_settled_mail_waits_no_more_and_is_not_gone(ports: Ports) -> None:
    ports.aside.keep(set_aside("01S1", text="Æ" * 100_000))
    settled = replace(set_aside("01S1", text="Æ" * 100_000), settled=Settled(after(5), "agent:ola", "PRO-1001"))
    ports.aside.settle(settled)
    assert ports.aside.of_desk("promark").items == ()
    assert ports.aside.of_desk("promark", settled=True).items == (settled,)
    assert ports.aside.read("promark", "01S1") == settled


def test_a_discarded_mail_can_still_go_to_a_ticket_but_not_to_two(ports: Ports) -> None:
    ports.aside.keep(set_aside("01S1"))
    ports.aside.settle(replace(set_aside("01S1"), settled=Settled(after(1), "agent:ola")))
    accepted = replace(set_aside("01S1"), settled=Settled(after(2), "agent:ola", "PRO-1001"))
    ports.aside.settle(accepted)
    ports.aside.settle(accepted)
    with pytest.raises(Conflict):
        ports.aside.settle(replace(set_aside("01S1"), settled=Settled(after(3), "agent:ola", "PRO-1002")))
    with pytest.raises(Conflict):
        ports.aside.settle(replace(set_aside("01S1"), settled=Settled(after(3), "agent:ola")))
    assert ports.aside.read("promark", "01S1") == accepted
