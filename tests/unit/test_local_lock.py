"""One desk at a time in one folder."""

import os
from pathlib import Path

import pytest

from local import lock
from local.lock import Taken, hold


def test_a_second_desk_is_told_who_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "ENDING_SECONDS", 0)
    with hold(tmp_path / "lock"), pytest.raises(Taken, match=str(os.getpid())):
        hold(tmp_path / "lock")


def test_the_folder_is_free_again_when_the_first_has_ended(tmp_path: Path) -> None:
    hold(tmp_path / "lock").close()
    hold(tmp_path / "lock").close()
