"""One folder that can be deployed: `template.json` with everything in it, beside the code that it names.

Chalice packs whatever lies in its folder and imports app.py while it packs. So it is given a clean copy.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from chalicelib.policies.mistakes import PolicyError
from cloud.bytecode import compile_in
from local.build import write_bundle
from local.paths import FUNCTIONS, REPOSITORY

INFRA = REPOSITORY / "infra"
PARTS = (INFRA / "resources.yaml", INFRA / "mail.yaml", INFRA / "functions.yaml")
RELEASE_PYTHON = (3, 13)
REGION = "eu-west-1"
TEMPLATE = "template.json"
# Chalice tells of a package without one of its dependencies in passing, and goes on.
MISSING_WHEEL = "Could not install dependencies"
_NEVER_PACKED = ("__pycache__", ".*", "bundle", "*.pyc")


class NotPackaged(Exception):
    """There is no package; the message says why, in the words of the tool that refused."""


def package(stage: str, target: Path, *, architecture: str = "") -> Path:
    """Package a stage into a folder; the path of its template. Raises NotPackaged, PolicyError.

    The runtime is the Python that runs this. `architecture` (x86_64, arm64) takes the place of the configured one.
    """
    target = target.resolve()
    source = target / "source"
    _copy_sources(source, architecture)
    write_bundle(source / "chalicelib" / "bundle")
    merged = target / "merged.json"
    merged.write_text(json.dumps(together(PARTS), indent=1))
    made = target / "made"
    shutil.rmtree(made, ignore_errors=True)
    said = _run(
        [sys.executable, "-c", "from chalice.cli import main; main()", "--project-dir", str(source)],
        ["package", "--stage", stage, "--merge-template", str(merged), str(made)],
    )
    if MISSING_WHEEL in said:
        raise NotPackaged(said)
    template = (made / "sam.json").rename(made / TEMPLATE)
    compile_in(made / "deployment.zip", "/var/task")
    compile_in(made / "layer-deployment.zip", "/opt")
    _run([sys.executable, "-c", "import sys; from cfnlint.runner import main; sys.exit(main())"], [str(template)])
    return template


def together(parts: Iterable[Path]) -> dict[str, Any]:
    """The parts of our own template as one. Raises NotPackaged where two of them say the same thing."""
    whole: dict[str, Any] = {}
    for path in parts:
        for section, content in yaml.safe_load(path.read_text()).items():
            if isinstance(content, Mapping):
                there = whole.setdefault(section, {})
                twice = there.keys() & content.keys()
                if twice:
                    raise NotPackaged(f"{path.name}: {section} {', '.join(sorted(twice))} stands in another part too")
                there.update(content)
            else:
                whole[section] = content
    return whole


def _copy_sources(source: Path, architecture: str) -> None:
    """The functions as they lie here, without what tools have left; dependencies packed by an earlier run stay."""
    shutil.rmtree(source / "chalicelib", ignore_errors=True)
    ignored = shutil.ignore_patterns(*_NEVER_PACKED)
    shutil.copytree(FUNCTIONS / "chalicelib", source / "chalicelib", ignore=ignored)
    for name in ("app.py", "requirements.txt"):
        shutil.copyfile(FUNCTIONS / name, source / name)
    settings = source / ".chalice"
    settings.mkdir(exist_ok=True)
    for path in (FUNCTIONS / ".chalice").glob("*.json"):
        shutil.copyfile(path, settings / path.name)
    if architecture:
        config = json.loads((settings / "config.json").read_text())
        (settings / "config.json").write_text(json.dumps(config | {"lambda_architecture": architecture}))


def _run(tool: list[str], arguments: list[str]) -> str:
    """What a tool says. Raises NotPackaged where it ends badly."""
    done = subprocess.run(
        [*tool, *arguments],
        env={**os.environ, "AWS_DEFAULT_REGION": os.environ.get("AWS_DEFAULT_REGION", REGION)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotPackaged(done.stdout)
    return done.stdout


def main() -> int:
    """scripts/package: make the package of a stage; the exit status."""
    parser = argparse.ArgumentParser(
        prog="scripts/package", description="Packages the functions, and checks the result."
    )
    parser.add_argument("stage", nargs="?", default="trial")
    parser.add_argument("--architecture", default="", choices=["x86_64", "arm64"], help="other than the configured one")
    options = parser.parse_args()
    try:
        template = package(
            options.stage, REPOSITORY / "build" / "package" / options.stage, architecture=options.architecture
        )
    except (NotPackaged, PolicyError) as refused:
        print(f"There is no package:\n{refused}", file=sys.stderr)
        return 1
    for path in sorted(template.parent.iterdir()):
        print(f"{path.stat().st_size:>12,}  {path.relative_to(REPOSITORY)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
