"""What lies in the package: all that the functions need, no more, and quick to start."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from cloud import package as packaging_room
from cloud.package import NotPackaged, together
from local.paths import FUNCTIONS
from tests.packaged import runtime

pytestmark = pytest.mark.packaged

MOST_BYTES = 125_000_000
"""Unpacked: half of what Lambda takes. The typesetter of statements is 84 MB of it."""
# Where Lambda unpacks a function and a layer, below a folder of ours.
TASK, LAYER = "task", f"layer/python/lib/{runtime.version()}/site-packages"

Run = Callable[[str], str]


@pytest.fixture(scope="session")
def unpacked(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it lies before a function starts."""
    folder = tmp_path_factory.mktemp("unpacked")
    for name, target in (("deployment.zip", "task"), ("layer-deployment.zip", "layer")):
        with zipfile.ZipFile(template.with_name(name)) as zipped:
            zipped.extractall(folder / target)
    return folder


@pytest.fixture(scope="session")
def run(unpacked: Path, lambda_python: Path) -> Run:
    """Run a piece of Python where only the package and what Lambda brings can be imported; what it prints."""
    paths = [str(unpacked / TASK), str(unpacked / LAYER)]

    def ran(code: str) -> str:
        whole = f"import sys; sys.path[:0] = {paths!r}\n{code}"
        done = subprocess.run([lambda_python, "-I", "-B", "-c", whole], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return ran


def test_every_module_finds_all_that_it_imports(run: Run, unpacked: Path) -> None:
    files = (unpacked / TASK / "chalicelib").rglob("*.py")
    names = {".".join(file.relative_to(unpacked / TASK).with_suffix("").parts) for file in files}
    modules = sorted(name.removesuffix(".__init__") for name in names)
    assert len(modules) > 50
    assert run(f"import importlib\nfor name in {modules}: importlib.import_module(name)\nprint('all')") == "all"


def test_the_dependencies_are_those_of_requirements_and_no_others(unpacked: Path) -> None:
    lines = (FUNCTIONS / "requirements.txt").read_text().splitlines()
    wanted = [Requirement(line.rstrip("\\ ")) for line in lines if "==" in line and not line.startswith(" ")]
    there = {folder.name.split("-")[0] for folder in (unpacked / LAYER).glob("*.dist-info")}
    assert {canonicalize_name(name) for name in there} == {
        canonicalize_name(one.name) for one in wanted if one.marker is None or one.marker.evaluate()
    }


def test_nothing_of_the_portal_or_the_tests_is_packed(run: Run) -> None:
    names = ("mkdocs", "holidays", "icalendar", "pytest", "moto", "ministack", "aiosmtpd", "portal", "local", "tests")
    assert run(f"from importlib.util import find_spec\nprint(*(name for name in {names} if find_spec(name)))") == ""


def test_boto3_comes_from_lambda_and_not_with_the_package(unpacked: Path) -> None:
    assert not [path.name for path in (unpacked / LAYER).iterdir() if path.name.startswith(("boto", "chalice"))]


def test_policies_words_and_layouts_travel_with_the_code(unpacked: Path) -> None:
    inside = unpacked / TASK / "chalicelib"
    assert {path.name for path in (inside / "bundle").iterdir()} == {"policies.json", "words.json"}
    assert list((inside / "desk" / "letters" / "layouts").glob("*.j2"))


def test_no_tools_leavings_are_packed(unpacked: Path) -> None:
    assert not list(unpacked.rglob(".*_cache"))


def test_the_package_is_small(unpacked: Path) -> None:
    assert sum(path.stat().st_size for path in unpacked.rglob("*") if path.is_file()) < MOST_BYTES


def test_nothing_is_left_to_compile_when_a_function_starts(unpacked: Path) -> None:
    ours = [unpacked / TASK / "app.py", *(unpacked / TASK / "chalicelib").rglob("*.py")]
    tag = sys.implementation.cache_tag
    assert not [path for path in ours if not (path.parent / "__pycache__" / f"{path.stem}.{tag}.pyc").exists()]


@pytest.mark.parametrize("heavy", ["boto3", "botocore", "cattrs", "typst"])
def test_a_function_starts_without_what_it_may_never_need(run: Run, heavy: str) -> None:
    assert run(f"import app\nprint({heavy!r} in sys.modules)") == "False", "it is imported where it is needed"


def test_a_package_without_one_of_its_wheels_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = "Creating shared layer deployment package.\n\nCould not install dependencies:\nnh3==0.3.8\nYou will have to"
    monkeypatch.setattr(packaging_room, "_run", lambda tool, arguments: said)
    with pytest.raises(NotPackaged, match=r"nh3==0\.3\.8"):
        packaging_room.package("check", tmp_path)


def test_two_parts_of_the_template_cannot_say_the_same_thing(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text("Resources: {Table: {Type: 'AWS::DynamoDB::Table'}}")
    with pytest.raises(NotPackaged, match="Resources Table"):
        together([tmp_path / "one.yaml", tmp_path / "two.yaml"])
