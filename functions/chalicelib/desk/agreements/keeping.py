"""Agreements with a desk's customers, for its leads: looked at, and kept by versions (PM3 PM5 PM11 MP7 MP8 TC13)."""

from dataclasses import dataclass

from chalicelib.desk.agreements.filled_in import FilledIn, read_filled_in
from chalicelib.desk.agreements.reading import Whose, read_version
from chalicelib.desk.leading import must_lead
from chalicelib.desk.ports import Conflict, Kept, World
from chalicelib.domain.billing.agreement import Version
from chalicelib.domain.people import Organisation, Person
from chalicelib.domain.refusal import Fault, Refusal


@dataclass(frozen=True, slots=True)
class Agreed:
    """A customer with all versions of its agreements with one desk, oldest first."""

    customer: Organisation
    kept: tuple[Kept, ...]


def agreed(world: World, person: Person, desk: str, organisation: str) -> Agreed:
    """What a customer and the desk have agreed. Raises Refusal `not_found` for one that there is not."""
    must_lead(world, person, desk)
    customer = world.directory.organisation(organisation)
    if customer is None:
        raise Refusal("not_found")
    ids = [one.id for one in world.books.agreements_of(organisation, desk)]
    return Agreed(customer, tuple(kept for id in ids for kept in world.books.kept(organisation, id)))


def whose(world: World, desk: str, organisation: str) -> Whose:
    """What the desk allows in an agreement with a customer."""
    policy = world.policies[desk]
    return Whose(organisation, desk, policy.currency, tuple(work.id for work in policy.billing.works))


def check(world: World, person: Person, desk: str, organisation: str, written: object) -> Version:
    """The version that is written or filled in, if it can be kept.

    Raises Refusal `form_incomplete` with every mistake.
    """
    must_lead(world, person, desk)
    allowed = whose(world, desk, organisation)
    if isinstance(written, FilledIn):
        version, mistakes = read_filled_in(written, allowed)
    else:
        version, mistakes = read_version(written, allowed)
    faults = tuple(Fault(mistake.key, mistake.code, {"found": mistake.found, **mistake.facts}) for mistake in mistakes)
    if version is None:
        raise Refusal("form_incomplete", faults)
    _must_stand_alone(world, version)
    return version


def keep(world: World, person: Person, desk: str, organisation: str, written: object, revision: int) -> Kept:
    """Keeps a version. `revision` is how often its day has been written as far as the lead saw, 0 for a new one.

    Raises Refusal as `check` does, and `conflict` where somebody else has written it since.
    """
    lead = must_lead(world, person, desk)
    customer = world.directory.organisation(organisation)  # read first: what is agreed after it is a conflict
    version = check(world, lead, desk, organisation, written)
    if customer is None:
        raise Refusal("not_found")
    kept = Kept(version, lead.ref, world.now, revision + 1)
    try:
        world.books.keep_version(kept, customer)
    except Conflict:
        if _is_kept(world, kept):
            return kept
        raise Refusal("conflict") from None
    return kept


def _is_kept(world: World, kept: Kept) -> bool:
    """Whether it is what stands there already: a lead who sends it twice has kept it once."""
    known = world.books.kept(kept.version.organisation, kept.version.agreement)
    return any((one.version, one.by, one.revision) == (kept.version, kept.by, kept.revision) for one in known)


def _must_stand_alone(world: World, version: Version) -> None:
    """One agreement with a desk at a time, and an id is one desk's. Raises Refusal `form_incomplete`."""
    for other in world.books.agreements_of(version.organisation):
        if other.id == version.agreement:
            if other.latest.desk != version.desk:
                raise _refused("agreement", "agreement_elsewhere", other=other.id)
        elif other.latest.desk == version.desk and _meet(other.latest, version):
            raise _refused("first_day", "agreement_overlaps", other=other.id)


def _meet(one: Version, other: Version) -> bool:
    """Whether there is a day on which both are in force."""
    return not (
        (one.last_day is not None and one.last_day < other.first_day)
        or (other.last_day is not None and other.last_day < one.first_day)
    )


def _refused(field: str, code: str, **facts: str) -> Refusal:
    return Refusal("form_incomplete", (Fault(field, code, facts),))
