"""Whom to be on a first visit: one sample customer and one sample agent of each desk."""

from collections.abc import Iterator
from datetime import UTC, datetime

from chalicelib.desk.ports import World
from chalicelib.domain.people import Agent, Contact
from local import samples
from local.samples.script import Samples, read_samples


def people_to_sign_in_as(world: World) -> list[tuple[str, str]]:
    """Address, and who it is, in the order of the desks."""
    read = read_samples(samples.FOLDER, tuple(world.policies), datetime.now(UTC).date())
    return [found for desk in world.policies for found in _of_desk(read, desk)]


def _of_desk(read: Samples, desk: str) -> Iterator[tuple[str, str]]:
    organisations = {one.id: one for one in read.organisations}
    contacts = [one for one in read.people.values() if isinstance(one, Contact)]
    customers = [one for one in contacts if desk in organisations[one.organisation].desks]
    # A trained contact first: some desks let nobody else file.
    for contact in sorted(customers, key=lambda one: not one.trained)[:1]:
        yield contact.address, f"{contact.name}, customer of {desk}, at {organisations[contact.organisation].name}"
    agents = [one for one in read.people.values() if isinstance(one, Agent)]
    for agent in [one for one in agents if desk in one.desks][:1]:
        yield agent.address, f"{agent.name}, at the {desk} desk"
