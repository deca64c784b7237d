"""The specification of time on the page and in the PDF: up to what can be set; of more, where it is (MP5)."""

from dataclasses import replace
from itertools import chain

import pytest
from tests.unit.statement_samples import Sample, promark

from chalicelib.desk.documents.sheet import Row, Section
from chalicelib.desk.documents.specification import MOST_NOTED, MOST_PRINTED
from chalicelib.domain.billing.line import LineKind
from chalicelib.domain.languages import LANGUAGES


def annex_of(sample: Sample) -> Section:
    (annex,) = sample.sheet.annexes
    return annex


def rows(section: Section) -> list[Row]:
    return list(chain.from_iterable(group.rows for group in section.groups))


def worked(count: int, note: str, lines: int = 1) -> Sample:
    """So many entries on so many lines."""
    ids = tuple(f"e{number}" for number in range(count))
    line = next(line for line in promark().issued.statement.lines if line.kind is LineKind.TIME)
    each = tuple(replace(line, entries=ids[place::lines], ticket=f"PRO-{place}") for place in range(lines))
    statement = replace(promark().issued.statement, lines=each)
    entries = tuple(replace(promark().entries[0], id=id, note=note) for id in ids)
    return replace(promark(), issued=replace(promark().issued, statement=statement), entries=entries)


def test_as_much_time_as_can_be_set_is_there() -> None:
    annex = annex_of(worked(MOST_PRINTED - 1, "x" * (MOST_NOTED // MOST_PRINTED)))
    assert (len(rows(annex)), annex.notes) == (MOST_PRINTED, ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("count", "note", "lines"),
    [(MOST_PRINTED, "", 1), (MOST_PRINTED // 2 + 1, "", MOST_PRINTED // 2), (101, "x" * (MOST_NOTED // 100), 1)],
    ids=["too many entries", "too many sums", "notes too long"],
)
def test_what_is_too_long_to_print_is_in_the_file_of_time(language: str, count: int, note: str, lines: int) -> None:
    annex = annex_of(worked(count, note, lines).told_in(language))
    assert rows(annex) == []
    assert all(part in annex.notes[0] for part in (str(count), "CSV"))
