"""A Python that has what Lambda's has, and nothing else: boto3 with what it needs, at the versions of the lock."""

import importlib.metadata
import re
import subprocess
import sys
import venv
from pathlib import Path

BROUGHT = "boto3"
_NAME = re.compile(r"[\w.-]+")


def make(folder: Path) -> Path:
    """Make the environment; the path of its Python. The packages are links into this environment's own."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    ask = [str(python), "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(ask, capture_output=True, text=True, check=True, timeout=30).stdout.strip())
    for name in needed_by(BROUGHT):
        installed = importlib.metadata.distribution(name)
        tops = {file.parts[0] for file in installed.files or () if file.parts[0] not in ("..", "__pycache__")}
        for top in tops:
            (packages / top).symlink_to(Path(str(installed.locate_file(top))))
    return python


def needed_by(name: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """The package and all that it needs, whatever extras aside."""
    if name in seen:
        return seen
    seen |= {name}
    for line in importlib.metadata.requires(name) or ():
        found = _NAME.match(line)
        if found and "extra ==" not in line:
            seen = needed_by(found[0], seen)
    return seen


def version() -> str:
    """This Python as the folders of a layer name it."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}"
