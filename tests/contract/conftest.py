"""Three worlds for the contract suite. moto and the emulator are started once; each test has a table of its own."""

from collections.abc import Iterator

import pytest
from moto import mock_aws
from tests.contract.worlds import REGION, Cloud, Ports, clients_under, fakes, new_cloud

from chalicelib.aws.clients import Clients

MOTO = {
    "AWS_DEFAULT_REGION": REGION,
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
}


@pytest.fixture(params=["fake", "moto", "emulator"])
def ports(request: pytest.FixtureRequest) -> Ports:
    """Every test that takes it runs on all three."""
    if request.param == "fake":
        return fakes()
    cloud: Cloud = request.getfixturevalue(request.param)
    return cloud.ports


@pytest.fixture(params=["moto", "emulator"])
def cloud(request: pytest.FixtureRequest) -> Cloud:
    """The adapters alone, where the fakes have nothing to show."""
    found: Cloud = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def moto(moto_clients: Clients) -> Cloud:
    return new_cloud(moto_clients)


@pytest.fixture
def emulator(emulator_clients: Clients) -> Cloud:
    return new_cloud(emulator_clients)


@pytest.fixture(scope="session")
def moto_clients() -> Iterator[Clients]:
    with mock_aws():
        yield clients_under(MOTO)


@pytest.fixture(scope="session")
def emulator_clients() -> Iterator[Clients]:
    from local import emulator

    with emulator.running() as endpoint:
        yield clients_under(emulator.environment(endpoint))
