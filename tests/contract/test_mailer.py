"""The port `Mailer`: a letter leaves under a Message-ID of its own, or the address is known to be no good."""

import pytest
from tests.contract.samples import outgoing
from tests.contract.worlds import Cloud, Ports

from chalicelib.desk.ports import Undeliverable


def test_each_letter_leaves_under_a_message_id_of_its_own(ports: Ports) -> None:
    first, second = ports.mailer.send(outgoing()), ports.mailer.send(outgoing())
    assert first != second
    assert all(mail_id.startswith("<") and mail_id.endswith("amazonses.com>") for mail_id in (first, second))


def test_what_is_no_address_is_undeliverable(ports: Ports) -> None:
    with pytest.raises(Undeliverable):
        ports.mailer.send(outgoing(to="nobody"))


def test_an_address_of_ours_not_yet_verified_is_no_reason_to_give_a_letter_up(emulator: Cloud) -> None:
    with pytest.raises(emulator.clients.of("sesv2").exceptions.MessageRejected, match="not verified"):
        emulator.ports.mailer.send(outgoing(sender="Desk <desk@unverified.example>"))


def test_the_emulator_got_the_letter_as_written(emulator: Cloud) -> None:
    from local import emulator as local

    emulator.ports.mailer.send(outgoing())
    letter = local.letters(emulator.clients.of("sesv2").meta.endpoint_url)[0]
    assert letter.to == ("kari@fjord.example",)
    assert letter.message["From"] == '"Brukerstøtte: tid" <promark@support.example.com>'
    assert letter.message["Subject"] == outgoing().subject
    assert letter.message["Auto-Submitted"] == "auto-generated"
    assert (letter.part("plain") or "").replace("\r\n", "\n") == outgoing().text
    assert (letter.part("html") or "").strip() == outgoing().html
