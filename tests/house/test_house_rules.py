"""The rules of the house, as CONTRIBUTING.md states them, held by the machine."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import app
from chalicelib.domain.letter import LetterKind
from chalicelib.policies.words import read_words

REPOSITORY = Path(__file__).parents[2]
MOST_LINES = 250
MOST_SCRIPT_LINES = 150
MOST_FUNCTION_LINES = 40
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def sources(suffix: str) -> Iterator[Path]:
    """The files that we wrote, tests aside."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", f"*{suffix}"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    for name in listed:
        path = REPOSITORY / name
        if name and path.exists() and not name.startswith("tests/") and "/vendor/" not in name:
            yield path


def lines_of(path: Path) -> int:
    return path.read_text("utf-8").count("\n")


def test_modules_are_small() -> None:
    large = {str(path): lines_of(path) for path in sources(".py") if lines_of(path) > MOST_LINES}
    large |= {str(path): lines_of(path) for path in sources(".js") if lines_of(path) > MOST_SCRIPT_LINES}
    assert large == {}


def test_functions_fit_on_a_screen() -> None:
    long = []
    for path in sources(".py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > MOST_FUNCTION_LINES:
                    long.append(f"{path.relative_to(REPOSITORY)}:{node.lineno} {node.name}: {lines}")
    assert long == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [path for suffix in (".py", ".js") for path in sources(suffix) if path.stem in EMPTY_NAMES] == []


def test_every_call_of_the_api_is_documented() -> None:
    told = (REPOSITORY / "functions" / "API.md").read_text("utf-8")
    calls = [(method, path) for path, methods in app.routes.items() for method in methods if method != "OPTIONS"]
    assert calls
    assert [call for call in calls if f"`{call[0]} {call[1]}`" not in told] == []


def test_every_refusal_has_words() -> None:
    words = read_words(REPOSITORY / "kb" / "words").of("en")
    codes: set[str] = set()
    for path in (REPOSITORY / "functions").rglob("*.py"):
        text = path.read_text("utf-8")
        codes |= set(re.findall(r'Refusal\(\s*"(\w+)"', text))
        codes |= set(re.findall(r'Fault\([^,()]+(?:\([^)]*\))?, "(\w+)"', text))
        codes |= set(re.findall(r'_refused\([^,]+, "(\w+)"', text))
    assert len(codes) > 20
    assert {code for code in codes if f"errors.{code}" not in words} == set()


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_letter_has_words(kind: LetterKind) -> None:
    assert f"letters.{kind}.lead" in read_words(REPOSITORY / "kb" / "words").of("en")


def test_nothing_committed_names_this_machine_or_a_registry() -> None:
    pattern = "|".join(
        ("/work" + "/main", "/root" + "/", "pypi" + r"\.org", "registry\\." + "npmjs", "files\\." + "pythonhosted")
    )
    found = subprocess.run(
        ["git", "grep", "-lIE", pattern], cwd=REPOSITORY, capture_output=True, text=True, check=False
    ).stdout.split()
    assert found == []
