"""A ticket's clocks and promises as the JSON that its page reads: why each is due when it is."""

from collections.abc import Sequence
from typing import Any

from chalicelib.desk.ports import World
from chalicelib.desk.watch.keeping import default_promise
from chalicelib.desk.watch.why import Explained, explained
from chalicelib.domain.instants import written
from chalicelib.domain.languages import in_language
from chalicelib.domain.payroll import Level
from chalicelib.domain.people import Agent, Person
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.promise import promises_of
from chalicelib.domain.ticket.record import Kind, Ticket
from chalicelib.domain.working_time.account import Stretch

Shape = dict[str, Any]


def clocks_shape(world: World, reader: Person, ticket: Ticket, entries: Sequence[Entry], language: str) -> Shape:
    """What is promised on a ticket, from its whole history, in the reader's language."""
    return {
        "clocks": [_clock(clock, language) for clock in explained(world, ticket, entries)],
        "promises": [
            {
                "sequence": promise.sequence,
                "made_at": written(promise.made_at),
                "until": written(promise.until),
                "state": promise.state(world.now).value,
            }
            for promise in promises_of(entries)
        ],
        "suggested_until": _suggested(world, ticket) if isinstance(reader, Agent) else None,
        "fee": _fee(world, ticket),
    }


def _clock(clock: Explained, language: str) -> Shape:
    return {
        "matter": clock.matter.value,
        "clock": clock.stopped_by,
        "severity": clock.severity,
        "target_minutes": clock.seconds // 60,
        "within": clock.within,
        "due_at": written(clock.due_at) if clock.due_at else None,
        "state": clock.state.value,
        "used_seconds": clock.used_seconds,
        "stopped_at": written(clock.stopped_at) if clock.stopped_at else None,
        "stretches": [_stretch(stretch, language) for stretch in clock.stretches],
        "more": clock.is_cut,
    }


def _stretch(stretch: Stretch, language: str) -> Shape:
    reasons = [
        {"kind": reason.kind.value, "name": in_language(reason.name, language), "pause": reason.pause}
        for reason in stretch.reasons
    ]
    return {
        "begin": written(stretch.begin),
        "end": written(stretch.end),
        "seconds": stretch.seconds,
        "reasons": reasons,
    }


def _suggested(world: World, ticket: Ticket) -> str:
    """The next word that the desk would promise now, by the desk's clock, in whole minutes."""
    desk = world.policies[ticket.desk]
    until = default_promise(desk, ticket.severity, world.now.replace(second=0))
    return desk.local(until).strftime("%Y-%m-%dT%H:%M")


def _fee(world: World, ticket: Ticket) -> Shape | None:
    """What the use of a payroll day costs under an extended agreement: a fault's solution in agreed hours (PM11)."""
    desk = world.policies[ticket.desk]
    extended = desk.extended(ticket.opened_at)
    if ticket.level is not Level.PAYROLL_DAY or ticket.kind is not Kind.FAULT or extended is None:
        return None
    return {"amount": f"{extended.fee:.2f}", "currency": desk.currency}
