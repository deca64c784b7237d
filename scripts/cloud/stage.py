"""A stage as it stands deployed: where its table and its bucket are."""

import boto3

from cloud import account
from cloud.account import NotDeployed


def table_and_bucket(stage: str) -> tuple[str, str]:
    """Their names, in the account and region that boto3's own settings lead to. Raises NotDeployed."""
    session = boto3.Session()
    if session.region_name is None:
        raise NotDeployed("No region is chosen: set AWS_DEFAULT_REGION.")
    described = account.there(session.client("cloudformation"), f"tuki-{stage}")
    if described is None:
        raise NotDeployed(
            f"The stage {stage} is not deployed in {session.region_name}: there is no stack tuki-{stage}."
        )
    made = {one["OutputKey"]: one["OutputValue"] for one in described.get("Outputs", [])}
    return made["Table"], made["Bucket"]
