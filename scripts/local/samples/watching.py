"""The lookout as it would have gone by between the steps: what fell due is marked at its instant."""

from dataclasses import replace
from datetime import datetime

from chalicelib.desk.ports import World
from chalicelib.desk.watch.lookout import look_at


def keep_watch(world: World, until: datetime) -> None:
    """Look at every ticket that the world's tickets know of, whenever its turn comes, up to this instant."""
    while due := world.tickets.to_look_at(until, limit=1):
        (number,) = due
        before = world.tickets.read(number)
        assert before is not None
        assert before.look_at is not None
        look_at(replace(world, now=before.look_at), number)
        after = world.tickets.read(number)
        assert after != before, f"a look at {number} leaves it as it was"
