"""What happens by itself: letters owed go out, right after their step and again each minute; policies are refreshed."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from chalicelib import fetching, wiring
from chalicelib.desk import publishing
from chalicelib.desk.letters import post
from chalicelib.desk.letters.post import Delivery, Fate
from chalicelib.journal import LOG
from chalicelib.policies import bundle
from chalicelib.policies.mistakes import Mistake

MOST_PLACES = 5
MOST_CHARACTERS = 100


def tick() -> dict[str, int]:
    """One round of the post."""
    return _told(post.deliver_owed(wiring.world()))


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


def _places(mistakes: tuple[Mistake, ...]) -> str:
    """Where the mistakes are, without what was found there; the first of them, when they are many."""
    places = ", ".join(f"{mistake.file}: {mistake.key}"[:MOST_CHARACTERS] for mistake in mistakes[:MOST_PLACES])
    more = len(mistakes) - MOST_PLACES
    return f"{places} and {more} more" if more > 0 else places


def _told(deliveries: tuple[Delivery, ...]) -> dict[str, int]:
    for delivery in deliveries:
        told = {"letter": delivery.letter.id, "ticket": delivery.letter.ticket, "kind": delivery.letter.kind.value}
        if delivery.fate in (Fate.LEFT, Fate.GIVEN_UP):
            LOG.error("letter not sent", extra={**told, "fate": delivery.fate.value, "reason": delivery.reason})
        elif delivery.fate is Fate.UNMARKED:
            LOG.error("letter sent but not marked", extra={**told, "reason": delivery.reason})
        elif delivery.fate is Fate.SENT:
            LOG.info("letter sent", extra=told)
    return dict(Counter(delivery.fate.value for delivery in deliveries))
