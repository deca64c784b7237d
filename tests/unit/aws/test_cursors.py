"""Cursors lead nowhere but on, in the list that they came from."""

import base64
import json

import pytest
from hypothesis import given, strategies as st

from chalicelib.aws.cursors import cursor_after, start_after
from chalicelib.aws.ranges import Range, queue, set_aside_at, tickets_of
from chalicelib.domain.refusal import Refusal

ITEM = {
    "pk": "T#PRO-1",
    "sk": "ticket",
    "queue_pk": "Q#promark#open",
    "queue_sk": "~2026",
    "customer_pk": "C#fjord#open",
}


def test_a_cursor_leads_to_the_place_after_its_item() -> None:
    place = queue("promark", closed=False)
    expected = {"queue_pk": "Q#promark#open", "queue_sk": "~2026", "pk": "T#PRO-1", "sk": "ticket"}
    assert start_after(place, cursor_after(place, ITEM)) == expected


def test_a_cursor_of_the_table_itself_carries_the_sort_key_alone() -> None:
    place, item = set_aside_at("promark", settled=False), {"pk": "D#promark", "sk": "S#2026#01"}
    assert start_after(place, cursor_after(place, item)) == item


def test_a_cursor_never_names_its_partition() -> None:
    cursor = cursor_after(queue("promark", closed=False), ITEM)
    assert b"promark" not in base64.urlsafe_b64decode(cursor + "==")


@pytest.mark.parametrize(
    "other",
    [queue("promark", closed=True), queue("timecare", closed=False), tickets_of("fjord", closed=False), Range("x")],
)
def test_a_cursor_is_refused_in_any_other_list(other: Range) -> None:
    with pytest.raises(Refusal, match="cursor_bad"):
        start_after(other, cursor_after(queue("promark", closed=False), ITEM))


@given(st.integers(0, 200), st.characters(codec="ascii"))
def test_a_cursor_with_one_character_changed_leads_nowhere_else(at: int, character: str) -> None:
    place = queue("promark", closed=False)
    cursor = cursor_after(place, ITEM)
    at %= len(cursor)
    changed = cursor[:at] + character + cursor[at + 1 :]
    assert _place_of(place, changed) in (None, start_after(place, cursor))


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="cursor_bad"):
        start_after(queue("promark", closed=False), text)


@pytest.mark.parametrize(
    "values", [[], ["a", "b"], ["a", "b", 3], ["a", "b", ""], ["a", "b", "c" * 2000], {"a": 1}, "abc"]
)
def test_even_with_the_right_seal_a_cursor_must_hold_a_key(values: object) -> None:
    from chalicelib.aws.cursors import _seal

    place, text = queue("promark", closed=False), json.dumps(values)
    forged = base64.urlsafe_b64encode(_seal(place, text) + text.encode()).decode()
    with pytest.raises(Refusal, match="cursor_bad"):
        start_after(place, forged)


def _place_of(place: Range, cursor: str) -> dict[str, str] | None:
    try:
        return start_after(place, cursor)
    except Refusal:
        return None
