"""The trust ladder: what a mail may do by what is proven of it. Alice belongs, Mallory does not."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from chalicelib.domain.authentication import dkim_signers
from chalicelib.domain.trust import Decision, Evidence, Rung, Verdicts, decide

ALICE_REPLIES = Evidence(
    is_proven=True,
    is_virus=False,
    is_spam=False,
    is_automatic=False,
    has_reference=True,
    is_signed=True,
    is_hinted=False,
    is_known=True,
    is_staff=False,
    belongs=True,
    may_file=True,
    takes_strangers=False,
)
ALICE_WRITES = replace(ALICE_REPLIES, has_reference=False, is_signed=False, belongs=False)
MALLORY = replace(ALICE_REPLIES, is_signed=False, is_known=False, belongs=False, may_file=False)
OLA_REPLIES = replace(ALICE_REPLIES, is_known=False, is_staff=True, may_file=False)


def rung(evidence: Evidence) -> Rung:
    return decide(evidence).rung


def test_a_participants_verified_reply_is_appended() -> None:
    assert rung(ALICE_REPLIES) is Rung.APPEND


def test_a_known_contacts_new_mail_opens_a_ticket() -> None:
    assert rung(ALICE_WRITES) is Rung.OPEN


def test_a_reply_that_only_claims_to_be_from_her_is_held() -> None:
    assert decide(replace(ALICE_REPLIES, is_proven=False)).reason == "unverified"
    assert rung(replace(ALICE_REPLIES, is_proven=False)) is Rung.HOLD


def test_a_stranger_with_a_stolen_reference_is_held() -> None:
    assert rung(MALLORY) is Rung.HOLD


def test_a_stranger_who_quotes_a_number_gets_nowhere() -> None:
    assert rung(replace(MALLORY, has_reference=False, is_hinted=True)) is Rung.SET_ASIDE


def test_a_number_in_the_subject_is_enough_for_a_verified_participant_only() -> None:
    hint = replace(ALICE_REPLIES, has_reference=False, is_hinted=True)
    assert rung(hint) is Rung.APPEND
    assert rung(replace(hint, is_proven=False)) is Rung.SET_ASIDE


def test_a_forged_sender_opens_nothing_in_her_name() -> None:
    assert rung(replace(ALICE_WRITES, is_proven=False)) is Rung.SET_ASIDE


def test_a_machine_is_filed_on_its_ticket_or_set_aside() -> None:
    assert rung(replace(ALICE_REPLIES, is_automatic=True)) is Rung.FILE
    assert rung(replace(ALICE_WRITES, is_automatic=True)) is Rung.SET_ASIDE


@pytest.mark.parametrize("found", ["virus", "spam"])
def test_a_virus_or_spam_is_set_aside_whoever_sent_it(found: str) -> None:
    mail = replace(ALICE_REPLIES, **{f"is_{found}": True})
    assert decide(mail).reason == found
    assert rung(mail) is Rung.SET_ASIDE


def test_an_agent_answers_by_the_address_signed_for_her_and_else_only_notes() -> None:
    assert rung(OLA_REPLIES) is Rung.APPEND
    assert rung(replace(OLA_REPLIES, is_signed=False)) is Rung.NOTE
    assert rung(replace(OLA_REPLIES, has_reference=False, is_signed=False, is_hinted=True)) is Rung.NOTE


def test_an_agents_mail_about_nothing_is_set_aside_as_staffs() -> None:
    mail = replace(OLA_REPLIES, has_reference=False, is_signed=False, belongs=False)
    assert decide(mail) == Decision(Rung.SET_ASIDE, "staff")


def test_tc1_a_contact_who_may_not_file_is_set_aside_with_the_reason() -> None:
    assert decide(replace(ALICE_WRITES, may_file=False)).reason == "not_trained"


def test_a_desk_may_take_strangers_but_only_verified_ones() -> None:
    stranger = replace(MALLORY, has_reference=False, takes_strangers=True)
    assert rung(stranger) is Rung.OPEN
    assert rung(replace(stranger, is_proven=False)) is Rung.SET_ASIDE


ALICE = "alice@bakery.example"


def test_dmarc_proves_the_address_and_its_failure_disproves_it() -> None:
    assert Verdicts(dmarc="PASS").prove(ALICE)
    assert not Verdicts(spf="PASS", dmarc="FAIL", source=ALICE).prove(ALICE)
    assert not Verdicts(spf="PASS", dmarc="PROCESSING_FAILED", source=ALICE).prove(ALICE)


def test_without_dmarc_spf_counts_for_the_senders_own_domain_only() -> None:
    assert Verdicts(spf="PASS", source="bounce@mail.bakery.example").prove(ALICE)
    assert not Verdicts(spf="PASS", source="mallory@evil.example").prove(ALICE)
    assert not Verdicts(spf="PASS", source="mallory@evilbakery.example").prove(ALICE)
    assert not Verdicts(spf="FAIL", source=ALICE).prove(ALICE)


def test_without_dmarc_a_signature_counts_for_the_senders_own_domain_only() -> None:
    assert Verdicts(dkim="PASS", signers=("evil.example", "bakery.example")).prove(ALICE)
    assert not Verdicts(dkim="PASS", signers=("evil.example",)).prove(ALICE)
    assert not Verdicts(dkim="FAIL", signers=("bakery.example",)).prove(ALICE)


def test_nothing_said_proves_nothing() -> None:
    assert not Verdicts().prove(ALICE)
    assert not Verdicts(spf="PASS", dkim="PASS").prove("")


OURS = (
    b"Authentication-Results: amazonses.com;\r\n spf=pass smtp.mailfrom=x@a.example;\r\n"
    b" dkim=pass header.i=@a.example;\r\n"
)


def test_the_signers_are_those_that_our_receiver_wrote_on_top() -> None:
    assert dkim_signers(OURS + b"From: x@a.example\r\n\r\nhello") == ("a.example",)


def test_results_that_came_with_the_mail_are_not_believed() -> None:
    forged = OURS.replace(b"a.example", b"bakery.example")
    failed = OURS.replace(b"dkim=pass", b"dkim=fail")
    assert dkim_signers(failed + forged + b"\r\n") == ()
    assert dkim_signers(OURS.replace(b"amazonses.com", b"evil.example") + b"\r\n") == ()
    assert dkim_signers(b"From: x@a.example\r\n\r\n" + forged) == ()


@given(st.builds(Evidence, **{name: st.booleans() for name in Evidence.__dataclass_fields__}))
def test_nothing_unproven_or_foreign_ever_reaches_the_customers_eyes(evidence: Evidence) -> None:
    decision = decide(evidence)
    if decision.rung is Rung.APPEND:
        assert evidence.is_proven and evidence.belongs and not evidence.is_automatic
        assert evidence.is_signed or not evidence.is_staff
    if decision.rung is Rung.OPEN:
        assert evidence.is_proven and not evidence.is_automatic and not evidence.is_staff
