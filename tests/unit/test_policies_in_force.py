"""Which policies count in a process: the published ones, looked up once a minute; the package's own in need."""

from datetime import UTC, datetime

import pytest
from tests.fakes import FakeArchive
from tests.unit.policy_edits import POLICIES, edited

from chalicelib import in_force
from chalicelib.in_force import LOOK_SECONDS, PoliciesInForce
from chalicelib.journal import LOG
from chalicelib.policies.book import read_tree

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PUBLISHED = read_tree(edited("promark.yaml", "name", "en", to="As published"))
LATER = read_tree(edited("promark.yaml", "name", "en", to="As published later"))


class Clock:
    """Monotonic seconds that stand until they are moved."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def archive() -> FakeArchive:
    return FakeArchive()


@pytest.fixture
def counted(archive: FakeArchive, clock: Clock) -> PoliciesInForce:
    return PoliciesInForce(archive, lambda: POLICIES, clock)


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    monkeypatch.setattr(LOG, "propagate", True)
    return caplog


def test_until_anything_was_published_the_packages_own_count(counted: PoliciesInForce) -> None:
    assert counted.policies() is POLICIES


def test_what_was_published_counts_whatever_the_package_carries(counted: PoliciesInForce, archive: FakeArchive) -> None:
    archive.take(PUBLISHED, NOW)
    assert counted.policies() == PUBLISHED


def test_what_is_published_now_counts_within_a_minute(
    counted: PoliciesInForce, archive: FakeArchive, clock: Clock
) -> None:
    counted.policies()
    archive.take(PUBLISHED, NOW)
    clock.seconds += LOOK_SECONDS - 1
    assert counted.policies() == POLICIES
    clock.seconds += 1
    assert counted.policies() == PUBLISHED


def test_a_process_that_is_told_looks_at_once(counted: PoliciesInForce, archive: FakeArchive) -> None:
    counted.policies()
    archive.take(PUBLISHED, NOW)
    counted.look_again()
    assert counted.policies() == PUBLISHED


def test_where_storage_fails_the_packages_own_stand_in(counted: PoliciesInForce, archive: FakeArchive) -> None:
    archive.take(PUBLISHED, NOW)
    archive.is_down = True
    assert counted.policies() == POLICIES


def test_where_storage_fails_later_what_was_found_stays(
    counted: PoliciesInForce, archive: FakeArchive, clock: Clock
) -> None:
    archive.take(PUBLISHED, NOW)
    counted.policies()
    archive.is_down = True
    clock.seconds += LOOK_SECONDS
    assert counted.policies() == PUBLISHED


def test_when_storage_is_back_the_published_ones_count(
    counted: PoliciesInForce, archive: FakeArchive, clock: Clock
) -> None:
    archive.take(LATER, NOW)
    archive.is_down = True
    counted.policies()
    archive.is_down = False
    clock.seconds += LOOK_SECONDS
    assert counted.policies() == LATER


def test_a_failure_is_told_once_and_again_only_after_it_was_over(
    counted: PoliciesInForce, archive: FakeArchive, clock: Clock, told: pytest.LogCaptureFixture
) -> None:
    for is_down in (True, True, False, True):
        archive.is_down = is_down
        counted.policies()
        clock.seconds += LOOK_SECONDS
    assert [(record.levelname, record.getMessage()) for record in told.records] == [
        ("ERROR", "policies in force not read")
    ] * 2


def test_policies_that_are_named_and_gone_are_a_failure(
    counted: PoliciesInForce,
    archive: FakeArchive,
    told: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive.take(PUBLISHED, NOW)
    monkeypatch.setattr(archive, "of", lambda _: None)
    assert counted.policies() == POLICIES
    assert len(told.records) == 1


def test_storage_is_asked_once_a_minute(
    counted: PoliciesInForce, archive: FakeArchive, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    monkeypatch.setattr(archive, "in_force", lambda: asked.append(clock.seconds) or "")
    for _ in range(240):
        counted.policies()
        clock.seconds += 1
    assert asked == [1000 + minute * in_force.LOOK_SECONDS for minute in range(4)]
