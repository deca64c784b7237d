"""Letters that stand on no ticket: the way in for a stranger, word of mails set aside, of a month, of a statement."""

from collections.abc import Callable, Mapping

from chalicelib.desk.documents.vocabulary import Vocabulary
from chalicelib.desk.letters.layout import greeting, laid_out
from chalicelib.desk.letters.speech import language_of, shown_day
from chalicelib.desk.letters.thread import answer_to
from chalicelib.desk.ports import Entered, World
from chalicelib.domain.languages import in_language
from chalicelib.domain.letter import Letter, LetterKind, Outgoing
from chalicelib.domain.people import Agent, Contact, Role


def _way_in(world: World, letter: Letter) -> Outgoing:
    desk = world.policies[letter.desk]
    language, say = desk.language, world.words.say
    name, address = _desk(world, letter, language)
    content = {
        "lead": say(language, "letters.way_in.lead"),
        "after": [say(language, "letters.way_in.steps")],
        "link": f"{world.settings.portal}/{language}/{desk.id}/",
        "link_label": say(language, "letters.open_portal"),
        "sign": say(language, "letters.sign"),
        "desk": name,
    }
    to = letter.reader.removeprefix("address:")
    subject = say(language, "letters.way_in.subject", desk=name)
    return laid_out(
        language, f"{name} <{address}>", to, address, subject, content, answer_to(letter.answers_mail), "auto-replied"
    )


def _word_of_mail_aside(world: World, letter: Letter) -> Outgoing | None:
    """Word to an agent of the latest mail that waits, if one still does. What she answers to it would reach nobody."""
    reader = _agent(world, letter)
    mail = next(iter(world.aside.of_desk(letter.desk, limit=1).items), None)
    if mail is None or reader is None:
        return None
    language, say = language_of(world, reader), world.words.say
    name, _ = _desk(world, letter, language)
    content = {
        "lead": say(language, "letters.set_aside.lead", desk=name),
        "after": [_why_aside(world, language, mail.reason), say(language, "letters.set_aside.more")],
        "about": say(language, "letters.about_mail"),
        "facts": [
            (say(language, "letters.fact.sender"), mail.sender or "–"),
            (say(language, "letters.fact.subject"), mail.subject or "–"),
        ],
        "link": f"{world.settings.portal}/{language}/staff/set-aside/?desk={letter.desk}",
        "link_label": say(language, "letters.open_set_aside"),
    }
    subject = say(language, "letters.set_aside.subject", subject=mail.subject or "–")
    return _notice(world, letter, reader, subject, content)


def _word_of_month(world: World, letter: Letter) -> Outgoing | None:
    """Word to a lead that a month was drawn up; none once somebody has approved it, or where there is nothing to do."""
    reader, month = _agent(world, letter), letter.facts["month"]
    run = world.runs.run(letter.desk, month)
    if reader is None or reader.role is not Role.LEAD or run is None or run.approved:
        return None
    drafts = world.runs.drafts(letter.desk, month)
    if len(drafts) >= run.customers and all(draft.is_settled for draft in drafts):
        return None
    language, say = language_of(world, reader), world.words.say
    name, _ = _desk(world, letter, language)
    told = Vocabulary(world.words, language, {}).month(month)
    content = {
        "lead": say(language, "letters.month.lead", month=told),
        "after": [say(language, "letters.month.more")],
        "link": f"{world.settings.portal}/{language}/staff/billing/?desk={letter.desk}&month={month}",
        "link_label": say(language, "letters.open_month"),
    }
    return _notice(world, letter, reader, say(language, "letters.month.subject", month=told, desk=name), content)


def _word_of_statement(world: World, letter: Letter) -> Outgoing | None:
    """Word to an administrator that her organisation's statement is there; what she answers comes to the desk."""
    reader = world.directory.person(letter.reader)
    entered = world.books.statement(letter.facts["organisation"], letter.facts["statement"])
    if entered is None or not isinstance(reader, Contact) or reader.role is not Role.ADMINISTRATOR:
        return None
    if reader.organisation != entered.organisation:
        return None
    language, say = language_of(world, reader), world.words.say
    vocabulary = Vocabulary(world.words, language, {})
    told = {"number": entered.number, "month": vocabulary.month(entered.month)}
    content = {
        "lead": say(language, f"letters.statement.{'credit' if entered.is_credit else 'lead'}", **told),
        "after": [say(language, "letters.statement.files")],
        "about": say(language, "letters.about_statement"),
        "facts": _facts_of(world, language, vocabulary, entered),
        "link": f"{world.settings.portal}/{language}/statements/?id={entered.id}",
        "link_label": say(language, "letters.open_statement"),
    }
    subject = say(language, f"letters.statement.{'credit_subject' if entered.is_credit else 'subject'}", **told)
    return _notice(world, letter, reader, subject, content, _desk(world, letter, language)[1])


NOTICES: Mapping[LetterKind, Callable[[World, Letter], Outgoing | None]] = {
    LetterKind.WAY_IN: _way_in,
    LetterKind.SET_ASIDE: _word_of_mail_aside,
    LetterKind.MONTH: _word_of_month,
    LetterKind.STATEMENT: _word_of_statement,
}
"""How each is put together; None when there is nothing more to tell, or its reader is gone."""


def _notice(
    world: World,
    letter: Letter,
    reader: Agent | Contact,
    subject: str,
    content: Mapping[str, object],
    reply_to: str = "",
) -> Outgoing:
    language = language_of(world, reader)
    name, address = _desk(world, letter, language)
    whole = {
        "greeting": greeting(world, language, reader.name),
        "sign": world.words.say(language, "letters.sign"),
        "desk": name,
        **content,
    }
    return laid_out(language, f"{name} <{address}>", reader.address, reply_to, subject, whole)


def _desk(world: World, letter: Letter, language: str) -> tuple[str, str]:
    """The desk's name and mail address."""
    desk = world.policies[letter.desk]
    return in_language(desk.name, language), f"{desk.channels.mail.local_part}@{world.settings.mail_domain}"


def _agent(world: World, letter: Letter) -> Agent | None:
    """The reader, if an agent of the desk still."""
    reader = world.directory.person(letter.reader)
    return reader if isinstance(reader, Agent) and letter.desk in reader.desks else None


def _why_aside(world: World, language: str, reason: str) -> str:
    if f"staff.reasons.{reason}" in world.words.of(language):
        return world.words.say(language, f"staff.reasons.{reason}")
    return world.words.say(language, "staff.reason_other", reason=reason)


def _facts_of(world: World, language: str, words: Vocabulary, entered: Entered) -> list[tuple[str, str]]:
    """The statement in a few lines: its number and month; what is to be paid until when, or is given back."""
    number = words.say("facts.credit_number" if entered.is_credit else "facts.number")
    amount = f"{words.amount(abs(entered.payable))} {entered.currency}"
    facts = [(number, entered.number), (words.say("facts.month"), words.month(entered.month))]
    if entered.payable <= 0:
        return [*facts, (words.say("totals.credited"), amount)]
    due_on = shown_day(world, language, entered.due_on)
    return [*facts, (words.say("totals.payable"), amount), (words.say("payment.due_on"), due_on)]
