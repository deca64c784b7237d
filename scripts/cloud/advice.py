"""What the operator is told: what a desk costs while nobody writes to it, and what is still to do by hand."""

from collections.abc import Mapping
from typing import Any

IDLE_COST = """\
What it costs while nobody uses it, a month (list prices of eu-west-1, in US dollars, without any free tier):
  alarms                       0.70   seven of 0.10; an account's first ten are free
  the queue's polling          0.30   some 650,000 empty requests
  one tick a minute            0.10   43,800 short runs and a read of the table each
  logs, storage, backups       0.05   grows with use
  together                     about 1.20
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
