"""What a deployment does in an AWS account, each part made once and left alone when it is there already."""

import copy
import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Client = Callable[[str], Any]

_ZIP_OF = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}
_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
_LOOK_SECONDS = 2
_LONGEST_SECONDS = 1800


class NotDeployed(Exception):
    """The account is not as the package wants it; the message says what happened and what to do."""


def put_up(client: Client, template: Path, stack: str, parameters: Mapping[str, str]) -> dict[str, str]:
    """Make or update the stack of a package; its outputs by name. Parameters left out keep their value.

    `client` gives the boto3 client of a service. Raises NotDeployed.
    """
    bucket = artifacts(client)
    whole = with_code_in(client("s3"), bucket, json.loads(template.read_text()), template.parent)
    body = json.dumps(whole).encode()
    key = f"{stack}/{hashlib.sha256(body).hexdigest()}.json"
    client("s3").put_object(Bucket=bucket, Key=key, Body=body)
    url = client("s3").generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key}).partition("?")[0]
    return _stand(client("cloudformation"), stack, url, whole, parameters)


def artifacts(client: Client) -> str:
    """The name of this account's bucket for packages in this region, made where it is not there yet."""
    s3, account = client("s3"), client("sts").get_caller_identity()["Account"]
    region = s3.meta.region_name
    bucket = f"tuki-packages-{account}-{region}"
    try:
        s3.head_bucket(Bucket=bucket, ExpectedBucketOwner=account)
    except s3.exceptions.ClientError:
        place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        s3.create_bucket(Bucket=bucket, **place)
        blocks = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
        s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=dict.fromkeys(blocks, True))
    return bucket


def with_code_in(s3: Any, bucket: str, template: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The template with its zip files in the bucket, each under the hash of its content."""
    whole = copy.deepcopy(dict(template))
    for resource in whole["Resources"].values():
        name = _ZIP_OF.get(resource["Type"])
        if name:
            path = folder / resource["Properties"][name]
            key = f"code/{hashlib.sha256(path.read_bytes()).hexdigest()}.zip"
            resource["Properties"][name] = f"s3://{bucket}/{key}"
            _upload(s3, bucket, key, path)
    return whole


def keep_secret_key(ssm: Any, name: str) -> bool:
    """Make the desk's secret key in its first deployment, never again: True where it was made now.

    Whoever has it can sign in as anyone, so it is known to the parameter store and the functions alone.
    """
    try:
        ssm.put_parameter(Name=name, Value=secrets.token_hex(32), Type="SecureString", Overwrite=False)
    except ssm.exceptions.ParameterAlreadyExists:
        return False
    return True


def take_mail(ses: Any, rules: str) -> None:
    """Have the account receive mail by these rules. Raises NotDeployed where others are in force: not ours to end."""
    active = ses.describe_active_receipt_rule_set().get("Metadata", {}).get("Name")
    if active == rules:
        return
    if active:
        raise NotDeployed(
            f"This account receives mail by the rule set {active}, and can have only one in force. Everything else is"
            f" deployed. Copy the rule of {rules} into it, or put ours in force:"
            f" aws ses set-active-receipt-rule-set --rule-set-name {rules}"
        )
    ses.set_active_receipt_rule_set(RuleSetName=rules)


def there(cloud: Any, stack: str) -> Mapping[str, Any] | None:
    """What is told of a stack, or None where there is none."""
    try:
        described: Mapping[str, Any] = cloud.describe_stacks(StackName=stack)["Stacks"][0]
    except cloud.exceptions.ClientError as error:
        if "does not exist" not in str(error):
            raise
        return None
    return described


def _upload(s3: Any, bucket: str, key: str, path: Path) -> None:
    try:
        s3.head_object(Bucket=bucket, Key=key)
    except s3.exceptions.ClientError:
        s3.put_object(Bucket=bucket, Key=key, Body=path.read_bytes())


def _stand(
    cloud: Any, stack: str, url: str, template: Mapping[str, Any], parameters: Mapping[str, str]
) -> dict[str, str]:
    before = there(cloud, stack)
    kept = {one["ParameterKey"] for one in before.get("Parameters", [])} if before else set()
    given = [
        {"ParameterKey": name, "ParameterValue": parameters[name]}
        if name in parameters
        else {"ParameterKey": name, "UsePreviousValue": True}
        for name in template["Parameters"]
        if name in parameters or name in kept
    ]
    call = {"StackName": stack, "TemplateURL": url, "Capabilities": _CAPABILITIES, "Parameters": given}
    try:
        if before:
            id = cloud.update_stack(**call)["StackId"]
            _wait(cloud, "stack_update_complete", id)
        else:
            id = cloud.create_stack(**call, OnFailure="DELETE")["StackId"]
            _wait(cloud, "stack_create_complete", id)
            cloud.update_termination_protection(StackName=stack, EnableTerminationProtection=True)
    except cloud.exceptions.ClientError as refused:
        if "No updates are to be performed" not in str(refused):
            raise NotDeployed(f"CloudFormation refuses the stack {stack}: {refused}") from refused
    after = there(cloud, stack)
    return {one["OutputKey"]: one["OutputValue"] for one in (after or {}).get("Outputs", [])}


def _wait(cloud: Any, waited: str, id: str) -> None:
    from botocore.exceptions import WaiterError

    often = {"Delay": _LOOK_SECONDS, "MaxAttempts": _LONGEST_SECONDS // _LOOK_SECONDS}
    try:
        cloud.get_waiter(waited).wait(StackName=id, WaiterConfig=often)
    except WaiterError as failed:
        reasons = _reasons(cloud, id)
        raise NotDeployed(f"The stack could not be made or changed, and is as it was before:\n{reasons}") from failed


def _reasons(cloud: Any, id: str) -> str:
    events = cloud.describe_stack_events(StackName=id)["StackEvents"]
    failed = [one for one in events if one["ResourceStatus"].endswith("_FAILED")]
    lines = [f"  {one['LogicalResourceId']}: {one.get('ResourceStatusReason', '')}" for one in reversed(failed)]
    return "\n".join(lines)
