"""What the operator is told: what a desk costs while nobody writes to it, and what is still to do by hand."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

# List prices of eu-west-1 in US dollars, a month.
_AN_ALARM = Decimal("0.10")
_POLLING = Decimal("0.30")
_THOUSAND_RUNS = Decimal("0.0023")
_STORED = Decimal("0.05")
_MINUTES_A_MONTH = 43_800
_RATE = re.compile(r"rate\((\d+) minutes?\)")


def idle_cost(template: Path) -> str:
    """What the alarms and schedules of a packaged template cost, with what else costs though nobody uses it."""
    resources = json.loads(template.read_text())["Resources"].values()
    alarms = sum(one["Type"] == "AWS::CloudWatch::Alarm" for one in resources)
    runs = sum(_MINUTES_A_MONTH // minutes for one in resources for minutes in _rates(one))
    of_alarms, of_runs = alarms * _AN_ALARM, runs * _THOUSAND_RUNS / 1000
    return f"""\
What it costs while nobody uses it, a month (list prices of eu-west-1, in US dollars, without any free tier):
  alarms                       {of_alarms:.2f}   {alarms} of {_AN_ALARM}; an account's first ten are free
  the queue's polling          {_POLLING:.2f}   some 650,000 empty requests
  what runs by the clock       {of_runs:.2f}   {runs:,} short runs and their reads of the table
  logs, storage, backups       {_STORED:.2f}   grows with use
  together                     about {of_alarms + _POLLING + of_runs + _STORED:.2f}
In use: about 2.80 per 1,000 tickets with three replies, two letters each and 1 MB of files."""


def still_to_do(options: Mapping[str, str], made: Mapping[str, str], sesv2: Any) -> str:
    """The steps outside this account's stack, each with what to write where."""
    domain, region = options["MailDomain"], sesv2.meta.region_name
    identity = sesv2.get_email_identity(EmailIdentity=domain)
    tokens = identity.get("DkimAttributes", {}).get("Tokens", [])
    lines = ["Still to do, in the DNS:", f"  {domain}.  MX  10 inbound-smtp.{region}.amazonaws.com."]
    lines += [f"  {token}._domainkey.{domain}.  CNAME  {token}.dkim.amazonses.com." for token in tokens]
    lines.append(f'  _dmarc.{domain}.  TXT  "v=DMARC1; p=quarantine"')
    if "ApiDomainTarget" in made:
        lines.append(f"  {options['ApiDomain']}.  CNAME  {made['ApiDomainTarget']}.")
    else:
        lines += ["", "Give the API a name beside the portal's (--api-domain, --api-certificate): nobody can stay"]
        lines.append("signed in without, because browsers send the session's cookie to no other site.")
    if not identity.get("VerifiedForSendingStatus"):
        lines += ["", "Mail leaves once SES has seen the CNAME records above: up to three days, mostly minutes."]
    if not sesv2.get_account().get("ProductionAccessEnabled"):
        lines += ["", "This account is in the sandbox of SES: it sends to verified addresses only. Ask for production"]
        lines.append("access: console of SES, Account dashboard.")
    return "\n".join([*lines, "", *_portal(options, made, region)])


def _portal(options: Mapping[str, str], made: Mapping[str, str], region: str) -> list[str]:
    """How the portal is published that belongs to this desk."""
    api = f"https://{options['ApiDomain']}" if options.get("ApiDomain") else made["EndpointURL"].rstrip("/")
    return [
        "Then publish the portal:",
        f"  export TUKI_PORTAL={options['PortalOrigin']}/ TUKI_MAIL_DOMAIN={options['MailDomain']}",
        f"  export TUKI_API={api} TUKI_FILES=https://{made['Bucket']}.s3.{region}.amazonaws.com",
        "  .venv/bin/mkdocs gh-deploy --strict",
    ]


def _rates(resource: Mapping[str, Any]) -> list[int]:
    """The minutes between two runs of each of a function's schedules."""
    events = resource.get("Properties", {}).get("Events") or {}
    schedules = (event["Properties"]["Schedule"] for event in events.values() if event["Type"] == "Schedule")
    return [int(found[1]) for found in map(_RATE.fullmatch, schedules) if found]
