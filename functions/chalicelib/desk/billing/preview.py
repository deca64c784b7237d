"""What a customer's month comes to so far, for a lead: drawn up as the run would, and nothing written (MP9)."""

from dataclasses import dataclass

from chalicelib.desk.billing.drawing_up import drafted, drawn_of
from chalicelib.desk.billing.gathering import gather
from chalicelib.desk.billing.running import MONTH
from chalicelib.desk.leading import must_lead
from chalicelib.desk.ports import World
from chalicelib.domain.billing.run import Draft
from chalicelib.domain.billing.statement import Statement
from chalicelib.domain.people import Person
from chalicelib.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Preview:
    """A month as it stands: the statement that it would give, if any, and what a lead should know of it."""

    draft: Draft
    statement: Statement | None


def preview(world: World, person: Person, desk: str, organisation: str, month: str) -> Preview:
    """Draws a month up. Of a closed one it is what would still come to it: nothing.

    Raises Refusal `not_found` for a customer that there is not, and `month_bad` for what is no month like 2026-11.
    """
    must_lead(world, person, desk)
    customer = world.directory.organisation(organisation)
    if customer is None:
        raise Refusal("not_found")
    if not MONTH.fullmatch(month):
        raise Refusal("month_bad")
    gathered = gather(world, world.policies[desk], customer, month)
    drawn = drawn_of(gathered)
    return Preview(drafted(world, customer, gathered, drawn), drawn.statement)
