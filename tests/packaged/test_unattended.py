"""What happens without anyone at the door: the queue, the stream, the schedule."""

import json
import time
from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.packaged.deployed import ALICE, MAIL_DOMAIN, Deployed, eventually
from tests.packaged.test_journey import file_ticket

pytestmark = pytest.mark.packaged

MINUTE = 60


@pytest.fixture
def no_stream(deployed: Deployed) -> Iterator[None]:
    """The table's stream tells nobody."""
    functions = deployed.client("lambda")
    (source,) = functions.list_event_source_mappings(FunctionName=deployed.name_of("Post"))["EventSourceMappings"]
    functions.update_event_source_mapping(UUID=source["UUID"], Enabled=False)
    yield
    functions.update_event_source_mapping(UUID=source["UUID"], Enabled=True)


def test_a_mail_that_cannot_be_read_holds_up_no_other(deployed: Deployed) -> None:
    lost = {
        "receipt": {
            "recipients": [f"promark@{MAIL_DOMAIN}"],
            "action": {"type": "S3", "bucketName": deployed.made["Bucket"], "objectKey": f"mail/{uuid4()}"},
        }
    }
    deployed.client("sns").publish(TopicArn=deployed.made["MailTopic"], Subject="Mail", Message=json.dumps(lost))
    deployed.mail(ALICE.address, f"promark@{MAIL_DOMAIN}", "Etter den tapte", "Kommer denne frem?\n")
    assert deployed.letter(ALICE.address, "Etter den tapte")

    def waits() -> bool | None:
        told = deployed.client("sqs").get_queue_attributes(
            QueueUrl=deployed.made["MailQueue"], AttributeNames=["ApproximateNumberOfMessagesNotVisible"]
        )
        return told["Attributes"]["ApproximateNumberOfMessagesNotVisible"] == "1" or None

    assert eventually(waits, "the lost mail alone is left in the queue, to come again")


@pytest.mark.usefixtures("no_stream")
def test_letters_that_the_stream_missed_leave_with_the_next_tick(deployed: Deployed) -> None:
    number = file_ticket(deployed)
    passed = time.monotonic() - deployed.deployed_at
    assert deployed.letter(ALICE.address, number, within_seconds=max(0.0, MINUTE - passed) + MINUTE + 15)
