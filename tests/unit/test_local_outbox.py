"""The outbox: each letter as its reader would see it, and none of them able to do anything."""

import base64
import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from local.functions import Answer
from local.letters import LetterBox, read_letters
from local.outbox import Outbox


def send(box: LetterBox, number: int, html: str | None = None) -> None:
    message = EmailMessage()
    message["From"] = "Evidencija <evidencija@support.example.com>"
    message["To"] = "ana@kunde.example"
    message["Reply-To"] = "evidencija+evi-1.abc@support.example.com"
    message["Subject"] = f"Pismo {number} <b>č</b>"
    message["Message-ID"] = "<ours@support.example.com>"
    message.set_content(f"tekst {number}")
    if html:
        message.add_alternative(html, subtype="html")
    request = {
        "FromEmailAddress": "evidencija@support.example.com",
        "Destination": {"ToAddresses": ["ana@kunde.example"]},
        "Content": {"Raw": {"Data": base64.b64encode(message.as_bytes()).decode()}},
    }
    box.keep(json.dumps(request).encode(), json.dumps({"MessageId": f"00{number}@email.amazonses.com"}).encode())


@pytest.fixture
def box(tmp_path: Path) -> LetterBox:
    return LetterBox(tmp_path / "letters")


@pytest.fixture
def outbox(box: LetterBox) -> Outbox:
    return Outbox(lambda: read_letters(box.as_json()))


def header(answer: Answer, name: str) -> str:
    return dict(answer.headers)[name]


def test_an_empty_outbox_says_so(outbox: Outbox) -> None:
    assert b"No letter has been sent yet" in outbox.answer("/outbox/").body


def test_the_newest_letter_comes_first(box: LetterBox, outbox: Outbox) -> None:
    send(box, 1)
    send(box, 2)
    page = outbox.answer("/outbox/").body.decode()
    assert page.index("Pismo 2") < page.index("Pismo 1")


def test_a_subject_is_shown_as_text_never_as_html(box: LetterBox, outbox: Outbox) -> None:
    send(box, 1)
    assert b"&lt;b&gt;\xc4\x8d&lt;/b&gt;" in outbox.answer("/outbox/").body


def test_the_html_part_is_framed_where_it_can_run_and_fetch_nothing(box: LetterBox, outbox: Outbox) -> None:
    send(box, 1, "<script>x</script><p>Bok</p>")
    assert b'<iframe src="/outbox/001.html" sandbox=' in outbox.answer("/outbox/").body
    letter = outbox.answer("/outbox/001.html")
    assert b"<p>Bok</p>" in letter.body
    assert "default-src 'none'" in header(letter, "Content-Security-Policy")
    assert "script-src" not in header(letter, "Content-Security-Policy")
    assert "sandbox" in header(letter, "Content-Security-Policy")


def test_a_letter_carries_the_message_id_that_ses_gives(box: LetterBox, outbox: Outbox) -> None:
    send(box, 1)
    (letter,) = json.loads(outbox.answer("/outbox/letters.json").body)
    assert ["Message-ID", "<001@email.amazonses.com>"] in letter["headers"]
    assert ["Reply-To", "evidencija+evi-1.abc@support.example.com"] in letter["headers"]
    assert letter["text"].strip() == "tekst 1"


def test_the_whole_mail_can_be_had(box: LetterBox, outbox: Outbox) -> None:
    send(box, 1)
    assert header(outbox.answer("/outbox/001.eml"), "Content-Type") == "message/rfc822"


def test_older_letters_stand_on_further_pages(box: LetterBox, outbox: Outbox) -> None:
    for number in range(25):
        send(box, number)
    assert outbox.answer("/outbox/").body.count(b"<article") == 20
    assert outbox.answer("/outbox/?page=2").body.count(b"<article") == 5
    assert outbox.answer("/outbox/?page=x").body.count(b"<article") == 20


def test_there_is_no_letter_that_was_not_sent(outbox: Outbox) -> None:
    assert outbox.answer("/outbox/00ff.html").status == 404
    assert outbox.answer("/outbox/../secret").status == 404
