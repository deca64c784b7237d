"""What happens by itself: letters owed go out, right after their step and again each minute."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from chalicelib import wiring
from chalicelib.desk.letters import post
from chalicelib.desk.letters.post import Delivery, Fate
from chalicelib.journal import LOG


def tick() -> dict[str, int]:
    """One round of the post."""
    return _told(post.deliver_owed(wiring.world()))


def deliver(event: Mapping[str, Any]) -> dict[str, int]:
    """Letters go right after their step: those that the table's stream names, then any whose turn has come."""
    world = wiring.world()
    return _told(post.deliver(world, wiring.letters_written(event)) + post.deliver_owed(world))


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
