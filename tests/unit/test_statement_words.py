"""What a document says, in each language: the whole of it in tests/statements, and what must hold in all of them."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain

import pytest
from tests.unit.statement_samples import (
    KB,
    SAMPLES,
    WORDS,
    Sample,
    credit,
    crm_insight,
    evidencija,
    flat,
    promark,
    timecare,
)
from tests.unit.statement_text import FOLDER, as_text

from chalicelib.desk.documents.parties import written_number
from chalicelib.desk.documents.problems import problem_said
from chalicelib.desk.documents.sheet import Row, Section, Sheet
from chalicelib.desk.documents.vocabulary import Vocabulary, shown_minutes, shown_seconds
from chalicelib.desk.documents.wording import described
from chalicelib.domain.billing.agreement import Counted, RoundedBy, Rounding
from chalicelib.domain.billing.line import Line, LineKind, RunningTotal
from chalicelib.domain.billing.statement import IncludedTime, Problem
from chalicelib.domain.billing.totals import totals, vat_totals
from chalicelib.domain.billing.vat import Category
from chalicelib.domain.languages import LANGUAGES

NARROW = [name for name in SAMPLES if name != "long"]


def rows(section: Section) -> list[Row]:
    return list(chain.from_iterable(group.rows for group in section.groups))


def section(sheet: Sheet, id: str) -> Section:
    return next(one for one in sheet.sections if one.id == id)


def of_lines(sample: Sample, *lines: Line) -> Sample:
    """The sample with other lines, added up anew."""
    groups = vat_totals(lines, Decimal(0))
    statement = replace(sample.issued.statement, lines=lines, vat=groups, totals=totals(groups, whole_units=False))
    return replace(sample, issued=replace(sample.issued, statement=statement))


def plain(language: str) -> Vocabulary:
    return Vocabulary(WORDS, language, {})


@pytest.mark.parametrize("name", NARROW)
def test_documents_read_as_they_were_proofread(name: str) -> None:
    assert as_text(SAMPLES[name]().sheet) == (FOLDER / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_document_can_be_said_in_every_language(name: str, language: str) -> None:
    sample = SAMPLES[name]().told_in(language)
    told = as_text(sample.sheet)
    assert "statements." not in told
    assert not re.search(r"{{|}}|\bNone\b", told)


@pytest.mark.parametrize(
    ("language", "amount", "day"),
    [
        ("nb", "−1 234 567,50", "05.01.2027"),
        ("sv", "−1 234 567,50", "2027-01-05"),
        ("fi", "−1 234 567,50", "5.1.2027"),
        ("hr", "−1.234.567,50", "5. 1. 2027."),
        ("en", "−1,234,567.50", "5 Jan 2027"),
    ],
)
def test_figures_are_written_as_the_language_writes_them(language: str, amount: str, day: str) -> None:
    told = plain(language)
    assert told.amount(Decimal("-1234567.5")).replace("\u00a0", " ") == amount
    assert told.day(date(2027, 1, 5)).replace("\u00a0", " ") == day


def test_an_amount_keeps_every_decimal_that_a_price_has() -> None:
    assert plain("en").amount(Decimal("0.125")) == "0.125"
    assert plain("en").amount(Decimal("1E+3")) == "1,000.00"
    assert plain("en").amount(Decimal("-0.00")) == "0.00"
    assert plain("en").number(Decimal("25.50")) == "25.5"


def test_time_is_written_to_the_second_or_to_the_minute() -> None:
    assert shown_seconds(3_600 * 101 + 61) == "101:01:01"
    assert shown_seconds(-59) == "−0:00:59"
    assert shown_minutes(Decimal(135)) == "2:15"
    assert shown_minutes(Decimal(-30)) == "−0:30"
    assert shown_minutes(Decimal(1355) / 60) == "0:22:35"


def test_free_and_warranty_work_stands_at_zero_with_its_time() -> None:
    work = rows(section(promark().sheet, "time"))
    warranty, free = work[3], work[4]
    assert (warranty.cells[1], warranty.cells[2], warranty.cells[-1]) == ("1:05:00", "1:15", "0,00")
    assert (free.cells[1], free.cells[2], free.cells[-1]) == ("0:08:47", "0:15", "0,00")
    assert "Garanti" in warranty.detail
    assert "Gratis" in free.detail


def test_a_ticket_is_named_by_its_subject_where_it_has_one() -> None:
    sheet = replace(promark(), subjects={"PRO-2611-0041": "Overtid"}).sheet
    groups = section(sheet, "time").groups
    assert [(group.title, group.subject) for group in groups[:2]] == [
        ("Sak PRO-2611-0041", "Overtid"),
        ("Sak PRO-2611-0057", ""),
    ]


def test_how_time_was_rounded_is_printed_as_it_was_agreed() -> None:
    assert "15 minutter per sak" in section(promark().sheet, "time").notes[0]
    assert "5 minuter" in section(timecare().sheet, "time").notes[0]
    assert "10 minuter" in section(timecare().sheet, "time").notes[1]


def test_what_is_given_back_stands_apart_and_names_what_it_corrects() -> None:
    sheet = evidencija().sheet
    (row,) = rows(section(sheet, "corrections"))
    assert "Ispravak računa 94/P1/1 od 1.\u00a011.\u00a02026." in row.detail
    assert row.cells[1:] == ("−12/30", "31,00", "25", "−12,40")


def test_what_is_charged_to_correct_an_invoice_stands_among_the_corrections_too() -> None:
    sample = promark()
    first, *rest = sample.issued.statement.lines
    sheet = of_lines(sample, replace(first, corrects="2026-00003"), *rest).sheet
    (row,) = rows(section(sheet, "corrections"))
    assert row.cells[-1] == "12\u00a0600,00"
    assert "Korrigerer faktura 2026-00003" in row.detail


def test_a_credit_note_gives_back_positive_amounts() -> None:
    sheet = credit().sheet
    assert sheet.title == "Kreditnota"
    assert sheet.payable.value == "8\u00a0977,45\u00a0NOK"
    assert not sheet.payment.facts
    assert "−" not in "".join(fact.value for fact in sheet.totals)


def test_where_there_is_no_tax_the_reason_is_printed() -> None:
    sheet = crm_insight().sheet
    (row,) = rows(sheet.vat)
    assert "section 6-22" in row.detail


def test_what_is_outside_the_scope_of_tax_has_no_percent() -> None:
    sample = crm_insight()
    lines = tuple(
        replace(line, vat=replace(line.vat, category=Category.OUTSIDE_SCOPE)) for line in sample.issued.statement.lines
    )
    assert rows(section(of_lines(sample, *lines).sheet, "flat_rates"))[0].cells[3] == "–"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("category", Category)
def test_every_treatment_has_its_name_in_the_table_of_taxes(category: Category, language: str) -> None:
    sample = crm_insight().told_in(language)
    statement = sample.issued.statement
    groups = tuple(replace(group, category=category) for group in statement.vat)
    sheet = replace(sample, issued=replace(sample.issued, statement=replace(statement, vat=groups))).sheet
    (row,) = rows(sheet.vat)
    assert row.cells[0] == sample.vocabulary.say(f"vat.of.{category}", percent="0")


def test_a_statement_of_nothing_but_free_work_asks_for_no_payment() -> None:
    sample = promark()
    sheet = of_lines(sample, *sample.issued.statement.lines[-2:]).sheet
    assert sheet.payable.value == "0,00\u00a0NOK"
    assert sheet.payment.sentence == "Det er ingenting å betale."
    assert sheet.payment.facts == ()


def test_a_minimum_by_ticket_is_printed() -> None:
    sample = promark()
    statement = replace(sample.issued.statement, rounding=Rounding(RoundedBy.TICKET, 15, 30))
    sheet = replace(sample, issued=replace(sample.issued, statement=statement)).sheet
    assert "minst 30 minutter per sak" in section(sheet, "time").notes[1]


def test_a_draft_says_that_it_is_one() -> None:
    sample = promark()
    sheet = replace(sample, issued=replace(sample.issued, number="")).sheet
    assert sheet.title == "Utkast til faktura"
    assert sheet.notes == (sample.vocabulary.say("notes.draft"),)
    assert all(fact.value for fact in sheet.facts)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_document_passes_for_a_delivered_or_fiscalised_invoice(name: str) -> None:
    sample = SAMPLES[name]()
    key = "notes.not_fiscalised" if sample.seller.croatian else "notes.not_delivered"
    assert sample.sheet.notes == (sample.vocabulary.say(key),)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_is_called_the_same_in_the_e_invoice(name: str) -> None:
    sample = SAMPLES[name]()
    for line in sample.issued.statement.lines:
        told = described(line, sample.vocabulary, sample.issued.corrected)
        assert told.name
        if line.kind is LineKind.TIME:
            assert line.ticket in told.name
            assert shown_seconds(line.seconds) in told.text
            assert sample.subjects[line.ticket] in told.text


def test_several_agreements_are_told_apart() -> None:
    sample = promark()
    first, *rest = sample.issued.statement.lines
    lines = (replace(first, agreement="B-9"), *rest)
    both = replace(sample, issued=replace(sample.issued, statement=replace(sample.issued.statement, lines=lines)))
    assert rows(section(both.sheet, "flat_rates"))[0].detail.endswith("Avtale B-9")
    assert "Avtale" not in rows(section(sample.sheet, "flat_rates"))[0].detail


FACTS = {
    "agreement": "A-1",
    "ticket": "PRO-1",
    "work": "setup",
    "day": "2026-11-03",
    "entry": "e1",
    "flat_rate": "rent",
    "name": "Leie",
    "document": "A-2",
    "currency": "NOK",
    "month": "2026-10",
    "number": "2026-00003",
    "what": "seller_iban",
    "count": "5",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_is_said_with_days_and_works_in_words(language: str) -> None:
    vocabulary = promark().told_in(language).vocabulary
    codes = [key for key in WORDS.room(language, "statements") if key.startswith("problems.")]
    assert len(codes) >= 10
    for code in codes:
        told = problem_said(Problem(code.removeprefix("problems."), FACTS), vocabulary)
        assert not re.search(r"2026-11-03|2026-10\b|setup", told.replace(vocabulary.day(date(2026, 11, 3)), ""))


def test_every_problem_of_billing_has_words() -> None:
    codes: set[str] = set()
    for room in ("domain/billing", "desk/billing"):
        for path in (KB.parent / "functions" / "chalicelib" / room).rglob("*.py"):
            text = path.read_text("utf-8")
            codes |= set(re.findall(r'Problem\("(\w+)"', text)) | set(re.findall(r'_problem\("(\w+)"', text))
    assert {"no_rate", "no_agreement", "vat_mixed", "earlier_month_open"} <= codes
    assert {code for code in codes if f"statements.problems.{code}" not in WORDS.of("en")} == set()


def test_a_work_that_the_desk_no_longer_has_is_named_by_its_id() -> None:
    assert promark().vocabulary.work("abacus") == "abacus"


def test_b23_a_line_that_goes_on_from_earlier_months_shows_what_its_ticket_came_to() -> None:
    sample = promark()
    line = next(one for one in sample.issued.statement.lines if one.kind is LineKind.TIME)
    onward = replace(line, seconds=2001, minutes=Decimal(30), running=RunningTotal(3177, Decimal(60), Decimal(30)))
    told = section(of_lines(sample, onward).told_in("en").sheet, "time")
    assert "0:52:57 in all, rounded to 1:00, of which 0:30 on earlier invoices" in rows(told)[0].detail
    assert any("Rounding goes on from month to month" in note for note in told.notes)
    assert "0:52:57 in all" in described(onward, sample.told_in("en").vocabulary).text


def test_b27_included_time_that_is_taken_off_before_rounding_leaves_a_rest_that_is_rounded() -> None:
    sample = promark()
    line = next(one for one in sample.issued.statement.lines if one.kind is LineKind.TIME)
    before = replace(
        line, seconds=3068, minutes=Decimal("77.95"), included=Decimal("47.95"), counted=Counted.BEFORE_ROUNDING
    )
    told = section(of_lines(sample, before).told_in("en").sheet, "time")
    assert [column.label for column in told.columns][1:5] == ["Worked", "Included", "Rest", "Charged"]
    assert rows(told)[0].cells[1:5] == ("0:51:08", "0:47:57", "0:03:11", "0:30:00")


def test_mp5_the_document_tells_what_is_included_in_the_month_and_what_is_left() -> None:
    sample = promark()
    lines = [one for one in sample.issued.statement.lines if one.kind is LineKind.TIME]
    included = (IncludedTime("A-1", "2026-11", 60, 900, Counted.AFTER_ROUNDING, ("phone",)),)
    statement = replace(sample.issued.statement, included=included, lines=(replace(lines[0], out_of_hours=True),))
    told = section(replace(sample, language="en", issued=replace(sample.issued, statement=statement)).sheet, "time")
    assert " ".join(told.notes[-4:]) == (
        "Included time, November 2026: 1:00; used 0:15, left 0:45. It covers only: Help by phone. "
        "Work at the price out of hours is not included. Included time is taken off after rounding."
    )


def test_a_part_of_several_shows_how_many_there_are_and_what_each_costs() -> None:
    several = replace(
        flat("Licences", "770.00", "2026-11-16", "2026-11-30", part=(15, 30)),
        key="A-1/licences/2026-11-01/2026-12-01/28x27.5",
    )
    assert (
        described(several, plain("en")).text.replace("\u00a0", " ")
        == "16 Nov 2026 – 30 Nov 2026 · 28 × 27.50 · 15 of 30 days"
    )


def test_an_advance_that_is_settled_is_no_correction() -> None:
    sample = evidencija()
    advance = flat("Akontacija", "120.00", "2026-11-01", "2026-11-30", "-1", corrects="94/P1/1", settles=True)
    sheet = of_lines(sample, *sample.issued.statement.lines, advance).sheet
    assert section(sheet, "settlements").title == "Obračun akontacija"
    assert "Obračun akontacije s računa 94/P1/1" in rows(section(sheet, "settlements"))[0].detail
    assert "Akontacija" not in {row.cells[0] for row in rows(section(sheet, "corrections"))}


@pytest.mark.parametrize(
    ("country", "number", "written"),
    [("NO", "310000116", "310 000 116"), ("SE", "5599990008", "559999-0008"), ("FI", "9999990-7", "9999990-7")],
)
def test_registration_numbers_are_written_as_at_home(country: str, number: str, written: str) -> None:
    assert written_number(country, number).replace("\u00a0", " ") == written
