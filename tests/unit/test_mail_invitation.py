"""Invitations as text: in the language of the sender's calendar, with times in the zone they are told in."""

from __future__ import annotations

import pytest

from chalicelib.domain.mail.machines import invitation
from chalicelib.domain.mail.words import invitations


def event(*lines: str, method: str = "REQUEST") -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", f"METHOD:{method}", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        (["DTSTART:20261201T090000Z", "DTEND:20261201T100000Z"], "2026-12-01 09:00–10:00 (UTC)"),
        (["DTSTART:20261201T090000", "DURATION:P1DT2H"], "2026-12-01 09:00 – 2026-12-02 11:00"),
        (['DTSTART;TZID="W. Europe; Time":20261201T0900'], "2026-12-01 09:00 (W. Europe; Time)"),
        (["DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261202"], "2026-12-01"),
        (["DTSTART;VALUE=DATE:20261201"], "2026-12-01"),
        (["DTSTART:99991231T230000", "DURATION:P9999W"], "9999-12-31 23:00"),
        (["DTSTART:20261201T090000", "DTEND:20261201"], "2026-12-01 09:00"),
        (["DTSTART:tomorrow"], "tomorrow"),
    ],
)
def test_when_is_told_as_the_calendar_tells_it(lines: list[str], when: str) -> None:
    assert invitation.read(event("SUMMARY:x", *lines)) == f"Invitation: x\nWhen: {when}"


def test_the_language_is_the_calendars_then_the_mails_then_english() -> None:
    assert invitation.read(event("SUMMARY;LANGUAGE=sv-SE:x"), "fi").startswith("Inbjudan: ")
    assert invitation.read(event("SUMMARY:x"), "nn-NO").startswith("Invitasjon: ")
    assert invitation.read(event("SUMMARY:x"), "xx").startswith("Invitation: ")


def test_every_language_has_every_word() -> None:
    english = invitations.WORDS[invitations.ENGLISH]
    assert set(invitations.WORDS) == {"nb", "sv", "fi", "hr", "en"}
    for words in invitations.WORDS.values():
        assert words.titles.keys() == english.titles.keys()
        assert words.answers.keys() == english.answers.keys()
        assert words.rhythms.keys() == english.rhythms.keys()
        assert "{count}" in words.others


def test_many_guests_are_counted() -> None:
    guests = [f"ATTENDEE:mailto:g{number}@firm.example" for number in range(14)]
    assert invitation.read(event("SUMMARY:x", *guests)).endswith("g9@firm.example and 4 others")


def test_an_answer_tells_who_says_what() -> None:
    told = invitation.read(event("ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:a@firm.example", method="REPLY"))
    assert told == "Answer to an invitation\na@firm.example – accepts"


def test_folded_lines_and_escapes_are_read() -> None:
    assert invitation.read(event("SUMMARY:one\\, ", " two\\nthree")) == "Invitation: one, two\nthree"


def test_alarms_and_zones_are_no_events() -> None:
    told = invitation.read(event("BEGIN:VALARM", "SUMMARY:wrong", "END:VALARM", "SUMMARY:right"))
    assert told == "Invitation: right"


@pytest.mark.parametrize(
    "text", ["", "BEGIN:VCALENDAR\nEND:VCALENDAR", "END:VEVENT\n" * 50, "SUMMARY:alone", "\0" * 50]
)
def test_what_holds_no_event_says_nothing(text: str) -> None:
    assert invitation.read(text) == ""
