"""Agreements and time of the samples, kb/samples/billing: read, and kept once with people and tickets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import yaml

from chalicelib.desk.ports import AlreadyDone, Kept, Once, World
from chalicelib.domain.billing.agreement import Version
from chalicelib.domain.billing.coverage import covered_by
from chalicelib.domain.billing.worklog import TimeEntry
from chalicelib.domain.people import Agent, Organisation, Role
from chalicelib.policies.mistakes import Mistake, PolicyError
from chalicelib.policies.section import Section
from local.samples.agreed import read_agreements
from local.samples.script import Samples
from local.samples.worked import Worked, entries_of, read_worked


@dataclass(frozen=True, slots=True)
class Billing:
    """Versions of agreements, oldest first, and the time worked."""

    versions: tuple[Version, ...]
    worked: tuple[Worked, ...]


def read_billing(folder: Path, world: World, samples: Samples) -> Billing:
    """What there is to bill at each desk that has tickets here. Days are counted from `world.now`.

    Raises PolicyError with all mistakes found.
    """
    mistakes: list[Mistake] = []
    versions: list[Version] = []
    worked: list[Worked] = []
    for desk in world.policies.values():
        tickets = {id: ticket.agent for (of, id), ticket in samples.tickets.items() if of == desk.id}
        if not tickets or not (folder / f"{desk.id}.yaml").exists():
            continue
        name, content = f"samples/billing/{desk.id}.yaml", _content(folder / f"{desk.id}.yaml")
        today = desk.local(world.now).date()
        for version, found in read_agreements(content.pop("agreements", []), name, desk, samples.organisations, today):
            versions += [version] if version else []
            mistakes += found
        file = Section(name, "", content, mistakes)
        agents = tuple(one.id for one in samples.people.values() if isinstance(one, Agent))
        works = tuple(work.id for work in desk.billing.works)
        worked += read_worked(file, desk.id, tickets, agents, works)
        file.close()
    if mistakes:
        raise PolicyError(tuple(mistakes))
    return Billing(tuple(versions), tuple(worked))


def with_kept_days(world: World, organisation: Organisation) -> Organisation:
    """The customer with the days of those agreements that an earlier loading has kept, as they are counted anew."""
    return reduce(covered_by, world.books.agreements_of(organisation.id), organisation)


def keep_agreements(world: World, samples: Samples, versions: Iterable[Version]) -> None:
    """Keep each agreement of the customers, by a lead of its desk, unless an earlier loading has kept it."""
    agents = [one for one in samples.people.values() if isinstance(one, Agent)]
    leads = {desk: one.ref for one in agents if one.role is Role.LEAD for desk in one.desks}
    known: dict[tuple[str, str], int] = {}
    for version in versions:
        agreement = version.organisation, version.agreement
        if agreement not in known:
            known[agreement] = len(world.books.kept(*agreement))
        known[agreement] -= 1
        if known[agreement] < 0:
            world.books.keep_version(Kept(version, leads[version.desk], world.now))


def keep_time(world: World, worked: Iterable[Worked], numbers: Mapping[tuple[str, str], str]) -> int:
    """Write the time of each customer at a desk in one step, once; how many entries that are.

    `numbers` are those of the tickets, by desk and id.
    """
    accounts: dict[tuple[str, str], list[TimeEntry]] = {}
    for one in worked:
        ticket = world.tickets.read(numbers[one.desk, one.ticket])
        assert ticket is not None, f"{one.key} has no ticket"
        accounts.setdefault((one.desk, ticket.organisation), []).extend(entries_of(world, one, ticket))
    for (desk, organisation), entries in accounts.items():
        key = f"sample-{desk}-{organisation}-time"
        try:
            world.worklog.write(tuple(entries), Once(key, entries[-1].id))
        except AlreadyDone:
            continue
    return sum(map(len, accounts.values()))


def _content(path: Path) -> dict[str, Any]:
    content = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    return content if isinstance(content, dict) else {}
