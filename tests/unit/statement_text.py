"""A document as plain text, so that a change of what customers read is read in a diff: tests/statements/*.txt.

`PYTHONPATH=functions:scripts:. .venv/bin/python -m tests.unit.statement_text` writes them anew.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.unit.statement_samples import SAMPLES

from chalicelib.desk.documents.sheet import Fact, Party, Row, Section, Sheet

FOLDER = Path(__file__).parents[1] / "statements"
_FIRST, _OTHER = 46, 13


def as_text(sheet: Sheet) -> str:
    """All that a document says, in its order."""
    lines = [f"{sheet.title} {sheet.number}".strip(), "", *_party(sheet.seller), "", sheet.buyer_title]
    lines += [*_party(sheet.buyer), "", *_facts(sheet.facts), "", *_facts([sheet.payable]), ""]
    for section in (*sheet.sections, sheet.vat):
        lines += _section(section)
    lines += [f"== {sheet.totals_title}", *_facts((*sheet.totals, sheet.payable)), ""]
    lines += [f"== {sheet.payment.title}", *_facts(sheet.payment.facts), sheet.payment.sentence, *sheet.notes, ""]
    for annex in sheet.annexes:
        lines += _section(annex)
    lines += [*sheet.legal, sheet.page_of]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _party(party: Party) -> Iterable[str]:
    return party.name, *party.address, *party.numbers


def _facts(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        yield f"{fact.label:<28} {fact.value}"


def _section(section: Section) -> Iterator[str]:
    yield f"== {section.title}"
    yield _row(tuple(column.label for column in section.columns), section)
    for group in section.groups:
        if group.title:
            yield f"{group.title}  {group.subject}"
        for row in group.rows:
            yield from _rows(row, section)
    if section.sum:
        yield from _rows(section.sum, section)
    yield from section.notes
    yield ""


def _rows(row: Row, section: Section) -> Iterator[str]:
    yield _row(row.cells, section)
    if row.detail:
        yield f"    {row.detail}"


def _row(cells: tuple[str, ...], section: Section) -> str:
    told = [
        cell.rjust(_OTHER) if column.is_figure else cell.ljust(_FIRST if place == 0 else _OTHER)
        for place, (cell, column) in enumerate(zip(cells, section.columns, strict=True))
    ]
    return " ".join(told)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, sample in SAMPLES.items():
        if name != "long":
            (FOLDER / f"{name}.txt").write_text(as_text(sample().sheet), "utf-8")


if __name__ == "__main__":
    main()
