"""Calendar invitations (iCalendar, RFC 5545 and 5546): what one says, as text for a mail that says nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from chalicelib.domain.mail import limits
from chalicelib.domain.mail.words import invitations
from chalicelib.domain.mail.words.invitations import Summary

KINDS: Final = frozenset(("text/calendar", "application/ics", "text/x-vcalendar"))
_LINE: Final = re.compile(
    r'([A-Za-z0-9-]{1,60})((?:;[^":;]{0,200}(?:"[^"]{0,400}"[^":;]{0,50})?){0,20}):(.*)', re.DOTALL
)
_PARAMETER: Final = re.compile(r';([A-Za-z0-9-]{1,60})=(?:"([^"]*)"|([^";]*))')
_ESCAPED: Final = re.compile(r"\\([\\;,nN])")
_DURATION: Final = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?")
_EVENTS: Final = ("VEVENT", "VTODO")
_MOST_LINES: Final = 5_000
_MOST_NAMES: Final = 10
_MOST_CHARS: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Property:
    """One line of a calendar: its parameters by upper-case name, its value unescaped."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def person(self) -> str:
        """Name and address of an organiser or attendee."""
        address = re.sub("(?i)^mailto:", "", self.value).strip()
        name = self.parameters.get("CN", "").strip()
        return f"{name} <{address}>" if name and name != address else address


def read(text: str, language: str = "") -> str:
    """The first event of a calendar in a few lines; "" where there is none.

    In the language that the calendar itself names, else in `language` (a tag such as `nb-NO`), else in English.
    """
    lines = _unfolded(text[: limits.CALENDAR_CHARS])
    method = next((line.value.strip().upper() for line in lines if line.name == "METHOD"), "")
    event = _event(lines)
    if not event:
        return ""
    words = _words(next((line.parameters["LANGUAGE"] for line in event if "LANGUAGE" in line.parameters), language))
    first = {line.name: line for line in reversed(event)}
    title = words.titles.get(method, words.titles[""])
    told = [f"{title}: {_value(first, 'SUMMARY')}".rstrip(": ")]
    answering = method == "REPLY" and "ATTENDEE" in first
    if answering:
        told.append(_answer(first["ATTENDEE"], words))
    told += _labelled(words.when, _when(first)) + _labelled(words.repeats, _rhythm(first, words))
    told += _labelled(words.where, _value(first, "LOCATION"))
    told += _labelled(words.organiser, first["ORGANIZER"].person if "ORGANIZER" in first else "")
    if not answering:
        told += _labelled(words.invited, _names([line for line in event if line.name == "ATTENDEE"], words))
    note = _value(first, "DESCRIPTION")[:_MOST_CHARS]
    return "\n".join(told) + (f"\n\n{note}" if note else "")


def _unfolded(text: str) -> list[_Property]:
    """The lines of a calendar, folded ones joined."""
    text = re.sub(r"\r\n?", "\n", text)
    found: list[_Property] = []
    for line in re.sub(r"\n[ \t]", "", text).split("\n")[:_MOST_LINES]:
        parts = _LINE.fullmatch(line.lstrip("\ufeff"))
        if parts:
            parameters = {one[1].upper(): one[2] or one[3] or "" for one in _PARAMETER.finditer(parts[2])}
            value = _ESCAPED.sub(lambda mark: "\n" if mark[1] in "nN" else mark[1], parts[3])
            found.append(_Property(parts[1].upper(), parameters, value))
    return found


def _event(lines: list[_Property]) -> list[_Property]:
    """The properties of the first event, without those of the alarms inside it."""
    inside: list[str] = []
    event: list[_Property] = []
    for line in lines:
        if line.name == "BEGIN":
            inside.append(line.value.strip().upper())
        elif line.name == "END":
            closed = inside.pop() if inside else ""
            if closed in _EVENTS and event:
                return event
        elif inside and inside[-1] in _EVENTS:
            event.append(line)
    return event


def _words(tag: str) -> Summary:
    language = tag.partition("-")[0].partition("_")[0].strip().lower()
    language = invitations.ALIKE.get(language, language)
    return invitations.WORDS.get(language, invitations.WORDS[invitations.ENGLISH])


def _labelled(label: str, text: str) -> list[str]:
    return [f"{label}: {text}"] if text else []


def _value(first: dict[str, _Property], name: str) -> str:
    return first[name].value.strip() if name in first else ""


def _answer(attendee: _Property, words: Summary) -> str:
    said = words.answers.get(attendee.parameters.get("PARTSTAT", "").upper(), "")
    return f"{attendee.person} – {said}" if said else attendee.person


def _names(attendees: list[_Property], words: Summary) -> str:
    named = ", ".join(one.person for one in attendees[:_MOST_NAMES])
    more = len(attendees) - _MOST_NAMES
    return f"{named} {words.others.format(count=more)}" if more > 0 else named


def _rhythm(first: dict[str, _Property], words: Summary) -> str:
    found = re.search(r"FREQ=([A-Z]+)", _value(first, "RRULE").upper())
    return words.rhythms.get(found[1], found[1].lower()) if found else ""


def _when(first: dict[str, _Property]) -> str:
    """Begin and end with the zone they are told in: `2026-12-01 10:00–11:30 (Europe/Oslo)`."""
    if "DTSTART" not in first:
        return f"– {_shown(_instant(first['DUE'].value))}" if "DUE" in first else ""
    begin = _instant(first["DTSTART"].value)
    if begin is None:
        return first["DTSTART"].value.strip()[:40]
    end = _end(first, begin)
    if not isinstance(begin, datetime):
        last = end - timedelta(days=1) if end and end > begin else begin
        return str(begin) if last == begin else f"{begin} – {last}"
    told = _shown(begin)
    if isinstance(end, datetime) and end > begin:
        told += f"–{end:%H:%M}" if end.date() == begin.date() else f" – {_shown(end)}"
    zone = "UTC" if first["DTSTART"].value.strip().endswith("Z") else first["DTSTART"].parameters.get("TZID", "")
    return f"{told} ({zone.strip()})" if zone.strip() else told


def _end(first: dict[str, _Property], begin: date) -> date | None:
    if "DTEND" in first or "DUE" in first:
        end = _instant(first["DTEND" if "DTEND" in first else "DUE"].value)
        return end if type(end) is type(begin) else None
    length = _DURATION.fullmatch(_value(first, "DURATION").upper().lstrip("+"))
    if not length:
        return None
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in length.groups())
    try:
        return begin + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None


def _instant(value: str) -> date | None:
    """A date, or a date and time without its zone; None for neither."""
    value = value.strip().upper().rstrip("Z")
    for form in ("%Y%m%dT%H%M%S", "%Y%m%dT%H%M"):
        try:
            return datetime.strptime(value[:15], form)  # noqa: DTZ007 - told with the zone's name as it stands
        except ValueError:
            continue
    try:
        return datetime.strptime(value[:8], "%Y%m%d").date() if len(value) == 8 else None  # noqa: DTZ007
    except ValueError:
        return None


def _shown(moment: date | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if isinstance(moment, datetime) else str(moment or "")
