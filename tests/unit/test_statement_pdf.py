"""A document as PDF: all figures in it, the same bytes every time, and names that stay names."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import chain

import pytest
from pypdf import PdfReader
from tests.unit.statement_samples import SAMPLES, credit, evidencija, long, promark

from chalicelib.desk.documents.pdf import pdf
from chalicelib.desk.documents.sheet import Section, Sheet

HOSTILE = {
    "code": '#eval("1+1") #read("statement.typ") #import "@preview/x:1.0.0"',
    "markup": "*bold* _slanted_ = heading - list $x^2$ <label> @reference `raw` // comment /* x */ \\u{41}",
    "quotes": "a\"b\\c'd„e”}{[]()",
    "markers": "{page} of {pages} {{ number }}",
}


def opened(sheet: Sheet) -> PdfReader:
    return PdfReader(BytesIO(pdf(sheet)))


def text_of(sheet: Sheet) -> str:
    """All text without blanks: lines are broken where there is room."""
    return squeezed(" ".join(page.extract_text() for page in opened(sheet).pages))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def texts(section: Section) -> list[str]:
    rows = [*chain.from_iterable(group.rows for group in section.groups), *([section.sum] if section.sum else [])]
    told = [section.title, *section.notes, *(column.label for column in section.columns)]
    told += [text for group in section.groups for text in (group.title, group.subject)]
    return told + [text for row in rows for text in (*row.cells, row.detail)]


@pytest.mark.parametrize("name", SAMPLES)
def test_all_that_a_sheet_says_is_in_its_pdf(name: str) -> None:
    sheet = SAMPLES[name]().sheet
    told = list(chain.from_iterable(map(texts, (*sheet.sections, sheet.vat, *sheet.annexes))))
    facts = (*sheet.facts, *sheet.totals, sheet.payable, *sheet.payment.facts)
    told += [text for fact in facts for text in (fact.label, fact.value)]
    told += [text for party in (sheet.seller, sheet.buyer) for text in (party.name, *party.address)]
    told += [*sheet.buyer.numbers, *sheet.legal, *sheet.notes, sheet.title, sheet.payment.sentence]
    found = text_of(sheet)
    assert [text for text in told if squeezed(text) not in found] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_sheet_gives_the_same_bytes(name: str) -> None:
    sheet = SAMPLES[name]().sheet
    assert pdf(sheet) == pdf(sheet)


def test_it_is_dated_on_the_day_of_issue_and_names_itself() -> None:
    reader = opened(evidencija().sheet)
    told = reader.metadata or {}
    assert told["/CreationDate"].startswith("D:20261201000000")
    assert (told["/Title"], told["/Author"]) == ("Račun 117/P1/1", "Evidencija servis d.o.o.")


@pytest.mark.parametrize("name", SAMPLES)
def test_it_can_be_kept_for_years_and_read_aloud(name: str) -> None:
    sample = SAMPLES[name]()
    root = opened(sample.sheet).trailer["/Root"]
    kept = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in kept
    assert "<pdfuaid:part>1</pdfuaid:part>" in kept
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == sample.language


@pytest.mark.parametrize("name", SAMPLES)
def test_every_font_is_in_it(name: str) -> None:
    for page in opened(SAMPLES[name]().sheet).pages:
        for font in page["/Resources"]["/Font"].values():
            (drawn,) = font.get_object()["/DescendantFonts"]
            described = drawn.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described)
            assert "LibertinusSerif" in described["/FontName"]


def test_pages_are_counted_and_repeat_the_heads_of_tables() -> None:
    sheet = long().sheet
    pages = [squeezed(page.extract_text()) for page in opened(sheet).pages]
    assert len(pages) == 4
    for place, page in enumerate(pages, start=1):
        assert f"Side{place}av4" in page
        assert squeezed(sheet.legal[1]) in page
    assert all("ArbeidBruktAvrundetBelastetPertimeMVA%BeløpNOK" in page for page in pages)
    assert all("Faktura2026-00019" in page for page in pages[1:])


def test_totals_and_payment_are_never_torn_apart() -> None:
    last = squeezed(opened(long().sheet).pages[-1].extract_text())
    for text in ("Merverdiavgift", "Åbetale", "IBAN", "lesbarutgave"):
        assert text in last


def test_a_credit_note_asks_for_no_payment() -> None:
    found = text_of(credit().sheet)
    assert "Kreditnota" in found
    assert "IBAN" not in found


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_people_wrote_is_never_markup(name: str) -> None:
    sheet = promark().sheet
    groups = tuple(replace(group, subject=name) for group in sheet.sections[-1].groups)
    sections = (*sheet.sections[:-1], replace(sheet.sections[-1], groups=groups))
    found = text_of(replace(sheet, buyer=replace(sheet.buyer, name=name, address=(name,)), sections=sections))
    assert found.count(squeezed(name)) >= 2 + len(groups)


def test_controls_and_halves_of_signs_are_left_out() -> None:
    sheet = promark().sheet
    assert "KundeFjordBygg" in text_of(replace(sheet, buyer=replace(sheet.buyer, name="Fjord\0\x07\ud800\ufffe\nBygg")))


@pytest.mark.parametrize("name", ["客户有限公司", "Smile 😀", "\ue000"])
def test_signs_that_the_fonts_lack_keep_no_document_from_being_issued(name: str) -> None:
    sheet = promark().sheet
    odd = replace(sheet, buyer=replace(sheet.buyer, name=name))
    assert "30190,00NOK" in text_of(odd)
    assert pdf(odd) == pdf(odd)


def test_a_word_that_is_longer_than_a_line_is_broken() -> None:
    sheet = promark().sheet
    reader = opened(replace(sheet, buyer=replace(sheet.buyer, name="x" * 400)))
    widest = max(len(line) for line in reader.pages[0].extract_text().split("\n") if set(line.strip()) == {"x"})
    assert widest < 45


@pytest.mark.parametrize("letters", ["čćđšžČĆĐŠŽ", "åäöÅÄÖ", "æøåÆØÅ", "€–−·ßé"])
def test_the_letters_of_all_our_languages_are_in_the_fonts(letters: str) -> None:
    sheet = promark().sheet
    reader = opened(replace(sheet, buyer=replace(sheet.buyer, name=letters)))
    assert letters in reader.pages[0].extract_text()
    assert "pdfaid" in reader.trailer["/Root"]["/Metadata"].get_data().decode()
