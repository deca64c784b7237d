"""What the template says of the account: kept data, narrow roles, alarms, and answers that a browser can read."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.aws import keys, ranges
from local.paths import REPOSITORY

pytestmark = pytest.mark.packaged

FUNCTIONS = ("APIHandler", "MailIn", "Post", "Tick", "Refresh")


@pytest.fixture(scope="session")
def environment(template: Path) -> dict[str, Any]:
    """What every function is given."""
    given: dict[str, Any] = json.loads(template.read_text())["Globals"]["Function"]["Environment"]["Variables"]
    return given


@pytest.fixture(scope="session")
def resources(template: Path) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(template.read_text())["Resources"]
    return whole


@pytest.mark.parametrize("name", ["Table", "Bucket", "MailDeadLetters"])
def test_what_the_desk_keeps_outlives_its_stack(resources: dict[str, Any], name: str) -> None:
    assert resources[name]["DeletionPolicy"] == "Retain"
    assert resources[name]["UpdateReplacePolicy"] == "Retain"


def test_the_functions_are_those_of_the_application_and_each_has_a_role_of_its_own(resources: dict[str, Any]) -> None:
    roles = {
        name: one["Properties"]["Role"]["Fn::GetAtt"][0]
        for name, one in resources.items()
        if one["Type"] == "AWS::Serverless::Function"
    }
    assert set(roles) == set(FUNCTIONS)
    assert len(set(roles.values())) == len(FUNCTIONS)


def test_no_role_may_do_everything_to_anything(resources: dict[str, Any]) -> None:
    for sid, action, resource in _grants(resources):
        assert "*" not in action, sid
        assert resource != "*" or action == "dynamodb:ListStreams", f"{sid}: a list of streams has no narrower name"


def test_no_role_may_change_the_table_itself_or_read_it_whole(resources: dict[str, Any]) -> None:
    granted = {action for _, action, _ in _grants(resources)}
    assert granted.isdisjoint({"dynamodb:Scan", "dynamodb:DeleteTable", "s3:DeleteObject", "ssm:PutParameter"})


def test_a_function_ends_before_its_mail_is_given_to_another(resources: dict[str, Any]) -> None:
    timeout = resources["MailIn"]["Properties"]["Timeout"]
    assert resources["MailQueue"]["Properties"]["VisibilityTimeout"] >= 6 * timeout


def test_mail_that_failed_comes_again_without_the_rest_of_its_batch(resources: dict[str, Any]) -> None:
    source = resources["MailIn"]["Properties"]["Events"]["Mail"]["Properties"]
    assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_every_functions_log_ends_by_itself(resources: dict[str, Any]) -> None:
    logs = [one["Properties"] for one in resources.values() if one["Type"] == "AWS::Logs::LogGroup"]
    assert {one["LogGroupName"]["Fn::Sub"] for one in logs} == {f"/aws/lambda/${{{name}}}" for name in FUNCTIONS}
    assert all(one["RetentionInDays"] for one in logs)


def test_every_alarm_tells_somebody_what_to_think_of_it(resources: dict[str, Any]) -> None:
    alarms = [one["Properties"] for one in resources.values() if one["Type"] == "AWS::CloudWatch::Alarm"]
    assert len(alarms) >= 6
    assert all(one["AlarmDescription"] and one["AlarmActions"] == [{"Ref": "AlarmTopic"}] for one in alarms)


def test_every_word_that_an_alarm_waits_for_is_said_by_the_functions(resources: dict[str, Any]) -> None:
    filters = [one["Properties"] for one in resources.values() if one["Type"] == "AWS::Logs::MetricFilter"]
    said = "".join(path.read_text("utf-8") for path in (REPOSITORY / "functions").rglob("*.py"))
    for one in filters:
        assert _words(one)
        assert all(re.search(rf'LOG\.(info|error|exception)\("{word}"', said) for word in _words(one))
    counted = {one["MetricTransformations"][0]["MetricName"] for one in filters}
    alarms = [one["Properties"] for one in resources.values() if one["Type"] == "AWS::CloudWatch::Alarm"]
    assert counted == {alarm["MetricName"] for alarm in alarms if "Tuki/" in str(alarm["Namespace"])}
    assert counted == {
        "LettersGivenUp",
        "MailsSetAside",
        "MailsWithAProblem",
        "PoliciesNotRead",
        "PoliciesNotTaken",
        "TicketsNotKept",
    }


def test_an_alarm_waits_for_every_ticket_that_fails_and_every_door_without_the_policies(
    resources: dict[str, Any],
) -> None:
    filters = [one["Properties"] for one in resources.values() if one["Type"] == "AWS::Logs::MetricFilter"]
    heard = {(one["LogGroupName"]["Ref"], word) for one in filters for word in _words(one)}
    assert {("TickLogGroup", "ticket not looked at"), ("TickLogGroup", "ticket not moved")} <= heard
    deciding = {log for log, word in heard if word == "policies in force not read"}
    assert deciding == {"ApiHandlerLogGroup", "MailInLogGroup", "TickLogGroup"}, "those that say when a ticket is due"


def test_an_alarm_waits_for_every_reason_why_a_mail_is_not_understood(resources: dict[str, Any]) -> None:
    heard = re.findall(r'\$\.reason = "([^"]+)"', resources["MailWithAProblem"]["Properties"]["FilterPattern"])
    reads = REPOSITORY / "functions" / "chalicelib" / "domain" / "mail"
    said = "".join(path.read_text("utf-8") for path in reads.rglob("*.py"))
    assert set(heard) == {"not_a_mail", *re.findall(r'"(too_\w+)"', said)}
    assert resources["MailWithAProblem"]["Properties"]["LogGroupName"] == {"Ref": "MailInLogGroup"}


def test_letters_that_come_back_are_told_to_the_topic_of_mail_and_nobody_watches_readers(
    resources: dict[str, Any], environment: dict[str, Any]
) -> None:
    assert environment["TUKI_CONFIGURATION_SET"] == {"Ref": "Letters"}
    told = resources["LettersThatComeBack"]["Properties"]
    assert told["ConfigurationSetName"] == {"Ref": "Letters"}
    assert told["EventDestination"]["SnsDestination"] == {"TopicARN": {"Ref": "MailTopic"}}
    assert set(told["EventDestination"]["MatchingEventTypes"]) == {"bounce", "complaint"}
    assert "TrackingOptions" not in resources["Letters"]["Properties"]
    (allowed,) = resources["MailTopicFromSes"]["Properties"]["PolicyDocument"]["Statement"]
    assert allowed["Principal"] == {"Service": "ses.amazonaws.com"}


def test_who_may_send_may_send_under_the_set_that_tells_what_comes_back(resources: dict[str, Any]) -> None:
    sending = {
        sid: [target["Fn::Sub"].rpartition(":")[2] for target in _listed(statement["Resource"])]
        for sid, statement in _statements(resources)
        if "ses:SendEmail" in _listed(statement["Action"])
    }
    assert len(sending) == 3
    assert all(said == ["identity/${MailDomain}", "configuration-set/${Letters}"] for said in sending.values())


def test_who_faces_the_internet_touches_nothing_but_the_policies(resources: dict[str, Any]) -> None:
    (role,) = resources["Refresh"]["Properties"]["Role"]["Fn::GetAtt"][:1]
    statements = resources[role]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
    of_table = [one for one in statements if any("dynamodb:" in action for action in _listed(one["Action"]))]
    only = {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": [keys.policies_in_force()[ranges.PARTITION]]}}
    assert [one["Condition"] for one in of_table] == [only]
    assert not [one for one in statements if any("ssm:" in action for action in _listed(one["Action"]))]


def test_the_gateways_own_refusals_can_be_read_at_the_portal(resources: dict[str, Any]) -> None:
    answers = resources["RestAPI"]["Properties"]["GatewayResponses"]
    assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= set(answers)
    for answer in answers.values():
        assert answer["ResponseParameters"]["Headers"]["Access-Control-Allow-Origin"] == {
            "Fn::Sub": "'${PortalOrigin}'"
        }
        body = answer["ResponseTemplates"]["application/json"].replace("$context.error.messageString", '"said"')
        assert {"type", "title", "code", "detail", "request"} <= set(json.loads(body))


def _words(metric_filter: dict[str, Any]) -> list[str]:
    """What a line of the log has to say to be counted."""
    return re.findall(r'\$\.what = "([^"]+)"', metric_filter["FilterPattern"])


def _grants(resources: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Statement, action and resource of everything that a role is granted."""
    for sid, statement in _statements(resources):
        for action in _listed(statement["Action"]):
            for resource in _listed(statement["Resource"]):
                yield sid, action, resource


def _statements(resources: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The statements of every role's policies, each by the role's name and its own."""
    for name, one in resources.items():
        for policy in one["Properties"].get("Policies", ()) if one["Type"] == "AWS::IAM::Role" else ():
            for statement in policy["PolicyDocument"]["Statement"]:
                yield f"{name} {statement['Sid']}", statement


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
