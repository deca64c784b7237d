"""What happens without anyone at the door: the queue, the stream, the schedule."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest

from chalicelib.policies import bundle
from chalicelib.policies.book import Policies, read_tree
from tests.packaged.deployed import ALICE, MAIL_DOMAIN, OLA, Deployed, eventually
from tests.packaged.test_journey import QUESTION, TEXT, file_ticket
from tests.unit.policy_edits import POLICIES, edited

pytestmark = pytest.mark.packaged

DAY = 86_400
SCHEDULE = {
    "version": "0",
    "id": "a-look",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "000000000000",
    "time": "2026-03-02T08:00:00Z",
    "region": "eu-west-1",
    "resources": [],
    "detail": {},
}


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


def test_staff_see_whom_a_letter_did_not_reach_and_can_have_it_tried_again(deployed: Deployed) -> None:
    number = file_ticket(deployed)
    letter, ola = deployed.letter(ALICE.address, number), deployed.signed_in(OLA)
    sent = {
        "messageId": str(letter.message["Message-ID"]).strip("<>"),
        "headers": [{"name": "Reply-To", "value": str(letter.message["Reply-To"])}],
    }
    bounced = [{"emailAddress": ALICE.address, "status": "5.1.1"}]
    told = {"eventType": "Bounce", "mail": sent, "bounce": {"bounceType": "Permanent", "bouncedRecipients": bounced}}

    def mark() -> Any:
        return ola.get(f"/v1/tickets/{number}").body["ticket"]["contact"]["returned"]

    def acts() -> list[str]:
        return [entry["act"] for entry in ola.get(f"/v1/tickets/{number}").body["entries"]]

    deployed.client("sns").publish(TopicArn=deployed.made["MailTopic"], Message=json.dumps(told))
    assert eventually(mark, "the contact's address is marked")["code"] == "5.1.1"
    assert eventually(lambda: "filed" in acts() or None, "the letter that came back is on its ticket")
    assert ola.post(f"/v1/tickets/{number}/trials", {}).status == 201
    assert mark() is None


@pytest.mark.usefixtures("no_stream")
def test_letters_that_the_stream_missed_leave_with_the_next_tick(deployed: Deployed) -> None:
    number = file_ticket(deployed)
    deployed.invoke("Tick", SCHEDULE)
    assert deployed.letter(ALICE.address, number)


@pytest.mark.parametrize(("function", "rate"), [("Tick", "rate(1 minute)"), ("Refresh", "rate(5 minutes)")])
def test_what_happens_by_itself_happens_on_a_schedule(deployed: Deployed, function: str, rate: str) -> None:
    events = deployed.client("events")
    arn = deployed.client("lambda").get_function(FunctionName=deployed.name_of(function))["Configuration"][
        "FunctionArn"
    ]
    (name,) = events.list_rule_names_by_target(TargetArn=arn)["RuleNames"]
    rule = events.describe_rule(Name=name)
    assert (rule["State"], rule["ScheduleExpression"]) == ("ENABLED", rate)


def test_the_lookout_marks_a_breach_and_tells_of_it_under_its_own_role(deployed: Deployed) -> None:
    number = file_ticket(deployed)
    give(deployed, "Tick", TUKI_SHIFT_SECONDS=str(30 * DAY))
    told = deployed.invoke("Tick", SCHEDULE)
    give(deployed, "Tick", TUKI_SHIFT_SECONDS="0")
    assert told["looks_acted"] >= 1 and "looks_failed" not in told, told
    seen = deployed.signed_in(OLA).get(f"/v1/tickets/{number}").body
    assert [entry["act"] for entry in seen["entries"]] == ["opened", "warned", "breached"]


def test_what_the_portal_publishes_is_taken_and_counts_at_the_door(deployed: Deployed) -> None:
    areas: Any = POLICIES.tree["promark.yaml"]["areas"]  # type: ignore[index]
    published = read_tree(edited("promark.yaml", "areas", to=[*areas, {**areas[0], "id": "published"}]))
    with portal_with(published) as origin:
        give(deployed, "Refresh", TUKI_PORTAL=origin)
        assert deployed.invoke("Refresh", SCHEDULE) == {"outcome": "taken", "hash": published.hash}
        assert deployed.invoke("Refresh", SCHEDULE) == {"outcome": "unchanged", "hash": published.hash}
    assert deployed.invoke("Refresh", SCHEDULE) == {"outcome": "missing", "hash": published.hash}
    give(deployed, "APIHandler", TUKI_SHIFT_SECONDS="0")
    filed = deployed.signed_in(ALICE).post("/v1/tickets", {**QUESTION, "text": TEXT, "files": [], "area": "published"})
    assert filed.status == 201, filed.body


@contextmanager
def portal_with(policies: Policies) -> Iterator[str]:
    """A host that publishes these policies: its origin."""

    class Portal(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/policies.json" else 404)
            self.end_headers()
            self.wfile.write(bundle.to_bundle(policies).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: what was fetched shows in what the desk does."""

    with HTTPServer(("127.0.0.1", 0), Portal) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def give(deployed: Deployed, function: str, **settings: str) -> None:
    """Change what a function reads from its environment; it starts anew."""
    functions, name = deployed.client("lambda"), deployed.name_of(function)
    before = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    functions.update_function_configuration(FunctionName=name, Environment={"Variables": before | settings})
