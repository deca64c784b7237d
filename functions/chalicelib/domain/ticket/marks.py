"""What the lookout writes into a history: each mark once, by the machine."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.instants import written
from chalicelib.domain.ticket.history import MACHINE, Act, Audience
from chalicelib.domain.ticket.record import Change, Ticket, step


def warn(ticket: Ticket, matter: str, key: str, due_at: datetime, at: datetime) -> Change:
    """Something promised will soon be due."""
    facts = {"matter": matter, "key": key, "due_at": written(due_at)}
    return step(ticket, Act.WARNED, MACHINE, at, audience=Audience.STAFF, facts=facts)


def breach(ticket: Ticket, matter: str, key: str, due_at: datetime, at: datetime) -> Change:
    """Something promised was not done in time. It is judged by this, once."""
    facts = {"matter": matter, "key": key, "due_at": written(due_at)}
    return step(ticket, Act.BREACHED, MACHINE, at, audience=Audience.STAFF, facts=facts)


def remind(ticket: Ticket, question: int, number: int, closes: str, at: datetime) -> Change:
    """The customer is asked again. `question` is the entry that waits for an answer, `closes` a date or nothing."""
    facts = {"question": str(question), "round": str(number), "closes": closes}
    return step(ticket, Act.REMINDED, MACHINE, at, facts=facts)


def find_idle(ticket: Ticket, since: datetime, until: datetime, number: int, at: datetime) -> Change:
    """Nobody has worked for an open hour on an error that demands work in every one, the `number`th on end (PM10)."""
    facts = {"since": written(since), "until_idle": written(until), "round": str(number)}
    return step(ticket, Act.IDLE, MACHINE, at, audience=Audience.STAFF, facts=facts)


def move(ticket: Ticket, before: datetime | None, after: datetime | None, at: datetime) -> Change:
    """Changed hours or targets have moved what is due next."""
    facts = {"from": written(before) if before else "", "to": written(after) if after else ""}
    changed, entry = step(ticket, Act.MOVED, MACHINE, at, facts={"matter": ticket.due_matter, **facts})
    return replace(changed, changed_at=ticket.changed_at), entry
