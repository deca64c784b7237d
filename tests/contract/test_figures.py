"""The port `Figures`: what was judged in a step is counted with it, once, and found again by month."""

from dataclasses import replace

import pytest
from tests.contract.samples import after, further, letter, once, opening
from tests.contract.worlds import Cloud, Ports

from chalicelib.desk.ports import AlreadyDone, Conflict
from chalicelib.domain.tally import Count, Tally


def tally(met: bool = True, **changes: object) -> Tally:
    return replace(Tally("promark", "2026-03", "fjord", 2, "start", met), **changes)  # type: ignore[arg-type]


def count(met: int = 1, missed: int = 0, **changes: object) -> Count:
    return replace(Count("2026-03", "fjord", 2, "start", met, missed), **changes)  # type: ignore[arg-type]


def of_march(ports: Ports, desk: str = "promark") -> tuple[Count, ...]:
    return ports.figures.of_desk(desk, "2026-03", "2026-03")


def test_where_nothing_was_judged_there_are_no_figures(ports: Ports) -> None:
    ports.tickets.commit(opening())
    assert of_march(ports) == ()


def test_a_target_met_is_counted_with_its_step(ports: Ports) -> None:
    ports.tickets.commit(replace(opening(), tallies=(tally(),)))
    assert of_march(ports) == (count(met=1, missed=0),)


def test_met_and_missed_add_up_over_steps(ports: Ports) -> None:
    for number, met in enumerate((True, False, True, True)):
        ports.tickets.commit(replace(opening(f"PRO-{number}"), tallies=(tally(met),)))
    assert of_march(ports) == (count(met=3, missed=1),)


def test_one_step_may_judge_several_things_of_one_kind_and_of_others(ports: Ports) -> None:
    judged = (tally(), tally(False), tally(False), tally(matter="promise"))
    ports.tickets.commit(replace(opening(), tallies=judged))
    assert of_march(ports) == (count(met=1, matter="promise"), count(met=1, missed=2, matter="start"))


def test_a_repeated_trigger_is_counted_once(ports: Ports) -> None:
    ports.tickets.commit(replace(opening("PRO-1"), once=once("mail:1"), tallies=(tally(),)))
    with pytest.raises(AlreadyDone):
        ports.tickets.commit(replace(opening("PRO-2"), once=once("mail:1"), tallies=(tally(),)))
    assert of_march(ports) == (count(1),)


def test_a_step_that_lost_its_race_is_not_counted(ports: Ports) -> None:
    first = opening()
    ports.tickets.commit(first)
    ports.tickets.commit(further(first.ticket))
    with pytest.raises(Conflict):
        ports.tickets.commit(replace(further(first.ticket), tallies=(tally(),)))
    assert of_march(ports) == ()


def test_months_are_found_from_the_first_to_the_last_and_in_order(ports: Ports) -> None:
    months = ("2025-12", "2026-01", "2026-02", "2026-03", "2026-04")
    for number, month in enumerate(reversed(months)):
        ports.tickets.commit(replace(opening(f"PRO-{number}"), tallies=(tally(month=month),)))
    found = ports.figures.of_desk("promark", "2026-01", "2026-03")
    assert [one.month for one in found] == ["2026-01", "2026-02", "2026-03"]


def test_customers_severities_and_matters_are_counted_apart(ports: Ports) -> None:
    judged = (
        tally(organisation="fjord", severity=1, matter="start"),
        tally(organisation="fjord", severity=1, matter="solution"),
        tally(organisation="fjord", severity=2, matter="start"),
        tally(organisation="havn", severity=1, matter="start"),
    )
    ports.tickets.commit(replace(opening(), tallies=judged))
    assert [(one.organisation, one.severity, one.matter) for one in of_march(ports)] == [
        ("fjord", 1, "solution"),
        ("fjord", 1, "start"),
        ("fjord", 2, "start"),
        ("havn", 1, "start"),
    ]


def test_no_desk_sees_the_figures_of_another(ports: Ports) -> None:
    ports.tickets.commit(replace(opening(), tallies=(tally(), tally(desk="timecare"), tally(desk="pro"))))
    assert len(of_march(ports, "promark")) == len(of_march(ports, "timecare")) == len(of_march(ports, "pro")) == 1
    assert of_march(ports, "time") == ()


def test_a_step_full_of_letters_and_mails_still_counts(ports: Ports) -> None:
    letters = tuple(letter(f"01L{number:02}") for number in range(40))
    mail_ids = tuple(f"<{number}@fjord.example>" for number in range(100))
    full = replace(opening(), letters=letters, mail_ids=mail_ids, once=once(), tallies=(tally(), tally(severity=1)))
    ports.tickets.commit(full)
    assert [(one.severity, one.met) for one in of_march(ports)] == [(1, 1), (2, 1)]
    assert len(ports.letterbox.owed(after(60))) == 40


def test_figures_name_no_person_and_no_ticket(cloud: Cloud) -> None:
    cloud.ports.tickets.commit(replace(opening(), tallies=(tally(),)))
    (kept,) = [item for item in cloud.items() if item["pk"]["S"] == "F#promark"]
    assert "kari" not in str(kept)
    assert "PRO-" not in str(kept)
