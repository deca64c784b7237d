"""What SES is asked to send, and which of its refusals are for good."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import ANY, Stubber

from chalicelib.aws.clients import Clients
from chalicelib.aws.mailer import SesMailer
from chalicelib.desk.ports import Undeliverable
from chalicelib.domain.letter import Outgoing

LETTER = Outgoing(
    sender="Brukerstøtte <promark@support.example.com>",
    to="kari@fjord.example",
    reply_to="",
    subject="Hei",
    text="Hei\n",
    html="<p>Hei</p>",
    headers={},
)
ASKED = {
    "FromEmailAddress": ANY,
    "Destination": {"ToAddresses": ["kari@fjord.example"]},
    "Content": {"Raw": {"Data": ANY}},
}


class _Stubbed(Clients):
    """The one client that a mailer needs, which answers what it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.client: Any = boto3.client(
            "sesv2", region_name="eu-west-1", aws_access_key_id="test", aws_secret_access_key="test"
        )

    def _make(self, service: str) -> Any:
        return self.client


@pytest.fixture
def clients() -> _Stubbed:
    return _Stubbed()


@pytest.fixture
def ses(clients: _Stubbed) -> Iterator[Stubber]:
    with Stubber(clients.client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def test_a_letter_leaves_under_the_set_by_which_ses_tells_of_its_return(clients: _Stubbed, ses: Stubber) -> None:
    ses.add_response("send_email", {"MessageId": "0102-0"}, {**ASKED, "ConfigurationSetName": "letters"})
    assert SesMailer(clients, "letters").send(LETTER) == "<0102-0@eu-west-1.amazonses.com>"


def test_where_no_set_is_given_none_is_named(clients: _Stubbed, ses: Stubber) -> None:
    ses.add_response("send_email", {"MessageId": "0102-0"}, ASKED)
    SesMailer(clients).send(LETTER)


@pytest.mark.parametrize("code", ["MessageRejected", "BadRequestException"])
def test_what_ses_refuses_for_the_letters_sake_is_undeliverable(clients: _Stubbed, ses: Stubber, code: str) -> None:
    ses.add_client_error("send_email", code, "Domain contains illegal character")
    with pytest.raises(Undeliverable):
        SesMailer(clients).send(LETTER)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("MessageRejected", "Email address is not verified."),
        ("BadRequestException", "Configuration set <letters> does not exist."),
        ("TooManyRequestsException", "Maximum sending rate exceeded."),
    ],
)
def test_what_is_amiss_in_our_account_leaves_the_letter_to_its_next_turn(
    clients: _Stubbed, ses: Stubber, code: str, message: str
) -> None:
    ses.add_client_error("send_email", code, message)
    with pytest.raises(ClientError):
        SesMailer(clients, "letters").send(LETTER)
