"""The stopwatch of an agent: started on a ticket, stopped with an entry of time, or discarded (MP5).

It is kept as the instant at which it was started. Its time ends where the ticket closed meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from chalicelib.desk.intake import MOST_RACES
from chalicelib.desk.ports import AlreadyDone, Conflict, Once, World
from chalicelib.desk.tickets import read
from chalicelib.desk.worklog.said import Task, must_be_right, task_faults, worked_until
from chalicelib.desk.worklog.writing import entry_of, in_open_month
from chalicelib.domain.billing.stopwatch import closing_after, is_forgotten
from chalicelib.domain.billing.timesheet import entry_id
from chalicelib.domain.billing.worklog import Charging, Stopwatch, TimeEntry
from chalicelib.domain.people import Agent
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.record import State, Ticket

_NOTHING: Final = "nothing"
"""What a stop within the second of the start came to."""


@dataclass(frozen=True, slots=True)
class Running:
    """An agent's watch and its ticket; `ends_at` is now, or when the ticket closed.

    A forgotten one is stopped only with a word until when she worked; `suggested` is the day's closing, if there is
    one before its end.
    """

    watch: Stopwatch
    ticket: Ticket
    ends_at: datetime
    forgotten: bool
    suggested: datetime | None

    @property
    def seconds(self) -> int:
        return int((self.ends_at - self.watch.started_at).total_seconds())


def running(world: World, agent: Agent) -> Running | None:
    """The agent's watch, if one runs."""
    watch = world.worklog.running(agent.ref)
    ticket = world.tickets.read(watch.ticket) if watch else None
    if watch is None or ticket is None:
        return None
    calendar = world.policies[ticket.desk].calendar
    ends_at = _closed_since(world, ticket, watch.started_at) or max(world.now, watch.started_at)
    closing = closing_after(calendar, watch.started_at)
    suggested = closing if closing and closing <= ends_at else None
    return Running(watch, ticket, ends_at, is_forgotten(calendar, watch.started_at, ends_at), suggested)


def start(world: World, agent: Agent, number: str, task: Task, instead_of: str, key: str) -> TimeEntry | None:
    """Has the agent's watch run on a ticket; the entry of the one on the ticket `instead_of`, stopped in the same step.

    Raises Refusal `stopwatch_runs`, which names its ticket, for another watch; `stopwatch_forgotten` for one that
    cannot be stopped without a word.
    """
    ticket = read(world, agent, number)
    must_be_right(*task_faults(world.policies[ticket.desk], task))
    watch = Stopwatch(agent.ref, ticket.number, world.now, task.work, Charging(task.charging), task.note.strip())
    once = Once(f"{agent.ref}:stopwatch:{key}", ticket.number)
    for _ in range(MOST_RACES):
        if world.tickets.outcome_of(once.key) is not None:
            return None
        if ticket.is_closed:
            raise Refusal("stopwatch_closed", number=ticket.number)
        other = running(world, agent)
        if other and (other.ticket.number != instead_of or other.ticket.number == number):
            raise Refusal("stopwatch_runs", number=other.ticket.number)
        try:
            return _started(world, agent, watch, other, once)
        except AlreadyDone:
            return None
        except Conflict:
            ticket = read(world, agent, number)
    raise Refusal("conflict")


def stop(
    world: World, agent: Agent, number: str, started_at: datetime, task: Task, until: str, key: str
) -> TimeEntry | None:
    """Stops the watch that was started then on this ticket: its entry, None if it had not run for a second.

    What the task leaves out is as it was when the watch was started. A second stop gives the first one's entry.
    Raises Refusal `stopwatch_gone`, and `stopwatch_forgotten` until she says until when she worked.
    """
    once = Once(f"{agent.ref}:stop:{key}", _NOTHING)
    for _ in range(MOST_RACES):
        found = running(world, agent)
        if found is None or (found.ticket.number, found.watch.started_at) != (number, started_at):
            return _stopped_before(world, agent, number, started_at, once)
        desk = world.policies[found.ticket.desk]
        said = _said(found.watch, task)
        if said != _said(found.watch, Task()):
            must_be_right(*task_faults(desk, said))
        ends_at = worked_until(desk, started_at, found.ends_at, until) if until.strip() else _believed(found)
        entries = _worked(world, agent, found, ends_at, said)
        try:
            written = in_open_month(entries, partial(world.worklog.stop, found.watch, once=once))
            return written[0] if written else None
        except (AlreadyDone, Conflict):
            continue
    raise Refusal("conflict")


def discard(world: World, agent: Agent, started_at: datetime) -> None:
    """Removes the watch that was started then, without an entry; where it runs no more, nothing is done."""
    watch = world.worklog.running(agent.ref)
    if watch and watch.started_at == started_at:
        try:
            world.worklog.stop(watch, ())
        except Conflict:
            return


def _started(world: World, agent: Agent, watch: Stopwatch, other: Running | None, once: Once) -> TimeEntry | None:
    if other is None:
        world.worklog.start(watch, None, (), once)
        return None
    entries = _worked(world, agent, other, _believed(other), _said(other.watch, Task()))
    written = in_open_month(entries, lambda late: world.worklog.start(watch, other.watch, late, once))
    return written[0] if written else None


def _worked(world: World, agent: Agent, found: Running, ends_at: datetime, task: Task) -> tuple[TimeEntry, ...]:
    watch = found.watch
    seconds = int((ends_at - watch.started_at).total_seconds())
    if seconds <= 0:
        return ()
    return (entry_of(world, found.ticket, agent.ref, agent, watch.started_at, seconds, task, _trigger(agent)),)


def _stopped_before(world: World, agent: Agent, number: str, started_at: datetime, once: Once) -> TimeEntry | None:
    id = entry_id(started_at, _trigger(agent))
    for entry in world.worklog.of_ticket(number):
        if (entry.id, entry.agent) == (id, agent.ref):
            return entry
    if world.tickets.outcome_of(once.key) is not None:
        return None
    raise Refusal("stopwatch_gone")


def _believed(found: Running) -> datetime:
    if found.forgotten:
        raise Refusal("stopwatch_forgotten", number=found.ticket.number)
    return found.ends_at


def _closed_since(world: World, ticket: Ticket, started_at: datetime) -> datetime | None:
    """When the ticket closed first after that, whether or not it was reopened since."""
    if ticket.changed_at < started_at:
        return None
    closed = (entry for entry in world.tickets.course(ticket) if entry.facts.get("state") == State.CLOSED)
    return next((entry.at for entry in closed if entry.at >= started_at), None)


def _said(watch: Stopwatch, task: Task) -> Task:
    return Task(task.work or watch.work, task.charging or watch.charging, task.note or watch.note)


def _trigger(agent: Agent) -> str:
    return f"{agent.ref}:stopwatch"
