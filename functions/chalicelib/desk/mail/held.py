"""Mails held on a ticket until an agent vouches for them, dismisses them, or sets them aside for another place."""

from dataclasses import dataclass, replace

from chalicelib.desk.mail.aside import keep_held
from chalicelib.desk.mail.message import without_quotes
from chalicelib.desk.ports import World
from chalicelib.desk.tickets import history, take
from chalicelib.domain.people import Agent
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket import correspondence as steps
from chalicelib.domain.ticket.history import Act, Entry
from chalicelib.domain.ticket.record import Ticket


@dataclass(frozen=True, slots=True)
class _Held:
    """A held mail, its ticket, and what has become of it."""

    ticket: Ticket
    entry: Entry
    is_accepted: bool
    is_dismissed: bool


def accept(world: World, agent: Agent, number: str, sequence: int) -> Ticket:
    """Staff vouch for a held mail, whoever of them comes first; from then on the customer sees it.

    Raises Refusal `nothing_held` for one that has been set aside since: its place is chosen there.
    """
    held = _held(world, agent, number, sequence)
    if held.is_accepted:
        return held.ticket
    if held.is_dismissed:
        if world.tickets.outcome_of(_moving(number, sequence)) is not None:
            raise Refusal("nothing_held", number=number)
        key = f"accept-dismissed:{number}:{sequence}"
        return take(world, held.ticket, key, lambda now: steps.accept_dismissed(now, held.entry, agent, world.now))
    key = _settling(number, sequence)
    return take(world, held.ticket, key, lambda now: steps.accept(now, held.entry, agent, world.now))


def dismiss(world: World, agent: Agent, number: str, sequence: int, belongs_elsewhere: bool = False) -> Ticket:
    """Staff let a held mail rest: the customer never sees it, and it keeps the ticket from nothing.

    One that belongs elsewhere is set aside then, where its place can be chosen; not one that was accepted first.
    """
    held = _held(world, agent, number, sequence)
    key = _settling(number, sequence)
    ticket = take(world, held.ticket, key, lambda now: steps.dismiss(now, held.entry, agent, world.now))
    if belongs_elsewhere:
        held = _held(world, agent, number, sequence)
        if held.is_dismissed and not held.is_accepted and held.entry.message:
            keep_held(world, ticket, held.entry.message.mail, _moving(number, sequence))
    return ticket


def _held(world: World, agent: Agent, number: str, sequence: int) -> _Held:
    """The held mail as the history tells it. Raises Refusal `nothing_held`."""
    ticket, entries = history(world, agent, number)
    entry = next((entry for entry in entries if entry.sequence == sequence), None)
    if entry is None or entry.act is not Act.HELD:
        raise Refusal("nothing_held", number=number)
    if entry.facts.get("from", "").startswith("agent:") and entry.message:
        entry = replace(entry, message=without_quotes(entry.message))
    told = {(name, entry.facts.get(name)) for entry in entries for name in ("accepts", "dismisses")}
    return _Held(ticket, entry, ("accepts", str(sequence)) in told, ("dismisses", str(sequence)) in told)


def _settling(number: str, sequence: int) -> str:
    """One key for both ways to settle it, so that of two agents the first decides."""
    return f"accept:{number}:{sequence}"


def _moving(number: str, sequence: int) -> str:
    return f"held-aside:{number}:{sequence}"
