"""What is new in the text of a mail: what clients print is left out, what people write is never lost."""

from __future__ import annotations

import pytest

from chalicelib.domain import mail
from chalicelib.domain.mail.text import markup, reply

NEW = "Thanks, that works.\n\nBest,\nAna"
ATTRIBUTIONS = """
On Mon, Nov 3, 2025 at 9:31 AM John Doe <john@x.example> wrote:
On 3 Nov 2025, at 09:31, John Doe <john@x.example> wrote:
On Monday, November 3, 2025 at 09:31:26 AM GMT+1, John Doe <john@x.example> wrote:
man. 3. nov. 2025 kl. 09:31 skrev John Doe <john@x.example>:
3. november 2025 09:31:00 CET, skrev John Doe <john@x.example>:
mån. 3. nov. 2025 kl. 09:31 skreiv John Doe <john@x.example>:
Den mån 3 nov. 2025 kl 09:31 skrev John Doe <john@x.example>:
3 nov. 2025 kl. 09:31 skrev John Doe <john@x.example>:
Den man. 3. nov. 2025 kl. 09.31 skrev John Doe <john@x.example>:
ma 3.11.2025 klo 9.31 John Doe (john@x.example) kirjoitti:
John Doe <john@x.example> kirjoitti 3.11.2025 kello 9.31:
John Doe kirjoitti 3.11.2025 klo 9.31:
pon, 3. stu 2025. u 09:31 John Doe <john@x.example> napisao je:
John Doe <john@x.example> je 3. stu 2025. u 09:31 napisao:
Dana 3. 11. 2025. u 09:31, John Doe je napisao/la:
Am 03.11.25 um 09:31 schrieb John Doe:
John Doe <john@x.example> schrieb am Mo., 3. Nov. 2025, 09:31:
Le lun. 3 nov. 2025 à 09:31, John Doe <john@x.example> a écrit :
Il giorno lun 3 nov 2025 alle ore 09:31 John Doe <john@x.example> ha scritto:
El lun, 3 nov 2025 a las 9:31, John Doe (<john@x.example>) escribió:
Em seg., 3 de nov. de 2025 às 09:31, John Doe <john@x.example> escreveu:
Op ma 3 nov 2025 om 09:31 schreef John Doe <john@x.example>:
pon., 3 lis 2025 o 09:31 John Doe <john@x.example> napisał(a):
po 3. 11. 2025 v 9:31 odesílatel John Doe <john@x.example> napsal:
пн, 3 нояб. 2025 г. в 09:31, John Doe <john@x.example>:
2025年11月3日(月) 9:31 John Doe <john@x.example>:
---- On Mon, 03 Nov 2025 09:31:00 +0100 John Doe <john@x.example> wrote ----
3 Nov 2025, 09:31 by john@x.example:
""".strip().split("\n")
BLOCKS = """
From|Sent|To|Subject
Fra|Sendt|Til|Emne
Frå|Dato|Til|Emne
Från|Skickat|Till|Ämne
Lähettäjä|Lähetetty|Vastaanottaja|Aihe
Lähettäjä|Päiväys|Vastaanottaja|Aihe
Od|Poslano|Prima|Predmet
Šalje|Datum|Prima|Predmet
Pošiljatelj|Datum|Primatelj|Naslov
Von|Gesendet|An|Betreff
De|Envoyé|À|Objet
Da|Inviato|A|Oggetto
Van|Verzonden|Aan|Onderwerp
Od|Wysłano|Do|Temat
发件人|发送时间|收件人|主题
""".strip().split("\n")
TITLES = """
-----Original Message-----
‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐
-------- Opprinnelig melding --------
-------- Opphavleg melding --------
-------- Originalmeddelande --------
-------- Ursprungligt mejl --------
-------- Oprindelig meddelelse --------
-------- Alkuperäinen viesti --------
-----Izvorna poruka-----
-----Ursprüngliche Nachricht-----
---------- Původní e-mail ----------
------------------ 原始邮件 ------------------
##- Skriv svaret ditt over denne linjen -##
##- Upišite svoj odgovor iznad ovog retka -##
""".strip().split("\n")
DEVICES = """
Sent from my iPhone
Sent from Yahoo Mail on Android
Sent from my phone, please excuse typos
Sendt fra min iPhone
Sendt frå min iPhone
Sendt fra Outlook for iOS<https://aka.ms/o0ukef>
Skickat från min iPhone
Skickat från Outlook för Android
Lähetetty iPhonesta
Lähetetty Windowsin Sähköpostista
Poslano s mog iPhonea
Poslano iz Outlooka za Android
Von meinem iPhone gesendet
Gesendet von Mail für Windows
Get Outlook for iOS
Skaff deg Outlook for Android
Hämta Outlook för iOS
Hanki Outlook for Android
Preuzmite Outlook za Android
Denne meldingen ble sendt fra min Android-mobil med K-9 Mail.
""".strip().split("\n")
OWN_WORDS = """
Lähetetty lasku puuttuu vielä, voitteko tarkistaa?
Sendt fra lageret i går, men ikke mottatt her.
Skickat från Göteborg i måndags.
Poslano iz ureda u Splitu, molim potvrdu.
Jeg bruker Outlook for Android
Get Outlook working again please, nothing syncs.
Sent by mistake, please ignore my last mail.
On Monday you wrote that it would be fixed:
On 3 November your colleague wrote:
Vaša kolegica mi je napisala 3.11.2025. u 9:31:
Asiakaspalvelu kirjoitti minulle 3.11.2025 että asia on hoidettu:
Den 3. november 2025 kl. 09:31 skrev jeg til dere:
Am 3.11.2025 um 9:31 habe ich geschrieben:
I wrote to bob@x.example on 3 Nov 2025 at 9:31 and he said:
From: Zagreb|To: Split|Date: 3.11.2025 09:31
Name: Ana|Email: ana@x.example|Date: 3 Nov 2025 09:31
--- Forward-looking plan ---
A> first|B> second
We need:||-Milk
Please reply above all to question 2.
Sent from my desk, which is much easier than my phone.
""".strip().split("\n")


def new(text: str) -> str:
    return reply.read(text).text


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_an_attribution_ends_the_new_text(line: str) -> None:
    assert new(f"{NEW}\n\n{line}\n\n> Hello\n") == NEW
    assert new(f"{NEW}\n\n{line}\n\nHello\n") == NEW
    assert new(f"{NEW}\n\n> {line}\n>\n> Hello\n") == NEW


@pytest.mark.parametrize(
    "line", [line for line in ATTRIBUTIONS if line.endswith(":") and "<" in line and line[-2] != ">"]
)
def test_an_attribution_may_be_broken_before_its_verb(line: str) -> None:
    first, _, last = line.rpartition(" ")
    assert new(f"{NEW}\n\n{first}\n{last}\n\n> Hello\n") == NEW


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_an_answer_below_its_quote_is_all_that_is_new(line: str) -> None:
    assert new(f"{line}\n\n> Hello\n\n{NEW}\n") == NEW


@pytest.mark.parametrize("form", ["{}: {}", "*{}:* {}", "**{}:** {}", "{} : {}", "{}: \t{}", "{}: {}\n"])
@pytest.mark.parametrize("labels", BLOCKS)
def test_a_header_block_ends_the_new_text(labels: str, form: str) -> None:
    values = ("John Doe <john@x.example>", "Monday, November 3, 2025 9:31 AM", "Ana <ana@x.example>", "Order")
    lines = [form.format(*pair) for pair in zip(labels.split("|"), values, strict=True)]
    assert new(f"{NEW}\n\n" + "\n".join(lines) + "\n\nHello\n") == NEW


@pytest.mark.parametrize("title", TITLES)
def test_a_title_ends_the_new_text(title: str) -> None:
    assert new(f"{NEW}\n\n{title}\nHello\n") == NEW


def test_a_title_in_any_tongue_goes_with_the_block_below_it() -> None:
    assert new(f"{NEW}\n\n--- Ol mesej bipo ---\nFrom: Bob <b@x.example>\nSubject: Order\n\nHello") == NEW


@pytest.mark.parametrize("line", DEVICES)
def test_what_a_phone_adds_is_a_signature(line: str) -> None:
    seen = reply.read(f"{NEW}\n\n{line}\n")
    assert (seen.text, seen.with_signature) == (NEW, f"{NEW}\n\n{line}")


@pytest.mark.parametrize("words", OWN_WORDS)
def test_own_words_are_never_lost(words: str) -> None:
    text = "Hello,\n\n" + words.replace("|", "\n") + "\n\nThere is more to say.\nBye"
    assert new(text) == text


def test_answers_between_quotes_keep_what_they_answer() -> None:
    text = "On 3 Nov 2025, at 09:31, Bob wrote:\n> Red or blue?\nRed.\n> When?\n\nToday.\n\n> Bob\n"
    assert new(text) == "> Red or blue?\nRed.\n> When?\n\nToday."


def test_a_quote_between_a_text_and_its_end_is_left_out() -> None:
    assert new("One.\n\nOn 3 Nov 2025, at 09:31, Bob wrote:\n> Hello\n\nTwo.\n") == "One.\n\n\nTwo."


def test_initials_before_the_marks_are_marks() -> None:
    assert new("One.\n\nBD> Hello\nBD> you\n") == "One."


def test_an_attribution_may_share_the_line_of_the_text() -> None:
    assert new("Fine. On 3 Nov 2025, at 09:31, Bob <bob@x.example> wrote:\n> Hello\n") == "Fine."


def test_the_footer_of_a_mailing_list_is_a_signature() -> None:
    assert new(f"{NEW}\n\n{'_' * 47}\nusers mailing list\nusers@x.example\n") == NEW


def test_a_name_behind_a_dash_ends_a_text() -> None:
    assert new("Good.\n\n-Ana Horvat\n\nOn 3 Nov 2025, at 09:31, Bob wrote:\n> Hello\n") == "Good."


def test_a_bare_blockquote_below_an_attribution_is_a_quote() -> None:
    html = f"<p>{ATTRIBUTIONS[3].replace('<', '&lt;')}</p><blockquote>Hello</blockquote><p>Fine.</p>"
    assert reply.read(markup.marked(html)).text == "Fine."


def test_a_blockquote_of_ones_own_stays() -> None:
    assert "Hello" in reply.read(markup.marked("<p>The screen says:</p><blockquote>Hello</blockquote><p>Why?</p>")).text


def test_finns_answer_with_the_prefix_that_norwegians_forward_with() -> None:
    head = b"From: a@x.example\nTo: b@x.example\nSubject: VS: Order\nContent-Type: text/plain; charset=utf-8\n\nHei\n\n"
    finnish = "Lähettäjä: B <b@x.example>\nLähetetty: 3.11.2025 9.31\nAihe: Order\n\nHello"
    norwegian = "Fra: B <b@x.example>\nSendt: 3.11.2025 09:31\nEmne: Order\n\nHello"
    assert not mail.read(head + finnish.encode()).is_forward
    assert mail.read(head + norwegian.encode()).is_forward


@pytest.mark.parametrize("size", [25_000, 1_000_000])
@pytest.mark.parametrize(
    "piece",
    ["On 1 ", "On Mon 3 Nov 2025\n", "a@b ", "<a@", "- ", "From: a@b\n\n", "To: a@b,\n", "Xyz: 1\nFrom: a@b\n", "[",
     "---- x ----\n", "> q\n\n", "> q\n\nanswer\n\n", "A> x\n", "kl. 1", "(a@b ", "Sent from my iPhone\n", "\t",
     "> q\n______\n", "1."],
)  # fmt: skip
def test_a_text_made_of_what_begins_a_quote_is_read_without_looking_back(piece: str, size: int) -> None:
    text = (piece * (size // len(piece) + 1))[:size]
    raw = f"From: a@x.example\nTo: b@x.example\nSubject: Fwd: x\n\n{text}".encode()
    assert (mail.read(raw).from_address, mail.read(raw).problem) == ("a@x.example", "")


OUR_LETTER = """On Mon, 23 Nov 2026 at 10:12, Promark <p@support.example.com> wrote:

> --- Write your reply above this line ---
>
"""


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (OUR_LETTER + "> Hello James,\n>\n> which area is it?\n\nIt is absence.\n\nJames\n", "It is absence.\n\nJames"),
        ("It works.\n\n" + OUR_LETTER + "> Hello James,\n> which area is it?\n", "It works."),
        ("Hello.\n\n> --- Write your reply above this line ---\n\nHey!\n", "Hello."),
    ],
    ids=["below", "above", "cut"],
)
def test_an_answer_below_our_own_quoted_letter_is_new(text: str, new: str) -> None:
    assert mail.read(b"From: james@kestrel.example\n\n" + text.encode()).reply == new
