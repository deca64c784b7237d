"""Time entered by hand, and corrected: what was entered stays, taken back by an entry that says why (MP5 MP7)."""

from dataclasses import replace

from chalicelib.desk.intake import MOST_RACES
from chalicelib.desk.ports import AlreadyDone, Conflict, Once, World
from chalicelib.desk.tickets import read
from chalicelib.desk.worklog.said import MOST_NOTE_CHARACTERS, Span, Task, must_be_right, task_faults, worked_span
from chalicelib.desk.worklog.writing import Entries, entry_of, in_open_month
from chalicelib.domain.billing.timesheet import standing, taken_back
from chalicelib.domain.billing.worklog import TimeEntry
from chalicelib.domain.people import Agent
from chalicelib.domain.refusal import Fault, Refusal
from chalicelib.domain.ticket.record import Ticket


def enter(world: World, agent: Agent, number: str, span: Span, task: Task, key: str) -> TimeEntry:
    """Time that the agent worked on a ticket, be it closed by now: a phone call may come late. Once for this key."""
    ticket = read(world, agent, number)
    desk = world.policies[ticket.desk]
    must_be_right(*task_faults(desk, task))
    trigger = f"{agent.ref}:{number}:time:{key}"
    done = _of_trigger(world, trigger, number)
    if done:
        return done
    start, seconds = worked_span(world, desk, span)
    entry = replace(entry_of(world, ticket, agent.ref, agent, start, seconds, task, trigger), by_hand=True)
    return _written(world, (entry,), trigger)


def correct(
    world: World, agent: Agent, number: str, id: str, span: Span | None, task: Task | None, reason: str, key: str
) -> TimeEntry:
    """Takes an entry back, for a reason, and enters what is right: another span, another task, or both.

    Without a `task` nothing is entered instead. The last entry written is given. Raises Refusal `not_found` for an
    entry that this ticket has not, `entry_corrected` for one that was taken back already.
    """
    ticket = read(world, agent, number)
    must_be_right(*_reason_faults(reason), *(task_faults(world.policies[ticket.desk], task) if task else ()))
    trigger = f"{agent.ref}:{number}:correction:{key}"
    for _ in range(MOST_RACES):
        done = _of_trigger(world, trigger, number)
        if done:
            return done
        entries = world.worklog.of_ticket(number)
        entry = next((one for one in entries if one.id == id), None)
        if entry is None:
            raise Refusal("not_found")
        if entry not in standing(entries):
            raise Refusal("entry_corrected")
        again = _instead(world, ticket, entry, agent, span, task, trigger) if task else ()
        back = taken_back(entry, agent.ref, world.now, reason.strip())
        try:
            return _written(world, (back, *(replace(one, reason=reason.strip()) for one in again)), trigger)
        except Conflict:
            continue
    raise Refusal("conflict")


def _instead(
    world: World, ticket: Ticket, entry: TimeEntry, agent: Agent, span: Span | None, task: Task, trigger: str
) -> Entries:
    """What is right instead: still the time of whoever worked it, and to the second where no other is given."""
    desk = world.policies[ticket.desk]
    start, seconds = worked_span(world, desk, span) if span else (entry.start, entry.seconds)
    new = entry_of(world, ticket, entry.agent, agent, start, seconds, task, trigger)
    return (replace(new, by_hand=entry.by_hand or span is not None),)


def _written(world: World, entries: Entries, trigger: str) -> TimeEntry:
    """The last of the entries, as it was written first."""
    once = Once(trigger, entries[-1].id)
    try:
        return in_open_month(entries, lambda late: world.worklog.write(late, once))[-1]
    except AlreadyDone:
        return _of_trigger(world, trigger, entries[-1].ticket) or entries[-1]


def _of_trigger(world: World, trigger: str, number: str) -> TimeEntry | None:
    """What the same request wrote before."""
    id = world.tickets.outcome_of(trigger)
    entries = world.worklog.of_ticket(number) if id is not None else ()
    return next((entry for entry in entries if entry.id == id), None)


def _reason_faults(reason: str) -> tuple[Fault, ...]:
    if not reason.strip():
        return (Fault("reason", "reason_missing", {}),)
    if len(reason) > MOST_NOTE_CHARACTERS:
        return (Fault("reason", "note_too_long", {"most": MOST_NOTE_CHARACTERS}),)
    return ()
