"""Figures over HTTP: a desk's months as JSON for its lead's page, and as a file for her spreadsheet."""

import csv
import io
import re

from chalicelib.desk.figures import FiguresOfDesk, figures
from chalicelib.domain.languages import LANGUAGES
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.tally import Count
from chalicelib.policies.words import Phrasebook
from chalicelib.web.call import Call, Download, Reply
from chalicelib.web.shapes import Shape, tickets_shape

_MONTHS_UNLESS_ASKED = "6"
_COLUMNS = ("month", "customer", "customer_id", "severity", "matter", "met", "missed", "share")
_FORMULA = re.compile(r"[\s\0]*[=+\-@\uff0b\uff0d\uff1d\uff20]|[\t\r\n]")
_BYTE_ORDER_MARK = "\ufeff"  # Without it, spreadsheets read the letters of other alphabets wrong.


def show_figures(call: Call, desk: str) -> Reply:
    found = figures(call.world, call.person, desk, _months(call))
    return Reply(
        {
            "desk": found.desk,
            "months": list(found.months),
            "counts": [_count(found, count) for count in found.counts],
            "due_next": tickets_shape(call.world, call.person, found.due_next),
            "late": found.late,
            "more_late": found.more_late,
        }
    )


def figures_csv(call: Call, desk: str) -> Reply:
    """The counts as a file. A browser that follows a link asks in its own language: the page's goes in `lang`."""
    found = figures(call.world, call.person, desk, _months(call))
    language = call.query("lang") if call.query("lang") in LANGUAGES else call.language
    clock = call.world.policies[desk].target(1, call.world.now).clock
    text = _csv(found, call.world.words, language, clock)
    name = f"{desk}-{found.months[0]}-{found.months[-1]}.csv"
    return Reply(download=Download(text, "text/csv", name))


def _months(call: Call) -> int:
    """How many months are asked for. Raises Refusal for what is no whole number."""
    asked = call.query("months") or _MONTHS_UNLESS_ASKED
    if not re.fullmatch("[0-9]{1,4}", asked):
        raise Refusal("months_bad")
    return int(asked)


def _count(found: FiguresOfDesk, count: Count) -> Shape:
    return {
        "month": count.month,
        "organisation": {"id": count.organisation, "name": found.names[count.organisation]},
        "severity": count.severity,
        "matter": count.matter,
        "met": count.met,
        "missed": count.missed,
    }


def _csv(found: FiguresOfDesk, words: Phrasebook, language: str, clock: str) -> str:
    written = io.StringIO()
    rows = csv.writer(written, delimiter="," if language == "en" else ";")
    rows.writerow([words.say(language, f"figures.columns.{column}") for column in _COLUMNS])
    for count in found.counts:
        matter = words.say(language, f"kinds.matters.{clock if count.matter == 'start' else count.matter}")
        name, id = _harmless(found.names[count.organisation]), _harmless(count.organisation)
        rows.writerow([count.month, name, id, count.severity, matter, count.met, count.missed, _percent(count)])
    return _BYTE_ORDER_MARK + written.getvalue()


def _percent(count: Count) -> int:
    """The share met in whole percent, rounded down: 100 only where nothing was missed."""
    return 100 * count.met // (count.met + count.missed)


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
