"""What SES tells of our letters: read as AWS documents it, given to the desk, and never taken for a mail."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib import arrivals
from chalicelib.desk.mail.returns import TakenBack
from chalicelib.domain.returned import Returned

ID = "0102018f7c191be4-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000"
REPLY_TO = "promark+pro-1042.q7f3k2m9p4d8h6s1t5v0@support.example.com"
MAIL = {
    "timestamp": "2026-03-02T08:00:00.000Z",
    "source": "Brukerstøtte <promark@support.example.com>",
    "sourceArn": "arn:aws:ses:eu-west-1:123456789012:identity/support.example.com",
    "messageId": ID,
    "destination": ["kari@fjord.example"],
    "headersTruncated": False,
    "headers": [
        {"name": "From", "value": "Brukerstøtte <promark@support.example.com>"},
        {"name": "Reply-To", "value": REPLY_TO},
    ],
}
BOUNCE = {
    "eventType": "Bounce",
    "bounce": {
        "bounceType": "Permanent",
        "bounceSubType": "General",
        "bouncedRecipients": [
            {
                "emailAddress": "kari@fjord.example",
                "action": "failed",
                "status": "5.1.1",
                "diagnosticCode": "smtp; 550 5.1.1 user unknown",
            }
        ],
        "timestamp": "2026-03-02T08:00:02.669Z",
        "feedbackId": "0102018f7c191be4-61b59c11",
        "reportingMTA": "dsn; mta.fjord.example",
    },
    "mail": MAIL,
}
COMPLAINT = {
    "eventType": "Complaint",
    "complaint": {
        "complainedRecipients": [{"emailAddress": "kari@fjord.example"}],
        "timestamp": "2026-03-02T09:00:00.000Z",
        "complaintSubType": None,
        "complaintFeedbackType": "abuse",
    },
    "mail": MAIL,
}
RETURNED = Returned(
    mail_ids=(f"<{ID}@eu-west-1.amazonses.com>",),
    addresses=(REPLY_TO,),
    recipient="kari@fjord.example",
    code="5.1.1",
    is_hard=True,
    is_complaint=False,
    at=datetime(2026, 3, 2, 8, 0, 2, 669000, UTC),
)


@pytest.fixture
def taken_back(monkeypatch: pytest.MonkeyPatch) -> list[Returned]:
    """What the desk is given; it needs no world to keep it here."""
    given: list[Returned] = []

    def take_back(world: object, returned: Returned) -> TakenBack:
        given.append(returned)
        return TakenBack("PRO-1042", is_marked=True)

    monkeypatch.setattr(arrivals, "take_back", take_back)
    monkeypatch.setattr(arrivals.wiring, "world", lambda: None)
    return given


def told(message: str) -> dict[str, Any]:
    """A batch of one, as the queue hands it on."""
    return {"Records": [{"messageId": "1", "awsRegion": "eu-west-1", "body": json.dumps({"Message": message})}]}


def of_bounce(**changes: object) -> dict[str, Any]:
    return {**BOUNCE, "bounce": {**BOUNCE["bounce"], **changes}}  # type: ignore[dict-item]


def only(notification: dict[str, Any]) -> Returned:
    (returned,) = arrivals.returned_letters(notification, "eu-west-1")
    return returned


def test_a_bounce_names_its_letter_as_it_was_sent_and_the_address_it_did_not_reach() -> None:
    assert only(BOUNCE) == RETURNED


@pytest.mark.parametrize("kind", ["Transient", "Undetermined"])
def test_only_a_permanent_bounce_is_hard(kind: str) -> None:
    assert not only(of_bounce(bounceType=kind)).is_hard


def test_each_recipient_of_a_bounce_is_told_by_herself() -> None:
    people = [{"emailAddress": "kari@fjord.example"}, {"emailAddress": "Ola <ola@fjord.example>"}]
    letters = arrivals.returned_letters(of_bounce(bouncedRecipients=people), "eu-west-1")
    assert [one.recipient for one in letters] == ["kari@fjord.example", "ola@fjord.example"]


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ({"status": "5.0.0 (undefined status)"}, "5.0.0"),
        ({"diagnosticCode": "smtp; 550 5.7.1 refused for 5.1.2.10"}, "5.7.1"),
        ({"diagnosticCode": "smtp; 550 refused for 5.1.2.10"}, ""),
        ({"status": None, "diagnosticCode": "smtp; 452-4.2.2 mailbox full."}, "4.2.2"),
        ({}, ""),
    ],
)
def test_the_status_code_is_given_or_found_in_the_words_of_the_other_side(person: dict[str, Any], code: str) -> None:
    people = [{"emailAddress": "kari@fjord.example", **person}]
    assert only(of_bounce(bouncedRecipients=people)).code == code


@pytest.mark.parametrize("headers", [{}, {"headers": None}, {"headers": [], "headersTruncated": True}])
def test_where_the_letters_headers_are_left_out_its_id_alone_names_it(headers: dict[str, Any]) -> None:
    mail = {name: value for name, value in MAIL.items() if name != "headers"}
    returned = only({**BOUNCE, "mail": {**mail, **headers}})
    assert returned.addresses == ()
    assert returned.mail_ids == RETURNED.mail_ids


@pytest.mark.parametrize("timestamp", [None, "", "yesterday", "2026-03-02T08:00:02"])
def test_an_instant_that_cannot_be_read_is_none(timestamp: object) -> None:
    assert only(of_bounce(timestamp=timestamp)).at is None


def test_a_complaint_is_no_bounce() -> None:
    returned = only(COMPLAINT)
    assert (returned.is_complaint, returned.is_hard, returned.code) == (True, False, "")
    assert returned.recipient == "kari@fjord.example"


def test_a_report_that_a_letter_is_no_spam_is_no_complaint(taken_back: list[Returned]) -> None:
    complaint = {**COMPLAINT["complaint"], "complaintFeedbackType": "not-spam"}  # type: ignore[dict-item]
    notification = {**COMPLAINT, "complaint": complaint}
    assert arrivals.returned_letters(notification, "eu-west-1") == ()
    assert arrivals.take_in(told(json.dumps(notification))) == {"batchItemFailures": []}
    assert taken_back == []


@pytest.mark.parametrize("name", ["eventType", "notificationType"])
def test_by_either_name_of_its_type_it_is_given_to_the_desk(taken_back: list[Returned], name: str) -> None:
    notification = {name: "Bounce", **{key: value for key, value in BOUNCE.items() if key != "eventType"}}
    assert arrivals.take_in(told(json.dumps(notification))) == {"batchItemFailures": []}
    assert taken_back == [RETURNED]


@pytest.mark.parametrize(
    "message",
    [
        json.dumps({"eventType": "DeliveryDelay", "mail": MAIL}),
        json.dumps({"notificationType": "AmazonSnsSubscriptionSucceeded", "message": "You have subscribed"}),
        "Successfully validated SNS topic for Amazon SES event publishing.",
    ],
)
def test_what_is_of_no_use_to_the_desk_is_done_with_at_once(taken_back: list[Returned], message: str) -> None:
    assert arrivals.take_in(told(message)) == {"batchItemFailures": []}
    assert taken_back == []


@pytest.mark.parametrize(
    "message",
    ["no JSON", "[]", "{}", json.dumps({"eventType": "Bounce", "mail": MAIL}), json.dumps({**BOUNCE, "mail": {}})],
)
def test_what_lacks_its_parts_comes_again_and_ends_among_the_dead_letters(
    taken_back: list[Returned], message: str
) -> None:
    assert arrivals.take_in(told(message)) == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert taken_back == []
