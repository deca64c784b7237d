"""The hours on the page are the hours that are counted: policies travel with the content (TC7, PM7, AD1)."""

import json
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib import fetching, ticking, wiring
from chalicelib.desk import publishing
from chalicelib.desk.publishing import MOST_BYTES
from chalicelib.fetching import NotFetched
from chalicelib.in_force import PoliciesInForce
from chalicelib.journal import LOG
from chalicelib.policies import bundle
from chalicelib.policies.book import Policies
from tests.rules.front_door import ALICE, PORTAL, FrontDoor, a_question
from tests.unit.policy_edits import POLICIES, Tree, edited

FROM_TEN = edited("promark.yaml", "hours", "versions", 0, "weekly", "monday", to=["10:00-16:00"])
# Four hours after a ticket of Monday 9 o'clock in Oslo, where the desk opens at 8, and where it opens at 10.
AS_CARRIED, AS_PUBLISHED = "2026-03-02T12:00:00.000Z", "2026-03-02T13:00:00.000Z"


class Portal:
    """What lies at the portal's policies.json; nothing while it does not answer."""

    published: bytes | None = None

    def publish(self, tree: Tree) -> str:
        """What a build leaves there that did not look for mistakes; its hash."""
        policies = Policies({}, {}, tree)
        self.published = bundle.to_bundle(policies).encode()
        return policies.hash

    def fetch(self, address: str, most_bytes: int) -> bytes:
        assert address == f"{PORTAL}/policies.json"
        if self.published is None:
            raise NotFetched("nobody answers")
        return self.published


@pytest.fixture
def portal(desk: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> Portal:
    """The portal that the desk fetches from; what it takes counts at once."""
    made = Portal()
    in_force = PoliciesInForce(desk.archive, lambda: POLICIES)
    monkeypatch.setattr(wiring, "policies", in_force.policies)
    monkeypatch.setattr(wiring, "look_again", in_force.look_again)
    monkeypatch.setattr(fetching, "fetch", made.fetch)
    return made


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """The lines of the log at ERROR, with why."""
    monkeypatch.setattr(LOG, "propagate", True)

    def lines() -> list[str]:
        errors = [record for record in caplog.records if record.levelno == logging.ERROR]
        return [f"{record.getMessage()}: {vars(record)['reason']}" for record in errors]

    return lines


def due_at(desk: FrontDoor) -> str:
    """The due instant of a new ticket of Alice's that stops her work."""
    filed = desk.signed_in(ALICE).post("/v1/tickets", a_question(severity=1))
    assert filed.status == 201, filed.body
    return str(filed.body["ticket"]["due_at"])


def test_hours_that_are_published_are_counted(desk: FrontDoor, portal: Portal) -> None:
    assert due_at(desk) == AS_CARRIED
    hash = portal.publish(FROM_TEN)
    assert ticking.refresh() == {"outcome": "taken", "hash": hash}
    assert due_at(desk) == AS_PUBLISHED
    assert (desk.archive.in_force(), desk.archive.since) == (hash, desk.now)


def test_what_is_in_force_already_is_not_taken_again(desk: FrontDoor, portal: Portal) -> None:
    hash = portal.publish(FROM_TEN)
    ticking.refresh()
    begun, desk.now = desk.now, desk.now + timedelta(minutes=5)
    assert ticking.refresh() == {"outcome": "unchanged", "hash": hash}
    assert desk.archive.since == begun


def test_what_counted_before_can_still_be_judged_by(desk: FrontDoor, portal: Portal) -> None:
    portal.publish(FROM_TEN)
    ticking.refresh()
    assert desk.archive.of(POLICIES.hash) == POLICIES


def test_what_counts_while_nothing_is_published_can_be_judged_by_later(
    desk: FrontDoor, portal: Portal, said: Callable[[], list[str]]
) -> None:
    assert ticking.refresh() == {"outcome": "missing", "hash": POLICIES.hash}
    assert desk.archive.of(POLICIES.hash) == POLICIES
    assert desk.archive.in_force() == ""
    assert said() == ["policies not taken: nobody answers"]


def test_a_portal_that_falls_silent_leaves_the_last_good_ones_in_force(desk: FrontDoor, portal: Portal) -> None:
    hash = portal.publish(FROM_TEN)
    ticking.refresh()
    portal.published = None
    assert ticking.refresh() == {"outcome": "missing", "hash": hash}
    assert due_at(desk) == AS_PUBLISHED


@pytest.mark.parametrize(
    ("published", "place"),
    [
        pytest.param(b'{"schema": "policies/1", "fi', "policies.json: (the whole file)", id="cut off"),
        pytest.param(b"<!doctype html><title>404</title>", "policies.json: (the whole file)", id="a page"),
        pytest.param(b"\xff\xfe\x00", "policies.json: (the whole file)", id="bytes"),
        pytest.param(b"[" * 100_000, "policies.json: (the whole file)", id="too deep"),
        pytest.param(b" " * (MOST_BYTES + 1), "policies.json: (the whole file)", id="too long"),
        pytest.param(b'{"schema": "policies/9", "files": {}}', "policies.json: schema", id="of another kind"),
        pytest.param(
            bundle.to_bundle(POLICIES).replace("08:00-16:00", "07:00-16:00").encode(),
            "policies.json: hash",
            id="changed on the way",
        ),
    ],
)
def test_what_is_no_bundle_is_refused(
    desk: FrontDoor, portal: Portal, said: Callable[[], list[str]], published: bytes, place: str
) -> None:
    portal.published = published
    assert ticking.refresh() == {"outcome": "refused", "hash": POLICIES.hash}
    assert said() == [f"policies not taken: {place}"]
    assert due_at(desk) == AS_CARRIED


def test_policies_with_a_mistake_are_refused_and_the_log_tells_where_and_not_what(
    desk: FrontDoor, portal: Portal, said: Callable[[], list[str]]
) -> None:
    portal.publish(FROM_TEN)
    ticking.refresh()
    portal.publish(edited("promark.yaml", "zone", to="Europe/Olso"))
    assert ticking.refresh()["outcome"] == "refused"
    assert said() == ["policies not taken: promark.yaml: zone"]
    assert due_at(desk) == AS_PUBLISHED


def test_of_many_mistakes_the_log_tells_the_first(portal: Portal, said: Callable[[], list[str]]) -> None:
    portal.publish({file: {"country": "x"} for file in POLICIES.tree})
    assert ticking.refresh()["outcome"] == "refused"
    assert re.fullmatch(r"policies not taken: (\S+: \S+, ){4}\S+: \S+ and \d+ more", said()[0])


def test_policies_without_a_desk_that_has_tickets_are_refused(
    desk: FrontDoor, portal: Portal, said: Callable[[], list[str]]
) -> None:
    portal.publish({file: content for file, content in POLICIES.tree.items() if file != "promark.yaml"})
    assert ticking.refresh() == {"outcome": "refused", "hash": POLICIES.hash}
    assert said() == ["policies not taken: promark.yaml: (the whole file)"]
    assert due_at(desk) == AS_CARRIED


@pytest.mark.parametrize(
    ("tree", "place"),
    [
        pytest.param(
            edited("promark.yaml", "kinds", to=POLICIES.tree["promark.yaml"]["kinds"][1:]),  # type: ignore[index]
            "kinds.question",
            id="a kind of request",
        ),
        pytest.param(
            edited("promark.yaml", "levels", "error_classes", 1, to=None), "levels.error_classes.B", id="an error class"
        ),
        pytest.param(edited("promark.yaml", "prefix", to="PRX"), "prefix", id="the prefix of its numbers"),
    ],
)
def test_policies_without_what_tickets_stand_on_are_refused(
    desk: FrontDoor, portal: Portal, said: Callable[[], list[str]], tree: Tree, place: str
) -> None:
    portal.publish(tree)
    assert ticking.refresh() == {"outcome": "refused", "hash": POLICIES.hash}
    assert said() == [f"policies not taken: promark.yaml: {place}"]
    assert due_at(desk) == AS_CARRIED


def test_a_refusal_says_what_is_missing_and_why(desk: FrontDoor) -> None:
    tree = edited("promark.yaml", "prefix", to="PRX")
    del tree["promark.yaml"]["kinds"][0]
    taking = publishing.take_published(desk.world(), bundle.to_bundle(Policies({}, {}, tree)).encode())
    assert [str(mistake) for mistake in taking.mistakes] == [
        "promark.yaml: prefix: found 'PRX'; allowed: PRO, as in the numbers of its tickets",
        "promark.yaml: kinds.question: found nothing; allowed: every kind in force: tickets may be of it",
    ]


def test_what_is_added_is_taken(portal: Portal) -> None:
    classes = [*POLICIES.tree["promark.yaml"]["levels"]["error_classes"]]  # type: ignore[index]
    hash = portal.publish(edited("promark.yaml", "levels", "error_classes", to=[*classes, {**classes[-1], "id": "D"}]))
    assert ticking.refresh() == {"outcome": "taken", "hash": hash}


def test_who_looks_at_the_portal_never_asks_for_the_secret_key(
    desk: FrontDoor, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden() -> bytes:
        raise PermissionError("the secret key is not for those who look into the internet")

    world = desk.world()
    settings = replace(world.settings, read_key=forbidden)
    monkeypatch.setattr(wiring, "world", lambda: replace(world, settings=settings))
    hash = portal.publish(FROM_TEN)
    assert ticking.refresh() == {"outcome": "taken", "hash": hash}


def test_what_no_reader_expects_is_refused_as_well(
    desk: FrontDoor, portal: Portal, said: Callable[[], list[str]]
) -> None:
    portal.published = json.dumps({"schema": bundle.SCHEMA, "hash": "", "files": {"promark.yaml": [None]}}).encode()
    assert ticking.refresh()["outcome"] == "refused"
    portal.published = json.dumps(json.loads(bundle.to_bundle(POLICIES))).replace("Norge", "\\ud800").encode()
    assert ticking.refresh()["outcome"] == "refused"
    assert len(said()) == 2


def test_a_mended_publication_is_taken(desk: FrontDoor, portal: Portal) -> None:
    portal.published = b"{}"
    ticking.refresh()
    portal.publish(FROM_TEN)
    assert ticking.refresh()["outcome"] == "taken"
    assert due_at(desk) == AS_PUBLISHED
