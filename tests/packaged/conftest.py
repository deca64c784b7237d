"""One package and one deployment for the whole suite. Packed dependencies stay under build/ until their pins change."""

import json
import os
import platform
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from cloud import account
from cloud.package import package
from local import emulator, quirks
from local.paths import REPOSITORY
from tests.packaged import runtime
from tests.packaged.deployed import KEY_PARAMETER, PARAMETERS, STACK, Deployed

ARCHITECTURE = {"aarch64": "arm64", "arm64": "arm64"}.get(platform.machine(), "x86_64")


@pytest.fixture(scope="session")
def template() -> Path:
    """The template of a package made just now for this machine's kind of processor, checked by cfn-lint."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return package("check", REPOSITORY / "build" / "packaged" / worker, architecture=ARCHITECTURE)


@pytest.fixture(scope="session")
def lambda_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with what Lambda's runtime brings and nothing else."""
    return runtime.make(tmp_path_factory.mktemp("runtime") / "venv")


@pytest.fixture(scope="session")
def deployed(template: Path, lambda_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """The package in an account of its own, whose roles are enforced, with people in it."""
    home = tmp_path_factory.mktemp("account")
    with ExitStack() as ends:
        ends.enter_context(pytest.MonkeyPatch.context()).setenv("LAMBDA_PYTHON", str(lambda_python))
        log = ends.enter_context((home / "emulator.log").open("wb"))
        cloud = emulator.start(home / "state", port=emulator.free_port(), keep=False, auth=True, log=log)
        ends.callback(cloud.stop)
        made = _put_up(cloud.endpoint, template)
        desk = Deployed(cloud.endpoint, made, home)
        ends.callback(desk.close)
        desk.seed()
        yield desk


def _put_up(endpoint: str, template: Path) -> dict[str, str]:
    """As scripts/deploy does it, but for what this account cannot make."""
    made_here = template.with_name("emulated.json")
    made_here.write_text(json.dumps(quirks.deployable(json.loads(template.read_text()))))

    def client(service: str) -> Any:
        return emulator.client(service, endpoint)

    client("ses").create_receipt_rule_set(RuleSetName=STACK)
    account.keep_secret_key(client("ssm"), KEY_PARAMETER)
    made = account.put_up(client, made_here, STACK, PARAMETERS)
    os.unlink(made_here)
    return made
