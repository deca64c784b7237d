"""What a letter says beside its first sentence: when the next word comes, what helps to know, the ticket's facts."""

from datetime import date

from chalicelib.desk.letters.speech import shown_day, shown_instant, shown_money
from chalicelib.desk.ports import World
from chalicelib.domain.instants import read
from chalicelib.domain.languages import in_language
from chalicelib.domain.letter import Letter, LetterKind
from chalicelib.domain.payroll import Level
from chalicelib.domain.people import Agent, Person
from chalicelib.domain.ticket.deadline import Matter
from chalicelib.domain.ticket.history import Act, Entry
from chalicelib.domain.ticket.record import Kind, State, Ticket
from chalicelib.policies.desk import Desk

_GIVEN_BY_MAIL = {"subject", "description"}


def sentences_after(
    world: World, language: str, letter: Letter, reader: Person, ticket: Ticket, entry: Entry
) -> list[str]:
    """What follows the first sentence: what it means for the reader, and when the next word comes."""
    say, desk, facts = world.words.say, world.policies[ticket.desk], entry.facts
    sentences: list[str] = []
    if letter.kind is LetterKind.RECEIPT:
        sentences = _receipt(world, language, letter, ticket, desk)
    elif letter.kind is LetterKind.NEW_TICKET and not ticket.under_agreement:
        sentences = [say(language, "letters.new_ticket.no_agreement")]
    elif letter.kind is LetterKind.ESCALATED and facts.get("customer"):
        to = facts_said(world, language, ticket, entry)["to"]
        sentences = [say(language, f"letters.escalated.roles.{facts['customer']}", to=to)]
    elif letter.kind is LetterKind.IDENTIFIED:
        sentences = [in_language(one.text, language) for one in desk.levels.error_classes if one.id == facts["class"]]
    elif letter.kind is LetterKind.SEVERITY_PROPOSED:
        sentences = [say(language, "letters.severity_proposed.how")]
    elif letter.kind is LetterKind.QUESTION_REMINDER and facts["closes"]:
        closes = shown_day(world, language, date.fromisoformat(facts["closes"]))
        sentences = [say(language, "letters.question_reminder.closes", date=closes)]
    return sentences + _next_word(world, language, desk, reader, entry)


def facts_said(world: World, language: str, ticket: Ticket, entry: Entry) -> dict[str, str]:
    """The facts of an entry as its letter says them."""
    say, facts, desk = world.words.say, entry.facts, world.policies[ticket.desk]
    severity = facts.get("proposed", facts.get("severity", str(ticket.severity)))
    said = {"severity": say(language, f"kinds.severities.{severity}"), "class": facts.get("class", "")}
    if "to" in facts and entry.act is Act.ESCALATED:
        said["to"] = facts["party"] or say(language, f"kinds.escalations.{facts['to']}")
    if "matter" in facts:
        said["matter"] = say(language, f"kinds.matters.{_matter_word(desk, ticket, facts['matter'])}")
    for name, fact in (("due", "due_at"), ("since", "since")):
        if fact in facts:
            said[name] = shown_instant(world, language, read(facts[fact]), desk.zone)
    return said


def facts_shown(world: World, language: str, letter: Letter, reader: Person, ticket: Ticket) -> list[tuple[str, str]]:
    """The ticket in a few lines: number, subject and state; to staff also whose it is, and what was answered."""
    say, desk = world.words.say, world.policies[ticket.desk]
    state = letter.facts["state"]
    for_staff = isinstance(reader, Agent) and state == State.AWAITING_CUSTOMER
    facts = [
        (say(language, "letters.fact.number"), ticket.number),
        (say(language, "letters.fact.subject"), ticket.subject),
        (
            say(language, "letters.fact.state"),
            say(language, "staff.awaiting_customer" if for_staff else f"kinds.states.{state}"),
        ),
    ]
    if isinstance(reader, Agent):
        facts += _for_staff(world, language, letter, ticket, desk)
    return facts


def _receipt(world: World, language: str, letter: Letter, ticket: Ticket, desk: Desk) -> list[str]:
    say = world.words.say
    sentences = [_promise(world, language, letter, ticket, desk), *_extended(world, language, ticket, desk)]
    oldest = desk.oldest_supported(ticket.opened_at)
    if ticket.release and oldest and not desk.is_supported(ticket.release, ticket.opened_at):
        old = {"release": ticket.release, "oldest": oldest.version}
        sentences.append(say(language, "letters.receipt.unsupported", **old))
    wanted = _wanted(world, language, ticket, desk)
    if wanted and ticket.under_agreement:
        sentences.append(say(language, "letters.receipt.prepare", wanted=wanted))
    return sentences


def _promise(world: World, language: str, letter: Letter, ticket: Ticket, desk: Desk) -> str:
    """When the next word comes. *Within* a target may use its last instant, *less than* may not (PM9)."""
    say = world.words.say
    if not ticket.under_agreement:
        return say(language, "letters.receipt.no_agreement")
    if ticket.kind is Kind.DEVELOPMENT_PROPOSAL:
        return say(language, "letters.receipt.proposal")
    if letter.facts.get("due_matter") != Matter.START:
        return say(language, "letters.receipt.no_clock")
    clock = desk.target(ticket.severity, ticket.opened_at).clock
    due = shown_instant(world, language, read(letter.facts["due_at"]), desk.zone)
    return say(language, f"letters.receipt.{'by' if letter.facts['due_within'] else 'before'}.{clock}", due=due)


def _extended(world: World, language: str, ticket: Ticket, desk: Desk) -> list[str]:
    """What an extended agreement adds on this day, and what its use costs (PM11)."""
    extended, kind = desk.extended(ticket.opened_at), desk.kind(ticket.kind)
    if extended is None or ticket.level is Level.STANDARD or kind is None or not kind.has_clock:
        return []
    if ticket.level is Level.PREPARING or ticket.kind is not Kind.FAULT:
        return [world.words.say(language, "letters.receipt.preparing")]
    fee = shown_money(language, extended.fee, desk.currency)
    return [world.words.say(language, "letters.receipt.payroll_day", fee=fee)]


def _next_word(world: World, language: str, desk: Desk, reader: Person, entry: Entry) -> list[str]:
    """When the customer hears from the desk again, where that is promised (CI5)."""
    if "until" not in entry.facts or isinstance(reader, Agent):
        return []
    until = shown_instant(world, language, read(entry.facts["until"]), desk.zone)
    return [world.words.say(language, "letters.next_word", until=until)]


def _matter_word(desk: Desk, ticket: Ticket, matter: str) -> str:
    """The name of what was promised: of the start clock, what stops it."""
    return desk.target(ticket.severity, ticket.opened_at).clock.value if matter == Matter.START else matter


def _wanted(world: World, language: str, ticket: Ticket, desk: Desk) -> str:
    """What a mail has not said yet and the checklist asks for: each thing, or one of several (AD2)."""
    kind = desk.kind(ticket.kind)
    if ticket.via != "mail" or kind is None:
        return ""
    fields = [field for field in kind.checklist.fields if field.id not in _GIVEN_BY_MAIL]
    required = [in_language(field.label, language) for field in fields if field.required]
    any_of = [in_language(field.label, language) for field in fields if field.any_of]
    if len(any_of) > 1:
        any_of = [world.words.say(language, "letters.receipt.one_of", fields=", ".join(any_of))]
    return "; ".join([*required, *any_of])


def _for_staff(world: World, language: str, letter: Letter, ticket: Ticket, desk: Desk) -> list[tuple[str, str]]:
    say = world.words.say
    organisation = world.directory.organisation(ticket.organisation)
    facts = [
        (say(language, "letters.fact.customer"), organisation.name if organisation else ""),
        (say(language, "letters.fact.kind"), say(language, f"kinds.kinds.{ticket.kind}")),
        (say(language, "letters.fact.severity"), say(language, f"kinds.severities.{ticket.severity}")),
    ]
    if letter.facts["due_at"]:
        due_at = read(letter.facts["due_at"])
        matter = _matter_word(desk, ticket, letter.facts.get("due_matter") or Matter.START)
        shown = shown_instant(world, language, due_at, desk.zone)
        facts.append((say(language, f"kinds.matters.{matter}"), shown))
    if letter.kind is not LetterKind.NEW_TICKET:
        return facts
    areas = {area.id: in_language(area.name, language) for area in desk.areas}
    said = {**ticket.answers, "area": areas.get(ticket.area, ""), "version": ticket.release}
    kind = desk.kind(ticket.kind)
    fields = kind.checklist.fields if kind else ()
    return facts + [(in_language(field.label, language), said[field.id]) for field in fields if said.get(field.id)]
