"""How the emulator's child tells its parent up to when everything is on disk: one number in a file.

Instants are nanoseconds of the monotonic clock, which all processes of a machine share.
"""

from pathlib import Path

_NAME = "saved-until"


def mark(state: Path, instant: int) -> None:
    """All that was answered before `instant` is on disk."""
    path = state / f"{_NAME}.new"
    path.write_text(str(instant))
    path.replace(state / _NAME)


def until(state: Path) -> int:
    """The last such instant of this run; 0 where nothing has been saved yet."""
    try:
        return int((state / _NAME).read_text())
    except FileNotFoundError:
        return 0


def forget(state: Path) -> None:
    """An earlier run's mark says nothing about this one."""
    (state / _NAME).unlink(missing_ok=True)
