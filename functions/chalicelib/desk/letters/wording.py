"""Letters in their reader's words, as text and as HTML: readable in a terminal and on a phone, nothing fetched."""

from chalicelib.desk.letters import prose
from chalicelib.desk.letters.layout import greeting, laid_out
from chalicelib.desk.letters.notices import NOTICES
from chalicelib.desk.letters.parts import facts_said, facts_shown, sentences_after
from chalicelib.desk.letters.speech import language_of
from chalicelib.desk.letters.thread import thread_of
from chalicelib.desk.ports import World
from chalicelib.domain.languages import in_language
from chalicelib.domain.letter import Letter, LetterKind, Outgoing
from chalicelib.domain.people import Agent, Person, may_read
from chalicelib.domain.reply_address import reply_address
from chalicelib.domain.ticket.history import Act, Entry
from chalicelib.domain.ticket.record import Ticket
from chalicelib.policies.desk import Desk

_WORDS_LAST = (LetterKind.RECEIPT, LetterKind.NEW_TICKET)
"""Here what is said of the ticket comes before what was written; in other letters somebody's words are the news."""


def compose(world: World, letter: Letter) -> Outgoing | None:
    """The letter as it goes out now; None when its ticket is gone, or its reader is or may not read it (MP2)."""
    if letter.kind in NOTICES:
        return NOTICES[letter.kind](world, letter)
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
    content = {"greeting": greeting(world, language, person.name), "lead": lead, "code": code, "after": [note]}
    subject = say(language, "letters.code.subject", code=code)
    return laid_out(language, f"Tuki <sign-in@{world.settings.mail_domain}>", person.address, "", subject, content)


def _ticket_letter(world: World, letter: Letter, reader: Person, ticket: Ticket, entry: Entry) -> Outgoing:
    desk = world.policies[ticket.desk]
    language = ticket.language if reader.ref == ticket.contact and not reader.language else language_of(world, reader)
    say = world.words.say
    name = in_language(desk.name, language)
    content = {
        "greeting": greeting(world, language, reader.name),
        "lead": _lead(world, language, letter, ticket, entry),
        "after": sentences_after(world, language, letter, reader, ticket, entry),
        "words_last": letter.kind in _WORDS_LAST,
        "yours": _yours(world, language, desk, letter, entry),
        **_written(world, language, _words_of(world, ticket, entry)),
        "about": say(language, "letters.about_ticket"),
        "facts": facts_shown(world, language, letter, reader, ticket),
        "link": f"{world.settings.portal}/{language}/ticket/?n={ticket.number}",
        "link_label": say(language, "letters.open_ticket"),
        "sign": say(language, "letters.sign"),
        "desk": name,
    }
    address = f"{desk.channels.mail.local_part}@{world.settings.mail_domain}"
    reply_to = ""
    if letter.kind is not LetterKind.HELD:  # A stranger's words: what is said to them must not reach the customer.
        reply_to = reply_address(world.settings.key, address, ticket.number, reader.ref)
        content |= _by_reply(world, language, reader)
    thread = thread_of(world, letter, reader, ticket, entry)
    return laid_out(language, f"{name} <{address}>", reader.address, reply_to, thread.subject, content, thread.headers)


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
        **facts_said(world, language, ticket, entry),
    }
    return world.words.say(language, f"letters.{letter.kind}.lead", **values)


def _words_of(world: World, ticket: Ticket, entry: Entry) -> Entry:
    """The entry whose words a letter carries: a reminder repeats the question that it reminds of."""
    if entry.act is not Act.REMINDED:
        return entry
    asked = world.tickets.at_entry(ticket.number, int(entry.facts["question"]))
    return asked[1] if asked else entry


def _yours(world: World, language: str, desk: Desk, letter: Letter, entry: Entry) -> str:
    """The heading above a customer's own words; none above what we say in place of words that a mail did not have."""
    said = entry.message.text if entry.message else ""
    ours = (world.words.say(desk.language, f"tickets.{key}") for key in ("encrypted", "no_words"))
    if letter.kind is not LetterKind.RECEIPT or said in ours:
        return ""
    return world.words.say(language, "letters.receipt.yours")


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
