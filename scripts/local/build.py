"""What is made from the sources before the desk can open: the functions' bundle, and the portal's pages.

The portal is made again only when what it is made from has changed, told by a hash of contents. It goes into the folder
of the desk that shows it, as it holds that desk's addresses; build/public is for what is published.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from local.paths import FUNCTIONS, REPOSITORY

BUNDLE = FUNCTIONS / "chalicelib" / "bundle"


class NotBuilt(Exception):
    """The portal could not be built; the message is what the builder said."""


def write_bundle(target: Path = BUNDLE) -> None:
    """Write policies and words into the functions' package, as they carry them. Raises PolicyError, a ValueError."""
    from chalicelib.policies import bundle, words

    bundle.write(REPOSITORY / "kb" / "policies", target)
    words.pack(REPOSITORY / "kb" / "words", target / "words.json")


def build_portal(target: Path, settings: Mapping[str, str]) -> bool:
    """Build the portal strictly into `target`; False where the one there is still right. Raises NotBuilt."""
    stamp = target.with_suffix(".hash")
    with _one_at_a_time():
        wanted = _hash(settings)
        if stamp.exists() and stamp.read_text() == wanted:
            return False
        stamp.unlink(missing_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)],
            cwd=REPOSITORY,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NotBuilt(done.stdout)
        stamp.write_text(wanted)
        return True


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """All builds of this repository write their pages to the same folder first."""
    folder = REPOSITORY / "build"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _hash(settings: Mapping[str, str]) -> str:
    made_from = hashlib.sha256(repr(sorted(settings.items())).encode())
    made_from.update(_today(settings).encode())  # Pages tell of the weeks ahead.
    for path in _sources():
        made_from.update(str(path.relative_to(REPOSITORY)).encode() + b"\0")
        made_from.update(hashlib.sha256(path.read_bytes()).digest())
    return made_from.hexdigest()


def _today(settings: Mapping[str, str]) -> str:
    shift = timedelta(seconds=int(settings["TUKI_SHIFT_SECONDS"]))
    return (datetime.now(UTC) + shift).date().isoformat()


def _sources() -> Iterable[Path]:
    package = FUNCTIONS / "chalicelib"
    roots = [REPOSITORY / "kb", REPOSITORY / "site", package / "policies", package / "domain"]
    found = [path for root in roots for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return sorted([*found, REPOSITORY / "mkdocs.yml", REPOSITORY / "requirements.lock"])
