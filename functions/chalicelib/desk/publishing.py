"""Policies come into force as the portal publishes them; what cannot be used leaves the last good ones in force."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.desk.ports import World
from chalicelib.policies.book import Policies
from chalicelib.policies.bundle import FILE, from_bundle
from chalicelib.policies.mistakes import Mistake, PolicyError

MOST_BYTES = 5_000_000
_WHOLE = "(the whole file)"


class Outcome(StrEnum):
    """What became of policies that were published."""

    UNCHANGED = "unchanged"
    TAKEN = "taken"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Taking:
    """The hash of the policies in force after a look at the published ones, and before it; why these were refused."""

    outcome: Outcome
    hash: str
    before: str
    mistakes: tuple[Mistake, ...] = ()


def take_published(world: World, fetched: bytes) -> Taking:
    """Puts published policies in force, unless they are already, or have a mistake, or lack a desk that is in force."""
    before = world.policies.hash
    try:
        published = _read(fetched)
        _must_have_every_desk(world, published)
    except PolicyError as refused:
        return Taking(Outcome.REFUSED, before, before, refused.mistakes)
    if published.hash == world.archive.in_force():
        return Taking(Outcome.UNCHANGED, published.hash, published.hash)
    world.archive.take(published, world.now)
    return Taking(Outcome.TAKEN, published.hash, before)


def keep_in_force(world: World) -> None:
    """Keeps the policies in force, so that what is judged under them can be judged again when others are."""
    world.archive.keep(world.policies)


def _read(fetched: bytes) -> Policies:
    if len(fetched) > MOST_BYTES:
        raise _refused(f"{len(fetched)} bytes", f"at most {MOST_BYTES}")
    try:
        return from_bundle(fetched)
    except PolicyError:
        raise
    except Exception as error:  # Whatever the readers stumble over came from outside, and must not stop the desk.
        raise _refused(type(error).__name__, "policies that can be read") from error


def _must_have_every_desk(world: World, published: Policies) -> None:
    """A desk that is gone would leave its tickets without hours and targets."""
    gone = [id for id in world.policies if id not in published]
    if gone:
        raise PolicyError(tuple(Mistake(f"{id}.yaml", _WHOLE, "nothing", "every desk in force") for id in gone))


def _refused(found: str, allowed: str) -> PolicyError:
    return PolicyError((Mistake(FILE, _WHOLE, found, allowed),))
