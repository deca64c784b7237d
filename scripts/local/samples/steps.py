"""What is done in the samples, step by step, as editors write it. kb/samples/promark.yaml says how it is written."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.ticket.record import CustomerRole, EscalatedTo
from chalicelib.policies.section import Section
from local.samples.cast import Cast
from local.samples.instants import AT_ALLOWED, UNTIL_ALLOWED, is_instant, is_later


class Deed(StrEnum):
    """What a step does; the first two open a ticket, `aside` is a mail that opens none."""

    FORM = "form"
    MAIL_IN = "mail_in"
    ASIDE = "aside"
    HANDLING = "handling"
    IDENTIFICATION = "identification"
    SEVERITY = "severity"
    SETTLEMENT = "settlement"
    ANSWER = "answer"
    QUESTION = "question"
    RESOLUTION = "resolution"
    PROMISE = "promise"
    ESCALATION = "escalation"
    RETURN = "return"
    NOTE = "note"
    ACCEPTANCE = "acceptance"
    ADDITION = "addition"
    MAIL = "mail"
    CLOSURE = "closure"
    REOPENING = "reopening"


STEPS = tuple(Deed)[3:]
_OF_CONTACTS = (Deed.ADDITION, Deed.MAIL)
_OF_EITHER = (Deed.SEVERITY, Deed.CLOSURE, Deed.REOPENING)
_CONTACTS_UNLESS_TOLD = (*_OF_CONTACTS, Deed.CLOSURE, Deed.REOPENING)
_WITHOUT_TEXT = (Deed.HANDLING, Deed.IDENTIFICATION, Deed.SEVERITY, Deed.SETTLEMENT, Deed.ACCEPTANCE)
_MAY_BE_WITHOUT_TEXT = (Deed.ESCALATION, Deed.RETURN, Deed.CLOSURE)
_MAY_PROMISE = (Deed.ANSWER, Deed.QUESTION, Deed.ESCALATION)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to attach."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done on a ticket, or a mail beside them. `by` is a person's id, `sender` another address than hers.

    `to`, `party` and `customer` say how a case is passed on, `until` when the next word is promised.
    """

    desk: str
    ticket: str
    number: int
    at: str
    does: Deed
    by: str
    text: str = ""
    papers: tuple[Paper, ...] = ()
    subject: str = ""
    sender: str = ""
    is_verified: bool = True
    severity: int = 0
    is_agreed: bool = False
    error_class: str = ""
    to: str = ""
    party: str = ""
    customer: str = ""
    until: str = ""

    @property
    def key(self) -> str:
        """The same at every loading."""
        return f"sample-{self.desk}-{self.ticket}-{self.number}"


def read_opening(part: Section, desk: str, contact: str) -> Step:
    """The step that opens a ticket."""
    by_mail = part.choice("via", ("form", "mail"), default="form") == "mail"
    does = Deed.MAIL_IN if by_mail else Deed.FORM
    return Step(
        desk, part.text("id"), 0, _at(part), does, contact, part.text("text"), _papers(part), part.text("subject")
    )


def read_step(part: Section, opening: Step, number: int, agent: str, cast: Cast) -> Step:
    """A later step on a ticket, by its agent or its contact unless it says by whom."""
    does = Deed(part.choice("does", STEPS))
    whose = opening.by if does in _CONTACTS_UNLESS_TOLD else agent
    by_mail, passes_on = does is Deed.MAIL, does is Deed.ESCALATION
    external = passes_on and part.has("party")
    return Step(
        opening.desk,
        opening.ticket,
        number,
        _at(part),
        does,
        part.choice("by", _who_may(does, cast), default=whose or None),
        _text(part, does),
        _papers(part) if does not in _WITHOUT_TEXT else (),
        sender=part.text("sender", default="") if by_mail else "",
        is_verified=part.flag("verified", default=True) if by_mail else True,
        severity=part.integer("severity", 1, 3) if does is Deed.SEVERITY else 0,
        is_agreed=part.flag("agreed", default=False) if does is Deed.SEVERITY else False,
        error_class=part.text("class") if does is Deed.IDENTIFICATION else "",
        to=part.choice("to", tuple(EscalatedTo)) if passes_on else "",
        party=part.text("party") if external else "",
        customer=part.choice("customer", tuple(CustomerRole)) if external else "",
        until=_until(part, does),
    )


def read_mail(part: Section, desk: str) -> Step:
    """A mail that is set aside."""
    sender, subject, text = part.text("from"), part.text("subject"), part.text("text")
    return Step(desk, part.text("id"), 0, _at(part), Deed.ASIDE, "", text, _papers(part), subject, sender)


def _who_may(do: Deed, cast: Cast) -> tuple[str, ...]:
    if do in _OF_EITHER:
        return (*cast.contacts, *cast.agents)
    return cast.contacts if do in _OF_CONTACTS else cast.agents


def _text(part: Section, does: Deed) -> str:
    if does in _WITHOUT_TEXT:
        return ""
    return part.text("text", default="" if does in _MAY_BE_WITHOUT_TEXT else None)


def _until(part: Section, does: Deed) -> str:
    """Needed where it is all that is promised; elsewhere the desk may have a promise of its own."""
    may_be_none = does in _MAY_PROMISE
    if does is not Deed.PROMISE and not (may_be_none and part.has("until")):
        return ""
    text = part.text("until", allowed=UNTIL_ALLOWED)
    if text and not is_later(text):
        part.mistake("until", repr(text), UNTIL_ALLOWED)
    return text


def _papers(part: Section) -> tuple[Paper, ...]:
    files = part.sections("files", needed=False)
    return tuple(Paper(file.text("name"), file.text("content", default="")) for file in files)


def _at(part: Section) -> str:
    text = part.text("at", allowed=AT_ALLOWED)
    if text and not is_instant(text):
        part.mistake("at", repr(text), AT_ALLOWED)
    return text
