"""The lookout as it would have gone by between the steps: what fell due is marked at its instant, as in a life lived."""

from dataclasses import replace
from datetime import datetime

from chalicelib.desk.ports import World
from chalicelib.desk.watch.lookout import look_at


def keep_watch(world: World, until: datetime) -> None:
    """Look at every ticket that the world's tickets know of, whenever its turn comes, up to this instant."""
    while due := world.tickets.to_look_at(until, limit=1):
        ticket = world.tickets.read(due[0])
        assert ticket and ticket.look_at
        look_at(replace(world, now=ticket.look_at), ticket.number)
        after = world.tickets.read(due[0])
        assert after and after.look_at != ticket.look_at, f"a look at {due[0]} leaves it as it was"
