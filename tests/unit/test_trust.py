"""The trust ladder: what a mail may do by what is proven of it. Alice belongs, Mallory does not."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from chalicelib.domain.trust import Evidence, Rung, Verdicts, decide

PROVEN = Verdicts(spf="PASS", dkim="PASS", dmarc="PASS", spam="PASS", virus="PASS")
FORGED = replace(PROVEN, spf="FAIL", dmarc="FAIL")
ALICE_REPLIES = Evidence(
    verdicts=PROVEN,
    is_automatic=False,
    has_reference=True,
    is_hinted=False,
    is_known=True,
    belongs=True,
    may_file=True,
    takes_strangers=False,
)
ALICE_WRITES = replace(ALICE_REPLIES, has_reference=False, belongs=False)
MALLORY = replace(ALICE_REPLIES, is_known=False, belongs=False, may_file=False)


def rung(evidence: Evidence) -> Rung:
    return decide(evidence).rung


def test_a_participants_verified_reply_is_appended() -> None:
    assert rung(ALICE_REPLIES) is Rung.APPEND


def test_a_known_contacts_new_mail_opens_a_ticket() -> None:
    assert rung(ALICE_WRITES) is Rung.OPEN


def test_a_reply_that_only_claims_to_be_from_her_is_held() -> None:
    assert decide(replace(ALICE_REPLIES, verdicts=FORGED)).reason == "unverified"
    assert rung(replace(ALICE_REPLIES, verdicts=FORGED)) is Rung.HOLD


def test_a_stranger_with_a_stolen_reference_is_held() -> None:
    assert rung(MALLORY) is Rung.HOLD


def test_a_stranger_who_quotes_a_number_gets_nowhere() -> None:
    assert rung(replace(MALLORY, has_reference=False, is_hinted=True)) is Rung.SET_ASIDE


def test_a_number_in_the_subject_is_enough_for_a_verified_participant_only() -> None:
    hint = replace(ALICE_REPLIES, has_reference=False, is_hinted=True)
    assert rung(hint) is Rung.APPEND
    assert rung(replace(hint, verdicts=FORGED)) is Rung.SET_ASIDE


def test_a_forged_sender_opens_nothing_in_her_name() -> None:
    assert rung(replace(ALICE_WRITES, verdicts=FORGED)) is Rung.SET_ASIDE


def test_a_machine_is_filed_on_its_ticket_or_set_aside() -> None:
    assert rung(replace(ALICE_REPLIES, is_automatic=True)) is Rung.FILE
    assert rung(replace(ALICE_WRITES, is_automatic=True)) is Rung.SET_ASIDE


@pytest.mark.parametrize("verdict", ["virus", "spam"])
def test_a_virus_or_spam_is_set_aside_whoever_sent_it(verdict: str) -> None:
    found = replace(PROVEN, **{verdict: "FAIL"})
    assert decide(replace(ALICE_REPLIES, verdicts=found)).reason == verdict
    assert rung(replace(ALICE_REPLIES, verdicts=found)) is Rung.SET_ASIDE


def test_tc1_a_contact_who_may_not_file_is_set_aside_with_the_reason() -> None:
    assert decide(replace(ALICE_WRITES, may_file=False)).reason == "not_trained"


def test_a_desk_may_take_strangers_but_only_verified_ones() -> None:
    stranger = replace(MALLORY, has_reference=False, takes_strangers=True)
    assert rung(stranger) is Rung.OPEN
    assert rung(replace(stranger, verdicts=FORGED)) is Rung.SET_ASIDE


def test_a_domain_without_dmarc_is_proven_by_spf_or_dkim() -> None:
    assert Verdicts(spf="PASS").is_verified
    assert Verdicts(dkim="PASS").is_verified
    assert not Verdicts().is_verified
    assert not Verdicts(spf="PASS", dkim="FAIL").is_verified


VERDICT = st.sampled_from(["PASS", "FAIL", "GRAY", "PROCESSING_FAILED"])
VERDICTS = st.builds(Verdicts, spf=VERDICT, dkim=VERDICT, dmarc=VERDICT, spam=VERDICT, virus=VERDICT)
FLAGS = {name: st.booleans() for name in Evidence.__dataclass_fields__ if name != "verdicts"}


@given(st.builds(Evidence, verdicts=VERDICTS, **FLAGS))
def test_nothing_unverified_or_foreign_ever_reaches_the_customers_eyes(evidence: Evidence) -> None:
    decision = decide(evidence)
    if decision.rung is Rung.APPEND:
        assert evidence.verdicts.is_verified and evidence.belongs and not evidence.is_automatic
    if decision.rung is Rung.OPEN:
        assert evidence.verdicts.is_verified and not evidence.is_automatic
