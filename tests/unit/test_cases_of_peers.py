"""scripts/cases: cases of other systems and hand-worked ones, put to our domain."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"

WEEK = {"mon": [["09:00", "12:00"], ["13:00", "16:00"]]}


def run_cases(kind: str, *files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "cases"), kind, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(
    ("kind", "file", "count"),
    [
        ("calendar", "vectors/calendar.json", 254),
        ("calendar", "oracle/dst.json", 24),
        ("billing", "vectors/billing.json", 131),
        ("sla", "vectors/sla.json", 65),
        ("sla", "oracle/desk_due.json", 30),
    ],
)
def test_none_of_the_cases_fails(kind: str, file: str, count: int) -> None:
    if not (SHARED / file).exists():
        pytest.skip(f"{file} is not beside the repository")
    done = run_cases(kind, SHARED / file)
    assert done.stdout.splitlines()[-1] == f"{count} passed, 0 failed"
    assert done.returncode == 0


def test_a_case_that_fails_says_what_was_found(tmp_path: Path) -> None:
    question = {"op": "add", "at": "2025-03-03T11:30:00Z", "seconds": 7200}
    right = {"id": "one", "calendar": {"tz": "UTC", "weekly": WEEK}, "expected": "2025-03-03T14:30:00Z", **question}
    wrong = {**right, "id": "two", "expected": "2025-03-03T13:30:00Z"}
    never = {**right, "id": "three", "calendar": {"tz": "UTC", "weekly": {}}}
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"vectors": [right, wrong, never]}), "utf-8")
    done = run_cases("calendar", file)
    lines = done.stdout.splitlines()
    assert lines[0] == 'ok   one add: "2025-03-03T14:30:00Z"'
    assert lines[1] == 'FAIL two add: "2025-03-03T14:30:00Z", expected "2025-03-03T13:30:00Z"'
    assert lines[2].startswith('FAIL three add: "NoSuchTime')
    assert lines[3] == "1 passed, 2 failed"
    assert done.returncode == 1


def test_what_is_no_file_of_cases_is_refused_in_one_line(tmp_path: Path) -> None:
    done = run_cases("calendar", tmp_path / "missing.json")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert run_cases("weather", tmp_path / "missing.json").returncode == 2
