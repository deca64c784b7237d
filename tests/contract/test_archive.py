"""The port `Archive`: policies by their hash, and which of them are in force."""

import pytest
from tests.contract.samples import NOW, after
from tests.contract.worlds import Cloud, Ports
from tests.unit.policy_edits import POLICIES, edited

from chalicelib.aws.archive import MOST_REMEMBERED, DynamoArchive
from chalicelib.aws.files import S3Files
from chalicelib.aws.table import Table
from chalicelib.desk.ports import Archive
from chalicelib.policies import bundle
from chalicelib.policies.book import Policies, read_tree
from chalicelib.policies.mistakes import PolicyError


@pytest.fixture
def archive(ports: Ports) -> Archive:
    return ports.archive


def renamed(name: str) -> Policies:
    """The project's policies with another name for a desk."""
    return read_tree(edited("promark.yaml", "name", "en", to=name))


OTHERS = renamed("Other")


def test_before_any_were_taken_none_are_in_force(archive: Archive) -> None:
    assert archive.in_force() == ""
    assert archive.of(POLICIES.hash) is None


def test_those_taken_last_are_in_force(archive: Archive) -> None:
    archive.take(POLICIES, NOW)
    archive.take(OTHERS, after(1))
    assert archive.in_force() == OTHERS.hash
    archive.take(POLICIES, after(2))
    assert archive.in_force() == POLICIES.hash


def test_all_that_were_taken_are_found_by_their_hash(archive: Archive) -> None:
    archive.take(POLICIES, NOW)
    archive.take(OTHERS, after(1))
    found = [archive.of(policies.hash) for policies in (POLICIES, OTHERS)]
    assert found == [POLICIES, OTHERS]
    assert archive.of("0" * 64) is None


def test_what_was_only_kept_is_found_and_not_in_force(archive: Archive) -> None:
    archive.keep(OTHERS)
    assert (archive.of(OTHERS.hash), archive.in_force()) == (OTHERS, "")
    archive.take(POLICIES, NOW)
    archive.keep(OTHERS)
    assert archive.in_force() == POLICIES.hash


def test_what_was_not_there_is_found_once_it_is(archive: Archive) -> None:
    assert archive.of(POLICIES.hash) is None
    archive.keep(POLICIES)
    assert archive.of(POLICIES.hash) == POLICIES


def test_taking_the_same_again_changes_nothing(cloud: Cloud) -> None:
    cloud.ports.archive.take(POLICIES, NOW)
    before = cloud.items()
    cloud.ports.archive.take(POLICIES, after(1))
    assert cloud.items() == before


def test_the_bundle_lies_in_storage_before_the_table_names_it(cloud: Cloud) -> None:
    archive = DynamoArchive(Table("no-such-table", cloud.clients), S3Files(cloud.bucket, cloud.clients))
    with pytest.raises(cloud.clients.of("dynamodb").exceptions.ResourceNotFoundException):
        archive.take(POLICIES, NOW)
    assert cloud.ports.files.get(f"policies/{POLICIES.hash}.json").decode() == bundle.to_bundle(POLICIES)


def test_policies_are_read_once_and_only_so_many_are_remembered(cloud: Cloud) -> None:
    archive, files = cloud.ports.archive, cloud.ports.files
    several = [renamed(f"Name {number}") for number in range(MOST_REMEMBERED + 1)]
    for policies in several:
        archive.keep(policies)
        assert archive.of(policies.hash) == policies
    for policies in several:
        files.put(f"policies/{policies.hash}.json", b"damaged", "application/json")
    assert all(archive.of(policies.hash) == policies for policies in several[1:])
    with pytest.raises(PolicyError):
        archive.of(several[0].hash)
