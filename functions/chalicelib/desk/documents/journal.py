"""The accountant's journal: a row for each line of each document, then its discount, tax and rounding.

Signs are the books': what is given back is negative, on credit notes too. So the columns of money of a document total
what is to be paid: net amounts + VAT + rounding. `kind` and `work` are what an accountant maps to accounts; we keep no
chart of accounts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.desk.documents.spreadsheet import Cell, spreadsheet
from chalicelib.desk.documents.vocabulary import Vocabulary
from chalicelib.desk.documents.wording import charging_of, described
from chalicelib.domain.billing.line import Line
from chalicelib.domain.billing.seller import Seller
from chalicelib.domain.billing.statement import Issued, VatTotal
from chalicelib.domain.billing.vat import Category


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row; the fields are its columns in order."""

    seller: str
    number: str
    kind: str
    issued_on: date
    due_on: date
    organisation: str
    customer: str
    customer_registration: str
    agreement: str
    month: str
    line: int | None
    line_kind: str
    text: str = ""
    ticket: str = ""
    work: str = ""
    charging: str = ""
    first_day: date | None = None
    last_day: date | None = None
    quantity: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None
    per: Decimal | None = None
    net: Decimal | None = None
    vat_amount: Decimal | None = None
    rounding: Decimal | None = None
    category: str = ""
    percent: Decimal | None = None
    tax_point: date | None = None
    currency: str = ""
    corrects: str = ""


_COLUMNS = tuple(field.name for field in fields(_Entry))


def journal(documents: Iterable[Issued], sellers: Mapping[str, Seller], vocabulary: Vocabulary) -> bytes:
    """All rows of these documents as CSV, in the vocabulary's language; `sellers` by their ids."""
    entries = (entry for issued in documents for entry in _entries(issued, vocabulary))
    rows = (_row(replace(entry, seller=sellers[entry.seller].name)) for entry in entries)
    return spreadsheet([[vocabulary.say(f"journal.{name}") for name in _COLUMNS], *rows], vocabulary.language)


def _row(entry: _Entry) -> list[Cell]:
    return [getattr(entry, name) for name in _COLUMNS]


def _entries(issued: Issued, vocabulary: Vocabulary) -> Iterator[_Entry]:
    statement = issued.statement
    for place, line in enumerate(statement.lines, start=1):
        yield _of_line(issued, place, line, vocabulary)
    for group in statement.vat:
        if group.discount:
            yield _of_group(issued, group, vocabulary, "discount", net=-group.discount)
    for group in statement.vat:
        yield _of_group(issued, group, vocabulary, "vat", vat_amount=group.vat)
    if statement.totals.rounding:
        yield _entry(issued, vocabulary, "rounding", rounding=statement.totals.rounding)


def _entry(issued: Issued, vocabulary: Vocabulary, line_kind: str, **more: Any) -> _Entry:
    statement, buyer = issued.statement, issued.statement.buyer
    given = {"agreement": "", "line": None, "currency": statement.currency, **more}
    return _Entry(
        seller=statement.seller,
        number=issued.number,
        kind=vocabulary.say("title.credit_note" if statement.is_credit else "title.invoice"),
        issued_on=issued.issued_on,
        due_on=issued.due_on,
        organisation=statement.organisation,
        customer=buyer.name,
        customer_registration=buyer.registration,
        month=statement.month,
        line_kind=vocabulary.say(f"journal.kinds.{line_kind}"),
        **given,
    )


def _of_line(issued: Issued, place: int, line: Line, vocabulary: Vocabulary) -> _Entry:
    return _entry(
        issued,
        vocabulary,
        str(line.kind),
        agreement=line.agreement,
        line=place,
        text=described(line, vocabulary, issued.corrected).name,
        ticket=line.ticket,
        work=vocabulary.work(line.work) if line.work else "",
        charging=charging_of(line, vocabulary),
        first_day=line.period.first,
        last_day=line.period.last,
        quantity=_rounded(line.quantity),
        unit=vocabulary.say(f"journal.units.{line.unit}"),
        price=line.price,
        per=line.per,
        net=line.net,
        category=str(line.vat.category),
        percent=_percent(line.vat.category, line.vat.percent),
        tax_point=line.vat.tax_point,
        corrects=line.corrects,
    )


def _of_group(issued: Issued, group: VatTotal, vocabulary: Vocabulary, kind: str, **amount: Decimal) -> _Entry:
    percent = _percent(group.category, group.percent)
    return _entry(issued, vocabulary, kind, category=str(group.category), percent=percent, text=group.reason, **amount)


def _percent(category: Category, percent: Decimal) -> Decimal | None:
    return None if category is Category.OUTSIDE_SCOPE else percent


def _rounded(quantity: Decimal) -> Decimal:
    """A quantity with six decimals at most: a third of a minute has more than anyone can use."""
    return quantity if quantity == (short := round(quantity, 6)) else short
