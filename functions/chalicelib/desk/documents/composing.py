"""A whole document in words: head, tables, totals, how it is paid, and what it is not (MP9)."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.desk.documents.parties import buyer_party, legal_lines, seller_party
from chalicelib.desk.documents.sections import Telling, sections_of, vat_section
from chalicelib.desk.documents.sheet import Fact, Payment, Section, Sheet
from chalicelib.desk.documents.vocabulary import Vocabulary
from chalicelib.domain.billing.seller import Seller
from chalicelib.domain.billing.statement import Issued


def compose(issued: Issued, seller: Seller, vocabulary: Vocabulary, annexes: Sequence[Section] = ()) -> Sheet:
    """The document of a statement in the vocabulary's language; without a number it is a draft."""
    telling, say = Telling(issued, vocabulary), vocabulary.say
    statement = issued.statement
    return Sheet(
        language=vocabulary.language,
        title=_title(telling),
        number=issued.number,
        issued_on=issued.issued_on,
        seller=seller_party(seller, statement.buyer, vocabulary),
        buyer_title=say("parties.buyer"),
        buyer=buyer_party(statement.buyer, seller, vocabulary),
        facts=tuple(_facts(telling, seller)),
        sections=sections_of(telling),
        vat=vat_section(telling),
        totals_title=say("sections.totals"),
        totals=tuple(_totals(telling)),
        payable=_payable(telling),
        payment=_payment(telling, seller),
        notes=_notes(telling, seller),
        legal=legal_lines(seller, vocabulary),
        page_of=say("page_of", page="{page}", pages="{pages}"),
        annexes=tuple(annexes),
    )


def _title(telling: Telling) -> str:
    kind = "credit_note" if telling.statement.is_credit else "invoice"
    return telling.vocabulary.say(f"title.{kind}" if telling.issued.number else f"title.{kind}_draft")


def _facts(telling: Telling, seller: Seller) -> list[Fact]:
    """What stands in the head: number, dates, month, and what the buyer asked to find there (BT-10, BT-13)."""
    issued, vocabulary, buyer = telling.issued, telling.vocabulary, telling.statement.buyer
    credit = "credit_" if telling.statement.is_credit else ""
    if seller.croatian:
        at = datetime.combine(issued.issued_on, issued.issue_time)
        told = [("issued_at", vocabulary.instant(at)), ("operator", seller.croatian.operator_name)]
    else:
        told = [(f"{credit}issued_on", vocabulary.day(issued.issued_on))]
    agreements = sorted({line.agreement for line in telling.statement.lines})
    facts = [
        (f"{credit}number", issued.number),
        told[0],
        ("due_on", "" if credit else vocabulary.day(issued.due_on)),
        ("month", vocabulary.month(telling.statement.month)),
        ("agreement", ", ".join(agreements)),
        ("reference", buyer.reference),
        ("order", buyer.order),
        *told[1:],
    ]
    return [Fact(vocabulary.say(f"facts.{id}"), value) for id, value in facts if value.strip()]


def _totals(telling: Telling) -> list[Fact]:
    """How it adds up, without what is not there: a discount, a rounding."""
    totals, say = telling.statement.totals, telling.vocabulary.say
    facts: list[tuple[str, str]] = []
    if totals.discount:
        percent = telling.vocabulary.number(telling.statement.discount_percent)
        is_one = telling.statement.has_one_discount
        label = say("totals.discount", percent=percent) if is_one else say("vat.discount")
        facts += [(say("totals.lines"), telling.amount(totals.lines)), (label, telling.amount(-totals.discount))]
    facts += [
        (say("totals.net"), telling.amount(totals.net)),
        (say("totals.vat"), telling.amount(totals.vat)),
        (say("totals.total"), telling.amount(totals.total)),
    ]
    if totals.rounding:
        facts += [(say("totals.rounding"), telling.amount(totals.rounding))]
    return [Fact(label, value) for label, value in facts]


def _payable(telling: Telling) -> Fact:
    statement = telling.statement
    label = telling.vocabulary.say("totals.credited" if statement.is_credit else "totals.payable")
    return Fact(label, f"{telling.amount(statement.totals.payable)}\u00a0{statement.currency}")


def _payment(telling: Telling, seller: Seller) -> Payment:
    say, title = telling.vocabulary.say, telling.vocabulary.say("sections.payment")
    if telling.statement.is_credit:
        return Payment(title, sentence=say("payment.credited"))
    if not telling.statement.totals.payable:
        return Payment(title, sentence=say("payment.nothing"))
    facts = [
        ("due_on", telling.vocabulary.day(telling.issued.due_on)),
        ("iban", in_fours(seller.iban)),
        ("bic", seller.bic),
        ("reference", telling.issued.number),
    ]
    return Payment(title, tuple(Fact(say(f"payment.{id}"), value) for id, value in facts if value))


def in_fours(iban: str) -> str:
    """An IBAN as people read it, four signs at a time."""
    signs = iban.replace(" ", "")
    return " ".join(signs[place : place + 4] for place in range(0, len(signs), 4))


def _notes(telling: Telling, seller: Seller) -> tuple[str, ...]:
    """What the document is not: issued, while it is a draft; a delivered or fiscalised invoice, ever."""
    say = telling.vocabulary.say
    if not telling.issued.number:
        return (say("notes.draft"),)
    return (say("notes.not_fiscalised" if seller.croatian else "notes.not_delivered"),)
