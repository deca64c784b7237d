"""What each function may do, and what it may not, tried under its own role by a probe that has nothing else."""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.packaged.deployed import KEY_PARAMETER, MAIL_DOMAIN, STACK, Deployed, invoke
from tests.packaged.runtime import version

pytestmark = pytest.mark.packaged

ROLES = ("ApiHandlerRole", "MailInRole", "PostRole", "TickRole", "RefreshRole")
PROBE = """
import boto3
from botocore.exceptions import ClientError

def probe(event, context):
    client = boto3.client(event["service"])
    try:
        getattr(client, event["operation"])(**event["arguments"])
    except ClientError as refused:
        return refused.response["Error"]["Code"]
    return "done"
"""
DENIED = {"AccessDenied", "AccessDeniedException", "AuthorizationError"}

Try = Callable[..., str]


@pytest.fixture(scope="module")
def attempt(deployed: Deployed) -> Iterator[Try]:
    """Call an operation of a service under a role of the stack: `done`, or the code of the refusal."""
    functions = deployed.client("lambda")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.writestr("probe.py", PROBE)
    for role in ROLES:
        functions.create_function(
            FunctionName=f"{STACK}-probe-{role}",
            Runtime=version(),
            Role=deployed.client("iam").get_role(RoleName=deployed.name_of(role))["Role"]["Arn"],
            Handler="probe.probe",
            Code={"ZipFile": packed.getvalue()},
            Timeout=20,
        )

    def tried(role: str, service: str, operation: str, **arguments: Any) -> str:
        event = {"service": service, "operation": operation, "arguments": arguments}
        return str(invoke(functions, f"{STACK}-probe-{role}", event))

    yield tried
    for role in ROLES:
        functions.delete_function(FunctionName=f"{STACK}-probe-{role}")


@pytest.mark.parametrize("role", ROLES)
def test_no_function_can_delete_the_table_or_read_it_whole(deployed: Deployed, attempt: Try, role: str) -> None:
    table = deployed.made["Table"]
    assert attempt(role, "dynamodb", "get_item", TableName=table, Key=_key("POLICIES", "in_force")) == "done"
    assert attempt(role, "dynamodb", "scan", TableName=table) in DENIED
    assert attempt(role, "dynamodb", "delete_table", TableName=table) in DENIED


@pytest.mark.parametrize("role", ROLES)
def test_no_function_can_erase_files_or_put_them_elsewhere(deployed: Deployed, attempt: Try, role: str) -> None:
    bucket = deployed.made["Bucket"]
    assert attempt(role, "s3", "delete_object", Bucket=bucket, Key="files/1") in DENIED
    assert attempt(role, "s3", "put_object", Bucket=bucket, Key="elsewhere/1") in DENIED


def test_the_secret_key_is_for_those_who_sign_and_not_for_who_looks_into_the_internet(attempt: Try) -> None:
    said = {role: attempt(role, "ssm", "get_parameter", Name=KEY_PARAMETER, WithDecryption=True) for role in ROLES}
    assert said.pop("RefreshRole") in DENIED
    assert set(said.values()) == {"done"}


@pytest.mark.parametrize("role", ROLES)
def test_no_function_can_change_the_secret_key_or_read_another(attempt: Try, role: str) -> None:
    assert attempt(role, "ssm", "get_parameter", Name="/somebody/elses") in DENIED
    assert attempt(role, "ssm", "put_parameter", Name=KEY_PARAMETER, Value="x", Overwrite=True) in DENIED


def test_only_those_that_send_can_send(attempt: Try) -> None:
    letter = {
        "FromEmailAddress": f"promark@{MAIL_DOMAIN}",
        "Destination": {"ToAddresses": ["somebody@elsewhere.example"]},
        "Content": {"Raw": {"Data": "Subject: Hei\n\nHei"}},
    }
    assert attempt("MailInRole", "sesv2", "send_email", **letter) in DENIED


def test_raw_mail_is_read_by_the_intake_and_for_staff_alone(deployed: Deployed, attempt: Try) -> None:
    bucket = deployed.made["Bucket"]
    deployed.client("s3").put_object(Bucket=bucket, Key="mail/probe", Body=b"")
    said = {role: attempt(role, "s3", "get_object", Bucket=bucket, Key="mail/probe") for role in ROLES}
    assert {role for role, answer in said.items() if answer not in DENIED} == {"MailInRole", "ApiHandlerRole"}


def test_every_function_reads_the_policies_and_one_alone_keeps_them(deployed: Deployed, attempt: Try) -> None:
    place = {"Bucket": deployed.made["Bucket"], "Key": "policies/probe.json"}
    deployed.client("s3").put_object(**place, Body=b"{}")
    assert {attempt(role, "s3", "get_object", **place) for role in ROLES} == {"done"}
    keepers = {role for role in ROLES if attempt(role, "s3", "put_object", **place) not in DENIED}
    assert keepers == {"RefreshRole"}


@pytest.mark.parametrize("role", ["PostRole", "RefreshRole"])
def test_who_sends_letters_or_takes_policies_writes_nothing_new(deployed: Deployed, attempt: Try, role: str) -> None:
    item = _key("T#PRO-1", "ticket")
    assert attempt(role, "dynamodb", "put_item", TableName=deployed.made["Table"], Item=item) in DENIED


def _key(partition: str, sort: str) -> dict[str, dict[str, str]]:
    return {"pk": {"S": partition}, "sk": {"S": sort}}
