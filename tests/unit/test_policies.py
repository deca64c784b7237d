"""The desks' policies: the published figures, examples and days."""

import copy
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from tests.unit.policy_edits import POLICIES, edited

from chalicelib.domain.billing.prices import list_rate
from chalicelib.domain.languages import LANGUAGES
from chalicelib.domain.working_time.days import DayKind
from chalicelib.policies.book import read_tree
from chalicelib.policies.desk import Desk
from chalicelib.policies.levels import ClockKind, FixPromise

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)

# The figures that the desks publish.


def test_there_are_five_desks_with_their_prefixes() -> None:
    found = {desk.id: (desk.prefix, desk.language, desk.zone, desk.currency) for desk in POLICIES.values()}
    assert found == {
        "promark": ("PRO", "nb", "Europe/Oslo", "NOK"),
        "timecare": ("TIM", "sv", "Europe/Stockholm", "SEK"),
        "crm-insight": ("CRM", "nb", "Europe/Oslo", "NOK"),
        "evidencija": ("EVI", "hr", "Europe/Zagreb", "EUR"),
        "adminet": ("ADM", "fi", "Europe/Helsinki", "EUR"),
    }


@pytest.mark.parametrize(
    ("desk", "hours"),
    [
        ("promark", ["08:00-16:00"]),
        ("timecare", ["09:00-12:00", "13:00-16:00"]),
        ("crm-insight", ["08:00-16:00"]),
        ("evidencija", ["08:00-16:00"]),
        ("adminet", ["08:00-16:00"]),
    ],
)
def test_weekly_hours(desk: str, hours: list[str]) -> None:
    week = [POLICIES[desk].calendar.day(date(2026, 11, 23) + timedelta(days=number)) for number in range(7)]
    assert [[str(span) for span in day.spans] for day in week] == [hours] * 5 + [[], []]


@pytest.mark.parametrize(
    ("desk", "clock", "minutes", "inclusive"),
    [
        ("promark", ClockKind.IDENTIFICATION_STARTED, [240, 720, 3000], [True, False, False]),
        ("timecare", ClockKind.HANDLING_STARTED, [120, 120, 120], [True, True, True]),
        ("crm-insight", ClockKind.FIRST_ANSWER, [240, 480, 960], [True, True, True]),
        ("evidencija", ClockKind.FIRST_ANSWER, [240, 480, 960], [True, True, True]),
        ("adminet", ClockKind.FIRST_ANSWER, [240, 480, 960], [True, True, True]),
    ],
)
def test_targets(desk: str, clock: ClockKind, minutes: list[int], inclusive: list[bool]) -> None:
    targets = POLICIES[desk].targets(NOON)
    assert {target.clock for target in targets} == {clock}
    assert [target.minutes for target in targets] == minutes
    assert [target.inclusive for target in targets] == inclusive


def test_the_third_target_of_promark_says_that_it_is_our_reading() -> None:
    footnote = POLICIES["promark"].target(3, NOON).footnote
    assert footnote is not None
    assert "50" in footnote["nb"]


def test_every_published_example_is_what_the_clock_counts() -> None:
    for desk in POLICIES.values():
        assert desk.levels.examples
        for example in desk.levels.examples:
            assert desk.example_due(example) == example.due, (desk.id, example.start)


def test_error_classes_and_the_extended_level_of_promark() -> None:
    levels = POLICIES["promark"].levels
    promises = [(each.id, each.promise, each.months_from, each.months_to) for each in levels.error_classes]
    assert promises == [
        ("A", FixPromise.CONTINUOUS, None, None),
        ("B", FixPromise.NEXT_RELEASE, 1, 2),
        ("C", FixPromise.LATER, None, None),
    ]
    assert [level.fee for level in levels.extended] == [Decimal("500.00")]


@pytest.mark.parametrize(
    ("on", "oldest"), [(date(2026, 3, 20), "9.1"), (date(2026, 3, 21), "9.2"), (date(2027, 2, 26), "10.0")]
)
def test_versions_are_supported_for_24_months(on: date, oldest: str) -> None:
    promark = POLICIES["promark"]
    noon = datetime(on.year, on.month, on.day, 11, tzinfo=UTC)
    release = promark.oldest_supported(noon)
    assert release is not None
    assert release.version == oldest
    assert promark.is_supported(oldest, noon)
    assert not promark.is_supported("9.0", noon)
    assert not promark.is_supported("12.0", noon)
    assert POLICIES["adminet"].is_supported("any", noon)


def test_channels_as_the_desks_take_them() -> None:
    assert {desk.id: desk.channels.ids for desk in POLICIES.values()} == {
        "promark": ("portal", "mail", "phone"),
        "timecare": ("portal",),
        "crm-insight": ("portal",),
        "evidencija": ("portal", "mail", "phone", "fax", "sms"),
        "adminet": ("portal", "mail", "phone"),
    }
    assert [queue.id for queue in POLICIES["adminet"].channels.phone] == ["general", "accounting", "payroll"]


def test_help_out_of_hours_is_a_kind_of_work_with_its_rates() -> None:
    promark = POLICIES["promark"]
    rate = list_rate(promark.out_of_hours_rates, "phone", date(2026, 12, 24))
    assert rate is not None
    assert rate.out_of_hours == Decimal("1800.00")
    assert POLICIES["timecare"].out_of_hours_rates == ()


def test_every_desk_names_its_works_and_has_a_rate_for_each_of_them() -> None:
    for desk in POLICIES.values():
        assert len({work.id for work in desk.billing.works}) == len(desk.billing.works) >= 4
        assert all(list_rate(desk.billing.rates, work.id, NOON.date()) for work in desk.billing.works), desk.id


def test_a_raised_rate_holds_from_its_day() -> None:
    rates = POLICIES["promark"].billing.rates
    on = [list_rate(rates, "consulting", day) for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert [rate and rate.per_hour for rate in on] == [Decimal("1450.00"), Decimal("1490.00")]
    assert list_rate(rates, "consulting", date(2023, 12, 31)) is None


def test_evidencija_proposes_exact_time_and_the_others_steps() -> None:
    assert {desk.id: desk.billing.step_minutes for desk in POLICIES.values()} == {
        "adminet": 15,
        "crm-insight": 15,
        "evidencija": 0,
        "promark": 15,
        "timecare": 15,
    }


def test_a_checklist_asks_for_one_thing_that_the_request_concerns() -> None:
    checklist = POLICIES["adminet"].checklist("question")
    group = [field.id for field in checklist.fields if field.any_of]
    assert group == ["person", "invoice", "document", "work_order", "site", "customer_number"]
    [lack] = checklist.lacks({"subject": "VAT", "description": "Which rate?"})
    assert list(lack.fields) == group
    assert checklist.lacks({"subject": "VAT", "description": "Which rate?", "invoice": "1017"}) == ()


def test_services_that_can_be_ordered_are_the_choices_of_an_order() -> None:
    [service] = [field for field in POLICIES["timecare"].checklist("order").fields if field.id == "service"]
    assert "collation_change" in [choice.id for choice in service.choices]
    assert "update_subscription" not in [choice.id for choice in service.choices]


def test_development_proposals_have_no_clock() -> None:
    for desk in POLICIES.values():
        proposal, question = desk.kind("development_proposal"), desk.kind("question")
        assert proposal is not None
        assert question is not None
        assert (proposal.has_clock, question.has_clock) == (False, True)


def test_asking_for_a_kind_or_severity_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        POLICIES["timecare"].checklist("hardware")
    with pytest.raises(KeyError):
        POLICIES["timecare"].target(4, NOON)


def test_a_new_target_holds_from_its_date_at_the_desk() -> None:
    targets = copy.deepcopy(POLICIES.tree["promark.yaml"]["levels"]["targets"])  # type: ignore[index]
    later = copy.deepcopy(targets[0]) | {"valid_from": "2027-01-01"}
    later["severities"]["1"]["minutes"] = "180"
    promark = read_tree(edited("promark.yaml", "levels", "targets", to=[later, *targets]))["promark"]
    assert promark.target(1, datetime(2026, 12, 31, 22, 59, tzinfo=UTC)).minutes == 240
    assert promark.target(1, datetime(2026, 12, 31, 23, 0, tzinfo=UTC)).minutes == 180
    assert promark.target(1, datetime(2020, 1, 1, tzinfo=UTC)).minutes == 240


def test_words_are_there_in_every_language_and_differ_from_english() -> None:
    for desk in POLICIES.values():
        assert tuple(desk.about) == LANGUAGES
        assert len(set(desk.about.values())) == len(LANGUAGES)


# What the clocks of a desk go by.

SEVERITY_2 = ("levels", "targets", 0, "severities", "2")


@pytest.mark.parametrize(
    ("file", "path", "to"),
    [
        pytest.param("promark.yaml", ("hours", "versions", 0, "weekly", "monday"), ["10:00-16:00"], id="hours"),
        pytest.param("promark.yaml", (*SEVERITY_2, "minutes"), "600", id="a target"),
        pytest.param("promark.yaml", (*SEVERITY_2, "inclusive"), "yes", id="within or less than"),
        pytest.param("promark.yaml", ("kinds", 0, "has_clock"), "no", id="a kind without a clock"),
        pytest.param("promark.yaml", ("closing", "auto_close_after_days"), "30", id="closing"),
        pytest.param("promark.yaml", ("zone",), "Europe/Stockholm", id="the zone"),
        pytest.param("holidays/NO.yaml", ("holidays", "2026-05-18"), ["whit_monday"], id="a holiday"),
    ],
)
def test_clocks_are_reckoned_anew_by_what_they_go_by(file: str, path: tuple[str | int, ...], to: object) -> None:
    changed = read_tree(edited(file, *path, to=to))
    assert changed.clockwork("promark") != POLICIES.clockwork("promark")


@pytest.mark.parametrize(
    ("file", "path", "to"),
    [
        pytest.param("holidays/names.yaml", ("whit_monday", "nb"), "2. pinsedag", id="a holiday's name"),
        pytest.param("promark.yaml", (*SEVERITY_2, "footnote"), dict.fromkeys(LANGUAGES, "Note"), id="a footnote"),
        pytest.param("promark.yaml", ("levels", "error_classes", 0, "text", "en"), "By hot fix.", id="a class's text"),
        pytest.param("promark.yaml", ("levels", "examples"), [], id="examples"),
        pytest.param("promark.yaml", ("kinds", 0, "optional"), [], id="a checklist"),
        pytest.param("adminet.yaml", ("hours", "deviations", 0, "reason", "fi"), "Juhla", id="a deviation's reason"),
    ],
)
def test_clocks_are_left_alone_by_what_is_only_read(file: str, path: tuple[str | int, ...], to: object) -> None:
    changed = read_tree(edited(file, *path, to=to))
    assert changed.hash != POLICIES.hash
    assert [changed.clockwork(desk) for desk in changed] == [POLICIES.clockwork(desk) for desk in POLICIES]


@pytest.mark.parametrize(
    ("file", "path", "to"),
    [
        pytest.param("holidays/SE.yaml", ("holidays", "2026-05-18"), ["whit_monday"], id="another country's holiday"),
        pytest.param("timecare.yaml", ("hours", "versions", 0, "weekly", "monday"), [], id="another desk's hours"),
    ],
)
def test_clocks_of_a_desk_are_left_alone_by_another(file: str, path: tuple[str | int, ...], to: object) -> None:
    changed = read_tree(edited(file, *path, to=to))
    assert changed.clockwork("promark") == POLICIES.clockwork("promark")
    assert changed.clockwork("timecare") != POLICIES.clockwork("timecare")


# The Swedish days, worked by hand.

SWEDISH_EXCEPTIONS_2026 = {
    DayKind.BRIDGE: ["2026-01-02", "2026-01-05", "2026-05-15"],
    DayKind.SHORT: ["2026-04-02", "2026-04-30", "2026-05-13", "2026-06-05", "2026-10-30"],
    DayKind.EVE: ["2026-06-19", "2026-12-24", "2026-12-31"],
}


def weekdays(desk: Desk, year: int, kind: DayKind) -> list[str]:
    days = desk.calendar.exceptions(date(year, 1, 1), date(year + 1, 1, 1))
    return [day.date.isoformat() for day in days if day.kind is kind and day.date.weekday() < 5]


@pytest.mark.parametrize("kind", SWEDISH_EXCEPTIONS_2026)
def test_the_days_of_the_swedish_desk(kind: DayKind) -> None:
    assert weekdays(POLICIES["timecare"], 2026, kind) == SWEDISH_EXCEPTIONS_2026[kind]


def test_exceptions_carry_a_name_to_show() -> None:
    easter = POLICIES["timecare"].calendar.day(date(2026, 4, 2))
    assert (easter.kind, easter.name["sv"], easter.name["fi"]) == (DayKind.SHORT, "Långfredagen", "Pitkäperjantai")
    two = POLICIES["promark"].calendar.day(date(2027, 5, 17))
    assert two.name["nb"] == "Andre pinsedag, Grunnlovsdag"
    lunch = POLICIES["adminet"].calendar.day(date(2026, 12, 18))
    assert (lunch.kind, lunch.name["fi"]) == (DayKind.DEVIATION, "Henkilökunnan joululounas")


ORACLE = ROOT.parent / "shared" / "oracle" / "se_desk_days.json"


@pytest.mark.skipif(not ORACLE.exists(), reason="the hand-worked days are not beside the repository")
@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
@pytest.mark.parametrize(("eves", "prefix"), [("closed", ""), ("literal", "literal_")])
def test_every_day_of_a_swedish_desk(year: int, eves: str, prefix: str) -> None:
    oracle = json.loads(ORACLE.read_text("utf-8"))[str(year)]
    desk = read_tree(edited("timecare.yaml", "hours", "versions", 0, "eves", to=eves))["timecare"]
    assert weekdays(desk, year, DayKind.HOLIDAY) == oracle["holiday"]
    assert weekdays(desk, year, DayKind.BRIDGE) == oracle[f"{prefix}bridge"]
    assert weekdays(desk, year, DayKind.SHORT) == oracle[f"{prefix}half"]
    if eves == "closed":
        assert weekdays(desk, year, DayKind.EVE) == oracle["eve"]
        start, end = (datetime(y, 1, 1, tzinfo=UTC) - timedelta(hours=1) for y in (year, year + 1))
        assert desk.calendar.between(start, end) == 60 * oracle["open_minutes_in_year"]
