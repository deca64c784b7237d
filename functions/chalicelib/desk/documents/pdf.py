"""A document as PDF: set by Typst, kept and read aloud by standards (PDF/A-2a, PDF/UA-1), always the same bytes."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.desk.documents.sheet import Sheet
from chalicelib.domain.billing.documents.tree import words

if TYPE_CHECKING:
    from typst import Fonts

_LAYOUTS = Path(__file__).parent / "layouts"


def pdf(sheet: Sheet) -> bytes:
    """The document on A4. It carries its fonts, the day of issue is its date, nothing is fetched.

    Signs that the fonts lack, such as Chinese ones or smileys in a ticket's subject, show as boxes: such a document is
    tagged as any other, but cannot claim the standards. The page and the e-invoice have them as they were written.
    """
    from typst import Compiler, TypstError  # 80 MB, for those who set a document.

    compiler = Compiler(
        _LAYOUTS / "statement.typ", root=_LAYOUTS, font_paths=_fonts(), sys_inputs={"sheet": _data(sheet)}
    )
    issued_at = int(datetime.combine(sheet.issued_on, time(), UTC).timestamp())
    try:
        made = compiler.compile(format="pdf", timestamp=issued_at, pdf_standards=["a-2a", "ua-1"])
    except TypstError:
        made = compiler.compile(format="pdf", timestamp=issued_at)
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


def _data(sheet: Sheet) -> str:
    """The sheet as the layout reads it: texts in one line each, without control characters; dates in parts."""
    return json.dumps(_plain(asdict(sheet)), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return words(value)
    if isinstance(value, date):
        return [value.year, value.month, value.day]
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


@lru_cache(maxsize=1)
def _fonts() -> "Fonts":
    from typst import Fonts

    return Fonts(include_system_fonts=False)
