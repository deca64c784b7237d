"""What happens by itself: letters owed go out, right after their step and again each minute."""

import logging
from collections.abc import Mapping
from typing import Any

from chalicelib import wiring
from chalicelib.desk.post import Delivery, deliver_owed

_log = logging.getLogger("tuki")


def tick() -> dict[str, int]:
    """One round of the post."""
    return _told(deliver_owed(wiring.world()))


def deliver(event: Mapping[str, Any]) -> dict[str, int]:
    """The round that a step's own letters start, by the table's stream."""
    return _told(deliver_owed(wiring.world()))


def _told(delivery: Delivery) -> dict[str, int]:
    counts = {"sent": delivery.sent, "left": delivery.left, "given_up": delivery.given_up}
    if any(counts.values()):
        _log.info("post", extra=counts)
    return counts
