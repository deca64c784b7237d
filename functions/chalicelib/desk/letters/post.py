"""The post: sends letters owed right after their step, and again on every tick until each is marked sent.

A claim with a lease lets one sender at a time have a letter; dying between the send and the mark may send it twice,
never not at all. One letter that fails stops none of the others: it waits for its next turn, for three days at most.
"""

import hmac
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from chalicelib.desk.letters.wording import compose
from chalicelib.desk.ports import Conflict, Undeliverable, World
from chalicelib.domain.letter import Letter
from chalicelib.domain.people import normalised, returned_since

SHORTEST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=1)
TRIED_FOR = timedelta(days=3)
"""How long a letter is tried since it was owed, whatever hinders it."""

MOST_LETTERS_AN_HOUR = 60
"""To one address: one a minute, more than anybody reads, so that a flood of tickets or two machines that answer each
other bury nobody. The others wait for the next hour. Codes to sign in with have a limit of their own.
"""

_MOST_MARKINGS = 3
READER_GONE = "reader_gone"
"""Or what the letter would tell is no news any more: nobody misses it."""


class Fate(StrEnum):
    """What a round did with one letter. One that is unmarked has been sent, but its answers are not known by it."""

    SENT = "sent"
    UNMARKED = "unmarked"
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
        world.letterbox.claim(letter, world.now, int(_wait(world, letter).total_seconds()))
    except Conflict:
        return Delivery(letter, Fate.TAKEN)
    except Exception as error:
        return Delivery(letter, Fate.LEFT, type(error).__name__)
    try:
        return _send(world, letter)
    except Exception as error:
        return Delivery(letter, Fate.LEFT, type(error).__name__)


def _wait(world: World, letter: Letter) -> timedelta:
    """From this try to the next: as long as the letter has been owed, so that each wait doubles its age."""
    return min(max(world.now - letter.owed_at, SHORTEST_WAIT), LONGEST_WAIT)


def _send(world: World, letter: Letter) -> Delivery:
    """Sends a letter in our hands; whatever is raised here leaves it to its next turn."""
    try:
        if _comes_back(world, letter):
            return _leave(world, letter, "address_returned")
        outgoing = compose(world, letter)
        if outgoing is None:
            return _give_up(world, letter, READER_GONE)
        if not _has_room(world, outgoing.to):
            return _leave(world, letter, "address_full")
        mail_id = world.mailer.send(outgoing)
    except Undeliverable:
        return _give_up(world, letter, "undeliverable")
    except Exception as error:
        return _leave(world, letter, type(error).__name__)
    return _mark(world, letter, mail_id)


def _comes_back(world: World, letter: Letter) -> bool:
    """Whether letters to the reader's present address are known to come back."""
    reader = world.directory.person(letter.reader)
    return reader is not None and returned_since(reader) is not None


def _has_room(world: World, address: str) -> bool:
    """Counts a letter to the address in this hour; False where it is one too many. Only the address's hash is kept."""
    hour = world.now.replace(minute=0, second=0, microsecond=0)
    whom = hmac.new(world.settings.key, normalised(address).encode(), sha256).hexdigest()
    count = world.gate.count(f"letters:{whom}:{hour:%Y%m%d%H}", hour + timedelta(hours=1))
    return count <= MOST_LETTERS_AN_HOUR


def _leave(world: World, letter: Letter, reason: str) -> Delivery:
    """Leaves a letter to its next turn, if it has not been tried for days."""
    if world.now - letter.owed_at >= TRIED_FOR:
        return _give_up(world, letter, reason if reason == "address_returned" else "tried_for_days")
    return Delivery(letter, Fate.LEFT, reason)


def _mark(world: World, letter: Letter, mail_id: str) -> Delivery:
    """Marks a letter that has left. Where that cannot be done it is owed no more all the same: its reader has it."""
    reason = ""
    for _ in range(_MOST_MARKINGS):
        try:
            world.letterbox.mark_sent(letter, mail_id, world.now)
            return Delivery(letter, Fate.SENT)
        except Exception as error:
            reason = type(error).__name__
    with suppress(Exception):
        world.letterbox.give_up(letter, "sent_unmarked", world.now)
    return Delivery(letter, Fate.UNMARKED, reason)


def _give_up(world: World, letter: Letter, reason: str) -> Delivery:
    world.letterbox.give_up(letter, reason, world.now)
    return Delivery(letter, Fate.GIVEN_UP, reason)
