"""The steps of the samples through the desk's own commands, as if people did them: by form, by mail, at the desk."""

from email.message import EmailMessage
from email.policy import SMTP

from chalicelib.desk import correspondence, escalations, tickets, triage
from chalicelib.desk.escalations import PassingOn
from chalicelib.desk.intake import Filing, file_by_form
from chalicelib.desk.mail import held as held_mails
from chalicelib.desk.mail.case import Arrival
from chalicelib.desk.mail.taking import take_in
from chalicelib.desk.ports import World
from chalicelib.desk.uploads import ask_upload
from chalicelib.domain.people import Agent, Contact, Person
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.reply_address import reply_address
from chalicelib.domain.ticket.history import MACHINE, Act
from chalicelib.domain.trust import Verdicts
from local.samples.instants import later
from local.samples.papers import made
from local.samples.script import Samples
from local.samples.steps import Deed, Step

_THEN = {Deed.ANSWER: "open", Deed.QUESTION: "awaiting_customer", Deed.RESOLUTION: "resolved"}
_PROVEN = Verdicts("PASS", "PASS", "PASS", "PASS", "PASS")
_UNPROVEN = Verdicts("FAIL", "GRAY", "FAIL", "PASS", "PASS")

Files = tuple[tuple[str, str], ...]


class Doing:
    """Does one step after the other.

    Each step makes one entry in its ticket's history: what an earlier loading has done is known by their count, but
    for the machine's, and left as it is.
    """

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._opened: dict[tuple[str, str], tuple[str, int]] = {}  # Its number, and the entries that it has already.

    @property
    def numbers(self) -> dict[tuple[str, str], str]:
        """The numbers of the tickets that are there, by desk and id."""
        return {ticket: number for ticket, (number, _) in self._opened.items()}

    def do(self, world: World, step: Step) -> None:
        """Take one step at `world.now`. Raises Refusal, with a note that says where, for one that the desk refuses."""
        try:
            self._do(world, step)
        except Refusal as refused:
            refused.add_note(f"in kb/samples/{step.desk}.yaml, {step.ticket}, step {step.number}: {refused.faults}")
            raise

    def _do(self, world: World, step: Step) -> None:
        if step.does is Deed.ASIDE:
            self._post(world, step, "")
        elif step.does in (Deed.FORM, Deed.MAIL_IN):
            self._open(world, step)
        else:
            number, entries = self._opened[step.desk, step.ticket]
            if entries <= step.number:
                self._act(world, step, number)

    def _open(self, world: World, step: Step) -> None:
        """The first step; a second time it finds the ticket that the first one opened."""
        number = self._file(world, step) if step.does is Deed.FORM else self._post(world, step, "")
        ticket = world.tickets.read(number)
        assert ticket is not None, f"{step.key} opened no ticket"
        told = world.tickets.course(ticket) if ticket.entries > 1 else ()
        self._opened[step.desk, step.ticket] = number, sum(entry.by != MACHINE for entry in told)

    def _file(self, world: World, step: Step) -> str:
        contact, ticket = self._contact(step.by), self._samples.tickets[step.desk, step.ticket]
        filing = Filing(
            desk=ticket.desk,
            kind=ticket.kind,
            subject=step.subject,
            text=step.text,
            severity=ticket.severity,
            area=ticket.area,
            release=ticket.release,
            answers=ticket.answers,
            files=_uploaded(world, contact, step),
        )
        return file_by_form(world, contact, filing, step.key).number

    def _act(self, world: World, step: Step, number: str) -> None:
        """What is done on a ticket once it is there."""
        person = self._samples.people[step.by]
        files = _uploaded(world, person, step)
        match step.does:
            case Deed.ADDITION:
                correspondence.add(world, self._contact(step.by), number, step.text, files, step.key)
            case Deed.MAIL:
                self._post(world, step, number)
            case Deed.SEVERITY:
                triage.set_severity(world, person, number, step.severity, step.is_agreed, step.key)
            case Deed.CLOSURE:
                correspondence.end(world, person, number, step.text, step.key)
            case Deed.REOPENING:
                correspondence.reopen(world, person, number, step.text, step.key)
            case _:
                _work(world, self._agent(step.by), step, number, files)

    def _post(self, world: World, step: Step, number: str) -> str:
        """Put a mail into storage and have it taken in; the number of the ticket that it is on."""
        desk = world.policies[step.desk]
        to = f"{desk.channels.mail.local_part}@{world.settings.mail_domain}"
        subject = step.subject
        if number:
            contact = self._contact(step.by)
            ticket = world.tickets.read(number)
            subject = f"Re: [{number}] {ticket.subject if ticket else ''}"
            to = reply_address(world.settings.key, to, number, contact.ref)
        raw = _mail(step, step.sender or self._contact(step.by).address, to, subject)
        world.files.put(f"mail/{step.key}", raw, "message/rfc822")
        return take_in(world, Arrival(f"mail/{step.key}", (to,), _PROVEN if step.is_verified else _UNPROVEN)).number

    def _contact(self, id: str) -> Contact:
        person = self._samples.people[id]
        assert isinstance(person, Contact), f"{id} is no contact"
        return person

    def _agent(self, id: str) -> Agent:
        person = self._samples.people[id]
        assert isinstance(person, Agent), f"{id} is no agent"
        return person


def _work(world: World, agent: Agent, step: Step, number: str, files: Files) -> None:
    """What only an agent does."""
    text, key, until = step.text, step.key, _until(world, step)
    match step.does:
        case Deed.HANDLING:
            triage.start_handling(world, agent, number, key)
        case Deed.IDENTIFICATION:
            triage.identify(world, agent, number, step.error_class, key)
        case Deed.SETTLEMENT:
            triage.settle_agreement(world, agent, number, key)
        case Deed.ANSWER | Deed.QUESTION | Deed.RESOLUTION as does:
            correspondence.answer(world, agent, number, text, files, _THEN[does], key, until)
        case Deed.PROMISE:
            escalations.promise(world, agent, number, until, text, key)
        case Deed.ESCALATION:
            passing = PassingOn(step.to, step.party, step.customer, text, until)
            escalations.escalate(world, agent, number, passing, key)
        case Deed.RETURN:
            escalations.take_back(world, agent, number, text, key)
        case Deed.NOTE:
            correspondence.note(world, agent, number, text, files, key)
        case Deed.ACCEPTANCE:
            _accept(world, agent, number)


def _until(world: World, step: Step) -> str:
    """The instant until which a word is promised; empty where the step leaves it to the desk."""
    return later(world.policies[step.desk].calendar, world.now, step.until).isoformat() if step.until else ""


def _uploaded(world: World, person: Person, step: Step) -> Files:
    """The step's files, where a browser would have posted them."""
    files = []
    for paper in step.papers:
        data = made(paper.name, paper.content)
        id, upload = ask_upload(world, person, step.desk, paper.name, len(data))
        world.files.put(upload.fields["key"], data, upload.fields["Content-Type"])
        files.append((id, paper.name))
    return tuple(files)


def _accept(world: World, agent: Agent, number: str) -> None:
    """Accept the mail that was held last, unless that has been done."""
    ticket, entries = tickets.history(world, agent, number)
    accepted = {entry.facts.get("accepts") for entry in entries}
    held = [entry.sequence for entry in entries if entry.act is Act.HELD and str(entry.sequence) not in accepted]
    if held:
        held_mails.accept(world, agent, ticket.number, held[0])


def _mail(step: Step, sender: str, to: str, subject: str) -> bytes:
    """The mail as it would come over the wire; without a date, so that a later loading knows it for the same."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = subject
    mail["Message-ID"] = f"<{step.key}@{sender.rpartition('@')[2].rstrip('>')}>"
    mail.set_content(step.text, cte="quoted-printable")
    return mail.as_bytes()
