"""What an hour costs, as a desk's page tells it: in force and to come, the same figures that are billed (PM5 PM8)."""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest
from tests.unit.policy_edits import edited

from chalicelib.domain.languages import LANGUAGES
from chalicelib.policies.book import read_tree
from portal.desk_pages import desk_pages
from portal.prices_page import out_of_hours_price, prices_of
from portal.shelf import Shelf, Site, read_shelf
from portal.speech import Speech

HOME = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
SITE = Site("https://support.example.com/", "", "support.example.com")


@lru_cache
def shelf() -> Shelf:
    return read_shelf(HOME / "kb", SITE, NOW)


def speech(language: str = "nb") -> Speech:
    return Speech(language, shelf().words)


def plain(said: str) -> str:
    """Words with ordinary blanks, as one reads them."""
    return said.replace("\u00a0", " ")


def text(desk: str, section: str, language: str) -> str:
    found = shelf().policies[desk]
    [page] = [page for page in desk_pages(shelf(), speech(language), found, []) if page.meta["section"] == section]
    return plain(page.body)


def test_the_page_lists_every_kind_of_work_at_the_rate_in_force() -> None:
    promark = shelf().policies["promark"]
    shown = prices_of(promark, shelf().policies.sellers[promark.seller], speech(), TODAY)
    rows = shown["rows"]
    assert isinstance(rows, list)
    assert [row["work"] for row in rows] == [work.name["nb"] for work in promark.billing.works]
    assert {key: plain(value) for key, value in rows[2].items()} == {
        "work": "Hjelp på telefon",
        "per_hour": "1 290,00 kr",
        "out_of_hours": "1 800,00 kr",
        "valid_from": "1. juli 2026",
    }
    assert shown["to_come"] == []


def test_announced_prices_stand_apart_with_their_day() -> None:
    page = text("timecare", "prices", "sv")
    in_force, to_come = page.split('id="to-come"')
    assert "1 395,00 kr" in in_force
    assert "1 440,00 kr" not in in_force
    assert "1 440,00 kr" in to_come
    assert "1 januari 2027" in to_come
    assert "Per timme utanför öppettiderna" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_there_in_every_language_excluding_vat_and_names_who_sells(language: str) -> None:
    page = text("evidencija", "prices", language)
    excluding = {"en": "excluding VAT", "nb": "uten mva.", "sv": "exklusive moms", "fi": "ilman arvonlisäveroa"}
    assert excluding.get(language, "bez PDV-a") in page
    assert "Evidencija servis d.o.o." in page
    assert "HR99900012342" in page
    assert "EUR" in page


@pytest.mark.parametrize("desk", shelf().policies)
def test_the_page_stands_in_the_navigation_of_every_desk(desk: str) -> None:
    assert "prices/" in text(desk, "overview", "fi")


def test_the_contact_page_states_the_price_that_is_billed_out_of_hours() -> None:
    assert "1 800,00 kr per time" in text("promark", "contact", "nb")
    assert out_of_hours_price(shelf().policies["adminet"], speech(), TODAY) == ("", [])


def test_a_dearer_hour_out_of_hours_is_announced_on_the_contact_page() -> None:
    rates = [
        {"valid_from": "2027-02-01", "per_hour": "1290.00", "out_of_hours": "1900.00"},
        {"valid_from": "2027-03-01", "per_hour": "1300.00", "out_of_hours": "1900.00"},
        {"valid_from": "2024-01-01", "per_hour": "1290.00", "out_of_hours": "1800.00"},
    ]
    desk = read_tree(edited("promark.yaml", "billing", "works", 2, "rates", to=rates))["promark"]
    price, to_come = out_of_hours_price(desk, speech(), TODAY)
    assert plain(price) == "1 800,00 kr"
    assert [(day, plain(later)) for day, later in to_come] == [("1. februar 2027", "1 900,00 kr")]


def test_a_first_price_holds_before_its_own_day() -> None:
    rates = [{"valid_from": "2027-02-01", "per_hour": "1290.00", "out_of_hours": "1900.00"}]
    desk = read_tree(edited("promark.yaml", "billing", "works", 2, "rates", to=rates))["promark"]
    price, to_come = out_of_hours_price(desk, speech(), TODAY)
    assert (plain(price), to_come) == ("1 900,00 kr", [])
