"""What happens by itself: each minute what is due is done and letters owed go out; policies are refreshed."""

import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from chalicelib import fetching, wiring
from chalicelib.desk import publishing
from chalicelib.desk.billing import running
from chalicelib.desk.billing.errands import do_due
from chalicelib.desk.letters import post
from chalicelib.desk.letters.post import Delivery, Fate
from chalicelib.desk.ports import World
from chalicelib.desk.watch.lookout import Sight, look_out
from chalicelib.desk.watch.moving import move
from chalicelib.journal import LOG
from chalicelib.policies import bundle
from chalicelib.policies.mistakes import Mistake

MOST_PLACES = 5
BILLING_SECONDS = 40.0
MOST_CHARACTERS = 100


def tick() -> dict[str, int]:
    """One round: lookout, post, what changed policies move, the month. One that breaks off stops none of the others."""
    broken: list[Exception] = []
    told: dict[str, int] = {}
    for round_of in (_look_out, _deliver_owed, _move, _bill):
        try:
            told |= round_of(wiring.world())
        except Exception as error:
            LOG.exception("round broken off", extra={"round": round_of.__name__.strip("_")})
            broken.append(error)
    if broken:
        raise broken[0]
    return told


def deliver(event: Mapping[str, Any]) -> dict[str, int]:
    """Letters go right after their step: those that the table's stream names, then any whose turn has come."""
    world = wiring.world()
    return _told(post.deliver(world, wiring.letters_written(event)) + post.deliver_owed(world))


def refresh() -> dict[str, str]:
    """One look at the policies that the portal publishes: good ones come into force."""
    world = wiring.world()
    publishing.keep_in_force(world)
    try:
        fetched = fetching.fetch(f"{world.settings.portal}/{bundle.FILE}", publishing.MOST_BYTES)
    except fetching.NotFetched as missing:
        LOG.error("policies not taken", extra={"reason": str(missing)})
        return {"outcome": "missing", "hash": world.policies.hash}
    taking = publishing.take_published(world, fetched)
    if taking.outcome is publishing.Outcome.REFUSED:
        LOG.error("policies not taken", extra={"reason": _places(taking.mistakes)})
    elif taking.outcome is publishing.Outcome.TAKEN:
        LOG.info("policies taken", extra={"hash": taking.hash, "before": taking.before})
        wiring.look_again()
    return {"outcome": taking.outcome.value, "hash": taking.hash}


def _look_out(world: World) -> dict[str, int]:
    looks = look_out(world)
    for look in looks:
        told = {"ticket": look.number, "acts": list(look.acts)}
        if look.sight is Sight.FAILED:
            LOG.error("ticket not looked at", extra={**told, "reason": look.reason})
        elif look.sight is Sight.ACTED:
            LOG.info("ticket looked at", extra=told)
    return {f"looks_{sight}": count for sight, count in Counter(look.sight.value for look in looks).items()}


def _move(world: World) -> dict[str, int]:
    moved = move(world)
    for one in moved:
        if one.failure:
            LOG.error("ticket not moved", extra={"ticket": one.number, "reason": one.failure})
        else:
            LOG.info("due moved", extra={"ticket": one.number, "before": one.before, "after": one.after})
    return {"moved": len(moved)} if moved else {}


def _deliver_owed(world: World) -> dict[str, int]:
    return _told(post.deliver_owed(world))


def _bill(world: World) -> dict[str, int]:
    """The month that is over is drawn up, and errands of runs are done, for as long as a tick may take."""
    running.begin_all(world)
    until = time.monotonic() + BILLING_SECONDS
    told: Counter[str] = Counter()
    for done in do_due(world, lambda: time.monotonic() < until):
        extra = {"desk": done.errand.desk, "month": done.errand.month, "task": done.errand.task.value}
        if done.failure:
            LOG.error("month not drawn up or issued", extra={**extra, "reason": done.failure})
        told[f"months_{done.standing or 'failed'}"] += 1
    return dict(told)


def _places(mistakes: tuple[Mistake, ...]) -> str:
    """Where the mistakes are, without what was found there; the first of them, when they are many."""
    places = ", ".join(f"{mistake.file}: {mistake.key}"[:MOST_CHARACTERS] for mistake in mistakes[:MOST_PLACES])
    more = len(mistakes) - MOST_PLACES
    return f"{places} and {more} more" if more > 0 else places


def _told(deliveries: tuple[Delivery, ...]) -> dict[str, int]:
    for delivery in deliveries:
        told = {"letter": delivery.letter.id, "ticket": delivery.letter.ticket, "kind": delivery.letter.kind.value}
        if delivery.reason == post.READER_GONE:
            LOG.info("letter without a reader", extra=told)
        elif delivery.fate in (Fate.LEFT, Fate.GIVEN_UP):
            LOG.error("letter not sent", extra={**told, "fate": delivery.fate.value, "reason": delivery.reason})
        elif delivery.fate is Fate.UNMARKED:
            LOG.error("letter sent but not marked", extra={**told, "reason": delivery.reason})
        elif delivery.fate is Fate.SENT:
            LOG.info("letter sent", extra=told)
    return dict(Counter(delivery.fate.value for delivery in deliveries))
