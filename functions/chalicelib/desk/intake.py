"""How a ticket begins: filed in the form, or by mail (MP1 MP2). Both end in one transaction with its letters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chalicelib.desk.letters.owed import letters_for
from chalicelib.desk.ports import AlreadyDone, Conflict, Once, Step, World
from chalicelib.desk.uploads import attach, is_theirs
from chalicelib.desk.watch.keeping import kept
from chalicelib.domain.checklist import Lack, LackCode
from chalicelib.domain.languages import Wording
from chalicelib.domain.payroll import Level
from chalicelib.domain.people import Agreement, Contact
from chalicelib.domain.refusal import Fact, Fault, Refusal
from chalicelib.domain.ticket.history import Message, Via
from chalicelib.domain.ticket.record import SEVERITY_UNTIL_AGREED, Kind, Side, Ticket, open_ticket
from chalicelib.policies.conduct import WhoMayFile
from chalicelib.policies.desk import Desk

MOST_SUBJECT_CHARACTERS = 200
MOST_RACES = 5
MOST_TEXT_CHARACTERS = 50_000
_OWN_FIELDS = {"subject": "subject", "description": "text", "area": "area", "version": "release"}
_BY_NAME_ONLY = {"subject", "description", "area"}
_LACK_CODES = {
    LackCode.MISSING: "field_missing",
    LackCode.AT_LEAST_ONE: "any_of_missing",
    LackCode.TOO_LONG: "field_too_long",
    LackCode.NOT_A_CHOICE: "choice_unknown",
    LackCode.NOT_A_DATE: "date_bad",
    LackCode.UNKNOWN_FIELD: "field_unknown",
}


@dataclass(frozen=True, slots=True)
class Filing:
    """What a contact filled in. `severity` is her proposal; `files` are uploads (id, name)."""

    desk: str
    kind: str
    subject: str
    text: str
    severity: int = SEVERITY_UNTIL_AGREED
    area: str = ""
    release: str = ""
    answers: Mapping[str, str] | None = None
    files: tuple[tuple[str, str], ...] = ()


def file_by_form(world: World, contact: Contact, filing: Filing, key: str) -> Ticket:
    """Opens a ticket from the form and owes its receipt. The same key again gives the same ticket.

    Raises Refusal with every fault found: channel, training (TC1), checklist (AD2 AD3), files.
    """
    if filing.desk not in world.policies:
        raise Refusal("desk_unknown", desk=filing.desk)
    desk = world.policies[filing.desk]
    _must_be_let_in(world, desk, contact)
    faults = _faults(desk, filing)
    if faults:
        raise Refusal("form_incomplete", faults)
    message = Message(filing.text.strip(), attach(world, contact, desk.id, filing.files, key))
    ticket = _draft(world, desk, contact, " ".join(filing.subject.split()), Via.FORM)
    ticket = replace(
        ticket,
        kind=Kind(filing.kind),
        severity=filing.severity,
        severity_proposed=filing.severity,
        severity_proposed_by=Side.CUSTOMER,
        area=filing.area,
        release=filing.release,
        answers=_further_answers(filing),
    )
    return _begin_once(world, ticket, message, f"{contact.ref}:filing:{key}")


def begin_by_mail(world: World, desk: Desk, contact: Contact, subject: str, message: Message, key: str) -> Ticket:
    """Opens a ticket from a mail that was found trustworthy (MP1). Raises AlreadyDone for a mail seen before."""
    ticket = _draft(world, desk, contact, subject[:MOST_SUBJECT_CHARACTERS], Via.MAIL)
    return _commit(world, ticket, message, key)


def _begin_once(world: World, ticket: Ticket, message: Message, key: str) -> Ticket:
    """Opens the ticket once for this key; a repeated request, even at the same time, gets the first one's ticket."""
    for _ in range(MOST_RACES):
        try:
            return _commit(world, ticket, message, key)
        except Conflict:
            continue
        except AlreadyDone as done:
            earlier = world.tickets.read(done.outcome)
            if earlier is None:
                raise
            return earlier
    raise Refusal("conflict", number="")


def _commit(world: World, ticket: Ticket, message: Message, key: str) -> Ticket:
    ticket = replace(ticket, number=world.tickets.next_number(world.policies[ticket.desk].prefix))
    opened = kept(world, (), open_ticket(ticket, message))
    letters = letters_for(world, opened.ticket, opened.entry)
    mail_ids = (message.mail_id,) if message.mail_id else ()
    once = Once(key, opened.ticket.number)
    world.tickets.commit(Step(opened.ticket, (opened.entry,), 0, letters, once, mail_ids, opened.tallies))
    return opened.ticket


def _draft(world: World, desk: Desk, contact: Contact, subject: str, via: Via) -> Ticket:
    organisation = world.directory.organisation(contact.organisation)
    agreement = organisation.agreement(desk.id, desk.local(world.now).date()) if organisation else None
    return Ticket(
        number="",
        desk=desk.id,
        organisation=contact.organisation,
        contact=contact.ref,
        subject=subject,
        kind=Kind.QUESTION,
        via=via,
        language=contact.language or (organisation.language if organisation else None) or desk.language,
        opened_at=world.now,
        changed_at=world.now,
        under_agreement=agreement is not None,
        level=level_today(world, desk, agreement),
    )


def level_today(world: World, desk: Desk, agreement: Agreement | None) -> Level:
    """What the agreement promises on this day: more on the payroll days of an extended one (PM11)."""
    if agreement is None or agreement.payroll is None or desk.extended(world.now) is None:
        return Level.STANDARD
    return agreement.payroll.level(desk.calendar, desk.local(world.now).date())


def _must_be_let_in(world: World, desk: Desk, contact: Contact) -> None:
    if not may_file(desk, contact):
        raise Refusal("not_trained", desk=desk.id)
    if not is_theirs(world, contact, desk.id):
        raise Refusal("desk_not_yours", desk=desk.id)


def _faults(desk: Desk, filing: Filing) -> tuple[Fault, ...]:
    kind = desk.kind(filing.kind)
    if kind is None:
        return (Fault("kind", "kind_unknown", {"kind": filing.kind[:40]}),)
    faults = [] if filing.severity in (1, 2, 3) else [Fault("severity", "severity_unknown", {})]
    if filing.release and desk.offers.releases and not _is_released(desk, filing.release):
        faults.append(Fault("release", "release_unknown", {}))
    labels = {field.id: field.label for field in kind.checklist.fields}
    lacks = kind.checklist.lacks(_answers(filing), tuple(name for _, name in filing.files))
    return tuple(faults + [_fault_of(lack, labels) for lack in lacks])


def _answers(filing: Filing) -> dict[str, str]:
    """The checklist's answers; subject, text, area and release are fields of it that the ticket keeps by name."""
    own = {id: str(getattr(filing, name)) for id, name in _OWN_FIELDS.items()}
    given = {id: answer for id, answer in (filing.answers or {}).items() if id not in _BY_NAME_ONLY}
    return {**given, **{id: answer for id, answer in own.items() if answer}}


def _further_answers(filing: Filing) -> dict[str, str]:
    """What the ticket does not keep by a name of its own."""
    by_name = _BY_NAME_ONLY | ({"version"} if filing.release else set())
    return {id: answer.strip() for id, answer in _answers(filing).items() if id not in by_name and answer.strip()}


def may_file(desk: Desk, contact: Contact) -> bool:
    """Whether the desk's policy lets this contact file: everyone, or only the trained (TC1)."""
    return desk.conduct.who_may_file is WhoMayFile.CONTACTS or contact.trained


def text_faults(field: str, text: str, most: int) -> list[Fault]:
    """What is wrong with a text that must be there and may have `most` characters."""
    if not text.strip():
        return [Fault(field, f"{field}_missing", {})]
    return [Fault(field, f"{field}_too_long", {"most": most})] if len(text) > most else []


def _is_released(desk: Desk, version: str) -> bool:
    releases = desk.offers.releases
    return releases is not None and any(release.version == version for release in releases.versions)


def _fault_of(lack: Lack, labels: Mapping[str, Wording]) -> Fault:
    named = tuple(labels.get(id, {"en": id[:40]}) for id in lack.fields)
    facts: dict[str, Fact] = {"label": named, "labels": named, "most": lack.limit or 0}
    first = lack.fields[0]
    return Fault(_OWN_FIELDS.get(first, f"answers.{first}"), _LACK_CODES[lack.code], facts)
