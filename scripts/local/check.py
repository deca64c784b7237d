"""scripts/check: everything that must hold before a change is called done."""

import os
import subprocess
import sys
import time
from pathlib import Path

from local.browser import browser
from local.build import BUNDLE, NotBuilt, build_portal, write_bundle
from local.paths import REPOSITORY

TOOLS = Path(sys.executable).parent
STEPS = (
    ("format", ("ruff", "format", "--check", ".")),
    ("lint", ("ruff", "check", ".")),
    ("types", ("mypy",)),
    ("import contracts", ("lint-imports", "--no-logo")),
)
TESTS = ("pytest", "-q", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
PORTAL_SETTINGS = {"TUKI_PORTAL": "https://support.example.com/", "TUKI_FILES": "", "TUKI_SHIFT_SECONDS": "0"}


def main() -> int:
    """Run all steps; the exit status tells whether all held. Arguments are handed on to pytest."""
    found = browser()
    skipped = [] if found.path else [f"the journeys in a browser: {found.reason}"]
    if skipped and os.environ.get("CI") == "true":
        print(f"Nothing may be skipped here, and there is no Chromium: {found.reason}", file=sys.stderr)
        return 1
    failed = [name for name, command in STEPS if not _held(name, command)]
    failed += [] if _built() else ["portal"]
    os.environ["TUKI_CHROMIUM"] = str(found.path or "")
    failed += [] if _held("tests", (*TESTS, *sys.argv[1:])) else ["tests"]
    print()
    for one in skipped:
        print(f"Skipped: {one}")
    print(
        f"Not well: {', '.join(failed)}." if failed else "All is well." if not skipped else "All that was run is well."
    )
    return 1 if failed else 0


def _held(name: str, command: tuple[str, ...]) -> bool:
    print(f"\n== {name}", flush=True)
    begun = time.monotonic()
    done = subprocess.run([str(TOOLS / command[0]), *command[1:]], cwd=REPOSITORY, check=False)
    print(f"   {time.monotonic() - begun:.1f} s", flush=True)
    return done.returncode == 0


def _built() -> bool:
    """The bundle and, strictly, the portal: into build/public as it is published."""
    print("\n== portal", flush=True)
    begun = time.monotonic()
    try:
        write_bundle(BUNDLE)
        made = build_portal(REPOSITORY / "build" / "public", PORTAL_SETTINGS)
    except (NotBuilt, ValueError) as failed:
        print(failed)
        return False
    print(f"   {time.monotonic() - begun:.1f} s" if made else "   unchanged", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
