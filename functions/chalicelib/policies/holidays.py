"""Public holidays and eves of a country: frozen dates, so that no upgrade moves an old due time (TC7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.languages import LANGUAGES, Wording
from chalicelib.policies.section import Section, read_date

EVES = ("midsummer_eve", "christmas_eve", "new_years_eve")


@dataclass(frozen=True, slots=True)
class Holidays:
    """A country's public holidays with their names, and the eves that a desk may choose to close on."""

    country: str
    first_year: int
    last_year: int
    public: Mapping[date, Wording]
    eves: Mapping[str, Mapping[date, Wording]]

    def closed_eves(self, ids: tuple[str, ...]) -> Mapping[date, Wording]:
        """The dates of these eves."""
        return {on: name for id in ids for on, name in self.eves[id].items()}


def read_names(section: Section) -> Mapping[str, Wording]:
    """The names of holidays and eves by id."""
    return {id: section.wording(id) for id in section.ids()}


def read_holidays(section: Section, names: Mapping[str, Wording]) -> Holidays:
    """One country's file: `holidays` and `eves`, each date -> ids of names (two holidays may share a date)."""
    country = section.text("country", "[A-Z]{2}", "a country's two letters, like NO")
    first, last = section.integer("first_year", 1990, 2100), section.integer("last_year", 1990, 2100)
    public = {on: _named(ids, names) for on, ids in _dated(section.section("holidays"), names)}
    eves: dict[str, dict[date, Wording]] = {id: {} for id in EVES}
    for on, ids in _dated(section.section("eves"), {id: names.get(id, {}) for id in EVES}):
        for id in ids:
            eves[id][on] = names[id]
    section.close()
    return Holidays(country, first, last, public, eves)


def _dated(section: Section, names: Mapping[str, Wording]) -> list[tuple[date, tuple[str, ...]]]:
    dated = []
    for key in section.ids():
        try:
            dated.append((read_date(key), section.texts(key, tuple(names))))
        except ValueError:
            section.mistake(key, repr(key), "a date like 2026-12-25")
    return dated


def _named(ids: tuple[str, ...], names: Mapping[str, Wording]) -> Wording:
    return {language: ", ".join(names[id][language] for id in ids) for language in LANGUAGES}
