"""The accountant's journal and the specification of time: what adds up, and what never is a formula."""

import csv
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from tests.unit.statement_samples import POLICIES, SAMPLES, Sample, adminet, crm_insight, evidencija, promark, timecare

from chalicelib.desk.documents.journal import journal
from chalicelib.desk.documents.specification import specification_table
from chalicelib.desk.documents.spreadsheet import harmless, spreadsheet
from chalicelib.domain.billing.line import LineKind

Table = list[dict[str, str]]


def read(content: bytes, delimiter: str = ";") -> Table:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def journal_of(sample: Sample) -> Table:
    return read(journal([sample.issued], POLICIES.sellers, sample.vocabulary), "," if sample.language == "en" else ";")


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", ".") or "0")


def column(sample: Sample, id: str) -> str:
    return sample.vocabulary.say(f"journal.{id}")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_rows_of_a_document_total_what_is_to_be_paid(name: str) -> None:
    sample = SAMPLES[name]()
    money = [column(sample, id) for id in ("net", "vat_amount", "rounding")]
    total = sum(number(row[name]) for row in journal_of(sample) for name in money)
    assert total == sample.issued.statement.totals.payable


@pytest.mark.parametrize("name", SAMPLES)
def test_net_amounts_and_tax_total_the_documents_own(name: str) -> None:
    sample = SAMPLES[name]()
    rows, totals = journal_of(sample), sample.issued.statement.totals
    assert sum(number(row[column(sample, "net")]) for row in rows) == totals.net
    assert sum(number(row[column(sample, "vat_amount")]) for row in rows) == totals.vat


def test_a_journal_has_all_documents_under_one_head() -> None:
    first, second = promark(), SAMPLES["credit"]()
    rows = read(journal([first.issued, second.issued], POLICIES.sellers, first.vocabulary))
    assert {row["Bilagsnummer"] for row in rows} == {"2026-00017", "2026-00018"}
    assert {row["Selger"] for row in rows} == {"Promark Norge AS"}
    assert next(row["Bilagstype"] for row in rows if row["Bilagsnummer"] == "2026-00018") == "Kreditnota"


def test_a_line_tells_its_period_its_tax_and_what_it_corrects() -> None:
    row = next(row for row in journal_of(evidencija()) if row["Ispravlja"])
    assert row["Opis"] == "Najam čitača na ulazu za osoblje"
    assert (row["Od"], row["Do"], row["Datum nastanka obveze PDV-a"]) == ("2026-11-19", "2026-11-30", "2026-11-30")
    assert (row["Količina"], row["Jedinica"], row["Cijena"], row["Za količinu"]) == ("-12", "dan", "31,00", "30")
    assert (row["Iznos bez PDV-a"], row["PDV oznaka"], row["PDV %"]) == ("-12,40", "S", "25")
    assert row["Ispravlja"] == "94/P1/1"


def test_time_tells_ticket_work_and_class() -> None:
    row = next(row for row in journal_of(promark()) if row["Belastning"] == "Garanti")
    assert (row["Sak"], row["Arbeid"], row["Beløp uten MVA"]) == ("PRO-2611-0057", "Endringer i oppsett", "0,00")


def test_work_out_of_hours_says_so_to_the_accountant() -> None:
    sample = promark()
    line = next(one for one in sample.issued.statement.lines if one.kind is LineKind.TIME)
    statement = replace(sample.issued.statement, lines=(replace(line, out_of_hours=True),))
    table = journal_of(replace(sample, issued=replace(sample.issued, statement=statement)))
    assert table[0][column(sample, "charging")].endswith(", utenom åpningstid")


def test_discount_and_rounding_have_rows_of_their_own() -> None:
    rows = {row["Radtyp"]: row for row in journal_of(timecare())}
    assert rows["Rabatt"]["Belopp exkl. moms"] == "-715,71"
    assert rows["Moms"]["Moms"] == "2206,76"
    assert rows["Öresavrundning"]["Öresavrundning"] == "0,20"


def test_what_bears_no_tax_says_why() -> None:
    row = journal_of(crm_insight())[-1]
    assert (row["VAT code"], row["VAT"], row["VAT %"]) == ("G", "0.00", "0")
    assert "section 6-22" in row["Text"]


def test_broken_minutes_are_told_with_six_decimals_at_most() -> None:
    assert "72,733333" in [row["Määrä"] for row in journal_of(adminet())]


def test_a_spreadsheet_knows_that_it_is_utf_8_and_where_columns_end() -> None:
    rows = [["Iznos", "č"], [Decimal("-1234.50"), 3]]
    assert spreadsheet(rows, "hr") == "\ufeffIznos;č\r\n-1234,50;3\r\n".encode()
    assert spreadsheet(rows, "en") == "\ufeffIznos,č\r\n-1234.50,3\r\n".encode()


def test_a_text_with_a_separator_stays_in_its_cell() -> None:
    content = spreadsheet([["a", "b"], ['Leie; "stor"', "x"]], "nb")
    assert read(content) == [{"a": 'Leie; "stor"', "b": "x"}]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", "\n+", " =", "\0=", "＝", "＋", "－", "＠"])
def test_what_people_wrote_is_never_a_formula(start: str) -> None:
    assert harmless(f"{start}HYPERLINK(1)").startswith("'")


@pytest.mark.parametrize("text", ["Leie", "3 = 3", "a-b", "2026-00017", "−0:30:00", ""])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_hostile_names_notes_and_reasons_are_harmless_in_both_tables() -> None:
    sample = promark()
    buyer = replace(sample.issued.statement.buyer, name="=cmd|' /C calc'!A0", registration="+1")
    statement = replace(sample.issued.statement, buyer=buyer)
    entries = tuple(replace(one, note='=HYPERLINK("x")') for one in sample.entries)
    subjects = dict.fromkeys(sample.subjects, "@SUM(A1)")
    hostile = replace(sample, issued=replace(sample.issued, statement=statement), entries=entries, subjects=subjects)
    tables = [journal_of(hostile), read(specification_table(hostile.issued, hostile.worked, hostile.vocabulary))]
    cells = [cell for table in tables for row in table for cell in row.values()]
    assert "'=cmd|' /C calc'!A0" in cells
    assert "'@SUM(A1)" in cells
    assert [cell for cell in cells if cell[:1] in ("=", "+", "@")] == []


def specification_of(sample: Sample) -> Table:
    return read(specification_table(sample.issued, sample.worked, sample.vocabulary))


def test_every_entry_is_specified_on_the_desks_clock() -> None:
    entries = [row for row in specification_of(promark()) if row["Rad"] == "Føring"]
    assert len(entries) == len(promark().entries)
    first = entries[0]
    assert (first["Dag"], first["Fra"], first["Til"]) == ("2026-11-03", "08:12:04", "08:26:24")
    assert (first["Hvem"], first["Brukt tid"], first["Sekunder"]) == ("Liv Bakken", "0:14:20", "860")
    assert (first["Belastning"], first["Merknad"]) == ("Fakturerbart", "Fant feil lønnsart i oppsettet")


def test_entries_and_charges_add_up_to_the_same_seconds() -> None:
    rows = specification_of(promark())
    for kind in ("Føring", "Belastet"):
        assert sum(int(row["Sekunder"]) for row in rows if row["Rad"] == kind) == 29_134


def test_charged_time_is_the_lines_own() -> None:
    sample = promark()
    charged = sum(int(row["Belastede sekunder"]) for row in specification_of(sample) if row["Rad"] == "Belastet")
    lines = [line for line in sample.issued.statement.lines if line.kind is LineKind.TIME and line.net]
    assert charged == sum(line.quantity for line in lines) * 60


def test_time_that_was_taken_back_says_why() -> None:
    (row,) = [row for row in specification_of(promark()) if row["Merknad"].startswith("Tilbakeført")]
    assert (row["Brukt tid"], row["Sekunder"]) == ("−0:30:00", "-1800")
    assert row["Merknad"] == "Tilbakeført: Ført på feil sak"


def test_entries_that_the_document_did_not_take_are_not_specified() -> None:
    sample = promark()
    others = replace(sample, entries=tuple(replace(one, id=f"x{one.id}") for one in sample.entries))
    assert [row for row in specification_of(others) if row["Rad"] == "Føring"] == []
