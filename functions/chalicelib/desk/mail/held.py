"""Mails held on a ticket until an agent vouches for them, dismisses them, or sets them aside for another place."""

from chalicelib.desk.mail.aside import keep_held
from chalicelib.desk.ports import World
from chalicelib.desk.tickets import history, take
from chalicelib.domain.people import Agent
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket import correspondence as steps
from chalicelib.domain.ticket.history import Act, Entry
from chalicelib.domain.ticket.record import Ticket


def accept(world: World, agent: Agent, number: str, sequence: int) -> Ticket:
    """Staff vouch for a held mail, whoever of them comes first; from then on the customer sees it."""
    ticket, held, is_dismissed = _held(world, agent, number, sequence)
    if is_dismissed:
        key = f"accept-dismissed:{number}:{sequence}"
        return take(world, ticket, key, lambda now: steps.accept_dismissed(now, held, agent, world.now))
    return take(world, ticket, _settling(held, number), lambda now: steps.accept(now, held, agent, world.now))


def dismiss(world: World, agent: Agent, number: str, sequence: int, belongs_elsewhere: bool = False) -> Ticket:
    """Staff let a held mail rest: the customer never sees it, and it keeps the ticket from nothing.

    One that belongs elsewhere is set aside too, where its place can be chosen.
    """
    ticket, held, is_dismissed = _held(world, agent, number, sequence)
    if held.act is Act.HELD and held.message and held.message.mail and belongs_elsewhere and not is_dismissed:
        keep_held(world, ticket, held.message.mail, f"held-aside:{number}:{sequence}")
    return take(world, ticket, _settling(held, number), lambda now: steps.dismiss(now, held, agent, world.now))


def _held(world: World, agent: Agent, number: str, sequence: int) -> tuple[Ticket, Entry, bool]:
    """The ticket, its held entry, and whether that was dismissed. Raises Refusal `nothing_held`."""
    ticket, entries = history(world, agent, number)
    held = next((entry for entry in entries if entry.sequence == sequence), None)
    if held is None:
        raise Refusal("nothing_held", number=number)
    return ticket, held, any(entry.facts.get("dismisses") == str(sequence) for entry in entries)


def _settling(held: Entry, number: str) -> str:
    """One key for both ways to settle it, so that of two agents the first decides."""
    return f"accept:{number}:{held.sequence}"
