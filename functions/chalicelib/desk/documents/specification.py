"""Where the time of a document went, ticket by ticket: who worked, when, how long, and what was charged of it (MP5).

An entry has its exact time. Charged time is a line's, as it is rounded by ticket, kind of work and class: it stands
after the entries of its ticket, with their sum.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from chalicelib.desk.documents.sheet import Column, Group, Row, Section
from chalicelib.desk.documents.spreadsheet import Cell, spreadsheet
from chalicelib.desk.documents.times import TimeKinds, charged_minutes
from chalicelib.desk.documents.vocabulary import Vocabulary, seconds_of, shown_minutes, shown_seconds
from chalicelib.desk.documents.wording import DOT, charging_of
from chalicelib.domain.billing.line import Line, LineKind
from chalicelib.domain.billing.statement import Issued
from chalicelib.domain.billing.worklog import TimeEntry

_COLUMNS = (
    "row",
    "ticket",
    "subject",
    "on",
    "from",
    "to",
    "who",
    "work",
    "charging",
    "exact",
    "seconds",
    "rounded",
    "included",
    "charged",
    "charged_seconds",
    "note",
)


MOST_PRINTED = 1_500
"""Entries and sums on a page or in a PDF: ten thousand would take gigabytes to set. The file of time has them all."""
MOST_NOTED = 200_000
"""Characters of notes on them, likewise."""


@dataclass(frozen=True, slots=True)
class Worked:
    """The entries that documents took, in any order. `names` are those of agents; `zone` is the desk's."""

    entries: tuple[TimeEntry, ...]
    names: Mapping[str, str]
    zone: str


def specification(issued: Issued, worked: Worked, vocabulary: Vocabulary) -> Section:
    """The entries by ticket as a table, for the page or as an annex of the PDF; of too many, where they are."""
    say = vocabulary.say
    lines = [line for line in issued.statement.lines if line.kind is LineKind.TIME]
    fine = TimeKinds.of(issued.statement, lines).to_the_second
    groups = []
    noted = sum(len(_note(entry, vocabulary)) for entry in worked.entries)
    is_too_long = len(worked.entries) + len(lines) > MOST_PRINTED or noted > MOST_NOTED
    for ticket, of_ticket in _by_ticket(issued) if not is_too_long else ():
        rows = [_row(entry, worked, vocabulary) for entry in _taken(of_ticket, worked)]
        rows += [_sum(line, vocabulary, fine) for line in of_ticket]
        groups.append(Group(tuple(rows), say("line.ticket", number=ticket), vocabulary.subject(ticket)))
    labels = [say(f"specification.{id}") for id in ("when", "who", "work", "exact", "charged")]
    columns = tuple(Column(label, is_figure=place > 2) for place, label in enumerate(labels))
    notes = (say("specification.in_file", count=len(worked.entries)),) if is_too_long else ()
    return Section("specification", say("sections.specification"), columns, tuple(groups), notes=notes)


def specification_table(issued: Issued, worked: Worked, vocabulary: Vocabulary) -> bytes:
    """The entries, and after those of each ticket its lines, as CSV."""
    rows: list[list[Cell]] = [[vocabulary.say(f"specification.{name}") for name in _COLUMNS]]
    for ticket, lines in _by_ticket(issued):
        about = [ticket, vocabulary.subject(ticket)]
        for entry in _taken(lines, worked):
            rows.append([vocabulary.say("specification.entry"), *about, *_entry_cells(entry, worked, vocabulary)])
        for line in lines:
            rows.append([vocabulary.say("specification.sum"), *about, *_line_cells(line, vocabulary)])
    return spreadsheet(rows, vocabulary.language)


def _by_ticket(issued: Issued) -> Iterator[tuple[str, list[Line]]]:
    lines: dict[str, list[Line]] = {}
    for line in issued.statement.lines:
        if line.kind is LineKind.TIME:
            lines.setdefault(line.ticket, []).append(line)
    yield from lines.items()


def _taken(lines: Iterable[Line], worked: Worked) -> list[TimeEntry]:
    """The entries that these lines took, in the order in which they began; one that is cut in two is there once."""
    ids = {id for line in lines for id in line.entries}
    return sorted((one for one in worked.entries if one.id in ids), key=lambda one: (one.start, one.id))


def _row(entry: TimeEntry, worked: Worked, vocabulary: Vocabulary) -> Row:
    zone = ZoneInfo(worked.zone)
    begun, ended = entry.start.astimezone(zone), entry.end.astimezone(zone)
    when = f"{vocabulary.day(begun.date())} {begun:%H:%M}–{ended:%H:%M}"
    work = f"{vocabulary.work(entry.work)}, {vocabulary.say(f'charging.{entry.charging}').lower()}"
    return Row(
        (when, worked.names.get(entry.agent, ""), work, shown_seconds(entry.seconds), ""), _note(entry, vocabulary)
    )


def _sum(line: Line, vocabulary: Vocabulary, fine: bool) -> Row:
    label = DOT.join((vocabulary.say("sum"), vocabulary.work(line.work), charging_of(line, vocabulary)))
    charged = shown_minutes(charged_minutes(line), fine)
    return Row((label, "", "", shown_seconds(line.seconds), charged), is_sum=True)


def _note(entry: TimeEntry, vocabulary: Vocabulary) -> str:
    if entry.corrects:
        return vocabulary.say("specification.taken_back", reason=entry.reason)
    return entry.note


def _entry_cells(entry: TimeEntry, worked: Worked, vocabulary: Vocabulary) -> list[Cell]:
    zone = ZoneInfo(worked.zone)
    begun, ended = entry.start.astimezone(zone), entry.end.astimezone(zone)
    return [
        begun.date(),
        f"{begun:%H:%M:%S}",
        f"{ended:%H:%M:%S}",
        worked.names.get(entry.agent, ""),
        vocabulary.work(entry.work),
        vocabulary.say(f"charging.{entry.charging}"),
        *_clock(entry.seconds),
        None,
        None,
        None,
        None,
        _note(entry, vocabulary),
    ]


def _line_cells(line: Line, vocabulary: Vocabulary) -> list[Cell]:
    charged = charged_minutes(line)
    times = [shown_seconds(seconds_of(minutes)) for minutes in (line.minutes, line.included, charged)]
    return [
        None,
        None,
        None,
        None,
        vocabulary.work(line.work),
        charging_of(line, vocabulary),
        *_clock(line.seconds),
        *times,
        seconds_of(charged),
        None,
    ]


def _clock(seconds: int) -> tuple[Cell, Cell]:
    """Exact time as people read it, and in seconds, which a spreadsheet adds up whatever it makes of the first."""
    return shown_seconds(seconds), seconds
