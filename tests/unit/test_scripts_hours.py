"""scripts/hours: a desk's working time on the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run_hours(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "hours"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_a_due_time_for_programs() -> None:
    done = run_hours("timecare", "2026-05-13T11:00", "+120", "--json")
    assert json.loads(done.stdout) == {
        "at": "2026-05-13T09:00:00Z",
        "open": True,
        "next_open": "2026-05-13T09:00:00Z",
        "next_close": "2026-05-13T10:00:00Z",
        "due": "2026-05-18T08:00:00Z",
    }


def test_working_minutes_until_an_instant_in_another_zone() -> None:
    done = run_hours("--json", "promark", "2026-11-20T14:30:00Z", "2026-11-23T09:00:00+02:00")
    found = json.loads(done.stdout)
    assert (found["open"], found["minutes"]) == (True, 30)


def test_a_table_for_people() -> None:
    lines = run_hours("evidencija", "2026-06-03T15:00", "+120").stdout.splitlines()
    assert lines[0] == "desk        evidencija, Europe/Zagreb"
    assert lines[-1] == "due         Fri 2026-06-05 09:00:00+0200   2026-06-05 07:00:00Z"


def test_now_is_an_instant() -> None:
    assert "at" in json.loads(run_hours("adminet", "now", "--json").stdout)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere", "now"), "the desks are adminet, crm-insight, evidencija, promark, timecare"),
        (("promark", "yesterday"), "'yesterday' is no instant"),
        (("promark", "2026-03-29T02:30"), "does not exist in Europe/Oslo"),
        (("promark", "now", "+many"), "no number of working minutes"),
        (("promark", "2026-11-23T12:00", "2026-11-23T11:00"), "is before the first instant"),
        (("promark", "2400-01-01T12:00"), "calendars are kept from"),
        (("promark",), "usage: scripts/hours"),
    ],
)
def test_a_question_that_cannot_be_answered_gets_one_line(arguments: tuple[str, ...], message: str) -> None:
    done = run_hours(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert message in done.stderr


def test_years_whose_holidays_are_not_known_are_warned_of() -> None:
    done = run_hours("timecare", "2035-12-25T10:00", "--json")
    assert done.returncode == 0
    assert "known for 2024 to 2030 only" in done.stderr
    assert run_hours("timecare", "2029-12-03T10:00", "--json").stderr == ""
