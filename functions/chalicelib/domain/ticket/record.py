"""A ticket and its steps: each takes the ticket as it was and gives it as it is, with the entry that says why.

Pure: whoever calls has checked who may; here stands what a step does and in which state it can be taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.people import Agent, Contact, Person
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.history import MACHINE, STRANGER, Act, Audience, Entry, Message, Via


class State(StrEnum):
    """Where a ticket stands; the desk's clock rests in AWAITING_CUSTOMER only (CI8)."""

    NEW = "new"
    OPEN = "open"
    AWAITING_CUSTOMER = "awaiting_customer"
    ESCALATED = "escalated"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Kind(StrEnum):
    """What is asked for (PM1 PM13)."""

    QUESTION = "question"
    FAULT = "fault"
    CHANGE_REQUEST = "change_request"
    DEVELOPMENT_PROPOSAL = "development_proposal"
    ORDER = "order"
    HARDWARE = "hardware"


SEVERITY_UNTIL_AGREED = 2


@dataclass(frozen=True, slots=True)
class Ticket:
    """A case as its last step left it. `due_at` and `look_at` are derived from history, never judged from.

    `started_at` is when an agent began (handling, identification), `answered_at` when the desk first answered.
    """

    number: str
    desk: str
    organisation: str
    contact: str
    subject: str
    kind: Kind
    via: Via
    language: str
    opened_at: datetime
    changed_at: datetime
    area: str = ""
    severity: int = SEVERITY_UNTIL_AGREED
    severity_agreed: bool = False
    state: State = State.NEW
    agent: str = ""
    release: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    under_agreement: bool = True
    closure_asked: bool = False
    started_at: datetime | None = None
    answered_at: datetime | None = None
    due_at: datetime | None = None
    look_at: datetime | None = None
    held: int = 0
    entries: int = 0
    version: int = 0
    policy: str = ""

    @property
    def is_closed(self) -> bool:
        return self.state is State.CLOSED


Change = tuple[Ticket, Entry]


def open_ticket(ticket: Ticket, message: Message) -> Change:
    """The first step (MP1 MP2): the ticket as filed, with the customer's own words."""
    return _step(ticket, Act.OPENED, ticket.contact, ticket.opened_at, via=ticket.via, message=message)


def start_handling(ticket: Ticket, agent: Agent, at: datetime) -> Change:
    """An agent begins: the act that ends the start clock (PM9 TC9). Another agent may take over."""
    _must_be_open(ticket)
    if not ticket.under_agreement:
        raise Refusal("no_agreement", number=ticket.number)
    if ticket.agent == agent.ref and ticket.started_at:
        raise Refusal("already_handled", number=ticket.number)
    taken = replace(ticket, agent=agent.ref, state=_open_if_new(ticket), started_at=ticket.started_at or at)
    before = {"from": ticket.agent} if ticket.agent and ticket.agent != agent.ref else {}
    return _step(taken, Act.HANDLING_STARTED, agent.ref, at, facts=before)


def answer(ticket: Ticket, agent: Agent, message: Message, then: State, at: datetime, via: Via = Via.DESK) -> Change:
    """The desk's public word, leaving the ticket open, awaiting the customer, or resolved (TC11 CI8).

    It starts the handling too; but not where no agreement is in force (PM3).
    """
    _must_be_open(ticket)
    if then not in (State.OPEN, State.AWAITING_CUSTOMER, State.RESOLVED):
        raise Refusal("state_unknown", state=then)
    started_at = ticket.started_at or (at if ticket.under_agreement else None)
    answered = replace(ticket, agent=ticket.agent or agent.ref, state=then, started_at=started_at)
    answered = replace(answered, answered_at=ticket.answered_at or at)
    return _step(answered, Act.ANSWERED, agent.ref, at, via=via, message=message, facts={"state": then.value})


def note(ticket: Ticket, agent: Agent, message: Message, at: datetime, via: Via = Via.DESK) -> Change:
    """An internal note: for staff only, keeps no promise and answers nobody."""
    return _step(ticket, Act.NOTED, agent.ref, at, audience=Audience.STAFF, via=via, message=message)


def add(ticket: Ticket, contact: Contact, message: Message, at: datetime, via: Via = Via.FORM) -> Change:
    """The customer's further word (MP2 TC5). It wakes a ticket that waited, and reopens one that was over."""
    act = Act.REOPENED if ticket.is_closed else Act.ADDED
    state = ticket.state if ticket.state in (State.NEW, State.ESCALATED) else State.OPEN
    woken = replace(ticket, state=state, closure_asked=False)
    return _step(woken, act, contact.ref, at, via=via, message=message)


def hold(ticket: Ticket, message: Message, by: str, reason: str, at: datetime) -> Change:
    """A mail that may not be from whom it says: kept for staff until one of them accepts it (trust ladder, rung 2)."""
    facts = {"reason": reason, "from": by}
    waiting = replace(ticket, held=ticket.held + 1)
    return _step(waiting, Act.HELD, STRANGER, at, audience=Audience.STAFF, via=Via.MAIL, message=message, facts=facts)


def accept(ticket: Ticket, held: Entry, agent: Agent, at: datetime) -> Change:
    """Staff vouch for a held mail: its words join the correspondence, the entry names the one it accepts."""
    if held.act is not Act.HELD:
        raise Refusal("nothing_held", number=ticket.number)
    state = State.OPEN if ticket.state in (State.AWAITING_CUSTOMER, State.RESOLVED, State.CLOSED) else ticket.state
    facts = {"accepts": str(held.sequence)}
    woken = replace(ticket, state=state, held=max(0, ticket.held - 1), closure_asked=False)
    return _step(woken, Act.ACCEPTED, agent.ref, at, via=Via.MAIL, message=held.message, facts=facts)


def file(ticket: Ticket, message: Message, reason: str, at: datetime) -> Change:
    """An automatic mail or a bounce: filed for staff, changes nothing, answers nothing (trust ladder, rung 5)."""
    facts = {"reason": reason}
    return _step(ticket, Act.FILED, MACHINE, at, audience=Audience.STAFF, via=Via.MAIL, message=message, facts=facts)


def ask_closure(ticket: Ticket, contact: Contact, message: Message | None, at: datetime) -> Change:
    """The customer asks the desk to close (MP2 TC2)."""
    _must_be_open(ticket)
    if ticket.closure_asked:
        raise Refusal("closure_already_asked", number=ticket.number)
    return _step(replace(ticket, closure_asked=True), Act.CLOSURE_ASKED, contact.ref, at, via=Via.FORM, message=message)


def close(ticket: Ticket, person: Person, message: Message | None, at: datetime) -> Change:
    """The end: by the customer when satisfied (TC11), or by the desk where its policy lets it."""
    _must_be_open(ticket)
    via = Via.FORM if isinstance(person, Contact) else Via.DESK
    over = replace(ticket, state=State.CLOSED, closure_asked=False)
    return _step(over, Act.CLOSED, person.ref, at, via=via, message=message)


def reopen(ticket: Ticket, person: Person, message: Message, at: datetime, via: Via | None = None) -> Change:
    """A ticket that was resolved or closed is taken up again (MP2)."""
    if ticket.state not in (State.CLOSED, State.RESOLVED):
        raise Refusal("not_closed", number=ticket.number)
    via = via or (Via.FORM if isinstance(person, Contact) else Via.DESK)
    return _step(
        replace(ticket, state=State.OPEN, closure_asked=False), Act.REOPENED, person.ref, at, via=via, message=message
    )


def _must_be_open(ticket: Ticket) -> None:
    if ticket.is_closed:
        raise Refusal("ticket_closed", number=ticket.number)


def _open_if_new(ticket: Ticket) -> State:
    return State.OPEN if ticket.state is State.NEW else ticket.state


def _step(
    ticket: Ticket,
    act: Act,
    by: str,
    at: datetime,
    *,
    audience: Audience = Audience.EVERYONE,
    via: Via = Via.DESK,
    facts: Mapping[str, str] | None = None,
    message: Message | None = None,
) -> Change:
    """The ticket one entry on. What only staff see leaves no trace in the instant of change that customers see."""
    sequence = ticket.entries + 1
    entry = Entry(sequence, at, act, by, audience, via, facts or {}, message)
    changed_at = at if audience is Audience.EVERYONE else ticket.changed_at
    return replace(ticket, entries=sequence, version=ticket.version + 1, changed_at=changed_at), entry
