"""A ticket's record, and how a step changes it: the ticket one entry on, with the entry that says why.

Pure: whoever calls has checked who may; the steps beside this module say what each does and when it can be taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.payroll import Level
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.ticket.history import Act, Audience, Entry, Message, Via


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


class Side(StrEnum):
    """Who proposes a severity."""

    CUSTOMER = "customer"
    DESK = "desk"


class EscalatedTo(StrEnum):
    """With whom a case lies: colleagues of the desk (CI2 CI4), or others outside (CI3)."""

    CONSULTING = "consulting"
    DEVELOPMENT = "development"
    SALES = "sales"
    PROJECT_MANAGER = "project_manager"
    VENDOR = "vendor"
    THIRD_PARTY = "third_party"

    @property
    def is_external(self) -> bool:
        return self in (EscalatedTo.VENDOR, EscalatedTo.THIRD_PARTY)


class CustomerRole(StrEnum):
    """What an external escalation asks of the customer (CI3)."""

    NOT_INVOLVED = "not_involved"
    ASKED = "asked"
    CONTACTED = "contacted"


@dataclass(frozen=True, slots=True)
class Escalation:
    """Where a case lies now. An external one names its party and the customer's role."""

    to: EscalatedTo
    party: str = ""
    customer: CustomerRole | None = None


SEVERITY_UNTIL_AGREED = 2

SAID = "said"
"""The fact that an entry is a public word of an agent, the first of which is the desk's first answer."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A case as its last step left it.

    `started_at` is when an agent began (handling, identification). A proposed severity counts only once it is agreed,
    but for the customer's first one. The last five are derived from history and policy, for lists and the lookout, and
    nothing is judged from them: when the next thing promised is due, what it is, whether *within* it may use its last
    instant, until when the next word is promised, when to look.
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
    severity_proposed: int = 0
    severity_proposed_by: Side | None = None
    state: State = State.NEW
    agent: str = ""
    release: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    under_agreement: bool = True
    level: Level = Level.STANDARD
    error_class: str = ""
    escalation: Escalation | None = None
    closure_asked: bool = False
    started_at: datetime | None = None
    held: int = 0
    entries: int = 0
    version: int = 0
    due_at: datetime | None = None
    due_matter: str = ""
    due_within: bool = True
    promise_at: datetime | None = None
    look_at: datetime | None = None

    @property
    def is_closed(self) -> bool:
        return self.state is State.CLOSED

    def is_late(self, at: datetime) -> bool:
        """Whether what was due next is past, to show: *within* may use the last instant, *less than* may not (PM9)."""
        if self.due_at is None:
            return False
        return at > self.due_at if self.due_within else at >= self.due_at

    @property
    def is_over(self) -> bool:
        """Resolved or closed: nothing more is expected of the desk."""
        return self.state in (State.RESOLVED, State.CLOSED)

    @property
    def working_state(self) -> State:
        """The state in which the next step is the desk's, or theirs to whom it was passed on."""
        return State.ESCALATED if self.escalation else State.OPEN


Change = tuple[Ticket, Entry]


def open_ticket(ticket: Ticket, message: Message) -> Change:
    """The first step (MP1 MP2): the ticket as filed, with the customer's own words."""
    return step(ticket, Act.OPENED, ticket.contact, ticket.opened_at, via=ticket.via, message=message)


def step(
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
    is_said = message and act is not Act.ACCEPTED and by.startswith("agent:") and audience is Audience.EVERYONE
    told = {SAID: "yes"} if is_said else {}
    entry = Entry(sequence, at, act, by, audience, via, {**_standing(ticket), **told, **(facts or {})}, message)
    changed_at = at if audience is Audience.EVERYONE else ticket.changed_at
    return replace(ticket, entries=sequence, version=ticket.version + 1, changed_at=changed_at), entry


def must_be_open(ticket: Ticket) -> None:
    """Raises Refusal `ticket_closed`."""
    if ticket.is_closed:
        raise Refusal("ticket_closed", number=ticket.number)


def must_go_on(ticket: Ticket) -> None:
    """Raises Refusal for a ticket that is closed or resolved: it is taken up again first."""
    must_be_open(ticket)
    if ticket.is_over:
        raise Refusal("ticket_resolved", number=ticket.number)


def _standing(ticket: Ticket) -> dict[str, str]:
    """What the clocks need to know of the time from here on, so that the history alone tells it."""
    return {
        "state": ticket.state.value,
        "severity": str(ticket.severity),
        "level": ticket.level.value,
        "kind": ticket.kind.value,
        "agreement": "yes" if ticket.under_agreement else "no",
    }
