"""The tables of a document: flat rates, corrections, payroll days, work by ticket, tax."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from chalicelib.desk.documents.sheet import Column, Group, Row, Section
from chalicelib.desk.documents.times import TimeKinds
from chalicelib.desk.documents.vocabulary import Vocabulary, shown_minutes
from chalicelib.desk.documents.wording import DOT, charging_of, name_of, percent_of, when_and_why
from chalicelib.domain.billing.agreement import RoundedBy, Rounding
from chalicelib.domain.billing.line import Line, LineKind, Unit
from chalicelib.domain.billing.statement import Issued, Statement, VatTotal
from chalicelib.domain.billing.vat import Category


@dataclass(frozen=True, slots=True)
class Telling:
    """A document as it is told. On a credit note what is given back is positive, as in the e-invoice; time is not."""

    issued: Issued
    vocabulary: Vocabulary

    @property
    def statement(self) -> Statement:
        return self.issued.statement

    def turned(self, value: Decimal) -> Decimal:
        return Decimal(0) - value if self.statement.is_credit else value

    def amount(self, value: Decimal) -> str:
        return self.vocabulary.amount(self.turned(value))

    def columns(self, *ids: str) -> tuple[Column, ...]:
        """Columns by the ids of their words: the first with text, the others with figures."""
        say, currency = self.vocabulary.say, self.statement.currency
        return tuple(Column(say(f"columns.{id}", currency=currency), place > 0) for place, id in enumerate(ids))


def sections_of(telling: Telling) -> tuple[Section, ...]:
    """The tables of what is charged, those that have lines. What corrects or gives back stands apart (MP9)."""
    lines = telling.statement.lines
    flat = [line for line in lines if line.kind is LineKind.FLAT_RATE]
    settled = [line for line in flat if line.settles]
    corrections = [line for line in flat if (line.corrects or line.net < 0) and not line.settles]
    agreed = [line for line in flat if line not in corrections and not line.settles]
    payroll = [line for line in lines if line.kind is LineKind.PAYROLL_DAYS]
    time = [line for line in lines if line.kind is LineKind.TIME]
    priced = (("flat_rates", agreed), ("settlements", settled), ("corrections", corrections), ("payroll", payroll))
    found = [_priced(telling, id, chosen) for id, chosen in priced if chosen]
    return tuple([*found, _work(telling, time)] if time else found)


def vat_section(telling: Telling) -> Section:
    """The tax by category and rate (BG-23); what was taken off is shown where anything was."""
    has_discount = any(group.discount for group in telling.statement.vat)
    ids = ("rate", "lines", "discount", "base", "amount") if has_discount else ("rate", "base", "amount")
    say = telling.vocabulary.say
    columns = tuple(Column(say(f"vat.{id}"), place > 0) for place, id in enumerate(ids))
    rows = tuple(_vat_row(telling, group, has_discount) for group in telling.statement.vat)
    return Section("vat", say("sections.vat"), columns, (Group(rows),))


def _priced(telling: Telling, id: str, lines: Sequence[Line]) -> Section:
    """Lines with quantity and price. Part of a period is so many days of so many: `22/31`."""
    vocabulary = telling.vocabulary
    several = len({line.agreement for line in telling.statement.lines}) > 1
    rows = []
    for line in lines:
        quantity = vocabulary.number(telling.turned(line.quantity))
        part = f"{quantity}/{vocabulary.number(line.per)}" if line.unit is Unit.DAY else quantity
        told = when_and_why(line, vocabulary, telling.issued.corrected)
        told += [f"{vocabulary.say('facts.agreement')} {line.agreement}"] if several else []
        cells = (name_of(line, vocabulary), part, vocabulary.amount(line.price), percent_of(line, vocabulary))
        rows.append(Row((*cells, telling.amount(line.net)), DOT.join(told)))
    total = Row((vocabulary.say("sum"), "", "", "", telling.amount(_net(lines))), is_sum=True)
    columns = telling.columns("what", "quantity", "price", "vat", "net")
    return Section(id, vocabulary.say(f"sections.{id}"), columns, (Group(tuple(rows)),), total)


def _work(telling: Telling, lines: Sequence[Line]) -> Section:
    """Work by ticket: exact time, and what was charged of it. Free and warranty lines stand at 0.00 (MP7)."""
    say = telling.vocabulary.say
    kinds = TimeKinds.of(telling.statement, lines)
    groups = []
    for ticket, of_ticket in groupby(lines, key=lambda line: line.ticket):
        rows = tuple(_work_row(telling, line, kinds) for line in of_ticket)
        groups.append(Group(rows, say("line.ticket", number=ticket), telling.vocabulary.subject(ticket)))
    total = Row((say("sum"), *kinds.shown(lines), "", "", telling.amount(_net(lines))), is_sum=True)
    columns = telling.columns("work", *kinds.ids, "per_hour", "vat", "net")
    notes = [*rounding_notes(telling.vocabulary, telling.statement.rounding, kinds.to_the_second)]
    notes += [say("rounding.goes_on")] if any(line.running for line in lines) else []
    notes += included_notes(telling.statement, telling.vocabulary)
    return Section("time", say("sections.time"), columns, tuple(groups), total, tuple(notes))


def _work_row(telling: Telling, line: Line, kinds: TimeKinds) -> Row:
    vocabulary = telling.vocabulary
    figures = (vocabulary.amount(line.price), percent_of(line, vocabulary), telling.amount(line.net))
    told = [charging_of(line, vocabulary), *when_and_why(line, vocabulary, telling.issued.corrected)]
    return Row((vocabulary.work(line.work), *kinds.shown([line]), *figures), DOT.join(told))


def rounding_notes(vocabulary: Vocabulary, rounding: Rounding, fine: bool) -> tuple[str, ...]:
    """How exact time became charged time, as it was agreed."""
    by = "ticket" if rounding.by is RoundedBy.TICKET else "entry"
    told = [
        vocabulary.say(f"rounding.{by}" if rounding.step_minutes else "rounding.exact", minutes=rounding.step_minutes)
    ]
    if rounding.minimum_minutes:
        told.append(vocabulary.say(f"rounding.minimum_{by}", minutes=rounding.minimum_minutes))
    return (*told, vocabulary.say("rounding.clock_exact" if fine else "rounding.clock"))


def included_notes(statement: Statement, vocabulary: Vocabulary) -> list[str]:
    """What agreements include in a month, what is left of it, and what it is good for."""
    several = len({one.agreement for one in statement.included}) > 1
    notes = []
    for one in statement.included:
        minutes = [shown_minutes(Decimal(seconds) / 60) for seconds in (one.minutes * 60, one.used, one.left)]
        times = dict(zip(("minutes", "used", "left"), minutes, strict=True))
        told = vocabulary.say("included.month", month=vocabulary.month(one.month), **times)
        notes.append(f"{one.agreement}: {told}" if several else told)
    works = sorted({vocabulary.work(work) for one in statement.included for work in one.works})
    notes += [vocabulary.say("included.works", works=", ".join(works))] if works else []
    if statement.included and any(line.out_of_hours for line in statement.lines):
        notes.append(vocabulary.say("included.not_out_of_hours"))
    counted = {one.counted for one in statement.included}
    return [*notes, vocabulary.say(f"included.{counted.pop()}")] if len(counted) == 1 else notes


def _vat_row(telling: Telling, group: VatTotal, has_discount: bool) -> Row:
    vocabulary = telling.vocabulary
    name = vocabulary.say(f"vat.of.{group.category}", percent=vocabulary.number(group.percent))
    off = [telling.amount(group.base + group.discount), telling.amount(group.discount)] if has_discount else []
    cells = (name, *off, telling.amount(group.base), telling.amount(group.vat))
    return Row(cells, "" if group.category is Category.STANDARD else group.reason)


def _net(lines: Iterable[Line]) -> Decimal:
    return sum((line.net for line in lines), Decimal("0.00"))
