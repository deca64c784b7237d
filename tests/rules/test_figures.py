"""Figures: targets met by desk, customer, severity and month, promises kept, and what is due; for leads only."""

import csv
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest

from chalicelib import ticking
from chalicelib.desk.ports import Step
from chalicelib.domain.people import Agent, Organisation, Role
from chalicelib.domain.tally import Count, Tally
from chalicelib.domain.ticket.record import State
from tests.contract.samples import entry, ticket
from tests.fakes.figures import FakeFigures
from tests.rules.front_door import ALICE, OLA, Answer, FrontDoor, Visitor, a_question

LENA = Agent("lena", "Lena Vik", "lena@vendor.example", ("promark", "adminet"), Role.LEAD, "nb")
ASTRID = Agent("astrid", "Astrid Berg", "astrid@vendor.example", ("timecare",), Role.LEAD, "sv")
THIS_MONTH, LAST_MONTH = "2026-03", "2026-02"


@pytest.fixture
def lena(desk: FrontDoor) -> Visitor:
    desk.directory.keep_agent(LENA)
    return desk.signed_in(LENA)


def judged(desk: FrontDoor, met: int = 0, missed: int = 0, **changes: object) -> None:
    """Steps that end targets, as many as are asked for."""
    plain = Tally("promark", THIS_MONTH, "bakery", 2, "start", True)
    for is_met in [True] * met + [False] * missed:
        tally = replace(plain, met=is_met, **changes)  # type: ignore[arg-type]
        waiting(desk, state=State.CLOSED, tallies=(tally,))


def waiting(desk: FrontDoor, tallies: tuple[Tally, ...] = (), **changes: object) -> str:
    """A ticket of promark as a step left it."""
    number = desk.tickets.next_number("PRO")
    opened = replace(ticket(number, organisation="bakery", contact=ALICE.ref), **changes)  # type: ignore[arg-type]
    desk.tickets.commit(Step(opened, (entry(),), 0, tallies=tallies))
    return number


def figures_of(visitor: Visitor, query: str = "", desk: str = "promark") -> Answer:
    answer = visitor.get(f"/v1/desks/{desk}/figures{query}")
    assert answer.status == 200, answer.body
    return answer


def rows_of(visitor: Visitor, delimiter: str = ";", query: str = "") -> list[list[str]]:
    answer = visitor.get(f"/v1/desks/promark/figures.csv{query}")
    return list(csv.reader(StringIO(answer.body.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_a_lead_sees_what_was_met_and_missed_by_month_severity_and_matter_and_for_whom(
    desk: FrontDoor, lena: Visitor
) -> None:
    judged(desk, met=3, missed=1)
    judged(desk, met=1, organisation="rival")
    judged(desk, met=1, severity=1, organisation="rival")
    judged(desk, missed=2, matter="promise", month=LAST_MONTH)
    body = figures_of(lena).body
    assert body["desk"] == "promark"
    assert told(body["by_month"], "month") == [
        (LAST_MONTH, 2, "promise", 0, 2),
        (THIS_MONTH, 1, "start", 1, 0),
        (THIS_MONTH, 2, "start", 4, 1),
    ]
    assert told(body["by_customer"], "organisation") == [
        ({"id": "bakery", "name": "Fjellbakeriet AS"}, 2, "promise", 0, 2),
        ({"id": "bakery", "name": "Fjellbakeriet AS"}, 2, "start", 3, 1),
        ({"id": "rival", "name": "Rivalen AS"}, 1, "start", 1, 0),
        ({"id": "rival", "name": "Rivalen AS"}, 2, "start", 1, 0),
    ]


def told(sums: list[dict[str, Any]], of: str) -> list[tuple[object, ...]]:
    assert all(list(one) == [of, "severity", "matter", "met", "missed"] for one in sums)
    return [tuple(one.values()) for one in sums]


def test_customers_come_in_the_order_of_what_was_missed_and_then_of_what_was_judged(
    desk: FrontDoor, lena: Visitor
) -> None:
    for organisation, met, missed in (("a", 9, 1), ("b", 1, 0), ("c", 2, 0), ("d", 0, 2)):
        judged(desk, met, missed, organisation=organisation)
    assert customers_of(lena) == ["d", "a", "c", "b"]


def test_of_many_customers_fifty_are_told_apart_and_all_others_are_one(desk: FrontDoor, lena: Visitor) -> None:
    for number in range(53):
        judged(desk, met=1, missed=number and 1, organisation=f"c{number:02}")
    judged(desk, met=4, organisation="often")
    judged(desk, missed=2, severity=1, organisation="hardest")
    body = figures_of(lena).body
    assert customers_of(lena) == ["hardest", *[f"c{number:02}" for number in range(1, 50)], None]
    assert told(body["by_customer"][-1:], "organisation") == [(None, 2, "start", 3 + 1 + 4, 3)]
    assert told(body["by_month"], "month")[1] == (THIS_MONTH, 2, "start", 53 + 4, 52)


def test_the_page_is_small_however_much_was_judged_and_the_file_never_too_large_to_be_sent(
    desk: FrontDoor, lena: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    months = figures_of(lena, "?months=24").body["months"]
    each = [(month, f"c{number}", severity, matter) for month in months for number in range(1000)
            for severity in (1, 2) for matter in ("start", "promise")]  # fmt: skip
    counts = tuple(Count(*place, 1, 1) for place in each)
    monkeypatch.setattr(FakeFigures, "of_desk", lambda self, desk, first, last: counts)
    assert len(json.dumps(figures_of(lena, "?months=24").body)) < 100_000
    answer = lena.get("/v1/desks/promark/figures.csv?months=24")
    assert (answer.status, answer.code) == (422, "figures_too_many")
    assert answer.body["detail"] == "Filen ville blitt større enn 5 MB. Velg færre måneder."
    monkeypatch.setattr(FakeFigures, "of_desk", lambda self, desk, first, last: counts[:20_000])
    assert len(rows_of(lena, query="?months=24")) == 20_001


def customers_of(visitor: Visitor) -> list[str | None]:
    """Who is told apart, in order; None for all others."""
    customers = [one["organisation"] for one in figures_of(visitor).body["by_customer"]]
    return list(dict.fromkeys(customer and customer["id"] for customer in customers))


def test_six_months_are_shown_unless_others_are_asked_for_up_to_24(desk: FrontDoor, lena: Visitor) -> None:
    months = ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]
    assert figures_of(lena).body["months"] == months
    assert figures_of(lena, "?months=3").body["months"] == months[-3:]
    assert figures_of(lena, "?months=1").body["months"] == months[-1:]
    assert len(figures_of(lena, "?months=24").body["months"]) == 24


def test_what_was_judged_before_the_months_asked_for_is_not_shown(desk: FrontDoor, lena: Visitor) -> None:
    judged(desk, met=1, month="2025-12")
    assert figures_of(lena, "?months=3").body["by_month"] == figures_of(lena, "?months=3").body["by_customer"] == []
    assert len(figures_of(lena, "?months=4").body["by_month"]) == 1


def test_the_month_turns_by_the_desks_clock(desk: FrontDoor) -> None:
    desk.directory.keep_agent(LENA)
    desk.now = datetime(2026, 3, 31, 21, 59, tzinfo=UTC)
    lena = desk.signed_in(LENA)
    assert figures_of(lena).body["months"][-1] == "2026-03"
    desk.now += timedelta(minutes=1)
    assert figures_of(lena).body["months"][-1] == "2026-04"


@pytest.mark.parametrize("months", ["six", "-1", "1.5", "³", "0", "25", "9999", "12345"])
@pytest.mark.parametrize("path", ["figures", "figures.csv"])
def test_other_numbers_of_months_are_refused(lena: Visitor, path: str, months: str) -> None:
    answer = lena.get(f"/v1/desks/promark/{path}?months={months}")
    assert (answer.status, answer.code) == (422, "months_bad")
    assert "1 til 24" in answer.body["detail"]


def test_an_agent_who_does_not_lead_may_not_see_them(desk: FrontDoor) -> None:
    for path in ("figures", "figures.csv"):
        answer = desk.signed_in(OLA).get(f"/v1/desks/promark/{path}")
        assert (answer.status, answer.code) == (403, "leads_only")


def test_to_everybody_else_they_do_not_exist(desk: FrontDoor, lena: Visitor) -> None:
    desk.directory.keep_agent(ASTRID)
    for person in (ALICE, ASTRID):
        for path in ("figures", "figures.csv"):
            answer = desk.signed_in(person).get(f"/v1/desks/promark/{path}")
            assert (answer.status, answer.code) == (404, "not_found"), person
    assert lena.get("/v1/desks/nowhere/figures").status == 404
    assert desk.visitor().get("/v1/desks/promark/figures").status == 401


def test_no_desk_sees_the_figures_of_another(desk: FrontDoor, lena: Visitor) -> None:
    judged(desk, met=1)
    assert figures_of(lena, desk="adminet").body["by_month"] == []


def test_what_is_due_next_comes_first_in_the_queue_and_only_with_a_due_time(desk: FrontDoor, lena: Visitor) -> None:
    waiting(desk)
    numbers = [waiting(desk, due_at=desk.now + timedelta(minutes=minute)) for minute in range(12)]
    body = figures_of(lena).body
    assert [one["number"] for one in body["due_next"]] == numbers[:10]
    assert body["due_next"][0]["organisation"]["name"] == "Fjellbakeriet AS"


def test_late_are_those_past_their_due_time_and_nobody_else(desk: FrontDoor, lena: Visitor) -> None:
    for minutes in (-90, -1, 5):
        waiting(desk, due_at=desk.now + timedelta(minutes=minutes))
    waiting(desk)
    waiting(desk, due_at=desk.now - timedelta(days=1), state=State.CLOSED)
    body = figures_of(lena).body
    assert (body["late"], body["more_late"]) == (2, False)


def test_at_the_last_instant_itself_only_a_less_than_is_late(desk: FrontDoor, lena: Visitor) -> None:
    waiting(desk, due_at=desk.now, due_within=True)
    assert figures_of(lena).body["late"] == 0
    waiting(desk, due_at=desk.now, due_within=False)
    assert figures_of(lena).body["late"] == 1


def test_counting_what_is_late_has_an_end(desk: FrontDoor, lena: Visitor) -> None:
    for minute in range(200):
        waiting(desk, due_at=desk.now - timedelta(minutes=minute + 1))
    assert (figures_of(lena).body["late"], figures_of(lena).body["more_late"]) == (200, False)
    waiting(desk, due_at=desk.now - timedelta(minutes=300))
    assert (figures_of(lena).body["late"], figures_of(lena).body["more_late"]) == (200, True)


def test_the_file_holds_the_same_figures_under_the_words_of_its_reader(desk: FrontDoor, lena: Visitor) -> None:
    judged(desk, met=2, missed=1)
    head, row = rows_of(lena)
    assert head == [
        "Måned", "Kunde", "Kunde-ID", "Alvorlighetsgrad", "Hva som ble lovet", "I tide", "For sent", "I tide, %"
    ]  # fmt: skip
    start = desk.world().words.say("nb", "kinds.matters.identification_started")
    assert row == [THIS_MONTH, "Fjellbakeriet AS", "bakery", "2", start, "2", "1", "66"]


def test_the_file_is_a_download_that_a_spreadsheet_reads_in_its_own_alphabet(desk: FrontDoor, lena: Visitor) -> None:
    answer = lena.get("/v1/desks/promark/figures.csv?months=2")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="promark-2026-02-2026-03.csv"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.body.startswith(b"\xef\xbb\xbf")


def test_a_link_says_in_which_language_the_file_is_wanted(desk: FrontDoor, lena: Visitor) -> None:
    assert rows_of(lena, ",", "?lang=en")[0][:2] == ["Month", "Customer"]
    assert rows_of(lena, ";", "?lang=fi")[0][:2] == ["Kuukausi", "Asiakas"]
    assert rows_of(lena, ";", "?lang=xx")[0][:2] == ["Måned", "Kunde"]


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+47 22", "-2", "@SUM(A1)", "  =1", '"=1', "\ttab", "＝1+1", '=HYPERLINK("https://evil.example")'],
)
def test_no_customers_name_becomes_a_formula(desk: FrontDoor, lena: Visitor, name: str) -> None:
    desk.directory.keep_organisation(Organisation("odd", name))
    judged(desk, met=1, organisation="odd")
    assert rows_of(lena)[1][1] == f"'{name}"


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("splits_at", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "name", ["Bakeri{}=1+1{}", "{}=1", "A{} -2", 'A{}"=1"', 'A{}{}"+1', 'A"{}@x', "A\n{}=1\r=2", "={}="]
)
def test_nor_does_a_part_of_it_where_a_spreadsheet_splits_cells_at_another_sign(
    desk: FrontDoor, lena: Visitor, language: str, splits_at: str, name: str
) -> None:
    hostile = name.replace("{}", splits_at)
    desk.directory.keep_organisation(Organisation("odd", hostile))
    judged(desk, met=1, organisation="odd")
    cells = [cell for row in rows_of(lena, splits_at, f"?lang={language}") for cell in row]
    assert [cell for cell in cells if cell.lstrip(' "')[:1] in tuple("=+-@")] == []
    own = rows_of(lena, "," if language == "en" else ";", f"?lang={language}")
    assert own[1][1].replace("'", "") == hostile


@pytest.mark.parametrize("name", ['Ask; Embla "og" sønner', "To\nlinjer", "Vanlig AS", "1-2-3 AS", "Brød, kaffe & te"])
def test_an_odd_name_stays_in_its_cell(desk: FrontDoor, lena: Visitor, name: str) -> None:
    desk.directory.keep_organisation(Organisation("odd", name))
    judged(desk, met=1, organisation="odd")
    assert rows_of(lena)[1][1:3] == [name, "odd"]


def test_a_customer_who_is_no_longer_known_keeps_the_figures(desk: FrontDoor, lena: Visitor) -> None:
    judged(desk, met=1, organisation="gone")
    assert figures_of(lena).body["by_customer"][0]["organisation"] == {"id": "gone", "name": "gone"}
    assert rows_of(lena)[1][1:3] == ["gone", "gone"]


def test_what_is_met_and_missed_shows_in_the_figures_once(desk: FrontDoor, lena: Visitor) -> None:
    late, in_time = (
        desk.signed_in(ALICE).post("/v1/tickets", a_question(severity=1)).body["ticket"]["number"] for _ in range(2)
    )
    agent = desk.signed_in(OLA)
    agent.post(f"/v1/tickets/{in_time}/handling")
    desk.now += timedelta(hours=5)
    ticking.tick()
    agent.post(f"/v1/tickets/{late}/handling")
    ticking.tick()
    shown = figures_of(lena, "?months=1").body
    assert told(shown["by_month"], "month") == [(THIS_MONTH, 1, "start", 1, 1)]
