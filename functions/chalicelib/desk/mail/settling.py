"""Mails set aside, settled: an agent says where each belongs, or lays it away. None is deleted by a machine."""

from dataclasses import dataclass, replace

from ulid import ULID

from chalicelib.desk.intake import begin_by_mail, text_faults
from chalicelib.desk.mail.case import customer_at, is_ours, mail_key
from chalicelib.desk.mail.message import message_of, passed_on, subject_of, without_quotes
from chalicelib.desk.ports import AlreadyDone, Conflict, World
from chalicelib.desk.tickets import read as read_ticket, take
from chalicelib.domain.mail import Mail, read as read_mail
from chalicelib.domain.people import Agent, Contact
from chalicelib.domain.refusal import Fault, Refusal
from chalicelib.domain.set_aside import SetAside, Settled
from chalicelib.domain.ticket import correspondence as steps
from chalicelib.domain.ticket.history import Message
from chalicelib.domain.ticket.record import Ticket

MOST_NAME_CHARACTERS = 100


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Where a mail goes: `to` a ticket, to a contact by her address, or to a customer whose contact its sender becomes.

    A contact and a customer get a new ticket.
    """

    to: str
    ticket: str = ""
    address: str = ""
    organisation: str = ""
    name: str = ""


def read(world: World, agent: Agent, desk: str, id: str) -> SetAside:
    """A mail set aside at one of the agent's desks. Raises Refusal `not_found`."""
    mail = world.aside.read(desk, id) if desk in agent.desks else None
    if mail is None:
        raise Refusal("not_found")
    return mail


def accept(world: World, agent: Agent, desk: str, id: str, acceptance: Acceptance) -> Ticket:
    """Puts a mail where an agent says that it belongs, once: whoever comes second gets the first one's ticket.

    Raises Refusal for what cannot be found, and `set_aside_settled` where the mail is on another ticket already.
    """
    kept = read(world, agent, desk, id)
    if kept.settled and kept.settled.ticket:
        return read_ticket(world, agent, kept.settled.ticket)
    raw = world.files.get(kept.raw)
    mail = read_mail(raw, world.policies[kept.desk].language)
    message = _message(world, kept, mail, mail_key(mail, raw))
    key = f"aside:{kept.id}"
    if acceptance.to == "ticket":
        ticket = _ticket_named(world, agent, acceptance.ticket)
        take(world, ticket, key, lambda now: steps.accept_from_aside(now, message, kept.id, agent, world.now))
        number = world.tickets.outcome_of(key) or ticket.number
    else:
        contact = _contact_meant(world, kept, mail, acceptance)
        try:
            subject = subject_of(world, mail, kept.desk)
            opened = begin_by_mail(world, world.policies[desk], contact, subject, message, key)
            number = opened.number
        except AlreadyDone as done:
            number = done.outcome
    _settle(world, agent, kept, number)
    return read_ticket(world, agent, number)


def discard(world: World, agent: Agent, desk: str, id: str) -> SetAside:
    """Lays a mail away. It is kept, and can be accepted later all the same."""
    kept = read(world, agent, desk, id)
    return _settle(world, agent, kept, "")


def _message(world: World, kept: SetAside, mail: Mail, key: str) -> Message:
    is_staffs = isinstance(world.directory.by_address(mail.from_address), Agent)
    if is_staffs and mail.is_forward:
        return passed_on(world, mail, kept.raw, key, kept.desk, kept.is_safe)
    message = message_of(world, mail, kept.raw, key, kept.desk, kept.is_safe)
    return without_quotes(message) if is_staffs else message


def _settle(world: World, agent: Agent, kept: SetAside, number: str) -> SetAside:
    settled = replace(kept, settled=Settled(world.now, agent.ref, number))
    try:
        world.aside.settle(settled)
    except Conflict as error:
        raise Refusal("set_aside_settled") from error
    return settled


def _ticket_named(world: World, agent: Agent, number: str) -> Ticket:
    try:
        return read_ticket(world, agent, number.strip().upper())
    except Refusal as error:
        raise _refused("ticket", "ticket_unknown", number=number.strip()[:40]) from error


def _contact_meant(world: World, kept: SetAside, mail: Mail, acceptance: Acceptance) -> Contact:
    """The contact whose ticket it becomes. A machine is nobody's contact: it would answer the receipt."""
    if acceptance.to == "contact":
        contact = customer_at(world, acceptance.address, kept.desk)
        if contact is None:
            raise _refused("address", "contact_unknown", address=acceptance.address.strip()[:100])
    elif acceptance.to == "customer":
        if kept.is_automatic or is_ours(world, kept.forwarded_from or kept.sender) or "@" not in kept.sender:
            raise _refused("to", "machine_no_contact")
        contact = _made_contact(world, kept, mail, acceptance)
    else:
        raise _refused("to", "to_unknown", to=acceptance.to[:40])
    is_machine = kept.is_automatic or is_ours(world, contact.address)
    if is_machine and contact.address.casefold() == mail.from_address.casefold():
        raise _refused("to", "machine_no_contact")
    return contact


def _made_contact(world: World, kept: SetAside, mail: Mail, acceptance: Acceptance) -> Contact:
    """The sender as a contact of a customer of this desk; the one whom she is already, on a second try."""
    organisation = world.directory.organisation(acceptance.organisation)
    if organisation is None or kept.desk not in organisation.desks:
        raise _refused("organisation", "customer_unknown")
    faults = text_faults("name", acceptance.name, MOST_NAME_CHARACTERS)
    if faults:
        raise Refusal("form_incomplete", tuple(faults))
    address = kept.forwarded_from or mail.from_address
    known = world.directory.by_address(address)
    if known is None and address:
        id = str(ULID.from_datetime(world.now))
        known = Contact(id, organisation.id, " ".join(acceptance.name.split()), address)
        try:
            world.directory.keep_contact(known)
        except Conflict:
            known = world.directory.by_address(address)
    if not isinstance(known, Contact) or known.organisation != organisation.id:
        raise _refused("to", "address_taken", address=address[:100])
    return known


def _refused(field: str, code: str, **facts: str) -> Refusal:
    return Refusal("form_incomplete", (Fault(field, code, {**facts}),))
