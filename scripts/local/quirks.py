"""Where ministack 1.5.33 is not AWS. Each entry goes when a release of it makes it needless."""

import copy
from collections.abc import Callable, Mapping
from typing import Any

# Quieter, and without listeners that nobody here needs.
SETTINGS = {"LOG_LEVEL": "WARNING", "SFTP_ENABLED": "0", "IOT_MTLS_ENABLED": "0"}


def mend(client: Callable[[str], Any], stack: str, template: Mapping[str, Any]) -> None:
    """Do by API what the emulator's CloudFormation leaves out: time to live of tables, lifecycle of buckets."""
    cloud = client("cloudformation")
    for name, resource in template["Resources"].items():
        wanted = resource.get("Properties", {})
        if resource["Type"] == "AWS::DynamoDB::Table" and "TimeToLiveSpecification" in wanted:
            _expire_items(client("dynamodb"), _made_as(cloud, stack, name), wanted["TimeToLiveSpecification"])
        if resource["Type"] == "AWS::S3::Bucket" and "LifecycleConfiguration" in wanted:
            rules = [_lifecycle_rule(rule) for rule in wanted["LifecycleConfiguration"]["Rules"]]
            client("s3").put_bucket_lifecycle_configuration(
                Bucket=_made_as(cloud, stack, name), LifecycleConfiguration={"Rules": rules}
            )


def keep_what_has_expired(dynamodb: Any, table: str) -> None:
    """The emulator expires by this machine's clock: a desk that lives in the past would lose what it just wrote."""
    off = {"AttributeName": "expires_at", "Enabled": False}
    dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=off)


def deployable(template: Mapping[str, Any]) -> dict[str, Any]:
    """A packaged template as the emulator can take it: without receipt rules, for which `receipt_rule.py` stands in;
    without the bucket's rule against plain HTTP; and who may send from our identity may send at all, because the
    emulator judges sending on no identity.
    """
    resources = {
        name: copy.deepcopy(one)
        for name, one in template["Resources"].items()
        if not one["Type"].startswith("AWS::SES::ReceiptRule") and one["Type"] != "AWS::S3::BucketPolicy"
    }
    for one in resources.values():
        for policy in one.get("Properties", {}).get("Policies", ()):
            for statement in policy["PolicyDocument"]["Statement"]:
                if "ses:SendEmail" in statement["Action"]:
                    statement["Resource"] = "*"
    outputs = {**template["Outputs"], "MailRules": {"Value": {"Ref": "AWS::StackName"}}}
    return {**template, "Resources": resources, "Outputs": outputs}


def _made_as(cloud: Any, stack: str, name: str) -> str:
    described = cloud.describe_stack_resource(StackName=stack, LogicalResourceId=name)
    return str(described["StackResourceDetail"]["PhysicalResourceId"])


def _expire_items(dynamodb: Any, table: str, wanted: Mapping[str, Any]) -> None:
    state = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]["TimeToLiveStatus"]
    if state != "ENABLED":
        dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=wanted)


def _lifecycle_rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A CloudFormation lifecycle rule as S3's API names it."""
    said = {"ID": rule["Id"], "Status": rule["Status"], "Filter": {"Prefix": rule.get("Prefix", "")}}
    if "ExpirationInDays" in rule:
        said["Expiration"] = {"Days": rule["ExpirationInDays"]}
    for same in ("NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload"):
        if same in rule:
            said[same] = rule[same]
    return said
