"""Mistakes in policies, named by file and key; and the bundle that carries the policies."""

from pathlib import Path

import pytest
from tests.unit.policy_edits import FOLDER, POLICIES, Tree, edited

from chalicelib.policies import bundle
from chalicelib.policies.book import Policies, read_tree
from chalicelib.policies.folder import read_policies
from chalicelib.policies.mistakes import PolicyError


def mistakes(tree: Tree) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        read_tree(tree)
    return [str(mistake) for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    ("tree", "mistake"),
    [
        pytest.param(
            edited("promark.yaml", "zone", to="Europe/Olso"),
            "promark.yaml: zone: found 'Europe/Olso'; allowed: a time zone of the IANA list, like Europe/Oslo",
            id="unknown zone",
        ),
        pytest.param(
            edited("promark.yaml", "hours", "versions", 0, "weekly", "monday", to=["08:00-12:00", "11:00-16:00"]),
            "promark.yaml: hours.versions.0.weekly.monday: found 11:00-16:00 overlaps 08:00-12:00 or stands before it; "
            "allowed: spans in order, apart, within 00:00-24:00; versions in order",
            id="overlapping spans",
        ),
        pytest.param(
            edited("promark.yaml", "hours", "versions", 0, "weekly", "monday", to=["8-16"]),
            "promark.yaml: hours.versions.0.weekly.monday.0: found '8-16'; allowed: a span like 09:00-12:00",
            id="no span",
        ),
        pytest.param(
            edited("adminet.yaml", "hours", "versions", 0, "weekly", "sunday", to=["03:30-06:00"]),
            "adminet.yaml: hours.versions.0.weekly.sunday.0: found the boundary 03:30; allowed: 03:00 or 04:00: "
            "the clock change skips or repeats the time between",
            id="a boundary inside the hour of the clock change",
        ),
        pytest.param(
            edited("promark.yaml", "hours", "versions", 0, "weekly", to={"monday": []}),
            "promark.yaml: hours.versions.0.weekly: found no opening in the week; allowed: a span on at least one day",
            id="a week without an opening",
        ),
        pytest.param(
            edited("adminet.yaml", "closing", "reminders", to=None),
            "adminet.yaml: closing.reminders: found no reminder; "
            "allowed: at least one where auto_close is after_reminders",
            id="closing after reminders that there are not",
        ),
        pytest.param(
            edited("timecare.yaml", "hours", "versions", 0, "bridge_day", to="closed"),
            "timecare.yaml: hours.versions.0.bridge_day: found an unknown key; "
            "allowed: bridge_days, if that is what is meant",
            id="misspelt key",
        ),
        pytest.param(
            edited("timecare.yaml", "hours", "versions", 0, "closed_eves", to=["midsumer_eve"]),
            "timecare.yaml: hours.versions.0.closed_eves.0: found 'midsumer_eve'; "
            "allowed: midsummer_eve, if that is what is meant",
            id="misspelt choice",
        ),
        pytest.param(
            edited("adminet.yaml", "name", "fi", to=None),
            "adminet.yaml: name.fi: found nothing; allowed: the words in fi",
            id="a language is missing",
        ),
        pytest.param(
            edited("promark.yaml", "levels", "targets", 0, "severities", "2", "minutes", to="12 h"),
            "promark.yaml: levels.targets.0.severities.2.minutes: found '12 h'; "
            "allowed: a whole number from 1 to 100000",
            id="no number",
        ),
        pytest.param(
            edited("promark.yaml", "billing", "works", 2, "rates", 0, "out_of_hours", to="1800"),
            "promark.yaml: billing.works.phone.rates.0.out_of_hours: found '1800'; "
            "allowed: an amount with two decimals, like 1200.00",
            id="an amount without decimals",
        ),
        pytest.param(
            edited("evidencija.yaml", "closing", "by_customer", to="closes"),
            "evidencija.yaml: closing.by_customer: found 'closes'; allowed: ends, asks",
            id="no choice",
        ),
        pytest.param(
            edited("evidencija.yaml", "prefix", to="ADM"),
            "evidencija.yaml: prefix: found 'ADM'; allowed: one that adminet does not have",
            id="a prefix taken twice",
        ),
        pytest.param(
            edited("evidencija.yaml", "id", to="other"),
            "evidencija.yaml: id: found 'other'; allowed: the name of the file, evidencija",
            id="another id than the file's",
        ),
        pytest.param(
            edited("evidencija.yaml", "kinds", 0, "required", to=["subject", "descripton"]),
            "evidencija.yaml: kinds.question.required.1: found 'descripton'; "
            "allowed: description, if that is what is meant",
            id="an unknown field",
        ),
        pytest.param(
            edited("holidays/NO.yaml", "holidays", "2026-02-30", to=["easter_sunday"]),
            "holidays/NO.yaml: holidays.2026-02-30: found '2026-02-30'; allowed: a date like 2026-12-25",
            id="no date",
        ),
        pytest.param(
            edited("promark.yaml", "hours", to="always"),
            "promark.yaml: hours: found 'always'; allowed: a mapping of keys to values",
            id="no mapping",
        ),
    ],
)
def test_a_mistake_names_file_key_and_what_is_allowed(tree: Tree, mistake: str) -> None:
    assert mistake in mistakes(tree)


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param(edited("evidencija.yaml", "closing", "by_customer", to="closes"), id="a choice"),
        pytest.param(edited("promark.yaml", "zone", to="Europe/Olso"), id="a zone"),
        pytest.param(edited("promark.yaml", "hours", "versions", 0, "weekly", to={"monday": ["8-16"]}), id="a week"),
        pytest.param(edited("promark.yaml", "hours", "versions", 0, "weekly", to=None), id="no week"),
        pytest.param(edited("adminet.yaml", "closing", "reminders", to="5"), id="reminders"),
        pytest.param(edited("adminet.yaml", "closing", "reminders", to=[]), id="no reminders"),
    ],
)
def test_one_mistake_is_told_once(tree: Tree) -> None:
    assert len(mistakes(tree)) == 1


def test_several_mistakes_are_told_together() -> None:
    tree = edited("promark.yaml", "prefix", to="promark")
    tree["timecare.yaml"]["currency"] = "crowns"
    assert [mistake.split(": found")[0] for mistake in mistakes(tree)] == [
        "promark.yaml: prefix",
        "timecare.yaml: currency",
    ]


def test_files_that_are_no_policies(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="a file a desk"):
        read_policies(tmp_path)
    (tmp_path / "desk.yaml").write_text("id: desk\nid: again\n", "utf-8")
    with pytest.raises(PolicyError, match=r"desk\.yaml: line 2: found the key 'id' twice"):
        read_policies(tmp_path)
    (tmp_path / "desk.yaml").write_text("id: [", "utf-8")
    with pytest.raises(PolicyError, match=r"desk\.yaml: line 1"):
        read_policies(tmp_path)
    (tmp_path / "desk.yaml").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(PolicyError, match="YAML in UTF-8"):
        read_policies(tmp_path)
    (tmp_path / "desk.yaml").write_text("", "utf-8")
    with pytest.raises(PolicyError, match=r"desk\.yaml: id"):
        read_policies(tmp_path)


# The bundle.


def test_the_bundle_gives_the_same_values_and_the_same_text(tmp_path: Path) -> None:
    written = bundle.write(FOLDER, tmp_path / "bundle")
    read = bundle.read(tmp_path / "bundle")
    assert dict(read) == dict(written) == dict(POLICIES)
    assert read.sellers == written.sellers == POLICIES.sellers
    assert read.hash == POLICIES.hash
    assert bundle.to_bundle(read) == (tmp_path / "bundle" / bundle.FILE).read_text("utf-8")


def test_the_hash_changes_with_any_value() -> None:
    changed: Policies = read_tree(edited("sellers/promark-norge.yaml", "name", to="Another AS"))
    assert changed.hash != POLICIES.hash
    assert len(POLICIES.hash) == 64


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("nonsense", "(the whole file)"),
        ("[]", "schema"),
        ('{"schema": "policies/0", "files": {}}', "schema"),
        (bundle.to_bundle(POLICIES).replace("Promark Norge AS", "Somebody Else AS"), "hash"),
        (bundle.to_bundle(POLICIES).replace("Europe/Oslo", "Europe/Olso"), "zone"),
    ],
    ids=["no JSON", "no bundle", "another schema", "changed on the way", "a mistake in it"],
)
def test_a_bundle_that_cannot_be_trusted_is_refused(text: str, key: str) -> None:
    with pytest.raises(PolicyError) as caught:
        bundle.from_bundle(text)
    assert key in [mistake.key for mistake in caught.value.mistakes]
