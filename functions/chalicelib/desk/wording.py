"""Letters in their reader's words, as text and as HTML: readable in a terminal and on a phone, nothing fetched."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from chalicelib.desk import prose
from chalicelib.desk.ports import World
from chalicelib.domain.history import Act, Entry
from chalicelib.domain.instants import read
from chalicelib.domain.languages import in_language
from chalicelib.domain.letter import Letter, LetterKind, Outgoing
from chalicelib.domain.people import Agent, Contact, Person, may_read
from chalicelib.domain.reply_address import reply_address
from chalicelib.domain.ticket import State, Ticket
from chalicelib.policies.desk import Desk

_FOLDER = Path(__file__).parent / "layouts"
_ROBOTS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def compose(world: World, letter: Letter) -> Outgoing | None:
    """The letter as it goes out now; None when its ticket is gone, or its reader is or may not read it (MP2)."""
    if letter.kind is LetterKind.WAY_IN:
        return _way_in(world, letter)
    reader = world.directory.person(letter.reader)
    found = world.tickets.at_entry(letter.ticket, letter.sequence) if letter.ticket and letter.sequence else None
    if reader is None or found is None:
        return None
    ticket, entry = found
    if not may_read(reader, ticket.organisation, ticket.desk):
        return None
    return _ticket_letter(world, letter, reader, ticket, entry)


def code_letter(world: World, person: Person, code: str, minutes: int) -> Outgoing:
    """The letter with a code for signing in. Its code is in the subject too, so that a phone shows it at once."""
    language = language_of(world, person)
    say = world.words.say
    lead = say(language, "letters.code.lead")
    note = say(language, "letters.code.note", minutes=minutes)
    content = {"greeting": _greeting(world, language, person.name), "lead": lead, "code": code, "after": [note]}
    subject = say(language, "letters.code.subject", code=code)
    return _outgoing(language, f"Tuki <sign-in@{world.settings.mail_domain}>", person.address, "", subject, content)


def language_of(world: World, person: Person) -> str:
    """The reader's language: the person's, else the organisation's, else that of the first desk they have."""
    if person.language:
        return person.language
    desks: list[str] = []
    if isinstance(person, Contact):
        organisation = world.directory.organisation(person.organisation)
        if organisation and organisation.language:
            return organisation.language
        desks = sorted(organisation.desks) if organisation else []
    else:
        desks = list(person.desks)
    return next((world.policies[desk].language for desk in desks if desk in world.policies), "en")


def shown_instant(world: World, language: str, at: datetime, zone: str) -> str:
    """An instant as people of this language write it, on the desk's clock."""
    local = at.astimezone(ZoneInfo(zone))
    return world.words.say(
        language,
        "letters.instant",
        weekday=world.words.say(language, "letters.weekdays").split()[local.weekday()],
        day=local.day,
        month=world.words.say(language, "letters.months").split()[local.month - 1],
        year=local.year,
        hour=f"{local.hour:02d}",
        minute=f"{local.minute:02d}",
    )


def _ticket_letter(world: World, letter: Letter, reader: Person, ticket: Ticket, entry: Entry) -> Outgoing:
    desk = world.policies[ticket.desk]
    language = ticket.language if reader.ref == ticket.contact and not reader.language else language_of(world, reader)
    say = world.words.say
    name = in_language(desk.name, language)
    content = {
        "greeting": _greeting(world, language, reader.name),
        "lead": _lead(world, language, letter, ticket, entry),
        "after": list(_after(world, language, letter, ticket, desk)),
        "yours": say(language, "letters.receipt.yours") if letter.kind is LetterKind.RECEIPT else "",
        **_written(world, language, entry),
        "facts": _facts(world, language, letter, reader, ticket, desk),
        "link": f"{world.settings.portal}/{language}/ticket/?n={ticket.number}",
        "link_label": say(language, "letters.open_ticket"),
        "sign": say(language, "letters.sign", desk=name),
    }
    address = f"{desk.channels.mail.local_part}@{world.settings.mail_domain}"
    reply_to = ""
    if letter.kind is not LetterKind.HELD:  # A stranger's words: what is said to them must not reach the customer.
        reply_to = reply_address(world.settings.key, address, ticket.number, reader.ref)
        content |= _by_reply(world, language, reader)
    headers = _thread(world, ticket, letter)
    subject = f"[{ticket.number}] {ticket.subject}"
    return _outgoing(language, f"{name} <{address}>", reader.address, reply_to, subject, content, headers)


def _way_in(world: World, letter: Letter) -> Outgoing:
    desk = world.policies[letter.desk]
    language, say = desk.language, world.words.say
    name = in_language(desk.name, language)
    address = f"{desk.channels.mail.local_part}@{world.settings.mail_domain}"
    content = {
        "lead": say(language, "letters.way_in.lead"),
        "after": [say(language, "letters.way_in.steps")],
        "link": f"{world.settings.portal}/{language}/{desk.id}/",
        "link_label": say(language, "letters.open_portal"),
        "sign": say(language, "letters.sign", desk=name),
    }
    headers = {"In-Reply-To": letter.answers_mail, "References": letter.answers_mail} if letter.answers_mail else {}
    to = letter.reader.removeprefix("address:")
    subject = say(language, "letters.way_in.subject", desk=name)
    return _outgoing(language, f"{name} <{address}>", to, address, subject, content, headers, "auto-replied")


def _lead(world: World, language: str, letter: Letter, ticket: Ticket, entry: Entry) -> str:
    """The first sentence: what happened, and who did it."""
    by = world.directory.person(entry.by)
    sender = entry.message.sender if entry.message else ""
    who = sender if entry.act is Act.ACCEPTED else by.name if by else ""
    organisation = world.directory.organisation(ticket.organisation)
    values = {
        "who": who,
        "number": ticket.number,
        "organisation": organisation.name if organisation else "",
        "sender": sender,
    }
    return world.words.say(language, f"letters.{letter.kind}.lead", **values)


def _after(world: World, language: str, letter: Letter, ticket: Ticket, desk: Desk) -> list[str]:
    """What the receipt adds: when the next word comes, and what helps to know beforehand (AD2)."""
    if letter.kind is not LetterKind.RECEIPT:
        return []
    say = world.words.say
    if not ticket.under_agreement:
        return [say(language, "letters.receipt.no_agreement")]
    if not letter.facts["due_at"]:
        return [say(language, "letters.receipt.no_clock")]
    clock = desk.target(ticket.severity, ticket.opened_at).clock
    due = shown_instant(world, language, read(letter.facts["due_at"]), desk.zone)
    sentences = [say(language, f"letters.receipt.{clock}", due=due)]
    kind = desk.kind(ticket.kind)
    if ticket.via == "mail" and kind:
        wanted = [
            in_language(field.label, language) for field in kind.checklist.fields if field.required or field.any_of
        ]
        if wanted:
            sentences.append(say(language, "letters.receipt.prepare", wanted="; ".join(wanted)))
    return sentences


def _facts(
    world: World, language: str, letter: Letter, reader: Person, ticket: Ticket, desk: Desk
) -> list[tuple[str, str]]:
    say = world.words.say
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
        organisation = world.directory.organisation(ticket.organisation)
        facts.append((say(language, "letters.fact.customer"), organisation.name if organisation else ""))
        facts.append((say(language, "letters.fact.severity"), str(ticket.severity)))
        if letter.facts["due_at"]:
            due_at = read(letter.facts["due_at"])
            facts.append((say(language, "letters.fact.due"), shown_instant(world, language, due_at, desk.zone)))
    return facts


def _written(world: World, language: str, entry: Entry) -> dict[str, object]:
    """What somebody wrote: its beginning, whether there is more of it, and the names of its files."""
    whole = entry.message.text if entry.message else ""
    shown = prose.beginning(whole)
    names = [file.name for file in entry.message.attachments] if entry.message else []
    return {
        "message": shown,
        "message_html": prose.from_markdown(shown) if entry.act is Act.ANSWERED else prose.in_paragraphs(shown),
        "more": world.words.say(language, "letters.more") if shown != whole else "",
        "files": world.words.say(language, "letters.files", names=", ".join(names)) if names else "",
    }


def _by_reply(world: World, language: str, reader: Person) -> dict[str, str]:
    say = world.words.say
    how = say(language, "letters.by_reply_staff" if isinstance(reader, Agent) else "letters.by_reply")
    return {"marker": say(language, "letters.reply_above"), "by_reply": how}


def _thread(world: World, ticket: Ticket, letter: Letter) -> dict[str, str]:
    """Headers by which every client keeps a ticket's letters together, though the sender's Message-ID is replaced."""
    root = f"<{ticket.number.lower()}@{world.settings.mail_domain}>"
    ids = [root] + ([f"<{letter.answers_mail.strip('<>')}>"] if letter.answers_mail else [])
    return {"In-Reply-To": ids[-1], "References": " ".join(ids)}


def _greeting(world: World, language: str, name: str) -> str:
    return world.words.say(language, "letters.greeting", name=name.split()[0] if name.strip() else "")


def _outgoing(
    language: str,
    sender: str,
    to: str,
    reply_to: str,
    subject: str,
    content: Mapping[str, object],
    headers: dict[str, str] | None = None,
    submitted: str = "auto-generated",
) -> Outgoing:
    one_line = re.sub(r"\s+", " ", subject).strip()
    values = {"language": language, "subject": one_line, **content}
    text = _layouts().get_template("letter.txt.j2").render(values)
    html = _layouts().get_template("letter.html.j2").render(values)
    kept = {**_ROBOTS, "Auto-Submitted": submitted, **(headers or {})}
    return Outgoing(sender, to, reply_to, one_line, re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", html, kept)


@lru_cache(maxsize=1)
def _layouts() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
