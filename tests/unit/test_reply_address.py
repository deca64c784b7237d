"""Signed reply addresses: bound to our key, one ticket and one reader."""

from hypothesis import given, strategies as st

from chalicelib.domain.reply_address import Tag, is_signed_for, reply_address, tag_in

KEY = b"a key of at least thirty-two bytes"
ALICE, MALLORY = "contact:bakery:alice", "contact:rivals:mallory"
ADDRESS = reply_address(KEY, "evidencija@support.example", "EVI-1042", ALICE)


def tag() -> Tag:
    found = tag_in(ADDRESS)
    assert found
    return found


def test_the_address_carries_the_number_and_a_mac() -> None:
    assert ADDRESS.startswith("evidencija+evi-1042.") and ADDRESS.endswith("@support.example")
    assert tag().number == "EVI-1042"
    assert len(ADDRESS.partition("@")[0]) <= 64


def test_it_is_signed_for_its_reader_and_nobody_else() -> None:
    assert is_signed_for(KEY, tag(), ALICE)
    assert not is_signed_for(KEY, tag(), MALLORY)


def test_a_forged_mac_another_number_or_another_key_is_refused() -> None:
    assert not is_signed_for(KEY, Tag("EVI-1042", "a" * 20), ALICE)
    assert not is_signed_for(KEY, Tag("EVI-1043", tag().mac), ALICE)
    assert not is_signed_for(b"some other key of thirty-two bytes", tag(), ALICE)


def test_capitals_made_on_the_way_do_no_harm() -> None:
    shouted = tag_in(ADDRESS.upper())
    assert shouted and is_signed_for(KEY, shouted, ALICE)


@given(st.text())
def test_any_other_text_carries_no_tag_or_one_that_is_not_believed(text: str) -> None:
    found = tag_in(text)
    assert found is None or not is_signed_for(KEY, found, ALICE)
