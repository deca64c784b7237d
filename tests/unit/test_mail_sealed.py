"""Signed and encrypted content: opened where no key is needed, and never a reason to stumble."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from chalicelib.domain import mail
from chalicelib.domain.mail.wire import sealed

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
ENVELOPED_DATA = bytes.fromhex("06092a864886f70d010703")
PLAIN_DATA = bytes.fromhex("06092a864886f70d010701")
VERSION, NO_DIGESTS = b"\x02\x01\x01", b"\x31\x00"


def element(tag: int, content: bytes) -> bytes:
    return bytes((tag, 0x84)) + len(content).to_bytes(4, "big") + content


def signed(content: bytes) -> bytes:
    """Signed data as a mail program makes it, without certificates and signers."""
    inside = element(0x30, PLAIN_DATA + element(0xA0, element(0x04, content)))
    return element(0x30, SIGNED_DATA + element(0xA0, element(0x30, VERSION + NO_DIGESTS + inside)))


def in_pieces(pieces: list[bytes]) -> bytes:
    """The same with lengths left open, as programs write what they do not hold whole."""
    octets = b"\x24\x80" + b"".join(element(0x04, piece) for piece in pieces) + b"\0\0"
    inside = b"\x30\x80" + PLAIN_DATA + b"\xa0\x80" + octets + b"\0\0\0\0"
    digests = b"\x31\x80\x30\x80\0\0\0\0"
    return b"\x30\x80" + SIGNED_DATA + b"\xa0\x80\x30\x80" + VERSION + digests + inside + b"\0\0\0\0\0\0"


def test_what_is_signed_is_found_in_one_piece_or_in_many() -> None:
    assert sealed.signed_content(signed(b"words")) == b"words"
    assert sealed.signed_content(in_pieces([b"wo", b"", b"rds"])) == b"words"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x30\x80" * 10_000,
        b"\x30\x84\xff\xff\xff\xff" + SIGNED_DATA,
        element(0x30, ENVELOPED_DATA),
        element(0x30, SIGNED_DATA + element(0xA0, element(0x30, VERSION + NO_DIGESTS + element(0x30, PLAIN_DATA)))),
    ],
    ids=["empty", "endless", "too long", "encrypted", "certificates only"],
)
def test_what_holds_no_signed_words_gives_none(data: bytes) -> None:
    assert sealed.signed_content(data) is None


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_no_byte_of_it_can_stop_the_reading(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([signed(b"words"), in_pieces([b"wo", b"rds"])])))
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    assert sealed.signed_content(cut) is None or isinstance(sealed.signed_content(cut), bytes)


def test_signed_in_signed_ends_at_the_depth_of_parts() -> None:
    inner = b"Content-Type: text/plain\n\nhello"
    for _ in range(30):
        inner = b"Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: binary\n\n" + signed(inner)
    assert mail.read(b"From: a@firm.example\n" + inner).problem == "too_deep"


def test_encrypted_is_known_by_its_content_whatever_its_label() -> None:
    assert sealed.is_encrypted(element(0x30, ENVELOPED_DATA))
    assert not sealed.is_encrypted(signed(b"words"))


def test_words_signed_in_clear_lose_their_armour() -> None:
    text = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n- - one\ntwo\n-----BEGIN PGP SIGNATURE-----\n\nx\n"
    assert sealed.unarmoured(text) == ("- one\ntwo\n", [], True)


def test_an_armour_without_an_end_takes_the_rest() -> None:
    words, encrypted, is_signed = sealed.unarmoured("Hei\n-----BEGIN PGP MESSAGE-----\nabc")
    assert (words, encrypted, is_signed) == ("Hei\n", ["-----BEGIN PGP MESSAGE-----\nabc\n"], False)


def test_a_quoted_armour_stays_in_the_quote() -> None:
    text = "> -----BEGIN PGP MESSAGE-----\n> abc\n> -----END PGP MESSAGE-----\n"
    assert sealed.unarmoured(text) == (text, [], False)
