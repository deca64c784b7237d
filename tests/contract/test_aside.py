"""The port `Aside`: a mail that is no ticket is kept, once."""

import pytest
from tests.contract.samples import NOW, after, letter, once, set_aside
from tests.contract.worlds import Ports

from chalicelib.desk.ports import AlreadyDone, Conflict
from chalicelib.domain.refusal import Refusal


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
        ports.aside.keep(set_aside(f"01S{9 - minute}", at=after(minute)))
    first = ports.aside.of_desk("promark", limit=2)
    rest = ports.aside.of_desk("promark", cursor=first.cursor, limit=2)
    assert [mail.id for mail in first.items + rest.items] == ["01S7", "01S8", "01S9"]
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
