"""Tables that a spreadsheet opens as it stands: UTF-8 with a mark, figures as its language writes them.

Semicolons and a decimal comma, as the spreadsheets of our countries expect; in English commas and a point. No
thousands, dates as 2026-11-30. What people wrote is never a formula: a text that would be one gets an apostrophe.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

Cell = str | int | Decimal | date | None

_POINT_LANGUAGES = ("en",)
_FORMULA = re.compile(r"[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_BREAKS = re.compile(r"[\0\r\n\t\v\f\x85\u2028\u2029]+")


def spreadsheet(rows: Iterable[Sequence[Cell]], language: str) -> bytes:
    """The rows as CSV, the first one being the columns' names."""
    point = language in _POINT_LANGUAGES
    text = StringIO()
    writer = csv.writer(text, delimiter="," if point else ";", lineterminator="\r\n")
    writer.writerows([_written(cell, point) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell, point: bool) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}" if point else f"{cell:f}".replace(".", ",")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int):
        return str(cell)
    return harmless(cell or "")


def harmless(text: str) -> str:
    """One line of text that no spreadsheet takes for a formula."""
    line = _BREAKS.sub(" ", text)
    return f"'{line}" if _FORMULA.match(text) else line
