"""The browser of the journeys: Debian's Chromium, installed where that is possible."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

INSTALL_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Browser:
    """Where it is; or None and why not, with what to do."""

    path: Path | None
    reason: str = ""


def browser() -> Browser:
    """Chromium on this machine; as root on Debian, it is installed first where it is missing."""
    found = _found()
    if found or not shutil.which("apt-get"):
        return Browser(found, "" if found else "no Chromium is installed. Install it and try again.")
    if os.geteuid() != 0:
        return Browser(None, "no Chromium is installed, and only root can: sudo apt-get install chromium")
    print("Installing Chromium: once, a minute or two.", flush=True)
    trouble = _apt("update") or _apt("install", "--yes", "--no-install-recommends", "chromium")
    return Browser(_found(), trouble)


def _found() -> Path | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((Path(path) for path in map(shutil.which, names) if path), None)


def _apt(*arguments: str) -> str:
    """What went wrong; empty when nothing did."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            ["apt-get", "--quiet", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=INSTALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"apt-get {arguments[0]} took more than {INSTALL_SECONDS} seconds"
    return "" if done.returncode == 0 else f"apt-get {arguments[0]} failed: {done.stdout.strip()[-300:]}"
