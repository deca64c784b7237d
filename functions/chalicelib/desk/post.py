"""The post: sends letters owed right after their step, and again on every tick until each is marked sent.

A claim with a lease lets one sender at a time have a letter; dying between the send and the mark may send it twice,
never not at all. One letter that fails stops none of the others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.desk.ports import Conflict, Undeliverable, World
from chalicelib.desk.wording import compose
from chalicelib.domain.letter import Letter

LEASE_SECONDS = 120
MOST_TRIES = 12


class Fate(StrEnum):
    """What a round did with one letter."""

    SENT = "sent"
    LEFT = "left"
    GIVEN_UP = "given_up"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One letter's fate in a round, with the reason where it did not go: a word of ours, or the error's type."""

    letter: Letter
    fate: Fate
    reason: str = ""


def deliver_owed(world: World) -> tuple[Delivery, ...]:
    """Sends the letters whose turn has come."""
    return deliver(world, world.letterbox.owed(world.now))


def deliver(world: World, letters: Iterable[Letter]) -> tuple[Delivery, ...]:
    """Sends these letters, but for those that somebody else has in hand or has sent."""
    return tuple(_deliver(world, letter) for letter in letters)


def _deliver(world: World, letter: Letter) -> Delivery:
    try:
        tries = world.letterbox.claim(letter, world.now, LEASE_SECONDS)
    except Conflict:
        return Delivery(letter, Fate.TAKEN)
    try:
        outgoing = compose(world, letter)
        if outgoing is None:
            return _give_up(world, letter, "reader_gone")
        mail_id = world.mailer.send(outgoing)
    except Undeliverable:
        return _give_up(world, letter, "undeliverable")
    except Exception as error:
        if tries >= MOST_TRIES:
            return _give_up(world, letter, "too_many_tries")
        return Delivery(letter, Fate.LEFT, type(error).__name__)
    world.letterbox.mark_sent(letter, mail_id, world.now)
    return Delivery(letter, Fate.SENT)


def _give_up(world: World, letter: Letter, reason: str) -> Delivery:
    world.letterbox.give_up(letter, reason, world.now)
    return Delivery(letter, Fate.GIVEN_UP, reason)
