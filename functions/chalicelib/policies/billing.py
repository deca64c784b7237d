"""What a desk charges for: kinds of work at list rates, and what it proposes to agree on (PM5 PM8 MP5)."""

from dataclasses import dataclass

from chalicelib.domain.billing.prices import ListRate
from chalicelib.domain.languages import Wording
from chalicelib.policies.section import Section

_ID = r"[a-z][a-z0-9_]{0,40}"
_LONGEST_STEP = 60
_LONGEST_MINIMUM = 480
_MOST_DAYS_TO_PAY = 120


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work that time is noted under; `by_phone` is help by phone, which some desks give out of hours."""

    id: str
    name: Wording
    by_phone: bool


@dataclass(frozen=True, slots=True)
class Billing:
    """What a desk charges for. `rates` stand oldest first.

    `step_minutes`, `minimum_minutes` and `payment_days` are what a new agreement is proposed with (MP5); step 0 is
    exact time.
    """

    works: tuple[Work, ...]
    rates: tuple[ListRate, ...]
    step_minutes: int
    minimum_minutes: int
    payment_days: int

    def work(self, id: str) -> Work | None:
        return next((work for work in self.works if work.id == id), None)

    def rates_of(self, work: str) -> tuple[ListRate, ...]:
        """The rates of a kind of work, oldest first."""
        return tuple(rate for rate in self.rates if rate.work == work)


def read_billing(section: Section) -> Billing:
    """The key `billing` of a desk's file. Mistakes are noted in the section."""
    noted = len(section.mistakes)
    works: list[Work] = []
    rates: list[ListRate] = []
    for part in section.sections("works"):
        id = part.text("id", _ID, "an id like on_site")
        works.append(Work(id, part.wording("name"), part.flag("by_phone", default=False)))
        rates += _rates(part, id)
    if not works and len(section.mistakes) == noted:
        section.mistake("works", "no work", "at least one kind of work")
    return Billing(
        works=tuple(works),
        rates=tuple(sorted(rates, key=lambda rate: rate.valid_from)),
        step_minutes=section.integer("step_minutes", 0, _LONGEST_STEP),
        minimum_minutes=section.integer("minimum_minutes", 0, _LONGEST_MINIMUM, 0),
        payment_days=section.integer("payment_days", 0, _MOST_DAYS_TO_PAY, 14),
    )


def _rates(section: Section, work: str) -> list[ListRate]:
    noted = len(section.mistakes)
    rates = [_rate(part, work) for part in section.sections("rates")]
    if len(section.mistakes) == noted:
        if not rates:
            section.mistake("rates", "no rate", "at least one rate")
        if len({rate.valid_from for rate in rates}) < len(rates):
            section.mistake("rates", "the same valid_from again", "each date once")
    return rates


def _rate(section: Section, work: str) -> ListRate:
    out = section.amount("out_of_hours") if section.has("out_of_hours") else None
    return ListRate(work, section.date("valid_from"), section.amount("per_hour"), out)
