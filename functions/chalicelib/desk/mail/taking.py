"""A mail arrives (MP1 MP6 TC3): read it, see how far it can be trusted, and put it in its place. None is ever dropped.

The raw mail is in storage before this runs. Whatever happens twice, or dies in between, ends in one place once: the
last act is one transaction under the mail's own key.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from ulid import ULID

from chalicelib.desk import tickets
from chalicelib.desk.intake import begin_by_mail
from chalicelib.desk.mail import returns
from chalicelib.desk.mail.aside import kept_aside
from chalicelib.desk.mail.case import Arrival, MailCase, case_of, evidence_of
from chalicelib.desk.mail.message import message_of, passed_on, subject_of
from chalicelib.desk.ports import AlreadyDone, Conflict, World
from chalicelib.domain.people import Agent, Contact, Organisation, Person
from chalicelib.domain.ticket import correspondence as steps, ending
from chalicelib.domain.ticket.history import STRANGER, Message, Via
from chalicelib.domain.ticket.record import Change, State, Ticket
from chalicelib.domain.trust import Decision, Rung, decide
from chalicelib.policies.channels import MailRule

_ON_A_TICKET = (Rung.APPEND, Rung.NOTE, Rung.HOLD, Rung.FILE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: the rung, the reason, and the ticket if it is on one."""

    rung: str
    reason: str = ""
    number: str = ""


def take_in(world: World, arrival: Arrival) -> Outcome:
    """Puts one mail in its place, once. Raises nothing of its own: what the store raises is for the queue to retry."""
    raw = world.files.get(arrival.raw)
    case = case_of(world, arrival, raw)
    earlier = world.tickets.outcome_of(case.key)
    if earlier is not None:
        return Outcome("already_done", number=earlier)
    decision = Decision(Rung.SET_ASIDE, case.mail.problem) if case.mail.problem else decide(evidence_of(world, case))
    if "FAIL" not in (arrival.verdicts.spam, arrival.verdicts.virus):
        returns.learn(world, case)
    try:
        return _place(world, case, decision)
    except AlreadyDone as done:
        return Outcome("already_done", number=done.outcome)


def _place(world: World, case: MailCase, decision: Decision) -> Outcome:
    if case.ticket and decision.rung in _ON_A_TICKET:
        tickets.take(world, case.ticket, case.key, _change(world, case, decision))
        return Outcome(decision.rung.value, decision.reason, case.ticket.number)
    if decision.rung is Rung.OPEN and (decision.reason == "forwarded" or _opens(case)):
        message = _words_of(world, case)
        subject = subject_of(world, case.mail, case.desk.id)
        opened = begin_by_mail(world, case.desk, _filer(world, case), subject, message, case.key)
        return Outcome("open", decision.reason, opened.number)
    reason = "channel" if decision.rung is Rung.OPEN else decision.reason
    kept_aside(world, case, reason)
    return Outcome("set_aside", reason)


def _words_of(world: World, case: MailCase) -> Message:
    """What a ticket begins with: the sender's words, or those that an agent passes on."""
    if case.customer:
        return passed_on(world, case.mail, case.arrival.raw, case.key, case.desk.id)
    return message_of(world, case.mail, case.arrival.raw, case.key, case.desk.id)


def _opens(case: MailCase) -> bool:
    return case.desk.channels.mail.rule is MailRule.OPENS_TICKETS


def _change(world: World, case: MailCase, decision: Decision) -> Callable[[Ticket], Change]:
    """What the mail does to its ticket."""
    message, sender = message_of(world, case.mail, case.arrival.raw, case.key, case.desk.id), case.sender
    if decision.rung is Rung.APPEND and sender:
        return lambda ticket: _appended(world, ticket, sender, message)
    if decision.rung is Rung.NOTE and isinstance(sender, Agent):
        return lambda ticket: steps.note(ticket, sender, message, world.now, Via.MAIL)
    if decision.rung is Rung.FILE:
        facts = {"reason": decision.reason, **returns.facts_of(world, case)}
        return lambda ticket: steps.file(ticket, message, facts, world.now)
    by = sender.ref if sender else STRANGER
    return lambda ticket: steps.hold(ticket, message, by, decision.reason, world.now)


def _appended(world: World, ticket: Ticket, sender: Person, message: Message) -> Change:
    """The sender's word on the ticket: a contact adds, an agent answers; a closed ticket opens again."""
    if isinstance(sender, Contact):
        return steps.add(ticket, sender, message, world.now, Via.MAIL)
    if ticket.is_closed:
        return ending.reopen(ticket, sender, message, world.now, Via.MAIL)
    return steps.answer(ticket, sender, message, State.OPEN, world.now, Via.MAIL)


def _filer(world: World, case: MailCase) -> Contact:
    """Whose ticket it is: the sender's, of a mail that an agent passes on the customer's, or a newcomer's."""
    if case.customer:
        return case.customer
    return case.sender if isinstance(case.sender, Contact) else _newcomer(world, case)


def _newcomer(world: World, case: MailCase) -> Contact:
    """A stranger whom the desk's policy lets file: a contact of an organisation of her own, without an agreement.

    The organisation comes first: no contact is ever without one.
    """
    id, mail = str(ULID.from_datetime(world.now)), case.mail
    name = mail.from_name or mail.from_address
    contact = Contact(id, id, name, mail.from_address, language=case.desk.language)
    with suppress(Conflict):
        world.directory.keep_organisation(Organisation(id, name))
        world.directory.keep_contact(contact)
    known = world.directory.by_address(mail.from_address)
    return known if isinstance(known, Contact) else contact
