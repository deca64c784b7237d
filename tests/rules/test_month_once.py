"""The month is closed once: killed at any call, run twice at once, or with time entered meanwhile (MP5 MP7 MP9)."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial
from itertools import count
from typing import Any

import pytest

from chalicelib.desk.billing import documents, errands
from chalicelib.desk.billing.data import data_of
from chalicelib.desk.billing.documents import documents_of
from chalicelib.desk.billing.drawing_up import drawn_of
from chalicelib.desk.billing.gathering import gather
from chalicelib.desk.billing.places import DATA
from chalicelib.desk.ports import Entered
from tests.rules.closing import APRIL, MAY, Closing, march_to_close, tick
from tests.rules.cutting import Calls, cut
from tests.rules.front_door import FrontDoor

FEWEST_CALLS = 40

pdf = cache(documents.pdf)
"""A page is set once only: the same data gives the same bytes."""

Stretch = Callable[[Closing, Calls], None]
Happening = Callable[[Closing], None]
Expected = Callable[[Entered], dict[str, tuple[bytes, str]]]

cuts = pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
deaths = pytest.mark.parametrize("dies", [False, True], ids=["breaks_off", "dies"])
by_whom = pytest.mark.parametrize("by_hand", [False, True], ids=["by_itself", "by_hand"])
leases = pytest.mark.parametrize("seconds", [0, errands.LEASE_SECONDS + 1], ids=["at_once", "lease_over"])


@pytest.fixture
def march(desk: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> Closing:
    """To be drawn up."""
    monkeypatch.setattr(documents, "pdf", pdf)
    return march_to_close(desk, monkeypatch)


@pytest.fixture
def drawn_up(march: Closing) -> Closing:
    """To be approved and issued."""
    march.draws_up()
    return march


def at_each_call(begun: Closing, stretch: Stretch, happening: Happening, **how: bool) -> Iterator[tuple[int, Closing]]:
    """The stretch of the way, with something happening at its first call, then at its second, and so on to its last."""
    for at in count(1):
        closing = begun.again()
        calls = Calls(at, partial(happening, closing), **how)
        stretch(closing, calls)
        if calls.count < at:
            break
        yield at, closing
    assert calls.count >= FEWEST_CALLS


def whole(closing: Closing) -> dict[str, Any]:
    """All there is in the end, but for who got which number, when, and where documents lie."""
    store = closing.desk.store
    return {
        "numbers": sorted(one.number for one in store.statements.values()),
        "positions": store.positions,
        "statements": {(one.organisation, one.month): _anywhere(one) for one in store.statements.values()},
        "handed on": {account: _anywhere(one) for account, one in store.handed_on.items()},
        "months": {key: (month.entries, month.version, month.is_closed) for key, month in store.months.items()},
        "letters": sorted((one.letter.kind, one.letter.reader, one.letter.desk) for one in store.letters.values()),
        "worked": store.worked,
        "drafts": [replace(one, drawn_up_at=APRIL, number="") for one in closing.drafts],
        "waiting": closing.desk.runs.errands,
    }


def _anywhere(entered: Entered) -> Entered:
    return replace(entered, position=0, number="", issued_at=APRIL, place="")


def must_be_closed_once(closing: Closing) -> None:
    """Numbers without gap or duplicate, and every second on one statement."""
    store = closing.desk.store
    issued = {(one.organisation, one.desk, one.month): one.number for one in store.statements.values()}
    assert {key: one.statement for key, one in store.months.items() if one.statement not in ("", "-")} == issued
    assert sorted(issued.values()) == [f"2026-{position:05}" for position in range(1, len(issued) + 1)]
    worked = store.worked.values()
    assert closing.billed() == Counter(entry.id for entry in worked)
    assert closing.billed_seconds() == sum(entry.seconds for entry in worked)


def must_lie_in_storage(closing: Closing, expected: Expected) -> None:
    """Every document of what was issued as it should be, and nothing else beside it."""
    for entered in closing.issued:
        stored = closing.desk.files.stored.items()
        found = {key.removeprefix(entered.place): file for key, file in stored if key.startswith(entered.place)}
        assert found == expected(replace(entered, place=""))


def documents_after(begun: Closing) -> Expected:
    """The documents of a statement under whatever number, made of the account as it was before it was issued."""
    world = begun.desk.world()

    @cache
    def made(entered: Entered) -> dict[str, tuple[bytes, str]]:
        customer = world.directory.organisation(entered.organisation)
        assert customer
        gathered = gather(world, world.policies[entered.desk], customer, entered.month)
        statement = drawn_of(gathered).statement
        assert statement
        issued_at = world.policies[statement.desk].local(entered.issued_at)
        files = documents_of(world, gathered.account, entered.issued(statement, issued_at.time()))
        return {DATA: (data_of(statement), "application/json"), **files}

    return made


@by_whom
@cuts
@deaths
def test_a_month_cut_short_at_any_call_of_its_drawing_up_is_drawn_up_once(
    march: Closing, by_hand: bool, after: bool, dies: bool
) -> None:
    uncut = march.again()
    uncut.draws_up(by_hand=by_hand)
    assert [one.standing for one in uncut.drafts] == ["drawn_up", "nothing", "drawn_up"]
    draws_up = partial(Closing.draws_up, by_hand=by_hand)
    for at, closing in at_each_call(march, draws_up, lambda _: cut(), after=after, dies=dies):
        assert whole(closing) == whole(uncut), f"cut at call {at}"


@cuts
@deaths
def test_mp9_a_month_cut_short_at_any_call_of_its_issuing_is_issued_once(
    drawn_up: Closing, after: bool, dies: bool
) -> None:
    expected, uncut = documents_after(drawn_up), drawn_up.again()
    uncut.issues()
    must_lie_in_storage(uncut, expected)
    assert [one.standing for one in uncut.drafts] == ["issued", "nothing", "issued"]
    for at, closing in at_each_call(drawn_up, Closing.issues, lambda _: cut(), after=after, dies=dies):
        assert whole(closing) == whole(uncut), f"cut at call {at}"
        must_be_closed_once(closing)
        must_lie_in_storage(closing, expected)


def test_mp5_time_entered_between_any_two_calls_is_billed_on_this_statement_or_on_the_next(drawn_up: Closing) -> None:
    entered: list[str] = []
    months = set()
    for _, closing in at_each_call(drawn_up, Closing.issues, lambda on: entered.append(on.works("2026-03-20", 45))):
        closing.desk.now = MAY
        replace(closing, month="2026-04").issues()
        must_be_closed_once(closing)
        months.add(closing.month_of(entered[-1]))
    assert months == {"2026-03", "2026-04"}


@leases
def test_mp9_two_rounds_at_once_issue_each_month_once(drawn_up: Closing, seconds: int) -> None:
    expected, alone = documents_after(drawn_up), drawn_up.again()
    alone.issues()
    for at, closing in at_each_call(drawn_up, Closing.issues, lambda on: a_second_round(on, seconds)):
        assert whole(closing) == whole(alone), f"with a second round at call {at}"
        must_be_closed_once(closing)
        must_lie_in_storage(closing, expected)


@leases
def test_two_rounds_at_once_draw_each_month_up_once(march: Closing, seconds: int) -> None:
    alone = march.again()
    alone.draws_up()
    for at, closing in at_each_call(march, Closing.draws_up, lambda on: a_second_round(on, seconds)):
        assert whole(closing) == whole(alone), f"with a second round at call {at}"


def a_second_round(closing: Closing, seconds: int) -> None:
    """All that is due, so many seconds later, by another process."""
    world = closing.desk.world()
    tick(replace(world, now=world.now + timedelta(seconds=seconds)))
