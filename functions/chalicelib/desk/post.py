"""The post: sends letters owed right after their step, and again on every tick until each is marked sent.

A claim with a lease lets one sender at a time have a letter; dying between the send and the mark may send it twice,
never not at all.
"""

from dataclasses import dataclass

from chalicelib.desk.ports import Conflict, Undeliverable, World
from chalicelib.desk.wording import compose
from chalicelib.domain.letter import Letter

LEASE_SECONDS = 120
MOST_TRIES = 12


@dataclass(frozen=True, slots=True)
class Delivery:
    """How many letters a round sent, left for a later try, and gave up."""

    sent: int = 0
    left: int = 0
    given_up: int = 0


def deliver_owed(world: World) -> Delivery:
    """Sends every letter whose turn has come."""
    outcomes = [_deliver(world, letter) for letter in world.letterbox.owed(world.now)]
    return Delivery(outcomes.count("sent"), outcomes.count("left"), outcomes.count("given_up"))


def _deliver(world: World, letter: Letter) -> str:
    try:
        tries = world.letterbox.claim(letter, world.now, LEASE_SECONDS)
    except Conflict:
        return "taken"
    outgoing = compose(world, letter)
    if outgoing is None:
        return _give_up(world, letter, "reader_gone")
    try:
        mail_id = world.mailer.send(outgoing)
    except Undeliverable:
        return _give_up(world, letter, "undeliverable")
    except Exception:
        if tries >= MOST_TRIES:
            return _give_up(world, letter, "too_many_tries")
        return "left"
    world.letterbox.mark_sent(letter, mail_id, world.now)
    return "sent"


def _give_up(world: World, letter: Letter, reason: str) -> str:
    world.letterbox.give_up(letter, reason, world.now)
    return "given_up"
