"""Issued statements, read by those whom they concern: the customer's administrators, and the desk's leads (MP9)."""

import json
from typing import Any

from chalicelib.desk.billing.data import statement_of as read_statement
from chalicelib.desk.billing.gathering import issued_for
from chalicelib.desk.billing.places import DATA, INVOICE, JOURNAL, PDF, SHEET, TIME
from chalicelib.desk.documents.journal import journal
from chalicelib.desk.documents.vocabulary import Vocabulary
from chalicelib.desk.leading import must_lead
from chalicelib.desk.ports import Entered, Page, World
from chalicelib.domain.file_names import safe_name
from chalicelib.domain.people import Agent, Contact, Person, Role
from chalicelib.domain.refusal import Refusal

FILES = {
    "pdf": (PDF, "application/pdf", "pdf"),
    "invoice": (INVOICE, "application/xml", "xml"),
    "journal": (JOURNAL, "text/csv", "csv"),
    "time": (TIME, "text/csv", "csv"),
}
"""What can be downloaded, by its name in addresses: its name in storage, content type, and ending."""

_TABLES = ("journal", "time")
_IN_A_JOURNAL = 100


def statements_of(world: World, person: Person, cursor: str) -> Page[Entered]:
    """The statements of an administrator's own organisation, latest first. Raises Refusal for anyone else."""
    return world.books.statements_of(_administrator(person).organisation, cursor)


def statements_in(
    world: World, person: Person, desk: str, month: str, cursor: str, organisation: str = ""
) -> Page[Entered]:
    """What was issued for a month at a lead's desk, by number; of one customer, or of all."""
    must_lead(world, person, desk)
    if organisation:
        found = issued_for(world, organisation, desk, month)
        return Page((found,) if found else (), "")
    return world.books.statements_in(desk, month, cursor)


def journal_in(
    world: World, person: Person, desk: str, month: str, cursor: str, vocabulary: Vocabulary
) -> tuple[bytes, str]:
    """What was issued for a month at a lead's desk, as CSV for the accountant; a cursor where there is more of it."""
    must_lead(world, person, desk)
    page = world.books.statements_in(desk, month, cursor, _IN_A_JOURNAL)
    read = ((one, read_statement(world.files.get(f"{one.place}{DATA}"))) for one in page.items)
    issued = (one.issued(statement) for one, statement in read)
    return journal(issued, world.policies.sellers, vocabulary), page.cursor


def statement_of(world: World, person: Person, organisation: str, id: str) -> Entered:
    """One statement, to its customer's administrators and its desk's leads. Raises Refusal `not_found` to others."""
    if isinstance(person, Contact):
        organisation = _administrator(person).organisation
    entered = world.books.statement(organisation, id) if organisation else None
    if entered is None:
        raise Refusal("not_found")
    if isinstance(person, Agent):
        must_lead(world, person, entered.desk)
    return entered


def sheet_of(world: World, entered: Entered) -> dict[str, Any]:
    """The statement in words and figures, as it was issued."""
    sheet: dict[str, Any] = json.loads(world.files.get(f"{entered.place}{SHEET}"))
    return sheet


def link_of(world: World, entered: Entered, name: str, language: str) -> str:
    """A short-lived link that downloads one of its files, named in a language. Raises Refusal `not_found`."""
    if name not in FILES:
        raise Refusal("not_found")
    stored, kind, ending = FILES[name]
    said = Vocabulary(world.words, language, {})
    parts = [
        said.say(f"file_names.{'credit_note' if entered.is_credit else 'invoice'}"),
        entered.number.replace("/", "-"),
    ]
    if name in _TABLES:
        parts.append(said.say(f"file_names.{name}"))
    return world.files.link(f"{entered.place}{stored}", safe_name(f"{'-'.join(parts)}.{ending}"), kind)


def _administrator(person: Person) -> Contact:
    if not isinstance(person, Contact):
        raise Refusal("not_found")
    if person.role is not Role.ADMINISTRATOR:
        raise Refusal("not_allowed")
    return person
