"""Lists of tickets: their order, their pages, and the cursors between them."""

import pytest
from tests.contract.samples import after, opening
from tests.contract.worlds import Ports

from chalicelib.desk.ports import Page
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.record import State, Ticket


def _numbers(page: Page[Ticket]) -> list[str]:
    return [ticket.number for ticket in page.items]


def test_open_tickets_come_by_due_instant_and_those_without_one_after_them(ports: Ports) -> None:
    ports.tickets.commit(opening("PRO-1", changed_at=after(2)))
    ports.tickets.commit(opening("PRO-2", due_at=after(90)))
    ports.tickets.commit(opening("PRO-3", due_at=after(30)))
    ports.tickets.commit(opening("PRO-4", changed_at=after(1)))
    assert _numbers(ports.tickets.queue("promark", closed=False)) == ["PRO-3", "PRO-2", "PRO-4", "PRO-1"]


def test_closed_tickets_come_latest_first(ports: Ports) -> None:
    ports.tickets.commit(opening("PRO-1", state=State.CLOSED, changed_at=after(1), due_at=after(500)))
    ports.tickets.commit(opening("PRO-2", state=State.CLOSED, changed_at=after(3)))
    ports.tickets.commit(opening("PRO-3", state=State.CLOSED, changed_at=after(2)))
    assert _numbers(ports.tickets.queue("promark", closed=True)) == ["PRO-2", "PRO-3", "PRO-1"]


def test_a_customers_tickets_come_latest_changed_first(ports: Ports) -> None:
    ports.tickets.commit(opening("PRO-1", changed_at=after(1)))
    ports.tickets.commit(opening("PRO-2", changed_at=after(3)))
    ports.tickets.commit(opening("TC-1", desk="timecare", changed_at=after(2)))
    assert _numbers(ports.tickets.of_organisation("fjord", closed=False)) == ["PRO-2", "TC-1", "PRO-1"]


def test_nobody_sees_another_desks_or_another_customers_tickets(ports: Ports) -> None:
    ports.tickets.commit(opening("PRO-1"))
    ports.tickets.commit(opening("TC-1", desk="timecare", organisation="havn"))
    assert _numbers(ports.tickets.queue("promark", closed=False)) == ["PRO-1"]
    assert _numbers(ports.tickets.of_organisation("havn", closed=False)) == ["TC-1"]
    assert ports.tickets.of_organisation("hav", closed=False).items == ()


def test_pages_follow_each_other_and_the_last_has_no_cursor(ports: Ports) -> None:
    for number in range(1, 5):
        ports.tickets.commit(opening(f"PRO-{number}", due_at=after(number)))
    first = ports.tickets.queue("promark", closed=False, limit=2)
    second = ports.tickets.queue("promark", closed=False, cursor=first.cursor, limit=2)
    assert _numbers(first) + _numbers(second) == ["PRO-1", "PRO-2", "PRO-3", "PRO-4"]
    assert first.cursor
    assert second.cursor == ""


def test_tickets_of_the_same_instant_are_neither_lost_nor_shown_twice_between_pages(ports: Ports) -> None:
    for number in range(1, 6):
        ports.tickets.commit(opening(f"PRO-{number}"))
    seen, cursor = [], ""
    while True:
        page = ports.tickets.of_organisation("fjord", closed=False, cursor=cursor, limit=1)
        seen += _numbers(page)
        cursor = page.cursor
        if not cursor:
            break
    assert seen == ["PRO-5", "PRO-4", "PRO-3", "PRO-2", "PRO-1"]


def test_a_cursor_is_safe_in_an_address(ports: Ports) -> None:
    ports.tickets.commit(opening("PRO-1"))
    ports.tickets.commit(opening("PRO-2"))
    cursor = ports.tickets.queue("promark", closed=False, limit=1).cursor
    assert cursor.replace("-", "").replace("_", "").replace("=", "").isalnum()


def test_a_cursor_of_another_list_is_refused(ports: Ports) -> None:
    for number in (1, 2):
        ports.tickets.commit(opening(f"PRO-{number}"))
        ports.tickets.commit(opening(f"TC-{number}", desk="timecare", organisation="havn"))
    theirs = ports.tickets.of_organisation("havn", closed=False, limit=1).cursor
    with pytest.raises(Refusal, match="cursor_bad"):
        ports.tickets.of_organisation("fjord", closed=False, cursor=theirs)
    with pytest.raises(Refusal, match="cursor_bad"):
        ports.tickets.queue("timecare", closed=False, cursor=theirs)
    with pytest.raises(Refusal, match="cursor_bad"):
        ports.tickets.of_organisation("havn", closed=True, cursor=theirs)


@pytest.mark.parametrize("cursor", ["x", "%%%", "bm90IGEgY3Vyc29y", "ø", "e30"])
def test_what_never_was_a_cursor_is_refused(ports: Ports, cursor: str) -> None:
    with pytest.raises(Refusal, match="cursor_bad"):
        ports.tickets.queue("promark", closed=False, cursor=cursor)
