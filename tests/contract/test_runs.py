"""Runs of the month: one record a run, one draft a customer, errands on a queue."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from tests.contract.worlds import Ports

from chalicelib.desk.ports import Conflict, Errand, Task
from chalicelib.domain.billing.review import Remark
from chalicelib.domain.billing.run import Draft, Run, Standing
from chalicelib.domain.billing.statement import Problem
from chalicelib.domain.letter import Letter, LetterKind

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
RUN = Run("evidencija", "2026-10", 2, NOON, "agent:lene")
ALL = Errand(Task.SEND_ALL, "evidencija", "2026-10", "")
DRAFT = Draft(
    "bura", "Hotel Bura d.o.o.", Standing.DRAWN_UP, NOON, "abc", "EUR", Decimal("340.00"), Decimal("425.00"),
    Decimal("300.00"), 4, (Problem("no_rate", {"ticket": "EVI-1001"}),), (Remark("pays_back", {"total": "-1.00"}),),
)  # fmt: skip


def test_a_run_is_kept_version_by_version(ports: Ports) -> None:
    assert ports.runs.run("evidencija", "2026-10") is None
    ports.runs.keep_run(RUN, ALL, (), NOON)
    approved = replace(RUN, approved="abc", approved_at=NOON, approved_by="agent:lene", version=2)
    ports.runs.keep_run(approved, ALL, (), NOON)
    assert ports.runs.run("evidencija", "2026-10") == approved
    assert ports.runs.run("evidencija", "2026-09") is None


def test_who_comes_second_is_told(ports: Ports) -> None:
    ports.runs.keep_run(RUN, ALL, (), NOON)
    for late in (RUN, replace(RUN, version=3)):
        with pytest.raises(Conflict):
            ports.runs.keep_run(late, ALL, (), NOON)


def test_a_run_is_kept_with_what_it_sends_or_not_at_all(ports: Ports) -> None:
    word = Letter("month-evidencija-2026-10-lene", LetterKind.MONTH, "agent:lene", "evidencija", NOON)
    ports.runs.keep_run(RUN, ALL, (word,), NOON)
    assert ports.runs.due(NOON) == (ALL,)
    assert ports.letterbox.owed(NOON) == (word,)
    ports.runs.finish(ALL, ports.runs.claim(ALL, NOON, 60))
    with pytest.raises(Conflict):
        ports.runs.keep_run(RUN, ALL, (), NOON)
    assert ports.runs.due(NOON) == ()


def test_drafts_are_listed_by_customer(ports: Ports) -> None:
    ports.runs.keep_run(RUN, ALL, (), NOON)
    other = replace(DRAFT, organisation="adria", before=None, problems=(), remarks=())
    for draft in (DRAFT, other):
        ports.runs.keep_draft(RUN, draft)
    assert ports.runs.drafts("evidencija", "2026-10") == (other, DRAFT)
    assert ports.runs.draft("evidencija", "2026-10", "bura") == DRAFT
    assert ports.runs.drafts("evidencija", "2026-11") == ()


def test_what_is_issued_stays_as_it_is(ports: Ports) -> None:
    ports.runs.keep_run(RUN, ALL, (), NOON)
    issued = replace(DRAFT, standing=Standing.ISSUED, number="1/P1/1")
    ports.runs.keep_draft(RUN, DRAFT)
    ports.runs.keep_draft(RUN, issued)
    ports.runs.keep_draft(RUN, DRAFT)
    assert ports.runs.draft("evidencija", "2026-10", "bura") == issued


def test_a_draft_that_comes_after_its_run_was_approved_is_not_kept(ports: Ports) -> None:
    ports.runs.keep_run(RUN, ALL, (), NOON)
    ports.runs.keep_draft(RUN, DRAFT)
    ports.runs.keep_run(replace(RUN, approved="abc", version=2), ALL, (), NOON)
    ports.runs.keep_draft(RUN, replace(DRAFT, data_hash="def"))
    assert ports.runs.draft("evidencija", "2026-10", "bura") == DRAFT
    assert ports.runs.draft("evidencija", "2026-11", "bura") is None


ERRAND = Errand(Task.DRAW_UP, "evidencija", "2026-10", "bura")


def test_an_errand_is_claimed_by_one_and_tried_again_when_its_lease_is_over(ports: Ports) -> None:
    ports.runs.send([ERRAND], NOON)
    assert ports.runs.due(NOON) == (ERRAND,)
    assert ports.runs.claim(ERRAND, NOON, 60).tries == 1
    with pytest.raises(Conflict):
        ports.runs.claim(ERRAND, NOON, 60)
    assert ports.runs.due(NOON) == ()
    later = NOON + timedelta(seconds=61)
    assert ports.runs.due(later) == (ERRAND,)
    assert ports.runs.claim(ERRAND, later, 60).tries == 2


def test_an_errand_that_is_done_waits_no_more(ports: Ports) -> None:
    ports.runs.send([ERRAND], NOON)
    claim = ports.runs.claim(ERRAND, NOON, 60)
    for _ in range(2):
        ports.runs.finish(ERRAND, claim)
    assert ports.runs.due(NOON + timedelta(hours=1)) == ()
    with pytest.raises(Conflict):
        ports.runs.claim(ERRAND, NOON, 60)


def test_an_errand_sent_anew_while_it_was_done_waits_anew(ports: Ports) -> None:
    ports.runs.send([ERRAND], NOON)
    claim = ports.runs.claim(ERRAND, NOON, 60)
    ports.runs.send([ERRAND], NOON)
    assert ports.runs.claim(ERRAND, NOON, 60) != claim
    ports.runs.finish(ERRAND, claim)
    assert ports.runs.due(NOON + timedelta(seconds=61)) == (ERRAND,)


def test_more_errands_are_sent_than_one_transaction_holds(ports: Ports) -> None:
    several = [replace(ERRAND, organisation=f"customer-{number:03}") for number in range(130)]
    ports.runs.send(several, NOON)
    assert set(ports.runs.due(NOON, limit=200)) == set(several)
