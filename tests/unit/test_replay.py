"""scripts/replay: what a changed policy would have made of the stored tickets of the last months."""

import copy
import os
import re
import shutil
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.fakes import FakeArchive, FakeDirectory, FakeStore, FakeTickets
from tests.unit.lives import Life
from tests.unit.policy_edits import FOLDER, POLICIES, edited

from chalicelib.desk.ports import Page, Step
from chalicelib.desk.watch.replay import Compared, OfCustomer, Replay, Verdict, replay
from chalicelib.domain.payroll import Level
from chalicelib.domain.people import Organisation
from chalicelib.domain.ticket.deadline import Matter
from chalicelib.domain.ticket.history import Entry
from chalicelib.domain.ticket.record import Kind, Ticket
from chalicelib.policies.book import read_tree
from chalicelib.policies.desk import Desk
from chalicelib.policies.mistakes import PolicyError
from local import emulator
from local.paths import REPOSITORY, RESOURCES
from local.replay.changed import all_along, policies_with, undated
from local.replay.command import main
from local.replay.stored import Stored, stored_in

PROMARK = POLICIES["promark"]
CLOCK = Life("promark")
SINCE, NOW = CLOCK.at("2026-03-01 00:00"), CLOCK.at("next fri 16:00")
LONG_AGO = CLOCK.at("2001-01-01 12:00")
SEVERITIES = ("levels", "targets", 0, "severities")
QUICKER = "2: {minutes: 240, inclusive: no}"
WITH_LUNCH = ["08:00-11:30", "12:30-16:00"]
DATED = """\
    - valid_from: 2030-01-01
      clock: identification_started
      severities:
        1: {minutes: 60, inclusive: yes}
        2: {minutes: 240, inclusive: no}
        3: {minutes: 600, inclusive: no}
"""


class CountedTickets(FakeTickets):
    """Says what was read: pages of queues, and histories."""

    def __init__(self, store: FakeStore) -> None:
        super().__init__(store)
        self.pages: list[str] = []
        self.courses: list[str] = []

    def queue(self, desk: str, closed: bool, cursor: str = "", limit: int = 50) -> Page[Ticket]:
        self.pages.append("closed" if closed else "open")
        return super().queue(desk, closed, cursor, limit)

    def course(self, ticket: Ticket) -> tuple[Entry, ...]:
        self.courses.append(ticket.number)
        return super().course(ticket)


def desk_with(*path: str | int, to: object) -> Desk:
    """Promark with one value of its file changed."""
    return read_tree(edited("promark.yaml", *path, to=to))["promark"]


def fault(severity: int = 2) -> Life:
    return Life("promark").opened("mon 08:00", severity=severity)


def stored(*lives: Life, organisations: tuple[str, ...] = ()) -> CountedTickets:
    """Their tickets in one store as PRO-1001, PRO-1002 …, the last of `organisations` for all that are left."""
    store = FakeStore()
    for index, life in enumerate(lives):
        number = f"PRO-{1001 + index}"
        organisation = organisations[min(index, len(organisations) - 1)] if organisations else "bakery"
        store.tickets[number] = replace(life.ticket, number=number, organisation=organisation)
        store.entries[number] = list(life.entries)
    return CountedTickets(store)


def replayed(tickets: FakeTickets, after: Desk, before: Desk = PROMARK, since: datetime = SINCE) -> Replay:
    return replay(tickets, before, after, since, NOW)


def told(one: Compared) -> tuple[str, str, str, str, str]:
    before, after = one.before, one.after
    dues = CLOCK.told(before.due_at), CLOCK.told(after.due_at)
    return (one.number, *dues, before.verdict.value, after.verdict.value)


# What is compared


def test_a_shorter_target_turns_so_many_that_were_met_into_breaches() -> None:
    tickets = stored(fault().handled("mon 09:00"), fault().handled("mon 13:00"), fault().handled("tue 10:00"))
    found = replayed(tickets, desk_with(*SEVERITIES, "2", "minutes", to="240"))
    assert (found.tickets, found.before.met, found.after.met, found.after.judged) == (3, 3, 1, 3)
    assert found.fewer == ()
    assert [told(one) for one in found.more] == [
        ("PRO-1002", "tue 12:00", "mon 12:00", "met", "missed"),
        ("PRO-1003", "tue 12:00", "mon 12:00", "met", "missed"),
    ]


def test_a_longer_lunch_moves_what_is_due() -> None:
    found = replayed(
        stored(fault(severity=1).handled("mon 12:30")),
        desk_with("hours", "versions", 0, "weekly", "monday", to=WITH_LUNCH),
    )
    assert [told(one) for one in found.fewer] == [("PRO-1001", "mon 12:00", "mon 13:00", "missed", "met")]
    assert found.more == ()


def test_the_same_policy_changes_nothing() -> None:
    tickets = stored(fault().handled("mon 09:00"), fault().handled("next mon 09:00"), fault())
    found = replayed(tickets, PROMARK)
    assert (found.before, found.before.met, found.before.judged) == (found.after, 1, 3)
    assert (found.more, found.fewer, found.customers) == ((), (), ())


def test_what_still_runs_and_is_not_missed_is_not_judged() -> None:
    tickets = stored(Life("promark").opened("next fri 09:00"))
    assert replayed(tickets, desk_with(*SEVERITIES, "2", "minutes", to="600")).compared == ()


def test_what_runs_under_one_policy_and_is_missed_under_the_other_is_told_as_such() -> None:
    tickets = stored(Life("promark").opened("next fri 09:00"))
    quicker = desk_with(*SEVERITIES, "2", "minutes", to="60")
    [more] = replayed(tickets, quicker).more
    assert (more.before.verdict, more.after.verdict) == (Verdict.RUNNING, Verdict.MISSED)
    found = replayed(tickets, PROMARK, before=quicker)
    assert (len(found.fewer), found.before.judged, found.after.judged) == (1, 1, 0)


def test_what_was_judged_before_the_period_is_left_out() -> None:
    tickets = stored(fault().handled("mon 09:00"), fault().handled("next mon 09:00"))
    found = replayed(tickets, PROMARK, since=CLOCK.at("tue 00:00"))
    assert [one.number for one in found.compared] == ["PRO-1002"], "the first was met on Monday"
    assert replayed(tickets, PROMARK, since=CLOCK.at("wed 00:00")).compared == (), "the second was missed on Tuesday"


def test_a_breach_in_the_period_is_not_one_more_where_it_was_one_before_the_period() -> None:
    tickets = stored(fault(severity=1).handled("next mon 09:00"))
    slower = desk_with(*SEVERITIES, "1", "minutes", to="1200")
    found = replayed(tickets, slower, since=CLOCK.at("tue 00:00"))
    assert [told(one) for one in found.compared] == [("PRO-1001", "mon 12:00", "wed 12:00", "missed", "missed")]


def test_pauses_before_a_clock_stopped_move_its_due_and_those_after_do_not() -> None:
    life = Life("promark").opened("mon 08:00", severity=1, under_agreement=False).settled("mon 10:00")
    life.handled("mon 11:00").asked("mon 11:30")
    [one] = replayed(stored(life), PROMARK).compared
    assert told(one) == ("PRO-1001", "mon 14:00", "mon 14:00", "met", "met")


def test_the_solution_of_a_payroll_day_is_judged_beside_the_start() -> None:
    life = Life("promark").opened("mon 08:00", severity=1, level=Level.PAYROLL_DAY)
    life.asked("mon 09:00").added("mon 11:00").resolved("tue 09:00").closed("tue 09:30")
    found = replayed(stored(life), desk_with("levels", "extended", 0, "solution_minutes", to="360"))
    assert [(one.matter, *told(one)[1:]) for one in found.compared] == [
        (Matter.START, "mon 10:00", "mon 10:00", "met", "met"),
        (Matter.SOLUTION, "tue 10:00", "mon 16:00", "met", "missed"),
    ]
    assert (found.tickets, found.before.judged) == (1, 2)


def test_without_an_extended_level_there_is_no_solution_to_miss() -> None:
    life = Life("promark").opened("mon 08:00", severity=1, level=Level.PAYROLL_DAY).resolved("wed 09:00")
    found = replayed(stored(life), desk_with("levels", "extended", to=None))
    [fewer] = [one for one in found.fewer if one.matter is Matter.SOLUTION]
    assert told(fewer) == ("PRO-1001", "mon 16:00", "", "missed", "not promised")


def test_a_fix_by_date_is_judged_by_the_months_of_its_class() -> None:
    life = (
        Life("promark")
        .opened("2025-12-01 08:00")
        .identified("2025-12-01 09:00", "B")
        .resolved("mon 09:00")
        .closed("mon 10:00")
    )
    slower = desk_with("levels", "error_classes", 1, "months_to", to="4")
    [fewer] = replayed(stored(life), slower).fewer
    assert (fewer.matter, *told(fewer)[1:]) == (
        Matter.FIX,
        "2026-01-30 16:00",
        "2026-04-01 16:00",
        "missed",
        "met",
    )


def test_a_kind_that_loses_its_clock_cannot_be_late_any_more() -> None:
    kinds = POLICIES.tree["promark.yaml"]["kinds"]  # type: ignore[index]
    question = [kind["id"] for kind in kinds].index("question")
    life = Life("promark").opened("mon 08:00", kind=Kind.QUESTION)
    [fewer] = replayed(stored(life), desk_with("kinds", question, "has_clock", to="no")).fewer
    assert fewer.after.verdict is Verdict.NOT_PROMISED


def test_promises_of_a_next_word_are_left_out() -> None:
    life = fault().handled("mon 09:00").promised("mon 10:00", "mon 14:00")
    assert life.is_missed("promise", "tue 08:00")
    assert [one.matter for one in replayed(stored(life), PROMARK).compared] == [Matter.START]


def test_customers_are_told_with_what_changes_for_each_the_hardest_hit_first() -> None:
    lives = [fault(severity=1).handled("mon 12:30"), *[fault().handled("mon 15:00") for _ in range(3)]]
    quicker = edited("promark.yaml", *SEVERITIES, "2", "minutes", to="240")
    tree = changed(quicker, "promark.yaml", *SEVERITIES, "1", "minutes", to="300")
    found = replayed(stored(*lives, organisations=("bakery", "bakery", "rival")), read_tree(tree)["promark"])
    assert found.customers == (OfCustomer("rival", 2, 0), OfCustomer("bakery", 1, 1))


# What is read


def test_open_tickets_are_read_whole_and_closed_ones_until_the_period_begins() -> None:
    days = [f"2025-12-{day:02} 09:00" for day in range(1, 31)]
    old = [Life("promark").opened(day).closed(day.replace("09:", "10:")) for day in days]
    tickets = stored(fault().handled("mon 09:00"), fault().handled("mon 10:00").closed("mon 11:00"), *old)
    found = replayed(tickets, PROMARK)
    assert (tickets.pages, tickets.courses) == (["open", "closed"], ["PRO-1001", "PRO-1002"])
    assert found.tickets == 2


def test_pages_are_turned_no_further_than_the_period(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.desk.watch.replay._PAGE", 2)
    recent = [fault().handled("mon 09:00").closed(f"mon 1{index}:00") for index in range(3)]
    old = [Life("promark").opened("2025-12-01 09:00").closed(f"2025-12-{day:02} 10:00") for day in range(2, 20)]
    tickets = stored(*recent, *[fault() for _ in range(3)], *old)
    assert replayed(tickets, PROMARK).tickets == 6
    assert tickets.pages == ["open", "open", "closed", "closed"], "the second page of closed ones holds an old one"


def test_a_ticket_that_is_closed_while_it_is_read_counts_once_and_as_closed() -> None:
    tickets = stored(fault(severity=1).handled("mon 09:00").closed("mon 10:00"))
    [closed] = tickets.store.tickets.values()
    was_open = replace(closed, entries=1, version=1)
    queue = tickets.queue

    def closing(desk: str, is_closed: bool, cursor: str = "", limit: int = 50) -> Page[Ticket]:
        return queue(desk, is_closed, cursor, limit) if is_closed else Page((was_open,))

    tickets.queue = closing  # type: ignore[method-assign]
    assert [one.before.verdict for one in replayed(tickets, PROMARK).compared] == [Verdict.MET]


def test_other_desks_tickets_are_not_read() -> None:
    assert replayed(stored(Life("timecare").opened("mon 09:00")), PROMARK).compared == ()


# The changed file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A copy of promark's file under another name."""
    copied = tmp_path / "trial.yaml"
    shutil.copyfile(FOLDER / "promark.yaml", copied)
    return copied


def edit(file: Path, pattern: str, to: str) -> None:
    text, count = re.subn(pattern, lambda _: to, file.read_text("utf-8"), count=1)
    assert count == 1
    file.write_text(text, "utf-8")


def test_the_file_takes_the_place_of_the_desk_that_its_id_names(file: Path) -> None:
    edit(file, r"2: \{minutes: 720, inclusive: no\}", QUICKER)
    desk, policies = policies_with(file)
    assert (desk, set(policies)) == ("promark", set(POLICIES))
    assert policies["promark"].target(2, NOW).minutes == 240
    assert {id for id in policies if policies[id] == POLICIES[id]} == set(POLICIES) - {"promark"}


def test_mistakes_are_told_as_a_build_tells_them_but_of_the_file_as_it_was_given(file: Path) -> None:
    edit(file, "minutes: 720", "minutes: soon")
    edit(file, "prefix: PRO", "prefix: promark")
    with pytest.raises(PolicyError) as refused:
        policies_with(file)
    mistakes = [(mistake.file, mistake.key, mistake.found) for mistake in refused.value.mistakes]
    assert mistakes == [
        (str(file), "prefix", "'promark'"),
        (str(file), "levels.targets.0.severities.2.minutes", "'soon'"),
    ]


def test_a_file_that_is_no_yaml_is_told_under_its_own_name(file: Path) -> None:
    edit(file, "prefix: PRO", "prefix: PRO\nprefix: PRO")
    with pytest.raises(PolicyError, match=rf"^{re.escape(str(file))}: line \d+: found the key 'prefix' twice"):
        policies_with(file)


def test_what_is_wrong_beside_the_file_keeps_its_own_name(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "policies"
    shutil.copytree(FOLDER, folder)
    edit(folder / "timecare.yaml", "prefix: [A-Z]+", "prefix: time")
    with pytest.raises(PolicyError, match=r"^timecare\.yaml: prefix: found 'time'"):
        policies_with(file, folder)


@pytest.mark.parametrize("id", ["", "id: ../promark\n", "id: {}\n", "id: [\n", "- promark\n", "\xff"])
def test_a_file_that_names_no_desk_is_told_under_its_own_name(file: Path, id: str) -> None:
    file.write_bytes(id.encode("latin-1"))
    with pytest.raises(PolicyError, match=rf"^{re.escape(str(file))}: "):
        policies_with(file)


def dated_tree() -> dict[str, Any]:
    """Promark with hours, targets and an extended level that come in 2030; the newest targets stand first."""
    tree = edited("promark.yaml", "hours", "versions", 0, "weekly", "monday", to=["08:00-16:00"])
    hours, levels = tree["promark.yaml"]["hours"], tree["promark.yaml"]["levels"]
    in_2030 = {"valid_from": "2030-01-01"}
    quicker = changed(levels["targets"][0], "severities", "2", "minutes", to="240")
    with_lunch = changed(hours["versions"][0], "weekly", "monday", to=WITH_LUNCH)
    hours["versions"] = [*hours["versions"], {**with_lunch, **in_2030}]
    levels["targets"] = [{**quicker, **in_2030}, *levels["targets"]]
    levels["extended"] = [{**levels["extended"][0], **in_2030}]
    return tree


def changed(part: Any, *path: str | int, to: object) -> Any:
    """A copy with one value changed."""
    copied = copy.deepcopy(part)
    inner = copied
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = to
    return copied


def test_the_newest_of_each_is_the_only_one_there_ever_was() -> None:
    dated = read_tree(dated_tree())
    desk = all_along(dated, "promark")["promark"]
    assert [dated["promark"].target(2, NOW).minutes, desk.target(2, NOW).minutes] == [720, 240]
    assert (len(desk.calendar.rules), len(desk.levels.targets), len(desk.levels.extended)) == (1, 3, 1)
    assert (dated["promark"].extended(NOW), desk.extended(LONG_AGO)) == (None, desk.levels.extended[0])
    assert not desk.calendar.is_open(CLOCK.at("mon 12:00"))


def test_nothing_else_of_the_tree_is_touched() -> None:
    tree = dated_tree()
    before = copy.deepcopy(tree)
    assert undated(tree, "timecare")["promark.yaml"] == before["promark.yaml"]
    undated(tree, "promark")
    assert tree == before


def test_what_a_desk_does_not_have_stays_away() -> None:
    tree = edited("promark.yaml", "levels", "extended", to=None)
    assert all_along(read_tree(tree), "promark")["promark"].levels.extended == ()


# What it says


def printed(
    capsys: pytest.CaptureFixture[str], file: Path, *options: str, tickets: FakeTickets | None = None
) -> tuple[int, str, str]:
    archive = FakeArchive()
    archive.take(POLICIES, SINCE)
    directory = FakeDirectory([Organisation("bakery", "Fjellbakeriet AS"), Organisation("rival", "Rivalen AS")])
    store = Stored(tickets or stored(), directory, archive)
    status = main([str(file), "--now", "2026-03-13T16:00+01:00", *options], lambda _: nullcontext(store))
    return (status, *capsys.readouterr())


def test_a_lead_is_told_how_many_for_whom_and_on_which_tickets(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    edit(file, r"2: \{minutes: 720, inclusive: no\}", QUICKER)
    lives = [fault().handled("mon 13:00"), fault().handled("mon 09:00"), fault(), fault().handled("mon 15:00")]
    tickets = stored(*lives, organisations=("bakery", "rival"))
    status, out, err = printed(capsys, file, tickets=tickets)
    assert (status, err) == (0, "")
    assert (
        out.replace(str(file), "FILE")
        == """\
promark, 2025-12-13 to 2026-03-13 16:00 (Europe/Oslo)
Before: the policies in force.
        (Reckoned anew, and so not always what was judged at the time.)
After: FILE, its newest hours and levels as though they had been in force all along.
       (--as-dated heeds valid_from.)
Payroll days stay what they were when each ticket was filed.
Promises of a next word are left out: they are fixed instants, which no policy moves.

Judged: 4 targets of 4 tickets.
Met:    75.0 % (3 of 4) → 25.0 % (1 of 4)
        2 more breaches, 0 fewer

Customer          More  Fewer
Fjellbakeriet AS     1      0
Rivalen AS           1      0

Ticket    Customer          Severity  Matter  Due before            Due after               Verdict
PRO-1001  Fjellbakeriet AS  2         start   Tue 2026-03-03 12:00  → Mon 2026-03-02 12:00  met → missed
PRO-1004  Rivalen AS        2         start   Tue 2026-03-03 12:00  → Mon 2026-03-02 12:00  met → missed
"""
    )


def test_at_most_fifty_tickets_are_listed(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    edit(file, r"2: \{minutes: 720, inclusive: no\}", QUICKER)
    late = fault().handled("mon 13:00")
    _, out, _ = printed(capsys, file, tickets=stored(*[late] * 53))
    assert out.count("PRO-") == 50
    assert out.endswith("met → missed\n… and 3 more.\n")
    assert "53 more breaches, 0 fewer" in out


def test_where_nothing_was_judged_it_says_so(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    status, out, _ = printed(capsys, file)
    assert (status, out.splitlines()[-1]) == (0, "Nothing was judged in this time.")


def test_dates_are_heeded_when_asked_for(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    edit(file, "  targets:\n", f"  targets:\n{DATED}")
    tickets = stored(fault().handled("mon 13:00"))
    assert "1 more breach, 0 fewer" in printed(capsys, file, tickets=tickets)[1]
    out = printed(capsys, file, "--as-dated", tickets=tickets)[1]
    assert "0 more breaches, 0 fewer" in out
    assert "each of its versions from its valid_from on" in out


def test_the_period_begins_on_the_same_day_so_many_months_before(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    assert "promark, 2026-02-13 to" in printed(capsys, file, "--months", "1")[1]
    assert "promark, 2026-02-28 to" in printed(capsys, file, "--months", "1", "--now", "2026-03-31T12:00")[1]
    assert "promark, 2024-03-13 to" in printed(capsys, file, "--months", "24")[1]


def test_what_is_wrong_with_the_file_ends_it(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    edit(file, "minutes: 720", "minutes: soon")
    status, out, err = printed(capsys, file)
    assert (status, out) == (2, "")
    assert err.startswith(f"replay: {file}: levels.targets.0.severities.2.minutes: found 'soon'; allowed:")
    status, _, err = printed(capsys, file.with_name("gone.yaml"))
    assert (status, err) == (2, f"replay: {file.with_name('gone.yaml')} cannot be read: No such file or directory\n")


def test_hours_too_few_for_a_target_are_told(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    edit(file, "weekly: {.*}", "weekly: {monday: [08:00-08:01]}")
    edit(file, "minutes: 720", "minutes: 6000")
    status, _, err = printed(capsys, file, tickets=stored(fault()))
    assert status == 2
    assert "hours: a target is never reached" in err


def test_a_desk_that_is_not_in_force_has_nothing_to_be_held_against(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    for pattern, to in (("id: promark", "id: newdesk"), ("prefix: PRO", "prefix: NEW"), ("part: promark", "part: new")):
        edit(file, pattern, to)
    status, _, err = printed(capsys, file)
    assert (status, "no desk newdesk is in force" in err) == (2, True)


@pytest.mark.parametrize("options", [["--months", "0"], ["--months", "three"], ["--now", "noon"]])
def test_options_that_make_no_sense_are_refused(file: Path, options: list[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(file), *options])


# Where the tickets are


def test_what_a_desk_has_kept_is_read_and_left_as_it_is(tmp_path: Path, file: Path) -> None:
    edit(file, r"2: \{minutes: 720, inclusive: no\}", QUICKER)
    home = tmp_path / "home"
    keep_a_desk(home)
    before = contents(home)
    done = subprocess.run(
        [sys.executable, "-m", "local.replay.command", file.name, "--home", str(home), "--now", "2026-03-13T15:00Z"],
        cwd=file.parent,
        env={**os.environ, "PYTHONPATH": f"{REPOSITORY / 'scripts'}{os.pathsep}{REPOSITORY / 'functions'}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Before: the policies in force." in done.stdout
    assert "1 more breach, 0 fewer" in done.stdout
    assert re.search(r"PRO-1001 +Fjellbakeriet AS +2 +start .* met → missed", done.stdout)
    assert contents(home) == before


def test_where_no_desk_was_kept_it_says_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, file: Path
) -> None:
    assert main([str(file), "--home", str(tmp_path / "nowhere")]) == 2
    assert "start scripts/serve first" in capsys.readouterr().err


def test_a_deployed_stage_is_found_by_its_stack(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    edit(file, r"2: \{minutes: 720, inclusive: no\}", QUICKER)
    options = [str(file), "--now", "2026-03-13T15:00Z", "--stage"]
    with emulator.running() as endpoint:
        point_at(endpoint, monkeypatch)
        fill(endpoint, stack="tuki-trial")
        assert main([*options, "trial"]) == 0
        assert "1 more breach, 0 fewer" in capsys.readouterr().out
        assert main([*options, "other"]) == 2
        assert "The stage other is not deployed in eu-west-1" in capsys.readouterr().err


def keep_a_desk(home: Path) -> None:
    """As scripts/serve leaves it."""
    with emulator.running(home / "emulator") as endpoint, pytest.MonkeyPatch.context() as patch:
        point_at(endpoint, patch)
        fill(endpoint, stack="tuki")


def point_at(endpoint: str, patch: pytest.MonkeyPatch) -> None:
    for name, value in emulator.environment(endpoint).items():
        patch.setenv(name, value)
    for name in ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_PROFILE"):
        patch.delenv(name, raising=False)


def fill(endpoint: str, stack: str) -> None:
    """A customer, a ticket handled after five hours, and policies in force."""
    made = emulator.deploy(endpoint, RESOURCES, stack=stack)
    desk = stored_in(made["Table"], made["Bucket"])
    life = fault().handled("mon 13:00")
    desk.tickets.commit(Step(life.ticket, life.entries, 0))
    desk.directory.keep_organisation(Organisation("bakery", "Fjellbakeriet AS"))
    desk.archive.take(POLICIES, SINCE)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
