"""The port `Gate`: codes count once, and everything ends in time."""

import pytest
from tests.contract.samples import NOW, after
from tests.contract.worlds import Ports

from chalicelib.desk.ports import Gate


@pytest.fixture
def gate(ports: Ports) -> Gate:
    return ports.gate


def test_the_right_code_counts_once(gate: Gate) -> None:
    gate.keep_code("kari", "right", after(10))
    assert gate.try_code("kari", "right", NOW, 5)
    assert not gate.try_code("kari", "right", NOW, 5)


def test_a_wrong_code_leaves_the_right_one_in_force(gate: Gate) -> None:
    gate.keep_code("kari", "right", after(10))
    assert not gate.try_code("kari", "wrong", NOW, 5)
    assert gate.try_code("kari", "right", NOW, 5)


def test_after_the_last_try_even_the_right_code_is_of_no_use(gate: Gate) -> None:
    gate.keep_code("kari", "right", after(10))
    assert [gate.try_code("kari", "wrong", NOW, 5) for _ in range(5)] == [False] * 5
    assert not gate.try_code("kari", "right", NOW, 5)


def test_the_last_try_may_be_the_right_one(gate: Gate) -> None:
    gate.keep_code("kari", "right", after(10))
    for _ in range(4):
        gate.try_code("kari", "wrong", NOW, 5)
    assert gate.try_code("kari", "right", NOW, 5)


def test_a_code_ends_in_time(gate: Gate) -> None:
    gate.keep_code("kari", "right", after(10))
    assert not gate.try_code("kari", "right", after(10), 5)


def test_a_new_code_replaces_the_old_one_and_its_tries(gate: Gate) -> None:
    gate.keep_code("kari", "old", after(10))
    for _ in range(5):
        gate.try_code("kari", "wrong", NOW, 5)
    gate.keep_code("kari", "new", after(20))
    assert not gate.try_code("kari", "old", NOW, 5)
    assert gate.try_code("kari", "new", after(15), 5)


def test_an_address_without_a_code_has_no_right_one(gate: Gate) -> None:
    assert not gate.try_code("nobody", "right", NOW, 5)


def test_a_session_is_its_persons_until_it_ends(gate: Gate) -> None:
    gate.keep_session("s1", "contact:fjord:kari", after(60))
    assert gate.session("s1", after(59)) == "contact:fjord:kari"
    assert gate.session("s1", after(60)) is None
    assert gate.session("s2", NOW) is None


def test_a_session_ended_by_its_person_is_over_at_once(gate: Gate) -> None:
    gate.keep_session("s1", "contact:fjord:kari", after(60))
    gate.end_session("s1")
    gate.end_session("s1")
    assert gate.session("s1", NOW) is None


def test_a_count_goes_up_by_one_for_its_key_alone(gate: Gate) -> None:
    assert [gate.count("a:09", after(60)) for _ in range(3)] == [1, 2, 3]
    assert gate.count("a:10", after(120)) == 1
