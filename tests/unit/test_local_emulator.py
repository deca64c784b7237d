"""The embedded AWS: holds what infra/resources.yaml asks for, and keeps what it holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from local import emulator
from local.paths import RESOURCES

MAIL = b"From: e@support.example.com\r\nTo: ana@kunde.example\r\nSubject: Hei\r\n\r\nHei\r\n"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with emulator.running() as started:
        yield started


def test_the_resources_are_made_once_and_found_again(endpoint: str) -> None:
    made = emulator.deploy(endpoint, RESOURCES)
    assert {"Table", "TableStream", "Bucket", "MailTopic", "MailQueue", "MailQueueArn", "MailDeadLetters"} <= set(made)
    assert emulator.deploy(endpoint, RESOURCES) == made


def test_what_its_cloudformation_leaves_out_is_mended(endpoint: str) -> None:
    made = emulator.deploy(endpoint, RESOURCES)
    ttl = emulator.client("dynamodb", endpoint).describe_time_to_live(TableName=made["Table"])["TimeToLiveDescription"]
    rules = emulator.client("s3", endpoint).get_bucket_lifecycle_configuration(Bucket=made["Bucket"])["Rules"]
    assert (ttl["TimeToLiveStatus"], ttl["AttributeName"]) == ("ENABLED", "expires_at")
    assert {rule["Filter"]["Prefix"]: rule.get("Expiration") for rule in rules}["uploads/"] == {"Days": 2}


def test_what_the_topic_hears_reaches_the_queue(endpoint: str) -> None:
    made = emulator.deploy(endpoint, RESOURCES)
    emulator.client("sns", endpoint).publish(TopicArn=made["MailTopic"], Subject="x", Message="hei")
    said = emulator.client("sqs", endpoint).receive_message(QueueUrl=made["MailQueue"], WaitTimeSeconds=2)
    assert '"Message": "hei"' in said["Messages"][0]["Body"]


def test_a_browser_may_upload_from_the_portal_and_from_nowhere_else(endpoint: str) -> None:
    made = emulator.deploy(endpoint, RESOURCES, parameters={"PortalOrigin": "https://portal.example"})
    (rule,) = emulator.client("s3", endpoint).get_bucket_cors(Bucket=made["Bucket"])["CORSRules"]
    assert (rule["AllowedOrigins"], rule["AllowedMethods"]) == (["https://portal.example"], ["POST"])


def test_items_objects_mails_and_letters_are_there_after_a_restart_on_another_port(tmp_path: Path) -> None:
    with emulator.running(tmp_path) as endpoint:
        made = emulator.deploy(endpoint, RESOURCES)
        item = {"pk": {"S": "T"}, "sk": {"S": "1"}}
        emulator.client("dynamodb", endpoint).put_item(TableName=made["Table"], Item=item)
        emulator.client("s3", endpoint).put_object(Bucket=made["Bucket"], Key="mail/1", Body=b"raw")
        emulator.client("sns", endpoint).publish(TopicArn=made["MailTopic"], Subject="x", Message="hei")
        emulator.client("sesv2", endpoint).send_email(
            FromEmailAddress="e@support.example.com",
            Destination={"ToAddresses": ["ana@kunde.example"]},
            Content={"Raw": {"Data": MAIL}},
        )
    with emulator.running(tmp_path) as endpoint:
        assert emulator.outputs(endpoint) is not None
        found = emulator.client("dynamodb", endpoint).scan(TableName=made["Table"])["Items"]
        kept = emulator.client("s3", endpoint).get_object(Bucket=made["Bucket"], Key="mail/1")["Body"].read()
        waiting = emulator.client("sqs", endpoint).receive_message(QueueUrl=made["MailQueue"], WaitTimeSeconds=2)
        (letter,) = emulator.letters(endpoint)
    assert (len(found), kept, len(waiting["Messages"])) == (1, b"raw", 1)
    assert (letter.to, str(letter.message["Subject"])) == (("ana@kunde.example",), "Hei")
