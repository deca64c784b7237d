"""Letters as they are read: alike in text and HTML, in a terminal and on a phone, with nothing fetched or tracked."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

from chalicelib.desk.letters.prose import LINE_COLUMNS
from chalicelib.domain.languages import LANGUAGES
from chalicelib.domain.letter import Outgoing
from tests.rules.front_door import ALICE, OLA, PORTAL, FrontDoor, a_question


def answered(desk: FrontDoor, text: str = "Velg **Lørdag**: https://fjord.example/timer?a=1&b=2") -> str:
    number = str(desk.signed_in(ALICE).post("/v1/tickets", a_question()).body["ticket"]["number"])
    answer = {"text": text, "then": "awaiting_customer", "until": "2026-03-04T09:00"}
    desk.signed_in(OLA).post(f"/v1/tickets/{number}/answers", answer)
    return number


def in_every_language(desk: FrontDoor) -> Iterator[Outgoing]:
    """Letters of several kinds to Alice and to Ola, in each of our languages."""
    for language in LANGUAGES:
        desk.directory.keep_contact(replace(ALICE, language=language))
        desk.directory.keep_agent(replace(OLA, language=language))
        before = len(desk.mailer.sent)
        answered(desk)
        desk.letters_to(ALICE.address)
        letters = [sent.letter for sent in desk.mailer.sent[before:] if "sign-in@" not in sent.letter.sender]
        assert {letter.to for letter in letters} == {ALICE.address, OLA.address}
        assert all(f'<html lang="{language}">' in letter.html for letter in letters)
        yield from letters


class Seen(HTMLParser):
    """What a person sees of a letter's HTML: its words, without the title, the styles and what is hidden."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unseen = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in ("title", "style") or "display:none" in (dict(attributes).get("style") or ""):
            self._unseen = self._unseen or tag

    def handle_endtag(self, tag: str) -> None:
        self._unseen = "" if tag == self._unseen else self._unseen

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words += words_of(data)


def words_of(text: str) -> list[str]:
    """The words and links of a text, without the marks of Markdown and those around them."""
    return [word for word in (each.strip("*.,:()") for each in text.split()) if word]


def test_text_and_html_say_the_same(desk: FrontDoor) -> None:
    for letter in in_every_language(desk):
        seen = set(Seen(letter.html).words)
        assert seen == set(words_of(letter.text))
        assert set(re.findall(r"https://\S+", letter.text)) == {word for word in seen if word.startswith("https://")}


def test_a_letter_fetches_nothing_and_links_only_to_the_portal_and_to_what_was_written(desk: FrontDoor) -> None:
    for letter in in_every_language(desk):
        fetched = r"<(img|script|link|iframe|video|object|form)\b|url\(|@import|\b(src|background)="
        assert not re.search(fetched, letter.html)
        links = set(re.findall(r'href="([^"]*)"', letter.html))
        assert all(link.startswith((f"{PORTAL}/", "https://fjord.example/")) for link in links)
        assert f'href="{PORTAL}/' in letter.html


def test_a_bare_address_in_an_answer_is_a_link(desk: FrontDoor) -> None:
    answered(desk)
    assert 'href="https://fjord.example/timer?a=1&amp;b=2"' in desk.letters_to(ALICE.address)[-1].html


def test_what_the_desk_says_fits_a_terminal(desk: FrontDoor) -> None:
    for letter in in_every_language(desk):
        facts = next(section for section in letter.text.split("\n\n") if ": PRO-" in section)
        ours = letter.text.replace(facts, "").splitlines()
        assert max(len(line) for line in ours if not line.startswith(("  ", "https://"))) <= LINE_COLUMNS


def test_a_letter_says_by_whose_clock(desk: FrontDoor) -> None:
    answered(desk)
    told = " ".join(desk.letters_to(ALICE.address)[-1].text.split())
    assert "onsdag 4. mars 2026 kl. 09.00 (lokal tid i Oslo)" in told


def test_a_mail_program_shows_the_news_beside_the_subject_and_not_the_line_to_reply_above(desk: FrontDoor) -> None:
    answered(desk)
    html = desk.letters_to(ALICE.address)[-1].html
    hidden = re.search(r'<div style="display:none[^>]*>(.*?)</div>', html)
    assert hidden and "Velg" in hidden[1] and len(hidden[1]) < 200
    assert html.index(hidden[0]) < html.index("over denne linjen")
