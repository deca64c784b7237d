"""Letters out, through SES: raw MIME made here, text and HTML side by side."""

from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr
from typing import Any

from chalicelib.aws.clients import Clients
from chalicelib.desk.ports import Undeliverable
from chalicelib.domain.letter import Outgoing

# Python would fold a long Message-ID by encoding it, and threads would break: these headers go out as they are.
_POLICY = SMTP.clone(refold_source="none")
_OF_MESSAGE_IDS = ("In-Reply-To", "References")
_MOST_ID_CHARACTERS = 900
_MOST_LINE_CHARACTERS = 72  # An encoded word may have 75, and Python counts the line without what ends it.
_REFUSED = ("MessageRejected", "BadRequestException")
_OURS_TO_MEND = ("not verified", "configuration set")
_NO_ADDRESS = "not an address that mail can be sent to"


class SesMailer:
    """The port `Mailer` on SES, in boto3's own region.

    `configuration_set` names the one by which SES tells of letters that come back; "" where there is none.
    """

    def __init__(self, clients: Clients, configuration_set: str = "") -> None:
        self._clients = clients
        self._events = {"ConfigurationSetName": configuration_set} if configuration_set else {}

    def send(self, letter: Outgoing) -> str:
        client = self._clients.of("sesv2")
        try:
            answer = client.send_email(
                FromEmailAddress=formataddr((_name_of(letter.sender), _mailable(letter.sender))),
                Destination={"ToAddresses": [_mailable(letter.to)]},
                Content={"Raw": {"Data": mime_of(letter)}},
                **self._events,
            )
        except client.exceptions.ClientError as error:
            if _is_for_good(error.response["Error"]):
                raise Undeliverable(error.response["Error"].get("Message", "")) from error
            raise
        return message_id(answer["MessageId"], client.meta.region_name)


def mime_of(letter: Outgoing) -> bytes:
    """The letter as it goes on the wire. Raises Undeliverable for an address that no mail can carry."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(_name_of(letter.sender), addr_spec=_mailable(letter.sender))
    message["To"] = Address(addr_spec=_mailable(letter.to))
    if letter.reply_to:
        message["Reply-To"] = Address(addr_spec=_mailable(letter.reply_to))
    message.set_raw("Subject", _encoded("Subject", letter.subject))
    for name, value in letter.headers.items():
        words = value.split()
        if name in _OF_MESSAGE_IDS:
            words = [word for word in words if word.isascii() and len(word) <= _MOST_ID_CHARACTERS]
            if words:
                message.set_raw(name, "\r\n ".join(words))
        elif words:
            message.set_raw(name, _encoded(name, value))
    message.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return message.as_bytes()


def _encoded(name: str, value: str) -> str:
    """A header's words, encoded by the older of Python's two ways: the newer fails on some that strangers made up."""
    text = " ".join(value.split())
    charset = "us-ascii" if text.isascii() and "=?" not in text else "utf-8"
    return Header(text, charset, header_name=name, maxlinelen=_MOST_LINE_CHARACTERS).encode(linesep="\r\n")


def message_id(given: str, region: str) -> str:
    """The Message-ID that SES puts in place of ours, from the id that it answers."""
    host = "email" if region == "us-east-1" else region
    return f"<{given}>" if "@" in given else f"<{given}@{host}.amazonses.com>"


def _mailable(address: str) -> str:
    """The bare address in ASCII, its domain in Punycode. SES takes no local part beyond ASCII."""
    local, _, domain = address.rpartition("<")[2].strip("> ").rpartition("@")
    try:
        plain = f"{local}@{domain.encode('idna').decode()}"
        Address(addr_spec=plain)
    except (ValueError, IndexError, MessageError) as error:
        raise Undeliverable(_NO_ADDRESS) from error
    if not (local and domain and plain.isascii()):
        raise Undeliverable(_NO_ADDRESS)
    return plain


def _name_of(sender: str) -> str:
    """The name in `Name <address>`, which may hold commas and colons unquoted."""
    return sender.rpartition("<")[0].strip('" ')


def _is_for_good(error: dict[str, Any]) -> bool:
    """Whether trying again is no use. What is amiss in our account is the operator's to mend: letters wait."""
    said = error.get("Message", "").casefold()
    return error.get("Code") in _REFUSED and not any(words in said for words in _OURS_TO_MEND)
