"""What is for a desk's lead alone: figures, agreements, the month's bill."""

from chalicelib.desk.ports import World
from chalicelib.domain.people import Agent, Person, Role
from chalicelib.domain.refusal import Refusal


def must_lead(world: World, person: Person, desk: str) -> Agent:
    """The lead of the desk, if this person is.

    Raises Refusal `leads_only` for an agent of the desk who does not lead it, `not_found` for anybody else.
    """
    if not isinstance(person, Agent) or desk not in person.desks or desk not in world.policies:
        raise Refusal("not_found")
    if person.role is not Role.LEAD:
        raise Refusal("leads_only")
    return person
