"""An agreement as a lead writes it: YAML in and out, and each mistake told with its key (MP8, PM5)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from chalicelib.desk.agreements.reading import Whose, read_version
from chalicelib.desk.agreements.yaml_form import MOST_CHARACTERS, from_yaml, to_yaml
from chalicelib.domain.billing.agreement import (
    Address,
    Buyer,
    Counted,
    DayCount,
    Endpoint,
    Every,
    FlatKind,
    FlatRate,
    Included,
    Indexed,
    PriceFor,
    Rate,
    RoundedBy,
    Rounding,
    Treatment,
    Version,
    When,
)
from chalicelib.domain.billing.periods import Period
from chalicelib.domain.billing.vat import Category
from chalicelib.domain.payroll import Payroll
from chalicelib.domain.refusal import Refusal

WHOSE = Whose("bura", "evidencija", "EUR", ("support", "field_work", "guidance"))
SMALL = """
agreement: U-0187
valid_from: 2026-01-01
first_day: 2026-01-01
buyer: {name: Hotel Bura d.o.o., street: Riva 1, post_code: 21000, city: Split, country: HR}
"""
RENT = """
flat_rates:
  - {id: printer, name: Najam pisača, kind: rent, price: 93.00, every: month, when: advance, first_day: 2026-01-31}
"""


def read(text: str) -> Version:
    version, mistakes = read_version(from_yaml(text), WHOSE)
    assert version is not None, mistakes
    return version


def codes(text: str) -> dict[str, str]:
    version, mistakes = read_version(from_yaml(text), WHOSE)
    assert version is None
    return {mistake.key: mistake.code for mistake in mistakes}


def test_a_few_lines_are_an_agreement() -> None:
    version = read(SMALL)
    assert (version.agreement, version.organisation, version.desk, version.currency) == (
        "U-0187", "bura", "evidencija", "EUR"
    )  # fmt: skip
    assert version.buyer == Buyer("Hotel Bura d.o.o.", Address("Riva 1", "21000", "Split", "HR"))


def test_a_flat_rate_keeps_the_day_on_which_it_began() -> None:
    (rent,) = read(SMALL + RENT).flat_rates
    assert (rent.price, rent.every, rent.when, rent.anchor_day) == (Decimal("93.00"), Every.MONTH, When.ADVANCE, 31)


@pytest.mark.parametrize(
    ("text", "key", "code"),
    [
        (SMALL.replace("2026-01-01", "1.1.2026"), "first_day", "value_date"),
        (SMALL.replace("U-0187", "U/0187"), "agreement", "value_id"),
        (SMALL.replace("country: HR", "country: Hrvatska"), "buyer.country", "value_country"),
        (SMALL.replace("name: Hotel Bura d.o.o., ", ""), "buyer.name", "value_missing"),
        (SMALL + "currency: NOK", "currency", "value_choice"),
        (SMALL + "prices: high", "prices", "key_unknown"),
        (SMALL + "payment_days: soon", "payment_days", "value_integer"),
        (SMALL + "whole_units: maybe", "whole_units", "value_flag"),
        (SMALL + "last_day: 2025-12-31", "last_day", "day_before_first"),
        (SMALL + "covered: [guidence]", "covered.0", "value_bad"),
        (SMALL + "rates: [{work: support, per_hour: 60}]", "rates.0.per_hour", "value_amount"),
        (SMALL + "rates: [{work: support, per_hour: 60.00}, {work: support, per_hour: 61.00}]", "rates", "work_twice"),
        (SMALL + "vat: {category: AE}", "vat.reason", "vat_reason_missing"),
        (SMALL + "vat: {category: AE, reason: Prijenos}", "buyer.vat_number", "vat_number_missing"),
        (SMALL + RENT.replace("93.00", "-93.00"), "flat_rates.printer.price", "value_amount"),
        (SMALL + RENT.replace("month", "week"), "flat_rates.printer.every", "value_choice"),
        (SMALL + "discount_percent: 100", "discount_percent", "value_percent"),
        ("- a\n- b", "(the whole file)", "mapping_bad"),
        ("text", "(the whole file)", "mapping_bad"),
    ],
)
def test_a_mistake_names_its_key_and_why(text: str, key: str, code: str) -> None:
    assert codes(text)[key] == code


def test_all_mistakes_are_found_at_once() -> None:
    assert set(codes("agreement: U/1\nbuyer: {}")) >= {"agreement", "valid_from", "first_day", "buyer.name"}


@pytest.mark.parametrize(
    "text",
    [
        "a: [b",
        "a: 1\na: 2",
        "a: &x [1]\nb: *x",
        "[" * 5_000,
        "? {a: b}\n: c",
        "a: \0",
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        from_yaml(text)
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [("yaml", "yaml_bad")]


def test_a_tag_makes_nothing_but_text() -> None:
    assert from_yaml("a: !!python/object:os.system ls") == {"a": "ls"}


def test_a_file_longer_than_any_agreement_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        from_yaml("#" * (MOST_CHARACTERS + 1))
    assert refused.value.faults[0].code == "yaml_too_long"


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
AMOUNTS = st.decimals(0, 10**9, places=2)
WORDS = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=40)
FLAT_RATES = st.builds(
    FlatRate,
    id=st.from_regex("[a-z][a-z0-9_-]{0,20}", fullmatch=True),
    name=WORDS,
    kind=st.sampled_from(FlatKind),
    price=AMOUNTS,
    every=st.sampled_from(Every),
    when=st.sampled_from(When),
    first_day=DAYS,
    last_day=st.just(None) | st.just(date(2035, 1, 1)),
    quantity=st.decimals(0, 1_000, places=2),
    anchor_day=st.integers(1, 31),
    anchor_month=st.none() | st.integers(1, 12),
    price_for=st.sampled_from(PriceFor),
    day_count=st.sampled_from(DayCount),
    indexed=st.lists(st.builds(Indexed, DAYS, st.decimals(-99, 99, places=2)), max_size=2).map(tuple),
    suspended=st.just(()) | st.just((Period(date(2026, 1, 10), date(2026, 1, 17)),)),
    product_class=st.sampled_from(["", "62.02.20"]),
)
VERSIONS = st.builds(
    Version,
    agreement=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True),
    organisation=st.just("bura"),
    desk=st.just("evidencija"),
    valid_from=DAYS,
    first_day=st.just(date(2020, 1, 1)),
    currency=st.just("EUR"),
    buyer=st.builds(
        Buyer,
        name=WORDS,
        address=st.builds(Address, WORDS, WORDS, WORDS, st.just("HR")),
        vat_number=st.just("HR12345678903"),
        endpoint=st.none() | st.just(Endpoint("9934", "12345678903")),
        mail=st.sampled_from(["", "ana@bura.example"]),
    ),
    last_day=st.none() | st.just(date(2035, 1, 1)),
    billed_from=st.none() | DAYS,
    treatment=st.sampled_from([Treatment(), Treatment(Category.REVERSE_CHARGE, "Prijenos porezne obveze")]),
    flat_rates=st.lists(FLAT_RATES, max_size=3, unique_by=lambda one: one.id).map(tuple),
    rates=st.just(()) | st.builds(Rate, st.just("support"), AMOUNTS, st.none() | AMOUNTS).map(lambda rate: (rate,)),
    covered=st.sampled_from([(), ("guidance",), ("guidance", "support")]),
    rounding=st.builds(Rounding, st.sampled_from(RoundedBy), st.integers(0, 60), st.integers(0, 60)),
    included=st.none() | st.builds(Included, st.integers(1, 600), st.sampled_from(Counted), st.just(("support",))),
    payroll=st.none() | st.builds(Payroll, st.just((10, 25)), st.integers(0, 15)),
    payroll_fee=st.none(),
    discount_percent=st.decimals(0, 99, places=2),
    whole_units=st.booleans(),
    payment_days=st.integers(0, 120),
    language=st.sampled_from(["", "hr", "en"]),
)


@settings(deadline=None)
@given(VERSIONS)
def test_what_is_written_out_is_read_back_the_same(version: Version) -> None:
    assert read(to_yaml(version)) == version
    assert yaml.safe_load(to_yaml(version))["buyer"]["name"] == version.buyer.name


@pytest.mark.parametrize(
    "text", ["NO", "0192", "0150", "310003018", "1e3", "0o17", "y", "null", "2026-01-01", "+47 22"]
)
def test_any_reader_of_yaml_takes_texts_for_texts(text: str) -> None:
    version = read(SMALL)
    buyer = replace(version.buyer, address=replace(version.buyer.address, post_code=text, country="NO"))
    out = to_yaml(replace(version, buyer=buyer))
    assert f"post_code: '{text}'\n" in out
    assert yaml.safe_load(out)["buyer"] | {"post_code": text, "country": "NO"} == yaml.safe_load(out)["buyer"]


def test_yaml_holds_amounts_as_they_were_written() -> None:
    version = replace(read(SMALL + RENT), payment_days=30, whole_units=True)
    for line in ("price: 93.00\n", "payment_days: 30\n", "first_day: 2026-01-31\n", "whole_units: yes\n"):
        assert line in to_yaml(version)
