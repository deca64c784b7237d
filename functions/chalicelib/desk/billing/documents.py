"""All documents of an issued statement, as they lie in storage: page, PDF, journal, time, e-invoice (MP9)."""

import json
from collections.abc import Mapping

from chalicelib.desk.billing.data import plain
from chalicelib.desk.billing.places import INVOICE, JOURNAL, PDF, SHEET, TIME
from chalicelib.desk.documents.composing import compose
from chalicelib.desk.documents.journal import journal
from chalicelib.desk.documents.pdf import pdf
from chalicelib.desk.documents.specification import Worked, specification, specification_table
from chalicelib.desk.documents.vocabulary import Vocabulary
from chalicelib.desk.documents.wording import described
from chalicelib.desk.ports import World
from chalicelib.domain.billing.account import Account
from chalicelib.domain.billing.documents import ubl
from chalicelib.domain.billing.documents.exact import document_faults
from chalicelib.domain.billing.statement import Issued


class InvoiceDiffers(ValueError):
    """An e-invoice says something else than its statement, by the codes of what differs: it must not go out."""


Documents = Mapping[str, tuple[bytes, str]]
"""Name in storage -> bytes and content type."""


def documents_of(world: World, account: Account, issued: Issued) -> Documents:
    """The documents, in the statement's own language."""
    statement = issued.statement
    seller = world.policies.sellers[statement.seller]
    vocabulary = vocabulary_of(world, account, statement.language)
    worked = _worked(world, account)
    sheet = compose(issued, seller, vocabulary, (specification(issued, worked, vocabulary),) if worked.entries else ())
    invoice = ubl.document(issued, seller, lambda line: described(line, vocabulary, issued.corrected))
    differing = document_faults(invoice, statement)
    if differing:
        raise InvoiceDiffers(", ".join(sorted({fault.code for fault in differing})))
    return {
        SHEET: (json.dumps(plain(sheet), ensure_ascii=False).encode(), "application/json"),
        PDF: (pdf(sheet), "application/pdf"),
        JOURNAL: (journal((issued,), world.policies.sellers, vocabulary), "text/csv"),
        TIME: (specification_table(issued, worked, vocabulary), "text/csv"),
        INVOICE: (invoice, "application/xml"),
    }


def vocabulary_of(world: World, account: Account, language: str) -> Vocabulary:
    """The words of a language, the desk's kinds of work, and the subjects of the tickets that time was spent on."""
    works = {work.id: work.name for work in world.policies[account.desk].billing.works}
    tickets = world.tickets.several(sorted({entry.ticket for entry in account.entries}))
    return Vocabulary(world.words, language, works, {ticket.number: ticket.subject for ticket in tickets})


def _worked(world: World, account: Account) -> Worked:
    people = world.directory.people({entry.agent for entry in account.entries})
    names = {ref: person.name for ref, person in people.items()}
    return Worked(account.entries, names, world.policies[account.desk].zone)
