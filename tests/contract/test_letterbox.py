"""The port `Letterbox`: no letter owed is ever lost, and one sender at a time has it."""

from dataclasses import replace

import pytest
from tests.contract.samples import NOW, after, letter, opening, set_aside
from tests.contract.worlds import Cloud, Ports

from chalicelib.aws import keys
from chalicelib.desk.ports import Conflict
from chalicelib.domain.letter import Letter, LetterKind


def _owe(ports: Ports, *letters: Letter) -> None:
    ports.tickets.commit(replace(opening(), letters=letters))


def test_a_letter_comes_back_as_it_was_owed(ports: Ports) -> None:
    full = letter(kind=LetterKind.ANSWER, answers_mail="<abc@fjord.example>", facts={"state": "open"}, sequence=7)
    _owe(ports, full)
    assert ports.letterbox.owed(NOW) == (full,)


def test_letters_come_oldest_first_and_only_when_their_turn_has_come(ports: Ports) -> None:
    late, early, not_yet = (
        letter("01L2", owed_at=after(2)),
        letter("01L1", owed_at=after(1)),
        letter("01L3", owed_at=after(9)),
    )
    _owe(ports, late, early, not_yet)
    assert ports.letterbox.owed(after(2)) == (early, late)
    assert ports.letterbox.owed(after(2), limit=1) == (early,)


def test_a_ticket_that_is_looked_after_is_no_letter(ports: Ports) -> None:
    ports.tickets.commit(opening(look_at=NOW))
    assert ports.letterbox.owed(after(60)) == ()


def test_of_two_claims_one_wins(ports: Ports) -> None:
    _owe(ports, letter())
    assert ports.letterbox.claim(letter(), NOW, lease_seconds=60) == 1
    with pytest.raises(Conflict):
        ports.letterbox.claim(letter(), after(0.5), lease_seconds=60)


def test_a_claimed_letter_is_not_owed_until_its_lease_is_over(ports: Ports) -> None:
    _owe(ports, letter())
    ports.letterbox.claim(letter(), NOW, lease_seconds=120)
    assert ports.letterbox.owed(after(1)) == ()
    assert ports.letterbox.owed(after(2)) == (letter(),)
    assert ports.letterbox.claim(letter(), after(2), lease_seconds=120) == 2


def test_a_letter_that_was_never_owed_cannot_be_claimed(ports: Ports) -> None:
    with pytest.raises(Conflict):
        ports.letterbox.claim(letter("01L9"), NOW, lease_seconds=60)


def test_a_letter_is_not_sent_before_its_turn(ports: Ports) -> None:
    _owe(ports, letter(owed_at=after(5)))
    with pytest.raises(Conflict):
        ports.letterbox.claim(letter(owed_at=after(5)), NOW, lease_seconds=60)


def test_a_sent_letter_is_owed_no_more_and_its_mail_leads_to_the_ticket(ports: Ports) -> None:
    _owe(ports, letter())
    ports.letterbox.claim(letter(), NOW, lease_seconds=60)
    ports.letterbox.mark_sent(letter(), "<0102@eu-west-1.amazonses.com>", NOW)
    assert ports.letterbox.owed(after(60)) == ()
    assert ports.tickets.of_mails(["<0102@eu-west-1.amazonses.com>"]) == ("PRO-1001",)
    with pytest.raises(Conflict):
        ports.letterbox.claim(letter(), after(60), lease_seconds=60)


def test_a_letter_that_two_have_sent_is_found_by_either_mail(ports: Ports) -> None:
    _owe(ports, letter())
    ports.letterbox.mark_sent(letter(), "<1@eu-west-1.amazonses.com>", NOW)
    ports.letterbox.mark_sent(letter(), "<2@eu-west-1.amazonses.com>", after(1))
    assert ports.tickets.of_mails(["<1@eu-west-1.amazonses.com>"]) == ("PRO-1001",)
    assert ports.tickets.of_mails(["<2@eu-west-1.amazonses.com>"]) == ("PRO-1001",)


def test_a_letter_given_up_is_owed_no_more(ports: Ports) -> None:
    _owe(ports, letter())
    ports.letterbox.give_up(letter(), "undeliverable", NOW)
    ports.letterbox.give_up(letter(), "undeliverable", NOW)
    assert ports.letterbox.owed(after(60)) == ()
    with pytest.raises(Conflict):
        ports.letterbox.claim(letter(), after(60), lease_seconds=60)


def test_a_letter_given_up_is_kept_for_400_days(cloud: Cloud) -> None:
    _owe(cloud.ports, letter())
    cloud.ports.letterbox.give_up(letter(), "undeliverable", NOW)
    (kept,) = [item for item in cloud.items() if item["sk"] == {"S": "O#01L1"}]
    assert kept["expires_at"] == {"N": str(keys.expiry(after(400 * 24 * 60)))}


def test_a_letter_about_no_ticket_is_claimed_and_sent_like_any_other(ports: Ports) -> None:
    way_in = letter("01L5", kind=LetterKind.WAY_IN, reader="address:nils@ukjent.example", ticket=None, sequence=None)
    ports.aside.keep(set_aside(), (way_in,))
    assert ports.letterbox.owed(NOW) == (way_in,)
    assert ports.letterbox.claim(way_in, NOW, lease_seconds=60) == 1
    ports.letterbox.mark_sent(way_in, "<0103@eu-west-1.amazonses.com>", NOW)
    assert ports.letterbox.owed(after(60)) == ()
    assert ports.tickets.of_mails(["<0103@eu-west-1.amazonses.com>"]) == ()


def test_letters_of_a_ticket_are_no_part_of_its_history(ports: Ports) -> None:
    step = replace(opening(), letters=(letter("01L1"), letter("01L2")))
    ports.tickets.commit(step)
    assert ports.tickets.history("PRO-1001") == (step.ticket, step.entries)
