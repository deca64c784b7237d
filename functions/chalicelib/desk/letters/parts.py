"""What a letter says beside its first sentence: when the next word comes, what helps to know, the ticket's facts."""

from chalicelib.desk.letters.speech import shown_instant
from chalicelib.desk.ports import World
from chalicelib.domain.instants import read
from chalicelib.domain.languages import in_language
from chalicelib.domain.letter import Letter, LetterKind
from chalicelib.domain.people import Agent, Person
from chalicelib.domain.ticket.record import Kind, State, Ticket
from chalicelib.policies.desk import Desk

_GIVEN_BY_MAIL = {"subject", "description"}


def sentences_after(world: World, language: str, letter: Letter, reader: Person, ticket: Ticket) -> list[str]:
    """What follows the first sentence: in a receipt the promise and what helps to know, to staff what is missing."""
    if letter.kind is LetterKind.RECEIPT:
        return _receipt(world, language, letter, ticket, world.policies[ticket.desk])
    if letter.kind is LetterKind.NEW_TICKET and not ticket.under_agreement:
        return [world.words.say(language, "letters.new_ticket.no_agreement")]
    return []


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
    sentences = [_promise(world, language, letter, ticket, desk)]
    oldest = desk.oldest_supported(ticket.opened_at)
    if ticket.release and oldest and not desk.is_supported(ticket.release, ticket.opened_at):
        old = {"release": ticket.release, "oldest": oldest.version}
        sentences.append(say(language, "letters.receipt.unsupported", **old))
    wanted = _wanted(language, ticket, desk)
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
    if not letter.facts["due_at"]:
        return say(language, "letters.receipt.no_clock")
    target = desk.target(ticket.severity, ticket.opened_at)
    due = shown_instant(world, language, read(letter.facts["due_at"]), desk.zone)
    return say(language, f"letters.receipt.{'by' if target.inclusive else 'before'}.{target.clock}", due=due)


def _wanted(language: str, ticket: Ticket, desk: Desk) -> str:
    """What a mail has not said yet and the checklist asks for: each thing, or one of several (AD2)."""
    kind = desk.kind(ticket.kind)
    if ticket.via != "mail" or kind is None:
        return ""
    fields = [field for field in kind.checklist.fields if field.id not in _GIVEN_BY_MAIL]
    required = [in_language(field.label, language) for field in fields if field.required]
    any_of = " / ".join(in_language(field.label, language) for field in fields if field.any_of)
    return "; ".join([*required, *([any_of] if any_of else [])])


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
        facts.append((say(language, "letters.fact.due"), shown_instant(world, language, due_at, desk.zone)))
    if letter.kind is not LetterKind.NEW_TICKET:
        return facts
    areas = {area.id: in_language(area.name, language) for area in desk.areas}
    said = {**ticket.answers, "area": areas.get(ticket.area, ""), "version": ticket.release}
    kind = desk.kind(ticket.kind)
    fields = kind.checklist.fields if kind else ()
    return facts + [(in_language(field.label, language), said[field.id]) for field in fields if said.get(field.id)]
