"""Policies come into force as the portal publishes them; what cannot be used leaves the last good ones in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.desk.ports import World
from chalicelib.policies.book import Policies
from chalicelib.policies.bundle import FILE, from_bundle
from chalicelib.policies.desk import Desk
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
    """Puts published policies in force, unless they are already, or have a mistake, or lack what tickets stand on."""
    before = world.policies.hash
    try:
        published = _read(fetched)
        _must_have_what_tickets_need(world.policies, published)
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


def _must_have_what_tickets_need(in_force: Policies, published: Policies) -> None:
    """What is gone would leave its tickets without hours and targets, or their numbers without a desk."""
    lacking = tuple(lack for desk in in_force.values() for lack in _lacking(desk, published.get(desk.id)))
    if lacking:
        raise PolicyError(lacking)


def _lacking(desk: Desk, published: Desk | None) -> Iterator[Mistake]:
    file = f"{desk.id}.yaml"
    if published is None:
        yield Mistake(file, _WHOLE, "nothing", "every desk in force")
        return
    if published.prefix != desk.prefix:
        yield Mistake(file, "prefix", repr(published.prefix), f"{desk.prefix}, as in the numbers of its tickets")
    for kind in desk.kinds:
        if published.kind(kind.id) is None:
            yield Mistake(file, f"kinds.{kind.id}", "nothing", "every kind in force: tickets may be of it")
    classes = {error_class.id for error_class in published.levels.error_classes}
    for error_class in desk.levels.error_classes:
        if error_class.id not in classes:
            key = f"levels.error_classes.{error_class.id}"
            yield Mistake(file, key, "nothing", "every error class in force: errors may be of it")


def _refused(found: str, allowed: str) -> PolicyError:
    return PolicyError((Mistake(FILE, _WHOLE, found, allowed),))
