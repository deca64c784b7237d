"""Plain values on the wire of DynamoDB."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from chalicelib.aws.items.attributes import packed, unpacked
from chalicelib.domain.ticket.record import State

PLAIN = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"])) | st.integers(-(10**37), 10**37) | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(min_size=1, max_size=8), PLAIN, max_size=6))
def test_what_is_kept_comes_back(item: dict[str, Any]) -> None:
    assert unpacked(packed(item)) == item


def test_yes_and_no_are_no_numbers() -> None:
    assert packed({"held": True, "count": 1}) == {"held": {"BOOL": True}, "count": {"N": "1"}}


def test_a_state_is_kept_as_its_text() -> None:
    assert packed({"state": State.NEW}) == {"state": {"S": "new"}}
    assert type(packed({"state": State.NEW})["state"]["S"]) is str


def test_what_is_none_is_left_out() -> None:
    assert packed({"due_at": None}) == {}


@pytest.mark.parametrize("value", [1.5, Decimal("1.50"), b"bytes", {1, 2}])
def test_what_cannot_be_kept_exactly_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="is not kept in the table"):
        packed({"value": value})
