"""AWS on this machine: starts ministack as a child, deploys what the functions stand on, and ends it again.

Everything here goes through boto3 and HTTP, so that another emulator can take ministack's place; what ministack needs
beyond AWS itself stands in `quirks.py` and `launcher.py`.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

import boto3
import yaml

from local import quirks, saved
from local.letters import Letter, read_letters
from local.paths import REPOSITORY

REGION = "eu-west-1"
START_SECONDS = 20.0
END_SECONDS = 30.0


class NoEmulator(Exception):
    """The emulator did not start; the message says where its log lies."""


@dataclass(frozen=True, slots=True)
class Emulator:
    """A running emulator."""

    endpoint: str
    state: Path
    process: subprocess.Popen[bytes]

    @property
    def saved_until(self) -> int:
        """Everything that was answered before this instant of the monotonic clock (nanoseconds) is on disk."""
        return saved.until(self.state)

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> bool:
        """End it; what it keeps is saved first. False when it had to be killed, or had ended badly."""
        if self.process.stdin:
            self.process.stdin.close()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        return self.process.returncode == 0


def environment(endpoint: str) -> dict[str, str]:
    """What boto3 must read to talk to the emulator, and never to a real account of this machine's owner."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


@cache
def client(service: str, endpoint: str) -> Any:
    """A boto3 client of the emulator, whatever the environment says. Safe to share between threads."""
    return boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=REGION).client(
        service, endpoint_url=endpoint
    )


def start(
    state: Path, *, port: int, keep: bool, auth: bool = False, log: IO[bytes] | None = None, lock: IO[str] | None = None
) -> Emulator:
    """Start an emulator on 127.0.0.1 with its data under `state`; with `keep` it saves them.

    `auth` has role policies enforced. The child holds `lock` too, until it has ended. Raises NoEmulator when it ends
    at once or does not answer.
    """
    state.mkdir(parents=True, exist_ok=True)
    saved.forget(state)
    process = subprocess.Popen(
        [sys.executable, "-m", "local.launcher"],
        stdin=subprocess.PIPE,
        stdout=log or subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        env=_settings(state, port, keep, auth),
        cwd=REPOSITORY,
        pass_fds=(lock.fileno(),) if lock else (),
        start_new_session=True,  # Ctrl-C in the terminal is for the parent, who ends the child in its turn.
    )
    started = Emulator(f"http://127.0.0.1:{port}", state, process)
    try:
        _wait_until_healthy(started)
    except BaseException:
        started.stop()
        raise
    return started


@contextmanager
def running(state_dir: Path | None = None, *, port: int | None = None, auth: bool = False) -> Iterator[str]:
    """An emulator for the length of a `with`, on a free port: its endpoint. With `state_dir` it keeps its data."""
    with tempfile.TemporaryDirectory() as scratch:
        started = start(state_dir or Path(scratch), port=port or free_port(), keep=state_dir is not None, auth=auth)
        try:
            yield started.endpoint
        finally:
            started.stop()


def deploy(
    endpoint: str,
    template: Path | Mapping[str, Any],
    *,
    stack: str = "tuki",
    parameters: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Make or update a stack from a CloudFormation template; its outputs by name.

    With infra/resources.yaml these are Table, TableStream, Bucket, MailTopic, MailQueue (its URL), MailQueueArn,
    MailDeadLetters (its URL) and AlarmTopic.
    """
    body = yaml.safe_load(template.read_text()) if isinstance(template, Path) else template
    given = {"PortalOrigin": "http://127.0.0.1:8000", "MailDomain": "support.example.com", **(parameters or {})}
    call = {
        "StackName": stack,
        "TemplateBody": json.dumps(body),
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        "Parameters": [
            {"ParameterKey": name, "ParameterValue": value}
            for name, value in given.items()
            if name in body.get("Parameters", {})
        ],
    }
    cloud = client("cloudformation", endpoint)
    if outputs(endpoint, stack) is None:
        cloud.create_stack(**call)
        cloud.get_waiter("stack_create_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})
    else:
        _update(cloud, call)
    made = outputs(endpoint, stack)
    assert made is not None, f"the stack {stack} was made and is not there"
    quirks.mend(lambda service: client(service, endpoint), stack, body)
    return made


def _update(cloud: Any, call: dict[str, Any]) -> None:
    try:
        cloud.update_stack(**call)
    except cloud.exceptions.ClientError as refused:
        if "No updates are to be performed" not in str(refused):
            raise
    else:
        cloud.get_waiter("stack_update_complete").wait(StackName=call["StackName"], WaiterConfig={"Delay": 1})


def outputs(endpoint: str, stack: str = "tuki") -> dict[str, str] | None:
    """The outputs of a stack by name; None where there is none."""
    cloud = client("cloudformation", endpoint)
    try:
        (described,) = cloud.describe_stacks(StackName=stack)["Stacks"]
    except cloud.exceptions.ClientError:
        return None
    return {one["OutputKey"]: one["OutputValue"] for one in described.get("Outputs", [])}


def letters(endpoint: str) -> list[Letter]:
    """Every letter that was sent through the emulator's mailer, newest first."""
    with urllib.request.urlopen(f"{endpoint}/_tuki/letters", timeout=10) as answer:
        return read_letters(answer.read())


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _settings(state: Path, port: int, keep: bool, auth: bool) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {
        **inherited,
        **quirks.SETTINGS,
        "PYTHONPATH": str(REPOSITORY / "scripts"),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": REGION,
        "STATE_DIR": str(state),
        "S3_DATA_DIR": str(state / "s3"),
        "PERSIST_STATE": "1" if keep else "0",
        "S3_PERSIST": "1" if keep else "0",
        "AUTH": "true" if auth else "false",
    }


def _wait_until_healthy(started: Emulator) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if not started.alive:
            raise NoEmulator(f"The emulator ended at once with status {started.process.returncode}.")
        try:
            with urllib.request.urlopen(f"{started.endpoint}/_ministack/health", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise NoEmulator(f"The emulator did not answer within {START_SECONDS:.0f} seconds.")
