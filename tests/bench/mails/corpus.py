"""Real mails to measure with: the cases of our own tests, and a larger set where it lies beside the repository."""

from collections.abc import Iterator
from pathlib import Path

from local.paths import REPOSITORY

OWN = REPOSITORY / "tests" / "mails"
BESIDE = REPOSITORY.parent / "shared" / "mails"


def own_mails() -> list[bytes]:
    """The mails of our own tests."""
    return list(_mails_under(OWN))


def mails_beside() -> list[bytes]:
    """The mails beside the repository; none where they are not there."""
    return list(_mails_under(BESIDE))


def _mails_under(folder: Path) -> Iterator[bytes]:
    return (path.read_bytes() for path in sorted(folder.rglob("*.eml")))
