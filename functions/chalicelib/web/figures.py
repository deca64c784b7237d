"""Figures over HTTP: a desk's months as JSON for its lead's page, and as a file for her spreadsheet."""

import csv
import io
import json
import re

from chalicelib.desk.figures import ALL, CountsOfDesk, FiguresOfDesk, counts_of_desk, figures
from chalicelib.domain.languages import LANGUAGES
from chalicelib.domain.refusal import Refusal
from chalicelib.domain.tally import Count
from chalicelib.policies.words import Phrasebook
from chalicelib.web.call import Call, Download, Reply
from chalicelib.web.shapes import Shape, tickets_shape

MOST_MEGABYTES = 5
"""Of a file, as it is sent: AWS Lambda lets no answer out that is larger than 6 MB."""
_MONTHS_UNLESS_ASKED = "6"
_COLUMNS = ("month", "customer", "customer_id", "severity", "matter", "met", "missed", "share")
_FORMULA = re.compile(r'(^|[,;|\t\r\n])(?=[\s\0"]*[=+\-@\uff0b\uff0d\uff1d\uff20])|^(?=[\t\r\n])')
_BYTE_ORDER_MARK = "\ufeff"  # Without it, spreadsheets read the letters of other alphabets wrong.


def show_figures(call: Call, desk: str) -> Reply:
    found = figures(call.world, call.person, desk, _months(call))
    return Reply(
        {
            "desk": found.desk,
            "months": list(found.months),
            "by_month": [{"month": count.month, **_judged(count)} for count in found.by_month],
            "by_customer": [{"organisation": _customer(found, count), **_judged(count)} for count in found.by_customer],
            "due_next": tickets_shape(call.world, call.person, found.due_next),
            "late": found.late,
            "more_late": found.more_late,
        }
    )


def figures_csv(call: Call, desk: str) -> Reply:
    """Every count as a file. A browser that follows a link asks in its own language: the page's goes in `lang`.

    Raises Refusal `figures_too_many` where the months have more counts than one answer holds.
    """
    found = counts_of_desk(call.world, call.person, desk, _months(call))
    language = call.query("lang") if call.query("lang") in LANGUAGES else call.language
    clock = call.world.policies[desk].target(1, call.world.now).clock
    text = _csv(found, call.world.words, language, clock)
    name = f"{desk}-{found.months[0]}-{found.months[-1]}.csv"
    if len(json.dumps(text)) > MOST_MEGABYTES * 1_000_000:  # Lambda sends it as JSON, whatever is not ASCII escaped.
        raise Refusal("figures_too_many", most=MOST_MEGABYTES)
    return Reply(download=Download(text, "text/csv", name))


def _months(call: Call) -> int:
    """How many months are asked for; 0, which is refused, for what is no number."""
    asked = call.query("months") or _MONTHS_UNLESS_ASKED
    return int(asked) if re.fullmatch("[0-9]{1,4}", asked) else 0


def _customer(found: FiguresOfDesk, count: Count) -> Shape | None:
    if count.organisation == ALL:
        return None
    return {"id": count.organisation, "name": found.names[count.organisation]}


def _judged(count: Count) -> Shape:
    return {"severity": count.severity, "matter": count.matter, "met": count.met, "missed": count.missed}


def _csv(found: CountsOfDesk, words: Phrasebook, language: str, clock: str) -> str:
    written = io.StringIO()
    rows = csv.writer(written, delimiter="," if language == "en" else ";")
    rows.writerow([words.say(language, f"figures.columns.{column}") for column in _COLUMNS])
    customers = {id: (_harmless(name), _harmless(id)) for id, name in found.names.items()}
    named = {count.matter: clock if count.matter == "start" else count.matter for count in found.counts}
    matters = {matter: words.say(language, f"kinds.matters.{name}") for matter, name in named.items()}
    for count in found.counts:
        customer, matter = customers[count.organisation], matters[count.matter]
        rows.writerow([count.month, *customer, count.severity, matter, count.met, count.missed, _percent(count)])
    return _BYTE_ORDER_MARK + written.getvalue()


def _percent(count: Count) -> int:
    """The share met in whole percent, rounded down: 100 only where nothing was missed."""
    return 100 * count.met // (count.met + count.missed)


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, nor any part of it, should it split cells at other signs."""
    return _FORMULA.sub(r"\1'", text)
