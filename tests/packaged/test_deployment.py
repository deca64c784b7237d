"""scripts/deploy as the operator runs it, against the account in which the package stands already."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cloud import account, deploy
from local import emulator
from local.quirks import deployable
from tests.packaged.deployed import ALICE, KEY_PARAMETER, MAIL_DOMAIN, PORTAL, STACK, Deployed

pytestmark = pytest.mark.packaged

STAGE = STACK.removeprefix("tuki-")

Run = Callable[..., int]


@pytest.fixture
def run(deployed: Deployed, template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """scripts/deploy with arguments; its exit status. This Python is a release's, the package the suite's own."""
    emulated = template.with_name("again.json")
    emulated.write_text(json.dumps(deployable(json.loads(template.read_text()))))
    monkeypatch.setattr(deploy, "package", lambda stage, target: emulated)
    monkeypatch.setattr(deploy, "RELEASE_PYTHON", sys.version_info[:2])
    for name, value in emulator.environment(deployed.endpoint).items():
        monkeypatch.setenv(name, value)

    def ran(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["scripts/deploy", *arguments])
        return deploy.main()

    yield ran
    emulated.unlink()


def test_a_second_deployment_keeps_the_desk_its_settings_and_its_key(deployed: Deployed, run: Run) -> None:
    before = _secret_key(deployed)
    assert run(STAGE) == 0
    assert _secret_key(deployed) == before
    told = account.there(deployed.client("cloudformation"), STACK)
    assert told is not None
    assert {one["OutputKey"]: one["OutputValue"] for one in told["Outputs"]} == dict(deployed.made)
    assert deployed.signed_in(ALICE).get("/v1/session").status == 200


def test_a_deployment_tells_what_it_costs_and_what_is_left_to_do(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(STAGE) == 0
    told = capsys.readouterr().out
    assert "What it costs while nobody uses it" in told
    assert f"{MAIL_DOMAIN}.  MX  10 inbound-smtp.eu-west-1.amazonaws.com." in told
    assert f"TUKI_PORTAL={PORTAL}/" in told


def test_the_account_takes_mail_by_the_desks_rules(deployed: Deployed, run: Run) -> None:
    assert run(STAGE) == 0
    assert deployed.client("ses").describe_active_receipt_rule_set()["Metadata"]["Name"] == deployed.made["MailRules"]


def test_receipt_rules_of_somebody_else_stay_in_force(deployed: Deployed) -> None:
    ses = deployed.client("ses")
    ses.create_receipt_rule_set(RuleSetName="somebody-elses")
    ses.set_active_receipt_rule_set(RuleSetName="somebody-elses")
    with pytest.raises(account.NotDeployed, match="somebody-elses"):
        account.take_mail(ses, "ours")
    assert ses.describe_active_receipt_rule_set()["Metadata"]["Name"] == "somebody-elses"
    ses.set_active_receipt_rule_set()


def test_the_first_deployment_of_a_stage_asks_for_what_it_needs(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("another") == 1
    assert "--portal and --mail-domain" in capsys.readouterr().err


def test_a_release_is_packaged_by_the_python_that_it_runs_on(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deploy, "RELEASE_PYTHON", (3, 99))
    assert run(STAGE) == 1
    assert "Python 3.99" in capsys.readouterr().err


def test_a_dry_run_touches_no_account(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    assert run("another", "--dry-run") == 0
    assert "Nothing was deployed" in capsys.readouterr().out


def _secret_key(deployed: Deployed) -> str:
    parameter = deployed.client("ssm").get_parameter(Name=KEY_PARAMETER, WithDecryption=True)
    return str(parameter["Parameter"]["Value"])
