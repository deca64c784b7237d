"""People, tickets, agreements and time for a first start: kb/samples, brought in as if people had done it."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.desk.ports import World
from chalicelib.domain.people import Agent, Contact
from local.paths import REPOSITORY
from local.samples.alone import DirectoryAlone, TicketsAlone
from local.samples.billing import keep_agreements, keep_time, read_billing, with_kept_days
from local.samples.doing import Doing
from local.samples.instants import instant, open_day
from local.samples.quiet import QuietAside, QuietTickets
from local.samples.script import Samples, read_samples
from local.samples.steps import Step
from local.samples.watching import keep_watch

FOLDER = REPOSITORY / "kb" / "samples"
OPEN_DAYS_WITH_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Sampled:
    """What was brought, in numbers."""

    organisations: int
    people: int
    tickets: int
    steps: int
    entries_of_time: int


def load(world: World) -> Sampled:
    """Bring everything up to `world.now`, in the order in which it happened, and the lookout in between.

    Letters are owed only for what people did on the desk's last open days, so that the outbox shows what such a desk
    sends and is not buried under half a year of it. A second time nothing is done again. Raises PolicyError for
    samples with mistakes.
    """
    samples = read_samples(FOLDER, tuple(world.policies), world.now.date())
    billing = read_billing(FOLDER / "billing", world, samples)
    _keep_people(world, samples)
    keep_agreements(world, samples, billing.versions)
    alone = replace(world, tickets=TicketsAlone.of(world.tickets), directory=DirectoryAlone.of(world.directory))
    quiet = replace(alone, tickets=QuietTickets.of(alone.tickets), aside=QuietAside.of(world.aside))
    recent = {desk.id: open_day(desk.calendar, world.now, OPEN_DAYS_WITH_LETTERS) for desk in world.policies.values()}
    doing = Doing(samples)
    steps = in_order(world, samples)
    for at, step in steps:
        keep_watch(quiet, at)
        is_recent = world.policies[step.desk].local(at).date() >= recent[step.desk]
        doing.do(replace(alone if is_recent else quiet, now=at), step)
    keep_watch(quiet, world.now)
    entries = keep_time(alone, billing.worked, doing.numbers)
    return Sampled(len(samples.organisations), len(samples.people), len(samples.tickets), len(steps), entries)


def in_order(world: World, samples: Samples) -> list[tuple[datetime, Step]]:
    """Every step of every ticket, and the mails beside them, by the instant at which it happened."""
    timed = [(instant(world.policies[step.desk].calendar, world.now, step.at), step) for step in samples.steps]
    return sorted(timed, key=lambda one: one[0])


def _keep_people(world: World, samples: Samples) -> None:
    for organisation in samples.organisations:
        world.directory.keep_organisation(with_kept_days(world, organisation))
    for person in samples.people.values():
        match person:
            case Contact():
                world.directory.keep_contact(person)
            case Agent():
                world.directory.keep_agent(person)
