"""scripts/deploy: package, validate, deploy to the operator's own account, and tell what is left to do."""

import argparse
import re
import sys
from collections.abc import Mapping
from typing import Any

from chalicelib.policies.mistakes import PolicyError
from cloud import account, advice
from cloud.account import NotDeployed
from cloud.package import RELEASE_PYTHON, NotPackaged, package
from local.paths import REPOSITORY

_STAGE = re.compile(r"[a-z][a-z0-9-]{0,19}")
# Option -> the template's parameter.
_PARAMETERS = {
    "portal": "PortalOrigin",
    "mail_domain": "MailDomain",
    "api_domain": "ApiDomain",
    "api_certificate": "ApiCertificate",
    "alarm_address": "AlarmAddress",
}
_NEEDED_FIRST = ("portal", "mail_domain")


def main() -> int:
    """Deploy; the exit status."""
    options = _options()
    try:
        _deploy(options)
    except (NotPackaged, PolicyError) as refused:
        print(f"Nothing was deployed, because the package is not sound:\n{refused}", file=sys.stderr)
    except NotDeployed as refused:
        print(refused, file=sys.stderr)
    else:
        return 0
    return 1


def _deploy(options: argparse.Namespace) -> None:
    if not options.dry_run and sys.version_info[:2] != RELEASE_PYTHON:
        wanted, here = (".".join(map(str, version)) for version in (RELEASE_PYTHON, sys.version_info[:2]))
        raise NotDeployed(
            f"A release is packaged by Python {wanted}, whose runtime it then has; this is {here}. Make the environment"
            f" anew: TUKI_PYTHON=python{wanted} scripts/setup"
        )
    template = package(options.stage, REPOSITORY / "build" / "package" / options.stage)
    print(f"Packaged and checked: {template.relative_to(REPOSITORY)}")
    if options.dry_run:
        print(f"Nothing was deployed (--dry-run).\n\n{advice.idle_cost(template)}")
        return
    import boto3

    session = boto3.Session()
    if session.region_name is None:
        raise NotDeployed("No region is chosen: set AWS_DEFAULT_REGION, to one in which SES receives mail.")
    stack, given = f"tuki-{options.stage}", _parameters(options)
    before = account.there(session.client("cloudformation"), stack)
    if before is None:
        _must_be_whole(options)
    if account.keep_secret_key(session.client("ssm"), given["KeyParameter"]):
        print(f"A new secret key lies in the parameter store as {given['KeyParameter']}.")
    made = account.put_up(session.client, template, stack, given)
    print(f"Deployed: the stack {stack} in {session.region_name}.\nAPI: {made['EndpointURL']}\n")
    print(f"{advice.idle_cost(template)}\n")
    print(advice.still_to_do(_in_force(session, stack), made, session.client("sesv2")))
    account.take_mail(session.client("ses"), made["MailRules"])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/deploy",
        description="Deploys Tuki to the AWS account that boto3's own settings lead to.",
        epilog="What is left out keeps its value of the last deployment.",
    )
    parser.add_argument("stage", help="for example trial or production: a whole desk of its own")
    parser.add_argument(
        "--portal", metavar="ORIGIN", help="origin of the portal, for example https://support.example.com"
    )
    parser.add_argument(
        "--mail-domain", metavar="NAME", help="domain of the desks' addresses, for example support.example.com"
    )
    parser.add_argument("--api-domain", metavar="NAME", help="name of the API's host, for example api.example.com")
    parser.add_argument("--api-certificate", metavar="ARN", help="the certificate of that name, in the same region")
    parser.add_argument(
        "--alarm-address", metavar="ADDRESS", help="who is told by mail when something waits for a person"
    )
    parser.add_argument("--dry-run", action="store_true", help="package and check only; no account is touched")
    options = parser.parse_args()
    if not _STAGE.fullmatch(options.stage):
        parser.error(f"{options.stage!r} is no stage: lower-case letters, digits and hyphens, at most twenty")
    return options


def _must_be_whole(options: argparse.Namespace) -> None:
    lacking = [f"--{name.replace('_', '-')}" for name in _NEEDED_FIRST if not getattr(options, name)]
    if lacking:
        raise NotDeployed(f"The first deployment of a stage needs {' and '.join(lacking)}.")


def _parameters(options: argparse.Namespace) -> dict[str, str]:
    given = {parameter: getattr(options, name) for name, parameter in _PARAMETERS.items() if getattr(options, name)}
    if "MailDomain" in given:
        given["MailRecipients"] = given["MailDomain"]
    return given | {"KeyParameter": f"/tuki/{options.stage}/secret-key"}


def _in_force(session: Any, stack: str) -> Mapping[str, str]:
    described = account.there(session.client("cloudformation"), stack) or {}
    return {one["ParameterKey"]: one["ParameterValue"] for one in described.get("Parameters", [])}


if __name__ == "__main__":
    sys.exit(main())
